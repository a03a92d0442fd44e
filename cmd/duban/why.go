package main

import (
	"cmp"
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"duban/checklist"
	"duban/cmd/duban/terminal"
	"duban/db"
	"duban/internal/office"
	"duban/internal/office/inquire"
	"duban/internal/zh"
)

func (a *app) whyCommand() *cobra.Command {
	c := a.command(func(c *cobra.Command, args []string) error {
		return a.aboutItem(c.Context(), args[0], func(o *office.Office, on checklist.Day, no int) error { return a.why(c.Context(), o, on, no) })
	}, help{
		use: "why 序号", zh: "一项的信：何时发给谁、为什么，哪些没有发、为什么，接下来发什么",
		en:      "an item's letters: what went to whom when and why, what did not, what comes next",
		example: "duban why 14"})
	c.Args = a.exactly(1)
	return c
}

func (a *app) why(ctx context.Context, o *office.Office, on checklist.Day, no int) error {
	parts, err := inquire.Why(ctx, o, on, no)
	if err != nil {
		return err
	}
	for i, p := range parts {
		if i == 0 || parts[i-1].Item != p.Item {
			fmt.Fprintf(a.stdout, "第%d项　%s\n《%s》\n", no, zh.Visible(checklist.ShortName(p.Content)), zh.Visible(p.Title))
		}
		fmt.Fprintln(a.stdout, "\n"+zh.Visible(terminal.PartHead(a.lang, o, p.Owed)))
		a.tellLetters(p, o.Zone)
	}
	return nil
}

// tellLetters tells of one part what was written and what was not, and what comes.
func (a *app) tellLetters(p inquire.Written, zone *time.Location) {
	for _, act := range p.Acts {
		fmt.Fprintf(a.stdout, "  %s　%s\n", terminal.Minute(act.Ms, zone), zh.Visible(actWords(act, zone)))
	}
	if len(p.Coming) == 0 {
		fmt.Fprintf(a.stdout, "  此后　不再发信：%s\n", p.State.Chinese())
	}
	for _, c := range p.Coming {
		fmt.Fprintf(a.stdout, "  此后 %s %s　%s　%s　%s\n", c.Day, c.Day.WeekdayName(), c.Name, zh.Visible(c.To), c.Reason)
	}
}

// actWords say of a letter what became of it and why it was written, and of a rung
// why it brought none.
func actWords(act inquire.Act, zone *time.Location) string {
	n := act.Letter
	if n == nil {
		return fmt.Sprintf("%s　%s　%s", terminal.StepStates[act.Step.State].Zh, act.Step.Step, act.Step.Reason)
	}
	name := cmp.Or(act.Step.Step, "一并列出")
	words := fmt.Sprintf("%s　%s　%s　%s　%s", n.Kind.Chinese(), name, n.Person, deliveryWords(n, zone), cmp.Or(act.Step.Reason, n.Reason))
	return strings.TrimRight(words, "　")
}

// deliveryWords say what became of a letter.
func deliveryWords(n *db.Notice, zone *time.Location) string {
	switch n.State {
	case checklist.NoticeSent:
		sent := time.UnixMilli(n.SentMs).In(zone).Format("15:04") + "已发出"
		if n.Attempt > 1 {
			sent += fmt.Sprintf("（第%d次）", n.Attempt)
		}
		return sent
	case checklist.NoticeFailed:
		return "未能发出：" + n.Error
	case checklist.NoticeSuperseded:
		return "没有发：" + n.Error
	}
	if n.Error != "" {
		return "待重发：" + n.Error
	}
	return "待发"
}
