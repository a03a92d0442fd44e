package answer

import (
	"errors"

	"duban/checklist"
	"duban/internal/zh"
)

// dayPhrase is a day as a person wrote it.
type dayPhrase struct {
	day   checklist.Day // zero where the words name no single day
	words string
	wrong bool // a day that does not exist: 4月31日
}

// someTime names no day at all.
var someTime = zh.NewPattern(`近期|尽快|节后`)

// readDay reads the first day that a folded text names.
func readDay(s string, opt Options) (dayPhrase, bool) {
	s = clip(s)
	f, found := zh.FindDate(s)
	if !found {
		words := someTime.FindString(s)
		return dayPhrase{words: words}, words != ""
	}
	p := dayPhrase{words: f.In(s)}
	at, err := f.Resolve(opt.facts())
	p.wrong = errors.Is(err, zh.ErrNoSuchDay)
	moved := f.Unit == zh.Span && f.Mark != zh.Within && f.Since == zh.Unsaid // 延期一周: from a day that is not known here
	if past := f.Relative && f.Ahead < 0; err == nil && (f.Exact() || past) && !moved {
		p.day = checklist.FromCivil(at.Last)
	}
	return p, true
}

// facts are what days are resolved against: in December 1月15日 is next year's.
func (opt Options) facts() zh.Facts {
	base := checklist.DeadlineBase{Year: opt.Year, Start: opt.Received, AddWorkdays: opt.AddWorkdays, Festival: opt.Festival}
	if !opt.Received.IsZero() {
		base.Year = opt.Received.Year()
	}
	f := base.Facts()
	f.Near = !opt.Received.IsZero()
	return f
}
