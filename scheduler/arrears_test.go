package scheduler

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/db/dbtest"
	"duban/internal/msg"
)

// month is a period of item 1, due in a month of 2026 (on its 20th).
func month(m int, change ...func(*db.Owed)) *db.Owed {
	return owed(1, "技术服务部", append([]func(*db.Owed){func(o *db.Owed) {
		o.ID, o.Every, o.Part = int64(m), checklist.EveryMonth, fmt.Sprintf("%d月", m)
		o.Deadline = checklist.Date(2026, 1, 20).AddMonths(m - 1)
		o.Opened, o.Original = o.Deadline-20, o.Deadline
	}}, change...)...)
}

func values(all []*db.Owed) (list []db.Owed) {
	for _, o := range all {
		list = append(list, *o)
	}
	return list
}

func TestArrears_whatIsInThem(t *testing.T) {
	t.Parallel()
	r := testRules(t)
	for _, tt := range []struct {
		name string
		o    *db.Owed
		is   bool
	}{
		{"its day has passed", month(4), true},
		{"its day is today", month(4, func(o *db.Owed) { o.Deadline = tuesday }), false},
		{"it has no day", month(4, func(o *db.Owed) { o.Deadline = 0 }), false},
		{"it falls due once", month(4, func(o *db.Owed) { o.Every = "" }), false},
		{"it is claimed", month(4, func(o *db.Owed) { o.State = checklist.Submitted }), false},
		{"it begins today", month(4, func(o *db.Owed) { o.Opened = tuesday }), true},
		{"it begins tomorrow", month(4, func(o *db.Owed) { o.Opened = tuesday + 1 }), false},
	} {
		if _, is := r.arrears([]*db.Owed{tt.o}, tuesday)[seriesOf(*tt.o)]; is != tt.is {
			t.Errorf("%s: %v", tt.name, is)
		}
	}
	twin := month(2, func(o *db.Owed) { o.ID = 9 })
	got := r.arrears([]*db.Owed{twin, month(4), month(2), month(3, func(o *db.Owed) { o.Party = "综合部" }), month(3)}, tuesday)
	want := "[2月 2月 3月 4月]"
	if a := got[seriesOf(*twin)]; fmt.Sprint(a.Parts()) != want || a[0].ID != 2 {
		t.Errorf("%v, want %s", a.Parts(), want)
	}
}

// The oldest carries the ladder, of the periods that follow, too; and it alone is named as
// what is in arrears.
func TestArrears_theOldestCarriesTheLadder(t *testing.T) {
	t.Parallel()
	r := testRules(t)
	once := month(5, func(o *db.Owed) { o.ID, o.Every, o.Part = 50, "", "启动" })
	item := values([]*db.Owed{month(2), month(3), month(4, func(o *db.Owed) { o.Deadline = tuesday + 9 }), once, month(4, func(o *db.Owed) { o.Party = "综合部" })})
	for i, want := range []int64{0, 2, 2, 0, 0} {
		carrier, carried := r.CarriedBy(item, item[i], tuesday)
		if carried != (want != 0) || carrier.ID != want {
			t.Errorf("%s of %s is carried by %d, %v, want %d", item[i].Part, item[i].Party, carrier.ID, carried, want)
		}
	}
	list := r.ArrearsOf(item, tuesday)
	if len(list) != 1 || fmt.Sprint(list[0].Parts()) != "[2月 3月]" {
		t.Errorf("in arrears: %v", list)
	}
	f := facts{on: tuesday, zone: dbtest.Zone, late: r.arrearsIn(item, tuesday)}
	for i, want := range []string{"[3月]", "[2月]", "[2月 3月]", "[]", "[]"} {
		var parts []string
		for _, l := range f.besides(r, item[i]) {
			if l.Heading != letter.HeadingOverdue {
				t.Errorf("%s stands under %s", l.Part, l.Heading)
			}
			parts = append(parts, l.Part)
		}
		if got := fmt.Sprint(parts); got != want {
			t.Errorf("beside %s of %s stand %s, want %s", item[i].Part, item[i].Party, got, want)
		}
	}
}

