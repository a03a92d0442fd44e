package main

import (
	"cmp"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"duban/checklist"
	"duban/inbox/sender"
	"duban/internal/office"
	"duban/internal/office/mail"
	"duban/internal/zh"
)

func (a *app) quarantineCommand() *cobra.Command {
	c := a.command(nil, help{use: "quarantine", zh: "待归档的来信：看、归到事项、作废", en: "mail that could not be filed: list, show, file, discard", example: "duban quarantine list"})
	list := a.command(func(c *cobra.Command, _ []string) error { return a.quarantineList(c) },
		help{use: "list", zh: "列出待归档的来信", en: "list waiting mail", example: "duban quarantine list"})
	list.Args = a.exactly(0)
	show := a.command(func(c *cobra.Command, args []string) error { return a.quarantineShow(c, args[0]) },
		help{use: "show 来信号", zh: "看一封来信", en: "show a mail", example: "duban quarantine show 17"})
	show.Args = a.exactly(1)
	var item, party, verb string
	file := a.command(func(c *cobra.Command, args []string) error { return a.quarantineFile(c, args[0], item, party, verb) },
		help{use: "file 来信号 --item 序号", zh: "把来信归到一项", en: "file a mail under an item", example: "duban quarantine file 17 --item 14 --as 完成"})
	file.Args = a.exactly(1)
	file.Flags().StringVar(&item, "item", "", a.say("归到第几项", "item number"))
	file.Flags().StringVar(&party, "party", "", a.say("归到该项的哪个责任主体（只有一个时不必写）", "which party's part"))
	file.Flags().StringVar(&verb, "as", "进展", a.say("作为“完成”或“进展”", "as 完成 or 进展"))
	var why string
	discard := a.command(func(c *cobra.Command, args []string) error { return a.quarantineDiscard(c, args[0], why) },
		help{use: "discard 来信号 --why 理由", zh: "作废一封来信（原信仍保存）", en: "put a mail aside; it stays stored", example: "duban quarantine discard 17 --why 广告"})
	discard.Args = a.exactly(1)
	discard.Flags().StringVar(&why, "why", "", a.say("理由", "the reason"))
	c.AddCommand(list, show, file, discard)
	return c
}

func (a *app) quarantineList(c *cobra.Command) error {
	o, err := a.openOffice(c.Context())
	if err != nil {
		return err
	}
	defer o.Store.Close()
	list, err := mail.Waiting(c.Context(), o)
	for _, m := range list {
		fmt.Fprintf(a.stdout, "%d　%s　%s　%s　%s\n", m.No(), time.UnixMilli(m.ReceivedMs).In(o.Zone).Format("2006-01-02 15:04"),
			zh.Visible(cmp.Or(m.Person, m.Sender)), zh.Visible(m.Subject), zh.Visible(m.Reason))
	}
	return err
}

func (a *app) quarantineShow(c *cobra.Command, number string) error {
	return a.onMail(c, number, func(o *office.Office, no int64) error {
		m, err := mail.Read(c.Context(), o, no)
		if err != nil {
			return err
		}
		fmt.Fprintf(a.stdout, "来信%d　%s\n发件人　%s %s　%s（%s）\n主题　%s\n缘由　%s\n\n%s\n", m.No(), m.State.Chinese(), zh.Visible(m.Sender), zh.Visible(m.Person),
			sender.ProofState(m.Proof.State).Chinese(), zh.Visible(m.Proof.Why), zh.Visible(m.Subject), zh.Visible(m.Reason), zh.Visible(m.Text))
		for _, f := range m.Files {
			fmt.Fprintf(a.stdout, "附件　%s　%d字节　%s　%s\n", zh.Visible(f.Name), f.Size, f.SHA256[:12], zh.Visible(f.Note))
		}
		return nil
	})
}

func (a *app) quarantineFile(c *cobra.Command, number, item, party, verb string) error {
	f := mail.Filing{Party: party, As: checklist.Verb(verb)}
	no, err := strconv.Atoi(item)
	if f.Item = no; err != nil || !mail.CanFileAs(f.As) {
		return usageError{errors.New("请写 --item 序号，--as 完成 或 --as 进展")}
	}
	return a.onMail(c, number, func(o *office.Office, mailNo int64) error {
		part, err := mail.File(c.Context(), o, a.now(), mailNo, f)
		if err == nil {
			fmt.Fprintf(a.stdout, "来信%d已归到第%d项（%s）\n", mailNo, no, part.Party)
		}
		return err
	})
}

func (a *app) quarantineDiscard(c *cobra.Command, number, why string) error {
	if why == "" {
		return usageError{errors.New("请用 --why 写明理由")}
	}
	return a.onMail(c, number, func(o *office.Office, no int64) error { return mail.Discard(c.Context(), o, a.now(), no, why) })
}

// onMail does something with the mail of a number.
func (a *app) onMail(c *cobra.Command, number string, do func(o *office.Office, no int64) error) error {
	no, err := mailNumber(number)
	if err != nil {
		return err
	}
	o, err := a.openOffice(c.Context())
	if err != nil {
		return err
	}
	defer o.Store.Close()
	return do(o, no)
}

func mailNumber(s string) (int64, error) {
	no, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return 0, usageError{fmt.Errorf("“%s”不是来信号", s)}
	}
	return no, nil
}
