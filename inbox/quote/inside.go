package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"duban/internal/zh"
)

// quoteInside finds where a quote begins inside a line below the author's words:
// a gateway that flattens a mail leaves separator and head in the middle of a
// line, and some programs put the attribution behind the last word, where it may go
// on in the next lines. 0 is nowhere.
func quoteInside(raw string, next []string) int {
	at := flatSeparatorAt(raw)
	if at < 0 {
		at = flatHeadAt(raw)
	}
	if at < 0 {
		at = sharedAttributionAt(raw)
	}
	if at < 0 {
		at = sharedAndWrapped(raw, next)
	}
	if at <= 0 || strings.TrimSpace(raw[:at]) == "" {
		return 0
	}
	return at
}

var flattened = zh.NewPattern(
	`[-—]{3,}\s*(?:回复的原邮件|原始邮件|原始郵件|邮件原件|Replied Message|Original Message|Original)\s*[-—]{3,}[\s|*]*(?:发件人|寄件者|From|日期|Date|On \w)`)

func flatSeparatorAt(raw string) int {
	if !strings.Contains(raw, "---") && !strings.Contains(raw, "——") || !strings.Contains(raw, "原") && !strings.Contains(raw, "riginal") && !strings.Contains(raw, "eplied") {
		return -1
	}
	if at := flattened.FindStringIndex(raw); at != nil {
		return at[0]
	}
	return -1
}

// mostFlatGap is how many bytes may stand between two labels of a head that stands
// on one line.
const mostFlatGap = 600

// flatHeadAt finds a head all of which stands on one line: the sender and the time
// in either order, a recipient and a subject; -1 if there is none.
func flatHeadAt(raw string) int {
	if strings.Count(raw, ":")+strings.Count(raw, "：") < 4 {
		return -1 // each label has a colon of its own
	}
	start, last := -1, 0
	var seen [subjectLabel + 1]bool
	for i, r := range raw {
		if r != ':' && r != '：' {
			continue
		}
		label, at := labelBefore(raw[:i])
		if label == noLabel || label == copyLabel {
			continue
		}
		if label == fromLabel && seen[fromLabel] || i-last > mostFlatGap {
			start, seen = -1, [subjectLabel + 1]bool{}
		}
		if start < 0 && label != fromLabel && label != sentLabel {
			continue
		}
		if start < 0 {
			start = at
		}
		seen[label], last = true, i
		if seen[fromLabel] && seen[sentLabel] && seen[toLabel] && seen[subjectLabel] {
			if head := raw[start:i]; anyAddress.MatchString(head) || fullDate.MatchString(head) || timeOfDay.MatchString(head) {
				return start
			}
			return -1 // the author's own: 发件人：技术服务部，时间：4月23日
		}
	}
	return -1
}

// mostLabel is how many bytes before a colon are looked at.
const mostLabel = 40

// partsWords stands between words, or between a label and its colon.
const partsWords = " \t\u00a0\u3000*|,;"

// labelBefore reads the label that ends s, and where it begins: of one to three
// words (Gönderme Tarihi), or glued to the words before it (完成发件人).
func labelBefore(s string) (headerLabel, int) {
	s = strings.TrimRight(s, partsWords)
	if !labelEnds[unicode.ToLower(lastRune(s))] {
		return noLabel, -1 // as most colons have: 09:00, http:
	}
	from := max(0, len(s)-mostLabel)
	for at, words := len(s), 0; words < 3 && at > from; words++ {
		begin := wordBegins(s, from, at)
		if label := headerLabels[foldLabel(s[begin:])]; label != noLabel && (begin > from || from == 0) {
			return label, begin
		}
		_, size := utf8.DecodeLastRuneInString(s[:begin])
		at = begin - size
	}
	return hanLabel(s)
}

// wordBegins is where the last word of s[from:at] begins.
func wordBegins(s string, from, at int) int {
	space := strings.LastIndexAny(s[from:at], partsWords)
	if space < 0 {
		return from
	}
	_, size := utf8.DecodeRuneInString(s[from+space:])
	return from + space + size
}

// hanLabel reads a Chinese label that no space parts from the words before it.
func hanLabel(s string) (headerLabel, int) {
	begin := len(s)
	for n := 1; n <= 4 && begin > 0; n++ {
		r, size := utf8.DecodeLastRuneInString(s[:begin])
		if !unicode.Is(unicode.Han, r) {
			break
		}
		begin -= size
		if label := headerLabels[s[begin:]]; label != noLabel {
			return label, begin
		}
	}
	return noLabel, -1
}

// labelEnds are the last letters of all labels.
var labelEnds = func() map[rune]bool {
	ends := map[rune]bool{}
	for label := range headerLabels {
		ends[lastRune(label)] = true
	}
	return ends
}()

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// sharedAttributions know an attribution behind the author's last word. What
// stands before it is looked at too, since names may stand before a time.
var sharedAttributions = []*zh.Pattern{
	zh.NewPattern(`^(.*[^\s>-]) ?(?:-{2,} ?|\s)(?:On|At) (?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? |(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? )?\d.*\bwrote ?:?[ -]*$`),
	zh.NewPattern(`^(.*[^\s>-]) ?(?:-{2,} ?|\s)(?:On|At) (?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? )(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d.*\bwrote ?:?[ -]*$`),
	zh.NewPattern(`^(.*[。！？!?;；])\s*在 ?\d{4}[年/\-.].*[写寫]道 ?[:：]$`),
}

// sharedAttributionAt finds an attribution that ends a line; -1 if there is none.
func sharedAttributionAt(raw string) int {
	if len(raw) > mostKey || !strings.Contains(raw, "wrote") && !strings.Contains(raw, "道") || !anyAddress.MatchString(raw) && !timeOfDay.MatchString(raw) {
		return -1
	}
	for _, shared := range sharedAttributions {
		if m := shared.FindStringSubmatchIndex(raw); m != nil && !strings.Contains(raw[:m[3]], "@") {
			return m[3]
		}
	}
	return -1
}

// sharedAndWrapped finds an attribution that begins behind the last word of a line
// and ends in one of the next; -1 if there is none.
func sharedAndWrapped(raw string, next []string) int {
	if len(raw) > mostKey || !strings.Contains(raw, " On ") && !strings.Contains(raw, " At ") {
		return -1
	}
	joined := raw
	for _, line := range next[:min(len(next), 3)] {
		joined = joinWrapped(joined, strings.TrimSpace(line))
		if !wroteLast.MatchString(line) {
			continue
		}
		if at := sharedAttributionAt(joined); at < len(raw) {
			return at
		}
		break
	}
	return -1
}
