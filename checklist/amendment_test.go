package checklist

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"duban/internal/words"
)

// amendedDirectory knows three departments and the group of two of them.
func amendedDirectory(t *testing.T) *Directory {
	t.Helper()
	dir, err := NewDirectory([]Entry{
		{Kind: Post, Name: "主任", Mail: "zr@djzx.example", Duties: []Duty{DutyDirector, DutyClerk}},
		{Kind: Department, Name: "综合部", Mail: "zh@djzx.example", Supervisor: "主任"},
		{Kind: Department, Name: "技术部", Mail: "js@djzx.example", Supervisor: "主任"},
		{Kind: Department, Name: "业务部", Mail: "yw@djzx.example", Supervisor: "主任"},
		{Kind: Group, Name: "各部", Members: []string{"综合部", "技术部"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestItem_assignments(t *testing.T) {
	t.Parallel()
	dir := amendedDirectory(t)
	for _, row := range []struct {
		reason string
		item   Item
		want   []string
	}{
		{"leads before joint parties", Item{Leads: []string{"综合部"}, Joint: []string{"技术部"}}, []string{"综合部 lead", "技术部 joint"}},
		{"a group is each of its members", Item{Leads: []string{"各部"}}, []string{"综合部 lead", "技术部 lead"}},
		{"who leads does not take part besides", Item{Leads: []string{"技术部"}, Joint: []string{"各部"}}, []string{"技术部 lead", "综合部 joint"}},
		{"nobody known, nobody assigned", Item{Leads: []string{"外单位"}}, nil},
	} {
		t.Run(row.reason, func(t *testing.T) {
			t.Parallel()
			row.item.No, row.item.Deadline = 7, Date(2027, 4, 30)
			var got []string
			for _, a := range row.item.Assignments(dir) {
				got = append(got, fmt.Sprint(a.Party, " ", a.Role))
				if a.No != 7 || a.Due.Day != Date(2027, 4, 30) {
					t.Errorf("assigned %+v", a)
				}
			}
			if diff := cmp.Diff(got, row.want); diff != "" {
				t.Errorf("(-got +want):\n%s", diff)
			}
		})
	}
}

func TestAmend(t *testing.T) {
	t.Parallel()
	dir := amendedDirectory(t)
	april, may := Date(2027, 4, 30), Date(2027, 5, 31)
	old := Item{No: 3, Leads: []string{"综合部"}, Joint: []string{"技术部"}, Deadline: april}
	amended := func(change func(*Item)) Item {
		it := old
		change(&it)
		return it
	}
	lead := Assignment{ID: 1, No: 3, Party: "综合部", Role: Lead, State: Open, Deadline: april}
	joint := Assignment{ID: 2, No: 3, Party: "技术部", Role: Joint, State: Open, Deadline: april}
	in := func(a Assignment, s State) Assignment { a.State = s; return a }
	for _, row := range []struct {
		reason string
		change Change
		held   []Assignment
		want   []string
	}{
		{"other words leave everybody in peace", Change{Old: old, New: old, What: []Cell{CellContent}}, []Assignment{lead, joint}, nil},
		{"a new item is assigned", Change{New: old}, nil, []string{"+综合部", "+技术部"}},
		{"a removed one is waived, joint parties first", Change{Old: old}, []Assignment{lead, joint},
			[]string{"2 waived 清单修订，本项已删去", "1 waived 清单修订，本项已删去"}},
		{"what is closed stays closed", Change{Old: old}, []Assignment{in(lead, Accepted), in(joint, Waived)}, nil},
		{"another deadline", Change{Old: old, New: amended(func(it *Item) { it.Deadline = may }), What: []Cell{CellDeadline}}, []Assignment{lead, in(joint, Waived)},
			[]string{"1 rescheduled 清单修订 2027-05-31"}},
		{"who comes is assigned, who goes is waived", Change{Old: old, New: amended(func(it *Item) { it.Leads = []string{"业务部"} }), What: []Cell{CellParties}}, []Assignment{lead, joint},
			[]string{"+业务部", "1 waived 清单修订，不再由本单位负责"}},
		{"who was waived and is named again", Change{Old: old, New: amended(func(it *Item) { it.Deadline = may }), What: []Cell{CellParties, CellDeadline}}, []Assignment{in(lead, Waived), in(joint, Accepted)},
			[]string{"1 reopened 清单修订，重新由本单位负责", "1 rescheduled 清单修订 2027-05-31"}},
		{"another role is another assignment", Change{Old: old, New: amended(func(it *Item) { it.Leads, it.Joint = []string{"技术部"}, []string{"综合部"} }), What: []Cell{CellParties}}, []Assignment{lead, joint},
			[]string{"+技术部", "+综合部", "2 waived 清单修订，不再由本单位负责", "1 waived 清单修订，不再由本单位负责"}},
	} {
		t.Run(row.reason, func(t *testing.T) {
			t.Parallel()
			s := Amend(dir, row.change, row.held)
			var got []string
			for _, a := range s.Add {
				got = append(got, "+"+a.Party)
			}
			for _, d := range s.Decided {
				line := fmt.Sprint(d.Event.Assignment, " ", d.Event.Kind, " ", words.Say(words.Chinese, d.Event.Reason))
				if d.Event.Day != 0 {
					line += " " + d.Event.Day.String()
				}
				got = append(got, line)
			}
			if diff := cmp.Diff(got, row.want); diff != "" {
				t.Errorf("(-got +want):\n%s", diff)
			}
		})
	}
}

func TestAmend_aDeadlineInPartsLeavesTheFormerOne(t *testing.T) {
	t.Parallel()
	held := []Assignment{{ID: 1, No: 3, Party: "综合部", Role: Lead, State: Open, Part: "启动"}}
	now := Item{No: 5, Leads: []string{"综合部"}, Deadline: Date(2027, 5, 31)}
	s := Amend(amendedDirectory(t), Change{Old: Item{No: 3}, New: now, What: []Cell{CellDeadline}}, held)
	if len(s.Add) != 1 || len(s.Decided) != 1 || s.Decided[0].Event.Reason.Code != "amended list, another deadline" {
		t.Fatalf("got %+v", s)
	}
	if s.Decided[0].Before.No != 5 {
		t.Errorf("the letter calls it %d, its number is now 5", s.Decided[0].Before.No)
	}
}
