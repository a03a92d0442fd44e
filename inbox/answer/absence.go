package answer

import (
	"duban/checklist"
	"duban/internal/zh"
)

// mostAbsence is how much of an automatic reply is read for days, in characters.
const mostAbsence = 600

// ReadAbsence returns the first and the last day away that an automatic reply
// states; zero where it states none. The day somebody is back is not a day away.
// The text is only information: what cannot be read surely is left out.
func ReadAbsence(text string, received checklist.Day) (from, until checklist.Day) {
	opt := Options{Year: received.Year(), Received: received}
	key := foldLine(zh.FirstRunes(text, mostAbsence)).key
	var back checklist.Day
	for _, f := range zh.FindDates(key) {
		at, err := f.Resolve(opt.facts(received))
		if err != nil || f.Unit != zh.Day || f.Last().Unit != zh.Day {
			continue
		}
		first, last, words := checklist.FromCivil(at.First), checklist.FromCivil(at.Last), key[:f.End]
		switch {
		case f.Until != nil && until == 0:
			from, until = first, last
		case back == 0 && (backAfter.MatchString(key[f.End:]) || backBefore.MatchString(words[:f.Start])):
			back = last
		case until == 0 && untilDay.MatchString(words):
			until = last
		}
	}
	if until == 0 && back != 0 {
		until = back - 1
	}
	if until < received-1 || from > until {
		return 0, 0 // an old text that was never changed, or not read rightly
	}
	return from, until
}

var (
	untilDay   = zh.NewPattern(`(?:至|到|截至|until|till|through) ?[^至到]{0,24}$`)
	backAfter  = zh.NewPattern(`^[^。；;\n]{0,6}(?:返回|返岗|回来|上班|回到|回单位|归队)`)
	backBefore = zh.NewPattern(`(?:return|back)[^。.;\n]{0,24}$`)
)
