package inbox

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"duban/checklist"
	"duban/inbox/answer"
	"duban/inbox/message"
	"duban/inbox/quote"
	"duban/inbox/robot"
	"duban/internal/zh"
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
// it answered, in an office with such parties. Of a letter of ours the text is known when
// it comes back, unless its reader sends a line of it alone: that is his answer then, as
// one of the answers that we prepare. So no text that an office chooses may be one.
func TakenFor(text string, parties ...string) Taken {
	switch {
	case len(message.Tokens(&message.Message{Text: text})) > 0:
		return TakenForTag
	case acts(text, parties):
		return TakenForAnswer
	case robot.Classify(message.Parse([]byte("Content-Type: text/plain; charset=utf-8\r\n\r\n"+text), message.Limits{}), message.Self{}).Kind.Robot():
		return TakenForRobot
	case cuts(text):
		return TakenForQuote
	}
	return TakenForWords
}

// acts reports whether somebody's words change anything, or ask for an answer: in a letter
// of one item, of whatever party they name, and in one that lists every number in them.
func acts(text string, parties []string) bool {
	parties = slices.DeleteFunc(append([]string{""}, parties...), func(name string) bool { return !strings.Contains(text, name) })
	for _, party := range parties {
		for _, w := range []answer.Writer{answer.Responsible, answer.Judge, answer.Superior} {
			if actsOn(text, party, w) {
				return true
			}
		}
	}
	return false
}

func actsOn(text, party string, w answer.Writer) bool {
	day := checklist.Date(2027, 4, 1)
	line, opt := answer.Line{No: 1, Party: party, Role: checklist.Lead, Deadline: day + 30, Waiting: true, Asked: day + 60}, answer.Options{Writer: w, Received: day}
	one := answer.Letter{Lines: []answer.Line{line}}
	listing := func(nos []int) (l answer.Letter) {
		l.Lines = slices.Clone(one.Lines)
		for _, no := range nos {
			line.No = no
			l.Lines = append(l.Lines, line)
		}
		return l
	}
	var within []int // a line, where they are read as numbers only if the letter lists them
	for _, digits := range numbers.FindAllString(text, -1) {
		if no, err := strconv.Atoi(strings.Map(zh.FoldRune, digits)); err == nil && no != line.No && !slices.Contains(within, no) {
			within = append(within, no)
		}
	}
	acts := func(letter answer.Letter) bool {
		return answer.ReadQuestion(text, letter, opt).What != lexicon.AsksNothing ||
			slices.ContainsFunc(answer.Read(text, letter, opt), func(a checklist.Answer) bool {
				return a.Verb != checklist.VerbProgress && a.Verb != checklist.VerbRemark
			})
	}
	return answer.Confirms(text, opt) || acts(listing(unlisted(answer.Read(text, one, opt)))) || acts(listing(within))
}

// cuts reports whether a text is no line of words, or looks like the mark or the head of a
// quote, so that a person's own words above or below are not all found.
func cuts(text string) bool {
	const above, below = "已报送材料，请审阅。", "其余下周补报。"
	w := quote.OwnWords(above+"\n"+text+"\n"+below, "")
	isWord := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	return !strings.ContainsFunc(text, isWord) || len(w.Behind) > 0 || !strings.HasPrefix(w.Text, above) || !strings.HasSuffix(w.Text, below)
}
