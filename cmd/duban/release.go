package main

import (
	"context"

	"github.com/spf13/cobra"

	"duban/checklist"
	"duban/internal/office/decide"

	"duban/internal/words"
)

func (a *app) releaseCommand() *cobra.Command {
	var on string
	c := a.command(func(c *cobra.Command, _ []string) error {
		day, err := a.day("--on", on)
		if err != nil {
			return err
		}
		return a.release(c.Context(), day)
	}, help{use: "release", zh: "放行因信太多而暂停的一天", en: "let the letters of a day go that was stopped for their number",
		more: "一轮要发的信超过 ladder.most_letters 时，整轮暂停，先问督办员。", moreEn: "A round above ladder.most_letters stops and the clerk is asked.",
		example: "duban release --on 2027-04-01"})
	c.Args = a.exactly(0)
	c.Flags().StringVar(&on, "on", "", a.say("哪一天（YYYY-MM-DD），默认今天", "the day (YYYY-MM-DD), default today"))
	return c
}

func (a *app) release(ctx context.Context, day checklist.Day) error {
	o, err := a.openOffice(ctx)
	if err != nil {
		return err
	}
	defer o.Store.Close()
	if err := decide.Release(ctx, o, a.now(), day); err != nil {
		return err
	}
	a.tell(words.Released, day.SaidLong())
	return nil
}
