package checklist

import (
	"slices"

	"duban/internal/msg"
)

// Way is how a report came that the clerk has recorded: not by mail. It is stored as the
// kind of the record's mail; other kinds of mail are none.
type Way string

const (
	ByPhone  Way = "phone"
	OnPaper  Way = "paper"
	InPerson Way = "person"
)

// Ways are all of them.
var Ways = []Way{ByPhone, OnPaper, InPerson}

var wayNames = map[Way]string{ByPhone: "电话", OnPaper: "纸质", InPerson: "当面"}

// ParseWay reads 电话 or phone; "" where it is no way.
func ParseWay(s string) Way {
	for _, w := range Ways {
		if s == string(w) || s == wayNames[w] {
			return w
		}
	}
	return ""
}

var wayMessages = map[Way]msg.Message{ByPhone: msg.New("report by phone"), OnPaper: msg.New("report on paper"), InPerson: msg.New("report in person")}

// Message is the way's name; none of what came by mail.
func (w Way) Message() msg.Message { return wayMessages[w] }

// Recorded says of what came so that the clerk has recorded it: 电话报告，督办员登记; zero of
// what came by mail.
func (w Way) Recorded() msg.Message {
	if w.Message().IsZero() {
		return msg.Message{}
	}
	return msg.New("recorded by the clerk", w)
}

// Unproven says what an office does with words whose sender nobody has proven.
type Unproven string

const (
	ConfirmVerdicts Unproven = "confirm-verdicts" // verdicts wait until the judge has confirmed them; the rest is filed and marked
	ConfirmAll      Unproven = "confirm-all"      // whatever changes a state waits so
	HoldUnproven    Unproven = "hold"             // they wait for the clerk, who files them
	BelieveUnproven Unproven = "believe"          // they count like those of a proven sender
)

// UnprovenChoices are all that an office can choose from.
var UnprovenChoices = []Unproven{ConfirmVerdicts, ConfirmAll, HoldUnproven, BelieveUnproven}

// Known reports whether it is one of the choices.
func (u Unproven) Known() bool { return slices.Contains(UnprovenChoices, u) }
