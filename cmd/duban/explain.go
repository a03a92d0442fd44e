package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"duban/inbox"
	"duban/internal/office/mail"
	"duban/internal/words"
	"duban/internal/zh"
)

func (a *app) explainCommand() *cobra.Command {
	var asJSON bool
	var at string
	c := a.command(func(c *cobra.Command, args []string) error {
		explain, done, err := a.explainer(c.Context(), at)
		if err != nil {
			return err
		}
		defer done()
		for _, path := range args {
			if err := a.explain(path, asJSON, explain); err != nil {
				return err
			}
		}
		return nil
	}, help{use: "explain 文件…", useEn: "explain FILE…", zh: "说明一封来信会被怎样理解、怎样登记，不登记", en: "say what would be made of a mail and done with it, without filing it",
		example:   "duban explain 回复.eml --json\n  duban explain 回复.eml --at 2027-04-27T09:00:00+08:00",
		exampleEn: "duban explain reply.eml --json\n  duban explain reply.eml --at 2027-04-27T09:00:00+08:00"})
	c.Args = func(c *cobra.Command, args []string) error {
		if len(args) == 0 {
			return wrong(words.ExplainWantsFile)
		}
		return nil
	}
	c.Flags().BoolVar(&asJSON, "json", false, a.say("每封信一行 JSON", "one JSON object a mail"))
	c.Flags().StringVar(&at, "at", "", a.say("当作这一时刻收到（2027-04-27 09:00 或 RFC 3339）", "as if it came in at this instant (RFC 3339)"))
	return c
}

// explainer explains mails: in an office with a database by all that stands there, else
// by the mail alone.
func (a *app) explainer(ctx context.Context, at string) (explain func(source string, raw []byte) (mail.Explained, error), done func(), err error) {
	o, faulty := a.loadOffice()
	zone := time.Local
	if faulty == nil {
		zone = o.Zone
	}
	now := a.now()
	if at != "" {
		if now, err = instant(at, zone); err != nil {
			return nil, nil, usageError{err}
		}
	}
	alone := func(policy inbox.Policy) func(string, []byte) (mail.Explained, error) {
		return func(source string, raw []byte) (mail.Explained, error) {
			return mail.Explain(source, raw, policy, now, zone), nil
		}
	}
	if faulty != nil {
		return alone(inbox.Policy{}), func() {}, nil
	}
	if o.Store, err = o.ExistingStore(ctx); err != nil || o.Store == nil {
		return alone(o.Policy()), func() {}, err
	}
	return func(source string, raw []byte) (mail.Explained, error) {
		return mail.ExplainIn(ctx, o, source, raw, now)
	}, func() { o.Store.Close() }, nil
}

// instant reads a point in time, in the office's zone where none is said.
func instant(s string, zone *time.Location) (time.Time, error) {
	for _, form := range []string{time.RFC3339, "2006-01-02 15:04", "2006-01-02T15:04", "2006-01-02T15:04:05", time.DateTime, time.DateOnly} {
		if at, err := time.ParseInLocation(form, s, zone); err == nil {
			return at, nil
		}
	}
	return time.Time{}, words.NotAnInstant.With(s)
}

func (a *app) explain(path string, asJSON bool, explain func(string, []byte) (mail.Explained, error)) error {
	const most = 200 << 20
	return a.messages(path, most, func(source string, raw []byte, err error) error {
		if err != nil {
			return err
		}
		e, err := explain(source, raw)
		if err != nil {
			return err
		}
		if asJSON {
			doc, err := json.Marshal(e)
			fmt.Fprintf(a.stdout, "%s\n", words.SayJSON(a.lang, doc))
			return err
		}
		a.printExplained(e)
		return nil
	})
}

func (a *app) printExplained(e mail.Explained) {
	a.tell(words.Explained, zh.Visible(e.File), a.mailKind(e), zh.Visible(a.says(e.Reason)), zh.Visible(e.From), e.Proof, zh.Visible(a.says(e.ProofWhy)),
		zh.Visible(e.Subject), e.Token, zh.Visible(e.Text))
	for _, part := range []struct {
		name words.Text
		text string
	}{{words.OtherPart, e.OtherPart}, {words.CutQuote, e.Quoted}, {words.CutSignature, e.Signature}, {words.CutWhy, a.says(e.CutWhy)}, {words.AwayPart, a.says(e.Away)}} {
		if part.text != "" {
			a.tell(words.ExplainedPart, a.text(part.name), strings.ReplaceAll(zh.Visible(part.text), "\n", "\n    "))
		}
	}
	if e.Unsure {
		a.tell(words.ExplainUnsure)
	}
	if e.Done != nil {
		a.printDone(e.Done)
	}
	for _, ans := range e.Answers {
		a.tell(words.ExplainRead, fmt.Sprint(ans.Nos), a.says(ans.Verb.Message()), zh.Visible(a.says(ans.Reason)), zh.Visible(a.says(ans.Doubt)))
	}
	for _, f := range e.Attachments {
		a.tell(words.ExplainFile, zh.Visible(f.Name), f.Type, f.Size, f.SHA256[:12], zh.Visible(a.says(f.Note)))
	}
	for _, l := range e.Links {
		a.tell(words.ExplainLink, zh.Visible(l.Name), zh.Visible(l.Expires))
	}
	for _, f := range e.Faults {
		a.tell(words.ExplainFault, zh.Visible(a.says(f)))
	}
}

// printDone says what would be done.
func (a *app) printDone(d *mail.Done) {
	a.tell(words.ExplainState, d.State, zh.Visible(a.says(d.Why)))
	for _, act := range d.Acts {
		done, day := a.text(words.Acts[act.Act]), ""
		if act.Day != 0 {
			day = a.text(words.ExplainTo, act.Day)
		}
		if act.Instructs {
			done = a.text(words.ExplainInstructs)
		}
		if act.AnswerBy != 0 {
			day = a.text(words.ExplainBy, act.AnswerBy)
		}
		a.tell(words.ExplainAct, act.No, zh.Visible(act.Part), zh.Visible(act.Party), done, day)
	}
	if d.Confirm {
		a.tell(words.ExplainConfirm)
	}
	for _, q := range d.Asked {
		if q.No != 0 {
			a.tell(words.ExplainAskedItem, q.No, zh.Visible(words.Say(a.lang, q.Why)))
		} else {
			a.tell(words.ExplainAsked, zh.Visible(words.Say(a.lang, q.Why)))
		}
	}
	for _, line := range d.Unread {
		a.tell(words.ExplainUnread, zh.Visible(words.SayOwn(a.lang, line)))
	}
}

// mailKind names what a mail is.
func (a *app) mailKind(e mail.Explained) string {
	if name, ok := words.MailKinds[e.Kind]; ok {
		return a.text(name)
	}
	return e.Kind
}
