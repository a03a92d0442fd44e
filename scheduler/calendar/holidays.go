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
		p.add("year", fmt.Sprintf("年份%d不对", f.Year), "请写安排所属的年份，例如2027")
	}
	if days == 0 {
		p.add("days", fmt.Sprintf("%d年没有任何一天，不是有效的放假安排", f.Year), "通知尚未公布时请不要导入，日期会先按周末推算")
	}
	return p.found
}

// dayProblems checks one day, and marks it as seen.
func (f YearFile) dayProblems(i int, a Arrangement, seen map[checklist.Day]bool) checklist.Problems {
	p := problemList{file: f.File}
	if a.Name == "" {
		p.add(dayColumn(i), "缺节日名称name", "请写节日名称，例如劳动节")
	}
	first, last := checklist.Date(f.Year-1, time.December, 1), checklist.MonthEnd(f.Year, time.December)
	if a.Date < first || a.Date > last {
		p.add(dayColumn(i), fmt.Sprintf("日期“%s”不属于%d年的安排", a.Date, f.Year), fmt.Sprintf("请写%s至%s之间的日期", first, last))
	}
	if seen[a.Date] {
		p.add(dayColumn(i), fmt.Sprintf("日期%s写了两次", a.Date), "请只留一条")
	}
	seen[a.Date] = true
	return p.found
}

// dayColumn names an entry of the days list as a clerk counts it.
func dayColumn(i int) string { return fmt.Sprintf("days第%d条", i+1) }

// problemList gathers the problems of one file.
type problemList struct {
	file  string
	found checklist.Problems
}

func (p *problemList) add(column, what, mend string) {
	p.found = append(p.found, checklist.Problem{File: p.file, Column: column, What: msg.Words(what), Mend: msg.Words(mend)})
}
