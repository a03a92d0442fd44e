package zh

import "strings"

// stretch reads a day or a range.
func (r *reader) stretch() (Date, bool) {
	first, open := r.try(onwards)
	if !open {
		r.take("自", "从", "由", "from ")
		if first, ok := r.daysOf(); ok {
			return first, true
		}
		var ok bool
		if first, ok = r.partial(); !ok {
			if first, ok = r.date(); !ok {
				return Date{}, false
			}
		}
	}
	if c := *r; c.rangeMark() {
		if last, ok := c.lastOf(first); ok {
			*r, first.Until = c, &last
		}
	}
	return first, !open || first.Until != nil
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
	return c.rangeMark()
}

// rangeMark reads what stands between the ends of a range; some type 一 for a dash.
func (r *reader) rangeMark() bool {
	r.take("起", " ")
	if c := *r; c.take("一") && c.next("0123456789") {
		*r = c
		return true
	}
	if r.take("到", "至", "直到", "直至", "to ", "until ", "through ", "bis zum ", "bis einschließlich ", "bis ", "au ", "al ", "hasta el ") {
		return true
	}
	begin := r.i
	for r.take("-", "~", "—") {
	}
	return r.i > begin
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
	if !c.rangeMark() {
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
	if last.Unit == Span {
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

// series reads 4、5月 and 2027年6、9和12月底: dates of the same unit, which the last one
// tells. It reads nothing where there is only one. looked is how far it looked: what is
// no series up to there holds none that begins later.
func (r *reader) series() (all []Found, looked int) {
	c := *r
	year, _ := c.try(aYear)
	c.take("第")
	var numbers []int
	var places []Place
	for len(numbers) < longestSeries {
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
		return nil, at
	}
	last.Year, last.YearSaid = year.Year, year.YearSaid
	for i, n := range numbers {
		d, ok := last.sibling(n)
		if !ok {
			return nil, 0
		}
		all = append(all, Found{d, places[i]})
	}
	*r = c
	return append(all, Found{last, Place{at, c.i}}), c.i
}

// longestSeries is how many dates share a unit; what is longer is no series of dates.
const longestSeries = 31

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
