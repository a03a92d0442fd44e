package main

import (
	"context"
	"strconv"

	"github.com/spf13/cobra"

	"duban/checklist"
	"duban/internal/office"
	"duban/internal/office/decide"
	"duban/internal/words"
)

// deedFlags are those that every decision on an item takes.
func (a *app) deedFlags(c *cobra.Command, d *decide.Deed) {
	c.Flags().StringVar(&d.Why, "why", "", a.say("理由，记入台账并告知责任人", "the reason, recorded and told to the person"))
	a.namedFlags(c, &d.Named)
}

// namedFlags say which of those is meant that bear a number: every command that takes one
// has them.
func (a *app) namedFlags(c *cobra.Command, n *checklist.Named) {
	c.Flags().StringVar(&n.Party, "party", "", a.say("只对这个责任主体", "only this party's"))
	c.Flags().Var((*partFlag)(&n.Part), "part", a.say("只对这一期（4月、启动……）；各期一并：全部", "only this occurrence, by its name in the ledger; every one: all"))
	c.Flags().StringVar(&n.List, "list", "", a.say("哪一份清单：编号或标题中的字", "which checklist: its number, or words of its title"))
}

// partFlag is the name of a part; all stands for every one.
type partFlag string

func (p *partFlag) String() string { return string(*p) }
func (p *partFlag) Type() string   { return "string" }
func (p *partFlag) Set(s string) error {
	if *p = partFlag(s); s == "all" {
		*p = checklist.AllParts
	}
	return nil
}

// reasonedDeed is a command that records a decision which wants nothing but a reason.
func (a *app) reasonedDeed(kind checklist.EventKind, h help) *cobra.Command {
	d := decide.Deed{ByHand: checklist.ByHand{Kind: kind}}
	c := a.command(func(c *cobra.Command, args []string) error {
		if d.Why == "" {
			return wrong(words.WriteWhy)
		}
		return a.do(c, args[0], d)
	}, h)
	c.Args = a.exactly(1)
	a.deedFlags(c, &d)
	return c
}

func (a *app) do(c *cobra.Command, number string, d decide.Deed) error {
	no, err := itemNumber(number)
	if err != nil {
		return err
	}
	o, err := a.openOffice(c.Context())
	if err != nil {
		return err
	}
	defer o.Store.Close()
	remark, err := decide.Remark(c.Context(), o, a.now(), no, d)
	if err != nil {
		return err
	}
	parts, err := decide.Do(c.Context(), o, a.now(), no, d)
	if err != nil {
		return err
	}
	a.tell(words.DeedDone, no, parts)
	if !remark.IsZero() {
		a.tell(words.Mind, remark)
	}
	return nil
}

// aboutItem opens the office for a question about an item, as of today.
func (a *app) aboutItem(ctx context.Context, number string, ask func(o *office.Office, on checklist.Day, no int) error) error {
	no, err := itemNumber(number)
	if err != nil {
		return err
	}
	o, err := a.openOffice(ctx)
	if err != nil {
		return err
	}
	defer o.Store.Close()
	return ask(o, checklist.DayOf(a.now(), o.Zone), no)
}

func itemNumber(s string) (int, error) {
	no, err := strconv.Atoi(s)
	if err != nil {
		return 0, wrong(words.NotANumber, s)
	}
	return no, nil
}
