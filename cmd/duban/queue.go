package main

import (
	"context"
	"time"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/spf13/cobra"

	"duban/checklist"
	"duban/cmd/duban/terminal"
	"duban/inbox/message"
	"duban/internal/office/inquire"
	"duban/internal/words"
	"duban/internal/zh"
)

func (a *app) queueCommand() *cobra.Command {
	var all bool
	c := a.command(func(c *cobra.Command, _ []string) error { return a.queue(c.Context(), all) },
		help{use: "queue", zh: "待发的信：等了多久，为什么，何时再试；未能发出的信", en: "letters that wait: since when, why, when they are tried next; and those that failed",
			more: "每类最多列30封；加 --all 全部列出。", moreEn: "At most 30 of each are listed; --all lists them all.", example: "duban queue"})
	c.Args = a.exactly(0)
	c.Flags().BoolVar(&all, "all", false, a.say("全部列出", "list all"))
	return c
}

func (a *app) queue(ctx context.Context, all bool) error {
	o, err := a.openOffice(ctx)
	if err != nil {
		return err
	}
	defer o.Store.Close()
	most := 30
	if all {
		most = 1_000_000
	}
	q, err := inquire.Letters(ctx, o, a.now(), most)
	if err != nil {
		return err
	}
	a.queueHead(q, o.Zone)
	if len(q.Waiting) > 0 {
		t := terminal.PlainTable(a.lang, words.QueueTable)
		for _, w := range q.Waiting {
			next := terminal.Minute(w.NotBefore, o.Zone)
			if w.State == checklist.NoticeSending {
				next = a.text(words.QueueUnderWay)
			}
			t.AppendRow(table.Row{checklist.Local(w.ID), words.Say(a.lang, w.Kind.Message()), zh.Visible(w.Person), terminal.Minute(w.CreatedMs, o.Zone), w.Refusals, next, message.OneLine(words.Say(a.lang, w.Error))})
		}
		terminal.Render(a.stdout, t)
	}
	a.tell(words.QueueCount, q.All)
	a.failedLetters(q, o.Zone)
	return nil
}

// queueHead says what keeps all letters back.
func (a *app) queueHead(q inquire.Queue, zone *time.Location) {
	if q.Paused != nil {
		a.tellEntry(words.StatusPaused, terminal.Minute(q.Paused.SinceMs, zone), zh.Visible(q.Paused.Why))
	}
	if h := q.Hold; h != nil {
		a.tellEntry(words.QueueHeld, terminal.Minute(h.SinceMs, zone), q.Cause, h.Refusals, terminal.Minute(h.UntilMs, zone), message.OneLine(h.Why))
	}
}

func (a *app) failedLetters(q inquire.Queue, zone *time.Location) {
	if len(q.Failed) == 0 {
		return
	}
	a.tell(words.QueueFailed)
	t := terminal.PlainTable(a.lang, words.QueueFailedTable)
	for _, n := range q.Failed {
		why := n.Error
		if why.IsZero() {
			why = n.Reason
		}
		t.AppendRow(table.Row{checklist.Local(n.ID), words.Say(a.lang, n.Kind.Message()), zh.Visible(n.Person), terminal.Minute(n.CreatedMs, zone), message.OneLine(words.Say(a.lang, why))})
	}
	terminal.Render(a.stdout, t)
}
