package scheduler

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"duban/checklist"
	"duban/db"
	"duban/db/dbtest"
	"duban/internal/msg"
)

// withReviewer are testRules with a deputy who may judge, too.
func withReviewer(t *testing.T, absences ...checklist.Absence) Rules {
	t.Helper()
	r := testRules(t)
	dir, err := checklist.NewDirectory(append(r.Directory.Entries,
		checklist.Entry{Kind: checklist.Post, Name: "分管副主任", Mail: "fzr@djzx.example", Supervisor: "中心主任", Duties: []checklist.Duty{checklist.DutyReviewer}}))
	if err != nil {
		t.Fatal(err)
	}
	r.Directory = dir.Acting(absences, tuesday)
	return r
}

func directorAway(substitute string) checklist.Absence {
	return checklist.Absence{Person: "中心主任", Substitute: substitute, First: tuesday - 1, Last: tuesday + 2}
}

func TestDigestReaders_itAlwaysReachesSomebody(t *testing.T) {
	t.Parallel()
	fails := func(mail string) map[string]db.AddressFault {
		return map[string]db.AddressFault{mail: {Fault: msg.Words("5.1.1")}}
	}
	const readsOnly = "您可以回复批示、督促；同意、退回、延期只能由主任本人或审核人（分管副主任）审定，您的回复不作审定。"
	for _, tt := range []struct {
		name     string
		absences []checklist.Absence
		faults   map[string]db.AddressFault
		want     []string
	}{
		{"the director", nil, nil, []string{"中心主任："}},
		{"and who stands in", []checklist.Absence{directorAway("技术服务部负责人")}, nil,
			[]string{"中心主任：", "技术服务部负责人：中心主任外出至4月23日，由您代办，专报同时送您。" + readsOnly}},
		{"who may judge", []checklist.Absence{directorAway("分管副主任")}, nil,
			[]string{"中心主任：", "分管副主任：中心主任外出至4月23日，由您代办，专报同时送您。您是审核人，可以直接回复审核。"}},
		{"nobody stands in", []checklist.Absence{directorAway("")}, nil, []string{"中心主任："}},
		{"no letter reaches who does", []checklist.Absence{directorAway("技术服务部负责人")}, fails("jsb@djzx.example"), []string{"中心主任："}},
		{"none reaches the director", nil, fails("zr@djzx.example"), []string{"综合部负责人：中心主任邮箱退信（地址不存在或已停用），专报送不到本人，改送督办员，请设法转呈。" + readsOnly}},
		{"none reaches him who is away", []checklist.Absence{directorAway("技术服务部负责人")}, fails("zr@djzx.example"),
			[]string{"技术服务部负责人：中心主任外出至4月23日，由您代办，专报同时送您。" + readsOnly}},
	} {
		r := withReviewer(t, tt.absences...)
		var got []string
		for _, x := range r.digestReaders(facts{faults: tt.faults}) {
			got = append(got, x.ID+"："+chinese(x.instead))
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s:\n%s", tt.name, diff)
		}
	}
	r := testRules(t)
	if got := chinese(r.mayDo(checklist.Person{})); got != "您可以回复批示、督促；同意、退回、延期只能由主任本人审定，您的回复不作审定。" {
		t.Errorf("without reviewers: %s", got)
	}
}

