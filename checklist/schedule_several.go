package checklist

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"duban/internal/zh"
)

var (
	stagePhrase = zh.NewPattern(`(第[^()第]{1,3}阶段)\(([^()]+)\)`)
	partBorder  = zh.NewPattern(`[,;、]+`)
	// The date ends at the last of these before the words about it: 4月底前｜启动.
	dateThenWords = zh.NewPattern(`^(.*?(?:前|底|内|旬|[月日年]))([^\d前底]*)$`)
)

// several reads milestones: 4月底前启动，9月底前完成; and what is kept up after the
// last of them: 6月底前完成，并长期坚持.
func (p phrase) several() (Schedule, bool, error) {
	var s Schedule
	var errs []error
	for _, piece := range p.pieces() {
		due, ok, err := p.milestone(piece[0], piece[1])
		errs = append(errs, err)
		if !ok && err == nil {
			return Schedule{}, false, nil
		}
		s.Dues = append(s.Dues, due)
	}
	if err := errors.Join(errs...); err != nil || len(s.Dues) < 2 {
		return Schedule{}, false, err
	}
	s.Dues = undatedLast(s.Dues)
	s.Rule = fmt.Sprintf("%d个时间节点", len(s.Dues))
	return s, true, nil
}

// undatedLast puts what has no day behind what has, and lets it begin the day after.
func undatedLast(dues []Due) []Due {
	var dated, rest []Due
	for _, d := range dues {
		if d.Day != 0 {
			dated = append(dated, d)
			continue
		}
		rest = append(rest, d)
	}
	slices.SortStableFunc(dated, func(a, b Due) int { return int(a.Day - b.Day) })
	for i := range rest {
		if len(dated) > 0 {
			rest[i].Opens = dated[len(dated)-1].Day + 1
		}
	}
	return append(dated, rest...)
}

// pieces cuts the phrase into dates with their labels; "" where there is none.
func (p phrase) pieces() (out [][2]string) {
	if stages := stagePhrase.FindAllStringSubmatch(p.whole, -1); len(stages) > 1 {
		for _, m := range stages {
			out = append(out, [2]string{m[2], m[1]})
		}
		return out
	}
	for _, piece := range partBorder.Split(p.whole, -1) {
		out = append(out, [2]string{strings.TrimPrefix(piece, "并"), ""})
	}
	return out
}

func (p phrase) milestone(text, label string) (Due, bool, error) {
	if ongoingPhrase.MatchString(text) {
		return Due{Part: PartOngoing}, true, nil
	}
	if atOncePhrase.MatchString(text) {
		s, ok, err := p.with(text).counted()
		if !ok || err != nil {
			return Due{}, false, err
		}
		return s.Dues[0], true, nil
	}
	date := text
	if m := dateThenWords.FindStringSubmatch(text); m != nil && label == "" {
		date, label = m[1], m[2]
		if label == "" {
			label = strings.TrimSuffix(date, "前")
		}
	}
	day, ok, err := p.part(date)
	return Due{Part: label, Day: day}, ok, err
}

// with is the same phrase with other words.
func (p phrase) with(whole string) phrase {
	p.whole = whole
	p.year, p.yearGiven = p.base.Year, false
	p.rest, p.before = trimManners(whole)
	p.takeYear()
	return p
}

var windowPhrase = zh.NewPattern(`^(.+?)(?:至|到|-|—|–|~)(.+)$`)

// window reads a stretch of time: its last day counts, its first stands beside it.
func (p phrase) window() (Schedule, bool, error) {
	if strings.HasSuffix(p.rest, "期间") && p.base.Ends != 0 {
		return Schedule{Dues: []Due{{Day: p.base.Ends}}, Rule: "专项行动的最后一日"}, true, nil
	}
	m := windowPhrase.FindStringSubmatch(p.whole)
	if m == nil || partBorder.MatchString(p.whole) {
		return Schedule{}, false, nil
	}
	if s, ok := p.years(m[1], m[2]); ok {
		return s, true, nil
	}
	last, ok, err := p.part(m[2])
	if !ok || err != nil {
		return Schedule{}, false, err
	}
	first, ok := p.windowStart(m[1], m[2], last)
	if !ok {
		return Schedule{}, false, nil
	}
	return Schedule{Dues: []Due{{Part: first.Short() + "至" + last.Short(), Day: last}}, Rule: "一段时间，以最后一日为时限"}, true, nil
}

// years reads 2023—2025年: the last day of each year.
func (p phrase) years(from, to string) (Schedule, bool) {
	first, last := yearOf(from), yearOf(to)
	if first == 0 || last <= first || last-first > 20 {
		return Schedule{}, false
	}
	var s Schedule
	for y := first; y <= last; y++ {
		if end := MonthEnd(y, 12); end >= p.base.Start {
			s.Dues = append(s.Dues, Due{Part: itoa(y) + "年", Day: end, Opens: max(Date(y, 1, 1), p.base.Start)})
		}
	}
	s.Rule = "逐年检查，至最后一年12月31日"
	return s, len(s.Dues) > 0
}

var bareYear = zh.NewPattern(`^(\d{4})年?$`)

func yearOf(s string) int {
	if m := bareYear.FindStringSubmatch(s); m != nil {
		return atoi(m[1])
	}
	return 0
}

var windowFirst = zh.NewPattern(`^(?:(\d{4})年)?(\d{1,2})(?:月(?:(\d{1,2})日?|(上旬|中旬|下旬|初|中|底)?))?$`)

// windowStart is the first day of 4月, 5月中旬, 4月10日, or of 4 in 4至6月.
func (p phrase) windowStart(from, to string, last Day) (Day, bool) {
	m := windowFirst.FindStringSubmatch(from)
	if m == nil || !strings.Contains(from, "月") && !strings.HasSuffix(strings.TrimSuffix(to, "前"), "月") {
		return 0, false
	}
	year, month, day := last.Year(), atoi(m[2]), 1
	if m[1] != "" {
		year = atoi(m[1])
	}
	switch {
	case m[3] != "":
		day = atoi(m[3])
	case m[4] == "中旬", m[4] == "中":
		day = 11
	case m[4] == "下旬", m[4] == "底":
		day = 21
	}
	p.year = year
	r, err := p.day(month, day)
	return r.Day, err == nil && r.Day <= last
}
