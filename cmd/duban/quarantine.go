package main

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"duban/cmd/duban/terminal"

	"github.com/spf13/cobra"

	"duban/checklist"
	"duban/db"
	"duban/inbox/sender"
	"duban/internal/office"
	"duban/internal/office/mail"
	"duban/internal/words"
	"duban/internal/zh"
)

func (a *app) quarantineCommand() *cobra.Command {
	c := a.command(nil, help{use: "quarantine", zh: "待归档的来信：看、归到事项、作废", en: "mail that could not be filed: list, show, file, discard", example: "duban quarantine list"})
	show := a.command(func(c *cobra.Command, args []string) error { return a.quarantineShow(c, args[0]) },
		help{use: "show 来信号", useEn: "show NUMBER", zh: "看一封来信", en: "show a mail", example: "duban quarantine show 17"})
	show.Args = a.exactly(1)
	c.AddCommand(a.quarantineListCommand(), show, a.quarantineFileCommand(), a.quarantineDiscardCommand())
	return c
}

func (a *app) quarantineListCommand() *cobra.Command {
	var all bool
	c := a.command(func(c *cobra.Command, _ []string) error { return a.quarantineList(c, all) },
		help{use: "list", zh: "列出待归档的来信", en: "list waiting mail", example: "duban quarantine list",
			more:   "同一发件人没有写明所答之信的来信合为一行；加 --all 逐封列出。",
			moreEn: "Mails of one sender that name no letter are one line; --all lists each."})
	c.Args = a.exactly(0)
	c.Flags().BoolVar(&all, "all", false, a.say("逐封列出", "list each mail"))
	return c
}

func (a *app) quarantineFileCommand() *cobra.Command {
	var named checklist.Named
	var verb string
	var items []string
	c := a.command(func(c *cobra.Command, args []string) error { return a.quarantineFile(c, args[0], items, named, verb) },
		help{use: "file 来信号 --item 序号", useEn: "file NUMBER --item ITEM", zh: "把来信归到一项或几项", en: "file a mail under items", example: "duban quarantine file 17 --item 14=完成,29=进展", exampleEn: "duban quarantine file 17 --item 14=done,29=progress",
			more:   "归到几项时，各项只取来信中写在该序号下的文字；没有写序号的，取全文。",
			moreEn: "Under several items each gets the words that stand below its number; all of them where none do."})
	c.Args = a.exactly(1)
	c.Flags().StringSliceVar(&items, "item", nil, a.say("归到第几项，可写几项：14=完成,29", "item numbers, as 14=done,29"))
	a.namedFlags(c, &named)
	c.Flags().StringVar(&verb, "as", a.text(words.VerbProgress), a.say("作为“完成”或“进展”", "as done or progress"))
	return c
}

func (a *app) quarantineDiscardCommand() *cobra.Command {
	var why, from string
	c := a.command(func(c *cobra.Command, args []string) error { return a.quarantineDiscard(c, args, from, why) },
		help{use: "discard [来信号] --why 理由", useEn: "discard [NUMBER] --why REASON", zh: "作废一封来信，或同一发件人的来信（原信仍保存）", en: "put a mail aside, or those of a sender; they stay stored", example: "duban quarantine discard 17 --why 广告", exampleEn: "duban quarantine discard 17 --why advertisement",
			more:   "加 --from 邮箱，作废该邮箱没有写明所答之信的全部来信；通讯录中的邮箱，只作废冒用的。",
			moreEn: "With --from all mails of an address that name no letter are put aside; of an address in the directory only forged ones."})
	c.Args = a.atMost(1)
	c.Flags().StringVar(&why, "why", "", a.say("理由", "the reason"))
	c.Flags().StringVar(&from, "from", "", a.say("发件人的邮箱", "the sender's address"))
	return c
}

func (a *app) quarantineList(c *cobra.Command, all bool) error {
	o, err := a.openOffice(c.Context())
	if err != nil {
		return err
	}
	defer o.Store.Close()
	lines, err := mail.Listed(c.Context(), o, all)
	if err == nil && len(lines) == 0 {
		a.tell(words.HeldNone)
	}
	for _, h := range lines {
		a.entry(zh.Visible(a.heldWords(h, o.Zone)))
	}
	return err
}

