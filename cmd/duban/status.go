package main

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"time"

	"duban/cmd/duban/terminal"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"
	"golang.org/x/term"

	"duban/checklist"
	"duban/db"
	"duban/internal/office/inquire"
	"duban/internal/zh"
	"duban/scheduler"
	"duban/scheduler/calendar"
)

func (a *app) statusCommand() *cobra.Command {
	var asJSON bool
	c := a.command(func(c *cobra.Command, _ []string) error { return a.standing(c.Context(), asJSON) },
		help{use: "status", zh: "台账：每一项的进度", en: "the standing of every item", example: "duban status"})
	c.Args = a.exactly(0)
	c.Flags().BoolVar(&asJSON, "json", false, a.say("以 JSON 输出", "print JSON"))
	return c
}

func (a *app) standing(ctx context.Context, asJSON bool) error {
	o, err := a.openOffice(ctx)
	if err != nil {
		return err
	}
	defer o.Store.Close()
	s, err := inquire.Status(ctx, o, a.now())
	if err != nil {
		return err
	}
	if asJSON {
		return json.NewEncoder(a.stdout).Encode(map[string]any{"date": s.On, "counts": s.Counts, "items": s.Items})
	}
	fmt.Fprintf(a.stdout, "%s　%d项：已销号%d　待审核%d　正常%d　临近%d　逾期%d\n\n", s.On.Long(), s.Counts.Total,
		s.Counts.Accepted, s.Counts.Review, s.Counts.Green, s.Counts.Amber, s.Counts.Red)
	a.statusTable(s.Items)
	a.statusFoot(s, o.Zone)
	return nil
}

// colours reports whether the output is a terminal that wants colours.
func (a *app) colours() bool {
	f, ok := a.stdout.(*os.File)
	return ok && a.getenv("NO_COLOR") == "" && term.IsTerminal(int(f.Fd()))
}

var standingColours = map[scheduler.Standing]text.Color{
	scheduler.StandingRed: text.FgRed, scheduler.StandingAmber: text.FgYellow, scheduler.StandingGreen: text.FgGreen, scheduler.StandingReview: text.FgBlue}

func (a *app) statusTable(items []inquire.Item) {
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
		t.AppendRow(table.Row{s.No, zh.Visible(text.Trim(s.Name, 40)), zh.Visible(fewLeads(s.Leads)), dueWords(s), word})
	}
	fmt.Fprintln(a.stdout, t.Render())
}

// dueWords are the deadline with the mark of a computed calendar.
func dueWords(s inquire.Item) string {
	if s.Forecast {
		return s.Deadline.String() + "（" + calendar.ForecastMark + "）"
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

// statusFoot tells how letters and mail fare.
func (a *app) statusFoot(s inquire.Standing, zone *time.Location) {
	fmt.Fprintf(a.stdout, "\n信：一天内已发%d封，未能发出%d封，待发%d封\n", s.Letters.Sent, s.Letters.Failed, s.Letters.Waiting)
	if left := s.Rate.Left(); left > 0 {
		fmt.Fprintf(a.stdout, "正在发信：最近一分钟发了%d封，还有%d封，约%s发完\n", s.Rate.LastMinute, s.Rate.Due, a.now().In(zone).Add(left).Format("15:04"))
	}
	if s.Paused != nil {
		fmt.Fprintf(a.stdout, "发信已于%s暂停（%s）：duban resume 恢复\n", terminal.Minute(s.Paused.SinceMs, zone), zh.Visible(s.Paused.Why))
	}
	for _, source := range s.Sources {
		fmt.Fprintln(a.stdout, zh.Visible(sourceWords(source, zone)))
	}
	if s.Quarantined > 0 {
		fmt.Fprintf(a.stdout, "待归档来信%d封：duban quarantine list\n", s.Quarantined)
	}
	if words := unjudgedWords(s.Unjudged, zone); words != "" {
		fmt.Fprintln(a.stdout, words)
	}
	for _, year := range s.Unpublished {
		fmt.Fprintf(a.stdout, "%d年放假安排未导入，日期%s：duban holidays add\n", year, calendar.ForecastMark)
	}
}

// unjudgedWords say how much mail waits that nobody has processed; "" where none does.
func unjudgedWords(waiting []db.Mail, zone *time.Location) string {
	if len(waiting) == 0 {
		return ""
	}
	return fmt.Sprintf("收下超过5分钟仍未处理的来信%d封，最早的是来信%d（%s）：duban replay %d", len(waiting), waiting[0].No(), terminal.Minute(waiting[0].ReceivedMs, zone), waiting[0].No())
}

// sourceWords say how a way in fares.
func sourceWords(s db.Source, zone *time.Location) string {
	ok := "从未成功"
	if s.OkMs > 0 {
		ok = "最近成功 " + terminal.Minute(s.OkMs, zone)
	}
	if s.Fault != "" {
		ok += "；" + s.Fault
	}
	return "收信（" + s.Name + "）：" + ok
}
