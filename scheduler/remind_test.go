package scheduler

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/db/dbtest"
	"duban/internal/msg"
	"duban/internal/words"
)

// What becomes of a reminder that the ladder has reached: a letter, nothing, or a word to
// those above.
func TestRemind_whatBecomesOfAReminder(t *testing.T) {
	t.Parallel()
	r := testRules(t)
	person, _ := r.Directory.ResponsibleFor("技术服务部")
	at := func(d checklist.Day) int64 { return d.At(10, 0, dbtest.Zone).UnixMilli() }
	failing := func(since, tried checklist.Day) map[string]db.AddressFault {
		return map[string]db.AddressFault{person.Mail: {Fault: msg.Words("5.1.1"), SinceMs: at(since), TriedMs: at(tried)}}
	}
	reported := map[int64][]db.Mate{1: {{Item: 1, Role: checklist.Lead, State: checklist.Submitted}}}
	const held = "held：逾期1个工作日"
	for _, tt := range []struct {
		name   string
		step   string
		o      *db.Owed
		first  bool
		faults map[string]db.AddressFault
		change func(*Rules, *reached)
		want   string
	}{
		{"it goes", "overdue+1", owed(1, "技术服务部"), false, nil, nil, "letter overdue+1"},
		{"there is none", "", owed(1, "技术服务部"), false, nil, nil, ""},
		{"what the lead has reported rests", "overdue+1", owed(1, "技术服务部", isJoint), false, nil, nil, "skipped：牵头部门已报办结，不再催办"},
		{"but not its first letter", "assign", owed(1, "技术服务部", isJoint), true, nil, nil, "letter assign"},
		{"an earlier period carries it", "overdue+1", month(3), false, nil, nil, "skipped：前期（2月）未报，一并催办"},
		{"but not the day on which it is due", "due", month(3), false, nil, nil, "letter due"},
		{"nor its first letter", "assign", month(3), true, nil, nil, "letter assign"},
		{"the oldest carries itself", "overdue+1", month(2), false, nil, nil, "letter overdue+1"},
		{"no letter arrives since yesterday", "overdue+1", owed(1, "技术服务部"), false, failing(tuesday-1, tuesday-1), nil, "climbs escalate-1 with " + held},
		{"since today", "overdue+1", owed(1, "技术服务部"), false, failing(tuesday, tuesday), nil, held},
		{"of a joint part", "overdue+1", owed(2, "技术服务部", isJoint), false, failing(tuesday-1, tuesday-1), nil, held},
		{"those above have heard", "overdue+1", owed(1, "技术服务部", func(o *db.Owed) { o.Escalated = ToSupervisor }), false, failing(tuesday-1, tuesday-1), nil, held},
		{"they hear today", "overdue+1", owed(1, "技术服务部"), false, failing(tuesday-1, tuesday-1), func(_ *Rules, got *reached) { got.Escalations = []Step{newStep(StepEscalate, ToSupervisor, tuesday)} }, "climbs escalate-1, " + held},
		{"an office without supervisors", "overdue+1", owed(1, "技术服务部"), false, failing(tuesday-1, tuesday-1), func(r *Rules, _ *reached) { r.Ladder.SupervisorAfter = 0 }, held},
		{"the address is put to the test", "overdue+1", owed(1, "技术服务部"), false, failing(tuesday-9, tuesday-8), nil, "letter overdue+1"},
	} {
		rules := r
		f := facts{on: tuesday, zone: dbtest.Zone, faults: tt.faults, mates: reported, owed: map[string][]*db.Owed{person.ID: {tt.o}},
			late: r.arrears([]*db.Owed{month(2), month(3)}, tuesday)}
		if tt.o.Role == checklist.Lead || tt.o.No == 2 {
			f.mates = nil
		}
		tt.o.Deadline = tuesday - 1
		got := reached{Owed: tt.o, first: first{owed: tt.first}}
		if tt.step != "" {
			got.Reminder = &Step{Name: tt.step, Day: tuesday}
		}
		if tt.change != nil {
			tt.change(&rules, &got)
		}
		letters, idle, up := rules.remind(f, debtor{Person: person, known: true, reached: []reached{got}})
		var all []string
		for _, l := range letters {
			all = append(all, "letter "+l.Steps[0].Step)
		}
		cut := func(s db.Step) string {
			why, _, _ := strings.Cut(words.Say(words.Chinese, s.Reason), "，信未发出")
			if s.State == checklist.StepHeld {
				why = "逾期1个工作日"
			}
			return string(s.State) + "：" + why
		}
		for _, c := range up {
			line := "climbs " + c.step.Name
			if c.instead != nil {
				line += " with " + cut(*c.instead)
			}
			all = append(all, line)
		}
		for _, s := range idle {
			all = append(all, cut(s))
		}
		if diff := cmp.Diff(tt.want, strings.Join(all, ", ")); diff != "" {
			t.Errorf("%s:\n%s", tt.name, diff)
		}
	}
}

