package inbox

import (
	"fmt"
	"slices"

	"duban/inbox/answer"
	"duban/inbox/message"
	"duban/inbox/quote"
	"duban/internal/msg"
)

// ReadWords finds what the author of a mail wrote, and compares what its two text parts
// say: one program shows its reader the one, another the other. Where they say the same,
// or differ only in form, Other is empty. The letters are those that the mail may answer.
func ReadWords(m *message.Message, letters ...quote.Letter) quote.Words {
	w := quote.OwnWords(m.Plain, m.HTML, letters...)
	m.SetQuoted(w.Pictures)
	if w.Other == "" {
		return w
	}
	if saySame(w.Text, w.Other) {
		w.Other = ""
		return w
	}
	w.Doubt(msg.New("plain text and page say different things"))
	return w
}

// saySame reports whether two texts say the same about the same items, whoever reads
// them: 同意 and 退回 are both progress of a responsible person, and not of a judge.
func saySame(a, b string) bool {
	said := func(text string) (out []string) {
		for _, w := range []answer.Writer{answer.Responsible, answer.Judge} {
			for _, x := range answer.Read(text, answer.Letter{}, answer.Options{Writer: w}) {
				out = append(out, fmt.Sprint(x.Nos, x.All, x.Verb, x.Until, x.To, !x.Doubt.IsZero()))
			}
		}
		return out
	}
	return slices.Equal(said(a), said(b))
}
