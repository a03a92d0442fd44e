package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"duban/internal/office"
	"duban/internal/office/database"
	"duban/internal/words"
	"duban/internal/zh"
)

func (a *app) restoreCommand() *cobra.Command {
	c := a.command(func(c *cobra.Command, args []string) error { return a.restore(c, args[0]) }, help{
		use: "restore 文件", useEn: "restore FILE", zh: "从备份恢复；不覆盖现有的数据库", en: "restore a backup; never over an existing database",
		more:    "先核对备份，再放到配置里 database 所写的位置。那里已有数据库的，先停掉 duban serve，再把它移开。",
		moreEn:  "Checks the backup, then puts it where the configuration says; move an existing database away first.",
		example: "duban restore 备份/duban-2027-04-30.db", exampleEn: "duban restore backups/duban-2027-04-30.db"})
	c.Args = a.exactly(1)
	return c
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
			fmt.Fprintln(a.stdout, zh.Visible(a.violation(v)))
		}
		a.tell(words.Restored, zh.Visible(path), len(found.Broken))
		faults += len(found.Broken)
		return err
	})
	if err == nil && faults > 0 {
		return errProblems
	}
	return err
}
