package decide_test

import (
	"errors"
	"reflect"
	"testing"

	"duban/checklist"
	"duban/db"
	"duban/internal/msg"
	"duban/internal/office"
	"duban/internal/office/decide"
	"duban/internal/office/officetest"
)

func refused(err error) office.Code {
	var r office.Refusal
	errors.As(err, &r)
	return r.Code
}

func TestDo_whatFitsNothingIsRefusedWithItsFacts(t *testing.T) {
	t.Parallel()
	o := officetest.WithList(t)
	now := officetest.Issued.At(10, 0, officetest.Zone)
	for reason, row := range map[string]struct {
		no   int
		deed decide.Deed
		want office.Code
	}{
		"no such item":               {99, decide.Deed{ByHand: checklist.ByHand{Kind: checklist.EventWaived}}, office.NoItem},
		"nothing to send back":       {14, decide.Deed{ByHand: checklist.ByHand{Kind: checklist.EventReturned}}, office.NoPart},
		"nothing to reopen":          {14, decide.Deed{ByHand: checklist.ByHand{Kind: checklist.EventReopened}}, office.NoPart},
		"not that party's":           {14, decide.Deed{ByHand: checklist.ByHand{Kind: checklist.EventWaived, Named: checklist.Named{Party: "综合部"}}}, office.NoPart},
		"to nobody of the directory": {14, decide.Deed{ByHand: checklist.ByHand{Kind: checklist.EventReassigned}, To: "档案室"}, office.NoParty},
		"to a day that has passed":   {14, decide.Deed{ByHand: checklist.ByHand{Kind: checklist.EventExtended}, Day: officetest.Issued - 1}, office.PastDay},
		"to a group":                 {14, decide.Deed{ByHand: checklist.ByHand{Kind: checklist.EventReassigned}, To: "各业务部门"}, office.NoParty},
	} {
		parts, err := decide.Do(t.Context(), o, now, row.no, row.deed)
		if got := refused(err); got != row.want || parts != 0 {
			t.Errorf("%s: %d parts, %v; want %q", reason, parts, err, row.want)
		}
	}
}

func TestDo_theDecisionAndItsLetterAreOneAct(t *testing.T) {
	t.Parallel()
	o := officetest.WithList(t)
	parts, err := decide.Do(t.Context(), o, officetest.Issued.At(10, 0, officetest.Zone), 14,
		decide.Deed{ByHand: checklist.ByHand{Kind: checklist.EventExtended}, Day: checklist.Date(2026, 5, 20), Why: "主任口头同意"})
	if err != nil || parts != 1 {
		t.Fatalf("%d parts, %v", parts, err)
	}
	all, err := o.Store.AssignmentsOf(t.Context(), 14)
	if err != nil || all[0].Deadline != checklist.Date(2026, 5, 20) || all[0].Original != checklist.Date(2026, 4, 30) {
		t.Errorf("the item: %+v, %v", all, err)
	}
	letters, err := o.Store.Notices(t.Context(), db.NoticeFilter{})
	if err != nil || len(letters) != 1 || letters[0].Person != "技术服务部负责人" || !reflect.DeepEqual(letters[0].Reason, msg.Words("主任口头同意")) {
		t.Errorf("the letters: %+v, %v", letters, err)
	}
}

func TestAway_theDaysAndTheSubstituteMustMakeSense(t *testing.T) {
	t.Parallel()
	o := officetest.New(t)
	now, first := officetest.Issued.At(10, 0, officetest.Zone), checklist.Date(2026, 5, 6)
	if _, err := decide.Away(t.Context(), o, now, decide.Absence{Name: "综合部", First: first, Last: first + 2, Substitute: "技术服务部"}); err != nil {
		t.Fatal(err)
	}
	for reason, row := range map[string]struct {
		absence decide.Absence
		want    office.Code
	}{
		"ends before it begins": {decide.Absence{Name: "业务受理部", First: first, Last: first - 1}, office.WrongDays},
		"longer than a year":    {decide.Absence{Name: "业务受理部", First: first, Last: first + 371}, office.WrongDays},
		"himself":               {decide.Absence{Name: "业务受理部", First: first, Last: first, Substitute: "业务受理部"}, office.OwnSubstitute},
		"a circle":              {decide.Absence{Name: "技术服务部", First: first - 3, Last: first, Substitute: "综合部"}, office.NoSubstitute},
		"nobody known":          {decide.Absence{Name: "档案室", First: first, Last: first}, office.NoParty},
	} {
		if _, err := decide.Away(t.Context(), o, now, row.absence); refused(err) != row.want {
			t.Errorf("%s: %v, want %q", reason, err, row.want)
		}
	}
	if _, err := decide.Away(t.Context(), o, now, decide.Absence{Name: "业务受理部", First: first, Last: first + 370}); err != nil {
		t.Errorf("a year: %v", err)
	}
}

func TestPause_isSaidOnce(t *testing.T) {
	t.Parallel()
	o := officetest.New(t)
	now := officetest.Issued.At(10, 0, officetest.Zone)
	if err := decide.Resume(t.Context(), o, now); refused(err) != office.NotPaused {
		t.Errorf("resumed: %v", err)
	}
	if err := decide.Pause(t.Context(), o, now, "检修"); err != nil {
		t.Fatal(err)
	}
	if err := decide.Pause(t.Context(), o, now, "检修"); refused(err) != office.Paused {
		t.Errorf("paused twice: %v", err)
	}
}

func TestSetLadder_onlyOnesThatTheConfigurationHas(t *testing.T) {
	t.Parallel()
	o := officetest.WithList(t)
	now := officetest.Issued.At(10, 0, officetest.Zone)
	for name, want := range map[string]office.Code{"特急": office.NoLadder, "急件": "", decide.UsualLadder: ""} {
		if _, err := decide.SetLadder(t.Context(), o, now, name, "", 14); refused(err) != want || want == "" && err != nil {
			t.Errorf("%s: %v, want %q", name, err, want)
		}
	}
	if _, err := decide.SetLadder(t.Context(), o, now, "急件", "7", 14); refused(err) != office.NoList {
		t.Errorf("a list that is not there: %v", err)
	}
}
