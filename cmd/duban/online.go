package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"duban/internal/config"
	"duban/internal/office"
)

func (a *app) configCheckCommand() *cobra.Command {
	var online bool
	c := a.command(func(c *cobra.Command, _ []string) error {
		all, faulty := a.source().All()
		errs := []error{faulty}
		for _, conf := range all {
			errs = append(errs, a.checkConfig(c.Context(), conf, online))
		}
		return config.Together(errs)
	}, help{use: "check", zh: "检查配置和通讯录，一次列出全部问题", en: "check configuration and directory",
		more:    "加 --online 逐个登录发信服务器和各信箱，各说一行；不发信，不动信箱。",
		moreEn:  "With --online it logs in to the relay and to each mailbox, and says of each in one line what works; it sends and changes nothing.",
		example: "duban config check --online"})
	c.Args = a.exactly(0)
	c.Flags().BoolVar(&online, "online", false, a.say("试着登录发信服务器和各信箱", "try the relay and each mailbox"))
	return c
}

func (a *app) checkConfig(ctx context.Context, c *config.Config, online bool) error {
	h, err := office.Load(c)
	if err != nil {
		return err
	}
	if c.Office.Name != "" {
		fmt.Fprint(a.stdout, visible(c.Office.Name)+"：")
	}
	fmt.Fprintf(a.stdout, "配置和通讯录没有问题：%d人\n", len(h.Directory.People()))
	if !online {
		return nil
	}
	return a.tryServers(ctx, h)
}

// tryServers says of the relay and of each mailbox whether it works.
func (a *app) tryServers(ctx context.Context, h *office.Office) error {
	all, err := h.Try(ctx, a.now, a.dial)
	if err != nil {
		return err
	}
	works := true
	for _, t := range all {
		fmt.Fprintln(a.stdout, visible(words(t, h)))
		works = works && t.Works
	}
	if !works {
		return errProblems
	}
	return nil
}

// words say of a server whether it works.
func words(t office.Tried, h *office.Office) string {
	switch {
	case t.Kind == office.RelayKind && t.Name == "":
		return "发信：没有配置发信服务器，信存入 " + h.Config.Relay.Outbox
	case t.Kind == office.RelayKind && t.Works:
		return "发信（" + t.Name + "）：✓ 可以登录"
	case t.Kind == office.RelayKind:
		return "发信（" + t.Name + "）：✗ 不能登录：" + t.Found
	case t.Kind == office.ListenerKind && t.Works:
		return "收信（" + t.Name + "）：✓ " + t.Found
	case t.Works:
		return "收信（" + t.Name + "）：" + t.Found
	}
	return "收信（" + t.Name + "）：✗ " + t.Found
}
