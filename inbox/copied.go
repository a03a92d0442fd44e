package inbox

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/internal/msg"
)

// fileCopied keeps what somebody says to a letter that he only had a copy of. Who stands
// above the party urges it, as he does by any letter about it; the words of all others, and
// those in answer to a letter that lists nothing, are for the clerk to read. Nobody changes a
// state by it.
func (c *intake) fileCopied(ctx context.Context, answers []checklist.Answer) error {
	d := &decisions{intake: c}
	var said []any
	if c.printed == 0 {
		said = d.passOnWhole(answers)
	} else {
		d.eachRemark(answers, func(i int, a checklist.Answer) {
			if c.isOver(c.lines[i].shown.Party) {
				d.judge(i, a)
				return
			}
			filed := d.filedAs(c.lines[i], a, checklist.Effect{Outcome: msg.New("words of a copy went to the clerk")})
			d.decided, said = append(d.decided, filed), append(said, msg.New("an item and words", c.lines[i].numbered(), strings.Join(strings.Fields(a.Text), " ")))
		})
	}
	if len(said) > 0 {
		what := msg.New("who had a copy writes", d.person.Title, msg.Together(msg.Names, said...))
		if c.notice.Kind == letter.KindReport {
			what = msg.New("who had the report writes", d.person.Title, msg.Together(msg.Names, said...))
		}
		d.tellClerk(fmt.Sprintf("copied/%d", d.mail.ID), false, what, msg.Message{})
	}
	return d.closeSure(ctx)
}

// passOnWhole passes on all that was written, with the numbers in it; words that ask for
// nothing say no more than that he has read the letter.
func (d *decisions) passOnWhole(answers []checklist.Answer) []any {
	text := strings.Join(strings.Fields(d.words.Text), " ")
	isIdle := len(answers) > 0 && !slices.ContainsFunc(answers, func(a checklist.Answer) bool { return !a.Idle })
	if d.seen = (isIdle || text == "") && !d.hasFiles(); d.seen {
		return nil
	}
	d.passed = append(d.passed, msg.Words(text).Or(msg.New("nothing but files")))
	return []any{msg.New("quoted words", d.passed[0])}
}
