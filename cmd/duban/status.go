package main

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"
	"golang.org/x/term"

	"duban/checklist"
	"duban/db"
	"duban/inbox"
	"duban/internal/office"
	"duban/scheduler"
)

func (a *app) statusCommand() *cobra.Command {
	var asJSON bool
	c := a.command(func(c *cobra.Command, _ []string) error { return a.standing(c.Context(), asJSON) },
		help{use: "status", zh: "台账：每一项的进度", en: "the standing of every item", example: "duban status"})
	c.Args = a.exactly(0)
	c.Flags().BoolVar(&asJSON, "json", false, a.say("以 JSON 输出", "print JSON"))
	return c
}

// itemStatus is an item as status prints it.
type itemStatus struct {
	No       int                `json:"no"`
	Name     string             `json:"name"`
	Leads    []string           `json:"leads"`
	Deadline checklist.Day      `json:"deadline"`
	Forecast bool               `json:"forecast,omitempty"` // the deadline's year is not published
	Standing scheduler.Standing `json:"standing"`
	Late     int                `json:"late,omitempty"`
	Left     int                `json:"left,omitempty"`
}

func (a *app) standing(ctx context.Context, asJSON bool) error {
	h, err := a.openOffice(ctx)
	if err != nil {
		return err
	}
	defer h.Store.Close()
	all, err := h.Store.Ledger(ctx)
	if err != nil {
		return err
	}
	on := checklist.DayOf(a.now(), h.Zone)
	counts := h.Rules().Count(all, on)
	var items []itemStatus
	for _, item := range scheduler.ByItem(all) {
		items = append(items, statusOfItem(h, item, on))
	}
	if asJSON {
		return json.NewEncoder(a.stdout).Encode(map[string]any{"date": on, "counts": counts, "items": items})
	}
	fmt.Fprintf(a.stdout, "%s　%d项：已销号%d　待审核%d　正常%d　临近%d　逾期%d\n\n", on.Long(), counts.Total,
		counts.Accepted, counts.Review, counts.Green, counts.Amber, counts.Red)
	a.statusTable(items)
	return a.statusFoot(ctx, h)
}

func statusOfItem(h *office.Office, item []db.Owed, on checklist.Day) itemStatus {
	s := itemStatus{No: item[0].No, Name: checklist.ShortName(item[0].Content), Standing: h.Rules().ItemStanding(item, on)}
	for _, o := range item {
		if o.Role != checklist.Lead {
			continue
		}
		if !slices.Contains(s.Leads, o.Party) { // he may lead several parts
			s.Leads = append(s.Leads, o.Party)
		}
		if o.Deadline != 0 && !o.State.Closed() && (s.Deadline == 0 || o.Deadline < s.Deadline) {
			s.Deadline = o.Deadline
		}
	}
	s.Forecast = h.Calendar.Forecast(s.Deadline)
	if s.Standing != scheduler.StandingClosed && s.Standing != scheduler.StandingReview {
		s.Late, s.Left = h.Rules().Standing(s.Deadline, on)
	}
	return s
}

// colours reports whether the output is a terminal that wants colours.
func (a *app) colours() bool {
	f, ok := a.stdout.(*os.File)
	return ok && a.getenv("NO_COLOR") == "" && term.IsTerminal(int(f.Fd()))
}

var standingColours = map[scheduler.Standing]text.Color{
	scheduler.StandingRed: text.FgRed, scheduler.StandingAmber: text.FgYellow, scheduler.StandingGreen: text.FgGreen, scheduler.StandingReview: text.FgBlue}

