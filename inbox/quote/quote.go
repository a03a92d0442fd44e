package quote

import (
	"slices"
	"strings"
	"unicode"

	"duban/inbox/message"
	"duban/internal/msg"
)

// Words is a mail's text, divided: what its author wrote and what came along.
// Nothing is thrown away: for plain text every character stands in exactly one
// of Text, Quoted and Signature (for HTML, the text of it does).
type Words struct {
	Text      string      // the author's own words, trimmed; lines end with \n
	Quoted    string      // the letter that was answered, and older ones
	Signature string      // advertisements, "-- " signatures, disclaimers, links to 超大附件
	Other     string      // the words of the page, where they are not those of Text: what they say is the caller's to compare
	From      string      // "plain" or "html": the part that Text was taken from
	Reason    msg.Message // by which form the quote was known
	Unsure    bool        // a person should look: Reason says why

	All      bool     // nothing but a quote came: all of it is kept
	Coloured bool     // lines of the letter were taken for the author's, by their colour
	Behind   []string // lines of Text behind a mark: perhaps somebody else's, so they close nothing
	Pictures []string // those of the page that stand in the quote: message.Picture.ID
	Inserted []string // lines between those of our letter that are none of it, where Text has others
}

// OwnWords finds what the author wrote in the two text parts of a mail, either
// of which may be empty. It takes the plain part where that has words, and the
// HTML part where only that has them or where its containers show the quote that
// the plain part hides.
//
// The letters are those that the mail may answer, as they were sent: what comes back of
// them is never the author's, under whatever head and mark. Without them our letters
// are known by their look.
//
// Where a quote can only be suspected, the text is kept and Unsure is set: the
// author's words are never lost. Its time is linear in the length of the parts.
func OwnWords(plain, html string, letters ...Letter) Words {
	p := wordsOfPlain(plain, letters)
	if strings.TrimSpace(html) == "" {
		return p
	}
	h := wordsOfHTML(html, letters)
	w := chooseWords(p, h, plain)
	w.Pictures = h.Pictures
	return w
}

func chooseWords(p, h Words, plain string) Words {
	switch {
	case p.Text == "" && (h.Text != "" || strings.TrimSpace(plain) == ""), p.All && h.Text != "" && !h.All:
		return h
	case h.Text == "" || h.All && !p.All:
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
func (w Words) Cut() (cut msg.Message) {
	switch {
	case w.Quoted != "":
		cut = msg.New("the quoted mail")
	case w.Unsure:
		cut = msg.New("nothing was cut")
	}
	if w.Unsure && !w.Reason.IsZero() {
		return msg.Join(msg.Clauses, cut, msg.New("it is not sure what was cut", w.Reason))
	}
	return cut
}

// Doubt notes that a person should look, and why.
func (w *Words) Doubt(reason msg.Message) {
	w.Unsure, w.Reason = true, msg.Join(msg.Clauses, w.Reason, reason)
}

// PointsInside reports that the author's own words only greet, or say that the answer
// stands inside the quote.
func (w *Words) PointsInside() bool { return !answersInside(w.Text).IsZero() }

// BetweenLines is the doubt of answers that stood between the lines of our letter.
func BetweenLines() msg.Message { return msg.New("the answers stood between the lines of our letter") }

// Forwarded reports whether the mail, or what it quotes, was passed on.
func (w Words) Forwarded() bool {
	return slices.ContainsFunc([]string{forwardLine, forwardBegin, forwardedBy, forwardedByNetEase, oursForwarded, onlyForwarded}, w.Reason.Holds)
}

func wordsOfPlain(text string, letters []Letter) Words {
	ls := splitLines(text)
	w := divide(ls, markQuotes(ls, letters), len(letters) > 0)
	w.From = "plain"
	return w
}

func wordsOfHTML(html string, letters []Letter) Words {
	ls, hidden := pageLines(html, false)
	found := markQuotes(ls, letters)
	if blankOwn(ls) {
		// Some programs put the whole mail into a container of theirs.
		all, _ := pageLines(html, true)
		if again := markQuotes(all, letters); !blankOwn(all) {
			ls, found = all, again
			found.doubt = msg.Join(msg.Clauses, msg.New("nothing outside the containers of quotes"), found.doubt)
		}
	}
	w := divide(ls, found, len(letters) > 0)
	w.From, w.Pictures = "html", quotedPictures(ls)
	if isWords(hidden) {
		w.Doubt(msg.New("the page hides words, left out"))
	}
	return w
}

func isWords(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) >= 0
}

// divide makes words of the lines when their quotes are marked.
func divide(ls []quoteLine, found quotesFound, atHand bool) (w Words) {
	w.Reason = found.all()
	w.Inserted = insertedIn(ls, atHand)
	if blankOwn(ls) {
		if reason := rescue(ls, found); !reason.IsZero() {
			w.Doubt(reason)
			w.All = !blankOwn(ls)
		}
	}
	if !found.doubt.IsZero() {
		w.Doubt(found.doubt)
	}
	markSignatures(ls)
	w.Text = strings.TrimSpace(joinLines(ls, ownPart))
	w.Behind = behindMarks(ls)
	if w.Text == "" && len(w.Inserted) > 0 {
		w.Text, w.Inserted = strings.Join(w.Inserted, "\n"), nil
		w.Doubt(BetweenLines())
	}
	if doubt := answersInside(w.Text); !doubt.IsZero() && found.unmarked {
		w.Doubt(doubt)
		if w.Coloured = takeTinted(ls); w.Coloured {
			w.Doubt(msg.New("coloured words of the quote are taken for the answer"))
			w.Text = strings.TrimSpace(joinLines(ls, ownPart))
		}
	}
	w.Quoted = joinLines(ls, quotedPart)
	w.Signature = joinLines(ls, signaturePart)
	return w
}

// behindMarks returns the own lines that stand behind a mark.
func behindMarks(ls []quoteLine) (behind []string) {
	for i, l := range ls {
		if l.part == ownPart && l.key != "" && isMark(ls, i) {
			behind = append(behind, l.raw)
		}
	}
	return behind
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
