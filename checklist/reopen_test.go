package checklist

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"duban/internal/words"
)

// Whether another text of what is closed is to be done again is asked, not decided.
func TestAmendment_aClosedItemWithAnotherTextIsReopenedOnlyWhereThatIsSaid(t *testing.T) {
	t.Parallel()
	april, may := Date(2027, 4, 30), Date(2027, 5, 31)
	old := Item{No: 3, Content: "完成十万卷", Leads: []string{"综合部"}, Joint: []string{"技术部"}, Deadline: april}
	now := old
	now.No, now.Content = 4, "完成十二万卷"
	later, others := now, now
	later.Deadline, others.Leads = may, []string{"业务部"}
	lead := Assignment{ID: 1, No: 3, Party: "综合部", Role: Lead, State: Accepted, Deadline: april}
	joint := Assignment{ID: 2, No: 3, Party: "技术部", Role: Joint, State: Accepted, Deadline: april}
	in := func(a Assignment, s State) Assignment { a.State = s; return a }
	reopened := []string{"1 reopened 清单修订，内容有改动", "2 reopened 清单修订，内容有改动"}
	for _, row := range []struct {
		reason string
		change Change
		held   []Assignment
		asks   bool
		want   []string
	}{
		{"struck off", Change{Old: old, New: now, What: []Cell{CellContent}}, []Assignment{lead, joint}, true, reopened},
		{"waived", Change{Old: old, New: now, What: []Cell{CellContent}}, []Assignment{in(lead, Waived), joint}, true, reopened},
		{"one lead of two", Change{Old: old, New: now, What: []Cell{CellContent}}, []Assignment{in(lead, Open), joint}, true, reopened[1:]},
		{"with another deadline", Change{Old: old, New: later, What: []Cell{CellContent, CellDeadline}}, []Assignment{lead}, true, []string{reopened[0], "1 rescheduled 清单修订 2027-05-31"}},
		{"nothing is closed", Change{Old: old, New: now, What: []Cell{CellContent}}, []Assignment{in(lead, Submitted)}, false, nil},
		{"another number is no other text", Change{Old: old, New: now}, []Assignment{lead}, false, reopened[:1]},
		{"who is wanted no more is not asked about", Change{Old: old, New: others, What: []Cell{CellContent}}, []Assignment{lead}, false, nil},
		{"removed", Change{Old: old}, []Assignment{lead}, false, nil},
	} {
		t.Run(row.reason, func(t *testing.T) {
			t.Parallel()
			s := Amend(amendedDirectory(t), row.change, row.held)
			if len(s.Decided) > 0 || s.Asks() != row.asks {
				t.Errorf("it decides %+v and asks %t", s.Decided, s.Asks())
			}
			s.Reopen()
			var got []string
			for _, d := range s.Decided {
				line := fmt.Sprint(d.Event.Assignment, " ", d.Event.Kind, " ", words.Say(words.Chinese, d.Event.Reason))
				if d.Event.Day != 0 {
					line += " " + d.Event.Day.String()
				}
				got = append(got, line)
			}
			if diff := cmp.Diff(row.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// What the amendment reopens by itself, for its party is named again, is not asked about.
func TestAmendment_whatItReopensItselfIsReopenedOnce(t *testing.T) {
	t.Parallel()
	old := Item{No: 3, Content: "完成十万卷", Leads: []string{"综合部"}, Joint: []string{"技术部"}, Deadline: Date(2027, 4, 30)}
	now := old
	now.Content = "完成十二万卷"
	held := []Assignment{{ID: 1, No: 3, Party: "综合部", Role: Lead, State: Waived, Deadline: old.Deadline}, {ID: 2, No: 3, Party: "技术部", Role: Joint, State: Accepted, Deadline: old.Deadline}}
	s := Amend(amendedDirectory(t), Change{Old: old, New: now, What: []Cell{CellContent, CellParties}}, held)
	s.Reopen()
	var got []int64
	for _, d := range s.Decided {
		got = append(got, d.Event.Assignment)
	}
	if diff := cmp.Diff([]int64{1, 2}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
