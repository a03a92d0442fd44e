package scheduler_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/db/dbtest"
	"duban/scheduler"
	"duban/scheduler/calendar"
)

func TestDepartments_claimedByTheGrantedAndByTheOriginalDeadline(t *testing.T) {
	t.Parallel()
	cal, err := calendar.New()
	if err != nil {
		t.Fatal(err)
	}
	april, may, on := checklist.Date(2026, 4, 30), checklist.Date(2026, 5, 20), checklist.Date(2026, 5, 25)
	part := func(party string, state checklist.State, claimed, original, deadline checklist.Day) db.Owed {
		a := checklist.Assignment{Party: party, Role: checklist.Lead, State: state, Original: original, Deadline: deadline}
		if claimed != 0 {
			a.ClaimedMs = claimed.At(16, 0, dbtest.Zone).UnixMilli()
		}
		return db.Owed{Assignment: a}
	}
	all := []db.Owed{
		part("综合部", checklist.Accepted, april+1, april, april), // late
		part("技术服务部", checklist.Accepted, may, april, may),     // in time by the grant only
		part("业务受理部", checklist.Submitted, april, april, april),
		part("权籍调查部", checklist.Open, 0, april, april), // overdue
		part("权籍调查部", checklist.Waived, 0, april, april),
		part("抵押登记部", checklist.Open, 0, on+30, on+30), // nothing due yet
	}
	got := scheduler.Rank(scheduler.Rules{Calendar: cal, Directory: &checklist.Directory{}}.Departments(all, on, dbtest.Zone))
	want := []letter.Dept{
		{Name: "业务受理部", Lead: 1, OnTime: 1, Original: 1, Due: 1},
		{Name: "技术服务部", Lead: 1, Accepted: 1, OnTime: 1, Due: 1, Extended: 1},
		{Name: "综合部", Lead: 1, Accepted: 1, Due: 1},
		{Name: "权籍调查部", Lead: 1, Due: 1, Overdue: 1},
		{Name: "抵押登记部", Lead: 1},
	}
	if diff := cmp.Diff(got, want); diff != "" {
		t.Errorf("(-got +want):\n%s", diff)
	}
}