// Whose letter of the day has gone gets what is new in a letter of its own.
func TestRemind_whatIsNewGoesByItself(t *testing.T) {
	t.Parallel()
	r := testRules(t)
	person, _ := r.Directory.ResponsibleFor("技术服务部")
	a, b := owed(1, "技术服务部"), owed(2, "技术服务部")
	due := []reached{{Owed: a, Reminder: &Step{Name: "assign", Day: tuesday}, first: first{owed: true}}, {Owed: b, Reminder: &Step{Name: "remind-5", Day: tuesday}}}
	for written, want := range map[bool]string{false: "[daily/技术服务部负责人/2026-04-21:[1 2]]", true: "[assign/技术服务部负责人/2026-04-21/1-1:[1] daily/技术服务部负责人/2026-04-21:[1 2]]"} {
		f := facts{on: tuesday, owed: map[string][]*db.Owed{person.ID: {a, b}}, written: map[string]bool{person.ID: written}}
		letters, _, _ := r.remind(f, debtor{Person: person, known: true, reached: due})
		var got []string
		for _, l := range letters {
			var nos []int
			for _, x := range l.Notice.Letter.Lines {
				nos = append(nos, x.No)
			}
			got = append(got, fmt.Sprint(l.Notice.Key, ":", nos))
		}
		if fmt.Sprint(got) != want {
			t.Errorf("written %v: %v, want %s", written, got, want)
		}
	}
}

// A letter of the day: what it is called, what it lists along, and the slip that it may be.
func TestDailyLetter(t *testing.T) {
	t.Parallel()
	r := testRules(t)
	r.Slips = true
	late := func(o *db.Owed) { o.Deadline, o.Original = tuesday-1, tuesday-1 }
	reported := map[int64][]db.Mate{2: {{Item: 2, Role: checklist.Lead, State: checklist.Submitted}}}
	for _, tt := range []struct {
		name  string
		lines []*db.Owed
		steps map[int64]Step
		want  string
	}{
		{"given first", []*db.Owed{owed(1, "技术服务部")}, map[int64]Step{1: {"assign", tuesday}}, "assign 1"},
		{"given first, its day passed", []*db.Owed{owed(1, "技术服务部", late)}, map[int64]Step{1: {"assign", tuesday - 1}}, "assign 1"},
		{"beside what is older", []*db.Owed{owed(1, "技术服务部"), owed(3, "技术服务部")}, map[int64]Step{1: {"assign", tuesday}}, "remind 1 3"},
		{"a joint part that rests", []*db.Owed{owed(1, "技术服务部"), owed(2, "技术服务部", isJoint)}, map[int64]Step{1: {"assign", tuesday}}, "assign 1"},
		{"late", []*db.Owed{owed(1, "技术服务部", late)}, map[int64]Step{1: {"overdue+1", tuesday}}, "remind 1 黄色"},
		{"caught up", []*db.Owed{owed(1, "技术服务部", late)}, map[int64]Step{1: {"overdue+1", tuesday - 1}}, "remind 1（2026-04-20） 黄色"},
		{"late, of a joint part", []*db.Owed{owed(1, "技术服务部", late, isJoint)}, map[int64]Step{1: {"overdue+1", tuesday}}, "remind 1"},
		{"nothing presses", []*db.Owed{owed(1, "技术服务部")}, map[int64]Step{1: {"remind-5", tuesday}}, "remind 1"},
		{"long late, while a request for time waits", []*db.Owed{owed(1, "技术服务部", func(o *db.Owed) { o.Deadline = tuesday - 8 }, requesting)}, map[int64]Step{1: {"overdue+5", tuesday}}, "remind 1 黄色"},
		{"long late", []*db.Owed{owed(1, "技术服务部", func(o *db.Owed) { o.Deadline = tuesday - 8 })}, map[int64]Step{1: {"overdue+5", tuesday}}, "remind 1 红色"},
	} {
		steps := map[int64]reached{}
		for id, s := range tt.steps {
			steps[id] = reached{Reminder: &s}
		}
		l := r.dailyLetter(facts{on: tuesday, zone: dbtest.Zone, mates: reported}, checklist.Person{}, steps, tt.lines)
		got := string(l.Kind)
		for _, x := range l.Lines {
			got += fmt.Sprint(" ", x.No)
			if x.Planned != 0 {
				got += "（" + x.Planned.String() + "）"
			}
		}
		if l.Slip != nil {
			got += " " + string(l.Slip.Colour)
		}
		if got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
	var none letter.Letter
	if setList(&none); none.Checklist != 0 {
		t.Error("a letter without lines is about a list")
	}
}
