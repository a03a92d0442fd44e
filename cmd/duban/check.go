package main

import (
	"context"
	"encoding/json"

	"github.com/spf13/cobra"

	"duban/db"
	"duban/internal/office"
	"duban/internal/office/database"
	"duban/internal/words"
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
	c, err := database.Check(ctx, o, a.now())
	if err != nil {
		return 0, err
	}
	found = len(c.Broken) + min(len(c.Unjudged), 1)
	if asJSON {
		type violation struct {
			Invariant int    `json:"invariant"`
			What      string `json:"what"`
		}
		broken := []violation{}
		for _, v := range c.Broken {
			broken = append(broken, violation{v.Invariant, words.Say(a.lang, v.What)})
		}
		return found, json.NewEncoder(a.stdout).Encode(map[string]any{"office": c.Office, "head": c.Head, "events": c.Events, "broken": broken, "unjudged": len(c.Unjudged)})
	}
	for _, v := range c.Broken {
		a.entry(zh.Visible(a.violation(v)))
	}
	if line := a.unjudgedWords(c.Unjudged, o.Zone); line != "" {
		a.entry(line)
	}
	if found == 0 {
		a.tell(words.CheckClean)
	}
	a.tell(words.ChainHead, c.Events, c.Head)
	return found, nil
}

// violation says what is broken, and which promise that is.
func (a *app) violation(v db.Violation) string {
	return a.text(words.Violation, v.Invariant, v.What)
}
