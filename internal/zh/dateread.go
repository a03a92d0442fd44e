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

// try moves on over what read understands, and else stays.
func (r *reader) try(read func(*reader, *Date) bool) (d Date, ok bool) {
	c := *r
	if ok = read(&c, &d); ok {
		*r = c
	}
	return d, ok
}

// forms are the ways to name a day, asked in this order.
var forms = []func(*reader, *Date) bool{
	(*reader).plan, (*reader).festival, (*reader).span, (*reader).numeric, (*reader).english,
	(*reader).dated, (*reader).relative,
}

// inWord is what stands before digits and letters that are no beginning: B12, 1.5月.
var inWord = NewPattern(`[a-z0-9]$|[0-9]\.$`)

// date reads one day with the words behind it.
func (r *reader) date() (Date, bool) {
	if r.prose && isLatin(r.peek()) && inWord.MatchString(r.s[max(0, r.i-2):r.i]) {
		return Date{}, false
	}
	for _, form := range forms {
		if d, ok := r.try(form); ok {
			r.mark(&d)
			return d, true
		}
	}
	return Date{}, false
}

// stretch reads a day or a range.
func (r *reader) stretch() (Date, bool) {
	first, open := r.try((*reader).onward)
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

// series reads the numbers before the last of 4、5月 and 6、9和12月底: dates of the same
// unit, which the last one tells.
func (r *reader) series() (all []Found) {
	c := *r
	var numbers []int
	var places []Place
	for {
		at := c.i
		n, ok := c.number(2)
		end := c.i
		if !ok || !c.take("、", ",", "和", "及", "/", "与") {
			c.i = at
			break
		}
		numbers, places = append(numbers, n), append(places, Place{at, end})
	}
	if len(numbers) == 0 {
		return nil
	}
	begin := c
	last, ok := c.date()
	if !ok || last.Until != nil || last.Year != 0 || last.YearSaid || last.Relative {
		return nil
	}
	for i, n := range numbers {
		d := last
		switch {
		case d.Unit == Month && 0 < n && n <= 12:
			d.Month = n
		case d.Unit == Quarter && 0 < n && n <= 4:
			d.Nth = n
		case d.Unit == Day && d.Month == 0 && 0 < n && n <= 31:
			d.Day = n
		default:
			return nil
		}
		all = append(all, Found{d, places[i]})
	}
	*r = begin
	return all
}

// onward reads 即日起至, the beginning of a range that is the present day, up to 至.
func (r *reader) onward(d *Date) bool {
	if r.take("自", "从"); !r.take("即日起", "即日", "现在起", "现在开始", "现在", "印发之日起", "发文之日起", "今日起", "今天起") {
		return false
	}
	r.take(",", "开始")
	d.Unit, d.Relative = Day, true
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
	year, yearOK := c.try((*reader).year)
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
	switch {
	case last.Unit == Year && last.Year > n && n > 1900 && !yearOK:
		first.Year = n
	case last.YearSaid || last.Year != 0:
		return Date{}, false
	case last.Unit == Month && !last.Relative && 0 < n && n <= 12:
		first.Month = n
	case last.Unit == Quarter && !last.Relative && 0 < n && n <= 4:
		first.Nth = n
	case last.Unit == Day && last.Month == 0 && !last.Relative && 0 < n && n <= 31:
		first.Day = n
	default:
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
	last, ok := r.try(func(r *reader, d *Date) bool { return r.third(d) })
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
	r.take("上午", "下午", "中午", "晚上", "早上", "凌晨", "晚")
	if !r.hour() {
		if r.take("下班", "上班"); r.s[begin:r.i] == " " || r.s[begin:r.i] == "t" {
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
