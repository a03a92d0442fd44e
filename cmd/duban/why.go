package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"duban/checklist"
	"duban/db"
	"duban/internal/office"
	"duban/scheduler"
)

func (a *app) whyCommand() *cobra.Command {
	c := a.command(func(c *cobra.Command, args []string) error { return a.why(c.Context(), args[0]) }, help{
		use: "why 序号", zh: "一项的信：何时发给谁、为什么，哪些没有发、为什么，接下来发什么",
		en:      "an item's letters: what went to whom when and why, what did not, what comes next",
		example: "duban why 14"})
	c.Args = a.exactly(1)
	return c
}

func (a *app) why(ctx context.Context, number string) error {
	h, no, all, err := a.openItem(ctx, number)
	if err != nil {
		return err
	}
	defer h.Store.Close()
	for i, o := range all {
		if i == 0 || all[i-1].Item != o.Item {
			fmt.Fprintf(a.stdout, "第%d项　%s\n《%s》\n", no, visible(checklist.ShortName(o.Content)), visible(o.Title))
		}
		if err := whyOf(h, ctx, a.stdout, o, checklist.DayOf(a.now(), h.Zone)); err != nil {
			return err
		}
	}
	return nil
}

// whyOf tells of one assignment what was written and what was not, and what comes.
func whyOf(h *office.Office, ctx context.Context, w io.Writer, o db.Owed, today checklist.Day) error {
	fmt.Fprintf(w, "\n%s　%s　%s　时限 %s\n", visible(strings.TrimSpace(o.Part+" "+o.Party)), o.Role.Chinese(), o.State.Chinese(), dayWithWorkday(h, o.Deadline))
	acts, err := writtenAbout(h, ctx, o)
	if err != nil {
		return err
	}
	for _, act := range acts {
		fmt.Fprintf(w, "  %s　%s\n", time.UnixMilli(act.ms).In(h.Zone).Format("2006-01-02 15:04"), visible(act.text))
	}
	coming, err := scheduler.New(h.Store, h.Rules, slog.New(slog.DiscardHandler)).Outlook(ctx, o, today)
	if err != nil {
		return err
	}
	if len(coming) == 0 {
		fmt.Fprintf(w, "  此后　不再发信：%s\n", o.State.Chinese())
	}
	for _, c := range coming {
		fmt.Fprintf(w, "  此后 %s %s　%s　%s　%s\n", c.Day, c.Day.WeekdayName(), c.Name, visible(c.To), c.Reason)
	}
	return nil
}

// act is something that was done about letters, at an instant.
type act struct {
	ms   int64
	text string
}

// writtenAbout lists the letters that named an assignment, and the rungs that brought
// none, in order.
func writtenAbout(h *office.Office, ctx context.Context, o db.Owed) (acts []act, err error) {
	steps, err := h.Store.Steps(ctx, o.ID)
	if err != nil {
		return nil, err
	}
	rungs := map[int64]db.Step{}
	for _, s := range steps {
		if s.State == "planned" {
			rungs[s.Notice] = s
			continue
		}
		word := map[string]string{"skipped": "略过", "held": "未发"}[s.State]
		acts = append(acts, act{s.AtMs, fmt.Sprintf("%s　%s　%s", word, s.Step, s.Reason)})
	}
	letters, err := h.Store.Notices(ctx, db.NoticeFilter{Assignment: o.ID})
	if err != nil {
		return nil, err
	}
	for _, n := range letters {
		acts = append(acts, act{n.CreatedMs, letterWords(h, n, rungs[n.ID])})
	}
	slices.SortStableFunc(acts, func(x, y act) int { return cmp.Compare(x.ms, y.ms) })
	return acts, nil
}

// letterWords says of a letter what became of it and why it was written.
func letterWords(h *office.Office, n db.Notice, rung db.Step) string {
	name := cmp.Or(rung.Step, "一并列出")
	words := fmt.Sprintf("%s　%s　%s　%s　%s", kindNames[n.Kind], name, n.Person, fate(h, n), cmp.Or(rung.Reason, n.Reason))
	return strings.TrimRight(words, "　")
}

func fate(h *office.Office, n db.Notice) string {
	switch n.State {
	case "sent":
		sent := time.UnixMilli(n.SentMs).In(h.Zone).Format("15:04") + "已发出"
		if n.Attempt > 1 {
			sent += fmt.Sprintf("（第%d次）", n.Attempt)
		}
		return sent
	case "failed":
		return "未能发出：" + n.Error
	case "superseded":
		return "没有发：" + n.Error
	}
	if n.Error != "" {
		return "待重发：" + n.Error
	}
	return "待发"
}
