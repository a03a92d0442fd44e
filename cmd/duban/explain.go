package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"duban/inbox"
	"duban/internal/office/mail"
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
	}, help{use: "explain 文件…", zh: "说明一封来信会被怎样理解、怎样登记，不登记", en: "say what would be made of a mail and done with it, without filing it",
		example: "duban explain 回复.eml --json\n  duban explain 回复.eml --at 2027-04-27T09:00:00+08:00"})
	c.Args = func(c *cobra.Command, args []string) error {
		if len(args) == 0 {
			return usageError{errors.New("请写明要看的信件文件")}
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
	return time.Time{}, fmt.Errorf("“%s”不是时刻，请写成 2027-04-27 09:00", s)
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
			enc := json.NewEncoder(a.stdout)
			enc.SetEscapeHTML(false)
			return enc.Encode(e)
		}
		a.printExplained(e)
		return nil
	})
}

func (a *app) printExplained(e mail.Explained) {
	fmt.Fprintf(a.stdout, "%s\n  类别　%s（%s）\n  发件人　%s　%s（%s）\n  主题　%s\n  编号　%s\n  正文　%s\n",
		zh.Visible(e.File), e.Kind, zh.Visible(e.Reason), zh.Visible(e.From), e.Proof.Chinese(), zh.Visible(e.ProofWhy), zh.Visible(e.Subject), e.Token, zh.Visible(e.Text))
	for _, part := range []struct{ name, text string }{{"另一部分", e.OtherPart}, {"略去的引用", e.Quoted}, {"略去的签名", e.Signature}, {"略去的依据", e.CutWhy}, {"外出", e.Away}} {
		if part.text != "" {
			fmt.Fprintf(a.stdout, "  %s　%s\n", part.name, strings.ReplaceAll(zh.Visible(part.text), "\n", "\n    "))
		}
	}
	if e.Unsure {
		fmt.Fprintln(a.stdout, "  拿不准，请人看过")
	}
	if e.Done != nil {
		a.printDone(e.Done)
	}
	for _, ans := range e.Answers {
		fmt.Fprintf(a.stdout, "  读作　%v %s（%s）%s\n", ans.Nos, ans.Verb, zh.Visible(ans.Reason), zh.Visible(ans.Doubt))
	}
	for _, f := range e.Attachments {
		fmt.Fprintf(a.stdout, "  附件　%s　%s　%d字节　%s　%s\n", zh.Visible(f.Name), f.Type, f.Size, f.SHA256[:12], zh.Visible(f.Note))
	}
	for _, l := range e.Links {
		fmt.Fprintf(a.stdout, "  超大附件　%s　%s到期，不能作为佐证\n", zh.Visible(l.Name), zh.Visible(l.Expires))
	}
	for _, f := range e.Faults {
		fmt.Fprintf(a.stdout, "  缺陷　%s\n", zh.Visible(f))
	}
}

// printDone says what would be done.
func (a *app) printDone(d *mail.Done) {
	fmt.Fprintf(a.stdout, "  处理　%s（%s）\n", d.State.Chinese(), zh.Visible(d.Why))
	for _, act := range d.Acts {
		day := ""
		if act.Day != 0 {
			day = "至" + act.Day.String()
		}
		fmt.Fprintf(a.stdout, "  登记　第%d项%s %s：%s%s\n", act.No, zh.Visible(act.Part), zh.Visible(act.Party), explainedActs[act.Act], day)
	}
	for _, q := range d.Asked {
		if q.No != 0 {
			fmt.Fprintf(a.stdout, "  追问　第%d项：%s\n", q.No, zh.Visible(q.Why))
		} else {
			fmt.Fprintf(a.stdout, "  追问　%s\n", zh.Visible(q.Why))
		}
	}
	for _, words := range d.Unread {
		fmt.Fprintf(a.stdout, "  未登记　%s\n", zh.Visible(words))
	}
}

// explainedActs are the acts of an answer in the clerk's words.
var explainedActs = map[string]string{"done": "办结，待审核", "coop": "配合情况", "progress": "进展", "ack": "签收", "extend": "申请延期", "move": "申请转交", "help": "求助", "withdrawn": "撤回",
	"accept": "销号", "return": "退回", "grant": "同意延期", "refuse": "不同意延期", "remark": "批示"}
