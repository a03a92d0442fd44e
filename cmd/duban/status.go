package main

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"duban/cmd/duban/terminal"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"

	"duban/db"
	"duban/inbox/message"
	"duban/internal/office/inquire"
	"duban/internal/words"
	"duban/internal/zh"
	"duban/scheduler"
)

func (a *app) statusCommand() *cobra.Command {
	var asJSON, watch bool
	c := a.command(func(c *cobra.Command, _ []string) error {
		if watch {
			return a.watch(c.Context(), 5*time.Second, func() error { return a.standing(c.Context(), asJSON) })
		}
		return a.standing(c.Context(), asJSON)
	},
		help{use: "status", zh: "台账：每一项的进度", en: "the standing of every item", example: "duban status\n  duban status --watch"})
	c.Args = a.exactly(0)
	c.Flags().BoolVar(&watch, "watch", false, a.say("每5秒重新显示，按 Ctrl-C 结束", "show it anew every 5 seconds, until Ctrl-C"))
	c.Flags().BoolVar(&asJSON, "json", false, a.say("以 JSON 输出", "print JSON"))
	return c
}

// watch shows something until it is interrupted, each time on a clear screen.
func (a *app) watch(ctx context.Context, every time.Duration, show func() error) error {
	beat := time.NewTicker(every)
	defer beat.Stop()
	for {
		if a.width() > 0 {
			fmt.Fprint(a.stdout, "\x1b[H\x1b[2J\x1b[3J")
		}
		if err := show(); err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return nil
		case <-beat.C:
		}
	}
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
		return json.NewEncoder(a.stdout).Encode(map[string]any{"date": s.On, "counts": s.Counts, "items": s.Items, "troubles": a.troublesJSON(s.Troubles)})
	}
	for _, t := range s.Troubles {
		a.entry(zh.Visible(a.troubleWords(t, o.Zone)))
	}
	a.tellEntry(words.StatusCounts, s.On.SaidLong(), s.Counts.Total,
		s.Counts.Accepted, s.Counts.Review, s.Counts.Green, s.Counts.Amber, s.Counts.Red)
	if len(s.Items) == 0 {
		a.tell(words.StatusEmpty)
	} else {
		a.statusTables(s.Items)
	}
	a.statusFoot(s, o.Zone)
	return nil
}

// troubleWords say since when mail does not move and why, the server's own words behind.
func (a *app) troubleWords(t inquire.Trouble, zone *time.Location) string {
	sentence := words.Say(a.lang, t.Message(zone))
	if t.Words.IsZero() {
		return sentence
	}
	return a.text(words.ServerSays, sentence, message.OneLine(words.Say(a.lang, t.Words)))
}

func (a *app) troublesJSON(all []inquire.Trouble) []map[string]any {
	list := []map[string]any{}
	for _, t := range all {
		list = append(list, map[string]any{"matter": t.Matter, "since": time.UnixMilli(t.SinceMs).UTC(), "count": t.Count, "cause": words.Say(a.lang, t.Cause), "words": words.Say(a.lang, t.Words)})
	}
	return list
}

// colours reports whether the output is a terminal that wants colours.
func (a *app) colours() bool { return a.getenv("NO_COLOR") == "" && a.width() > 0 }

var standingColours = map[scheduler.Standing]text.Color{
	scheduler.StandingRed: text.FgRed, scheduler.StandingAmber: text.FgYellow, scheduler.StandingGreen: text.FgGreen, scheduler.StandingReview: text.FgBlue}

// narrow is a terminal on which a table says less of each item, so that the items
// themselves can be told apart.
const narrow = 100

// statusTables show each list under its number and title where several run: a number
// stands in each of them.
func (a *app) statusTables(items []inquire.Item) {
	several := items[0].List != items[len(items)-1].List // they stand list by list
	for len(items) > 0 {
		list := items[0]
		n := slices.IndexFunc(items, func(x inquire.Item) bool { return x.List != list.List })
		if n < 0 {
			n = len(items)
		}
		if several {
			a.tell(words.StatusList, list.List, zh.Visible(list.Title))
		}
		a.statusTable(items[:n])
		if items = items[n:]; len(items) > 0 {
			fmt.Fprintln(a.stdout)
		}
	}
}

