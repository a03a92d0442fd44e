package checklist

import "slices"

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

// Chinese says what becomes of such words.
func (u Unproven) Chinese() string {
	switch u {
	case ConfirmAll:
		return "改变事项状态的，先请本人确认"
	case HoldUnproven:
		return "一律先由督办员归档"
	case BelieveUnproven:
		return "照样登记，批示即生效"
	}
	return "批示先请本人确认，其余登记并注明“未核验”"
}
