package main

import (
	"context"
	"fmt"

	"duban/internal/office/decide"
	"duban/internal/zh"

	"duban/internal/words"

	"github.com/spf13/cobra"
)

func (a *app) ladderCommand() *cobra.Command {
	var item int
	var list string
	var whole bool
	c := a.command(func(c *cobra.Command, args []string) error {
		if len(args) == 0 {
			return a.listLadders()
		}
		if (item == 0) == !whole {
			return wrong(words.LadderWants)
		}
		return a.setLadder(c.Context(), args[0], list, item)
	}, help{use: "ladder [名称]", useEn: "ladder [NAME]", zh: "让一项或整份清单换用另一种提醒节点；不写名称时列出", en: "let an item or a whole list climb another ladder; without a name, list them",
		more: "名称是 config.toml 里 [ladders.\"名称\"] 的名称，“默认”是 [ladder]。", moreEn: "Names are those of [ladders.NAME] in config.toml; \"default\" is [ladder].",
		example: "duban ladder 急件 --item 14\n  duban ladder 急件 --all\n  duban ladder 默认 --item 14", exampleEn: "duban ladder NAME --item 14\n  duban ladder NAME --all\n  duban ladder default --item 14"})
	c.Args = a.atMost(1)
	c.Flags().IntVar(&item, "item", 0, a.say("序号", "the item's number"))
	c.Flags().BoolVar(&whole, "all", false, a.say("整份清单", "the whole list"))
	c.Flags().StringVar(&list, "list", "", a.say("哪一份清单：编号或标题中的字；整份的默认最近导入的", "which checklist: its number, or words of its title; default for a whole one: the newest"))
	return c
}

func (a *app) setLadder(ctx context.Context, name, list string, item int) error {
	o, err := a.openOffice(ctx)
	if err != nil {
		return err
	}
	defer o.Store.Close()
	stored, err := decide.SetLadder(ctx, o, a.now(), ladderNamed(name), list, item)
	if err != nil {
		return err
	}
	a.tell(words.LadderSet, zh.Visible(stored.Title), zh.Visible(a.ladderName(name)))
	return nil
}

// ladderNamed is a ladder by its name: the usual one has a name in either language.
func ladderNamed(name string) string {
	if name == "default" {
		return decide.UsualLadder
	}
	return name
}

// ladderName is the inverse of ladderNamed.
func (a *app) ladderName(name string) string {
	if ladderNamed(name) == decide.UsualLadder {
		return a.text(words.LadderUsual)
	}
	return name
}

func (a *app) listLadders() error {
	o, err := a.loadOffice()
	if err != nil {
		return err
	}
	for _, l := range decide.Ladders(o) {
		a.tell(words.LadderLine, zh.Visible(a.ladderName(l.Name)), fmt.Sprint(l.Before), fmt.Sprint(l.Overdue), l.ThenEvery, l.LaterAfter, l.LaterEvery, l.SupervisorAfter, l.DirectorAfter)
	}
	return nil
}
