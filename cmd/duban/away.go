package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"duban/checklist"
	"duban/internal/office"
)

type awayOptions struct {
	from, to, substitute, why string
	back                      bool
}

func (a *app) awayCommand() *cobra.Command {
	var o awayOptions
	c := a.command(func(c *cobra.Command, args []string) error {
		if len(args) == 0 {
			return a.listAway(c.Context())
		}
		return a.away(c.Context(), args[0], o)
	}, help{use: "away [部门或岗位]", zh: "登记外出和代办；不写名称时列出", en: "record who is away and who stands in; without a name, list them",
		more:    "两个日期之间（含）的信发给代办人，由他回复；到期自动恢复。逾期仍按本人的上级逐级上报。",
		moreEn:  "Between the two days the substitute gets the letters and answers them. Escalations follow the absent person's own line.",
		example: "duban away 转移登记部 --from 2027-05-06 --to 2027-05-10 --substitute 抵押登记部\n  duban away 转移登记部 --back\n  duban away"})
	c.Args = a.atMost(1)
	c.Flags().StringVar(&o.from, "from", "", a.say("第一天（YYYY-MM-DD），默认今天", "first day, default today"))
	c.Flags().StringVar(&o.to, "to", "", a.say("最后一天（YYYY-MM-DD）", "last day"))
	c.Flags().StringVar(&o.substitute, "substitute", "", a.say("代办的部门或岗位", "who stands in"))
	c.Flags().StringVar(&o.why, "why", "", a.say("事由", "the reason"))
	c.Flags().BoolVar(&o.back, "back", false, a.say("已提前返回", "back already"))
	return c
}

func (a *app) away(ctx context.Context, name string, o awayOptions) error {
	h, err := a.openOffice(ctx)
	if err != nil {
		return err
	}
	defer h.Store.Close()
	person, err := h.Person(name)
	if err != nil {
		return err
	}
	if o.back {
		if err := h.Store.EndAbsence(ctx, a.now(), person.ID, "clerk"); err != nil {
			return err
		}
		fmt.Fprintf(a.stdout, "%s已返回，此后的信仍发给本人\n", person.Title)
		return nil
	}
	absence, err := a.absence(ctx, h, person, o)
	if err != nil {
		return err
	}
	if err := h.Store.AddAbsence(ctx, a.now(), absence, "clerk"); err != nil {
		return err
	}
	fmt.Fprintln(a.stdout, awayWords(absence))
	return nil
}

// absence checks what the clerk says: the days, and that the chain of substitutes
// ends at somebody who is there.
func (a *app) absence(ctx context.Context, h *office.Office, person checklist.Person, o awayOptions) (out checklist.Absence, err error) {
	first, err := a.day("--from", o.from)
	if err != nil {
		return out, err
	}
	last, err := checklist.ParseDay(o.to)
	if err != nil || last == 0 {
		return out, usageError{errors.New("请用 --to 写明最后一天，例如 --to 2027-05-10")}
	}
	const most = 370
	if last < first || last > first+most {
		return out, usageError{fmt.Errorf("%s至%s不对：最后一天不能早于第一天，也不能超过一年", first, last)}
	}
	out = checklist.Absence{Person: person.ID, First: first, Last: last, Reason: o.why}
	if o.substitute == "" {
		return out, nil
	}
	stand, err := h.Person(o.substitute)
	if err != nil {
		return out, err
	}
	if stand.ID == person.ID {
		return out, fmt.Errorf("%s不能代办自己的事项", person.Title)
	}
	out.Substitute = stand.ID
	known, err := h.Store.Absences(ctx, first)
	if err != nil {
		return out, err
	}
	for day := first; day <= last; day++ {
		if _, who, _ := h.Directory.Acting(append(known, out), day).Away(person.ID); who.ID == "" || who.Mail == "" {
			return out, fmt.Errorf("%s这一天没有人代办：%s也外出或没有邮箱，或代办关系成环", day.Short(), stand.Title)
		}
	}
	return out, nil
}

func awayWords(a checklist.Absence) string {
	return fmt.Sprintf("%s　%s至%s外出　代办：%s　%s", a.Person, a.First.Long(), a.Last.Long(), cmp.Or(a.Substitute, "无"), a.Reason)
}

func (a *app) listAway(ctx context.Context) error {
	h, err := a.openOffice(ctx)
	if err != nil {
		return err
	}
	defer h.Store.Close()
	list, err := h.Store.Absences(ctx, checklist.DayOf(a.now(), h.Zone))
	if err != nil {
		return err
	}
	for _, stated := range h.Directory.Absences() {
		if stated.Last >= checklist.DayOf(a.now(), h.Zone) {
			list = append(list, stated)
		}
	}
	if len(list) == 0 {
		fmt.Fprintln(a.stdout, "没有人登记外出")
	}
	for _, one := range list {
		fmt.Fprintln(a.stdout, visible(awayWords(one)))
	}
	return nil
}
