package main

import (
	"cmp"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"duban/checklist"
	"duban/db"
	"duban/inbox"
	"duban/internal/office"
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
	h, err := a.openOffice(c.Context())
	if err != nil {
		return err
	}
	defer h.Store.Close()
	for _, state := range []string{"quarantined", "asked"} {
		mails, err := h.Store.MailsIn(c.Context(), state)
		if err != nil {
			return err
		}
		for _, m := range mails {
			fmt.Fprintf(a.stdout, "%d　%s　%s　%s　%s\n", m.No(), time.UnixMilli(m.ReceivedMs).In(h.Zone).Format("2006-01-02 15:04"),
				visible(cmp.Or(m.Person, m.Sender)), visible(m.Subject), visible(m.Reason))
		}
	}
	return nil
}

// waitingMail opens the store and the mail of a number.
func (a *app) waitingMail(c *cobra.Command, number string) (*office.Office, db.Mail, error) {
	id, err := strconv.ParseInt(number, 10, 64)
	if err != nil {
		return nil, db.Mail{}, usageError{fmt.Errorf("“%s”不是来信号", visible(number))}
	}
	h, err := a.openOffice(c.Context())
	if err != nil {
		return nil, db.Mail{}, err
	}
	m, err := h.Store.MailByID(c.Context(), h.Store.ID(id))
	if err != nil {
		h.Store.Close()
		return nil, m, fmt.Errorf("没有来信%d", id)
	}
	return h, m, nil
}

func (a *app) quarantineShow(c *cobra.Command, number string) error {
	h, m, err := a.waitingMail(c, number)
	if err != nil {
		return err
	}
	defer h.Store.Close()
	proof, err := h.Store.ProofOf(c.Context(), m.ID)
	if err != nil {
		return err
	}
	fmt.Fprintf(a.stdout, "来信%d　%s\n发件人　%s %s　%s（%s）\n主题　%s\n缘由　%s\n\n%s\n", m.No(), mailStates[m.State], visible(m.Sender), visible(m.Person),
		inbox.ProofState(proof.State).Chinese(), visible(proof.Why), visible(m.Subject), visible(m.Reason), visible(m.Text))
	files, err := h.Store.AttachmentsOf(c.Context(), m.ID)
	for _, f := range files {
		fmt.Fprintf(a.stdout, "附件　%s　%d字节　%s　%s\n", visible(f.Name), f.Size, f.SHA256[:12], visible(f.Note))
	}
	return err
}

// quarantineFile files a waiting mail by hand.
func (a *app) quarantineFile(c *cobra.Command, number, item, party, verb string) error {
	kind, ok := map[string]checklist.EventKind{"完成": checklist.EventSubmitted, "进展": checklist.EventProgress}[verb]
	no, err := strconv.Atoi(item)
	if !ok || err != nil {
		return usageError{errors.New("请写 --item 序号，--as 完成 或 --as 进展")}
	}
	h, m, err := a.waitingMail(c, number)
	if err != nil {
		return err
	}
	defer h.Store.Close()
	all, err := h.Store.AssignmentsOf(c.Context(), no)
	if err != nil {
		return err
	}
	var fits []db.Owed
	for _, o := range all {
		if party == "" && o.Role == checklist.Lead || o.Party == party {
			fits = append(fits, o)
		}
	}
	if len(fits) != 1 {
		return fmt.Errorf("第%d项有%d个可归的责任主体（%s），请用 --party 指明", no, len(fits), statesOf(all))
	}
	o := fits[0]
	r := db.Record{
		Events: []checklist.Event{{Kind: kind, Assignment: o.ID, Actor: "clerk", Mail: m.ID, Reason: "督办员归档", Text: m.Text}},
		Mails: []db.MailFate{{ID: m.ID, State: "filed", Kind: "reply", Reason: m.Reason + "；督办员归到第" + item + "项", MessageID: m.MessageID,
			Sender: m.Sender, Person: m.Person, Subject: m.Subject, Text: m.Text, Quoted: m.Quoted, Answers: m.Answers,
			Evidence: []db.Evidence{{Mail: m.ID, Assignment: o.ID, Verb: checklist.Verb(verb), Text: m.Text}}}},
	}
	if err := h.Store.Record(c.Context(), a.now(), r); err != nil {
		return err
	}
	fmt.Fprintf(a.stdout, "来信%d已归到第%d项（%s）\n", m.No(), no, o.Party)
	return nil
}

func (a *app) quarantineDiscard(c *cobra.Command, number, why string) error {
	if why == "" {
		return usageError{errors.New("请用 --why 写明理由")}
	}
	h, m, err := a.waitingMail(c, number)
	if err != nil {
		return err
	}
	defer h.Store.Close()
	return h.Store.DiscardMail(c.Context(), a.now(), m.ID, "clerk", why)
}
