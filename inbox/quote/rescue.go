package quote

import (
	"duban/internal/msg"
	"duban/internal/zh"
)

// rescue deals with a mail in which no word is left to its author. A forwarded letter may
// itself be the answer, and a stranger's letter may hold it, so all of that is kept. A
// letter of ours says nothing: it holds sample answers, and those must never be read as
// his.
func rescue(ls []quoteLine, found quotesFound) msg.Message {
	switch {
	case len(found.reasons) == 0:
		return msg.Message{}
	case found.forward || beginsForward(ls):
		return keepForwarded(ls)
	case ofOurs(ls):
		return msg.New("nothing above the quote")
	}
	setPart(ls, ownPart)
	return msg.New("nothing above the quote, all is kept")
}

// beginsForward reports whether a mail is nothing but a forwarded letter, marked
// or in a container.
func beginsForward(ls []quoteLine) bool {
	first := firstWritten(ls)
	if first < 0 {
		return false
	}
	for _, s := range separators {
		if s.form.forward && s.line.MatchString(ls[first].key) {
			return true
		}
	}
	return false
}

// What is kept of a forwarded letter.
const (
	oursForwarded = "nothing but our letter, forwarded"
	onlyForwarded = "nothing but a forwarded mail, all is kept"
)

// keepForwarded takes the words of a forwarded letter for the author's, without
// the letter that it answers in its turn. A letter of ours that was merely sent
// back says nothing.
func keepForwarded(ls []quoteLine) msg.Message {
	first := max(0, firstWritten(ls))
	for i := range ls {
		ls[i].part, ls[i].boxed, ls[i].depth = ownPart, msg.Message{}, 0
	}
	_, n := headAt(ls, first)
	inner := ls[min(len(ls), first+max(1, n)):]
	markQuotes(inner, nil)
	for i := range inner {
		if inner[i].part == ownPart && (inner[i].known || ourWords.MatchString(inner[i].key)) {
			setPart(ls, quotedPart)
			return msg.New(oursForwarded)
		}
	}
	if blankOwn(inner) {
		setPart(ls, quotedPart)
		return msg.New(oursForwarded)
	}
	return msg.New(onlyForwarded)
}

// ourWords stand in every letter of ours, or in its sample answers.
var ourWords = zh.NewPattern(`督办|直接回复本邮件|每行以序号开头|回复时请保留|……;成效|因……$|回复“\d+ `)

// ofOurs reports whether the quoted letter may be one of ours.
func ofOurs(ls []quoteLine) bool {
	for _, l := range ls {
		if l.ours || ourWords.MatchString(l.key) {
			return true
		}
	}
	return false
}
