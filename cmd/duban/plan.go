package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"duban/checklist"
	"duban/db"
	"duban/scheduler"
)

func (a *app) planCommand() *cobra.Command {
	var on string
	var asJSON bool
	c := a.command(func(c *cobra.Command, _ []string) error {
		day, err := a.day("--on", on)
		if err != nil {
			return err
		}
		return a.simulate(c.Context(), 0, day, asJSON, func(l plannedLetter) bool { return l.Date == day })
	}, help{use: "plan", zh: "看某一天会发哪些信、发给谁、为什么", en: "show what letters a day would bring, to whom and why",
		more: "在数据库的副本上推演，什么也不改、不发。", moreEn: "Works on a copy of the database; nothing is changed or sent.",
		example: "duban plan --on 2027-04-23"})
	c.Args = a.exactly(0)
	c.Flags().StringVar(&on, "on", "", a.say("哪一天（YYYY-MM-DD），默认今天", "the day, default today"))
	c.Flags().BoolVar(&asJSON, "json", false, a.say("每封信一行 JSON", "one JSON object a letter"))
	return c
}

func (a *app) simulateCommand() *cobra.Command {
	var from, to string
	var asJSON bool
	c := a.command(func(c *cobra.Command, _ []string) error {
		if to == "" {
			return usageError{fmt.Errorf("请用 --to 写明推演到哪一天")}
		}
		last, err := a.day("--to", to)
		if err != nil {
			return err
		}
		var first checklist.Day
		if from != "" {
			if first, err = a.day("--from", from); err != nil {
				return err
			}
		}
		return a.simulate(c.Context(), first, last, asJSON, func(plannedLetter) bool { return true })
	}, help{use: "simulate", zh: "推演：假如没有人回复，到某天为止会发哪些信", en: "simulate all letters to a day, as if nobody answered",
		more: "在数据库的副本上跑同一套程序，什么也不改、不发。", moreEn: "Runs the very same code on a copy of the database.",
		example: "duban simulate --to 2027-06-15"})
	c.Args = a.exactly(0)
	c.Flags().StringVar(&from, "from", "", a.say("从哪一天起，默认清单的下达日或今天，取早者", "first day"))
	c.Flags().StringVar(&to, "to", "", a.say("到哪一天", "last day"))
	c.Flags().BoolVar(&asJSON, "json", false, a.say("每封信一行 JSON", "one JSON object a letter"))
	return c
}

// day reads a day of the command line; empty is today in the office's zone.
func (a *app) day(flag, text string) (checklist.Day, error) {
	if text == "" {
		h, err := a.furnish()
		if err != nil {
			return 0, err
		}
		return checklist.DayOf(a.now(), h.zone), nil
	}
	d, err := checklist.ParseDay(text)
	if err != nil {
		return 0, usageError{fmt.Errorf("%s “%s”不是日期，请写成 2027-04-23", flag, text)}
	}
	return d, nil
}

// plannedLetter is a letter as plan and simulate print it.
type plannedLetter struct {
	Date   checklist.Day        `json:"date"`
	To     string               `json:"to"`
	Kind   checklist.LetterKind `json:"kind"`
	Items  []int                `json:"items"`
	Steps  []string             `json:"steps"`
	Reason string               `json:"reason"`
}

// simulate runs the daemon's days on a copy of the database.
func (a *app) simulate(ctx context.Context, from, to checklist.Day, asJSON bool, show func(plannedLetter) bool) error {
	h, err := a.openHouse(ctx)
	if err != nil {
		return err
	}
	defer h.store.Close()
	dir, err := os.MkdirTemp("", "duban-simulate-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	copied := filepath.Join(dir, "duban.db")
	if err := h.store.CopyTo(ctx, copied); err != nil {
		return err
	}
	store, err := db.Open(ctx, copied, db.Options{Zone: h.zone, Domain: h.domain()})
	if err != nil {
		return err
	}
	defer store.Close()
	if from == 0 {
		from = checklist.DayOf(a.now(), h.zone)
		lists, err := store.Checklists(ctx)
		if err != nil {
			return err
		}
		for _, l := range lists {
			from = min(from, l.Start)
		}
		from = min(from, to)
	}
	return a.simulateDays(ctx, h, store, from, to, func(l plannedLetter) {
		if show(l) {
			a.printLetter(l, asJSON)
		}
	})
}

func (a *app) simulateDays(ctx context.Context, h *house, store *db.Store, from, to checklist.Day, print func(plannedLetter)) error {
	rules := h.rules()
	rules.StaleAfter = 0 // nobody reads mail in a simulation
	sch := scheduler.New(store, func() scheduler.Rules { return rules }, slog.New(slog.DiscardHandler))
	var last int64
	if list, err := store.Notices(ctx, db.NoticeFilter{}); err != nil {
		return err
	} else if len(list) > 0 {
		last = list[len(list)-1].ID
	}
	for day := from; day <= to; day++ {
		at := day.At(rules.Hour, rules.Minute, h.zone)
		if _, err := sch.Round(ctx, at); err != nil {
			return err
		}
		if err := store.AssumeSent(ctx, at); err != nil {
			return err
		}
		list, err := store.Notices(ctx, db.NoticeFilter{After: last})
		if err != nil {
			return err
		}
		for _, n := range list {
			last = n.ID
			print(planned(n))
		}
	}
	return nil
}

func planned(n db.Notice) plannedLetter {
	l := plannedLetter{Date: n.Letter.On, To: n.Person, Kind: n.Kind, Reason: n.Reason, Items: []int{}, Steps: []string{}}
	for _, line := range n.Letter.Lines {
		if !slices.Contains(l.Items, line.No) {
			l.Items = append(l.Items, line.No)
		}
		if line.Step != "" {
			l.Steps = append(l.Steps, fmt.Sprintf("%d %s", line.No, line.Step))
		}
	}
	return l
}

var kindNames = map[checklist.LetterKind]string{
	checklist.LetterAssign: "交办", checklist.LetterRemind: "提醒", checklist.LetterEscalate: "提级", checklist.LetterDigest: "督办专报",
	checklist.LetterReview: "待审", checklist.LetterClerk: "督办员日报", checklist.LetterReceipt: "回执", checklist.LetterQuestion: "询问",
	checklist.LetterHeld: "待登记", checklist.LetterTranscript: "批示登记", checklist.LetterOutcome: "审核结果",
}

func (a *app) printLetter(l plannedLetter, asJSON bool) {
	if asJSON {
		enc := json.NewEncoder(a.stdout)
		enc.SetEscapeHTML(false)
		_ = enc.Encode(l)
		return
	}
	var nos []string
	for _, no := range l.Items {
		nos = append(nos, fmt.Sprint(no))
	}
	items := ""
	if len(nos) > 0 {
		items = "　第" + strings.Join(nos, "、") + "项"
	}
	fmt.Fprintf(a.stdout, "%s %s　%s　%s%s　%s\n", l.Date, l.Date.WeekdayName(), kindNames[l.Kind], l.To, items, l.Reason)
}
