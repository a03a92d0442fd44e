package words

import (
	"math"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"
)

// below lists, theme by theme, the sentences and names that lower layers make in
// Chinese: they are about a document, a configuration or a history, and many are stored
// as they were made. Their facts stand in Zh as the layer formats them, in order.
var below = [][]Text{belowNames, belowSteps, belowMail, belowList, belowDays, belowData, belowHealth, belowDoctor, belowSubjects}

// Said says a sentence of a lower layer in a language. A sentence of several, joined by
// ；, is said part by part; what is not known is the office's own and stays as it is.
func Said(l Language, sentence string) string {
	if l != English || isASCII(sentence) { // most values of a log are, and are no sentence of ours
		return sentence
	}
	if t, facts, ok := read(sentence); ok {
		return t.In(English, facts...)
	}
	if day, ok := englishDay(sentence); ok {
		return day
	}
	for _, sep := range []struct {
		zh, en string
		most   int // unknown parts; more, and it is the words of somebody
	}{{"\n", "\n", math.MaxInt}, {"；", "; ", 1}, {"，", ", ", 0}, {"、", ", ", 0}} {
		parts := strings.Split(sentence, sep.zh)
		if len(parts) == 1 {
			continue
		}
		if said, unknown := saidAll(parts); unknown < len(parts) && unknown <= sep.most {
			return strings.Join(said, sep.en)
		}
	}
	return sentence
}

func saidAll(parts []string) (said []string, unknown int) {
	for _, p := range parts {
		en := Said(English, p)
		if en == p {
			unknown++
		}
		said = append(said, en)
	}
	return said, unknown
}

var weekdays = map[string]string{"周日": "Sun", "周一": "Mon", "周二": "Tue", "周三": "Wed", "周四": "Thu", "周五": "Fri", "周六": "Sat"}

// Weekday is the short name of a weekday, from its Chinese one.
func Weekday(l Language, zh string) string { return l.Of(zh, weekdays[zh]) }

// englishDay says a day as letters write it: 4月30日（周四）, with or without its weekday.
func englishDay(s string) (string, bool) {
	date, weekday, _ := strings.Cut(s, "（")
	month, day, ok := strings.Cut(strings.TrimSuffix(date, "日"), "月")
	m, err1 := strconv.Atoi(month)
	d, err2 := strconv.Atoi(day)
	if !ok || err1 != nil || err2 != nil || m < 1 || m > 12 || !strings.HasSuffix(date, "日") {
		return "", false
	}
	said := strconv.Itoa(d) + " " + time.Month(m).String()[:3]
	if name, known := weekdays[strings.TrimSuffix(weekday, "）")]; known {
		said = name + " " + said
	}
	return said, true
}

// pattern is a sentence of the table, cut at its facts.
type pattern struct {
	Text
	pieces []string // what stands before, between and after the facts
	digits []bool   // whether a fact is a number
	weight int      // how much of it is not facts
}

var patterns = sync.OnceValues(func() (exact map[string]Text, open []pattern) {
	exact = map[string]Text{}
	for _, theme := range below {
		for _, t := range theme {
			if p := cut(t); len(p.digits) > 0 {
				open = append(open, p)
			} else {
				exact[t.Zh] = t
			}
		}
	}
	return exact, open
})

func cut(t Text) pattern {
	p := pattern{Text: t}
	rest := t.Zh
	for {
		at := strings.IndexByte(rest, '%')
		if at < 0 {
			break
		}
		if rest[at+1] == '%' {
			rest = rest[:at] + rest[at+1:]
			break
		}
		p.pieces, p.digits = append(p.pieces, rest[:at]), append(p.digits, rest[at+1] == 'd')
		p.weight += at
		rest = rest[at+2:]
	}
	p.pieces, p.weight = append(p.pieces, rest), p.weight+len(rest)
	return p
}

// read finds the message that a sentence is, and its facts: of several that fit, the
// one that says most itself.
func read(sentence string) (best Text, facts []any, ok bool) {
	exact, open := patterns()
	if t, ok := exact[sentence]; ok {
		return t, nil, true
	}
	weight, found, digits := -1, []string(nil), []bool(nil)
	for _, p := range open {
		if p.weight <= weight || !strings.HasPrefix(sentence, p.pieces[0]) {
			continue
		}
		if texts, fits := p.match(sentence[len(p.pieces[0]):]); fits {
			best, found, digits, weight, ok = p.Text, texts, p.digits, p.weight, true
		}
	}
	for i, text := range found {
		facts = append(facts, readFact(text, digits[i]))
	}
	return best, facts, ok
}

// match cuts a sentence into the facts of a pattern, each as short as what stands behind
// it allows.
func (p pattern) match(s string) (facts []string, ok bool) {
	return p.from(s, 0, map[[2]int]bool{})
}

// from cuts at the i-th fact and those behind it. What did not fit once at a place does
// not fit there again: without this memory a long text would be tried in each way that it
// can be cut.
func (p pattern) from(s string, i int, failed map[[2]int]bool) (facts []string, ok bool) {
	if i == len(p.digits) {
		return nil, s == ""
	}
	place := [2]int{i, len(s)}
	if failed[place] {
		return nil, false
	}
	for begin := 1; begin <= len(s); {
		end := p.end(s, begin, i)
		if end < 0 {
			break
		}
		if text := s[:end]; !p.digits[i] || isNumber(text) {
			if rest, ok := p.from(s[end+len(p.pieces[i+1]):], i+1, failed); ok {
				return append([]string{text}, rest...), true
			}
		}
		begin = end + 1
	}
	failed[place] = true
	return nil, false
}

// end is where the i-th fact may end, at or after a place; -1 where it may not.
func (p pattern) end(s string, begin, i int) int {
	next := p.pieces[i+1]
	if next == "" && i+1 == len(p.digits) {
		return len(s)
	}
	at := strings.Index(s[begin:], next)
	if at < 0 {
		return -1
	}
	return begin + at
}

func isNumber(s string) bool {
	_, err := strconv.Atoi(s)
	return err == nil
}

// readFact is a fact as a message takes it: a number, or words that may be a sentence of the
// table themselves. Only the facts of the message that was found are read so: to read
// those of each that might fit takes ever longer the longer a text is.
func readFact(text string, isDigit bool) any {
	if n, err := strconv.Atoi(text); isDigit && err == nil {
		return n
	}
	return Said(English, text)
}

func isASCII(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r > unicode.MaxASCII })
}

// HasHan reports whether there is a Chinese character in a text.
func HasHan(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}
