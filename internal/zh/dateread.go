package zh

import (
	"strings"
	"unicode/utf8"
)

// reader reads a folded text from a place on. Its methods move on over what they have
// read, and stay where they read nothing.
type reader struct {
	s     string
	i     int
	prose bool // the text is not a date alone: what may be a date must look like one
}

func (r *reader) rest() string { return r.s[r.i:] }

func (r *reader) peek() rune { c, _ := utf8.DecodeRuneInString(r.rest()); return c }

func (r *reader) width() int { _, n := utf8.DecodeRuneInString(r.rest()); return max(n, 1) }

// behind is the character before the place, 0 at the start.
func (r *reader) behind() rune {
	if r.i == 0 {
		return 0
	}
	c, _ := utf8.DecodeLastRuneInString(r.s[:r.i])
	return c
}

// take reads the first of some words that stands here; longer ones are to come first.
func (r *reader) take(words ...string) bool { _, ok := r.one(words...); return ok }

// one is take with the index of the word.
func (r *reader) one(words ...string) (n int, ok bool) {
	for n, w := range words {
		if strings.HasPrefix(r.rest(), w) {
			r.i += len(w)
			return n, true
		}
	}
	return 0, false
}

// number reads a number of at most some digits; a Latin letter or digit before it, or a
// decimal point, makes it part of something else.
func (r *reader) number(most int) (n int, ok bool) {
	n, width, han := LeadingNumber(r.rest())
	if width == 0 || !han && width > most {
		return 0, false
	}
	r.i += width
	return n, true
}

// form is one way to name a day, or a part of one.
type form int

const (
	aPlan form = iota
	aFestival
	aNumeric
	anEnglish
	aDated
	aSpan
	aRelative
	allForms

	aYear
	aMonth
	aQuarter
	aHalf
	aBareDay
	aThird
	onwards
)

// try moves on over what is read in a form, and else stays.
func (r *reader) try(f form) (d Date, ok bool) {
	c := *r
	if ok = c.read(f, &d); ok {
		*r = c
	}
	return d, ok
}

// read is a switch, since a table of functions would put each reader on the heap.
func (r *reader) read(f form, d *Date) bool {
	switch f {
	case aPlan:
		return r.plan(d)
	case aFestival:
		return r.festival(d)
	case aNumeric:
		return r.numeric(d)
	case anEnglish:
		return r.english(d)
	case aDated:
		return r.dated(d)
	case aSpan:
		return r.span(d)
	case aRelative:
		return r.relative(d)
	case aYear:
		return r.year(d)
	case aMonth:
		return r.month(d)
	case aQuarter:
		return r.quarter(d)
	case aHalf:
		return r.half(d)
	case aBareDay:
		return r.bareDay(d)
	case aThird:
		return r.third(d)
	}
	return r.onward(d)
}

// inWord is what stands before digits and letters that are no beginning: B12, 1.5月.
var inWord = NewPattern(`[a-z0-9]$|[0-9]\.$`)

// date reads one day with the words behind it.
func (r *reader) date() (Date, bool) {
	if r.prose && isLatin(r.peek()) && inWord.MatchString(r.s[max(0, r.i-2):r.i]) {
		return Date{}, false
	}
	for f := range allForms {
		if d, ok := r.try(f); ok {
			r.mark(&d)
			return d, true
		}
	}
	return Date{}, false
}

// stretch reads a day or a range.
func (r *reader) stretch() (Date, bool) {
	first, open := r.try(onwards)
	if !open {
		r.take("自", "从", "由", "from ")
		var ok bool
		if first, ok = r.partial(); !ok {
			if first, ok = r.date(); !ok {
				return Date{}, false
			}
		}
	}
	c := *r
	if c.rangeMark(); c.i > r.i {
		if last, ok := c.lastOf(first); ok {
			*r, first.Until = c, &last
		}
	}
	return first, !open || first.Until != nil
}

