package zh

import "strings"

// numeric reads 2027-06-30, 20270630, 2027.6, and 6.30 or 6/30.
func (r *reader) numeric(d *Date) bool {
	head := r.rest()[:min(len(r.rest()), len("20270630")+1)]
	digits := len(head) - len(strings.TrimLeft(head, "0123456789"))
	switch {
	case digits == 8:
		n := r.digits(8)
		*d = Date{Unit: Day, Year: n / 10000, Month: n / 100 % 100, Day: n % 100}
		return d.Year >= 1900 && d.Year < 2100
	case digits == 4:
		return r.yearFirst(d)
	case digits == 0 || digits > 2:
		return false
	}
	led := r.after("到至于在") // 到5-10 is a day, 3-5 may be anything
	month := r.digits(digits)
	sep := r.peek()
	if !r.take(".", "/", "-") {
		return false
	}
	day, ok := r.number(2)
	d.Unit, d.Month, d.Day = Day, month, day
	if !ok || month < 1 || month > 12 || day < 1 || day > 31 || sep == '-' && day <= 12 && !led {
		return false
	}
	return r.take("日", "号") || r.dayEnds() && !r.next("/") && !(sep == '-' && r.next("-"))
}

func (r *reader) digits(n int) (value int) {
	for _, c := range []byte(r.rest()[:n]) {
		value = 10*value + int(c-'0')
	}
	r.i += n
	return value
}

func (r *reader) yearFirst(d *Date) bool {
	d.Year = r.digits(4)
	sep := r.peek()
	if d.Year < 1900 || !r.take("-", ".", "/") {
		return false
	}
	month, ok := r.number(2)
	if !ok {
		return false
	}
	d.Unit, d.Month = Month, month
	c := *r
	if c.peek() == sep && c.take("-", ".", "/") {
		if day, ok := c.number(2); ok {
			c.take("日", "号")
			*r, d.Unit, d.Day = c, Day, day
			return true
		}
	}
	r.take("月")
	if month < 1 || month > 12 {
		return false
	}
	r.edge(d)
	return true
}
