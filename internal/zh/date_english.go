package zh

import "strings"

var englishMonths = []string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"}

// english reads 30 April 2027, Apr. 30th, June 2027, Q2 2027, by the end of June, within
// 30 days.
func (r *reader) english(d *Date) bool {
	led, before := false, r.take("by ", "before ", "until ", "till ", "no later than ")
	for range 2 { // on the
		led = r.take("on ", "in ", "the ") || led
	}
	led = led || before
	edge, edged := r.one("end of ", "end ", "late ", "mid-", "mid ", "early ", "beginning of ")
	r.take("the ")
	if edged {
		d.Edge = []Edge{End, End, End, Middle, Middle, Start, Start}[edge]
	}
	within := r.take("within ")
	switch {
	case r.englishSpan(d):
		if within {
			d.Mark = Within
		}
		return true
	case r.slashed(d), r.dotted(d):
		return true
	case r.dayThenMonth(d), r.monthThenDay(d), r.take("q") && r.englishPart(d, Quarter, 4), r.take("h") && r.englishPart(d, Half, 2):
	case edged && r.take("year"):
		d.Unit = Year
		return true
	case edged && r.year4(d):
		d.Unit = Year
		return true
	default:
		return false
	}
	if before && d.Unit == Day {
		d.Mark = Before
	}
	alone := d.Unit == Month
	if c := *r; (c.take(" de ", ", ", ",", " ", "-") || c.behind() == '.') && c.year4(d) {
		*r, alone = c, false
	}
	return !(alone && r.prose && !led && !edged) && !isLatin(r.peek())
}

// year4 reads a year of four digits.
func (r *reader) year4(d *Date) bool {
	n, ok := r.number(4)
	if ok = ok && n >= 1900 && !isLatin(r.peek()); ok {
		d.Year = n
	}
	return ok
}

func (r *reader) englishPart(d *Date, unit Unit, most int) bool {
	n, ok := r.number(1)
	d.Unit, d.Nth = unit, n
	return ok && n >= 1 && n <= most
}

func (r *reader) englishSpan(d *Date) bool {
	c := *r
	n, ok := c.number(3)
	if !ok || n < 1 || !c.take(" ") {
		return false
	}
	unit, ok := c.one("working day", "workday", "business day", "day", "week", "month", "year", "hour")
	if !ok {
		return false
	}
	c.take("s")
	d.Unit, d.Count, d.Of = Span, n, []Unit{Workday, Workday, Workday, Day, Week, Month, Year, Hour}[unit]
	*r = c
	return true
}

// slashed reads 30/09/2026 and 09/30/2026, where only one of the two can be the month.
func (r *reader) slashed(d *Date) bool {
	c := *r
	day, ok := c.number(2)
	if !ok || !c.take("/") {
		return false
	}
	month, ok := c.number(2)
	if month > 12 {
		day, month = month, day
	}
	const months = 12
	if !ok || !c.take("/") || month < 1 || month > months || day <= months && day != month || !c.year4(d) {
		return false
	}
	d.Unit, d.Month, d.Day = Day, month, day
	*r = c
	return true
}

func (r *reader) dayThenMonth(d *Date) bool {
	c := *r
	n, ok := c.number(2)
	if !ok {
		return false
	}
	c.ordinal()
	c.take(" of ", " de ", " ", "-")
	if !c.monthName(d) && !c.europeanMonth(d) {
		return false
	}
	d.Unit, d.Day = Day, n
	*r = c
	return true
}

func (r *reader) monthThenDay(d *Date) bool {
	if !r.monthName(d) {
		return false
	}
	d.Unit = Month
	c := *r
	if !c.take(" ") && r.behind() != '.' {
		return true
	}
	if n, ok := c.number(2); ok && n <= 31 {
		c.take("st", "nd", "rd", "th")
		if !isLatin(c.peek()) {
			*r, d.Unit, d.Day = c, Day, n
		}
	}
	return true
}

// monthName reads a month, in full or by three letters and more.
func (r *reader) monthName(d *Date) bool {
	word := r.rest()
	word = word[:len(word)-len(strings.TrimLeft(word, "abcdefghijklmnopqrstuvwxyz"))]
	for i, name := range englishMonths {
		if len(word) >= 3 && strings.HasPrefix(name, word) || word == "sept" && name == "september" {
			r.i += len(word)
			r.take(".")
			d.Month = i + 1
			return true
		}
	}
	return false
}