func (a *app) statusTable(items []inquire.Item) {
	brief := a.width() > 0 && a.width() < narrow
	t := terminal.PlainTable(a.lang, words.StatusHead)
	colours := a.colours()
	for _, s := range items {
		word := a.standingWords(s, brief)
		if colour, ok := standingColours[s.Standing]; ok && colours {
			word = colour.Sprint(word)
		}
		t.AppendRow(table.Row{s.No, a.dueWords(s), word, zh.Visible(a.fewLeads(s.Leads, brief)), zh.Visible(a.lang.Shortened(s.Name))})
	}
	terminal.RenderCut(a.stdout, t)
}

// standingWords say how an item stands, how far it is from its deadline, and
// that a request for time waits: the one or the other where there is little room.
func (a *app) standingWords(s inquire.Item, brief bool) string {
	word := words.Say(a.lang, s.Standing.Message())
	switch {
	case s.Asks && brief:
	case s.Late > 0:
		word = a.text(words.StandingLate, s.Standing, s.Late)
	case s.Deadline != 0 && (s.Standing == scheduler.StandingAmber || s.Standing == scheduler.StandingGreen):
		word = a.text(words.StandingLeft, s.Standing, s.Left)
	}
	if s.Missed > 0 {
		word = a.text(words.StandingMissed, word, s.Missed)
	}
	if s.Asks {
		word = a.text(words.StandingAsked, word)
	}
	return word
}

// dueWords are the deadline, marked where its calendar is computed; the foot explains it.
func (a *app) dueWords(s inquire.Item) string {
	if s.Forecast {
		return s.Deadline.String() + "*"
	}
	return cmp.Or(s.Deadline.String(), a.says(s.Deadline.Said()))
}

func (a *app) fewLeads(leads []string, brief bool) string {
	most := 2
	if brief {
		most = 1
	}
	if len(leads) <= most {
		return strings.Join(leads, a.lang.Of("、", ", "))
	}
	return a.text(words.StatusLeads, leads[0], len(leads))
}

// statusFoot tells how letters and mail fare.
func (a *app) statusFoot(s inquire.Standing, zone *time.Location) {
	fmt.Fprintln(a.stdout)
	a.tell(words.StatusLetters, s.Letters.Sent, s.Letters.Failed, s.Letters.Waiting)
	if left := s.Rate.Left(); left > 0 {
		a.tell(words.StatusSending, s.Rate.LastMinute, s.Rate.Due, a.now().In(zone).Add(left).Format("15:04"))
	}
	if s.Paused != nil {
		a.tellEntry(words.StatusPaused, terminal.Minute(s.Paused.SinceMs, zone), zh.Visible(s.Paused.Why))
	}
	for _, source := range s.Sources {
		a.entry(zh.Visible(a.sourceWords(source, zone)))
	}
	if s.Quarantined > 0 {
		a.tell(words.StatusHeld, s.Quarantined)
	}
	if line := a.unjudgedWords(s.Unjudged, zone); line != "" {
		a.entry(line)
	}
	for _, year := range s.Unpublished {
		a.tellEntry(words.StatusUnpublished, year)
	}
}

// unjudgedWords say how much mail waits that nobody has processed; "" where none does.
func (a *app) unjudgedWords(waiting []db.Mail, zone *time.Location) string {
	if len(waiting) == 0 {
		return ""
	}
	return a.text(words.StatusUnjudged, len(waiting), waiting[0].No(), terminal.Minute(waiting[0].ReceivedMs, zone))
}

// sourceWords say how a way in fares.
func (a *app) sourceWords(s db.Source, zone *time.Location) string {
	line := a.text(words.SourceNever, s.Name)
	if s.OkMs > 0 {
		line = a.text(words.SourceOK, s.Name, terminal.Minute(s.OkMs, zone))
	}
	if !s.Fault.IsZero() {
		line = a.text(words.WithMend, line, s.Fault)
	}
	return line
}
