package checklist

import "testing"

func TestAmendment_Reopen_opensWhatIsStruckOffAndNothingElse(t *testing.T) {
	t.Parallel()
	day := Date(2026, 4, 30)
	item := Item{No: 1, Content: "新的内容", Leads: []string{"A"}, Deadline: day}
	old := item
	old.Content = "旧的内容"
	held := []Assignment{{ID: 1, No: 1, Party: "A", Role: Lead, State: Accepted, Deadline: day}, {ID: 2, No: 1, Party: "B", Role: Lead, State: Accepted, Deadline: day}}
	a := Amend(&Directory{}, Change{Old: old, New: item, What: []string{"内容"}}, held)
	if len(a.Decided) > 0 {
		t.Errorf("without a word it decides %+v", a.Decided)
	}
	a.Reopen()
	if len(a.Decided) != 1 || a.Decided[0].Event.Kind != EventReopened || a.Decided[0].Event.Assignment != 1 {
		t.Errorf("it decides %+v", a.Decided)
	}
}