// series reads 4、5月 and 2027年6、9和12月底: dates of the same unit, which the last one
// tells. It reads nothing where there is only one.
func (r *reader) series() (all []Found) {
	c := *r
	year, _ := c.try(aYear)
	var numbers []int
	var places []Place
	for {
		next := c
		n, ok := next.number(2)
		at := Place{c.i, next.i}
		if !ok || !next.take("、", ",", "和", "及", "/", "与") {
			break
		}
		numbers, places, c = append(numbers, n), append(places, at), next
	}
	at := c.i
	last, ok := c.date()
	if len(numbers) > 0 {
		places[0].Start = r.i
	}
	if !ok || len(numbers) == 0 || last.Year != 0 || last.YearSaid {
		return nil
	}
	last.Year, last.YearSaid = year.Year, year.YearSaid
	for i, n := range numbers {
		d, ok := last.sibling(n)
		if !ok {
			return nil
		}
		all = append(all, Found{d, places[i]})
	}
	*r = c
	return append(all, Found{last, Place{at, c.i}})
}

// sibling is the date of the same unit that a number names.
func (d Date) sibling(n int) (Date, bool) {
	switch {
	case d.Relative || n < 1:
		return d, false
	case d.Unit == Month && n <= 12:
		d.Month = n
	case d.Unit == Quarter && n <= 4:
		d.Nth = n
	case d.Unit == Day && d.Month == 0 && n <= 31:
		d.Day = n
	default:
		return d, false
	}
	return d, true
}

// onward reads 即日起至, the beginning of a range that is the present day, up to 至.
func (r *reader) onward(d *Date) bool {
	if !r.anchor(d) {
		if r.take("自", "从"); !r.take("即日", "现在", "今日", "今天") {
			return false
		}
	}
	r.take("起", "开始")
	r.take(",")
	*d = Date{Unit: Day, Relative: true}
	c := *r
	c.rangeMark()
	return c.i > r.i
}

// rangeMark reads what stands between the ends of a range.
func (r *reader) rangeMark() {
	if r.take("起", " "); r.take("到", "至", "直到", "直至", "to ", "until ", "through ") {
		return
	}
	for r.take("-", "~", "—") {
	}
}

// partial reads the beginning of 4至6月, 1-3季度, 2023-2025年: a number that the end of
// the range tells the unit of. It stays before the mark.
func (r *reader) partial() (first Date, ok bool) {
	c := *r
	year, yearOK := c.try(aYear)
	c.take("第")
	n, ok := c.number(4)
	if !ok {
		return Date{}, false
	}
	at := c
	if c.rangeMark(); c.i == at.i {
		return Date{}, false
	}
	last, ok := c.date()
	if !ok {
		return Date{}, false
	}
	first = last
	first.Mark, first.Edge, first.Until = Plain, Whole, nil
	if last.Unit == Year && last.Year > n && n > 1900 && !yearOK {
		first.Year = n
	} else if first, ok = first.sibling(n); !ok || last.YearSaid || last.Year != 0 {
		return Date{}, false
	}
	if yearOK {
		first.Year, first.YearSaid = year.Year, year.YearSaid
	}
	*r = at
	return first, true
}

// lastOf reads the end of a range; what it leaves out is as at the beginning.
func (r *reader) lastOf(first Date) (Date, bool) {
	r.prose = r.prose && first.Unit != Day // 4.16-4.20外出
	last, ok := r.try(aThird)
	if !ok {
		if last, ok = r.date(); !ok {
			if last, ok = r.bare(first); !ok {
				return Date{}, false
			}
		}
	}
	if last.Unit == Span || (last.Unit == Festival) != (first.Unit == Festival) && last.Mark == Plain && last.Unit == Festival {
		return Date{}, false
	}
	if last.Month == 0 && first.Month != 0 && (last.Unit == Third || last.Unit == Day && !last.Relative || last.Unit == Month && last.Relative && last.Ahead == 0) {
		last.Month, last.Relative = first.Month, false
	}
	switch {
	case last.Year == 0 && !last.YearSaid:
		last.Year, last.YearSaid = first.Year, first.YearSaid
	case last.YearSaid && first.Year != 0 && !first.YearSaid:
		last.Year, last.YearSaid = first.Year+last.Year, false
	}
	return last, true
}

