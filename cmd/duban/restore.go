package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"duban/checklist"
	"duban/db"
	"duban/internal/office"
	"duban/internal/zh"
)

func (a *app) restoreCommand() *cobra.Command {
	c := a.command(func(c *cobra.Command, args []string) error { return a.restore(c, args[0]) }, help{
		use: "restore 文件", zh: "从备份恢复；不覆盖现有的数据库", en: "restore a backup; never over an existing database",
		more:    "先核对备份，再放到配置里 database 所写的位置。那里已有数据库的，先停掉 duban serve，再把它移开。",
		moreEn:  "Checks the backup, then puts it where the configuration says; move an existing database away first.",
		example: "duban restore 备份/duban-2027-04-30.db"})
	c.Args = a.exactly(1)
	return c
}

func (a *app) restore(c *cobra.Command, backup string) error {
	o, err := a.loadAny()
	if err != nil {
		return err
	}
	location, err := o.Config.Location()
	if err != nil {
		return err
	}
	path := db.Redacted(location)
	if err := db.Restore(c.Context(), backup, location, o.Options()); err != nil {
		if errors.Is(err, checklist.ErrInvalid) {
			return fmt.Errorf("%s 不是完好的备份，没有恢复：%w", zh.Visible(backup), err)
		}
		if db.OnServer(location) {
			return err
		}
		return existing(err, "数据库 %s 已存在，不覆盖；请先停掉 duban serve，并把它和同名的 -wal、-shm、.files 移开", path)
	}
	found := 0
	err = a.eachOffice(c.Context(), func(o *office.Office) error {
		broken, err := o.Store.Check(c.Context())
		for _, v := range broken {
			fmt.Fprintln(a.stdout, zh.Visible(v.String()))
		}
		fmt.Fprintf(a.stdout, "已恢复到 %s，核对：%d处不符\n", zh.Visible(path), len(broken))
		found += len(broken)
		return err
	})
	if err == nil && found > 0 {
		return errProblems
	}
	return err
}
