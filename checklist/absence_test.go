package checklist

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func fourPeople(t testing.TB) *Directory {
	t.Helper()
	d, err := NewDirectory([]Entry{
		{Kind: Post, Name: "主任", Mail: "z@x.example", Duties: []Duty{DutyDirector, DutyClerk}},
		{Kind: Department, Name: "甲部", Mail: "a@x.example", Supervisor: "主任"},
		{Kind: Department, Name: "乙部", Mail: "b@x.example", Supervisor: "主任"},
		{Kind: Department, Name: "丙部", Mail: "c@x.example", Supervisor: "主任"},
	})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestActing_theSubstituteAnswersBetweenTwoDays(t *testing.T) {
	t.Parallel()
	d := fourPeople(t)
	first, last := Date(2026, 5, 6), Date(2026, 5, 8)
	away := func(person, substitute string) Absence {
		return Absence{Person: person + "负责人", Substitute: substitute, First: first, Last: last}
	}
	for _, c := range []struct {
		reason string
		all    []Absence
		on     Day
		want   string
	}{
		{"the day before", []Absence{away("甲部", "乙部负责人")}, first - 1, "甲部负责人"},
		{"the first day", []Absence{away("甲部", "乙部负责人")}, first, "乙部负责人"},
		{"the last day", []Absence{away("甲部", "乙部负责人")}, last, "乙部负责人"},
		{"the day after", []Absence{away("甲部", "乙部负责人")}, last + 1, "甲部负责人"},
		{"a substitute who is away hands on", []Absence{away("甲部", "乙部负责人"), away("乙部", "丙部负责人")}, first, "丙部负责人"},
		{"a circle is none", []Absence{away("甲部", "乙部负责人"), away("乙部", "甲部负责人")}, first, "甲部负责人"},
		{"nobody named", []Absence{away("甲部", "")}, first, "甲部负责人"},
		{"somebody who has left", []Absence{away("甲部", "丁部负责人")}, first, "甲部负责人"},
	} {
		t.Run(c.reason, func(t *testing.T) {
			t.Parallel()
			acting := d.Acting(c.all, c.on)
			got, _ := acting.ResponsibleFor("甲部")
			owner, _ := acting.Owner("甲部")
			sender, _ := acting.Sender(got.Mail)
			if diff := cmp.Diff([]string{got.ID, owner.ID, sender.ID}, []string{c.want, "甲部负责人", c.want}); diff != "" {
				t.Errorf("(-got +want):\n%s", diff)
			}
			if got, _ := d.ResponsibleFor("甲部"); got.ID != "甲部负责人" || len(d.People()[2].Parties) != 1 {
				t.Error("the directory itself has changed")
			}
		})
	}
}

// Whoever is away and whoever stands in, every party has somebody to answer for
// it who may also write for it, and nobody gains a duty.
func TestActing_lawsOverRandomAbsences(t *testing.T) {
	t.Parallel()
	d := fourPeople(t)
	var ids []string
	for _, p := range d.People() {
		ids = append(ids, p.ID)
	}
	rapid.Check(t, func(r *rapid.T) {
		var all []Absence
		for range rapid.IntRange(0, 6).Draw(r, "absences") {
			first := Day(rapid.IntRange(100, 110).Draw(r, "first"))
			all = append(all, Absence{Person: rapid.SampledFrom(ids).Draw(r, "person"),
				Substitute: rapid.SampledFrom(append(ids, "", "离职的人")).Draw(r, "substitute"), First: first, Last: first + 3})
		}
		acting := d.Acting(all, Day(rapid.IntRange(98, 115).Draw(r, "on")))
		for party := range d.byParty {
			who, ok := acting.ResponsibleFor(party)
			if !ok || acting.people[acting.byMail[who.Mail]].ID != who.ID {
				r.Fatalf("%s: %v %v", party, who, ok)
			}
			was, _ := d.Person(who.ID)
			if diff := cmp.Diff(who.Duties, was.Duties); diff != "" {
				r.Errorf("%s gained duties: %s", who.ID, diff)
			}
		}
	})
}

func TestNewDirectory_anEntryMaySayWhoStandsInUntilWhen(t *testing.T) {
	t.Parallel()
	may1, may10 := Date(2027, 5, 1), Date(2027, 5, 10)
	entries := func(change func(*Entry)) []Entry {
		tech := Entry{Kind: Department, Name: "技术服务部", Mail: "jishu@djzx.example", Substitute: "综合部", AwayFrom: may1, AwayUntil: may10, Row: 3}
		change(&tech)
		return []Entry{
			{Kind: Post, Name: "中心主任", Mail: "zhuren@djzx.example", Duties: []Duty{DutyDirector}},
			{Kind: Department, Name: "综合部", Mail: "zonghe@djzx.example", Duties: []Duty{DutyClerk}}, tech,
		}
	}
	d, err := NewDirectory(entries(func(*Entry) {}))
	if err != nil {
		t.Fatal(err)
	}
	for on, want := range map[Day]string{may1 - 1: "技术服务部负责人", may1: "综合部负责人", may10: "综合部负责人", may10 + 1: "技术服务部负责人"} {
		if got, _ := d.Acting(nil, on).ResponsibleFor("技术服务部"); got.ID != want {
			t.Errorf("%s: %s answers, want %s", on, got.ID, want)
		}
	}
	for name, change := range map[string]func(*Entry){
		"without a last day":  func(e *Entry) { e.AwayUntil = 0 },
		"the wrong way round": func(e *Entry) { e.AwayFrom = may10 + 1 },
		"an unknown name":     func(e *Entry) { e.Substitute = "测绘院" },
		"himself":             func(e *Entry) { e.Substitute = "技术服务部" },
		"days left out":       func(e *Entry) { e.AwayFrom, e.AwayUntil = 0, 0 },
	} {
		if _, err := NewDirectory(entries(change)); err == nil {
			t.Errorf("%s was accepted", name)
		}
	}
}
