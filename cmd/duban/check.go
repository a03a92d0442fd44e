package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"duban"
	"duban/db"
	"duban/internal/office"
)

func (a *app) checkCommand() *cobra.Command {
	var asJSON bool
	c := a.command(func(c *cobra.Command, _ []string) error {
		found := 0
		err := a.eachOffice(c.Context(), func(h *office.Office) error {
			broken, err := a.checkOffice(c.Context(), h, asJSON)
			found += broken
			return err
		})
		if err == nil && found > 0 {
			return errProblems
		}
		return err
	}, help{use: "check", zh: "核对数据：记录链、状态、原信是否一一相符", en: "prove the invariants on the stored data", example: "duban check"})
	c.Args = a.exactly(0)
	c.Flags().BoolVar(&asJSON, "json", false, a.say("以 JSON 输出", "print JSON"))
	return c
}

func (a *app) checkOffice(ctx context.Context, h *office.Office, asJSON bool) (found int, err error) {
	broken, err := h.Store.Check(ctx)
	if err != nil {
		return 0, err
	}
	head, err := h.Store.Head(ctx)
	if err != nil {
		return 0, err
	}
	if asJSON {
		if broken == nil {
			broken = []db.Violation{}
		}
		return len(broken), json.NewEncoder(a.stdout).Encode(map[string]any{"office": h.Store.Office(), "head": head.Hash, "events": head.Seq, "broken": broken})
	}
	for _, v := range broken {
		fmt.Fprintln(a.stdout, visible(v.String()))
	}
	fmt.Fprintf(a.stdout, "记录链第%d条，校验 %s\n", head.Seq, head.Hash)
	return len(broken), nil
}

func (a *app) configCommand() *cobra.Command {
	c := a.command(nil, help{use: "config", zh: "检查或写出配置", en: "check or write the configuration", example: "duban config check"})
	create := a.command(func(*cobra.Command, []string) error {
		f, err := os.OpenFile("config.toml", os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
		if errors.Is(err, os.ErrExist) {
			return errors.New("当前文件夹已有 config.toml，没有改动")
		}
		if err != nil {
			return err
		}
		_, err = f.Write(duban.Config)
		return errors.Join(err, f.Close())
	}, help{use: "init", zh: "在当前文件夹写出一份 config.toml", en: "write a config.toml here", example: "duban config init"})
	create.Args = a.exactly(0)
	c.AddCommand(a.configCheckCommand(), create)
	return c
}
