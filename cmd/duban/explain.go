package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"duban/inbox"
	"duban/internal/office/mail"
)

func (a *app) explainCommand() *cobra.Command {
	var asJSON bool
	c := a.command(func(_ *cobra.Command, args []string) error {
		for _, path := range args {
			if err := a.explain(path, asJSON); err != nil {
				return err
			}
		}
		return nil
	}, help{use: "explain 文件…", zh: "说明一封来信会被怎样理解，不登记", en: "say what would be made of a mail, without filing it",
		example: "duban explain 回复.eml --json"})
	c.Args = func(c *cobra.Command, args []string) error {
		if len(args) == 0 {
			return usageError{errors.New("请写明要看的信件文件")}
		}
		return nil
	}
	c.Flags().BoolVar(&asJSON, "json", false, a.say("每封信一行 JSON", "one JSON object a mail"))
	return c
}

func (a *app) explain(path string, asJSON bool) error {
	policy := inbox.Policy{}
	if o, err := a.loadOffice(); err == nil {
		policy = o.Policy()
	}
	const most = 200 << 20
	return a.messages(path, most, func(source string, raw []byte, err error) error {
		if err != nil {
			return err
		}
		e := mail.Explain(source, raw, policy, a.now(), time.Local)
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
		visible(e.File), e.Kind, visible(e.Reason), visible(e.From), e.Proof.Chinese(), visible(e.ProofWhy), visible(e.Subject), e.Token, visible(e.Text))
	for _, part := range []struct{ name, text string }{{"另一部分", e.OtherPart}, {"略去的引用", e.Quoted}, {"略去的签名", e.Signature}, {"略去的依据", e.CutWhy}, {"外出", e.Away}} {
		if part.text != "" {
			fmt.Fprintf(a.stdout, "  %s　%s\n", part.name, strings.ReplaceAll(visible(part.text), "\n", "\n    "))
		}
	}
	if e.Unsure {
		fmt.Fprintln(a.stdout, "  拿不准，请人看过")
	}
	for _, ans := range e.Answers {
		fmt.Fprintf(a.stdout, "  读作　%v %s（%s）%s\n", ans.Nos, ans.Verb, visible(ans.Reason), visible(ans.Doubt))
	}
	for _, f := range e.Attachments {
		fmt.Fprintf(a.stdout, "  附件　%s　%s　%d字节　%s　%s\n", visible(f.Name), f.Type, f.Size, f.SHA256[:12], visible(f.Note))
	}
	for _, l := range e.Links {
		fmt.Fprintf(a.stdout, "  超大附件　%s　%s到期，不能作为佐证\n", visible(l.Name), visible(l.Expires))
	}
	for _, f := range e.Faults {
		fmt.Fprintf(a.stdout, "  缺陷　%s\n", visible(f))
	}
}
