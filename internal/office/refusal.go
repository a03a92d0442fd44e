package office

import (
	"fmt"
	"time"

	"duban/checklist"
	"duban/db"
)

// Code says why something was not done.
type Code string

const (
	NoItem        Code = "no such item"                           // No, Count: the last there is
	NoList        Code = "no such checklist"                      // Name; "": none at all
	NoDatabase    Code = "there is no database yet"               // Name: where it would be
	NoMail        Code = "no such mail"                           // No
	NoParty       Code = "no department or post of that name"     // Name, Near: what may be meant
	NoPart        Code = "no part of the item can be so decided"  // No, Parts, Zone
	SameList      Code = "a list does not carry on its own items" // Name
	NotOpen       Code = "nothing is open of the item"            // No
	StillOpen     Code = "items are open"                         // Past: without dues
	AwaitsVerdict Code = "a claim waits for a verdict"            // Cause: the items
	WaiveReason   Code = "what is waived wants a reason"
	NoReason      Code = "no reason is given"             // No
	WhichOne      Code = "it is not said which is meant"  // Cause: the question
	PastDeadlines Code = "deadlines have passed"          // Past, No: the year by which they were read
	ClosedChanged Code = "a closed item reads otherwise"  // Past: without dues
	NotClosed     Code = "no closed item reads otherwise" // No
	NoLadder      Code = "no ladder of that name"         // Name, Near
	NoYear        Code = "the base year is not said"      // No: a year that the document names, or 0
	NoLetter      Code = "no letter to answer"            // Name
	NoPreview     Code = "no such letter would come"      // Name: its kind
	Paused        Code = "sending is paused already"
	NotPaused     Code = "sending is not paused"
	PastDay       Code = "the day has passed"                              // No, First: the day, Last: today
	OwnSubstitute Code = "nobody stands in for himself"                    // Name
	NoSubstitute  Code = "nobody stands in on a day"                       // Name, First
	WrongDays     Code = "the days are not in order"                       // First, Last
	FileTaken     Code = "a file of that name exists"                      // Name
	DatabaseTaken Code = "a database stands where the backup would be put" // Name
	BrokenBackup  Code = "the backup is faulty"                            // Name, Cause
	NoneFailed    Code = "no such letter has failed"
	AddressSound  Code = "the address is not known to fail" // Name
	ChainsDiffer  Code = "the two databases do not hold the same history"
)

// Refusal is why an act was not done: its code, and the facts that the code names.
// Whoever shows it has the words.
type Refusal struct {
	Code        Code
	No          int
	Name        string
	Near        string
	Count       int
	First, Last checklist.Day
	Parts       []db.Owed
	Zone        *time.Location // of their instants
	Past        []Past
	Unreported  bool  // there is a lead that has reported nothing
	Cause       error // what was found
}

// Past is an item of a list with a deadline that had passed when the list came.
type Past struct {
	No      int
	Content string
	Due     checklist.Due
}

func (r Refusal) Error() string {
	s := string(r.Code)
	if r.No != 0 {
		s += fmt.Sprintf(": %d", r.No)
	}
	if r.Name != "" {
		s += ": " + r.Name
	}
	if r.Cause != nil {
		s += ": " + r.Cause.Error()
	}
	return s
}
