package scheduler_test

import (
	"context"
	"fmt"
	"log/slog"
	"testing"
	"time"

	"duban/checklist"
	"duban/db"
	"duban/db/dbtest"
	"duban/scheduler"
	"duban/scheduler/calendar"
)

// BenchmarkRound measures a beat that finds k assignments due among N open ones,
// the day's reports being done: it costs in proportion to k, not to N. Every party
// has ten items, since a letter lists all that its reader owes.
func BenchmarkRound(b *testing.B) {
	for _, n := range []int{1_000, 10_000, 120_000} {
		b.Run(fmt.Sprintf("open=%d", n), func(b *testing.B) { benchmarkRound(b, n) })
	}
}

func benchmarkRound(b *testing.B, n int) {
	const each = 10
	s, dir := dbtest.Open(b), province(b, n/each)
	in := manyItems(n, each, "all", checklist.Date(2026, 12, 31))
	day := checklist.Date(2026, 4, 1)
	if _, err := s.Import(context.Background(), day.At(7, 0, dbtest.Zone), in); err != nil {
		b.Fatal(err)
	}
	cal, err := calendar.New()
	if err != nil {
		b.Fatal(err)
	}
	rules := scheduler.Rules{Calendar: cal, Ladder: scheduler.DefaultLadder(), Directory: dir, Hours: checklist.Hours{From: 8*time.Hour + 30*time.Minute, Until: 18 * time.Hour}, DigestOn: time.Monday}
	sch := scheduler.New(s, func() scheduler.Rules { return rules }, slog.New(slog.DiscardHandler))
	for _, on := range []checklist.Day{day, day + 1} {
		if _, err := sch.PlanDue(context.Background(), on.At(8, 30, dbtest.Zone)); err != nil {
			b.Fatal(err)
		}
	}
	for _, k := range []int{0, n / 100, n} {
		b.Run(fmt.Sprintf("due=%d", k), func(b *testing.B) { benchmarkDue(b, s, sch, k, day+1) })
	}
}

func benchmarkDue(b *testing.B, s *db.Store, sch *scheduler.Scheduler, k int, on checklist.Day) {
	at := on.At(9, 0, dbtest.Zone)
	for i := range b.N {
		b.StopTimer()
		at = at.Add(time.Second)
		if k > 0 {
			in := manyItems(k, 10, fmt.Sprint(b.Name(), b.N, i), checklist.Date(2026, 12, 31))
			in.Checklist.Start = on
			if _, err := s.Import(context.Background(), at, in); err != nil {
				b.Fatal(err)
			}
		}
		b.StartTimer()
		if _, err := sch.PlanDue(context.Background(), at); err != nil {
			b.Fatal(err)
		}
	}
}

// province is a directory of many departments under one deputy.
func province(b *testing.B, departments int) *checklist.Directory {
	b.Helper()
	entries := []checklist.Entry{
		{Kind: checklist.Post, Name: "主任", Mail: "z@x.example", Duties: []checklist.Duty{checklist.DutyDirector, checklist.DutyClerk}},
		{Kind: checklist.Post, Name: "副主任", Mail: "f@x.example", Supervisor: "主任"}}
	for i := range departments {
		entries = append(entries, checklist.Entry{Kind: checklist.Department, Name: fmt.Sprintf("部门%d", i), Mail: fmt.Sprintf("d%d@x.example", i), Supervisor: "副主任"})
	}
	d, err := checklist.NewDirectory(entries)
	if err != nil {
		b.Fatal(err)
	}
	return d
}

func manyItems(n, each int, name string, deadline checklist.Day) db.Import {
	in := db.Import{Checklist: checklist.Checklist{Title: name, Year: 2026, Start: checklist.Date(2026, 4, 1)},
		File: db.Document{Name: name, Raw: []byte(name)}, Actor: "clerk"}
	for i := range n {
		party := fmt.Sprintf("部门%d", i/each)
		in.Items = append(in.Items, checklist.Item{No: i + 1, Content: "事项", Leads: []string{party}, Joint: []string{}, Deadline: deadline})
		in.Assignments = append(in.Assignments, checklist.Assign{No: i + 1, Party: party, Role: checklist.Lead})
	}
	return in
}
