package terminal

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	"duban/checklist"
	"duban/db"
	"duban/internal/msg"
	"duban/internal/office"
	"duban/internal/words"
	"duban/scheduler"
)

// The names of things, as every command says them.

// StepStates name what became of a rung.
var StepStates = map[checklist.StepState]words.Text{
	checklist.StepPlanned: words.StepPlanned, checklist.StepSkipped: words.StepSkipped, checklist.StepHeld: words.StepHeld}

// PartHead says whose part of an item it is, how it stands and when it is due.
func PartHead(l words.Language, o *office.Office, on checklist.Day, p db.Owed) string {
	return words.PartHead.In(l, strings.TrimSpace(p.Part+" "+p.Party), p.Role, o.Rules().PartStanding(p, on), DayWithWorkday(l, o, p.Deadline))
}

// Actor names who did something: a person of the directory, or one of ours.
func Actor(l words.Language, actor string) string {
	if name, ok := words.Actors[actor]; ok {
		return name.In(l)
	}
	return actor
}

// Step names a rung of a ladder: remind-10 is a reminder, 10 workdays before.
func Step(l words.Language, step string) string {
	return words.Say(l, scheduler.StepName(step))
}

// Why is the reason of a step; "" where it says no more than the step's name.
func Why(l words.Language, step string, reason msg.Message) string {
	if why := words.Say(l, reason); !strings.Contains(Step(l, step), why) {
		return why
	}
	return ""
}

// Minute is an instant as a clock in the office shows it.
func Minute(ms int64, zone *time.Location) string {
	return time.UnixMilli(ms).In(zone).Format("2006-01-02 15:04")
}

// Weekday is a day with its weekday, as a table shows it: 2027-04-30 周五.
func Weekday(l words.Language, d checklist.Day) string {
	return d.String() + " " + words.Weekday(l, d.Weekday())
}

// DayWithWorkday shows a deadline with its weekday and its last workday.
func DayWithWorkday(l words.Language, o *office.Office, d checklist.Day) string {
	if d == 0 {
		return words.Say(l, d.Said())
	}
	s := words.LastWorkday.In(l, Weekday(l, d), o.Calendar.OnOrBefore(d).SaidLong())
	if o.Calendar.Forecast(d) {
		s += words.Forecast.In(l)
	}
	return s
}

// Tables count “ and … as terminals show them, whatever the locale: the library keeps that
// for the whole process, so it is said before anything is drawn.
func init() { text.OverrideRuneWidthEastAsianWidth(false) }

// PlainTable is a table without lines, for a terminal or a mail. Its head is a message
// whose columns are parted by |.
func PlainTable(l words.Language, head words.Text) table.Writer {
	t := table.NewWriter()
	t.SetStyle(table.StyleLight)
	t.Style().Options = table.OptionsNoBordersAndSeparators
	var row table.Row
	for name := range strings.SplitSeq(head.In(l), "|") {
		row = append(row, name)
	}
	t.AppendHeader(row)
	return t
}

// gap parts the columns of a table.
const gap = "  "

// Render prints a table. Free text stands in its last column: nothing behind it moves where
// a terminal shows one of its characters, as “, in another width than is counted here.
func Render(w io.Writer, t table.Writer) {
	lines := strings.Split(t.Render(), "\n")
	head := strings.TrimRight(lines[0], " ")
	last := text.StringWidth(head[:strings.LastIndex(head, gap)+len(gap)])
	for _, line := range lines {
		fmt.Fprintln(w, wrappedRow(strings.TrimRight(line, " "), last, Columns(w)))
	}
}

// wrappedRow breaks a line of a table, whose last column begins behind so many others, to
// the columns of a terminal. What stands in that column goes on below itself, where there
// is room, else below its line, deeper than the numbers of the first column.
func wrappedRow(line string, last, columns int) string {
	if columns < narrow || text.StringWidth(line) <= columns {
		return line
	}
	margin, begins := last, len(text.Trim(line, last))
	if last > columns {
		begins = strings.LastIndex(text.Trim(line, columns), gap) + len(gap)
	}
	head, tail := line[:begins], strings.TrimLeft(line[begins:], " ")
	if columns-last < narrow {
		margin = 8
		head = strings.TrimRight(head, " ") + "\n" + strings.Repeat(" ", margin)
	}
	return head + strings.ReplaceAll(wrapped(tail, "", columns-margin), "\n", "\n"+strings.Repeat(" ", margin))
}

// RenderCut is Render for a table whose last column may be cut where a terminal ends.
func RenderCut(w io.Writer, t table.Writer) {
	columns := Columns(w)
	for line := range strings.SplitSeq(t.Render(), "\n") {
		line = strings.TrimRight(line, " ")
		if columns > 0 && text.StringWidthWithoutEscSequences(line) > columns {
			line = text.Trim(line, columns-1) + "…"
		}
		fmt.Fprintln(w, line)
	}
}
