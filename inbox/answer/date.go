package answer

import (
	"strconv"
	"strings"
	"time"

	"duban/checklist"
	"duban/internal/zh"
)

// dayPhrase is a day as a person wrote it.
type dayPhrase struct {
	day   checklist.Day // zero where the words name no single day
	words string
	wrong bool // a day that does not exist: 4月31日
}

// dayRule reads one way to write a day. Rules are tried together; the phrase that
// begins first counts, of those the longest.
type dayRule struct {
	words *zh.Pattern
	read  func(m []string, opt Options) (checklist.Day, bool)
}

const cnNum = `[一二三四五六七八九十]{1,3}`

var dayRules = []dayRule{
	{zh.NewPattern(`(\d{4})[年\-/.](\d{1,2})[月\-/.](\d{1,2})[日号]?`), func(m []string, _ Options) (checklist.Day, bool) {
		return civil(atoi(m[1]), atoi(m[2]), atoi(m[3]))
	}},
	{zh.NewPattern(`(\d{1,2})月(\d{1,2})[日号]?`), monthAndDay},
	{zh.NewPattern(`(` + cnNum + `)月(` + cnNum + `)[日号]`), monthAndDay},
	{zh.NewPattern(`\b(\d{1,2})[./](\d{1,2})\b(?:[^%\d]|$)`), monthAndDay},
	{zh.NewPattern(`\b(\d{1,2})-(\d{1,2})\b(?:[^%\d]|$)`), monthAndDay},
	{zh.NewPattern(`(\d{4})年(\d{1,2})月份?(?:底|末)`), func(m []string, _ Options) (checklist.Day, bool) {
		return monthEnd(atoi(m[1]), atoi(m[2]))
	}},
	{zh.NewPattern(`(\d{1,2}|` + cnNum + `)月份?(?:底|末)`), func(m []string, opt Options) (checklist.Day, bool) {
		day, ok := monthEnd(opt.year(), numeral(m[1]))
		return opt.near(day), ok
	}},
	{zh.NewPattern(`(下下个?|下个?|次|本|这个?|当)?月(?:底|末)`), func(m []string, opt Options) (checklist.Day, bool) {
		y, month, _ := opt.Received.Date()
		return checklist.MonthEnd(y, month+time.Month(later(m[1]))), !opt.Received.IsZero()
	}},
	{zh.NewPattern(`(本|这个?|当|下个?|次)月(\d{1,2}|` + cnNum + `)[日号]`), func(m []string, opt Options) (checklist.Day, bool) {
		y, month, _ := opt.Received.Date()
		first := checklist.Date(y, month+time.Month(later(m[1])), 1)
		y, month, _ = first.Date()
		day, ok := civil(y, int(month), numeral(m[2]))
		return day, ok && !opt.Received.IsZero()
	}},
	{zh.NewPattern(`(下下|下个?|本|这个?)?(?:周|星期|礼拜)([一二三四五六日天])`), weekday},
	{zh.NewPattern(`(今|明|后)[天日]`), func(m []string, opt Options) (checklist.Day, bool) {
		return opt.Received + map[string]checklist.Day{"今": 0, "明": 1, "后": 2}[m[1]], !opt.Received.IsZero()
	}},
	{zh.NewPattern(`(\d{1,2}|` + cnNum + `)[日号]`), dayOfMonth},
	{zh.NewPattern(`年(?:底|末)`), func(_ []string, opt Options) (checklist.Day, bool) {
		return civil(opt.year(), 12, 31)
	}},
	// These name a span of days, never one.
	{zh.NewPattern(`(?:\d{1,2}|` + cnNum + `)月(?:份|中旬|上旬|下旬|初|中)?`), noDay},
	{zh.NewPattern(`(?:下下|下|本|这)个?(?:周|星期|礼拜|月|季度)(?:初|中)?|[两一二三四五六七八九十\d]{1,3}个?(?:工作日|天|周|星期|月)|近期|尽快|节后`), noDay},
}

// readDay reads the first day that a folded text names.
func readDay(s string, opt Options) (dayPhrase, bool) {
	s = clip(s)
	best, bestAt, found := dayPhrase{}, len(s)+1, false
	for _, rule := range dayRules {
		at := rule.words.FindStringSubmatchIndex(s)
		if at == nil || at[0] > bestAt || at[0] == bestAt && at[1]-at[0] <= len(best.words) {
			continue
		}
		m := rule.words.FindStringSubmatch(s)
		day, ok := rule.read(m, opt)
		best, bestAt, found = dayPhrase{day: day, words: strings.TrimSpace(m[0])}, at[0], true
		if !ok {
			best.day, best.wrong = 0, len(m) > 1
		}
	}
	return best, found
}

func noDay([]string, Options) (checklist.Day, bool) { return 0, false }

func monthAndDay(m []string, opt Options) (checklist.Day, bool) {
	day, ok := civil(opt.year(), numeral(m[1]), numeral(m[2]))
	return opt.near(day), ok
}

// weekday reads 周五 as the next one from the day of receipt on, 本周五 and 下周五
// by weeks that begin on Monday.
func weekday(m []string, opt Options) (checklist.Day, bool) {
	want := (strings.Index("一二三四五六日", strings.ReplaceAll(m[2], "天", "日"))) / len("一")
	today := (int(opt.Received.Weekday()) + 6) % 7
	ahead := want - today
	if m[1] == "" && ahead < 0 {
		ahead += 7
	}
	return opt.Received + checklist.Day(ahead+7*later(m[1])), !opt.Received.IsZero()
}

// dayOfMonth reads 20日 as the next such day from the day of receipt on.
func dayOfMonth(m []string, opt Options) (checklist.Day, bool) {
	if opt.Received.IsZero() {
		return 0, false
	}
	y, month, today := opt.Received.Date()
	if numeral(m[1]) < today {
		y, month, _ = checklist.Date(y, month+1, 1).Date()
	}
	return civil(y, int(month), numeral(m[1]))
}

// later counts how many weeks or months ahead a word points.
func later(word string) int {
	switch {
	case strings.HasPrefix(word, "下下"):
		return 2
	case strings.HasPrefix(word, "下"), word == "次":
		return 1
	}
	return 0
}

func (opt Options) year() int {
	if opt.Received.IsZero() {
		return opt.Year
	}
	return opt.Received.Year()
}

// near moves a day without a year to the year its writer meant: in December
// 1月15日 is next year's.
func (opt Options) near(day checklist.Day) checklist.Day {
	const halfYear = 180
	if day.IsZero() || opt.Received.IsZero() || day >= opt.Received-halfYear {
		return day
	}
	y, m, d := day.Date()
	if next, ok := civil(y+1, int(m), d); ok {
		return next
	}
	return checklist.MonthEnd(y+1, m)
}

func civil(y, m, d int) (checklist.Day, bool) {
	if y < 1 || m < 1 || m > 12 || d < 1 || d > 31 {
		return 0, false
	}
	day := checklist.Date(y, time.Month(m), d)
	_, _, got := day.Date()
	return day, got == d
}

func monthEnd(y, m int) (checklist.Day, bool) {
	if y < 1 || m < 1 || m > 12 {
		return 0, false
	}
	return checklist.MonthEnd(y, time.Month(m)), true
}

func atoi(s string) int { n, _ := strconv.Atoi(s); return n }

// numeral reads Arabic digits, or Chinese ones up to 九十九.
func numeral(s string) int {
	if n, err := strconv.Atoi(s); err == nil {
		return n
	}
	return chineseNumber(s)
}
