package scheduler_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/db/dbtest"
	"duban/internal/fulltest"
	"duban/scheduler"
)

// seasonCounts are the letters of a season by what its reader is in it: reports of the
// director and letters of the clerk apart from what they owe as anybody.
type seasonCounts struct {
	all int
	of  map[string]int // 中心主任, 督办员, 分管副主任, 技术服务部负责人, …
}

func countLetters(letters []db.Notice) seasonCounts {
	c := seasonCounts{of: map[string]int{}}
	for _, n := range letters {
		switch n.Kind {
		case letter.KindClerk:
			c.of["督办员"]++
		case letter.KindAssign, letter.KindRemind, letter.KindEscalate, letter.KindOverview, letter.KindDigest, letter.KindReview:
			c.of[n.Person]++
		default:
			continue
		}
		c.all++
	}
	return c
}

// most returns the department with the most letters.
func (c seasonCounts) most() (name string, n int) {
	for who, k := range c.of {
		if strings.HasSuffix(who, "负责人") && k > n {
			name, n = who, k
		}
	}
	return name, n
}

// season is how an office behaves on a day, after its letters.
type season struct {
	name string
	acts func(t *testing.T, s *db.Store, day checklist.Day)
	also bool // a second list of the same people
}

// answering lets every assignment be claimed so many workdays after its deadline (three
// values, by turns), and the director accept each two workdays later.
func answering(cal interface {
	Add(checklist.Day, int) checklist.Day
	IsWorkday(checklist.Day) bool
}, after ...int) func(*testing.T, *db.Store, checklist.Day) {
	return func(t *testing.T, s *db.Store, day checklist.Day) {
		t.Helper()
		all, err := s.Ledger(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		var events []checklist.Event
		ctx, at := context.Background(), day.At(15, 0, dbtest.Zone)
		struck := map[int64]bool{}
		for _, o := range all {
			claims := cal.Add(o.Deadline, after[int(o.Item)%len(after)])
			switch {
			case o.State == checklist.Open && o.FirstOn != 0 && day >= claims && !struck[o.Item]:
				events = append(events, checklist.Event{Kind: checklist.EventSubmitted, Assignment: o.ID, Actor: o.Party})
			case o.State == checklist.Submitted && day >= cal.Add(claims, 2):
				events = append(events, checklist.Event{Kind: checklist.EventAccepted, Assignment: o.ID, Actor: "中心主任"})
				struck[o.Item] = true
			}
		}
		for _, e := range events { // a joint part is settled with its lead
			if err := s.Record(ctx, at, db.Record{Events: []checklist.Event{e}}); err != nil && !errors.Is(err, checklist.ErrConflict) {
				t.Fatal(err)
			}
		}
	}
}

// A season of the seed brings few letters, whatever people do.
func TestSeasons_bringFewLetters(t *testing.T) {
	fulltest.Only(t)
	t.Parallel()
	cal := newCalendar(t)
	seasons := []struct {
		season
		all, director, clerk, department int // at most
	}{
		{season{name: "无人回复"}, 350, 35, 25, 30},
		{season{name: "都晚两三周报"}, 250, 45, 25, 30},
		{season{name: "多数按时报"}, 250, 45, 25, 30},
		{season{name: "两份清单，无人回复"}, 420, 40, 25, 40},
	}
	seasons[1].acts = answering(cal, 10, 12, 15)
	seasons[2].acts = answering(cal, -3, -1, 0, 2)
	seasons[3].also = true
	columns := make([]seasonCounts, len(seasons))
	for i, x := range seasons {
		t.Run(x.name, func(t *testing.T) {
			s, dir := dbtest.Open(t), office(t)
			seed(t, s, dir, 2026)
			if x.also {
				fewItems(t, s, dir)
			}
			sch, _ := newScheduler(t, s, dir)
			columns[i] = countLetters(liveWith(t, s, sch, checklist.Date(2026, 3, 30), checklist.Date(2026, 7, 31), x.acts))
			c := columns[i]
			if name, n := c.most(); c.all > x.all || c.of["中心主任"] > x.director || c.of["督办员"] > x.clerk || n > x.department {
				t.Errorf("%s: %d letters, the director %d, the clerk %d, %s %d; at most %d, %d, %d, %d",
					x.name, c.all, c.of["中心主任"], c.of["督办员"], name, n, x.all, x.director, x.clerk, x.department)
			}
		})
	}
	var b strings.Builder
	b.WriteString("| 收信人 |")
	for _, x := range seasons {
		b.WriteString(" " + x.name + " |")
	}
	b.WriteString("\n|---" + strings.Repeat("|---", len(seasons)) + "|\n")
	for _, who := range slices.Concat([]string{"中心主任", "督办员"}, readersOf(columns), []string{"合计"}) {
		b.WriteString("| " + who + " |")
		for _, c := range columns {
			n := c.of[who]
			if who == "合计" {
				n = c.all
			}
			fmt.Fprintf(&b, " %d |", n)
		}
		b.WriteString("\n")
	}
	golden(t, "testdata/seasons.md", b.String())
}

func readersOf(columns []seasonCounts) (names []string) {
	for _, c := range columns {
		for who := range c.of {
			if who != "中心主任" && who != "督办员" && !slices.Contains(names, who) {
				names = append(names, who)
			}
		}
	}
	slices.Sort(names)
	return names
}

// liveWith is live with what people do each day.
func liveWith(t *testing.T, s *db.Store, sch *scheduler.Scheduler, from, to checklist.Day, acts func(*testing.T, *db.Store, checklist.Day)) (list []db.Notice) {
	t.Helper()
	for day := from; day <= to; day++ {
		at := day.At(8, 30, dbtest.Zone)
		if _, err := sch.PlanDue(context.Background(), at); err != nil {
			t.Fatal(err)
		}
		deliver(t, s, at)
		if acts != nil {
			acts(t, s, day)
		}
	}
	list, err := s.Notices(context.Background(), db.NoticeFilter{})
	if err != nil {
		t.Fatal(err)
	}
	return list
}
