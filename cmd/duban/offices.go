package main

import (
	"context"

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
		use: "offices", zh: "列出各机构，各有几项、怎样（与 duban status 同一口径）", en: "list the offices and how each stands",
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
		n := s.Counts
		t.AppendRow(table.Row{s.ID, zh.Visible(s.Title), n.Total, n.Accepted, n.Review, n.Green, n.Amber, n.Red, s.Held, s.Waiting})
	}
	terminal.Render(a.stdout, t)
	return faulty
}
