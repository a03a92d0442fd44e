package main

import (
	"context"

	"duban/internal/office/mail"
	"duban/internal/zh"

	"duban/internal/words"

	"github.com/spf13/cobra"
)

func (a *app) replayCommand() *cobra.Command {
	var all bool
	c := a.command(func(c *cobra.Command, args []string) error { return a.replay(c.Context(), args, all) }, help{
		use: "replay 来信号…", useEn: "replay NUMBER…", zh: "把已存的来信按现行规则重新判读、补登", en: "judge stored mail anew by today's rules, and file what was missed",
		more:    "升级程序、改好配置或通讯录之后用。已登记的不会重复登记，已作废的不动，督办员归档的不改；同一封信重判几次都一样。",
		moreEn:  "For use after an upgrade or a mended directory. Nothing is filed or said twice; what the clerk filed or discarded stays.",
		example: "duban replay 17\n  duban replay --all"})
	c.Flags().BoolVar(&all, "all", false, a.say("所有来信", "every mail"))
	c.Args = func(_ *cobra.Command, args []string) error {
		if all == (len(args) > 0) {
			return wrong(words.ReplayWants)
		}
		return nil
	}
	return c
}

func (a *app) replay(ctx context.Context, args []string, all bool) error {
	var numbers []int64
	for _, arg := range args {
		no, err := mailNumber(arg)
		if err != nil {
			return err
		}
		numbers = append(numbers, no)
	}
	o, err := a.openOffice(ctx)
	if err != nil {
		return err
	}
	defer o.Store.Close()
	if all {
		if numbers, err = mail.Numbers(ctx, o); err != nil {
			return err
		}
	}
	list, err := mail.Replay(ctx, o, a.now, a.logger(o.Config), numbers)
	changed := 0
	for _, r := range list {
		switch {
		case r.Changed:
			changed++
			a.tell(words.ReplayChanged, r.Was.No(), r.Was.State, r.Outcome.State, zh.Visible(a.says(r.Outcome.Reason)))
		case !all: // it was named
			a.tell(words.ReplaySame, r.Was.No(), r.Was.State)
		}
	}
	if err != nil {
		return err
	}
	a.tell(words.Replayed, len(list), changed)
	return nil
}
