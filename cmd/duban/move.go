package main

import (
	"context"

	"github.com/spf13/cobra"

	"duban/internal/office/database"
	"duban/internal/words"
	"duban/internal/zh"
)

func (a *app) moveCommand() *cobra.Command {
	var to database.Target
	c := a.command(func(c *cobra.Command, _ []string) error { return a.move(c.Context(), to) }, help{
		use: "move", zh: "把本机构的全部数据迁到另一个数据库，并两边核对", en: "move the office into another database, and check both",
		more: "先停掉 duban serve。原来的数据库不动；迁完两边各核对一遍，记录链的末尾须相同，然后在 config.toml 里改 database。\n" +
			"目标库里可以已有别的机构：用 --as 给本机构一个没有用过的编号，并照样写进 office.id。",
		moreEn:    "Stop the daemon first. The old database is left as it is. --as gives the office another number where the target has one of that number.",
		example:   "duban move --to postgres://duban@db.example:5432/duban --password-file 库.password\n  duban move --to postgres://duban@db.example:5432/duban --as 7",
		exampleEn: "duban move --to postgres://duban@db.example:5432/duban --password-file db.password\n  duban move --to postgres://duban@db.example:5432/duban --as 7"})
	c.Args = a.exactly(0)
	c.Flags().StringVar(&to.Location, "to", "", a.say("迁到哪里：postgres://用户@服务器:5432/库名，或一个新文件", "where to: postgres://… or a new file"))
	c.Flags().StringVar(&to.PasswordFile, "password-file", "", a.say("目标数据库的密码文件", "password file of the target"))
	c.Flags().Int64Var(&to.Office, "as", 0, a.say("在目标库里的机构编号，不写同 office.id", "number of the office there"))
	_ = c.MarkFlagRequired("to")
	return c
}

func (a *app) move(ctx context.Context, to database.Target) error {
	o, err := a.openOffice(ctx)
	if err != nil {
		return err
	}
	defer o.Store.Close()
	from, there, err := database.Move(ctx, o, to)
	if there.Where == "" {
		return err
	}
	faults := 0
	for _, c := range []database.Checked{from, there} {
		for _, v := range c.Broken {
			a.tell(words.BrokenAt, zh.Visible(c.Where), zh.Visible(a.violation(v)))
		}
		faults += len(c.Broken)
		a.tell(words.MoveStore, zh.Visible(c.Where), c.Office, c.Events, c.Head[:min(16, len(c.Head))], len(c.Broken))
	}
	if err != nil {
		return err
	}
	a.tell(words.Moved, there.Where, there.Office)
	if faults > 0 {
		return errProblems
	}
	return nil
}
