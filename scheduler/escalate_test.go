package scheduler

import (
	"fmt"
	"testing"
	"time"

	"duban/checklist"
	"duban/db"
	"duban/internal/msg"
	"duban/internal/words"
)

func TestRules_whoIsToldThatSomethingIsOverdue(t *testing.T) {
	t.Parallel()
	day := checklist.Date(2026, 5, 6)
	entries := func(change func(map[string]*checklist.Entry)) *checklist.Directory {
		director := checklist.Entry{Kind: checklist.Post, Name: "中心主任", Mail: "zr@djzx.example", Duties: []checklist.Duty{checklist.DutyDirector}}
		deputy := checklist.Entry{Kind: checklist.Post, Name: "分管副主任", Mail: "fzr@djzx.example", Supervisor: "中心主任"}
		clerk := checklist.Entry{Kind: checklist.Department, Name: "综合部", Mail: "zhb@djzx.example", Duties: []checklist.Duty{checklist.DutyClerk}}
		dept := checklist.Entry{Kind: checklist.Department, Name: "技术服务部", Mail: "jsb@djzx.example", Supervisor: "分管副主任"}
		change(map[string]*checklist.Entry{"director": &director, "deputy": &deputy})
		dir, err := checklist.NewDirectory([]checklist.Entry{director, deputy, clerk, dept})
		if err != nil {
			t.Fatal(err)
		}
		return dir
	}
	as := func(map[string]*checklist.Entry) {}
	away := func(person, substitute string) []checklist.Absence {
		return []checklist.Absence{{Person: person, Substitute: substitute, First: day - 3, Last: day + 2}}
	}
	const supervisor, director = "escalate-1", "escalate-2"
	tests := []struct {
		name     string
		change   func(map[string]*checklist.Entry)
		absences []checklist.Absence
		faults   map[string]db.AddressFault
		step     string
		to, why  string
	}{
		{"his supervisor", as, nil, nil, supervisor, "分管副主任", ""},
		{"the director, where he is asked for", as, nil, nil, director, "中心主任", ""},
		{"who stands in for the supervisor", as, away("分管副主任", "综合部负责人"), nil, supervisor, "综合部负责人", "分管副主任外出至5月8日，由综合部负责人代办"},
		{"not himself, though he stands in", as, away("分管副主任", "技术服务部负责人"), nil, supervisor, "中心主任", "分管副主任外出至5月8日，由技术服务部负责人代办"},
		{"the next, where the supervisor himself stands in", as, away("技术服务部负责人", "分管副主任"), nil, supervisor, "中心主任", "分管副主任正代办本项，越过"},
		{"the next, where nobody stands in", as, away("分管副主任", ""), nil, supervisor, "中心主任", "分管副主任外出至5月8日，越过"},
		{"the next, where a letter would not arrive", func(e map[string]*checklist.Entry) { e["deputy"].Mail = "" }, nil, nil, supervisor, "中心主任", "分管副主任邮箱缺失，越过"},
		{"the next, where letters come back", as, nil, map[string]db.AddressFault{"fzr@djzx.example": {Fault: msg.Words("5.1.1")}}, supervisor, "中心主任", "分管副主任邮箱退信（地址不存在或已停用），越过"},
		{"the clerk, in the end", func(e map[string]*checklist.Entry) { e["director"].Mail = "" }, nil, nil, director, "综合部负责人", "中心主任邮箱缺失，越过；上无可报之人，报督办员"},
	}
	for _, tt := range tests {
		r := Rules{Directory: entries(tt.change).Acting(tt.absences, day)}
		owed := &db.Owed{Assignment: checklist.Assignment{Party: "技术服务部"}}
		person, _ := r.Directory.Owner(owed.Party)
		acting, _ := r.Directory.ResponsibleFor(owed.Party)
		to, why := r.above(facts{on: day, faults: tt.faults}, climbing{reached: reached{Owed: owed}, step: Step{Name: tt.step}, person: person, acting: acting})
		if got := words.Say(words.Chinese, joined(why...)); to.ID != tt.to || got != tt.why {
			t.Errorf("%s: %s: %s, want %s: %s", tt.name, to.ID, got, tt.to, tt.why)
		}
	}
}

// Of two levels that reach the same person the higher stands in his letter, once.
func TestEscalation_twoLevelsAreOneLine(t *testing.T) {
	t.Parallel()
	r := testRules(t)
	f := facts{on: tuesday}
	letter := r.escalation(f, checklist.Person{ID: "综合部负责人"}, tuesday.At(9, 0, time.UTC))
	for _, step := range []string{"escalate-1", "escalate-2"} {
		for no := 1; no <= 2; no++ {
			c := climbing{reached: reached{Owed: owed(no, "技术服务部")}, step: Step{Name: step, Day: tuesday}}
			r.addClimbing(f, &letter, c, c.row(c.step, msg.Words(step)))
		}
	}
	var got []string
	for _, x := range letter.Notice.Letter.Lines {
		got = append(got, fmt.Sprint(x.No, " ", x.Step))
	}
	if fmt.Sprint(got) != "[1 escalate-2 2 escalate-2]" || len(letter.Steps) != 4 {
		t.Errorf("%v for %d steps", got, len(letter.Steps))
	}
}
