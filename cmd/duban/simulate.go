package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"duban/checklist"
	"duban/db"
	"duban/inbox"
	"duban/internal/office"
	"duban/scheduler"
)

func (a *app) simulateCommand() *cobra.Command {
	var from, to, answers string
	var asJSON, diff bool
	c := a.command(func(c *cobra.Command, _ []string) error {
		r, err := a.rehearsal(from, to, answers)
		if err != nil {
			return err
		}
		if diff {
			return a.simulateDiff(c.Context(), r)
		}
		return a.simulate(c.Context(), r, func(l plannedLetter) { a.printLetter(l, asJSON) })
	}, help{use: "simulate", zh: "推演：到某天为止会发哪些信", en: "simulate all letters to a day",
		more: "在数据库的副本上跑同一套程序，什么也不改、不发。默认没有人回复；--answers 给出谁在哪天回复什么，每行写：\n" +
			"  2027-04-22 技术服务部 14 已完成\n配上 --config 和 --diff，比较那份配置与现用配置发的信有什么不同（- 现用，+ 那份）。",
		moreEn: "Runs the very same code on a copy of the database, as if nobody answered, or as a file of answers says\n" +
			"(DAY WHO TEXT a line). --config OTHER --diff shows what that configuration would send differently.",
		example: "duban simulate --to 2027-06-15\n  duban simulate --to 2027-06-15 --answers 回复.txt\n  duban simulate --to 2027-06-15 --config 新.toml --diff"})
	c.Args = a.exactly(0)
	c.Flags().StringVar(&from, "from", "", a.say("从哪一天起，默认清单的下达日或今天，取早者", "first day"))
	c.Flags().StringVar(&to, "to", "", a.say("到哪一天", "last day"))
	c.Flags().StringVar(&answers, "answers", "", a.say("谁在哪天回复什么的文件", "a file of who answers what on which day"))
	c.Flags().BoolVar(&diff, "diff", false, a.say("与现用配置比较", "compare with the configuration in use"))
	c.Flags().BoolVar(&asJSON, "json", false, a.say("每封信一行 JSON", "one JSON object a letter"))
	return c
}

// rehearsal is what is to be simulated.
type rehearsal struct {
	from, to checklist.Day // from 0: the first day of any list, at the latest today
	answers  []answerLine
}

func (a *app) rehearsal(from, to, answers string) (r rehearsal, err error) {
	if to == "" {
		return r, usageError{errors.New("请用 --to 写明推演到哪一天")}
	}
	if r.to, err = a.day("--to", to); err != nil {
		return r, err
	}
	if from != "" {
		if r.from, err = a.day("--from", from); err != nil {
			return r, err
		}
	}
	if answers != "" {
		r.answers, err = readAnswerLines(answers)
	}
	return r, err
}

// simulate runs the daemon's days on a copy of the database.
func (a *app) simulate(ctx context.Context, r rehearsal, show func(plannedLetter)) error {
	h, err := a.openOffice(ctx)
	if err != nil {
		return err
	}
	defer h.Store.Close()
	return a.rehearse(ctx, h, h, r, show)
}

// simulateDiff runs the same days twice, by the configuration in use and by that
// of --config, on copies of the database in use, and prints what differs.
func (a *app) simulateDiff(ctx context.Context, r rehearsal) error {
	other, err := a.loadOffice()
	if err != nil {
		return err
	}
	inUse := *a
	inUse.config = ""
	h, err := inUse.openOffice(ctx)
	if err != nil {
		return err
	}
	defer h.Store.Close()
	var now, then []string
	for _, run := range []struct {
		h     *office.Office
		lines *[]string
	}{{h, &now}, {other, &then}} {
		if err := a.rehearse(ctx, h, run.h, r, func(l plannedLetter) { *run.lines = append(*run.lines, l.line()) }); err != nil {
			return err
		}
	}
	a.printDiff(now, then)
	return nil
}

