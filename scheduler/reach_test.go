package scheduler

import (
	"context"
	"fmt"
	"log/slog"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/db/dbtest"
	"duban/internal/msg"
	"duban/internal/words"
)

// What the ladder says of an assignment that is due on 30 April and was given on the 1st,
// by what is done of it already.
func TestReach_whatIsDueOfALadder(t *testing.T) {
	t.Parallel()
	r := testRules(t)
	april, may := func(d int) checklist.Day { return checklist.Date(2026, 4, d) }, func(d int) checklist.Day { return checklist.Date(2026, 5, d) }
	done := func(last string, to checklist.Day) func(*db.Owed) {
		return func(o *db.Owed) { o.LastStep, o.SteppedTo = last, to }
	}
	for _, tt := range []struct {
		name   string
		on     checklist.Day
		change []func(*db.Owed)
		want   string // the reminder, what was missed, what climbs
		next   checklist.Day
	}{
		{"a step on its day", april(23), []func(*db.Owed){done("remind-10", april(16))}, "remind-5 [] []", april(27)},
		{"a step that is done", april(23), []func(*db.Owed){done("remind-5", april(23))}, "- [] []", april(27)},
		{"of several the newest", april(27), []func(*db.Owed){done("remind-10", april(16))}, "remind-3 [remind-5] []", april(29)},
		{"what another ladder has done for the day", april(27), []func(*db.Owed){done("remind-5", april(27))}, "- [] []", april(29)},
		{"what another ladder has done beyond it", april(27), []func(*db.Owed){done("remind-2", april(23))}, "- [] []", april(29)},
		{"those above hear once", may(7), []func(*db.Owed){done("overdue+2", may(7))}, "- [] [escalate-1]", may(8)},
		{"and not again", may(7), []func(*db.Owed){done("overdue+2", may(7)), func(o *db.Owed) { o.Escalated = 1 }}, "- [] []", may(8)},
		{"of a joint part they do not", may(7), []func(*db.Owed){done("overdue+2", may(7)), isJoint}, "- [] []", may(8)},
		{"nor while a request for time waits", may(7), []func(*db.Owed){done("overdue+2", may(7)), requesting}, "- [] []", may(8)},
		{"the last step", may(11), []func(*db.Owed){done("overdue+3", may(8)), func(o *db.Owed) { o.Escalated = 2 }}, "overdue+5 [] []", may(18)},
		{"a last step that was missed goes as a further reminder", may(12), []func(*db.Owed){done("overdue+3", may(8)), func(o *db.Owed) { o.Escalated = 2 }}, "overdue+6 [overdue+5] []", may(19)},
		{"behind the last step", may(12), []func(*db.Owed){done("overdue+5", may(11)), func(o *db.Owed) { o.Escalated = 2 }}, "- [] []", may(18)},
		{"the fifth workday after it", may(18), []func(*db.Owed){done("overdue+5", may(11)), func(o *db.Owed) { o.Escalated = 2 }}, "overdue+10 [] []", may(25)},
		{"or after a letter that listed it along", may(18), []func(*db.Owed){done("overdue+5", may(11)), func(o *db.Owed) { o.Escalated, o.Told = 2, may(13) }}, "- [] []", may(20)},
		{"a first letter goes alone", may(18), []func(*db.Owed){func(o *db.Owed) { o.FirstTo, o.FirstOn = "", 0 }}, "assign [] []", may(20)},
	} {
		o := owed(1, "技术服务部", append([]func(*db.Owed){func(o *db.Owed) {
			o.Opened, o.FirstOn, o.Deadline, o.Original = april(1), april(1), april(30), april(30)
		}}, tt.change...)...)
		f := facts{on: tt.on, zone: dbtest.Zone}
		got := f.reach(r.ladderDay(tt.on), o)
		is := "-"
		if got.Reminder != nil {
			is = got.Reminder.Name
		}
		if is = fmt.Sprint(is, " ", names(got.Missed), " ", names(got.Escalations)); is != tt.want || got.Next != tt.next {
			t.Errorf("%s: %s, asked again on %s, want %s and %s", tt.name, is, got.Next, tt.want, tt.next)
		}
	}
}

func names(steps []Step) (list []string) {
	list = []string{}
	for _, s := range steps {
		list = append(list, s.Name)
	}
	return list
}

