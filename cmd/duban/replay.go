package main

import (
	"context"
	"errors"
	"fmt"

	"duban/internal/office/mail"
	"duban/internal/zh"

	"github.com/spf13/cobra"
)

func (a *app) replayCommand() *cobra.Command {
	var all bool
	c := a.command(func(c *cobra.Command, args []string) error { return a.replay(c.Context(), args, all) }, help{
		use: "replay 来信号…", zh: "把已存的来信按现行规则重新判读、补登", en: "judge stored mail anew by today's rules, and file what was missed",
		more:    "升级程序、改好配置或通讯录之后用。已登记的不会重复登记，已作废的不动，督办员归档的不改；同一封信重判几次都一样。",
		moreEn:  "For use after an upgrade or a mended directory. Nothing is filed or said twice; what the clerk filed or discarded stays.",
		example: "duban replay 17\n  duban replay --all"})
	c.Flags().BoolVar(&all, "all", false, a.say("所有来信", "every mail"))
	c.Args = func(_ *cobra.Command, args []string) error {
		if all == (len(args) > 0) {
			return usageError{errors.New(a.say("请写来信号，或写 --all", "name mails, or --all"))}
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
			fmt.Fprintf(a.stdout, "来信%d　%s → %s　%s\n", r.Was.No(), r.Was.State.Chinese(), r.Outcome.State.Chinese(), zh.Visible(r.Outcome.Reason))
		case !all: // it was named
			fmt.Fprintf(a.stdout, "来信%d　%s　没有变化\n", r.Was.No(), r.Was.State.Chinese())
		}
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(a.stdout, "重判%d封，%d封有变化\n", len(list), changed)
	return nil
}
