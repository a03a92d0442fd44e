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
