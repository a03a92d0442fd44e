package main

import (
	"github.com/spf13/cobra"

	"duban/checklist"
	"duban/internal/office/decide"
	"duban/internal/words"
)

func (a *app) extendCommand() *cobra.Command {
	d, to := decide.Deed{ByHand: checklist.ByHand{Kind: checklist.EventExtended}}, ""
	c := a.command(func(c *cobra.Command, args []string) (err error) {
		if to == "" {
			return wrong(words.ExtendWantsDay)
		}
		if d.Day, err = checklist.ParseDay(to); err != nil || d.Day == 0 {
			return wrong(words.NotADay, "--to", to)
		}
		return a.do(c, args[0], d)
	}, help{use: "extend 序号", useEn: "extend NUMBER", zh: "同意延期，原定时限仍留存", en: "extend a deadline; the original stays on record",
		example: "duban extend 7 --to 2027-05-20 --why 主任口头同意", exampleEn: "duban extend 7 --to 2027-05-20 --why \"the director consented by word\""})
	c.Args = a.exactly(1)
	c.Flags().StringVar(&to, "to", "", a.say("新的时限（YYYY-MM-DD）", "the new deadline (YYYY-MM-DD)"))
	c.Flags().BoolVar(&d.Past, "past", false, a.say("新的时限已过，确系补录", "the deadline has passed, and is recorded late"))
	a.deedFlags(c, &d)
	return c
}
