package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"duban/checklist"
	"duban/db"
	"duban/inbox"
	"duban/internal/office"
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

func (a *app) replay(ctx context.Context, numbers []string, all bool) error {
	h, err := a.openOffice(ctx)
	if err != nil {
		return err
	}
	defer h.Store.Close()
	processor := h.Processor(a.now, a.logger(h.Config))
	ids, err := mailsNamed(h, ctx, numbers, all)
	if err != nil {
		return err
	}
	changed := 0
	for _, id := range ids {
		did, err := a.replayOne(ctx, h, processor, id, !all)
		if err != nil {
			return err
		}
		changed += did
	}
	fmt.Fprintf(a.stdout, "重判%d封，%d封有变化\n", len(ids), changed)
	return nil
}

func mailsNamed(h *office.Office, ctx context.Context, numbers []string, all bool) (ids []int64, err error) {
	if all {
		return h.Store.MailIDs(ctx)
	}
	for _, n := range numbers {
		id, err := strconv.ParseInt(n, 10, 64)
		if err != nil {
			return nil, usageError{fmt.Errorf("“%s”不是来信号", visible(n))}
		}
		ids = append(ids, h.Store.ID(id))
	}
	return ids, nil
}

// replayOne judges a mail anew and says what became of it; of one that stays as
// it was only where it was named.
func (a *app) replayOne(ctx context.Context, h *office.Office, processor *inbox.Desk, id int64, named bool) (changed int, err error) {
	var was db.Mail
	if was, err = h.Store.MailByID(ctx, id); err != nil {
		return 0, fmt.Errorf("没有来信%d", checklist.Local(id))
	}
	fate, did, err := processor.Replay(ctx, was)
	switch {
	case err != nil:
		return 0, err
	case did:
		fmt.Fprintf(a.stdout, "来信%d　%s → %s　%s\n", was.No(), mailStates[was.State], mailStates[fate.State], visible(fate.Reason))
		return 1, nil
	case named:
		fmt.Fprintf(a.stdout, "来信%d　%s　没有变化\n", was.No(), mailStates[was.State])
	}
	return 0, nil
}
