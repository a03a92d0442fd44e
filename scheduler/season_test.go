package scheduler_test

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"duban/checklist"
	"duban/db"
	"duban/db/dbtest"
	"duban/internal/words"
	"duban/scheduler"
	"duban/scheduler/calendar"
)

// office is the directory that the example ships.
func office(t testing.TB) *checklist.Directory {
	t.Helper()
	business := []string{"业务受理部", "权籍调查部", "转移登记部", "抵押登记部", "房产登记部"}
	entries := []checklist.Entry{
		{Kind: checklist.Post, Name: "中心主任", Mail: "zhuren@djzx.example", Duties: []checklist.Duty{checklist.DutyDirector}},
		{Kind: checklist.Post, Name: "分管副主任", Mail: "fuzhuren@djzx.example", Supervisor: "中心主任"},
		{Kind: checklist.Post, Name: "党支部委员会", Mail: "dangzhibu@djzx.example", Supervisor: "中心主任"},
		{Kind: checklist.Department, Name: "综合部", Mail: "zhb@djzx.example", Supervisor: "分管副主任", Duties: []checklist.Duty{checklist.DutyClerk}},
		{Kind: checklist.Department, Name: "技术服务部", Mail: "jsb@djzx.example", Supervisor: "分管副主任"},
		{Kind: checklist.Department, Name: "行政效能监督科", Mail: "jdk@djzx.example", Supervisor: "分管副主任"},
		{Kind: checklist.Group, Name: "业务部门", Members: business},
		{Kind: checklist.Group, Name: "窗口部门", Members: []string{"业务受理部", "转移登记部", "抵押登记部", "房产登记部"}},
	}
	for i, name := range business {
		entries = append(entries, checklist.Entry{Kind: checklist.Department, Name: name,
			Mail: fmt.Sprintf("yw%d@djzx.example", i), Supervisor: "分管副主任"})
	}
	d, err := checklist.NewDirectory(entries)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// seed imports the real checklist with a base year.
func seed(t testing.TB, s *db.Store, dir *checklist.Directory, year int) {
	t.Helper()
	raw, err := os.ReadFile("testdata/items.tsv")
	if err != nil {
		t.Fatal(err)
	}
	in := db.Import{Checklist: checklist.Checklist{Title: "实施清单", Year: year, Start: checklist.Date(year, 4, 1)},
		File: db.Document{Name: "items.tsv", Raw: raw}, Actor: "clerk"}
	for _, line := range strings.Split(strings.TrimSpace(string(raw)), "\n")[1:] {
		f := strings.Split(line, "\t")
		it := checklist.Item{Task: f[1], Section: f[2], Content: f[3], Parties: f[4], DeadlineText: f[7], Leads: names(f[5]), Joint: names(f[6])}
		it.No, _ = strconv.Atoi(f[0])
		month := map[string]time.Month{"4月底": 4, "5月底": 5}[f[7]]
		it.Deadline = checklist.MonthEnd(year, month)
		in.Items = append(in.Items, it)
		in.Assignments = append(in.Assignments, assign(dir, it)...)
	}
	if _, err := s.Import(context.Background(), checklist.Date(year, 3, 30).At(10, 0, dbtest.Zone), in); err != nil {
		t.Fatal(err)
	}
}

func names(cell string) []string {
	if cell == "" {
		return []string{}
	}
	return strings.Split(cell, "、")
}

func assign(dir *checklist.Directory, it checklist.Item) (out []checklist.Assign) {
	var taken []string
	add := func(names []string, role checklist.Role) {
		for _, name := range names {
			parties, _ := dir.Expand(name)
			for _, p := range parties {
				if !slices.Contains(taken, p) {
					taken = append(taken, p)
					out = append(out, checklist.Assign{No: it.No, Party: p, Role: role})
				}
			}
		}
	}
	add(it.Leads, checklist.Lead)
	add(it.Joint, checklist.Joint)
	return out
}

func newScheduler(t testing.TB, s *db.Store, dir *checklist.Directory) (*scheduler.Scheduler, *calendar.Calendar) {
	t.Helper()
	cal, err := calendar.New()
	if err != nil {
		t.Fatal(err)
	}
	rules := scheduler.Rules{Calendar: cal, Ladder: scheduler.DefaultLadder(), Directory: dir, Hours: checklist.Hours{From: 8*time.Hour + 30*time.Minute, Until: 18 * time.Hour}, DigestOn: time.Monday}
	return scheduler.New(s, func() scheduler.Rules { return rules }, slog.New(slog.DiscardHandler)), cal
}

// deliver sends what waits, to nowhere.
func deliver(t testing.TB, s *db.Store, at time.Time) {
	t.Helper()
	ctx := context.Background()
	for {
		claimed, err := s.Claim(ctx, at, checklist.Hours{}, 100, time.Minute, toNowhere)
		if err != nil {
			t.Fatal(err)
		}
		if len(claimed) == 0 {
			return
		}
		for _, n := range claimed {
			if err := s.Finish(ctx, at, n, db.Outcome{State: "sent", Code: "250"}); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func toNowhere(all []db.Notice) {
	for i := range all {
		all[i].Raw, all[i].Address = []byte("x"), "x@djzx.example"
	}
}

// live runs the daemon's days from one to another, and returns every letter.
func live(t testing.TB, s *db.Store, sch *scheduler.Scheduler, from, to checklist.Day) []db.Notice {
	t.Helper()
	for day := from; day <= to; day++ {
		at := day.At(8, 30, dbtest.Zone)
		if _, err := sch.PlanDue(context.Background(), at); err != nil {
			t.Fatal(err)
		}
		deliver(t, s, at)
	}
	list, err := s.Notices(context.Background(), db.NoticeFilter{})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// planText prints letters as a reviewer reads them: day, kind, who, items, reason.
func planText(list []db.Notice) string {
	var b strings.Builder
	for _, n := range list {
		var nos []string
		for _, l := range n.Letter.Lines {
			if l.Step != "" {
				nos = append(nos, fmt.Sprintf("%d:%s", l.No, l.Step))
			}
		}
		fmt.Fprintf(&b, "%s %s\t%s\t%s\t%s\t%s\n", n.Letter.On, words.Weekday(words.Chinese, n.Letter.On.Weekday()), n.Kind, n.Person, strings.Join(nos, " "), words.Say(words.Chinese, n.Reason))
	}
	return b.String()
}