func (a *app) statusTable(items []itemStatus) {
	t := table.NewWriter()
	t.SetStyle(table.StyleLight)
	t.Style().Options = table.OptionsNoBordersAndSeparators
	t.AppendHeader(table.Row{"序号", "事项", "牵头", "时限", "进度"})
	for _, s := range items {
		word := s.Standing.Chinese()
		switch {
		case s.Late > 0:
			word += fmt.Sprintf("%d个工作日", s.Late)
		case s.Deadline == 0:
		case s.Standing == scheduler.StandingAmber || s.Standing == scheduler.StandingGreen:
			word += fmt.Sprintf("，还有%d个工作日", s.Left)
		}
		if colour, ok := standingColours[s.Standing]; ok && a.colours() {
			word = colour.Sprint(word)
		}
		t.AppendRow(table.Row{s.No, visible(text.Trim(s.Name, 40)), visible(fewLeads(s.Leads)), s.due(), word})
	}
	fmt.Fprintln(a.stdout, t.Render())
}

// due is the deadline with the mark of a computed calendar.
func (s itemStatus) due() string {
	if s.Forecast {
		return s.Deadline.String() + "（" + scheduler.ForecastMark + "）"
	}
	return cmp.Or(s.Deadline.String(), checklist.Undated)
}

func fewLeads(leads []string) string {
	const most = 2
	if len(leads) <= most {
		return strings.Join(leads, "、")
	}
	return fmt.Sprintf("%s等%d个", leads[0], len(leads))
}

func (a *app) statusFoot(ctx context.Context, h *office.Office) error {
	letters, err := h.Store.LetterCounts(ctx, a.now().AddDate(0, 0, -1))
	if err != nil {
		return err
	}
	fmt.Fprintf(a.stdout, "\n信：一天内已发%d封，未能发出%d封，待发%d封\n", letters.Sent, letters.Failed, letters.Waiting)
	if err := a.sendingNow(ctx, h); err != nil {
		return err
	}
	if p, paused, err := h.Store.Paused(ctx); err != nil {
		return err
	} else if paused {
		fmt.Fprintf(a.stdout, "发信已于%s暂停（%s）：duban resume 恢复\n", time.UnixMilli(p.SinceMs).In(h.Zone).Format("2006-01-02 15:04"), visible(p.Why))
	}
	sources, err := h.Store.Sources(ctx)
	if err != nil {
		return err
	}
	for _, s := range sources {
		fmt.Fprintln(a.stdout, visible(faring(h, s)))
	}
	waiting, err := h.Store.MailsIn(ctx, "quarantined")
	if err != nil {
		return err
	}
	if len(waiting) > 0 {
		fmt.Fprintf(a.stdout, "待归档来信%d封：duban quarantine list\n", len(waiting))
	}
	for _, year := range h.UnpublishedYears(checklist.DayOf(a.now(), h.Zone)) {
		fmt.Fprintf(a.stdout, "%d年放假安排未导入，日期%s：duban holidays add\n", year, scheduler.ForecastMark)
	}
	return nil
}

// faring says how a way in fares.
func faring(h *office.Office, s db.Source) string {
	ok := "从未成功"
	if s.OkMs > 0 {
		ok = "最近成功 " + time.UnixMilli(s.OkMs).In(h.Zone).Format("2006-01-02 15:04")
	}
	if s.Fault != "" {
		ok += "；" + s.Fault
	}
	return "收信（" + s.Name + "）：" + ok
}

func (a *app) showCommand() *cobra.Command {
	c := a.command(func(c *cobra.Command, args []string) error { return a.show(c.Context(), args[0]) },
		help{use: "show 序号", zh: "一项的来龙去脉：责任、来信、发信、下一步", en: "an item's whole story", example: "duban show 14"})
	c.Args = a.exactly(1)
	return c
}

// openItem opens the house and finds the item of a number; the caller closes the
// house where there is no error.
func (a *app) openItem(ctx context.Context, number string) (h *office.Office, no int, all []db.Owed, err error) {
	if no, err = strconv.Atoi(number); err != nil {
		return nil, 0, nil, usageError{fmt.Errorf("“%s”不是序号", visible(number))}
	}
	if h, err = a.openOffice(ctx); err != nil {
		return nil, 0, nil, err
	}
	all, err = h.Store.AssignmentsOf(ctx, no)
	if err == nil && len(all) == 0 {
		err = fmt.Errorf("没有第%d项", no)
	}
	if err != nil {
		h.Store.Close()
		return nil, 0, nil, err
	}
	return h, no, all, nil
}

