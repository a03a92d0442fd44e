package terminal

import (
	"fmt"
	"strings"
	"time"

	"github.com/jedib0t/go-pretty/v6/table"

	"duban/checklist"
	"duban/db"
	"duban/internal/office"
)

// The names of things, as every command says them.

// StepStates name what became of a rung.
var StepStates = map[checklist.StepState]string{checklist.StepPlanned: "发信", checklist.StepSkipped: "略过", checklist.StepHeld: "未发"}

// PartHead says whose part of an item it is, how it stands and when it is due.
func PartHead(o *office.Office, p db.Owed) string {
	return fmt.Sprintf("%s　%s　%s　时限 %s", strings.TrimSpace(p.Part+" "+p.Party), p.Role.Chinese(), p.State.Chinese(), DayWithWorkday(o, p.Deadline))
}

// Minute is an instant as a clock in the office shows it.
func Minute(ms int64, zone *time.Location) string {
	return time.UnixMilli(ms).In(zone).Format("2006-01-02 15:04")
}

// DayWithWorkday shows a deadline with its weekday and its last workday.
func DayWithWorkday(o *office.Office, d checklist.Day) string {
	if d == 0 {
		return checklist.Undated
	}
	s := fmt.Sprintf("%s %s，末个工作日 %s", d, d.WeekdayName(), o.Calendar.OnOrBefore(d).Long())
	if o.Calendar.Forecast(d) {
		s += "〔放假安排未公布，暂按周末推算〕"
	}
	return s
}

// PlainTable is a table without lines, for a terminal or a mail.
func PlainTable(head ...any) table.Writer {
	t := table.NewWriter()
	t.SetStyle(table.StyleLight)
	t.Style().Options = table.OptionsNoBordersAndSeparators
	t.AppendHeader(head)
	return t
}
