package main

import (
	"errors"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"duban/checklist"
	"duban/db"
	"duban/internal/office"
)

// deed is what the clerk does by hand to the parts of an item.
type deed struct {
	kind checklist.EventKind
	fits func(db.Owed) bool // which parts of the item it is for
	day  checklist.Day
	to   string // reassign: the new party
	why  string
	only string // --party: just this party's part
}

func (a *app) judgeCommand() *cobra.Command {
	var why, party string
	c := a.command(func(c *cobra.Command, args []string) error {
		kinds := map[string]checklist.EventKind{"accept": checklist.EventAccepted, "return": checklist.EventReturned}
		kind, ok := kinds[args[1]]
		if !ok {
			return usageError{errors.New("请写 accept（同意销号）或 return（退回）")}
		}
		if kind == checklist.EventReturned && why == "" {
			return usageError{errors.New("退回要用 --why 写明理由")}
		}
		return a.do(c, args[0], deed{kind: kind, why: why, only: party, fits: func(o db.Owed) bool {
			return o.Role == checklist.Lead && (o.State == checklist.Submitted || kind == checklist.EventAccepted && o.State == checklist.Open)
		}})
	}, help{use: "judge 序号 accept|return", zh: "代录审核：销号或退回", en: "record a verdict: accept or return",
		example: "duban judge 14 accept\n  duban judge 15 return --why 材料不足，请补充会商记录"})
	c.Args = a.exactly(2)
	a.deedFlags(c, &why, &party)
	return c
}

func (a *app) waiveCommand() *cobra.Command {
	return a.simpleDeed("waive 序号", "免办一项，须写理由", "waive an item, with a reason", checklist.EventWaived, "duban waive 21 --why 机构改革后不再适用",
		func(o db.Owed) bool { return !o.State.Closed() })
}

func (a *app) reopenCommand() *cobra.Command {
	return a.simpleDeed("reopen 序号", "已销号或免办的重新办理，须写理由", "reopen a closed item, with a reason", checklist.EventReopened, "duban reopen 14 --why 复查发现未落实",
		func(o db.Owed) bool { return o.State.Closed() && o.Role == checklist.Lead })
}

func (a *app) simpleDeed(use, zh, en string, kind checklist.EventKind, example string, fits func(db.Owed) bool) *cobra.Command {
	var why, party string
	c := a.command(func(c *cobra.Command, args []string) error {
		if why == "" {
			return usageError{errors.New("请用 --why 写明理由")}
		}
		return a.do(c, args[0], deed{kind: kind, why: why, only: party, fits: fits})
	}, help{use: use, zh: zh, en: en, example: example})
	c.Args = a.exactly(1)
	a.deedFlags(c, &why, &party)
	return c
}

func (a *app) extendCommand() *cobra.Command {
	var why, party, to string
	c := a.command(func(c *cobra.Command, args []string) error {
		day, err := checklist.ParseDay(to)
		if err != nil || day == 0 {
			return usageError{errors.New("请用 --to 写明新的时限，例如 --to 2027-05-20")}
		}
		return a.do(c, args[0], deed{kind: checklist.EventExtended, day: day, why: why, only: party,
			fits: func(o db.Owed) bool { return !o.State.Closed() }})
	}, help{use: "extend 序号", zh: "同意延期，原定时限仍留存", en: "extend a deadline; the original stays on record",
		example: "duban extend 7 --to 2027-05-20 --why 主任口头同意"})
	c.Args = a.exactly(1)
	c.Flags().StringVar(&to, "to", "", a.say("新的时限（YYYY-MM-DD）", "the new deadline"))
	a.deedFlags(c, &why, &party)
	return c
}

func (a *app) reassignCommand() *cobra.Command {
	var why, from, to string
	c := a.command(func(c *cobra.Command, args []string) error {
		if to == "" {
			return usageError{errors.New("请用 --to 写明移交给谁，例如 --to 综合部")}
		}
		return a.do(c, args[0], deed{kind: checklist.EventReassigned, to: to, why: why, only: from,
			fits: func(o db.Owed) bool { return !o.State.Closed() && (from != "" || o.Role == checklist.Lead) }})
	}, help{use: "reassign 序号", zh: "移交给另一个部门或岗位", en: "move an item to another party",
		example: "duban reassign 7 --to 综合部 --why 职能调整"})
	c.Args = a.exactly(1)
	c.Flags().StringVar(&to, "to", "", a.say("新的责任主体", "the new party"))
	a.deedFlags(c, &why, &from)
	return c
}

func (a *app) deedFlags(c *cobra.Command, why, party *string) {
	c.Flags().StringVar(why, "why", "", a.say("理由，记入台账并告知责任人", "the reason, recorded and told to the person"))
	c.Flags().StringVar(party, "party", "", a.say("只对这个责任主体", "only this party's part"))
}

// do records a deed and tells the people concerned, in one act.
func (a *app) do(c *cobra.Command, number string, d deed) error {
	no, err := strconv.Atoi(number)
	if err != nil {
		return usageError{fmt.Errorf("“%s”不是序号", visible(number))}
	}
	h, err := a.openOffice(c.Context())
	if err != nil {
		return err
	}
	defer h.Store.Close()
	all, err := h.Store.AssignmentsOf(c.Context(), no)
	if err != nil {
		return err
	}
	if len(all) == 0 {
		return fmt.Errorf("没有第%d项", no)
	}
	today := checklist.DayOf(a.now(), h.Zone)
	absences, err := h.Store.Absences(c.Context(), today)
	if err != nil {
		return err
	}
	h.Directory = h.Directory.Acting(absences, today) // who stands in is told
	record, err := deedRecord(h, a, all, d)
	if err != nil {
		return err
	}
	if err := h.Store.Record(c.Context(), a.now(), record); err != nil {
		return err
	}
	fmt.Fprintf(a.stdout, "第%d项已登记，%d份责任；相关责任人会收到通知\n", no, len(record.Events))
	return nil
}

func deedRecord(h *office.Office, a *app, all []db.Owed, d deed) (r db.Record, err error) {
	if d.to != "" {
		parties, group := h.Directory.Expand(d.to)
		if len(parties) != 1 || group {
			return r, fmt.Errorf("“%s”不是通讯录里的一个部门或岗位", visible(d.to))
		}
		d.to = parties[0]
	}
	clerk := checklist.Person{ID: "clerk", Title: "督办员"}
	now := a.now()
	var decided []checklist.Decision
	var version int64 // of all parts together: it grows with each deed
	for _, o := range all {
		if !d.fits(o) || d.only != "" && o.Party != d.only {
			continue
		}
		e := checklist.Event{Kind: d.kind, Assignment: o.ID, Actor: clerk.ID, Reason: d.why, Day: d.day, Party: d.to}
		r.Events = append(r.Events, e)
		decided = append(decided, checklist.Decision{Before: o.Assignment, Event: e, Content: o.Content, Checklist: o.Checklist, Title: o.Title})
		version += o.Version
	}
	for _, l := range checklist.OutcomeLetters(h.Directory, decided, clerk, checklist.DayOf(now, h.Zone), h.Calendar.Forecast) {
		r.Notices = append(r.Notices, db.NewNotice{
			Key:    fmt.Sprintf("outcome/%d/%s/v%d", all[0].Item, l.To, version),
			Letter: l, Reason: d.why, NotBefore: now,
		})
	}
	if len(r.Events) == 0 {
		return r, fmt.Errorf("第%d项没有可以这样处理的责任（%s）", all[0].No, statesOf(all))
	}
	return r, nil
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
