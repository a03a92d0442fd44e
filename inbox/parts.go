package inbox

import (
	"fmt"
	"slices"

	"duban/inbox/answer"
	"duban/inbox/message"
	"duban/inbox/quote"
)

// ReadWords finds what the author of a mail wrote, and compares what its two text
// parts say, as its reader is read: one program shows the one, another the other. Where
// they say the same, or differ only in form, Other is empty. The letters are those that
// the mail may answer.
func ReadWords(m *message.Message, opt answer.Options, letters ...quote.Letter) quote.Words {
	w := quote.OwnWords(m.Plain, m.HTML, letters...)
	if w.Other == "" {
		return w
	}
	if saySame(w.Text, w.Other, opt) {
		w.Other = ""
		return w
	}
	w.Doubt("纯文本与网页两部分说法不一")
	return w
}

// saySame reports whether two texts say the same about the same items.
func saySame(a, b string, opt answer.Options) bool {
	said := func(text string) (out []string) {
		for _, x := range answer.Read(text, nil, opt) {
			out = append(out, fmt.Sprint(x.Nos, x.All, x.Verb, x.Until, x.To, x.Doubt != ""))
		}
		return out
	}
	return slices.Equal(said(a), said(b))
}
