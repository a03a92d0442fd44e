package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/spf13/cobra"

	"duban/checklist"
	"duban/scheduler"
)

// usualLadder is how the clerk calls the ladder of [ladder].
const usualLadder = "默认"

func (a *app) ladderCommand() *cobra.Command {
	var item int
	var list int64
	var whole bool
	c := a.command(func(c *cobra.Command, args []string) error {
		if len(args) == 0 {
			return a.listLadders()
		}
		if (item == 0) == !whole {
			return usageError{errors.New("请用 --item 写明哪一项，或用 --all 换整份清单")}
		}
		return a.setLadder(c.Context(), args[0], list, item)
	}, help{use: "ladder [名称]", zh: "让一项或整份清单换用另一种提醒节点；不写名称时列出", en: "let an item or a whole list climb another ladder; without a name, list them",
		more: "名称是 config.toml 里 [ladders.\"名称\"] 的名称，“默认”是 [ladder]。", moreEn: "Names are those of [ladders.NAME] in config.toml; 默认 is [ladder].",
		example: "duban ladder 急件 --item 14\n  duban ladder 急件 --all\n  duban ladder 默认 --item 14"})
	c.Args = a.atMost(1)
	c.Flags().IntVar(&item, "item", 0, a.say("序号", "the item's number"))
	c.Flags().BoolVar(&whole, "all", false, a.say("整份清单", "the whole list"))
	c.Flags().Int64Var(&list, "list", 0, a.say("清单编号，默认最近导入的", "which checklist"))
	return c
}

func (a *app) setLadder(ctx context.Context, name string, list int64, item int) error {
	h, err := a.openOffice(ctx)
	if err != nil {
		return err
	}
	defer h.Store.Close()
	if _, known := h.Config.NamedLadders()[name]; !known && name != usualLadder {
		return fmt.Errorf(`config.toml 里没有 [ladders."%s"]`, visible(name))
	}
	stored, err := h.Checklist(ctx, list)
	if err != nil {
		return err
	}
	kept := name
	if name == usualLadder {
		kept = ""
	}
	if err := h.Store.SetLadder(ctx, a.now(), stored.ID, item, kept, "clerk"); err != nil {
		return err
	}
	fmt.Fprintf(a.stdout, "《%s》已换用%s的提醒节点\n", visible(stored.Title), visible(name))
	return nil
}

func (a *app) listLadders() error {
	h, err := a.loadOffice()
	if err != nil {
		return err
	}
	all := h.Config.NamedLadders()
	a.printLadder(usualLadder, h.Config.UsualLadder())
	for _, name := range slices.Sorted(maps.Keys(all)) {
		a.printLadder(name, all[name])
	}
	return nil
}

func (a *app) printLadder(name string, l scheduler.Ladder) {
	fmt.Fprintf(a.stdout, "%s　到期前%v个工作日提醒　逾期每%d个工作日催　满%d个报上级　满%d个报主任\n",
		visible(name), l.Before, l.OverdueEvery, l.SupervisorAfter, l.DirectorAfter)
}

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
	c.Flags().StringVar(&on, "on", "", a.say("哪一天（YYYY-MM-DD），默认今天", "the day, default today"))
	return c
}

func (a *app) release(ctx context.Context, day checklist.Day) error {
	h, err := a.openOffice(ctx)
	if err != nil {
		return err
	}
	defer h.Store.Close()
	if err := h.Store.Release(ctx, a.now(), day, "clerk"); err != nil {
		return err
	}
	fmt.Fprintf(a.stdout, "%s的信已放行，正在运行的 duban serve 一分钟内开始发\n", day.Long())
	return nil
}
