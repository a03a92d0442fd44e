package checklist_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"duban/checklist"
)

func TestAssignment_whatAVerdictDoes(t *testing.T) {
	t.Parallel()
	const (
		accept, back, grant, refuse = checklist.VerbAccept, checklist.VerbReturn, checklist.VerbGrant, checklist.VerbRefuse
		notClaimed                  = "尚未报办结，未作处理"
		notAsked                    = "没有延期申请，未作处理"
	)
	due, asked := checklist.Date(2026, 4, 30), checklist.Date(2026, 5, 12)
	open := checklist.Assignment{Role: checklist.Lead, State: checklist.Open, Deadline: due}
	claimed := checklist.Assignment{Role: checklist.Lead, State: checklist.Submitted, Deadline: due}
	asking := checklist.Assignment{Role: checklist.Lead, State: checklist.Open, Deadline: due, Asked: asked}
	both := checklist.Assignment{Role: checklist.Lead, State: checklist.Submitted, Deadline: due, Asked: asked}
	ended := due.At(10, 0, time.UTC).AddDate(0, 0, -8).UnixMilli()
	struck := checklist.Assignment{Role: checklist.Lead, State: checklist.Accepted, Deadline: due, ClosedMs: ended}
	waived := checklist.Assignment{Role: checklist.Lead, State: checklist.Waived, Deadline: due, ClosedMs: ended}
	late := checklist.Assignment{No: 9, Role: checklist.Lead, State: checklist.Open, Deadline: due, Asked: asked}
	granted := told{Event: checklist.EventExtended, Day: asked, Outcome: "同意延期至5月12日"}
	refused := told{Event: checklist.EventRefused, Outcome: "不同意延期"}
	accepted := told{Event: checklist.EventAccepted, Outcome: "同意销号"}
	returned := told{Event: checklist.EventReturned, Outcome: "退回"}
	tests := []struct {
		name  string
		a     checklist.Assignment
		word  checklist.Verb
		until checklist.Day
		want  told
	}{
		{"同意 strikes off what is claimed", claimed, accept, 0, accepted},
		{"同意 strikes off before it extends", both, accept, 0, accepted},
		{"同意 grants what is asked", asking, accept, 0, granted},
		{"同意 of nothing", open, accept, 0, told{Outcome: notClaimed}},
		{"同意 of what is struck off", struck, accept, 0, told{Outcome: "已于4月22日销号，未作处理"}},
		{"同意延期 of what is struck off", struck, grant, 0, told{Outcome: "已于4月22日销号，未作处理"}},
		{"退回 of what was waived", waived, back, 0, told{Outcome: "已于4月22日免办，未作处理"}},
		{"a word on what is struck off is passed on", struck, checklist.VerbRemark, 0, told{Event: checklist.EventRemarked, Outcome: "批示已转达"}},
		{"同意延期 to a day that has passed", late, grant, 0, told{Outcome: "5月12日已过，未作处理；请另写一个日期，例如“同意延期到5月23日”"}},
		{"同意 of a request to a day that has passed", late, accept, 0, told{Outcome: "5月12日已过，未作处理；请另写一个日期，例如“同意延期到5月23日”"}},
		{"同意延期 to another day, when the one asked for has passed", late, grant, asked + 10, told{Event: checklist.EventExtended, Day: asked + 10, Outcome: "同意延期至5月22日"}},
		{"同意延期 to a day off", asking, grant, due + 10, told{Event: checklist.EventExtended, Day: due + 10, Outcome: "同意延期至5月10日", Hint: "5月10日是休息日，此前最后一个工作日是5月9日"}},
		{"同意延期 over a holiday", asking, grant, due + 5, told{Event: checklist.EventExtended, Day: due + 5, Outcome: "同意延期至5月5日",
			Hint: "5月5日是休息日，此前最后一个工作日是4月30日，与原时限4月30日之间没有工作日，办理时间没有增加"}},
		{"退回 sends back what is claimed", claimed, back, 0, returned},
		{"退回 sends back before it refuses", both, back, 0, returned},
		{"退回 refuses what is asked", asking, back, 0, refused},
		{"退回 of nothing", open, back, 0, told{Outcome: "尚未报办结，无可退回"}},
		{"同意延期", asking, grant, 0, granted},
		{"同意延期 leaves a claim waiting", both, grant, 0, granted},
		{"同意延期 of nothing", claimed, grant, 0, told{Outcome: notAsked}},
		{"同意延期 to another day", asking, grant, due + 1, told{Event: checklist.EventExtended, Day: due + 1, Outcome: "同意延期至5月1日", Hint: "5月1日是休息日，此前最后一个工作日是4月30日，与原时限4月30日之间没有工作日，办理时间没有增加"}},
		{"同意延期 to the deadline itself", asking, grant, due, told{Outcome: "4月30日不晚于现在的时限4月30日，未作处理"}},
		{"同意延期 to a day before it", asking, grant, due - 1, told{Outcome: "4月29日不晚于现在的时限4月30日，未作处理"}},
		{"不同意延期", both, refuse, 0, refused},
		{"不同意延期 of nothing", open, refuse, 0, told{Outcome: notAsked}},
		{"any other word", claimed, checklist.VerbRemark, 0, told{Event: checklist.EventRemarked, Outcome: "批示已转达"}},
	}
	for _, tt := range tests {
		days := mayDay
		switch {
		case tt.a == late:
			days.Today = asked + 4
		case tt.until == 0 && tt.a.Asked != 0:
			days.Today = asked // a day is past when it is over
		}
		if diff := cmp.Diff(tt.want, toldOf(tt.a.Judged(tt.word, tt.until, days))); diff != "" {
			t.Errorf("%s:\n%s", tt.name, diff)
		}
	}
	for _, tt := range []struct {
		a    checklist.Assignment
		want bool
	}{{open, false}, {claimed, true}, {asking, true}, {both, true}, {checklist.Assignment{Role: checklist.Lead, State: checklist.Accepted}, false}} {
		if tt.a.AwaitsVerdict() != tt.want {
			t.Errorf("%s, asked %d: awaits %v", tt.a.State, tt.a.Asked, !tt.want)
		}
	}
}

func TestAssignment_anInstructionWaitsForItsAnswerWhereTheItemIsOpen(t *testing.T) {
	t.Parallel()
	due := checklist.Date(2026, 4, 24)
	open, closed := checklist.Assignment{State: checklist.Open}, checklist.Assignment{State: checklist.Accepted}
	for _, c := range []struct {
		reason string
		a      checklist.Assignment
		due    checklist.Day
		want   told
	}{
		{"without a day", open, 0, told{Event: checklist.EventInstructed, Outcome: "批示已转达，答复前列在责任部门的来信和专报中"}},
		{"with a day", open, due, told{Event: checklist.EventInstructed, Day: due, Outcome: "批示已转达，4月24日未答复的报上级"}},
		{"of what is closed nobody owes an answer", closed, due, told{Event: checklist.EventRemarked, Outcome: "批示已转达"}},
	} {
		if diff := cmp.Diff(c.want, toldOf(c.a.Instructed(c.due))); diff != "" {
			t.Errorf("%s:\n%s", c.reason, diff)
		}
	}
}
