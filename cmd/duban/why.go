package main

import (
	"context"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"duban/checklist"
	"duban/cmd/duban/terminal"
	"duban/db"
	"duban/internal/msg"
	"duban/internal/office"
	"duban/internal/office/inquire"
	"duban/internal/words"
	"duban/internal/zh"
)

func (a *app) whyCommand() *cobra.Command {
	var named checklist.Named
	c := a.command(func(c *cobra.Command, args []string) error {
		return a.aboutItem(c.Context(), args[0], func(o *office.Office, on checklist.Day, no int) error {
			return a.why(c.Context(), o, on, no, named)
		})
	}, help{
		use: "why 序号", useEn: "why NUMBER", zh: "一项的信：何时发给谁、为什么，哪些没有发、为什么，接下来发什么",
		en:      "an item's letters: what went to whom when and why, what did not, what comes next",
		example: "duban why 14"})
	c.Args = a.exactly(1)
	a.namedFlags(c, &named)
	return c
}

func (a *app) why(ctx context.Context, o *office.Office, on checklist.Day, no int, named checklist.Named) error {
	parts, err := inquire.Why(ctx, o, a.now(), no, named)
	if err != nil {
		return err
	}
	for i, p := range parts {
		if i == 0 || parts[i-1].Item != p.Item {
			a.tell(words.ItemHead, no, zh.Visible(a.lang.Shortened(checklist.ShortName(p.Content))), zh.Visible(p.Title))
		}
		a.print("\n" + zh.Visible(terminal.PartHead(a.lang, o, on, p.Owed)))
		a.tellLetters(p, o.Zone)
	}
	return nil
}

// tellLetters tells of one part what was written and what was not, and what comes.
func (a *app) tellLetters(p inquire.Written, zone *time.Location) {
	for _, act := range p.Acts {
		a.tell(words.EntryAt, terminal.Minute(act.Ms, zone), zh.Visible(a.actWords(act, zone)))
	}
	if len(p.Coming) == 0 {
		a.tell(words.NothingComes, p.State)
	}
	for _, c := range p.Coming {
		a.tell(words.ComesOn, terminal.Weekday(a.lang, c.Day), terminal.Step(a.lang, c.Name), zh.Visible(c.To), words.Say(a.lang, c.Reason))
	}
}

// actWords say of a letter what became of it and why it was written, and of a rung
// why it brought none.
func (a *app) actWords(act inquire.Act, zone *time.Location) string {
	n := act.Letter
	if n == nil {
		return a.text(words.Entry, a.text(terminal.StepStates[act.Step.State]), terminal.Step(a.lang, act.Step.Step), terminal.Why(a.lang, act.Step.Step, act.Step.Reason))
	}
	name := a.text(words.ListedToo)
	if act.Step.Step != "" {
		name = terminal.Step(a.lang, act.Step.Step)
	}
	return strings.TrimRight(a.text(words.LetterLine, n.Kind, name, n.Person, a.deliveryWords(n, zone), terminal.Why(a.lang, act.Step.Step, reasonOf(act))), "　 ")
}

// reasonOf is why a letter was written that tells of an assignment.
func reasonOf(act inquire.Act) msg.Message {
	if act.Step.Reason.IsZero() {
		return act.Letter.Reason
	}
	return act.Step.Reason
}

// deliveryWords say what became of a letter.
func (a *app) deliveryWords(n *db.Notice, zone *time.Location) string {
	switch n.State {
	case checklist.NoticeSent:
		at := time.UnixMilli(n.SentMs).In(zone).Format("15:04")
		if n.Attempt > 1 {
			return a.text(words.SentAttempt, at, n.Attempt)
		}
		return a.text(words.SentAt, at)
	case checklist.NoticeFailed:
		return a.text(words.NotSent, n.Error)
	case checklist.NoticeSuperseded:
		return a.text(words.NotWanted, n.Error)
	}
	if !n.Error.IsZero() {
		return a.text(words.WillRetry, n.Error)
	}
	return a.text(words.ToBeSent)
}