// heldWords are a line of waiting mail: one mail, or how many of one sender.
func (a *app) heldWords(h db.Held, zone *time.Location) string {
	if h.Rest > 0 {
		return a.text(words.HeldRest, h.From(), h.Count)
	}
	line := a.text(words.HeldMail, h.No(), terminal.Minute(h.ReceivedMs, zone), cmp.Or(h.Person, h.Sender), h.Subject, a.says(h.Reason))
	if h.Count > 1 {
		line += a.text(words.HeldCount, h.Count)
	}
	return line
}

func (a *app) quarantineShow(c *cobra.Command, number string) error {
	return a.onMail(c, number, func(o *office.Office, no int64) error {
		m, err := mail.Read(c.Context(), o, no)
		if err != nil {
			return err
		}
		a.tell(words.HeldShown, m.No(), m.State, zh.Visible(m.Sender), zh.Visible(m.Person),
			sender.ProofState(m.Proof.State), zh.Visible(a.says(m.Proof.Why)), zh.Visible(m.Subject), zh.Visible(a.says(m.Reason)), zh.Visible(m.Text))
		for _, f := range m.Files {
			a.tell(words.HeldFile, zh.Visible(f.Name), f.Size, f.SHA256[:12], zh.Visible(a.says(f.Note)))
		}
		return nil
	})
}

func (a *app) quarantineFile(c *cobra.Command, number string, items []string, named checklist.Named, verb string) error {
	filings, err := filingsOf(items, named, verb)
	if err != nil {
		return err
	}
	return a.onMail(c, number, func(o *office.Office, mailNo int64) error {
		parts, err := mail.File(c.Context(), o, a.now(), mailNo, filings...)
		if err != nil {
			return err
		}
		for i, part := range parts {
			a.tell(words.HeldFiled, mailNo, filings[i].Item, part.Party)
		}
		return nil
	})
}

// filingsOf reads the items under which a mail is filed: 14, or 14=完成.
func filingsOf(items []string, named checklist.Named, verb string) (all []mail.Filing, err error) {
	usage := wrong(words.FileWants)
	for _, item := range items {
		number, as, given := strings.Cut(item, "=")
		if !given {
			as = verb
		}
		no, err := strconv.Atoi(strings.TrimSpace(number))
		f := mail.Filing{Item: no, Named: named, As: verbNamed(strings.TrimSpace(as))}
		if err != nil || !mail.CanFileAs(f.As) || slices.ContainsFunc(all, func(x mail.Filing) bool { return x.Item == no }) {
			return nil, usage
		}
		all = append(all, f)
	}
	if len(all) == 0 {
		return nil, usage
	}
	return all, nil
}

// verbNamed is a verb by its name in either language.
func verbNamed(name string) checklist.Verb {
	for _, verb := range []words.Text{words.VerbDone, words.VerbProgress} {
		if name == verb.En {
			return checklist.Verb(verb.Zh)
		}
	}
	return checklist.Verb(name)
}

func (a *app) quarantineDiscard(c *cobra.Command, numbers []string, from, why string) error {
	switch {
	case why == "":
		return wrong(words.WriteWhy)
	case (len(numbers) == 0) == (from == ""):
		return wrong(words.DiscardWants)
	case from != "":
		return a.quarantineDiscardFrom(c, from, why)
	}
	return a.onMail(c, numbers[0], func(o *office.Office, no int64) error { return mail.Discard(c.Context(), o, a.now(), no, why) })
}

func (a *app) quarantineDiscardFrom(c *cobra.Command, from, why string) error {
	o, err := a.openOffice(c.Context())
	if err != nil {
		return err
	}
	defer o.Store.Close()
	discarded, left, err := mail.DiscardFrom(c.Context(), o, a.now(), from, why)
	if err != nil {
		return err
	}
	a.tell(words.Discarded, zh.Visible(from), discarded)
	if left > 0 {
		a.tell(words.DiscardLeft, left)
	}
	return nil
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
		return 0, wrong(words.NotAMail, s)
	}
	return no, nil
}
