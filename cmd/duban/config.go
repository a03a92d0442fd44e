package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"duban"
	"duban/checklist"
	"duban/cmd/duban/terminal"
	"duban/internal/config"
	"duban/internal/msg"
	"duban/internal/office"
	"duban/internal/words"
	"duban/internal/zh"
)

func (a *app) configCommand() *cobra.Command {
	c := a.command(nil, help{use: "config", zh: "检查或写出配置", en: "check or write the configuration", example: "duban config check"})
	create := a.command(func(*cobra.Command, []string) error {
		f, err := os.OpenFile("config.toml", os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
		if errors.Is(err, os.ErrExist) {
			return words.ConfigExists.With()
		}
		if err != nil {
			return err
		}
		written := words.ConfigIn(a.lang, duban.Config)
		_, err = f.Write(bytes.Replace(written, []byte(`language = "zh"`), fmt.Appendf(nil, "language = %q", a.lang), 1)) // of letters, as setup proposes it
		if err = errors.Join(err, f.Close()); err == nil {
			a.tell(words.ConfigWritten)
		}
		return err
	}, help{use: "init", zh: "在当前文件夹写出一份 config.toml", en: "write a config.toml here; letters speak the language in which you run it", example: "duban config init"})
	create.Args = a.exactly(0)
	c.AddCommand(a.configCheckCommand(), create)
	return c
}

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
		more:    "加 --online 逐个登录发信服务器和各信箱，各说一行，并看各信箱最近的来信，提出 authserv_ids 怎么写；不发信，不动信箱。",
		moreEn:  "With --online it logs in to the relay and to each mailbox, says of each in one line what works, and proposes the authserv_ids by its newest mails; it sends and changes nothing.",
		example: "duban config check --online"})
	c.Args = a.exactly(0)
	c.Flags().BoolVar(&online, "online", false, a.say("试着登录发信服务器和各信箱", "try the relay and each mailbox"))
	return c
}

func (a *app) checkConfig(ctx context.Context, c *config.Config, online bool) error {
	faults := c.Faults()
	o, err := office.Load(c)
	var listed checklist.Problems
	if err != nil && !errors.As(err, &listed) { // of the calendar; the directory's faults are listed
		faults = append(faults, checklist.Problem{What: msg.Words(terminal.ErrorWords(a.lang, err))})
	}
	if err == nil && online && len(faults) > 0 {
		_ = a.tryServers(ctx, o) // it says what it finds; the faults end it anyway
		return faults
	}
	if len(faults) > 0 {
		return faults
	}
	if c.Office.Name != "" {
		fmt.Fprint(a.stdout, a.text(words.OfficeColon, zh.Visible(c.Office.Name)))
	}
	a.tell(words.ConfigRight, len(o.Directory.People()))
	a.tell(words.UnprovenMail, a.text(words.Unproven[string(c.Inbox.Unproven)]))
	if !o.CanProve() {
		a.tell(words.ProveSenders)
	}
	if !online {
		return nil
	}
	return a.tryServers(ctx, o)
}

// tryServers says of the relay and of each mailbox whether it works.
func (a *app) tryServers(ctx context.Context, o *office.Office) error {
	all, err := o.Try(ctx, a.now, a.dial)
	if err != nil {
		return err
	}
	works := true
	for _, t := range all {
		a.entry(zh.Visible(a.triedWords(t, o)))
		for _, advice := range t.Advice {
			a.tell(words.Advice, zh.Visible(words.Say(a.lang, advice)))
		}
		works = works && t.Works
	}
	if !works {
		return errProblems
	}
	return nil
}

// triedWords say of a server whether it works.
func (a *app) triedWords(t office.Tried, o *office.Office) string {
	switch {
	case t.Kind == office.RelayKind && t.Name == "":
		return a.text(words.TriedOutbox, o.Config.Relay.Outbox)
	case t.Kind == office.RelayKind && t.Works:
		return a.text(words.TriedRelay, t.Name)
	case t.Kind == office.RelayKind:
		return a.text(words.TriedRelayFails, t.Name, t.Found)
	case t.Kind == office.ListenerKind && t.Works:
		return a.text(words.TriedListener, t.Name, t.Found)
	case t.Works:
		return a.text(words.TriedMailbox, t.Name, t.Found)
	}
	return a.text(words.TriedFails, t.Name, t.Found)
}
