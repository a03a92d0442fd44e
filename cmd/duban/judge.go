package main

import (
	"errors"

	"github.com/spf13/cobra"

	"duban/checklist"
	"duban/internal/office/decide"
)

func (a *app) judgeCommand() *cobra.Command {
	var d decide.Deed
	c := a.command(func(c *cobra.Command, args []string) error {
		verdicts := map[string]checklist.EventKind{"accept": checklist.EventAccepted, "return": checklist.EventReturned}
		d.Kind = verdicts[args[1]]
		if d.Kind == "" {
			return usageError{errors.New("请写 accept（同意销号）或 return（退回）")}
		}
		if d.Kind == checklist.EventReturned && d.Why == "" {
			return usageError{errors.New("退回要用 --why 写明理由")}
		}
		if d.WithoutReport && (d.Kind == checklist.EventReturned || d.Why == "") {
			return usageError{errors.New("--without-report 只用于 accept，并要用 --why 写明理由")}
		}
		return a.do(c, args[0], d)
	}, help{use: "judge 序号 accept|return", zh: "代录审核：销号或退回", en: "record a verdict: accept or return",
		example: "duban judge 14 accept\n  duban judge 15 return --why 材料不足，请补充会商记录"})
	c.Args = a.exactly(2)
	c.Flags().BoolVar(&d.WithoutReport, "without-report", false, a.say("没有报办结也销号，须写理由", "accept what nobody reported, with a reason"))
	a.deedFlags(c, &d)
	return c
}
