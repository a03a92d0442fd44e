package calendar

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"time"

	"duban/checklist"
	"duban/internal/msg"
)

//go:embed holidays/*.json
var holidayFiles embed.FS

// builtIn is the name that embedded arrangements go by where sources are shown.
const builtIn = "内置"

// YearFile is one arrangement of holidays (节假日安排), as the holiday-cn project
// publishes it: the year the notice is for, the notices it was taken from, and
// every day it makes a day off or a workday. Days of the December before may be
// among them, since 元旦 may begin there. Its JSON is what ReadYearFile reads.
type YearFile struct {
	Year   int           `json:"year"`
	Papers []string      `json:"papers"`
	Days   []Arrangement `json:"days"`
	File   string        `json:"-"` // where it was read from, for people
}

// Arrangement is what a notice says of one day: off (放假), or a make-up workday (调休上班).
type Arrangement struct {
	Name     string        `json:"name"` // the festival it belongs to: 劳动节
	Date     checklist.Day `json:"date"`
	IsOffDay bool          `json:"isOffDay"`
}

// embedded reads the arrangements that come with the program.
func embedded() ([]YearFile, error) {
	names, err := fs.Glob(holidayFiles, "holidays/*.json")
	if err != nil {
		return nil, fmt.Errorf("listing embedded holidays: %w", err)
	}
	var files []YearFile
	for _, name := range names {
		raw, err := holidayFiles.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("reading embedded holidays: %w", err)
		}
		f, err := ReadYearFile(path.Base(name), raw)
		if err != nil {
			return nil, fmt.Errorf("reading embedded holidays: %w", err)
		}
		f.File = builtIn
		files = append(files, f)
	}
	return files, nil
}

// problems returns everything that makes f unfit for a calendar.
func (f YearFile) problems() checklist.Problems {
	ps := f.yearProblems(len(f.Days))
	seen := map[checklist.Day]bool{}
	for i, a := range f.Days {
		ps = append(ps, f.dayProblems(i, a, seen)...)
	}
	return ps
}

// yearProblems checks the file as a whole. An arrangement without days is not
// data: copies of holiday-cn carry next year's file, empty, until the notice
// comes out.
func (f YearFile) yearProblems(days int) checklist.Problems {
	p := problemList{file: f.File}
	if f.Year < lunarStart || f.Year > lunarEnd {
		p.add("year", msg.New("not a year", f.Year), msg.New("write the year of the holidays"))
	}
	if days == 0 {
		p.add("days", msg.New("a year without a day", f.Year), msg.New("import a published notice only"))
	}
	return p.found
}

// dayProblems checks one day, and marks it as seen.
func (f YearFile) dayProblems(i int, a Arrangement, seen map[checklist.Day]bool) checklist.Problems {
	p := problemList{file: f.File}
	if a.Name == "" {
		p.addDay(i, msg.New("no name of the festival"), msg.New("write the festival's name"))
	}
	first, last := checklist.Date(f.Year-1, time.December, 1), checklist.MonthEnd(f.Year, time.December)
	if a.Date < first || a.Date > last {
		p.addDay(i, msg.New("a date of another year", a.Date, f.Year), msg.New("a date from to", first, last))
	}
	if seen[a.Date] {
		p.addDay(i, msg.New("a date written twice", a.Date), msg.New("leave one entry"))
	}
	seen[a.Date] = true
	return p.found
}

// problemList gathers the problems of one file.
type problemList struct {
	file  string
	found checklist.Problems
}

func (p *problemList) add(column string, what, mend msg.Message) {
	p.found = append(p.found, checklist.Problem{File: p.file, Column: column, What: what, Mend: mend})
}

// addDay is of an entry of the days list, which a clerk counts from 1.
func (p *problemList) addDay(i int, what, mend msg.Message) {
	p.found = append(p.found, checklist.Problem{File: p.file, Column: "days", Nth: i + 1, What: what, Mend: mend})
}