// bare reads the number that ends 2023.6-12 or 5月10-20.
func (r *reader) bare(first Date) (last Date, ok bool) {
	c := *r
	n, ok := c.number(2)
	if !ok || n < 1 || c.i < len(c.s) && !strings.ContainsRune(",;。)", c.peek()) {
		return Date{}, false
	}
	last = first
	switch {
	case first.Unit == Month && first.Year != 0 && n <= 12:
		last.Month = n
	case first.Unit == Day && !first.Relative && n <= 31:
		last.Day = n
	default:
		return Date{}, false
	}
	*r = c
	return last, true
}

// mark reads what stands behind a day and does not move it: the weekday, the hour, 前.
func (r *reader) mark(d *Date) {
	for again := true; again; {
		if again = r.bracket(d); d.Unit == Day && r.take("周", "星期") {
			d.Weekday, again = r.weekdayName()
		}
		if d.Unit == Day || d.Unit == Weekday || d.Unit == Span && d.Of == Day {
			again = r.clock() || again
		}
	}
	r.take("的")
	n, ok := r.one("前后", "左右", "之前", "以前", "前", "之内", "以内", "内", "期间", "假期", "之后", "以后", "后", "起")
	if !ok {
		return
	}
	if c := *r; n == 13 { // 自5月1日起至
		if c.rangeMark(); c.i > r.i {
			return
		}
	}
	d.Mark = []Mark{Around, Around, Before, Before, Before, Within, Within, Within, During, During, After, After, After, After}[n]
	for r.bracket(d) {
	}
}

// bracket reads （星期四）, （含）, （含当日）.
func (r *reader) bracket(d *Date) bool {
	if r.peek() != '(' {
		return false
	}
	words, _, found := strings.Cut(r.rest()[1:min(len(r.rest()), 64)], ")")
	if !found {
		return false
	}
	inside := reader{s: words}
	for inside.i < len(words) && !inside.take("周", "星期", "礼拜") {
		inside.i += inside.width()
	}
	n, named := inside.weekdayName()
	if !named && words != "含" && words != "含当日" && words != "含当天" && words != "含本日" {
		return false
	}
	if named {
		d.Weekday = n
	}
	r.i += len(words) + 2
	return true
}

// weekdayName reads the name behind 周 or 星期.
func (r *reader) weekdayName() (n int, ok bool) {
	n, ok = r.one("一", "二", "三", "四", "五", "六", "日", "天", "1", "2", "3", "4", "5", "6", "7")
	return []int{1, 2, 3, 4, 5, 6, 7, 7, 1, 2, 3, 4, 5, 6, 7}[n], ok
}

// clock reads 上午10时, 17:30, 24时, 下班 and the hours to which an event lasts; offices
// follow days.
func (r *reader) clock() bool {
	begin := r.i
	r.take(" ", "t")
	r.take("当日", "当天")
	r.take("上午", "下午", "中午", "晚上", "早上", "凌晨", "晚", "早")
	if !r.hour() {
		if c := *r; c.take("下班", "上班") && (strings.HasPrefix(r.rest(), "下") || strings.ContainsRune("前时之以", c.peek())) {
			*r = c
		} else if r.i == begin+1 { // nothing but the space or the t
			r.i = begin
		}
		return r.i > begin
	}
	c := *r
	if c.rangeMark(); c.i > r.i && c.hour() {
		*r = c
	}
	return true
}

// hour reads 17:30, 17:00:00, 18时, 10点半.
func (r *reader) hour() bool {
	c := *r
	if n, ok := c.number(2); !ok || n > 24 {
		return false
	}
	switch {
	case c.take("时", "点"):
		if _, ok := c.number(2); ok && !c.take("分") {
			return false
		}
		c.take("整", "半", "钟")
	case c.take(":"):
		if _, ok := c.number(2); !ok {
			return false
		}
		if c.take(":") {
			c.number(2)
		}
		c.take("z")
	default:
		return false
	}
	*r = c
	return true
}
