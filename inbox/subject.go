package inbox

import (
	"strings"

	"duban/inbox/message"
	"duban/internal/msg"
	"duban/internal/zh"
	"duban/internal/zh/lexicon"
)

// hearSubject takes what the person wrote into the subject, where he wrote nothing else:
// what stands there beside the subject of our letter.
func (c *intake) hearSubject() {
	if c.words.Text != "" || len(c.notice.Raw) == 0 {
		return
	}
	ours := message.SubjectOf(c.notice.Raw)
	words := besideOurs(c.msg.Subject, ours)
	if !lexicon.Speaks.MatchString(words) {
		return
	}
	c.words.Text, c.disposition.Text = words, words
	c.words.Doubt(msg.New("no words in the text, the subject is taken for the answer"))
}

// besideOurs returns the words of a subject that are not those of our letter's.
func besideOurs(subject, ours string) string {
	before, after, found := strings.Cut(subject, ours)
	if ours == "" || !found {
		return ""
	}
	for {
		trimmed := strings.TrimSpace(replyPrefix.ReplaceAllString(before, ""))
		if trimmed == before {
			break
		}
		before = trimmed
	}
	return strings.TrimSpace(before + " " + strings.TrimSpace(after))
}

// replyPrefix is what programs put before the subject that is answered.
var replyPrefix = zh.NewPattern(`(?i)(?:回复|答复|回覆|re|aw|sv)\s*[:：]\s*$`)
