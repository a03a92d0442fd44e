package main

import (
	"errors"
	"syscall"

	"github.com/spf13/cobra"

	"duban/checklist"
	"duban/db"
	"duban/internal/words"
)

func (a *app) reloadCommand() *cobra.Command {
	c := a.command(func(*cobra.Command, []string) error {
		o, err := a.loadOffice() // a faulty file is told here, not only in the daemon's log
		if err != nil {
			return err
		}
		if db.OnServer(o.Config.Database) {
			return words.ReloadEach.With()
		}
		pid, err := db.Holder(o.Config.Path(o.Config.Database))
		if errors.Is(err, checklist.ErrNotFound) {
			return words.ReloadNobody.With()
		}
		if err != nil {
			return err
		}
		if err := syscall.Kill(pid, syscall.SIGHUP); err != nil {
			return words.ReloadFailed.With(pid, err)
		}
		a.tell(words.Reloading)
		return nil
	}, help{use: "reload", zh: "让正在运行的 duban serve 重新读取配置、通讯录和放假安排", en: "make the running daemon read its files anew",
		more: "先在这里检查一遍；有问题就不通知。", moreEn: "They are checked first.", example: "duban reload"})
	c.Args = a.exactly(0)
	return c
}
