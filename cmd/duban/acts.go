package main

import (
	"errors"
	"fmt"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"duban/checklist"
	"duban/db"
)

// deed is what the clerk does by hand to the parts of an item.
type deed struct {
	checklist.ByHand
	day checklist.Day
	to  string // reassign: the new party
	why string
}

func (a *app) judgeCommand() *cobra.Command {
	var d deed
	c := a.command(func(c *cobra.Command, args []string) error {
		kinds := map[string]checklist.EventKind{"accept": checklist.EventAccepted, "return": checklist.EventReturned}
		kind, ok := kinds[args[1]]
		if !ok {
			return usageError{errors.New("请写 accept（同意销号）或 return（退回）")}
		}
		if d.Kind = kind; kind == checklist.EventReturned && d.why == "" {
			return usageError{errors.New("退回要用 --why 写明理由")}
		}
		if d.WithoutReport && (kind == checklist.EventReturned || d.why == "") {
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

func (a *app) waiveCommand() *cobra.Command {
	return a.simpleDeed("waive 序号", "免办一项，须写理由", "waive an item, with a reason", checklist.EventWaived, "duban waive 21 --why 机构改革后不再适用")
}

func (a *app) reopenCommand() *cobra.Command {
	return a.simpleDeed("reopen 序号", "已销号或免办的重新办理，须写理由", "reopen a closed item, with a reason", checklist.EventReopened, "duban reopen 14 --why 复查发现未落实")
}

func (a *app) simpleDeed(use, zh, en string, kind checklist.EventKind, example string) *cobra.Command {
	d := deed{ByHand: checklist.ByHand{Kind: kind}}
	c := a.command(func(c *cobra.Command, args []string) error {
		if d.why == "" {
			return usageError{errors.New("请用 --why 写明理由")}
		}
		return a.do(c, args[0], d)
	}, help{use: use, zh: zh, en: en, example: example})
	c.Args = a.exactly(1)
	a.deedFlags(c, &d)
	return c
}

func (a *app) extendCommand() *cobra.Command {
	d, to := deed{ByHand: checklist.ByHand{Kind: checklist.EventExtended}}, ""
	c := a.command(func(c *cobra.Command, args []string) error {
		day, err := checklist.ParseDay(to)
		if err != nil || day == 0 {
			return usageError{errors.New("请用 --to 写明新的时限，例如 --to 2027-05-20")}
		}
		d.day = day
		return a.do(c, args[0], d)
	}, help{use: "extend 序号", zh: "同意延期，原定时限仍留存", en: "extend a deadline; the original stays on record",
		example: "duban extend 7 --to 2027-05-20 --why 主任口头同意"})
	c.Args = a.exactly(1)
	c.Flags().StringVar(&to, "to", "", a.say("新的时限（YYYY-MM-DD）", "the new deadline"))
	a.deedFlags(c, &d)
	return c
}

func (a *app) reassignCommand() *cobra.Command {
	d := deed{ByHand: checklist.ByHand{Kind: checklist.EventReassigned}}
	c := a.command(func(c *cobra.Command, args []string) error {
		if d.to == "" {
			return usageError{errors.New("请用 --to 写明移交给谁，例如 --to 综合部")}
		}
		return a.do(c, args[0], d)
	}, help{use: "reassign 序号", zh: "移交给另一个部门或岗位", en: "move an item to another party",
		example: "duban reassign 7 --to 综合部 --why 职能调整"})
	c.Args = a.exactly(1)
	c.Flags().StringVar(&d.to, "to", "", a.say("新的责任主体", "the new party"))
	a.deedFlags(c, &d)
	return c
}

func (a *app) deedFlags(c *cobra.Command, d *deed) {
	c.Flags().StringVar(&d.why, "why", "", a.say("理由，记入台账并告知责任人", "the reason, recorded and told to the person"))
	c.Flags().StringVar(&d.Named.Party, "party", "", a.say("只对这个责任主体", "only this party's"))
	c.Flags().StringVar(&d.Named.Part, "part", "", a.say("只对这一期（4月、启动……）", "only this part, as 4月"))
	c.Flags().StringVar(&d.Named.List, "list", "", a.say("哪一份清单：编号或标题中的字", "which checklist: its number, or words of its title"))
}

// do records a deed and tells the people concerned, in one act.
func (a *app) do(c *cobra.Command, number string, d deed) error {
	no, err := strconv.Atoi(number)
	if err != nil {
		return usageError{fmt.Errorf("“%s”不是序号", visible(number))}
	}
	h, err := a.openHouse(c.Context())
	if err != nil {
		return err
	}
	defer h.store.Close()
	all, err := h.store.AssignmentsOf(c.Context(), no)
	if err != nil {
		return err
	}
	if len(all) == 0 {
		return fmt.Errorf("没有第%d项", no)
	}
	today := checklist.DayOf(a.now(), h.zone)
	absences, err := h.store.Absences(c.Context(), today)
	if err != nil {
		return err
	}
	h.directory = h.directory.Acting(absences, today) // who stands in is told
	record, err := h.deedRecord(a, all, d)
	if err != nil {
		return err
	}
	if err := h.store.Record(c.Context(), a.now(), record); err != nil {
		return err
	}
	fmt.Fprintf(a.stdout, "第%d项已登记，%d份责任；相关责任人会收到通知\n", no, len(record.Events))
	return nil
}

func (h *house) deedRecord(a *app, all []db.Owed, d deed) (r db.Record, err error) {
	if d.to != "" {
		parties, group := h.directory.Expand(d.to)
		if len(parties) != 1 || group {
			return r, fmt.Errorf("“%s”不是通讯录里的一个部门或岗位", visible(d.to))
		}
		d.to = parties[0]
	}
	clerk := checklist.Person{ID: "clerk", Title: "督办员"}
	now := a.now()
	var decided []checklist.Decision
	var version int64 // of all that bear the number together: it grows with each deed
	for _, o := range all {
		version += o.Version
	}
	chosen, err := d.choose(all, checklist.DayOf(now, h.zone))
	if err != nil {
		return r, err
	}
	for _, o := range chosen {
		e := checklist.Event{Kind: d.Kind, Assignment: o.ID, Actor: clerk.ID, Reason: d.why, Day: d.day, Party: d.to}
		r.Events = append(r.Events, e)
		decided = append(decided, checklist.Decision{Before: o.Assignment, Event: e, Content: o.Content, Checklist: o.Checklist, Title: o.Title})
	}
	for _, l := range checklist.OutcomeLetters(h.directory, decided, clerk, checklist.DayOf(now, h.zone), h.calendar.Forecast) {
		r.Notices = append(r.Notices, db.NewNotice{
			Key:    fmt.Sprintf("outcome/%d/%s/v%d", chosen[0].Item, l.To, version),
			Letter: l, Reason: d.why, NotBefore: now,
		})
	}
	if len(r.Events) == 0 {
		return r, fmt.Errorf("第%d项没有可以这样处理的责任（%s）", all[0].No, statesOf(all)+d.hint(all))
	}
	return r, nil
}

// choose returns the assignments of an item's number that the deed is about.
func (d deed) choose(all []db.Owed, on checklist.Day) (chosen []db.Owed, err error) {
	standing := make([]checklist.Standing, len(all))
	for i, o := range all {
		standing[i] = checklist.Standing{Assignment: o.Assignment, Place: o.Place()}
	}
	at, ask := d.Choose(standing, all[0].No, on)
	if ask != "" {
		return nil, usageError{errors.New(ask + "（--list 清单、--part 期次、--party 责任主体）")}
	}
	for _, i := range at {
		chosen = append(chosen, all[i])
	}
	return chosen, nil
}

// hint says how to strike off what nobody has reported.
func (d deed) hint(all []db.Owed) string {
	open := slices.ContainsFunc(all, func(o db.Owed) bool { return o.Role == checklist.Lead && o.State == checklist.Open })
	if d.Kind == checklist.EventAccepted && open && !d.WithoutReport {
		return "；未报办结而要销号的，加 --without-report 并写 --why"
	}
	return ""
}

func statesOf(all []db.Owed) string {
	s := ""
	for i, o := range all {
		if i > 0 {
			s += "，"
		}
		s += o.Party + o.State.Chinese()
	}
	return s
}
