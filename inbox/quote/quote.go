package quote

import (
	"strings"
	"unicode"

	"duban/inbox/message"
)

// Words is a mail's text, divided: what its author wrote and what came along.
// Nothing is thrown away: for plain text every character stands in exactly one
// of Text, Quoted and Signature (for HTML, the text of it does).
type Words struct {
	Text      string // the author's own words, trimmed; lines end with \n
	Quoted    string // the letter that was answered, and older ones
	Signature string // advertisements, "-- " signatures, disclaimers, links to 超大附件
	Other     string // the words of the page, where they are not those of Text: what they say is the caller's to compare
	From      string // "plain" or "html": the part that Text was taken from
	Reason    string // by which form the quote was known, in Chinese
	Unsure    bool   // a person should look: Reason says why

	Coloured bool // lines of the letter were taken for the author's, by their colour
}

// OwnWords finds what the author wrote in the two text parts of a mail, either
// of which may be empty. It takes the plain part where that has words, and the
// HTML part where only that has them or where its containers show the quote that
// the plain part hides.
//
// Where a quote can only be suspected, the text is kept and Unsure is set: the
// author's words are never lost. Its time is linear in the length of the parts.
func OwnWords(plain, html string) Words {
	p := wordsOfPlain(plain)
	if strings.TrimSpace(html) == "" {
		return p
	}
	h := wordsOfHTML(html)
	switch {
	case p.Text == "" && (h.Text != "" || strings.TrimSpace(plain) == ""):
		return h
	case h.Text == "":
		return p
	case h.Coloured:
		return h
	case p.Quoted == "" && h.Quoted != "" && startsWithWords(p.Text, h.Text):
		return h
	}
	if bareLetters(p.Text) != bareLetters(h.Text) {
		p.Other = h.Text
	}
	return p
}

// Cut says for the receipt what was left out, and where that is not sure.
func (w Words) Cut() string {
	var parts []string
	switch {
	case w.Quoted != "":
		parts = append(parts, "引用原文1段")
	case w.Unsure:
		parts = append(parts, "无")
	}
	if w.Unsure && w.Reason != "" {
		parts = append(parts, "其中有拿不准之处（"+w.Reason+"），如有遗漏请再回复一次")
	}
	return strings.Join(parts, "；")
}

// Doubt notes that a person should look, and why.
func (w *Words) Doubt(reason string) {
	w.Unsure, w.Reason = true, joinReasons(w.Reason, reason)
}

// PointsInside reports that the author's own words only greet, or say that the answer
// stands inside the quote.
func (w *Words) PointsInside() bool { return answersInside(w.Text) != "" }

func wordsOfPlain(text string) Words {
	w := divide(splitLines(text))
	w.From = "plain"
	return w
}

func wordsOfHTML(html string) Words {
	lines, hidden := htmlLines(html, false)
	w := divide(lines)
	if w.Text == "" && w.Quoted != "" {
		// #mailcontent and its like hold the quote in one program and the whole
		// mail in another.
		if all, _ := htmlLines(html, true); len(all) > 0 {
			if again := divide(all); again.Text != "" {
				w = again
				w.Unsure, w.Reason = true, joinReasons(w.Reason, "引用容器之外没有文字")
			}
		}
	}
	w.From = "html"
	if hidden {
		w.Unsure, w.Reason = true, joinReasons(w.Reason, "网页部分含隐藏文字，未计入")
	}
	return w
}

// divide sorts the lines into own words, quote and signature.
func divide(ls []quoteLine) Words {
	w := Words{}
	found := markQuotes(ls)
	w.Reason, w.Unsure = strings.Join(found.reasons, "，"), found.doubt != ""
	if blankOwn(ls) && (found.openEnd || beginsForward(ls)) {
		w.Unsure = true
		w.Reason = joinReasons(w.Reason, rescueBelow(ls, found.forward || beginsForward(ls)))
	}
	w.Reason = joinReasons(w.Reason, found.doubt)
	markSignatures(ls)
	w.Text = strings.TrimSpace(joinLines(ls, ownPart))
	if doubt := answersInside(w.Text); doubt != "" && found.unmarked {
		w.Unsure, w.Reason = true, joinReasons(w.Reason, doubt)
		if w.Coloured = takeTinted(ls); w.Coloured {
			w.Reason = joinReasons(w.Reason, "取引用中的彩色文字为答复")
			w.Text = strings.TrimSpace(joinLines(ls, ownPart))
		}
	}
	w.Quoted = joinLines(ls, quotedPart)
	w.Signature = joinLines(ls, signaturePart)
	return w
}

// joinLines returns the lines of one part; a gap between two pieces of it shows
// as a line break.
func joinLines(ls []quoteLine, part linePart) string {
	var pieces []string
	for i := 0; i < len(ls); {
		j := i
		for j < len(ls) && ls[j].part == part {
			j++
		}
		if piece := joinRaw(ls[i:j]); strings.TrimSpace(piece) != "" {
			pieces = append(pieces, strings.TrimRightFunc(piece, unicode.IsSpace))
		}
		i = j + 1
	}
	return strings.Join(pieces, "\n")
}

func joinRaw(ls []quoteLine) string {
	var b strings.Builder
	for i, l := range ls {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(l.raw)
	}
	return strings.TrimLeft(b.String(), "\n")
}

func joinReasons(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + "；" + b
}

// bareLetters reduces a text to what two renderings of it have in common.
func bareLetters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, message.Unsaid.ReplaceAllString(s, ""))
}

func startsWithWords(long, short string) bool {
	return strings.HasPrefix(bareLetters(long), bareLetters(short))
}
