package main

import (
	"context"
	"strconv"

	"github.com/spf13/cobra"

	"duban/internal/office/decide"
	"duban/internal/words"
)

func (a *app) resendCommand() *cobra.Command {
	var all bool
	var to string
	c := a.command(func(c *cobra.Command, args []string) error {
		again := decide.Again{Name: to}
		if len(args) == 1 {
			no, err := strconv.ParseInt(args[0], 10, 64)
			if err != nil || no < 1 {
				return wrong(words.NotALetter, args[0])
			}
			again.Letter = no
		}
		return a.resend(c.Context(), again)
	}, help{use: "resend [编号]", useEn: "resend [NUMBER]", zh: "重发未能发出的信：一封、某部门的、全部", en: "send letters again that failed: one, a department's, all",
		more:      "编号见 duban queue。前几日的催办信不照原样重发，所列事项写进今天的信。邮箱先改好，或用 duban address revive 恢复。",
		moreEn:    "Numbers are those of duban queue. Reminders of earlier days are not sent as they were; a letter of today says it. Mend the address first, or revive it: duban address revive.",
		example:   "duban resend 17\n  duban resend --to 技术服务部\n  duban resend --all",
		exampleEn: "duban resend 17\n  duban resend --to DEPARTMENT\n  duban resend --all"})
	c.Args = func(c *cobra.Command, args []string) error {
		ways := len(args)
		if all {
			ways++
		}
		if to != "" {
			ways++
		}
		if ways != 1 {
			return wrong(words.ResendWants)
		}
		return nil
	}
	c.Flags().BoolVar(&all, "all", false, a.say("全部未能发出的信", "all letters that failed"))
	c.Flags().StringVar(&to, "to", "", a.say("只重发给这个部门或岗位的", "those to this department or post"))
	return c
}

func (a *app) resend(ctx context.Context, again decide.Again) error {
	o, err := a.openOffice(ctx)
	if err != nil {
		return err
	}
	defer o.Store.Close()
	sent, anew, err := decide.Resend(ctx, o, a.now(), again)
	if err == nil {
		a.tell(words.Resent, sent, anew)
	}
	return err
}
