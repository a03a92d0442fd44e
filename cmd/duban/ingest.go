package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"duban/checklist"
	"duban/db"
	"duban/inbox"
)

func (a *app) ingestCommand() *cobra.Command {
	c := a.command(func(c *cobra.Command, args []string) error { return a.ingest(c, args[0]) }, help{
		use: "ingest 文件|文件夹|-", zh: "把存下的来信登记进来（一封信、mbox、Maildir，或从标准输入）", en: "file stored mail: a message, an mbox, a Maildir, or standard input",
		more: "同一封信登记几次都只算一次。", moreEn: "Ingesting a mail twice changes nothing.",
		example: "duban ingest 回复.eml\n  cat 回复.eml | duban ingest -"})
	c.Args = a.exactly(1)
	return c
}

func (a *app) ingest(c *cobra.Command, path string) error {
	h, err := a.openHouse(c.Context())
	if err != nil {
		return err
	}
	defer h.store.Close()
	d, err := a.newDaemon(h, a.logger(h.conf))
	if err != nil {
		return err
	}
	bad := 0
	err = a.messages(path, h.conf.LMTP.MaxSize.Bytes, func(source string, raw []byte, err error) error {
		if err != nil {
			bad++
			fmt.Fprintf(a.stderr, "%s：%v\n", visible(source), err)
			return nil
		}
		return d.ingestOne(c, source, raw)
	})
	if err == nil && bad > 0 {
		return errProblems
	}
	return err
}

func (d *daemon) ingestOne(c *cobra.Command, source string, raw []byte) error {
	m, fresh, err := d.desk.Receive(c.Context(), db.Arrival{Raw: raw, Source: "ingest"})
	if err != nil {
		return err
	}
	if !fresh && m.State != "received" {
		fmt.Fprintf(d.stdout, "%s　已登记过（来信%d）\n", visible(source), m.ID)
		return nil
	}
	fate, err := d.desk.File(c.Context(), m)
	if err != nil {
		return err
	}
	fmt.Fprintf(d.stdout, "%s　来信%d　%s　%s\n", visible(source), m.ID, mailStates[fate.State], visible(fate.Reason))
	return nil
}

var mailStates = map[string]string{"received": "待处理", "filed": "已登记", "asked": "已询问序号", "noted": "已记录", "dropped": "不予登记", "quarantined": "待督办员归档", "discarded": "已作废"}

// messages takes the mails out of a path, or one from standard input.
func (a *app) messages(path string, most int64, fn func(source string, raw []byte, err error) error) error {
	if path != "-" {
		return inbox.Messages(path, most, fn)
	}
	raw, err := io.ReadAll(io.LimitReader(a.stdin, most+1))
	if err == nil && int64(len(raw)) > most {
		return errors.New("来信超过大小上限，没有登记")
	}
	if err != nil {
		return err
	}
	return fn("标准输入", raw, nil)
}

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
	Answers     []checklist.Answer `json:"answers,omitempty"`
	Attachments []explainedFile    `json:"attachments"`
	Bounce      *explainedBounce   `json:"bounce,omitempty"`
	Faults      []string           `json:"faults,omitempty"`
}

type explainedFile struct {
	Name   string `json:"name"`
	Type   string `json:"type"`
	Size   int    `json:"size"`
	SHA256 string `json:"sha256"`
}

type explainedBounce struct {
	Recipient string `json:"recipient"`
	Status    string `json:"status"`
	Permanent bool   `json:"permanent"`
}

func (a *app) explain(path string, asJSON bool) error {
	policy := inbox.Policy{}
	if h, err := a.furnish(); err == nil {
		policy = h.policy()
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
		Text: words.Text, Quoted: words.Quoted, Attachments: []explainedFile{}, Faults: m.Faults}
	if tokens := inbox.Tokens(m); len(tokens) > 0 {
		e.Token = tokens[0].Token
	}
	if class.Kind == inbox.KindReply {
		e.Answers = inbox.ReadAnswers(words.Text, nil, inbox.AnswerOptions{Year: a.now().Year()})
	}
	for _, f := range m.Attachments {
		e.Attachments = append(e.Attachments, explainedFile{f.Name, f.Sniffed, f.Size, f.SHA256})
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
	if e.Quoted != "" {
		fmt.Fprintf(a.stdout, "  略去的引用　%d字\n", len([]rune(e.Quoted)))
	}
	for _, ans := range e.Answers {
		fmt.Fprintf(a.stdout, "  读作　%v %s（%s）%s\n", ans.Nos, ans.Verb, visible(ans.Reason), visible(ans.Doubt))
	}
	for _, f := range e.Attachments {
		fmt.Fprintf(a.stdout, "  附件　%s　%s　%d字节　%s\n", visible(f.Name), f.Type, f.Size, f.SHA256[:12])
	}
}
