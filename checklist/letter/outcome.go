package letter

import (
	"reflect"
	"slices"

	"duban/checklist"
	"duban/internal/msg"
)

// Outcome tells a person what was decided on one of his items.
type Outcome struct {
	No       int                 `json:"no"`
	Content  string              `json:"content"`
	Event    checklist.EventKind `json:"event"`
	By       string              `json:"by"` // 中心主任, or clerk
	Why      msg.Message         `json:"why,omitzero"`
	Unproven bool                `json:"unproven,omitempty"` // nobody proved that these words are his
	Deadline checklist.Day       `json:"deadline"`
	Due      checklist.Day       `json:"due,omitempty"`   // instructed: until when
	To       string              `json:"to,omitempty"`    // reassigned: the new party
	Name     string              `json:"name,omitempty"`  // who reads for it now,
	Moved    bool                `json:"moved,omitempty"` // or that its mailbox is another
	First    bool                `json:"first,omitempty"` // the deadline is the first that it has
	Forecast bool                `json:"forecast,omitempty"`
}

func outcomeOf(d checklist.Decision, by checklist.Person) Outcome {
	o := Outcome{No: d.Before.No, Content: d.Content, Event: d.Event.Kind, By: calledDeciding(by), Why: d.Event.Reason, Unproven: d.Unproven, Deadline: d.Before.Deadline}
	switch d.Event.Kind {
	case checklist.EventExtended, checklist.EventRescheduled:
		o.Deadline, o.First = d.Event.Day, d.Before.Original == 0
	case checklist.EventInstructed:
		o.Due = d.Event.Day
	case checklist.EventReassigned:
		o.To = d.Event.Party
	}
	return o
}

// calledDeciding is what somebody is called who has decided; the clerk has no name of his own.
func calledDeciding(p checklist.Person) string {
	if p.ID == "clerk" {
		return p.ID
	}
	return p.Title
}

func lineOf(d checklist.Decision, o Outcome) Line {
	line := LineOf(d.Before, OwedUnder(d.Before), d.Checklist, d.Title, d.Content)
	line.Deadline = o.Deadline
	return line
}

// addLine adds the line of a decision, one for all decisions on a part: where one of them
// moves its deadline, as that leaves it.
func (l *Letter) addLine(d checklist.Decision, o Outcome) {
	line := lineOf(d, o)
	at := slices.IndexFunc(l.Lines, func(x Line) bool { return x.Assignment == line.Assignment })
	switch {
	case at < 0:
		l.Lines = append(l.Lines, line)
	case line.Deadline != d.Before.Deadline:
		l.Lines[at] = line
	}
}

// OutcomeLetters tells the people who answer for the parts what was decided on
// them: whoever answers for several gets one letter. Parts that nobody in the
// directory answers for bring none. forecast tells of a day whether its year's
// holidays are not published yet.
func OutcomeLetters(dir *checklist.Directory, all []checklist.Decision, by checklist.Person, on checklist.Day, forecast func(checklist.Day) bool) (letters []Letter) {
	for _, d := range all {
		to, known := dir.ResponsibleFor(d.Before.Party)
		if !known {
			continue
		}
		at := slices.IndexFunc(letters, func(l Letter) bool { return l.To == to.ID && l.Checklist == d.Checklist })
		if at < 0 {
			at = len(letters)
			letters = append(letters, Letter{Kind: KindOutcome, To: to.ID, Salutation: to.Title, Checklist: d.Checklist, List: d.Title, On: on})
		}
		o := outcomeOf(d, by)
		o.Forecast = o.Deadline != 0 && forecast(o.Deadline)
		letters[at].addLine(d, o)
		if !slices.ContainsFunc(letters[at].Outcomes, func(p Outcome) bool { return reflect.DeepEqual(p, o) }) { // he may answer for two parties of one item
			letters[at].Outcomes = append(letters[at].Outcomes, o)
		}
	}
	return letters
}