// What has no day is asked after at its own pace, whatever stands beside it in a portion.
func TestReach_whatHasNoDayBesideWhatLasts(t *testing.T) {
	t.Parallel()
	r := testRules(t)
	d := r.ladderDay(tuesday)
	for part, want := range map[string]checklist.Day{"": r.Calendar.OnOrAfter(tuesday + 7), "长期坚持": r.Calendar.OnOrAfter(tuesday.AddMonths(checklist.Pace("长期坚持")))} {
		o := owed(1, "技术服务部", func(o *db.Owed) { o.Deadline, o.Part = 0, part })
		if got := d.ask(o, tuesday); got.next != want {
			t.Errorf("%q: asked after on %s, want %s", part, got.next, want)
		}
	}
}

// A request for time keeps an assignment from being reported for ten workdays after its
// deadline, 30 April, and from then on it is.
func TestPaused(t *testing.T) {
	t.Parallel()
	r := testRules(t)
	last := checklist.Date(2026, 5, 18) // 9 May is a make-up workday
	for _, tt := range []struct {
		name    string
		on      checklist.Day
		change  func(*db.Owed)
		resumes checklist.Day
		paused  bool
	}{
		{"on the tenth", last, requesting, last + 1, true},
		{"on the eleventh", last + 1, requesting, last + 1, false},
		{"nothing is asked for", last, func(*db.Owed) {}, 0, false},
		{"asked a second time", last, func(o *db.Owed) { requesting(o); o.Decided = 1 }, 0, false},
		{"without a deadline", last, func(o *db.Owed) { requesting(o); o.Deadline = 0 }, 0, false},
	} {
		o := owed(1, "技术服务部", func(o *db.Owed) { o.Deadline = checklist.Date(2026, 4, 30) }, tt.change)
		if resumes, paused := r.paused(*o, tt.on); resumes != tt.resumes || paused != tt.paused {
			t.Errorf("%s: %s, %v", tt.name, resumes, paused)
		}
	}
}

// The next step of what is late and has its steps behind it; of a reminder and a report on
// one day it is the reminder.
func TestNextStep_ofWhatIsLate(t *testing.T) {
	t.Parallel()
	r := testRules(t)
	r.Ladder.Overdue, r.Ladder.ThenEvery, r.Ladder.DirectorAfter = []int{1}, 4, 5
	may := func(d int) checklist.Day { return checklist.Date(2026, 5, d) }
	o := *owed(1, "技术服务部", func(o *db.Owed) {
		o.Deadline, o.Opened, o.FirstOn, o.SteppedTo, o.LastStep = checklist.Date(2026, 4, 30), may(1)-30, may(1)-30, may(6), "overdue+1"
	})
	for after, want := range map[checklist.Day]string{
		may(6):  "05-07 escalate-1", // before the reminder of the 11th
		may(7):  "05-11 overdue+5",  // beside escalate-2
		may(11): "05-12 overdue+6",  // it was due, and waits
		may(12): "05-13 overdue+7",
	} {
		if got, ok := r.NextStep(o, after); !ok || got.Day.String()[5:]+" "+got.Name != want {
			t.Errorf("after %s: %s %s, want %s", after, got.Day, got.Name, want)
		}
	}
}

