package answer

import (
	"strings"
	"time"
	"unicode/utf8"

	"duban/checklist"
	"duban/internal/zh"
)

// ReadAbsence returns the first and the last day away that an automatic reply
// states; zero where it states none. The day somebody is back is not a day away.
// The text is only information: what cannot be read surely is left out.
func ReadAbsence(text string, received checklist.Day) (from, until checklist.Day) {
	opt := Options{Year: received.Year(), Received: received}
	key := englishDays(newSaid(clip(zh.FirstRunes(text, 600))).key)
	if at := spanOfDays.FindStringSubmatch(key); at != nil {
		from, until = dayIn(at[1], opt), dayIn(monthOf(at[1], at[2]), opt)
	}
	if until == 0 {
		if at := untilDay.FindStringSubmatch(key); at != nil {
			from, until = 0, dayIn(at[1], opt)
		}
	}
	if at := backOn.FindStringSubmatch(key); until == 0 && at != nil {
		if back := dayIn(at[1]+at[2], opt); back != 0 {
			from, until = 0, back-1
		}
	}
	if until < received-1 || from > until {
		return 0, 0 // an old text that was never changed, or not read rightly
	}
	return from, until
}

const absentDay = `((?:\d{4}[年\-/.])?\d{1,2}[月\-/.]\d{1,2}[日号]?)`

var (
	spanOfDays = zh.NewPattern(absentDay + `[^\d至到\-~—]{0,8}(?:至|到|--?|~|—+|to|until|through)\s*((?:\d{4}[年\-/.])?(?:\d{1,2}[月\-/.])?\d{1,2}[日号]?)`)
	untilDay   = zh.NewPattern(`(?:至|到|截至|until|till|through)\s*` + absentDay)
	backOn     = zh.NewPattern(absentDay + `[^。；;\n]{0,6}(?:返回|返岗|回来|上班|回到|回单位|归队)|(?:return|back)[^。.;\n]{0,24}?` + absentDay)

	englishDay = zh.NewPattern(`(?i)\b(?:(\d{1,2})(?:st|nd|rd|th)?(?: of)? (` + englishMonths + `)|(` + englishMonths + `)\.? (\d{1,2})(?:st|nd|rd|th)?)\b`)
)

const englishMonths = `jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?`

// englishDays writes "6 May" and "May 6th" as 5月6日, so that one reader does.
func englishDays(s string) string {
	return englishDay.ReplaceAllStringFunc(s, func(found string) string {
		m := englishDay.FindStringSubmatch(found)
		month, err := time.Parse("Jan", strings.ToUpper((m[2] + m[3])[:1])+strings.ToLower((m[2] + m[3])[1:3]))
		if err != nil {
			return found
		}
		return month.Format("1") + "月" + m[1] + m[4] + "日"
	})
}

// monthOf completes the second day of 5月1日至6日.
func monthOf(first, second string) string {
	if strings.ContainsAny(second, "月-/.") {
		return second
	}
	at := strings.LastIndexAny(first, "月-/.")
	if at < 0 {
		return second
	}
	_, width := utf8.DecodeRuneInString(first[at:])
	return first[:at+width] + second
}

func dayIn(words string, opt Options) checklist.Day {
	phrase, found := readDay(words, opt)
	if !found || phrase.wrong {
		return 0
	}
	return phrase.day
}