// The clerk hears of what has waited longer than the office allows for a verdict, and of
// all that waits where no director can be asked.
func TestUndecided_whatHasWaitedTooLong(t *testing.T) {
	t.Parallel()
	at := func(d checklist.Day) int64 { return d.At(10, 0, dbtest.Zone).UnixMilli() }
	claim := func(no int, on checklist.Day) *db.Owed {
		return owed(no, "技术服务部", func(o *db.Owed) { o.State, o.ClaimedMs, o.ClaimVersion = checklist.Submitted, at(on), 4 })
	}
	ask := func(no int, on checklist.Day) *db.Owed {
		return owed(no, "技术服务部", func(o *db.Owed) { o.Asked, o.AskedMs, o.AskedVersion = tuesday+20, at(on), 5 })
	}
	var many []*db.Owed
	for no := 1; no <= 6; no++ {
		many = append(many, claim(no, tuesday-8)) // Monday, six workdays ago
	}
	const name = "技术服务部报办结，已等候6个工作日"
	noDirector := []checklist.Absence{directorAway("")}
	for _, tt := range []struct {
		name     string
		said     []*db.Owed
		after    int
		absences []checklist.Absence
		want     string
	}{
		{"six workdays of five", []*db.Owed{claim(1, tuesday-8)}, 5, nil,
			"1项待审已久，中心主任未审定：第1项（" + name + "） | 可代为审核的：分管副主任；主任口头审定的可代录：duban judge 1 accept"},
		{"six of six", []*db.Owed{claim(1, tuesday-8)}, 6, nil, ""},
		{"the office does not ask", []*db.Owed{claim(1, tuesday-8)}, 0, nil, ""},
		{"a request", []*db.Owed{ask(2, tuesday-8)}, 5, nil,
			"1项待审已久，中心主任未审定：第2项（技术服务部申请延期，已等候6个工作日） | 可代为审核的：分管副主任；主任口头同意延期的可代录：duban extend 2 --to 2026-05-11"},
		{"nothing waits", []*db.Owed{owed(1, "技术服务部")}, 5, nil, ""},
		{"five are named", many[:5], 5, nil, "5项待审已久，中心主任未审定：第1项（" + name + "）、第2项（" + name + "）、第3项（" + name + "）、第4项（" + name + "）、第5项（" + name + "）" +
			" | 可代为审核的：分管副主任；主任口头审定的可代录：duban judge 1 accept"},
		{"of six five are", many, 5, nil, "6项待审已久，中心主任未审定：第1项（" + name + "）、第2项（" + name + "）、第3项（" + name + "）、第4项（" + name + "）、第5项（" + name + "）等6项" +
			" | 可代为审核的：分管副主任；主任口头审定的可代录：duban judge 1 accept"},
		{"at once without a director", []*db.Owed{claim(1, tuesday)}, 0, noDirector,
			"中心主任外出至4月23日，没有人代办，待审：第1项（技术服务部报办结，已等候0个工作日） | 可代为审核的：分管副主任；主任口头审定的可代录：duban judge 1 accept"},
		{"who stands in does not judge", []*db.Owed{claim(1, tuesday)}, 0, []checklist.Absence{directorAway("综合部负责人")},
			"中心主任外出至4月23日（综合部负责人代办，不能代为审定），待审：第1项（技术服务部报办结，已等候0个工作日） | 可代为审核的：分管副主任；主任口头审定的可代录：duban judge 1 accept"},
		{"nothing waits without a director", []*db.Owed{owed(1, "技术服务部")}, 0, noDirector, ""},
	} {
		r := withReviewer(t, tt.absences...)
		r.SilenceAfter = tt.after
		got := ""
		for _, todo := range r.undecidedNews(ledger{facts: facts{on: tuesday, zone: dbtest.Zone}, said: tt.said}) {
			got += saidTodo(todo)
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s:\n%s", tt.name, diff)
		}
	}
	r := testRules(t)
	if got := chinese(r.inHisPlace(*claim(1, tuesday))); got != "没有另设审核人；主任口头审定的可代录：duban judge 1 accept" {
		t.Errorf("without reviewers: %s", got)
	}
	l := ledger{facts: facts{on: tuesday, zone: dbtest.Zone}}
	if got := r.waited(l, *owed(1, "技术服务部", func(o *db.Owed) { o.State = checklist.Submitted })); got != 0 {
		t.Errorf("a claim of which nobody knows when it came has waited %d workdays", got)
	}
	away := r
	away.Directory = r.Directory.Acting([]checklist.Absence{directorAway("")}, tuesday)
	todo := away.undecidedNews(ledger{facts: l.facts, said: []*db.Owed{claim(1, tuesday)}})
	if diff := cmp.Diff([]string{"waits/1/4/0", "away/中心主任/2026-04-23"}, todo[0].About); diff != "" {
		t.Error(diff) // another reason is news, too
	}
	r.SilenceAfter = 5
	if todo := r.undecidedNews(ledger{facts: l.facts, said: []*db.Owed{claim(1, tuesday-8)}}); fmt.Sprint(todo[0].About) != "[waits/1/4/0]" {
		t.Errorf("known by %v", todo[0].About)
	}
}
