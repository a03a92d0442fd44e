package answer

import (
	"slices"
	"strings"
	"unicode/utf8"

	"duban/checklist"
	"duban/internal/msg"
)

// Read reads what a person's own words say of the lines of a letter, in the order of the
// text. Of each answer Lines are the letter's lines that it is about. Where they are
// empty, Unlisted are numbers that the letter has not; or the words name no item, and All
// says that they are meant of all.
//
// A doubtful answer carries 进展, or of a judge 批示, and the question.
func Read(text string, l Letter, opt Options) []checklist.Answer {
	text, _ = Cut(text)
	c := cutter{letter: l, opt: opt}
	for _, line := range bodyOf(text, opt) {
		if len(c.all) < mostStatements {
			c.line(line.words, line.no)
		}
	}
	if len(c.all) == 0 && opt.Files && opt.Writer == Responsible {
		c.begin(head{}, 1) // the files speak
	}
	t := targeter{letter: l, opt: opt}
	t.resolve(c.all)
	for _, s := range c.all {
		t.answer(s)
	}
	return settle(t.found, l, opt)
}

// Cut returns what is read of a text, and what is not.
func Cut(text string) (read, unread string) {
	if len(text) <= MaxText {
		return text, ""
	}
	end := MaxText
	for !utf8.RuneStart(text[end]) {
		end--
	}
	if line := strings.LastIndexByte(text[:end], '\n'); line > MaxText/2 {
		end = line
	}
	return text[:end], text[end:]
}

// read reads one statement.
func read(s *statement, l Letter, at []int, opt Options) reading {
	phrases := make([]said, 0, len(s.phrases))
	for _, p := range s.phrases {
		phrases = append(phrases, newSaid(p, l, at, opt))
	}
	var x reading
	switch opt.Writer {
	case Responsible:
		x = responsible(phrases, opt)
	case Judge:
		x = judge(phrases, opt)
	default:
		x = superior(phrases)
	}
	if x.verb == checklist.VerbRemark {
		x.idle, x.until = idle(phrases), dueIn(phrases)
	}
	if !s.named() {
		x.all, x.sum = everything(phrases)
	}
	return x
}

// superior passes on whatever is said.
func superior(phrases []said) reading {
	x := reading{verb: checklist.VerbRemark, empty: sentence{report{phrases: phrases}}.empties()}
	if len(phrases) > 0 {
		x.said = phrases[0].key
	}
	return x
}

// reason tells why an answer was read so: 第1行“已完成”.
func reason(s *statement, x reading) msg.Message {
	switch {
	case x.silent:
		return msg.New("files speak, there are no words", s.line)
	case x.said == "":
		return msg.New("a line of a reply", s.line)
	}
	return msg.New("words in a line of a reply", s.line, msg.Shortened(x.said, mostQuoted))
}

// mostQuoted is how much of a person's words a question repeats, in characters.
const mostQuoted = 24

func without(from, taken []int) (left []int) {
	for _, n := range from {
		if !slices.Contains(taken, n) {
			left = append(left, n)
		}
	}
	return left
}
