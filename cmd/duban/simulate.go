package main

import (
	"cmp"
	"context"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"duban/checklist"
	"duban/cmd/duban/terminal"
	"duban/internal/office"
	"duban/internal/office/inquire"
	"duban/internal/office/register"
	"duban/internal/words"
)

func (a *app) simulateCommand() *cobra.Command {
	var from, to, answers string
	var asJSON, diff bool
	var reading importOptions
	c := a.command(func(c *cobra.Command, args []string) error {
		sim, err := a.simulation(from, to, answers)
		if err != nil {
			return err
		}
		if diff {
			return a.simulateDiff(c.Context(), sim)
		}
		letters := 0
		show := func(l inquire.PlannedLetter) {
			letters++
			a.printLetter(l, asJSON)
		}
		if len(args) > 0 {
			err = a.simulateList(c.Context(), args[0], reading, sim, show)
		} else {
			err = a.simulate(c.Context(), sim, show)
		}
		if err == nil && letters == 0 && !asJSON {
			a.tell(words.SimulateNone, terminal.Weekday(a.lang, sim.To))
		}
		return err
	}, help{use: "simulate [清单]", useEn: "simulate [LIST]", zh: "推演：到某天为止会发哪些信", en: "simulate all letters to a day",
		more: "在数据库的副本上跑同一套程序，什么也不改、不发。默认没有人回复；--answers 给出谁在哪天回复什么，每行写：\n" +
			"  2027-04-22 技术服务部 14 已完成\n配上 --config 和 --diff，比较那份配置与现用配置发的信有什么不同（- 现用，+ 那份）。\n写明清单文件和 --year 时只推演这一份，不用导入，什么也不存。",
		moreEn: "Runs the very same code on a copy of the database, as if nobody answered, or as a file of answers says " +
			"(DAY WHO TEXT a line). --config OTHER --diff shows what that configuration would send differently.\nWith a LIST and --year it plays that list alone, which need not be imported; nothing is stored.",
		example:   "duban simulate --to 2027-06-15\n  duban simulate --to 2027-06-15 --answers 回复.txt\n  duban simulate --to 2027-06-15 --config 新.toml --diff",
		exampleEn: "duban simulate --to 2027-06-15\n  duban simulate --to 2027-06-15 --answers answers.txt\n  duban simulate --to 2027-06-15 --config other.toml --diff"})
	c.Args = a.atMost(1)
	c.Flags().IntVar(&reading.Year, "year", 0, a.say("清单的基准年份", "base year of the LIST"))
	c.Flags().StringVar(&reading.start, "start", "", a.say("清单的下达日期，默认 --from 那天", "day of issue of the LIST, default that of --from"))
	c.Flags().StringVar(&reading.Map, "map", "", a.say("清单哪一栏是什么，同 duban import", "what columns of the LIST are, as of duban import"))
	c.Flags().StringVar(&from, "from", "", a.say("从哪一天起，默认今天：duban serve 从现在起会发的", "first day, default today: what duban serve would send from now on"))
	c.Flags().StringVar(&to, "to", "", a.say("到哪一天", "last day"))
	c.Flags().StringVar(&answers, "answers", "", a.say("谁在哪天回复什么的文件", "a file of who answers what on which day"))
	c.Flags().BoolVar(&diff, "diff", false, a.say("与现用配置比较", "compare with the configuration in use"))
	c.Flags().BoolVar(&asJSON, "json", false, a.say("每封信一行 JSON", "one JSON object a letter"))
	return c
}

func (a *app) simulation(from, to, answers string) (sim inquire.Simulation, err error) {
	if to == "" {
		return sim, wrong(words.SimulateWantsDay)
	}
	if sim.To, err = a.day("--to", to); err != nil {
		return sim, err
	}
	if from != "" {
		if sim.From, err = a.day("--from", from); err != nil {
			return sim, err
		}
	}
	if sim.From > sim.To {
		return sim, wrong(words.SimulateOrder, sim.To, sim.From)
	}
	if answers == "" {
		return sim, nil
	}
	raw, err := os.ReadFile(answers)
	if err != nil {
		return sim, words.ReadingAnswers.With(err)
	}
	sim.Answers, err = inquire.ReadAnswers(filepath.Base(answers), raw)
	return sim, err
}

// simulate runs the daemon's days on a copy of the database.
func (a *app) simulate(ctx context.Context, sim inquire.Simulation, show func(inquire.PlannedLetter)) error {
	o, err := a.openOffice(ctx)
	if err != nil {
		return err
	}
	defer o.Store.Close()
	return inquire.Simulate(ctx, o, o, a.now(), sim, show)
}

// simulateList plays the days of a list that is in no books.
func (a *app) simulateList(ctx context.Context, name string, f importOptions, sim inquire.Simulation, show func(inquire.PlannedLetter)) error {
	raw, err := os.ReadFile(name)
	if err != nil {
		return words.ReadingList.With(err)
	}
	if err := f.readDays(); err != nil {
		return err
	}
	o, err := a.loadOffice()
	if err != nil {
		return err
	}
	f.Start, f.Late = cmp.Or(f.Start, sim.From, checklist.DayOf(a.now(), o.Zone)), true
	in, err := register.Read(ctx, o, f.Start, filepath.Base(name), raw, f.Reading)
	if err != nil {
		return err
	}
	if wrong := in.Problems.Errors(); len(wrong) > 0 {
		return wrong
	}
	sim.From = f.Start
	return register.Trial(ctx, o, in, func() error { return inquire.Simulate(ctx, o, o, a.now(), sim, show) })
}

// simulateDiff runs the same days twice, by the configuration in use and by that
// of --config, on copies of the database in use, and prints what differs.
func (a *app) simulateDiff(ctx context.Context, sim inquire.Simulation) error {
	other, err := a.loadOffice()
	if err != nil {
		return err
	}
	inUse := *a
	inUse.config = ""
	o, err := inUse.openOffice(ctx)
	if err != nil {
		return err
	}
	defer o.Store.Close()
	var now, then []string
	for _, run := range []struct {
		rules *office.Office
		lines *[]string
	}{{o, &now}, {other, &then}} {
		if err := inquire.Simulate(ctx, o, run.rules, a.now(), sim, func(l inquire.PlannedLetter) { *run.lines = append(*run.lines, a.letterLine(l)) }); err != nil {
			return err
		}
	}
	if slices.Equal(now, then) {
		a.tell(words.SimulateSame, len(now))
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
		a.entry(mark + (*from)[0])
		*from = (*from)[1:]
	}
}

// dated is what a printed letter begins with.
func dated(line string) string { return line[:min(len(line), len(time.DateOnly))] }
