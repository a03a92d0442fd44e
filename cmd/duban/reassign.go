package main

import (
	"github.com/spf13/cobra"

	"duban/checklist"
	"duban/internal/office/decide"
	"duban/internal/words"
)

func (a *app) reassignCommand() *cobra.Command {
	d := decide.Deed{ByHand: checklist.ByHand{Kind: checklist.EventReassigned}}
	c := a.command(func(c *cobra.Command, args []string) error {
		if d.To == "" {
			return wrong(words.ReassignWantsParty)
		}
		return a.do(c, args[0], d)
	}, help{use: "reassign 序号", useEn: "reassign NUMBER", zh: "移交给另一个部门或岗位", en: "move an item to another party",
		example: "duban reassign 7 --to 综合部 --why 职能调整", exampleEn: "duban reassign 7 --to DEPARTMENT --why \"duties have changed\""})
	c.Args = a.exactly(1)
	c.Flags().StringVar(&d.To, "to", "", a.say("新的责任主体", "the new party"))
	a.deedFlags(c, &d)
	return c
}
