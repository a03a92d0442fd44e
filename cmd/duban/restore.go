package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"duban/checklist"
	"duban/cmd/duban/terminal"
	"duban/internal/office"
	"duban/internal/office/database"
	"duban/internal/office/decide"
	"duban/internal/office/inquire"
	"duban/internal/words"
	"duban/internal/zh"
)

func (a *app) restoreCommand() *cobra.Command {
	c := a.command(func(c *cobra.Command, args []string) error { return a.restore(c, args[0]) }, help{
		use: "restore 文件", useEn: "restore FILE", zh: "从备份恢复；不覆盖现有的数据库", en: "restore a backup; never over an existing database",
		more:    "先核对备份，再放到配置里 database 所写的位置。那里已有数据库的，先停掉 duban serve，再把它移开。恢复后发信是暂停的，核对以后用 duban resume 恢复。",
		moreEn:  "Checks the backup, then puts it where the configuration says; move an existing database away first. Sending is paused afterwards, until duban resume.",
		example: "duban restore 备份/duban-2027-04-30.db", exampleEn: "duban restore backups/duban-2027-04-30.db"})
	c.Args = a.exactly(1)
	return c
}

// holdRestored pauses what a backup would send: it does not know what has gone since it
// was made, and a simulation of the days since tells how much that may be.
func (a *app) holdRestored(ctx context.Context, o *office.Office) error {
	last, err := o.Store.Head(ctx)
	if err != nil || last.Seq == 0 {
		return err
	}
	if err := decide.Pause(ctx, o, a.now(), a.text(words.RestoredWhy)); err != nil && !refused(err, office.Paused) {
		return err
	}
	letters := 0
	sim := inquire.Simulation{From: last.On, To: checklist.DayOf(a.now(), o.Zone)}
	if sim.From <= sim.To {
		if err := inquire.Simulate(ctx, o, o, a.now(), sim, func(inquire.PlannedLetter) { letters++ }); err != nil {
			return err
		}
	}
	a.tell(words.RestoredPaused, terminal.Minute(last.At, o.Zone), letters)
	return nil
}

// refused reports a refusal of a kind.
func refused(err error, code office.Code) bool {
	var r office.Refusal
	return errors.As(err, &r) && r.Code == code
}

func (a *app) restore(c *cobra.Command, backup string) error {
	o, err := a.loadAny()
	if err != nil {
		return err
	}
	path, err := database.Restore(c.Context(), o, backup)
	if err != nil {
		return err
	}
	faults := 0
	err = a.eachOffice(c.Context(), func(o *office.Office) error {
		found, err := database.Check(c.Context(), o, a.now())
		for _, v := range found.Broken {
			a.entry(zh.Visible(a.violation(v)))
		}
		a.tell(words.Restored, zh.Visible(path), len(found.Broken))
		faults += len(found.Broken)
		if err != nil {
			return err
		}
		return a.holdRestored(c.Context(), o)
	})
	if err == nil && faults > 0 {
		return errProblems
	}
	return err
}
