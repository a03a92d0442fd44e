package main

import (
	"context"

	"github.com/spf13/cobra"

	"duban/internal/daemon"
	"duban/internal/office"
)

func (a *app) serveCommand() *cobra.Command {
	c := a.command(func(c *cobra.Command, _ []string) error { return a.serve(c.Context()) }, help{
		use: "serve", zh: "常驻运行：按日程发信、收信、登记", en: "run the daemon: plan, send, receive",
		more: "没有配置发信服务器时，信存入 outbox 文件夹。收到 SIGTERM 发完手里的信再停；收到 SIGHUP 重新读取配置和通讯录。\n" +
			"配置里列了几个机构的一起运行，一个机构的问题不影响别的；数据库在服务器上的，可以在几台机器上同时运行。",
		moreEn:  "Drains on SIGTERM, reloads on SIGHUP.",
		example: "duban serve"})
	c.Args = a.exactly(0)
	return c
}

func (a *app) serve(ctx context.Context) error {
	offices, err := a.openOffices(ctx, (*office.Office).OpenStore)
	if len(offices) == 0 {
		return daemon.UnlessStopped(ctx, err)
	}
	log := a.logger(offices[0].Config)
	if err != nil {
		daemon.LogLeftOut(log, "", err)
	}
	return daemon.Run(ctx, offices, a.daemonOptions(), log)
}

// daemonOptions are the surroundings of a daemon that this run starts.
func (a *app) daemonOptions() daemon.Options {
	return daemon.Options{Now: a.now, Dial: a.dial, Listen: a.listen, Sharing: a.sharing, Reread: a.source().All}
}
