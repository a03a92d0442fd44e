package words

import (
	"duban/internal/msg"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"
)

// below lists, theme by theme, the sentences and names that lower layers make in
// Chinese: they are about a document, a configuration or a history, and many are stored
// as they were made. Their facts stand in Zh as the layer formats them, in order.
var below = [][]Text{belowNames, belowHealth, belowLetters}

// Said says a sentence of a lower layer in a language. A sentence of several, joined by
// ；, is said part by part; what is not known is the office's own and stays as it is.
func Said(l Language, sentence string) string {
	if m := msg.FromText(sentence); m.Code != "" {
		return Say(l, m)
	}
	if l != English || isASCII(sentence) { // most values of a log are, and are no sentence of ours
		return sentence
	}
	if day, ok := englishDay(sentence); ok {
		return day
	}
	if t, facts, ok := everything().read(sentence); ok {
		return t.In(English, facts...)
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

var weekdays = []string{"周日", "周一", "周二", "周三", "周四", "周五", "周六"}

// Weekday is the short name of a weekday.
func Weekday(l Language, d time.Weekday) string { return l.Of(weekdays[d], d.String()[:3]) }

// englishDay says a day as letters write it: 4月30日, 2027年4月30日（周五）, 4月27日8:25.
func englishDay(s string) (string, bool) {
	year, rest, ok := strings.Cut(s, "年")
	if !ok {
		year, rest = "", s
	}
	month, rest, ok1 := strings.Cut(rest, "月")
	day, clock, ok2 := strings.Cut(rest, "日")
	clock, weekday := withoutWeekday(clock)
	m, err := strconv.Atoi(month)
	if !ok1 || !ok2 || err != nil || m < 1 || m > 12 || !isNumber(day) || ok && !isNumber(year) || clock != "" && !isNumber(strings.Replace(clock, ":", "", 1)) {
		return "", false
	}
	return strings.Join(slices.DeleteFunc([]string{weekday, day, time.Month(m).String(), year, clock}, func(part string) bool { return part == "" }), " "), true
}

// withoutWeekday takes a weekday in brackets off the beginning of a text.
func withoutWeekday(s string) (rest, weekday string) {
	name, rest, ok := strings.Cut(strings.TrimPrefix(s, "（"), "）")
	d := slices.Index(weekdays, name)
	if !ok || d < 0 {
		return s, ""
	}
	return rest, Weekday(English, time.Weekday(d))
}

// pattern is a sentence of the table, cut at its facts.
type pattern struct {
	Text
	pieces []string // what stands before, between and after the facts
	digits []bool   // whether a fact is a number
	quoted []bool   // whether it stands in quotation marks: it is somebody's words, or a title
	weight int      // how much of it is not facts
}

// sentences are messages that can be found by what they say in Chinese.
type sentences struct {
	exact map[string]Text
	open  []pattern
}

func newSentences(themes ...[]Text) (s sentences) {
	s.exact = map[string]Text{}
	for _, t := range slices.Concat(themes...) {
		if p := cut(t); len(p.digits) > 0 {
			s.open = append(s.open, p)
		} else {
			s.exact[t.Zh] = t
		}
	}
	return s
}

var everything = sync.OnceValue(func() sentences { return newSentences(below...) })

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
		p.quoted = append(p.quoted, rest[at+1] != 'd' && (strings.HasSuffix(rest[:at], "“") || strings.HasSuffix(rest[:at], "《")))
		p.weight += at
		rest = rest[at+2:]
	}
	p.pieces, p.weight = append(p.pieces, rest), p.weight+len(rest)
	return p
}

// read finds the message that a sentence is, and its facts: of several that fit, the
// one that says most itself.
func (s sentences) read(sentence string) (best Text, facts []any, ok bool) {
	if t, ok := s.exact[sentence]; ok {
		return t, nil, true
	}
	said, found := pattern{weight: -1}, []string(nil)
	for _, p := range s.open {
		if p.weight <= said.weight || !strings.HasPrefix(sentence, p.pieces[0]) || !strings.HasSuffix(sentence, p.pieces[len(p.pieces)-1]) {
			continue
		}
		if texts, fits := p.match(sentence[len(p.pieces[0]):]); fits {
			said, found, ok = p, texts, true
		}
	}
	for i, text := range found {
		if said.quoted[i] {
			facts = append(facts, text)
		} else {
			facts = append(facts, readFact(text, said.digits[i]))
		}
	}
	return said.Text, facts, ok
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
