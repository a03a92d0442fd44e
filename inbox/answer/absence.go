package answer

import (
	"strings"

	"duban/checklist"
	"duban/internal/zh"
)

var (
	untilDay  = zh.NewPattern(`(?i)(?:至|到|截至|截止|until|till|through)\s*$`)
	backAfter = zh.NewPattern(`^[^。；;\n]{0,6}(?:返回|返岗|回来|上班|回到|回单位|归队)`)
	backOn    = zh.NewPattern(`(?i)(?:return|back)[^。.;\n]{0,24}$`)
)

// mostAbsence is how much of an automatic reply is read for days, in characters.
const mostAbsence = 600

// ReadAbsence returns the first and the last day away that an automatic reply states;
// zero where it states none. The day somebody is back is not a day away. The text is only
// information: what cannot be read surely is left out.
func ReadAbsence(text string, received checklist.Day) (from, until checklist.Day) {
	text = zh.FirstRunes(text, mostAbsence)
	facts := Options{Received: received}.facts(received)
	for _, f := range zh.FindDates(text) {
		p, err := f.Resolve(facts)
		before, after := text[:f.Place.From], text[f.Place.To:]
		switch {
		case err != nil:
		case f.Date.Until != nil:
			from, until = civil(p.First), civil(p.Last)
		case until != 0:
		case backAfter.MatchString(after), backOn.MatchString(before):
			until = civil(p.First) - 1
		case untilDay.MatchString(before), strings.HasPrefix(f.In(text), "至"):
			until = civil(p.Last)
		}
		if from != 0 {
			break
		}
	}
	if until < received-1 || from > until {
		return 0, 0 // an old text that was never changed, or not read rightly
	}
	return from, until
}
