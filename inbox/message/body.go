package message

import (
	"strings"
	"unicode"

	"duban/internal/msg"
	"duban/internal/zh"
)

// passage is a stretch of the body in one or two forms.
type passage struct{ plain, html string }

// content is the body of an entity, passage after passage.
type content []passage

// combine joins the bodies of the parts of a multipart: those of an alternative
// say the same thing and become one passage, all others follow each other.
func combine(mediaType string, contents []content) content {
	var all content
	for _, c := range contents {
		all = append(all, c...)
	}
	if mediaType != "multipart/alternative" || len(all) < 2 {
		return all
	}
	var plain, html []string
	for _, p := range all {
		plain = appendFilled(plain, p.plain)
		html = appendFilled(html, p.html)
	}
	return content{{plain: strings.Join(plain, "\n"), html: strings.Join(html, "\n")}}
}

func appendFilled(list []string, s string) []string {
	if strings.TrimSpace(s) == "" {
		return list
	}
	return append(list, s)
}

// setText chooses, passage by passage, the text that stands for the message:
// plain text where it is not blank (QQ fills it with one space), else HTML made
// plain.
func (m *Message) setText(c content) {
	var text, plain, html, htmlText, hidden []string
	for _, p := range c {
		page := ReadPage(p.html, nil)
		shown := page.Text()
		plain = appendFilled(plain, p.plain)
		html = appendFilled(html, p.html)
		htmlText = appendFilled(htmlText, shown)
		hidden = appendFilled(hidden, page.Hidden)
		if strings.TrimSpace(p.plain) != "" {
			text = append(text, p.plain)
			m.Disagree = m.Disagree || shown != "" && disagree(p.plain, shown)
		} else {
			text = appendFilled(text, shown)
		}
	}
	m.Text, m.Plain = strings.Join(text, "\n"), strings.Join(plain, "\n")
	m.HTML, m.HTMLText = strings.Join(html, "\n"), strings.Join(htmlText, "\n")
	m.Hidden = strings.Join(hidden, "\n")
	m.Links = bigAttachments(m.Text, m.HTMLText, m.HTML)
	if m.Hidden != "" {
		m.fault(msg.New("the page hides words, which are left out"))
	}
	if m.Disagree {
		m.fault(msg.New("plain text and page differ, both are kept"))
	}
}

// cleanText makes decoded text fit for keeping: one kind of line end, no
// control characters but tab and line feed.
func cleanText(s string) string {
	s = strings.TrimPrefix(s, "\uFEFF")
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	return strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && unicode.IsControl(r) {
			return -1
		}
		return r
	}, s)
}

// unflow joins the lines that format=flowed has wrapped (RFC 3676). Left alone,
// a wrapped "5" at the head of a line would read as an item number.
func unflow(s string, delsp bool) string {
	var out strings.Builder
	joining := -1 // the quote depth of the line that goes on, or -1
	for i, line := range strings.Split(s, "\n") {
		depth := 0
		for depth < len(line) && line[depth] == '>' {
			depth++
		}
		body := strings.TrimPrefix(line[depth:], " ") // space-stuffing, section 4.4
		if joining != depth {
			if i > 0 {
				out.WriteByte('\n')
			}
			out.WriteString(line[:depth])
			if depth > 0 {
				out.WriteByte(' ')
			}
		}
		joining = -1
		if strings.HasSuffix(body, " ") && body != "-- " { // section 4.3: the signature mark
			joining = depth
			if delsp {
				body = body[:len(body)-1]
			}
		}
		out.WriteString(body)
	}
	return out.String()
}

// Unsaid is what programs add to one form of a text and not to the other.
var Unsaid = zh.NewPattern(`(?i)https?://[^\s<>"'，。；）)\]]+|mailto:\S+|\[(?:image|cid|图片|图像)[^\]\n]{0,200}\]`)

// quoteBegins is where the writer's own words end in most mails; programs quote
// differently in the two forms.
var quoteBegins = zh.NewPattern(`(?m)[-_]{5,}|-{2,}\s*原始邮件|发件人|寄件者|写道|wrote:|^From:|^>`)

const (
	comparedRunes = 200 // the writer's own words stand at the head
	shortRunes    = 30  // so little must agree to the end
)

// disagree says whether two forms of a passage begin with different words.
func disagree(plain, html string) bool {
	a, b := firstLetters(plain), firstLetters(html)
	n := min(len(a), len(b))
	if n < shortRunes && len(a) != len(b) {
		return true
	}
	return string(a[:n]) != string(b[:n])
}

// firstLetters returns the first letters and digits above the quote.
func firstLetters(s string) []rune {
	if len(s) > 64*comparedRunes {
		s = strings.ToValidUTF8(s[:64*comparedRunes], "")
	}
	if at := quoteBegins.FindStringIndex(s); at != nil {
		s = s[:at[0]]
	}
	out := make([]rune, 0, comparedRunes)
	for _, r := range Unsaid.ReplaceAllString(s, "") {
		if len(out) == comparedRunes {
			break
		}
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			out = append(out, unicode.ToLower(r))
		}
	}
	return out
}
