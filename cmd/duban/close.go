package main

import (
	"context"
	"maps"
	"slices"

	"github.com/spf13/cobra"

	"duban/internal/office/register"
	"duban/internal/words"
	"duban/internal/zh"
)

func (a *app) closeCommand() *cobra.Command {
	var closing register.Closing
	c := a.command(func(c *cobra.Command, args []string) error {
		closing.List = args[0]
		return a.close(c.Context(), closing)
	}, help{use: "close 清单", useEn: "close LIST", zh: "结束一份清单：未办结的转入另一份，或写明理由免办", en: "close a checklist: what is open is carried over into another, or waived with a reason",
		more: "清单写编号或标题中的字。最后一项了结时清单自行结束，无须本命令；两种情况都向主任送结束报告，写明转出和免办的事项。" +
			"转入的事项在那份清单里接着编号，时限不变，重新交办。",
		moreEn:    "LIST is its number, or words of its title. A list whose last item is settled ends by itself. Either way the director gets its last report, which names what was carried over or waived. What is carried over keeps its deadline and is given out anew under the next number.",
		example:   "duban close 1 --into 2\n  duban close 1 --into 2 --waive 7,9 --why 机构改革后不再适用",
		exampleEn: "duban close 1 --into 2\n  duban close 1 --into 2 --waive 7,9 --why \"no longer applies\""})
	c.Args = a.exactly(1)
	c.Flags().StringVar(&closing.Into, "into", "", a.say("未办结的转入哪一份清单：编号或标题中的字", "which list carries on what is open: its number, or words of its title"))
	c.Flags().IntSliceVar(&closing.Carry, "carry", nil, a.say("只转这几项（序号），默认没有免办的都转", "carry over only these, by number; default: all that are not waived"))
	c.Flags().IntSliceVar(&closing.Waive, "waive", nil, a.say("免办这几项（序号）", "waive these, by number"))
	c.Flags().StringVar(&closing.Why, "why", "", a.say("免办的理由，记入台账并告知责任人", "why they are waived, recorded and told to the people"))
	return c
}

func (a *app) close(ctx context.Context, closing register.Closing) error {
	o, err := a.openOffice(ctx)
	if err != nil {
		return err
	}
	defer o.Store.Close()
	done, err := register.Close(ctx, o, a.now(), closing)
	if err != nil {
		return err
	}
	a.tell(words.ListClosed, zh.Visible(done.List.Title), len(done.Carried), len(done.Waived))
	for _, no := range slices.Sorted(maps.Keys(done.Carried)) {
		a.tell(words.ItemCarried, no, zh.Visible(done.Into.Title), done.Carried[no])
	}
	return nil
}
