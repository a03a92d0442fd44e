package main

import (
	"github.com/spf13/cobra"

	"duban/internal/office/database"
	"duban/internal/words"
	"duban/internal/zh"
)

func (a *app) backupCommand() *cobra.Command {
	c := a.command(func(c *cobra.Command, args []string) error { return a.backup(c, args[0]) }, help{
		use: "backup 文件", useEn: "backup FILE", zh: "备份全部数据到一个文件，不必停机", en: "back up all data into one file, while the daemon runs",
		more:    "备份是一个完整的数据库，较大的来信也在里面；写完核对无误才用这个文件名。config.toml 和通讯录表格请另行备份。",
		moreEn:  "The backup is a whole database, large mails included. Keep config.toml and the directory besides.",
		example: "duban backup 备份/duban-2027-04-30.db", exampleEn: "duban backup backups/duban-2027-04-30.db"})
	c.Args = a.exactly(1)
	return c
}

func (a *app) backup(c *cobra.Command, path string) error {
	o, err := a.anyOffice(c.Context())
	if err != nil {
		return err
	}
	defer o.Store.Close()
	size, err := database.Backup(c.Context(), o, a.now(), path)
	if err != nil {
		return err
	}
	a.tell(words.BackedUp, zh.Visible(path), size)
	return nil
}
