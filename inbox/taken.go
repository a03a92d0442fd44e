package inbox

import (
	"slices"
	"strings"
	"unicode"

	"duban/checklist"
	"duban/inbox/answer"
	"duban/inbox/message"
	"duban/inbox/quote"
	"duban/inbox/robot"
	"duban/internal/zh/lexicon"
)

// Taken is what words of ours are taken for where they come back as all that somebody wrote.
type Taken int

const (
	TakenForWords  Taken = iota // they are filed, and do nothing
	TakenForAnswer              // 收到, 14 已完成, 同意, 确认, 清单: they act, or ask
	TakenForTag                 // the number of a letter
	TakenForQuote               // the head of a quote: a person's words beside them might be cut
	TakenForRobot               // a program's: the answer that brings them would be none
)

// TakenFor says what a text would be taken for, whoever it came from and whatever letter
// it answered. Of a letter of ours the text is known when it comes back, unless its reader
// sends a line of it alone: that is his answer then, as one of the answers that we
// prepare. So no text that an office chooses may be one.
func TakenFor(text string) Taken {
	switch {
	case len(message.Tokens(&message.Message{Text: text})) > 0:
		return TakenForTag
	case acts(text):
		return TakenForAnswer
	case robot.Classify(message.Parse([]byte("Content-Type: text/plain; charset=utf-8\r\n\r\n"+text), message.Limits{}), message.Self{}).Kind.Robot():
		return TakenForRobot
	case cuts(text):
		return TakenForQuote
	}
	return TakenForWords
}

// acts reports whether somebody's words change anything, or ask for an answer, in a letter
// that lists every number which they name.
func acts(text string) bool {
	day := checklist.Date(2027, 4, 1)
	waits := answer.Line{No: 1, Role: checklist.Lead, Deadline: day + 30, Waiting: true, Asked: day + 60}
	for _, w := range []answer.Writer{answer.Responsible, answer.Judge, answer.Superior} {
		opt, letter := answer.Options{Writer: w, Received: day}, answer.Letter{Lines: []answer.Line{waits}}
		for _, no := range unlisted(answer.Read(text, letter, opt)) {
			waits.No = no
			letter.Lines = append(letter.Lines, waits)
		}
		asks := answer.ReadQuestion(text, letter, opt).What != lexicon.AsksNothing
		said := answer.Read(text, letter, opt)
		if asks || answer.Confirms(text, opt) || slices.ContainsFunc(said, func(a checklist.Answer) bool {
			return a.Verb != checklist.VerbProgress && a.Verb != checklist.VerbRemark
		}) {
			return true
		}
	}
	return false
}

// cuts reports whether a text is no line of words, or looks like the mark or the head of a
// quote, so that a person's own words above or below are not all found.
func cuts(text string) bool {
	const above, below = "已报送材料，请审阅。", "其余下周补报。"
	w := quote.OwnWords(above+"\n"+text+"\n"+below, "")
	isWord := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	return !strings.ContainsFunc(text, isWord) || len(w.Behind) > 0 || !strings.HasPrefix(w.Text, above) || !strings.HasSuffix(w.Text, below)
}
