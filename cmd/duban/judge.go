package main

import (
	"github.com/spf13/cobra"

	"duban/checklist"
	"duban/internal/office/decide"
	"duban/internal/words"
)

func (a *app) judgeCommand() *cobra.Command {
	var d decide.Deed
	c := a.command(func(c *cobra.Command, args []string) error {
		verdicts := map[string]checklist.EventKind{"accept": checklist.EventAccepted, "return": checklist.EventReturned}
		d.Kind = verdicts[args[1]]
		if d.Kind == "" {
			return wrong(words.JudgeWants)
		}
		if d.Kind == checklist.EventReturned && d.Why == "" {
			return wrong(words.ReturnWantsWhy)
		}
		if d.WithoutReport && (d.Kind == checklist.EventReturned || d.Why == "") {
			return wrong(words.WithoutReportWants)
		}
		return a.do(c, args[0], d)
	}, help{use: "judge 序号 accept|return", useEn: "judge NUMBER accept|return", zh: "代录审核：销号或退回", en: "record a verdict: accept or return",
		example:   "duban judge 14 accept\n  duban judge 15 return --why 材料不足，请补充会商记录",
		exampleEn: "duban judge 14 accept\n  duban judge 15 return --why \"the minutes are missing\""})
	c.Args = a.exactly(2)
	c.Flags().BoolVar(&d.WithoutReport, "without-report", false, a.say("没有报办结也销号，须写理由", "accept what nobody reported, with a reason"))
	a.deedFlags(c, &d)
	return c
}
