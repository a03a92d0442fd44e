package main

import (
	"context"
	"fmt"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/spf13/cobra"

	"duban/cmd/duban/terminal"
	"duban/internal/office"
	"duban/internal/office/inquire"
	"duban/internal/words"
	"duban/internal/zh"
)

func (a *app) officesCommand() *cobra.Command {
	c := a.command(func(c *cobra.Command, _ []string) error { return a.listOffices(c.Context()) }, help{
		use: "offices", zh: "列出各机构，各有几份牵头责任在办、逾期、待审", en: "list the offices and how each stands",
		more:   "几个机构共用一个数据库时，每个机构写一个配置文件，列在总配置的 offices 里；平常的命令加 --office 机构名称。",
		moreEn: "Offices that share a database have a file each, listed under offices; other commands take --office.", example: "duban offices\n  duban status --office 乙中心", exampleEn: "duban offices\n  duban status --office 2"})
	c.Args = a.exactly(0)
	return c
}

func (a *app) listOffices(ctx context.Context) error {
	offices, faulty := a.openOffices(ctx, (*office.Office).StoredBefore)
	if len(offices) == 0 {
		return faulty
	}
	defer offices[0].Store.Close()
	t := terminal.PlainTable(a.lang, words.OfficesHead)
	all, err := inquire.Offices(ctx, offices, a.now())
	if err != nil {
		return err
	}
	for _, s := range all {
		t.AppendRow(table.Row{s.ID, zh.Visible(s.Title), s.Open, s.Overdue, s.Submitted, s.Closed, s.Held, s.Waiting})
	}
	fmt.Fprintln(a.stdout, t.Render())
	return faulty
}
