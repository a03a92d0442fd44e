package checklist

import "fmt"

// Effect is what somebody's words do to an assignment in the state it is in.
type Effect struct {
	Event   EventKind // "": filed, changes nothing
	Day     Day       // the deadline that is asked for or granted
	Outcome string    // what the writer is told: 已办结，待审核
	Hint    string    // how to say it, if it was meant otherwise
	Clerk   string    // what the clerk must do about it
}

// Answered is what an answer of the responsible person does, who knows the item by the
// number that his letter called it; on is the day it was received.
func (a Assignment) Answered(ans Answer, called string, on Day, days OfficeDays) Effect {
	if a.State.Closed() {
		return Effect{Event: EventProgress, Outcome: "本项" + a.closedOn(days) + "，来信作为补充材料存档"}
	}
	if a.Round > 1 && a.Opened > on {
		return Effect{Event: EventProgress, Outcome: "来信早于本轮办理，作为补充材料存档"}
	}
	switch ans.Verb {
	case VerbDone:
		return a.claimed(ans, called)
	case VerbFollow:
		return a.followed(ans, called)
	case VerbAcknowledge:
		return Effect{Event: EventAcknowledged, Outcome: "已签收"}
	case VerbExtend:
		return a.askedToExtend(ans, called, on, days)
	case VerbWithdraw:
		return a.withdrawn(ans, called)
	case VerbTransfer:
		return Effect{Event: EventAskedMove, Outcome: "转交申请已报督办员，办理前仍由您负责", Clerk: fmt.Sprintf("第%d项 %s申请转交%s", a.No, a.Party, ans.To)}
	case VerbHelp:
		return Effect{Event: EventAskedHelp, Outcome: "已转督办员，会与您联系", Clerk: fmt.Sprintf("第%d项 %s请求帮助：%s", a.No, a.Party, ans.Text)}
	}
	return a.progressed(ans, called)
}

func (a Assignment) claimed(ans Answer, called string) Effect {
	if ans.Doubt != "" {
		return doubted(ans.Doubt)
	}
	if a.State == Submitted {
		return supplemented
	}
	if a.Role == Joint {
		return contributed
	}
	done := Effect{Event: EventSubmitted, Outcome: "已办结，待审核"}
	if ans.Text == "" {
		done.Hint = fmt.Sprintf("来信只有附件，按办结登记；尚未办结的，请回复“%s 撤回”", called)
	}
	return done
}

// followed answers the instructions that wait.
func (a Assignment) followed(ans Answer, called string) Effect {
	if ans.Doubt != "" {
		return doubted(ans.Doubt)
	}
	if a.InstructedVersion == 0 {
		return a.progressed(ans, called)
	}
	return Effect{Event: EventFollowed, Outcome: "批示的答复已登记", Hint: fmt.Sprintf("本项如已办结，请另回复“%s 已完成：……”", called)}
}

// progressed: of a joint party it is the answer to the lead, and the party is left
// alone from then on.
func (a Assignment) progressed(ans Answer, called string) Effect {
	if a.State == Submitted {
		return supplemented
	}
	if ans.Doubt != "" {
		return doubted(ans.Doubt)
	}
	if a.Role == Joint {
		return contributed
	}
	return Effect{Event: EventProgress, Outcome: "进展已登记", Hint: fmt.Sprintf("如已办结，请回复“%s 已完成：……”", called)}
}

var (
	supplemented = Effect{Event: EventProgress, Outcome: "补充材料已登记，待审核"}
	contributed  = Effect{Event: EventSubmitted, Outcome: "配合情况已登记，转牵头部门汇总"}
)

// doubted files words that are not sure, and asks back.
func doubted(doubt string) Effect {
	return Effect{Event: EventProgress, Outcome: "已登记为进展", Hint: doubt}
}

func (a Assignment) askedToExtend(ans Answer, called string, on Day, days OfficeDays) Effect {
	until := ans.Until
	asProgress := func(hint string) Effect {
		return Effect{Event: EventProgress, Outcome: "已登记为进展", Hint: hint}
	}
	if a.State == Submitted { // one thing at a time waits for a verdict
		return Effect{Event: EventProgress, Outcome: supplemented.Outcome, Hint: fmt.Sprintf("本项已报办结；仍需延期的，请先回复“%s 撤回”", called)}
	}
	if a.Role == Joint {
		return a.jointAsked(ans, on)
	}
	if until == 0 {
		return asProgress(fmt.Sprintf("申请延期请写明日期，例如“%s 申请延期到%s，因……”", called, (a.Deadline + 14).ShortFrom(on)))
	}
	if until <= a.Deadline {
		return asProgress(fmt.Sprintf("%s不晚于现在的时限%s，无须延期", until.ShortFrom(a.Deadline), a.Deadline.ShortFrom(until)))
	}
	if !days.InTime(on, a.Deadline) {
		return asProgress("时限已过，延期应在到期前申请；确需延期的，请与督办员联系")
	}
	return Effect{Event: EventAskedExtend, Day: until, Outcome: fmt.Sprintf("延期申请（至%s）已报中心主任", until.ShortFrom(on)),
		Hint: days.Remark(a.Deadline, until)}
}

// jointAsked passes a joint party's request on: it has the lead's deadline, and nobody
// decides on one of its own.
func (a Assignment) jointAsked(ans Answer, on Day) Effect {
	what := fmt.Sprintf("第%d项 %s（配合）申请延期", a.No, a.Party)
	if ans.Until != 0 {
		what += "到" + ans.Until.ShortFrom(on)
	}
	if ans.Text != "" {
		what += "：“" + ans.Text + "”"
	}
	return Effect{Event: EventProgress, Outcome: "配合事项的时限随牵头部门，不单独延期；已转督办员，请与牵头部门商定", Clerk: what + "；配合事项的时限随牵头部门，请商牵头部门答复"}
}

// withdrawn takes back what waits, and nothing but what the words name.
func (a Assignment) withdrawn(ans Answer, called string) Effect {
	nothing := func(what, hint string) Effect {
		return Effect{Event: EventProgress, Outcome: "没有待审的" + what + "可撤回", Hint: hint}
	}
	switch {
	case a.State == Submitted && ans.Of == VerbExtend:
		return nothing("延期申请", fmt.Sprintf("本项已报办结，延期申请不再审定；要撤回办结的，请回复“%s 撤回”", called))
	case a.State == Submitted:
		return Effect{Event: EventWithdrawn, Outcome: "已撤回，恢复为办理中"}
	case ans.Of == VerbDone:
		return nothing("办结", "")
	case a.Undecided():
		return Effect{Event: EventWithdrawn, Outcome: fmt.Sprintf("延期申请（至%s）已撤回，时限仍为%s", a.Asked.Short(), a.Deadline.Short())}
	case ans.Of == VerbExtend:
		return nothing("延期申请", "")
	}
	return nothing("办结或延期申请", "")
}
