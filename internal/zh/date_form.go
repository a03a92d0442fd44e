package zh

import (
	"strings"
	"unicode"
)

// year reads 2027年, 二〇二七年, 27年6月 up to the month, 今年, 明年.
func (r *reader) year(d *Date) bool {
	if n, ok := r.one("今年", "本年", "当年", "明年", "次年", "来年", "后年", "去年", "上年"); ok {
		d.Year, d.YearSaid = []int{0, 0, 0, 1, 1, 1, 2, -1, -1}[n], true
	} else {
		n, ok := r.number(4)
		if ok && n >= 1900 {
			r.take(" ")
		}
		if quarter := r.peek() == 'q' || r.peek() == 'h'; !ok || !(quarter && n >= 1900) && !r.take("年") {
			return false
		}
		switch next := r.peek(); {
		case n >= 1900:
			d.Year = n
		case n >= 20 && n < 50 && (unicode.IsDigit(next) || r.next("一二三四十底末初中上下全度第")):
			d.Year = 2000 + n
		default:
			return false
		}
	}
	r.take("度")
	return true
}

// dated reads what a year may stand before: 2027年6月30日, 三季度末, 上半年, 20日.
func (r *reader) dated(d *Date) bool {
	if r.prose && r.after("第每逐") {
		return false
	}
	year, said := r.try(aYear)
	*d = year
	at := r.i
	for _, f := range [...]form{aMonth, aQuarter, aHalf, aBareDay} {
		if c, ok := r.try(f); ok {
			c.Year, c.YearSaid = year.Year, year.YearSaid
			*d = c
			return true
		}
	}
	if !said {
		return false
	}
	if c, ok := r.try(aFestival); ok {
		c.Year, c.YearSaid = year.Year, year.YearSaid
		*d = c
		return true
	}
	d.Unit = Year
	if r.take("全年") {
		d.Mark = During
		return true
	}
	if r.take("年") && !r.edge(d) && !r.within() {
		r.i = at
	} else if r.i == at {
		r.edge(d)
	}
	return true
}

// month reads 6月 and what follows it: 30日, 底, 中旬.
func (r *reader) month(d *Date) bool {
	n, ok := r.number(2)
	if !ok || !r.take("月") {
		return false
	}
	d.Unit, d.Month = Month, n
	r.take("份")
	return r.inMonth(d)
}

// inMonth reads the part of a month.
func (r *reader) inMonth(d *Date) bool {
	r.take("的")
	c := *r
	if n, ok := c.number(2); ok && (c.take("日", "号") || c.dayEnds()) {
		*r = c
		d.Unit, d.Day = Day, n
		return true
	}
	if r.take("最后一天", "最后一日", "最后1天", "最后1日") {
		d.Edge = End
		return true
	}
	if !r.third(d) {
		r.edge(d)
	}
	return true
}

// dayEnds reports whether a number without 日 may be a day of the month: 4月30前.
func (r *reader) dayEnds() bool {
	next := r.peek()
	if !r.prose && next >= 0x80 {
		return true
	}
	return r.rest() == "" || next < 0x80 && !isLatin(next) && !r.next("%.:") || r.next("前之以至到止完起。、—")
}

func (r *reader) third(d *Date) bool {
	n, ok := r.one("上旬", "中旬", "下旬", "上中旬", "上、中旬", "中下旬", "中、下旬")
	if ok {
		d.Unit, d.Nth = Third, []int{1, 2, 3, 2, 2, 3, 3}[n]
		if r.take("底", "末") {
			d.Edge = End
		}
	}
	return ok
}

// edge reads 底, 初 or 中.
func (r *reader) edge(d *Date) bool {
	n, ok := r.one("底", "末", "终", "尾", "初", "中")
	if ok {
		d.Edge = []Edge{End, End, End, End, Start, Middle}[n]
	}
	return ok
}

// quarter reads 三季度, 第1季度末, 前三季度, Q3.
func (r *reader) quarter(d *Date) bool {
	d.UpTo = r.take("前")
	if r.take("q") {
		n, ok := r.number(1)
		d.Unit, d.Nth = Quarter, n
		r.edge(d)
		return ok && n >= 1 && n <= 4
	}
	if r.take("第"); r.prose && r.after("每") {
		return false
	}
	n, ok := r.number(1)
	if !ok || !r.take("季度", "个季度", "季") || n < 1 || n > 4 || strings.HasSuffix(r.s[:r.i], "个季度") && !d.UpTo {
		return false
	}
	d.Unit, d.Nth = Quarter, n
	r.edge(d)
	return true
}

func (r *reader) half(d *Date) bool {
	n, ok := r.one("上半年", "下半年", "h1", "h2")
	d.Unit, d.Nth = Half, n%2+1
	if ok {
		r.edge(d)
	}
	return ok
}

// bareDay reads 20日, a day of the present month or the next.
func (r *reader) bareDay(d *Date) bool {
	n, width, han := LeadingNumber(r.rest())
	if width == 0 || n < 1 || n > 31 || r.prose && han && unicode.Is(unicode.Han, r.behind()) && !r.after("至到于在前月") {
		return false
	}
	r.i += width
	d.Unit, d.Day = Day, n
	return r.take("日", "号") && !r.next("历楼线机") && !r.within()
}