func TestArrears_whatALaterPeriodHasOfItsOwn(t *testing.T) {
	t.Parallel()
	for kind := StepAssign; kind <= StepInstructed; kind++ {
		if got, want := isOwn(kind), slices.Contains([]StepKind{StepAssign, StepDue, StepInstruct}, kind); got != want {
			t.Errorf("kind %d: %v", kind, got)
		}
	}
	r := testRules(t)
	told := checklist.Date(2026, 3, 18) // a month later is Saturday 18 April: told again on the Monday
	for _, tt := range []struct {
		name    string
		of      int
		on      checklist.Day
		told    map[int]checklist.Day
		want    string
		tonight bool // its ladder is asked again on the next workday
	}{
		{"never told above", 4, told + 30, nil, "[escalate-1 escalate-2]", false},
		{"told less than a month ago", 4, told + 30, map[int]checklist.Day{1: told, 2: told}, "[]", true},
		{"to one of two", 4, told + 30, map[int]checklist.Day{1: told}, "[escalate-2]", true},
		{"told a month ago", 4, told + 33, map[int]checklist.Day{1: told, 2: told}, "[escalate-1 escalate-2]", false},
		{"the oldest has its own ladder", 2, told + 30, map[int]checklist.Day{1: told, 2: told}, "[escalate-1 escalate-2]", false},
	} {
		o := month(tt.of)
		f := facts{late: r.arrears([]*db.Owed{month(2), month(3)}, tt.on), climbed: map[series]map[int]checklist.Day{seriesOf(*o): tt.told}}
		got := reached{Owed: o, Next: 1, Escalations: []Step{{Name: "escalate-1"}, {Name: "escalate-2"}}}
		f.aMonthApart(r.ladderDay(tt.on), &got)
		var names []string
		for _, s := range got.Escalations {
			names = append(names, s.Name)
		}
		if fmt.Sprint(names) != tt.want || (got.Next == r.Calendar.Add(tt.on, 1)) != tt.tonight || !tt.tonight && got.Next != 1 {
			t.Errorf("%s: %v, asked again on %s", tt.name, names, got.Next)
		}
	}
}

func TestClerkNews_severalPeriodsAreMissed(t *testing.T) {
	t.Parallel()
	r := testRules(t)
	on := checklist.Date(2026, 8, 4)
	half := []*db.Owed{month(1), month(2), month(3), month(4), month(5), month(6)}
	never := func(o *db.Owed) { o.FirstOn = 0 }
	for name, tt := range map[string]struct {
		said   []*db.Owed
		unread string
		want   string
	}{
		"one is no arrears":              {half[:1], "", "[]"},
		"two":                            {half[:2], "", "[第1项技术服务部欠报2期（1月、2月） | duban show 1]"},
		"six are named":                  {half, "", "[第1项技术服务部欠报6期（1月、2月、3月、4月、5月、6月） | duban show 1]"},
		"seven are not":                  {slices.Concat(half, []*db.Owed{month(7)}), "", "[第1项技术服务部欠报7期（1月至7月） | duban show 1]"},
		"nobody was asked for the first": {[]*db.Owed{month(1, never), month(2)}, "", "[]"},
		"a joint part":                   {[]*db.Owed{month(1, isJoint), month(2, isJoint)}, "", "[]"},
		"mail has not been read":         {half, "收信自4月30日起不成功", "[]"},
	} {
		var got []string
		for _, todo := range r.inArrears(ledger{facts: facts{on: on, unread: unread{why: msg.Words(tt.unread)}}, said: tt.said}) {
			got = append(got, saidTodo(todo))
		}
		if fmt.Sprint(got) != tt.want {
			t.Errorf("%s: %v, want %s", name, got, tt.want)
		}
	}
}

func isJoint(o *db.Owed) { o.Role = checklist.Joint }

// What planning knows of a recurrence: the months that are late, when that was told above,
// and what was sent.
func TestGather_whatIsKnownOfARecurrence(t *testing.T) {
	t.Parallel()
	d := newLetterDays(t, func(*Rules) {})
	r := d.rules()
	it := checklist.Item{No: 1, Content: "报送数据", Leads: []string{"技术服务部"}, Joint: []string{}}
	var dues []checklist.Due
	for m := time.April; m <= time.May; m++ {
		dues = append(dues, checklist.Due{Part: fmt.Sprintf("%d月", m), Day: checklist.Date(2026, m, 10), Opens: checklist.Date(2026, m, 1), Every: checklist.EveryMonth})
	}
	it.Take(dues)
	in := db.Import{Checklist: checklist.Checklist{Title: "清单", Year: 2026, Start: checklist.Date(2026, 4, 1)}, Items: []checklist.Item{it},
		Assignments: it.Assignments(r.Directory), File: db.Document{Name: "x", Raw: []byte("x")}, Actor: "clerk"}
	if _, err := d.Import(context.Background(), checklist.Date(2026, 4, 1).At(9, 0, dbtest.Zone), in); err != nil {
		t.Fatal(err)
	}
	d.plan(checklist.Date(2026, 4, 1))
	told := checklist.Date(2026, 4, 14) // two workdays after Friday the 10th
	d.plan(told)
	for _, tt := range []struct {
		on    checklist.Day
		late  string
		above string
	}{{told + 1, "[4月]", "map[]"}, {checklist.Date(2026, 5, 12), "[4月 5月]", fmt.Sprint(map[int]checklist.Day{ToSupervisor: told})}} {
		f, err := d.gather(context.Background(), r, facts{on: tt.on, zone: dbtest.Zone}, []string{"技术服务部"})
		if err != nil {
			t.Fatal(err)
		}
		of := series{1, "技术服务部", checklist.Lead}
		if late, above := fmt.Sprint(f.late[of].Parts()), fmt.Sprint(f.climbed[of]); late != tt.late || above != tt.above {
			t.Errorf("%s: late %s, told above %s, want %s, %s", tt.on, late, above, tt.late, tt.above)
		}
		if c := f.contacts[f.late[of][0].ID]; c.Reminded != 2 || c.LastSent(dbtest.Zone) != told {
			t.Errorf("%s: written to %+v", tt.on, c)
		}
	}
}
