package decide

import (
	"context"
	"time"

	"duban/checklist"
	"duban/internal/office"
)

// Absence is that somebody is away between two days, both included.
type Absence struct {
	Name        string // the department or post
	First, Last checklist.Day
	Substitute  string // the department or post that stands in; "": nobody
	Why         string
}

// Away records an absence, unless its days are out of order, or the chain of
// substitutes does not end at somebody who is there on each day.
func Away(ctx context.Context, o *office.Office, now time.Time, a Absence) (checklist.Absence, error) {
	out, err := checkAbsence(ctx, o, a)
	if err != nil {
		return out, err
	}
	return out, o.Store.AddAbsence(ctx, now, out, clerk.ID)
}

func checkAbsence(ctx context.Context, o *office.Office, a Absence) (out checklist.Absence, err error) {
	person, err := o.Person(a.Name)
	if err != nil {
		return out, err
	}
	const most = 370
	if a.Last < a.First || a.Last > a.First+most {
		return out, office.Refusal{Code: office.WrongDays, First: a.First, Last: a.Last}
	}
	out = checklist.Absence{Person: person.ID, First: a.First, Last: a.Last, Reason: a.Why}
	if a.Substitute == "" {
		return out, nil
	}
	substitute, err := o.Person(a.Substitute)
	if err != nil {
		return out, err
	}
	if substitute.ID == person.ID {
		return out, office.Refusal{Code: office.OwnSubstitute, Name: person.Title}
	}
	out.Substitute = substitute.ID
	known, err := o.Store.Absences(ctx, a.First)
	if err != nil {
		return out, err
	}
	for day := a.First; day <= a.Last; day++ {
		if _, who, _ := o.Directory.Acting(append(known, out), day).Away(person.ID); who.ID == "" || who.Mail == "" {
			return out, office.Refusal{Code: office.NoSubstitute, Name: substitute.Title, First: day}
		}
	}
	return out, nil
}

// Back ends the absence of a department or post.
func Back(ctx context.Context, o *office.Office, now time.Time, name string) (checklist.Person, error) {
	person, err := o.Person(name)
	if err != nil {
		return person, err
	}
	return person, o.Store.EndAbsence(ctx, now, person.ID, clerk.ID)
}

// Absences are those recorded and those that the directory states, from a day on.
func Absences(ctx context.Context, o *office.Office, from checklist.Day) ([]checklist.Absence, error) {
	list, err := o.Store.Absences(ctx, from)
	for _, stated := range o.Directory.Absences() {
		if stated.Last >= from {
			list = append(list, stated)
		}
	}
	return list, err
}
