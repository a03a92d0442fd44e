package robot

import (
	"strings"

	"duban/checklist"
	"duban/internal/zh"
)

// mostAbsence is how much of an automatic reply is read for days, in characters.
const mostAbsence = 600

// ReadAbsence returns the first and the last day away that an automatic reply
// states; zero where it states none. The day somebody is back is not a day away.
// The text is only information: what cannot be read surely is left out.
func ReadAbsence(text string, received checklist.Day) (from, until checklist.Day) {
	a := absence{text: strings.ToLower(strings.Join(strings.Fields(zh.FirstRunes(text, mostAbsence)), " "))}
	facts := checklist.DeadlineBase{Year: received.Year(), Start: received}.Facts()
	facts.Near = true
	for _, f := range zh.FindDates(a.text) {
		day := f.Date
		day.Mark = zh.Plain // 4月15日起: the day is that day
		at, err := day.Resolve(facts)
		if err == nil && isDay(f.Date) && isDay(f.Last()) {
			a.add(f, checklist.FromCivil(at.First), checklist.FromCivil(at.Last))
		}
	}
	from, until = a.days()
	if until < received-1 || from > until {
		return 0, 0 // an old text that was never changed, or not read rightly
	}
	return from, until
}

func isDay(d zh.Date) bool { return d.Unit == zh.Day || d.Unit == zh.Weekday }

// absence is what has been read of a text: days away between two, up to one, or one by
// one, and the day of the return.
type absence struct {
	text               string
	from, until, back  checklist.Day
	firstOne, lastOne  checklist.Day // 4月21日外出, 4月21日、22日外出
	scattered, started bool          // days one by one with others between, or from a day on
}

func (a *absence) add(f zh.Found, first, last checklist.Day) {
	before, after := a.text[:f.Start], a.text[f.End:]
	switch {
	case f.Until != nil && a.until == 0:
		a.from, a.until = first, last
	case a.back == 0 && (backAfter.MatchString(after) || backBefore.MatchString(before)):
		a.back = last
	case a.until == 0 && (untilDay.MatchString(a.text[:f.End]) || untilAfter.MatchString(after)):
		a.until = last
	case f.Mark == zh.After || onwards.MatchString(after) || startsOn.MatchString(before):
		a.from, a.started = first, true
	case f.Mark == zh.Plain && (awayAfter.MatchString(after) || awayBefore.MatchString(before) || a.lastOne != 0 && first == a.lastOne+1):
		if a.firstOne == 0 {
			a.firstOne = first
		}
		a.scattered = a.scattered || a.lastOne != 0 && first != a.lastOne+1
		a.lastOne = last
	}
}

func (a *absence) days() (from, until checklist.Day) {
	switch {
	case a.until != 0:
		return a.from, a.until
	case a.back != 0:
		return a.from, a.back - 1
	case a.firstOne != 0 && !a.scattered && !a.started:
		return a.firstOne, a.lastOne
	}
	return 0, 0
}

const awayWords = `(?:外出|出差|休假|年假|请假|调休|病假|产假|开会|参会|培训|学习|不在|外勤|调研)`

var (
	untilDay   = zh.NewPattern(`(?:至|到)[^至到。，,；;]{0,24}$|\b(?:until|till|through|up to|bis(?: zum| einschließlich)?|jusqu['’]?au|hasta(?: el)?|fino al|até) ?[^。;；]{0,24}$`)
	untilAfter = zh.NewPattern(`^ ?(?:止|まで|inclus\b|einschließlich)`)
	backAfter  = zh.NewPattern(`^(?:[^。；;\n]{0,6}(?:返回|返岗|回来|上班|回到|回单位|归队|复工|到岗)|[^。.;；\n]{0,40}\b(?:wieder|zurück|de retour)\b)`)
	backBefore = zh.NewPattern(`(?:return|\bback\b|wieder (?:da|erreichbar|im (?:büro|haus))|zurück|de retour|vuelta|regres|torner|rientr)[^。.;\n]{0,24}$`)
	onwards    = zh.NewPattern(`^ ?(?:起|开始|onwards?)`)
	startsOn   = zh.NewPattern(`(?:starting|beginning|as of|\bab(?: dem)?|à partir du|since|from) ?(?:on )?$`)
	awayAfter  = zh.NewPattern(`^[^。；;\n]{0,10}` + awayWords + `|^[^。.;\n]{0,30}(?:out of (?:the )?office|on leave|nicht im|abwesend|absent)`)
	awayBefore = zh.NewPattern(awayWords + `[（(，,：: ]{0,2}$|(?:out of (?:the )?office|away|absent|on leave|abwesend|nicht im (?:büro|haus))(?: (?:on|am|le|only))? ?$|(?:office|büro)[^。.;\n]{0,6}(?:on|am) $|\b(?:am|le) $`)
)
