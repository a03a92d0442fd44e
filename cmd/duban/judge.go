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
		accepted, known := words.Verdicts[args[1]]
		switch {
		case !known:
			return wrong(words.JudgeWants)
		case accepted:
			d.Kind = checklist.EventAccepted
		default:
			d.Kind = checklist.EventReturned
		}
		if d.Kind == checklist.EventReturned && d.Why == "" {
			return wrong(words.ReturnWantsWhy)
		}
		if d.WithoutReport && (d.Kind == checklist.EventReturned || d.Why == "") {
			return wrong(words.WithoutReportWants)
		}
		return a.do(c, args[0], d)
	}, help{use: "judge 序号 同意|退回", useEn: "judge NUMBER accept|return", zh: "代录审核：销号或退回", en: "record a verdict: accept or return",
		example:   "duban judge 14 同意\n  duban judge 15 退回 --why 材料不足，请补充会商记录",
		exampleEn: "duban judge 14 accept\n  duban judge 15 return --why \"the minutes are missing\""})
	c.Args = a.exactly(2)
	c.Flags().BoolVar(&d.WithoutReport, "without-report", false, a.say("没有报办结也销号，须写理由", "accept what nobody reported, with a reason"))
	a.deedFlags(c, &d)
	return c
}