// What is still to come of a recurrence, of a request for time, and of what is late.
func TestOutlook_whatWaitsForSomethingElse(t *testing.T) {
	t.Parallel()
	s, store := onStore(t)
	day := func(m time.Month, d int) checklist.Day { return checklist.Date(2026, m, d) }
	it := checklist.Item{No: 1, Content: "报送数据", Leads: []string{"技术服务部"}, Joint: []string{}}
	it.Take([]checklist.Due{{Part: "3月", Day: day(3, 20), Opens: day(3, 1), Every: checklist.EveryMonth}, {Part: "4月", Day: day(4, 22), Opens: day(3, 21), Every: checklist.EveryMonth}})
	in := db.Import{Checklist: checklist.Checklist{Title: "清单", Year: 2026, Start: day(3, 1)}, Items: []checklist.Item{it},
		Assignments: it.Assignments(s.rules().Directory), File: db.Document{Name: "x", Raw: []byte("x")}, Actor: "clerk"}
	if _, err := store.Import(context.Background(), day(3, 1).At(9, 0, dbtest.Zone), in); err != nil {
		t.Fatal(err)
	}
	list := func(o db.Owed, on checklist.Day) (out []string) {
		t.Helper()
		coming, err := s.Outlook(context.Background(), o, on.At(20, 0, dbtest.Zone))
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range coming {
			out = append(out, c.Day.String()[5:]+" "+c.Name)
		}
		return out
	}
	all, err := store.Ledger(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	later := all[1]
	later.FirstTo, later.FirstOn, later.LastStep = "jsb@djzx.example ", day(3, 23), "assign"
	if diff := cmp.Diff([]string{"04-22 due", "04-24 escalate-1", "04-29 escalate-2"}, list(later, tuesday)); diff != "" {
		t.Errorf("a later period:\n%s", diff)
	}
	late := owed(1, "技术服务部", func(o *db.Owed) { o.Deadline, o.LastStep, o.SteppedTo = day(4, 30), "overdue+2", day(5, 7) })
	if diff := cmp.Diff([]string{"05-07 escalate-1", "05-08 overdue+3", "05-11 overdue+5", "05-11 escalate-2", "05-18 overdue+10"}, list(*late, day(5, 7))); diff != "" {
		t.Errorf("on the day on which those above are still to hear:\n%s", diff)
	}
	late.Escalated = 1
	if diff := cmp.Diff([]string{"05-08 overdue+3", "05-11 overdue+5", "05-11 escalate-2", "05-18 overdue+10"}, list(*late, day(5, 7))); diff != "" {
		t.Errorf("when they have heard:\n%s", diff)
	}
	requesting(late)
	if diff := cmp.Diff([]string{"05-08 overdue+3", "05-11 overdue+5", "05-18 overdue+10", "05-19 escalate-2"}, list(*late, day(5, 7))); diff != "" {
		t.Errorf("while a request for time waits:\n%s", diff)
	}
	r := testRules(t)
	patient := r
	patient.Ladder.DirectorAfter = 8
	if steps := patient.toCome(*owed(1, "技术服务部", func(o *db.Owed) { o.Deadline, o.LastStep = day(4, 30), "due" }), day(4, 30)); steps[len(steps)-1] != (Step{"overdue+10", day(5, 18)}) {
		t.Errorf("the fifth workday after the last reminder, whoever is told above: %+v", steps)
	}
	late.Told, late.SteppedTo, late.LastStep = day(5, 13), day(5, 11), "overdue+5"
	if steps := r.toCome(*late, day(5, 14)); steps[len(steps)-1] != (Step{"overdue+12", day(5, 20)}) {
		t.Errorf("the fifth workday after it was last told: %+v", steps)
	}
}

// Of what several say of one assignment the last stands, in the order of the numbers.
func TestNotAmong(t *testing.T) {
	t.Parallel()
	line := func(no int, step string) letter.Line {
		return letter.Line{Assignment: int64(no), No: no, Step: step}
	}
	got := notAmong([]letter.Line{line(2, "escalate-1"), line(1, "escalate-1"), line(2, "escalate-2"), line(3, "escalate-1")}, []letter.Line{line(3, "")})
	if diff := cmp.Diff([]letter.Line{line(1, "escalate-1"), line(2, "escalate-2")}, got); diff != "" {
		t.Error(diff)
	}
}

// What has not left on its day is said anew on the next, and what comes in later on a day
// that was planned goes on that day.
func TestPlan_whatWasNotSentAndWhatComesLater(t *testing.T) {
	t.Parallel()
	s, store := onStore(t)
	ctx := context.Background()
	states := func(on checklist.Day, person string) (list []string) {
		t.Helper()
		letters, err := store.Notices(ctx, db.NoticeFilter{On: on})
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range letters {
			if n.Person == person {
				list = append(list, fmt.Sprint(n.Kind, " ", n.State))
			}
		}
		return list
	}
	const tech = "技术服务部负责人"
	plan := func(on checklist.Day, hour int) {
		t.Helper()
		if _, err := s.PlanDue(ctx, on.At(hour, 0, dbtest.Zone)); err != nil {
			t.Fatal(err)
		}
	}
	give(t, store, "清单", tuesday+9, "技术服务部")
	plan(tuesday, 9)
	plan(tuesday+1, 9)
	if got := fmt.Sprint(states(tuesday, tech), states(tuesday+1, tech)); got != "[assign superseded] [assign queued]" {
		t.Errorf("the letters of both days are %s", got)
	}
	give(t, store, "又一份", tuesday+9, "综合部")
	plan(tuesday+1, 12)
	plan(tuesday+1, 13)
	if got := fmt.Sprint(states(tuesday+1, tech), states(tuesday+1, "综合部负责人")); got != "[assign queued] [assign queued]" {
		t.Errorf("in the afternoon the letters are %s", got)
	}
}

// withDeputies are rules of an office with two deputies, each over one department.
func withDeputies(t *testing.T) Rules {
	t.Helper()
	r := testRules(t)
	entries := append(r.Directory.Entries[:2:2],
		checklist.Entry{Kind: checklist.Post, Name: "甲副主任", Mail: "jia@djzx.example", Supervisor: "中心主任"},
		checklist.Entry{Kind: checklist.Post, Name: "乙副主任", Mail: "yi@djzx.example", Supervisor: "中心主任"},
		checklist.Entry{Kind: checklist.Department, Name: "技术服务部", Mail: "jsb@djzx.example", Supervisor: "甲副主任"},
		checklist.Entry{Kind: checklist.Department, Name: "业务受理部", Mail: "yw@djzx.example", Supervisor: "乙副主任"})
	dir, err := checklist.NewDirectory(entries)
	if err != nil {
		t.Fatal(err)
	}
	r.Directory = dir
	return r
}

// The letters of a day leave over the window, in one batch or in many, and the clerk's says
// how many they are: with what was reported to one deputy, and another's overview.
func TestPlan_inBatchesSpreadAndCounted(t *testing.T) {
	t.Parallel()
	for _, most := range []int{1, 1000} {
		d := newLetterDays(t, func(r *Rules) { *r = withDeputies(t); r.Spread = 100 * time.Minute })
		d.InBatchesOf(most)
		monday := tuesday - 1
		give(t, d.Store, "清单", monday-14, "技术服务部")
		give(t, d.Store, "又一份", monday+2, "业务受理部")
		d.plan(monday - 4)
		give(t, d.Store, "第三份", monday+9, "档案部") // which the directory does not know
		n, err := d.PlanDue(context.Background(), monday.At(9, 0, dbtest.Zone))
		if err != nil {
			t.Fatal(err)
		}
		letters, err := d.Notices(context.Background(), db.NoticeFilter{On: monday})
		if err != nil || len(letters) != n {
			t.Fatalf("in batches of %d: %d letters of %d, %v", most, len(letters), n, err)
		}
		began, seen, kinds := d.rules().hours().Opens(monday, dbtest.Zone).UnixMilli(), map[int64]bool{}, map[letter.Kind]int{}
		for _, l := range letters {
			if after := time.Duration(l.NotBefore-began) * time.Millisecond; after < 0 || after >= 100*time.Minute || seen[l.NotBefore] {
				t.Errorf("in batches of %d: %s leaves after %s", most, l.Key, after)
			}
			seen[l.NotBefore] = true
			kinds[l.Kind]++
			if want := fmt.Sprintf("今日发信%d封（含本信），其中排期前已发0封", n); l.Letter.Clerk != nil && words.Say(words.Chinese, l.Letter.Clerk.Foot) != want {
				t.Errorf("in batches of %d: the clerk reads %s, want %s", most, l.Letter.Clerk.Foot, want)
			}
		}
		if diff := cmp.Diff(map[letter.Kind]int{letter.KindRemind: 1, letter.KindEscalate: 1, letter.KindDigest: 1, letter.KindOverview: 1, letter.KindClerk: 1}, kinds); diff != "" {
			t.Errorf("in batches of %d:\n%s", most, diff)
		}
	}
}

// A supervisor reads weekly what is late or near of his people's, and on a day with a report
// to him in that letter.
func TestOverviews_whoReadsWhat(t *testing.T) {
	t.Parallel()
	r, store := withDeputies(t), dbtest.Open(t)
	s := New(store, func() Rules { return r }, slog.New(slog.DiscardHandler))
	monday := tuesday - 1
	part := func(no int, change ...func(*db.Owed)) *db.Owed {
		return owed(no, "技术服务部", append([]func(*db.Owed){func(o *db.Owed) { o.Deadline, o.Original = monday-3, monday-3 }}, change...)...)
	}
	near := func(o *db.Owed) { o.Deadline, o.Original = monday+1, monday+1 }
	notAsked := func(o *db.Owed) { o.FirstOn = 0 }
	for _, tt := range []struct {
		name      string
		on        checklist.Day
		o         *db.Owed
		settled   []db.SettledReport
		escalated string
		want      string
	}{
		{"late", monday, part(1), nil, "", "甲副主任:1 "},
		{"on another day", tuesday, part(1), nil, "", ""},
		{"near", monday, part(1, near), nil, "", "甲副主任:1 "},
		{"in time", monday, owed(1, "技术服务部", func(o *db.Owed) { o.Deadline = monday + 30 }), nil, "", ""},
		{"of a joint part", monday, part(1, isJoint), nil, "", ""},
		{"claimed", monday, part(1, func(o *db.Owed) { o.State = checklist.Submitted }), nil, "", ""},
		{"that begins today", monday, part(1, near, func(o *db.Owed) { o.Opened = monday }), nil, "", "甲副主任:1 "},
		{"that begins tomorrow", monday, part(1, near, func(o *db.Owed) { o.Opened = monday + 1 }), nil, "", ""},
		{"late, and not asked for yet", monday, part(1, notAsked), nil, "", ""},
		{"near, and not asked for yet", monday, part(1, near, notAsked), nil, "", "甲副主任:1 "},
		{"in the letter that reports to him", monday, part(1), nil, "甲副主任", "report 1 9 "},
		{"not in that to another", monday, part(1), nil, "乙副主任", "report 9 甲副主任:1 "},
		{"settled since, and near again", monday, part(1, near), []db.SettledReport{{Assignment: 1, Person: "甲副主任"}}, "", "甲副主任:1settled "},
		{"settled since, on any day", tuesday, part(1, near), []db.SettledReport{{Assignment: 1, Person: "甲副主任"}}, "", "甲副主任:1settled "},
		{"of whom the director is above", monday, owed(1, "综合部", func(o *db.Owed) { o.Deadline = monday - 3 }), nil, "", ""},
	} {
		l := ledger{facts: facts{on: tt.on, zone: dbtest.Zone}, said: []*db.Owed{tt.o}, settled: tt.settled, running: oneList{begun: monday - 20}, planned: tt.on - 1}
		var escalations []db.PlannedLetter
		if tt.escalated != "" {
			escalations = []db.PlannedLetter{{Notice: db.NewNotice{Letter: letter.Letter{To: tt.escalated, Lines: []letter.Line{{Assignment: 9, No: 9, Colour: letter.Red, Deadline: 1}}}}}}
		}
		letters, err := s.overviews(context.Background(), r, l, escalations, tt.on.At(9, 0, dbtest.Zone))
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, e := range escalations {
			got += "report "
			for _, x := range e.Notice.Letter.Lines {
				got += fmt.Sprint(x.No, " ")
			}
		}
		for _, n := range letters {
			got += n.Notice.Letter.To + ":"
			for _, x := range n.Notice.Letter.Lines {
				got += fmt.Sprint(x.No, x.Step, " ")
			}
		}
		if got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

// What is held is asked for again on the next workday, what is left out on its next step's day.
func TestRemindAll_whenLaddersAreAskedNext(t *testing.T) {
	t.Parallel()
	r := testRules(t)
	next := tuesday + 9
	got := func(no int, party string, change ...func(*db.Owed)) reached {
		return reached{Owed: owed(no, party, change...), Reminder: &Step{Name: "remind-5", Day: tuesday}, Next: next}
	}
	f := facts{on: tuesday, zone: dbtest.Zone, faults: map[string]db.AddressFault{"zhb@djzx.example": {Fault: msg.Words("5.1.1"), SinceMs: tuesday.At(8, 0, dbtest.Zone).UnixMilli()}},
		mates:   map[int64][]db.Mate{3: {{Item: 3, Role: checklist.Lead, State: checklist.Accepted}}},
		reached: []reached{got(1, "技术服务部"), got(2, "综合部"), got(3, "技术服务部", isJoint)}}
	plan, _, _ := r.remindAll(f, tuesday.At(9, 0, dbtest.Zone))
	if diff := cmp.Diff(map[int64]checklist.Day{1: next, 2: tuesday + 1, 3: next}, plan.Next); diff != "" {
		t.Error(diff)
	}
}
