package main

import (
	"cmp"
	"context"
	"strings"

	"github.com/spf13/cobra"

	"duban/checklist"
	"duban/internal/office/decide"
	"duban/internal/zh"

	"duban/internal/words"
)

type awayFlags struct {
	from, to, substitute, why string
	back                      bool
}

func (a *app) awayCommand() *cobra.Command {
	var f awayFlags
	c := a.command(func(c *cobra.Command, args []string) error {
		if len(args) == 0 {
			return a.listAway(c.Context())
		}
		return a.away(c.Context(), args[0], f)
	}, help{use: "away [部门或岗位]", useEn: "away [DEPARTMENT-OR-POST]", zh: "登记外出和代办；不写名称时列出", en: "record who is away and who stands in; without a name, list them",
		more:      "两个日期之间（含）的信发给代办人，由他回复；到期自动恢复。逾期仍按本人的上级逐级上报。",
		moreEn:    "Between the two days the substitute gets the letters and answers them. Escalations follow the absent person's own line.",
		example:   "duban away 转移登记部 --from 2027-05-06 --to 2027-05-10 --substitute 抵押登记部\n  duban away 转移登记部 --back\n  duban away",
		exampleEn: "duban away DEPARTMENT --from 2027-05-06 --to 2027-05-10 --substitute DEPARTMENT\n  duban away DEPARTMENT --back\n  duban away"})
	c.Args = a.atMost(1)
	c.Flags().StringVar(&f.from, "from", "", a.say("第一天（YYYY-MM-DD），默认今天", "first day (YYYY-MM-DD), default today"))
	c.Flags().StringVar(&f.to, "to", "", a.say("最后一天（YYYY-MM-DD）", "last day (YYYY-MM-DD)"))
	c.Flags().StringVar(&f.substitute, "substitute", "", a.say("代办的部门或岗位", "who stands in"))
	c.Flags().StringVar(&f.why, "why", "", a.say("事由", "the reason"))
	c.Flags().BoolVar(&f.back, "back", false, a.say("已提前返回", "back already"))
	return c
}

func (a *app) away(ctx context.Context, name string, f awayFlags) error {
	o, err := a.openOffice(ctx)
	if err != nil {
		return err
	}
	defer o.Store.Close()
	if f.back {
		person, err := decide.Back(ctx, o, a.now(), name)
		if err == nil {
			a.tell(words.AwayBack, person.Title)
		}
		return err
	}
	first, err := a.day("--from", f.from)
	if err != nil {
		return err
	}
	last, err := checklist.ParseDay(f.to)
	if err != nil || last == 0 {
		return wrong(words.AwayWantsLast)
	}
	absence, err := decide.Away(ctx, o, a.now(), decide.Absence{Name: name, First: first, Last: last, Substitute: f.substitute, Why: f.why})
	if err == nil {
		a.print(zh.Visible(a.awayWords(absence)))
	}
	return err
}

func (a *app) awayWords(away checklist.Absence) string {
	return strings.TrimRight(a.text(words.AwayLine, away.Person, away.First.SaidLong(), away.Last.SaidLong(),
		cmp.Or(away.Substitute, a.text(words.Nobody)), away.Reason), "　 ")
}

func (a *app) listAway(ctx context.Context) error {
	o, err := a.openOffice(ctx)
	if err != nil {
		return err
	}
	defer o.Store.Close()
	list, err := decide.Absences(ctx, o, checklist.DayOf(a.now(), o.Zone))
	if err != nil {
		return err
	}
	if len(list) == 0 {
		a.tell(words.AwayNobody)
	}
	for _, one := range list {
		a.entry(zh.Visible(a.awayWords(one)))
	}
	return nil
}
