package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"duban/checklist"
	"duban/inbox"
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

// explained is a mail as explain prints it.
type explained struct {
	File        string             `json:"file"`
	Kind        string             `json:"kind"`
	Reason      string             `json:"reason"`
	From        string             `json:"from"`
	Proof       inbox.ProofState   `json:"proof"`
	ProofWhy    string             `json:"proof_why"`
	Subject     string             `json:"subject"`
	Token       checklist.Token    `json:"token"`
	Text        string             `json:"text"`
	Quoted      string             `json:"quoted"`
	CutWhy      string             `json:"cut_why,omitempty"`   // by which form the quote was known
	Unsure      bool               `json:"unsure,omitempty"`    // a person should look: cut_why says why
	OtherPart   string             `json:"other,omitempty"`     // the other part's words, where they contradict
	Signature   string             `json:"signature,omitempty"` // advertisements, signatures, disclaimers
	Away        string             `json:"away,omitempty"`      // the days that an automatic reply states
	Links       []explainedLink    `json:"links,omitempty"`     // 超大附件: no evidence
	Answers     []checklist.Answer `json:"answers,omitempty"`
	Attachments []explainedFile    `json:"attachments"`
	Bounce      *explainedBounce   `json:"bounce,omitempty"`
	Faults      []string           `json:"faults,omitempty"`
}

type explainedLink struct {
	Name    string `json:"name"`
	Expires string `json:"expires"`
}

type explainedFile struct {
	Name   string `json:"name"`
	Type   string `json:"type"`
	Size   int    `json:"size"`
	SHA256 string `json:"sha256"`
	Note   string `json:"note,omitempty"`
}

type explainedBounce struct {
	Recipient string `json:"recipient"`
	Status    string `json:"status"`
	Permanent bool   `json:"permanent"`
}

func (a *app) explain(path string, asJSON bool) error {
	policy := inbox.Policy{}
	if h, err := a.loadOffice(); err == nil {
		policy = h.Policy()
	}
	const most = 200 << 20
	return a.messages(path, most, func(source string, raw []byte, err error) error {
		if err != nil {
			return err
		}
		e := explainMail(source, raw, policy, a)
		if asJSON {
			enc := json.NewEncoder(a.stdout)
			enc.SetEscapeHTML(false)
			return enc.Encode(e)
		}
		a.printExplained(e)
		return nil
	})
}

func explainMail(source string, raw []byte, policy inbox.Policy, a *app) explained {
	m := inbox.Parse(raw, inbox.Limits{})
	class, words, proof := inbox.Classify(m, policy.Self), inbox.OwnWords(m.Plain, m.HTML), inbox.ProofOf(m, policy.AuthServers)
	e := explained{File: source, Kind: string(class.Kind), Reason: class.Reason, From: m.From.Addr, Proof: proof.State, ProofWhy: proof.Why, Subject: m.Subject,
		Text: words.Text, Quoted: words.Quoted, CutWhy: words.Reason, Unsure: words.Unsure, OtherPart: words.Other, Signature: words.Signature, Attachments: []explainedFile{}, Faults: m.Faults}
	if tokens := inbox.Tokens(m); len(tokens) > 0 {
		e.Token = tokens[0].Token
	}
	if class.Kind == inbox.KindReply {
		e.Answers = inbox.ReadAnswers(words.Text, nil, inbox.AnswerOptions{Year: a.now().Year()})
	}
	if from, until := inbox.ReadAbsence(m.Text, checklist.DayOf(a.now(), time.Local)); class.Kind == inbox.KindAutoReply && until != 0 {
		e.Away = strings.TrimPrefix(from.Short()+"至", "至") + until.Short()
	}
	for _, l := range m.Links {
		e.Links = append(e.Links, explainedLink{l.Name, l.Expires})
	}
	for _, f := range m.Attachments {
		e.Attachments = append(e.Attachments, explainedFile{f.Name, f.Sniffed, f.Size, f.SHA256, f.Note()})
	}
	if b := class.Bounce; b != nil {
		e.Bounce = &explainedBounce{Status: b.Status, Permanent: b.Permanent}
		if len(b.Recipients) > 0 {
			e.Bounce.Recipient = b.Recipients[0]
		}
	}
	return e
}

func (a *app) printExplained(e explained) {
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
