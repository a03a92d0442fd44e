package inbox

import (
	"regexp"
	"strings"
)

// quoteForm is how a mail program announces the letter that it quotes.
type quoteForm struct {
	reason  string
	forward bool
}

// headAt recognises the head of a quote at line i and returns how many lines it
// has; 0 lines is no head.
func headAt(ls []quoteLine, i int) (quoteForm, int) {
	l := ls[i]
	if form, n := flattenedHead(l); n > 0 || l.key == "" || !l.whole() {
		return form, n
	}
	for _, s := range separators {
		if s.line.MatchString(l.key) {
			return s.form, 1 + headerLines(ls, i+1)
		}
	}
	next := nextWritten(ls, i+1)
	switch {
	case loneWord.MatchString(l.key) && next < len(ls) && countHeaderLabels(ls, next) >= 2:
		return quoteForm{reason: "“" + l.key + "”"}, next - i + headerLines(ls, next)
	case ruleLine.MatchString(l.key) && next < len(ls) && isHeaderBlock(ls, next):
		return quoteForm{reason: "横线与信头"}, next - i + headerLines(ls, next)
	case isHeaderBlock(ls, i):
		return quoteForm{reason: "信头（发件人、发送时间等）"}, headerLines(ls, i)
	}
	return attributionAt(ls, i)
}

func flattenedHead(l quoteLine) (quoteForm, int) {
	if !strings.HasPrefix(l.key, "---") {
		return quoteForm{}, 0
	}
	if at := flattened.FindStringIndex(l.key); at != nil && at[0] == 0 {
		return quoteForm{reason: "并为一行的原邮件"}, 1
	}
	return quoteForm{}, 0
}

// separators are lines that stand alone: a word between two rows of dashes. One
// row only ("---原始邮件") is a person's own line.
var separators = []struct {
	line *regexp.Regexp
	form quoteForm
}{
	{between(`原始邮件|原始郵件|原邮件|邮件原件|原始信件`), quoteForm{reason: "“原始邮件”分隔线"}},
	{between(`(?i:original(?: message| e-?mail)?)`), quoteForm{reason: "“Original Message”分隔线"}},
	{between(`回复的原邮件|回复的邮件|(?i:replied message|reply to message)`), quoteForm{reason: "“回复的原邮件”分隔线"}},
	{between(`(?i:ursprüngliche nachricht|message d'origine|messaggio originale|mensaje original|mensagem original|` +
		`oorspronkelijk bericht|ursprungligt meddelande|oprindelig meddelelse|opprinnelig melding|исходное сообщение)`),
		quoteForm{reason: "外文“原始邮件”分隔线"}},
	{between(`转发邮件信息|转发的邮件|转发邮件|轉寄郵件|已转发邮件|(?i:forwarded (?:message|mail)|weitergeleitete nachricht)`),
		quoteForm{reason: "“转发邮件”分隔线", forward: true}},
}

func between(words string) *regexp.Regexp {
	return regexp.MustCompile(`^[-_=*~ ]{2,}(?:` + words + `)[-_=*~: ]{2,}$`)
}

var (
	// loneWord is a separator whose dashes were lost (QQ since 2025, some phones).
	loneWord = regexp.MustCompile(`^[-*| ]*(?:原始邮件|原始郵件|邮件原件|Original|Original Message|回复的原邮件|Replied Message)[-*| ]*:?$`)

	halfSeparator = regexp.MustCompile(`^-{2,} ?(?:原始邮件|原始郵件|邮件原件)|^(?:原始邮件|原始郵件|邮件原件) ?-{2,}$`)

	// ruleLine: Outlook's underscores, Alimail's dashes, DingTalk's name glued to them.
	ruleLine = regexp.MustCompile(`^(?:来自\S{2,60}? ?)?[-_]{10,}$`)

	// footTag is the tag at the foot of our own letters: 〔督办 K7Q4M2〕.
	footTag = regexp.MustCompile(`[〔\[【(] ?督办 ?[0-9A-Za-z]{6} ?[〕\]】)]`)
)
