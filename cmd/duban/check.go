package main

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"

	"duban/db"
	"duban/internal/office"
	"duban/internal/zh"
)

func (a *app) checkCommand() *cobra.Command {
	var asJSON bool
	c := a.command(func(c *cobra.Command, _ []string) error {
		found := 0
		err := a.eachOffice(c.Context(), func(o *office.Office) error {
			broken, err := a.checkOffice(c.Context(), o, asJSON)
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

func (a *app) checkOffice(ctx context.Context, o *office.Office, asJSON bool) (found int, err error) {
	broken, err := o.Store.Check(ctx)
	if err != nil {
		return 0, err
	}
	head, err := o.Store.Head(ctx)
	if err != nil {
		return 0, err
	}
	unjudged, err := o.Store.Unjudged(ctx, a.now())
	if err != nil {
		return 0, err
	}
	found = len(broken) + min(len(unjudged), 1)
	if asJSON {
		if broken == nil {
			broken = []db.Violation{}
		}
		return found, json.NewEncoder(a.stdout).Encode(map[string]any{"office": o.Store.Office(), "head": head.Hash, "events": head.Seq, "broken": broken, "unjudged": len(unjudged)})
	}
	for _, v := range broken {
		fmt.Fprintln(a.stdout, zh.Visible(v.String()))
	}
	if words := unjudgedWords(unjudged, o.Zone); words != "" {
		fmt.Fprintln(a.stdout, words)
	}
	fmt.Fprintf(a.stdout, "记录链第%d条，校验 %s\n", head.Seq, head.Hash)
	return found, nil
}
