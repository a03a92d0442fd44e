package inbox

import (
	"context"
	"fmt"
	"strings"

	"duban/checklist"
)

// fileCopied keeps what somebody says to a letter that he only had a copy of. Who stands
// above the party urges it, as he does by any letter about it; the words of all others are
// filed for the clerk. Nobody changes a state by it.
func (c *intake) fileCopied(ctx context.Context, answers []checklist.Answer) error {
	d := &decisions{intake: c}
	var said []string
	d.eachRemark(answers, func(i int, a checklist.Answer) {
		if c.isOver(c.lines[i].shown.Party) {
			d.judge(i, a)
			return
		}
		filed := d.filedAs(c.lines[i], a, checklist.Effect{Outcome: "您是抄送，已转督办员，办理状态不变"})
		d.decided, said = append(d.decided, filed), append(said, "第"+c.lines[i].numbered()+"项“"+strings.Join(strings.Fields(a.Text), " ")+"”")
	})
	if len(said) > 0 {
		d.tellClerk(fmt.Sprintf("copied/%d", d.mail.ID), false, d.person.Title+"（抄送）来信："+strings.Join(said, "、"), "")
	}
	return d.close(ctx)
}
