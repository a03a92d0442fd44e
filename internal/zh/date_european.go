package zh

import (
	"strings"
	"unicode"
)

// europeanMonths are the months as automatic replies name them in German, French, Spanish
// and Italian: in full, since their beginnings are other words.
var europeanMonths = [12]string{
	"januar|jänner|janvier|enero|gennaio", "februar|feber|février|fevrier|febrero|febbraio", "märz|maerz|mars|marzo", "april|avril|abril|aprile",
	"mai|mayo|maggio", "juni|juin|junio|giugno", "juli|juillet|julio|luglio", "august|août|aout|agosto",
	"september|septembre|septiembre|settembre", "oktober|octobre|octubre|ottobre", "november|novembre|noviembre", "dezember|décembre|decembre|diciembre|dicembre",
}

// europeanMonth reads a month's name.
func (r *reader) europeanMonth(d *Date) bool {
	word := r.rest()
	word = word[:len(word)-len(strings.TrimLeftFunc(word, func(c rune) bool { return unicode.Is(unicode.Latin, c) }))]
	for i, names := range europeanMonths {
		if word != "" && strings.Contains("|"+names+"|", "|"+word+"|") {
			r.i += len(word)
			d.Month = i + 1
			return true
		}
	}
	return false
}

// ordinal reads what some languages write behind the number of a day: 5th, 5., 1er, 1º.
func (r *reader) ordinal() { _ = r.take("st", "nd", "rd", "th", "er", "º", "°", ".") }

// dotted reads 05.12.2026, a day first and its year last.
func (r *reader) dotted(d *Date) bool {
	c := *r
	if !c.dottedDay(d) || !c.year4(d) {
		return false
	}
	*r = c
	return true
}

// dottedDay reads 05.12. up to where its year may stand.
func (r *reader) dottedDay(d *Date) bool {
	day, ok := r.number(2)
	if !ok || !r.take(".") {
		return false
	}
	month, ok := r.number(2)
	d.Unit, d.Day, d.Month = Day, day, month
	return ok && day >= 1 && day <= 31 && month >= 1 && month <= 12 && r.take(".")
}

// daysOf reads ranges of which only the end names the month or the year: 1-5 December,
// 1. bis 5. dezember, du 1er au 5 décembre, 01.12. bis 05.12.2026.
func (r *reader) daysOf() (first Date, ok bool) {
	c := *r
	if ok = c.dottedDay(&first); !ok {
		c = *r
		n, isDay := c.number(2)
		if !isDay || n < 1 || n > 31 {
			return Date{}, false
		}
		first = Date{Unit: Day, Day: n}
		c.ordinal()
	}
	if !c.rangeMark() && !c.take("and ", "und ") {
		return Date{}, false
	}
	c.take("the ")
	last, isDate := c.try(anEnglish)
	if !isDate || last.Unit != Day || last.Month == 0 {
		return Date{}, false
	}
	if first.Month == 0 {
		first.Month = last.Month
	}
	first.Year, first.YearSaid = last.Year, last.YearSaid
	if 31*first.Month+first.Day >= 31*last.Month+last.Day {
		return Date{}, false
	}
	first.Until = &last
	*r = c
	return first, true
}
