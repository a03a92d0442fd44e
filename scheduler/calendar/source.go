package calendar

import (
	"slices"

	"duban/checklist"
	"duban/internal/msg"
)

// YearSource tells where the calendar of one year comes from.
type YearSource struct {
	Year       int
	Source     msg.Message // the files, imported or computed, or several of them
	Papers     []string    // the notices behind it, none when it is computed
	Missing    []string    // festivals no file names; not empty means Forecast
	DaysOff    int         // by notice or statute, in this civil year, weekends inside holidays included
	MakeUpDays int
}

// Sources returns the sources of all years from the first to the last with an
// arrangement, and of the year after it, whose arrangement is the next to come.
func (c *Calendar) Sources() []YearSource {
	first, last := LastYear, FirstYear
	for y := range c.files {
		first, last = min(first, y), max(last, y)
	}
	var all []YearSource
	for y := first; y <= last+1; y++ {
		all = append(all, c.source(y))
	}
	return all
}

func (c *Calendar) source(year int) YearSource {
	t := c.year(year)
	s := YearSource{Year: year, DaysOff: t.off, MakeUpDays: t.makeUp}
	for _, f := range t.missing {
		s.Missing = append(s.Missing, f.name)
	}
	var from []any
	for _, f := range c.files[year] {
		switch f.File {
		case "":
			from = append(from, msg.New("imported"))
		case builtIn:
			from = append(from, msg.New("built in"))
		default:
			from = append(from, f.File)
		}
		for _, p := range f.Papers {
			if !slices.Contains(s.Papers, p) {
				s.Papers = append(s.Papers, p)
			}
		}
	}
	if len(s.Missing) > 0 {
		from = append(from, msg.New("computed"))
	}
	s.Source = msg.Together(msg.Names, from...)
	return s
}

// Marked says of a message that rests on any computed day that it does.
func (c *Calendar) Marked(m msg.Message, days ...checklist.Day) msg.Message {
	if slices.ContainsFunc(days, c.Forecast) {
		return checklist.Computed(m)
	}
	return m
}