func (a *app) show(ctx context.Context, number string) error {
	h, no, all, err := a.openItem(ctx, number)
	if err != nil {
		return err
	}
	defer h.Store.Close()
	w := a.stdout
	fmt.Fprintf(w, "第%d项　%s\n《%s》\n", no, visible(all[0].Content), visible(all[0].Title))
	for _, o := range all {
		fmt.Fprintf(w, "\n%s　%s　%s　时限 %s\n", strings.TrimSpace(o.Part+" "+o.Party), o.Role.Chinese(), o.State.Chinese(), dayWithWorkday(h, o.Deadline))
		if err := storyOf(h, ctx, w, o, checklist.DayOf(a.now(), h.Zone)); err != nil {
			return err
		}
	}
	return nil
}

// storyOf prints what happened to one part of an item, in order, and what comes.
func storyOf(h *office.Office, ctx context.Context, w io.Writer, o db.Owed, today checklist.Day) error {
	type entry struct {
		ms   int64
		text string
	}
	var story []entry
	events, err := h.Store.History(ctx, o.ID)
	if err != nil {
		return err
	}
	for _, e := range events {
		by, err := actor(h, ctx, e)
		if err != nil {
			return err
		}
		story = append(story, entry{e.At, fmt.Sprintf("%s　%s　%s", eventNames[e.Kind], by, cmp.Or(e.Text, e.Reason))})
	}
	steps, err := h.Store.Steps(ctx, o.ID)
	if err != nil {
		return err
	}
	for _, s := range steps {
		what := map[string]string{"planned": "发信", "skipped": "略过", "held": "未发"}[s.State]
		story = append(story, entry{s.AtMs, fmt.Sprintf("%s　%s　%s", what, s.Step, s.Reason)})
	}
	slices.SortStableFunc(story, func(x, y entry) int { return int(min(max(x.ms-y.ms, -1), 1)) })
	for _, e := range story {
		fmt.Fprintf(w, "  %s　%s\n", time.UnixMilli(e.ms).In(h.Zone).Format("2006-01-02 15:04"), visible(strings.ReplaceAll(e.text, "\n", " ")))
	}
	if next, ok := h.Rules().NextStep(o, today); ok && o.State == checklist.Open {
		fmt.Fprintf(w, "  下一步　%s　%s\n", next.Day.Long(), h.Rules().Reason(next, o))
	}
	return nil
}

// actor is who did it, and of a mail whether it surely was he.
func actor(h *office.Office, ctx context.Context, e checklist.Event) (string, error) {
	if e.Mail == 0 {
		return e.Actor, nil
	}
	proof, err := h.Store.ProofOf(ctx, e.Mail)
	if err != nil || proof.State == "" {
		return e.Actor, err
	}
	return e.Actor + "（" + inbox.ProofState(proof.State).Chinese() + "）", nil
}

var eventNames = map[checklist.EventKind]string{
	checklist.EventAssigned: "下达", checklist.EventAcknowledged: "签收", checklist.EventProgress: "进展", checklist.EventSubmitted: "报办结",
	checklist.EventWithdrawn: "撤回", checklist.EventAccepted: "销号", checklist.EventReturned: "退回", checklist.EventWaived: "免办",
	checklist.EventSettled: "结清", checklist.EventReopened: "重新办理", checklist.EventReassigned: "移交", checklist.EventAskedExtend: "申请延期",
	checklist.EventExtended: "同意延期", checklist.EventRefused: "不同意延期", checklist.EventRemarked: "批示", checklist.EventAskedHelp: "求助", checklist.EventAskedMove: "申请转交",
	checklist.EventRescheduled: "改期",
}
