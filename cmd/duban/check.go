package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"duban"
	"duban/db"
)

func (a *app) checkCommand() *cobra.Command {
	var asJSON bool
	c := a.command(func(c *cobra.Command, _ []string) error {
		h, err := a.openHouse(c.Context())
		if err != nil {
			return err
		}
		defer h.store.Close()
		broken, err := h.store.Check(c.Context())
		if err != nil {
			return err
		}
		head, err := h.store.Head(c.Context())
		if err != nil {
			return err
		}
		if asJSON {
			if broken == nil {
				broken = []db.Violation{}
			}
			err = json.NewEncoder(a.stdout).Encode(map[string]any{"head": head.Hash, "events": head.Seq, "broken": broken})
		} else {
			for _, v := range broken {
				fmt.Fprintln(a.stdout, visible(v.String()))
			}
			fmt.Fprintf(a.stdout, "记录链第%d条，校验 %s\n", head.Seq, head.Hash)
		}
		if len(broken) > 0 {
			return errProblems
		}
		return err
	}, help{use: "check", zh: "核对数据：记录链、状态、原信是否一一相符", en: "prove the invariants on the stored data", example: "duban check"})
	c.Args = a.exactly(0)
	c.Flags().BoolVar(&asJSON, "json", false, a.say("以 JSON 输出", "print JSON"))
	return c
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
