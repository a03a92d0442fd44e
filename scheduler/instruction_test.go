package scheduler

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/internal/words"
)

// An instruction for Sunday 26 April: its reader is told on the Friday, those above hear of
// the silence on the Monday.
func TestInstruct_theDaysOfAnInstruction(t *testing.T) {
	t.Parallel()
	r := testRules(t)
	april := func(d int) checklist.Day { return checklist.Date(2026, 4, d) }
	remind := &Step{Name: "remind-3", Day: april(24)}
	for _, tt := range []struct {
		name   string
		change func(*db.Instruction)
		has    *Step // of the ladder
		on     checklist.Day
		want   string
		next   checklist.Day
	}{
		{"before", nil, nil, april(23), "", april(24)},
		{"on the workday before its day", nil, nil, april(24), "instruct-7", april(27)},
		{"given today", func(i *db.Instruction) { i.On = april(24) }, nil, april(24), "", april(27)},
		{"told before", func(i *db.Instruction) { i.Reminded = true }, nil, april(24), "", april(27)},
		{"reminded of the item today", nil, remind, april(24), "remind-3", april(27)},
		{"it has passed", nil, nil, april(27), "instructed-7", april(30)},
		{"long ago", nil, nil, april(29), "instructed-7", april(30)},
		{"those above have heard", func(i *db.Instruction) { i.Raised = true }, nil, april(27), "", april(30)},
		{"no day was named", func(i *db.Instruction) { i.Day = 0 }, nil, april(27), "", april(30)},
	} {
		i := db.Instruction{Seq: 7, On: april(20), Day: april(26)}
		if tt.change != nil {
			tt.change(&i)
		}
		got := r.instruct(reached{Reminder: tt.has, Next: april(30)}, []db.Instruction{i}, tt.on)
		step := ""
		if got.Reminder != nil {
			step = got.Reminder.Name
		}
		for _, s := range got.Escalations {
			step += s.Name
		}
		if step != tt.want || got.Next != tt.next {
			t.Errorf("%s: %q, asked again on %s, want %q and %s", tt.name, step, got.Next, tt.want, tt.next)
		}
	}
}

func TestInstruct_overWhoseHeadSilenceGoes(t *testing.T) {
	t.Parallel()
	r := testRules(t)
	given := []db.Instruction{{Seq: 6, Actor: "综合部负责人", On: tuesday - 2, Text: "请周一报", Day: tuesday - 1},
		{Seq: 7, Actor: "中心主任", On: tuesday - 1, Text: "请今日报", Day: tuesday}, {Seq: 8, Actor: "某人", On: tuesday, Day: tuesday}}
	f := facts{instructions: map[int64][]db.Instruction{1: given}}
	for name, tt := range map[string]struct {
		level int
		why   string
	}{
		"instructed-6": {ToDirector, "综合部负责人批示（4月19日）：“请周一报”，4月20日前未答复"},
		"instructed-7": {ToSupervisor, "中心主任批示（4月20日）：“请今日报”，4月21日前未答复"},
		"instructed-8": {ToSupervisor, "某人批示（4月21日）：“”，4月21日前未答复"},
		"instructed-9": {ToSupervisor, "批示到期未答复"},
	} {
		c := climbing{reached: reached{Owed: owed(1, "技术服务部")}, step: Step{Name: name}}
		if level, why := r.level(f, c), words.Say(words.Chinese, r.passedOver(f, c)); level != tt.level || why != tt.why {
			t.Errorf("%s: to level %d, %s", name, level, why)
		}
	}
	if list := r.shown(append([]db.Instruction{{Seq: 5, Answered: 9}}, given...)); len(list) != 3 || list[0].Seq != 6 || list[1].By != "中心主任" {
		t.Errorf("letters show %+v", list)
	}
}

func TestFollowed_whatBecameOfAnInstruction(t *testing.T) {
	t.Parallel()
	r := testRules(t)
	about := map[int64]*db.Owed{1: owed(1, "技术服务部"), 2: owed(2, "综合部", func(o *db.Owed) { o.State = checklist.Submitted }), 3: nil}
	for name, tt := range map[string]struct {
		i    db.Instruction
		want []letter.Followed
	}{
		"its day is today":         {db.Instruction{Assignment: 1, Day: tuesday}, []letter.Followed{{No: 1, Party: "技术服务部"}}},
		"its day has passed":       {db.Instruction{Assignment: 1, Day: tuesday - 1}, []letter.Followed{{No: 1, Party: "技术服务部", Late: true}}},
		"it has no day":            {db.Instruction{Assignment: 1}, []letter.Followed{{No: 1, Party: "技术服务部"}}},
		"the item is claimed":      {db.Instruction{Assignment: 2, Day: tuesday - 1}, []letter.Followed{{No: 2, Party: "综合部", Claimed: true}}},
		"it was answered":          {db.Instruction{Assignment: 2, Day: tuesday - 9, Answered: 5, AnsweredKind: checklist.EventFollowed, AnsweredOn: tuesday - 1, Answer: "已报"}, []letter.Followed{{No: 2, Party: "综合部", On: tuesday - 1, Answer: "已报"}}},
		"the item was settled":     {db.Instruction{Assignment: 1, Answered: 5, AnsweredKind: checklist.EventAccepted, AnsweredOn: tuesday}, []letter.Followed{{No: 1, Party: "技术服务部", On: tuesday, Done: true}}},
		"the item is in no ledger": {db.Instruction{Assignment: 3}, nil},
	} {
		got := r.followed(ledger{facts: facts{on: tuesday}, given: []db.Instruction{tt.i}, about: about})
		for i := range got {
			if got[i].Due != tt.i.Day {
				t.Errorf("%s: due %s", name, got[i].Due)
			}
			got[i].Instruction = letter.Instruction{}
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
	}
}

// The digest says an answer and a day that has passed once, and what waits not at all.
func TestNews_whatBecameOfAnInstructionIsToldOnce(t *testing.T) {
	t.Parallel()
	is := func(seq int64, late bool, on checklist.Day) letter.Followed {
		return letter.Followed{Instruction: letter.Instruction{Seq: seq}, Late: late, On: on}
	}
	was := []letter.Followed{is(1, false, 0), is(2, true, 0), is(3, false, tuesday)}
	for _, tt := range []struct {
		name string
		now  letter.Followed
		want int
	}{
		{"it waits", is(4, false, 0), 0},
		{"it still waits", is(1, false, 0), 0},
		{"it is late now", is(1, true, 0), 1},
		{"it is late still", is(2, true, 0), 0},
		{"another is late", is(4, true, 0), 1},
		{"it was answered", is(1, false, tuesday+1), 1},
		{"it was answered, and that was told", is(3, false, tuesday), 0},
	} {
		if got := becameOf([]letter.Followed{tt.now}, was); got != tt.want {
			t.Errorf("%s: %d", tt.name, got)
		}
	}
	if got := becameOf([]letter.Followed{is(4, true, 0), is(5, true, 0)}, nil); got != 2 {
		t.Errorf("two are %s", fmt.Sprint(got))
	}
}