// printDiff prints the letters that only one of two runs has; both are in the
// order of days.
func (a *app) printDiff(now, then []string) {
	count := map[string]int{}
	for _, l := range then {
		count[l]++
	}
	var gone []string
	for _, l := range now {
		if count[l]--; count[l] < 0 {
			gone = append(gone, l)
		}
	}
	var fresh []string
	for _, l := range then {
		if count[l] > 0 {
			count[l]--
			fresh = append(fresh, l)
		}
	}
	for len(gone)+len(fresh) > 0 {
		from, mark := &gone, "- "
		if len(gone) == 0 || len(fresh) > 0 && dated(fresh[0]) < dated(gone[0]) {
			from, mark = &fresh, "+ "
		}
		fmt.Fprintln(a.stdout, mark+(*from)[0])
		*from = (*from)[1:]
	}
}

// dated is what a printed letter begins with.
func dated(line string) string { return line[:min(len(line), len(time.DateOnly))] }

// rehearse copies the database of one house and runs it by the rules of another.
func (a *app) rehearse(ctx context.Context, data, rules *office.Office, r rehearsal, show func(plannedLetter)) error {
	dir, err := os.MkdirTemp("", "duban-simulate-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	copied := filepath.Join(dir, "duban.db")
	if err := data.Store.CopyTo(ctx, copied); err != nil {
		return err
	}
	store, err := db.Open(ctx, copied, rules.Options())
	if err != nil {
		return err
	}
	defer store.Close()
	if r.from == 0 {
		if r.from, err = a.firstDay(ctx, store, r.to); err != nil {
			return err
		}
	}
	s := newStage(rules, store, r, show)
	if err := store.AskAgain(ctx, r.from.At(0, 0, rules.Zone)); err != nil { // the rules may differ from those in use
		return err
	}
	return s.run(ctx)
}

func (a *app) firstDay(ctx context.Context, store *db.Store, to checklist.Day) (checklist.Day, error) {
	first := min(checklist.DayOf(a.now(), store.Zone()), to)
	lists, err := store.Checklists(ctx)
	for _, l := range lists {
		first = min(first, l.Start)
	}
	return first, err
}

// stage is a copy of the database on which days are played.
type stage struct {
	rehearsal
	*office.Office
	store  *db.Store
	at     time.Time
	sch    *scheduler.Scheduler
	desk   *inbox.Desk
	show   func(plannedLetter)
	last   int64 // the newest letter shown
	serial int
}

func newStage(h *office.Office, store *db.Store, r rehearsal, show func(plannedLetter)) *stage {
	s := &stage{rehearsal: r, Office: h, store: store, show: show}
	rules := h.Rules()
	rules.StaleAfter = 0  // nobody reads mail in a simulation
	rules.MostLetters = 0 // it shows what would go
	quiet := slog.New(slog.DiscardHandler)
	s.sch = scheduler.New(store, func() scheduler.Rules { return rules }, quiet)
	policy := h.Policy()
	policy.RequireProof = false // no server has seen these answers
	s.desk = inbox.NewDesk(store, func() inbox.Policy { return policy }, func() time.Time { return s.at }, quiet, nil)
	return s
}

func (s *stage) run(ctx context.Context) error {
	before, err := s.store.Notices(ctx, db.NoticeFilter{})
	if err != nil {
		return err
	}
	if len(before) > 0 {
		s.last = before[len(before)-1].ID
	}
	hour := s.Config.Ladder.Hour
	for d := s.from; d <= s.to; d++ {
		s.at = d.At(hour.Hour, hour.Minute, s.Zone)
		if _, err := s.sch.Round(ctx, s.at); err != nil {
			return err
		}
		if err := s.send(ctx); err != nil {
			return err
		}
		if err := s.answer(ctx, d); err != nil {
			return err
		}
	}
	return nil
}

// send lets everything that waits go, and shows it.
func (s *stage) send(ctx context.Context) error {
	if err := s.store.AssumeSent(ctx, s.at.Add(s.Config.Ladder.Spread.Duration)); err != nil {
		return err
	}
	list, err := s.store.Notices(ctx, db.NoticeFilter{After: s.last})
	for _, n := range list {
		s.last = n.ID
		s.show(planned(n))
	}
	return err
}
