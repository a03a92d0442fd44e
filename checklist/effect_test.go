package checklist_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"duban/checklist"
	"duban/internal/msg"
	"duban/internal/words"
)

// told is an effect as it is told to a Chinese reader.
type told struct {
	Event         checklist.EventKind
	Day           checklist.Day
	Outcome, Hint string
	Clerk         string
}

func toldOf(e checklist.Effect) told {
	return told{e.Event, e.Day, words.Say(words.Chinese, e.Outcome), words.Say(words.Chinese, e.Hint), words.Say(words.Chinese, e.Clerk)}
}

func TestAssignment_whatAnAnswerDoes(t *testing.T) {
	t.Parallel()
	const progress, submitted = checklist.EventProgress, checklist.EventSubmitted
	due := checklist.Date(2026, 4, 30)
	open := checklist.Assignment{No: 3, Party: "技术服务部", State: checklist.Open, Role: checklist.Lead, Round: 1, Opened: due - 60, Deadline: due}
	with := func(change func(*checklist.Assignment)) checklist.Assignment {
		a := open
		change(&a)
		return a
	}
	instructed := func(a *checklist.Assignment) { a.InstructedVersion = 5 }
	claimed := with(func(a *checklist.Assignment) { a.State = checklist.Submitted })
	joint := with(func(a *checklist.Assignment) { a.Role = checklist.Joint })
	undated := with(func(a *checklist.Assignment) { a.Deadline = 0 })
	again := with(func(a *checklist.Assignment) { a.Round, a.Opened = 2, due-10 })
	supplement := told{Event: progress, Outcome: "补充材料已登记，待审核"}
	contributed := told{Event: submitted, Outcome: "配合情况已登记，转牵头部门汇总"}
	asProgress := func(hint string) told {
		return told{Event: progress, Outcome: "已登记为进展", Hint: hint}
	}
	doubted := asProgress("“基本完成”")
	done := func(text, doubt string) checklist.Answer {
		return checklist.Answer{Verb: checklist.VerbDone, Text: text, Doubt: msg.Words(doubt)}
	}
	said := func(doubt string) checklist.Answer {
		return checklist.Answer{Verb: checklist.VerbProgress, Text: "在办", Doubt: msg.Words(doubt)}
	}
	extend := func(until checklist.Day) checklist.Answer {
		return checklist.Answer{Verb: checklist.VerbExtend, Until: until}
	}
	reported := told{Event: checklist.EventAskedExtend, Day: due + 9, Outcome: "延期申请（至5月9日）已报中心主任"}
	tests := []struct {
		name string
		a    checklist.Assignment
		ans  checklist.Answer
		on   checklist.Day
		want told
	}{
		{"a claim", open, done("已完成", ""), due, told{Event: submitted, Outcome: "已办结，待审核"}},
		{"a claim by files alone", open, done("", ""), due, told{Event: submitted, Outcome: "已办结，待审核", Hint: "来信只有附件，按办结登记；尚未办结的，请回复“3 撤回”"}},
		{"a doubtful claim", open, done("基本完成", "“基本完成”"), due, doubted},
		{"a doubtful claim beside another", claimed, done("基本完成", "“基本完成”"), due, doubted},
		{"a second claim", claimed, done("已完成", ""), due, supplement},
		{"a joint party's claim", joint, done("已提供", ""), due, contributed},
		{"progress", open, said(""), due, told{Event: progress, Outcome: "进展已登记", Hint: "如已办结，请回复“3 已完成：……”"}},
		{"progress that may be a claim", open, said("“基本完成”"), due, doubted},
		{"progress behind a claim", claimed, said("“基本完成”"), due, supplement},
		{"a joint party's progress", joint, said(""), due, contributed},
		{"an answer to an instruction", with(instructed), checklist.Answer{Verb: checklist.VerbFollow, Text: "已落实"}, due,
			told{Event: checklist.EventFollowed, Outcome: "批示的答复已登记", Hint: "本项如已办结，请另回复“3 已完成：……”"}},
		{"an answer to an instruction that there is none of", open, checklist.Answer{Verb: checklist.VerbFollow, Text: "已落实"}, due,
			told{Event: progress, Outcome: "进展已登记", Hint: "如已办结，请回复“3 已完成：……”"}},
		{"收到", open, checklist.Answer{Verb: checklist.VerbAcknowledge}, due, told{Event: checklist.EventAcknowledged, Outcome: "已签收"}},
		{"延期", open, extend(due + 9), due, reported},
		{"延期 to a day off", open, extend(due + 10), due, told{Event: checklist.EventAskedExtend, Day: due + 10, Outcome: "延期申请（至5月10日）已报中心主任",
			Hint: "5月10日是休息日，此前最后一个工作日是5月9日"}},
		{"延期 over a holiday gives no workday", open, extend(due + 5), due, told{Event: checklist.EventAskedExtend, Day: due + 5, Outcome: "延期申请（至5月5日）已报中心主任",
			Hint: "5月5日是休息日，此前最后一个工作日是4月30日，与原时限4月30日之间没有工作日，办理时间没有增加"}},
		{"a joint party's 延期", joint, extend(due + 9), due, told{Event: progress, Outcome: "配合事项的时限随牵头部门，不单独延期；已转督办员，请与牵头部门商定",
			Clerk: "第3项 技术服务部（配合）申请延期到5月9日；配合事项的时限随牵头部门，请商牵头部门答复"}},
		{"延期 without a day", open, extend(0), due, asProgress("申请延期请写明日期，例如“3 申请延期到5月14日，因……”")},
		{"延期 to the deadline itself", open, extend(due), due - 1, asProgress("4月30日不晚于现在的时限4月30日，无须延期")},
		{"延期 to a day before it", open, extend(due - 1), due - 2, asProgress("4月29日不晚于现在的时限4月30日，无须延期")},
		{"延期 after the deadline", open, extend(due + 9), due + 1, asProgress("时限已过，延期应在到期前申请；确需延期的，请与督办员联系")},
		{"延期 where no day was read", undated, extend(due + 9), due, reported},
		{"撤回", claimed, checklist.Answer{Verb: checklist.VerbWithdraw}, due, told{Event: checklist.EventWithdrawn, Outcome: "已撤回，恢复为办理中"}},
		{"撤回 of a request", with(func(a *checklist.Assignment) { a.Role, a.Asked = checklist.Lead, due+20 }), checklist.Answer{Verb: checklist.VerbWithdraw}, due,
			told{Event: checklist.EventWithdrawn, Outcome: "延期申请（至" + (due + 20).Short() + "）已撤回，时限仍为" + due.Short()}},
		{"撤回 of a request, named", with(func(a *checklist.Assignment) { a.Asked = due + 20 }), checklist.Answer{Verb: checklist.VerbWithdraw, Of: checklist.VerbExtend}, due,
			told{Event: checklist.EventWithdrawn, Outcome: "延期申请（至" + (due + 20).Short() + "）已撤回，时限仍为" + due.Short()}},
		{"撤回 of a claim where a request waits", with(func(a *checklist.Assignment) { a.Asked = due + 20 }), checklist.Answer{Verb: checklist.VerbWithdraw, Of: checklist.VerbDone}, due,
			told{Event: progress, Outcome: "没有待审的办结可撤回"}},
		{"撤回 of a request that a claim has overtaken", with(func(a *checklist.Assignment) { a.State, a.Asked = checklist.Submitted, due+20 }),
			checklist.Answer{Verb: checklist.VerbWithdraw, Of: checklist.VerbExtend}, due,
			told{Event: progress, Outcome: "没有待审的延期申请可撤回", Hint: "本项已报办结，延期申请不再审定；要撤回办结的，请回复“3 撤回”"}},
		{"撤回 of a request that there is none of", open, checklist.Answer{Verb: checklist.VerbWithdraw, Of: checklist.VerbExtend}, due,
			told{Event: progress, Outcome: "没有待审的延期申请可撤回"}},
		{"撤回 of nothing", open, checklist.Answer{Verb: checklist.VerbWithdraw}, due, told{Event: progress, Outcome: "没有待审的办结或延期申请可撤回"}},
		{"转交", open, checklist.Answer{Verb: checklist.VerbTransfer, To: "综合部"}, due,
			told{Event: checklist.EventAskedMove, Outcome: "转交申请已报督办员，办理前仍由您负责", Clerk: "第3项 技术服务部申请转交综合部"}},
		{"帮助", open, checklist.Answer{Verb: checklist.VerbHelp, Text: "系统进不去"}, due,
			told{Event: checklist.EventAskedHelp, Outcome: "已转督办员，会与您联系", Clerk: "第3项 技术服务部请求帮助：系统进不去"}},
		{"anything about what is closed", with(func(a *checklist.Assignment) {
			a.State, a.ClosedMs = checklist.Accepted, (due-8).At(10, 0, time.UTC).UnixMilli()
		}), done("已完成", ""), due,
			told{Event: progress, Outcome: "本项已于4月22日销号，来信作为补充材料存档"}},
		{"a mail older than the round", again, done("已完成", ""), due - 11, told{Event: progress, Outcome: "来信早于本轮办理，作为补充材料存档"}},
		{"a mail of the round's first day", again, done("已完成", ""), due - 10, told{Event: submitted, Outcome: "已办结，待审核"}},
		{"a mail before the first round", open, done("已完成", ""), due - 61, told{Event: submitted, Outcome: "已办结，待审核"}},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, toldOf(tt.a.Answered(tt.ans, checklist.Numbered("", tt.a.No), tt.on, mayDay))); diff != "" {
			t.Errorf("%s:\n%s", tt.name, diff)
		}
	}
}
