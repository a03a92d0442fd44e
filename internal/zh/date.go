package zh

import "strings"

// Unit is a stretch of the calendar that words name.
type Unit int

const (
	NoUnit   Unit = iota
	Hour          // of a Span only
	Day           // 4月30日, 20日 (Month is 0), 明天 (Relative)
	Workday       // of a Span only
	Weekday       // 下周五: Nth is 1 for Monday to 7
	Week          // 本周
	Third         // 6月中旬: Nth is 1 to 3
	Month         // 6月, 下月 (Relative)
	Quarter       // 三季度: Nth is 1 to 4; 本季度 (Relative)
	Half          // 上半年: Nth is 1 or 2
	Year          // 2027年, 年底
	Plan          // 十四五: Nth is 14
	Festival      // 国庆: Name
	Span          // 15个工作日: Count of Of
)

// Edge is the place in a stretch.
type Edge int

const (
	Whole  Edge = iota
	Start       // 月初
	Middle      // 月中
	End         // 月底, 年末
)

// Mark is the word behind a day.
type Mark int

const (
	Plain  Mark = iota
	Before      // 前
	Within      // 内
	During      // 期间
	After       // 后, 起
	Around      // 前后
)

// Anchor is what a Span is counted from.
type Anchor int

const (
	Unsaid  Anchor = iota
	Issue          // 印发之日起
	Receipt        // 收到通知后
	Event          // 验收后, 开学后: a day that only the writer knows
)

// Date is a day, or a stretch of days, as words name it, without any calendar: what the
// words leave out is zero, and Resolve adds it. Year is 0 where none is written, unless
// YearSaid: then the words say a year relative to the present one (今年, 明年), Year
// years on. Ahead counts units from the present one where Relative is set: 本月 is 0,
// 下月 1, 下下周 2; of a Day it counts months where Day is set (下月20日), else days.
type Date struct {
	Unit             Unit
	Year, Month, Day int
	YearSaid         bool
	Nth              int
	UpTo             bool // 前三季度: from the beginning of the year
	Relative         bool
	Ahead            int
	Name             string // of a festival: 国庆
	Count            int
	Of               Unit
	Since            Anchor
	Edge             Edge
	Mark             Mark
	Weekday          int   // that stands in brackets: 4月20日（星期四）
	Until            *Date // the end of a range, of which the rest is the beginning
}

// Place is where words stand in a text, in bytes.
type Place struct{ Start, End int }

// In returns the words.
func (p Place) In(text string) string { return text[p.Start:p.End] }

// Found is a day with its place in a text.
type Found struct {
	Date
	Place
}

// ParseDate reads a text that is one day phrase and nothing else: 4月底前, 三季度末,
// 一个月内, 下周五, 5月中旬至6月底, by 30 April. White space and quotation marks count
// for nothing.
func ParseDate(text string) (d Date, ok bool) {
	t := fold(text)
	r := reader{s: t.s}
	d, ok = r.stretch()
	return d, ok && r.rest() == ""
}

// FindDate returns the first day phrase of a text, with its place.
func FindDate(text string) (f Found, ok bool) {
	all := findDates(text, 1)
	if len(all) == 0 {
		return Found{}, false
	}
	return all[0], true
}

// FindDates returns all day phrases of a text in their order; a range is one.
func FindDates(text string) []Found { return findDates(text, len(text)) }

func findDates(text string, most int) (all []Found) {
	t := fold(text)
	looked := 0 // for a series, up to here
	for i := 0; i < len(t.s) && len(all) < most; {
		r := reader{s: t.s, i: i, prose: true}
		if !r.mayBegin() {
			i += r.width()
			continue
		}
		var found []Found
		if most > 1 && i >= looked { // 3、5月底 may be item 3 and a date
			found, looked = r.series()
		}
		if len(found) == 0 {
			d, ok := r.stretch()
			if !ok {
				i += r.width()
				continue
			}
			found = []Found{{d, Place{i, r.i}}}
		}
		for _, f := range found {
			all = append(all, Found{f.Date, Place{t.at[f.Start], t.end(text, f.End)}})
		}
		i = r.i
	}
	return all
}

// end is where in the written text the words end that end at i in the folded one.
func (t folded) end(written string, i int) int {
	from := t.at[i-1]
	for n := range written[from:] {
		if n > 0 {
			return from + n
		}
	}
	return len(written)
}

// Exact reports whether the words name one day, and not a stretch of which any day may
// be meant: 5月底, 国庆前, 一个月内, 下周五; not 5月, 下周, 5月中旬, 国庆后.
func (d Date) Exact() bool {
	if d.Until != nil {
		return d.Until.Exact()
	}
	switch {
	case d.Mark == After || d.Mark == Around || d.Since == Event:
		return false
	case d.Unit == Day || d.Unit == Weekday || d.Unit == Span:
		return true
	case d.Unit == Festival:
		return d.Mark == Before
	case d.Unit == Third || d.Unit == Half:
		return d.Mark == Before || d.Edge == End
	case d.Unit == Year && d.Edge == Middle:
		return true // 年中 is the end of June
	}
	return d.Edge == End || d.Mark == Within && d.Unit != Week
}

// Last returns the end of a range, and for any other date itself.
func (d Date) Last() Date {
	if d.Until != nil {
		return *d.Until
	}
	return d
}

// dateBegins are the characters that a day phrase may begin with.
const dateBegins = "0123456789〇零○一二两三四五六七八九十百壹贰叁肆伍陆柒捌玖拾今本当明次来后去上下大昨年岁月季半全第前这自从由即现印发收接通文方台任" +
	"周星礼元春清劳端中国除重建妇儿青qhjfmasondbutwle截(貳兩"

func (r *reader) mayBegin() bool { return strings.ContainsRune(dateBegins, r.peek()) }
