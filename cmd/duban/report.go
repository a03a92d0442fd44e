package main

import (
	"context"
	"encoding/json"
	"fmt"

	"duban/cmd/duban/terminal"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/spf13/cobra"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/internal/office/inquire"
	"duban/internal/words"
	"duban/internal/zh"
)

func (a *app) reportCommand() *cobra.Command {
	var by, list, on string
	var asJSON bool
	c := a.command(func(c *cobra.Command, _ []string) error {
		if by != "department" {
			return wrong(words.ReportWants)
		}
		day, err := a.day("--on", on)
		if err != nil {
			return err
		}
		return a.reportDepartments(c.Context(), list, day, asJSON)
	}, help{use: "report --by department", zh: "通报：各部门按时办结的名次，按现行时限和原定时限", en: "departments ranked by what they finished in time",
		more:    "按报办结的日子算，与何时审核无关；免办的不计。",
		moreEn:  "By the day of the claim, whenever it was judged; by the deadline that counts and by the original one.",
		example: "duban report --by department\n  duban report --by department --list 2\n  duban report --by department --on 2027-06-30 --json"})
	c.Args = a.exactly(0)
	c.Flags().StringVar(&by, "by", "department", a.say("按什么汇总：department", "what to sum up by: department"))
	c.Flags().StringVar(&list, "list", "", a.say("哪一份清单：编号或标题中的字，默认全部", "which checklist: its number, or words of its title; default: all"))
	c.Flags().StringVar(&on, "on", "", a.say("截至哪一天（YYYY-MM-DD），默认今天", "as of which day (YYYY-MM-DD), default today"))
	c.Flags().BoolVar(&asJSON, "json", false, a.say("以 JSON 输出", "print JSON"))
	return c
}

func (a *app) reportDepartments(ctx context.Context, list string, on checklist.Day, asJSON bool) error {
	o, err := a.openOffice(ctx)
	if err != nil {
		return err
	}
	defer o.Store.Close()
	r, err := inquire.Departments(ctx, o, list, on)
	if err != nil {
		return err
	}
	if asJSON {
		return json.NewEncoder(a.stdout).Encode(r)
	}
	says := a.text(words.ReportAsOf, on.SaidLong())
	if r.List != "" {
		says = a.text(words.ReportOfList, zh.Visible(r.List), says)
	}
	a.print(says + "\n")
	t := terminal.PlainTable(a.lang, words.ReportHead)
	for i, d := range r.Departments {
		t.AppendRow(table.Row{i + 1, zh.Visible(d.Name), d.Lead, d.Due, d.OnTime, share(d, d.OnTime), share(d, d.Original), d.Overdue, d.Extended, d.Returned})
	}
	terminal.Render(a.stdout, t)
	return nil
}

func share(d letter.Dept, n int) string {
	percent, ok := d.Share(n)
	if !ok {
		return "—"
	}
	return fmt.Sprintf("%d%%", percent)
}
