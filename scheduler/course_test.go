package scheduler

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/db/dbtest"
)

// Each item is counted once in the report on its list: by its last report where several
// lead it, whatever else of it was waived.
func TestOneList_countsHowItemsEnded(t *testing.T) {
	t.Parallel()
	r := testRules(t)
	done := func(no int, deadline, claimed checklist.Day, change ...func(*db.Owed)) db.Owed {
		o := owed(no, "技术服务部", append(change, func(o *db.Owed) {
			o.State, o.Deadline = checklist.Accepted, deadline
			o.ClaimedMs, o.ClosedMs = claimed.At(9, 0, dbtest.Zone).UnixMilli(), (claimed+3).At(9, 0, dbtest.Zone).UnixMilli()
		})...)
		return *o
	}
	waived := func(no int) db.Owed {
		return *owed(no, "综合部", func(o *db.Owed) { o.State = checklist.Waived })
	}
	var l oneList
	for _, item := range [][]db.Owed{
		{done(1, tuesday+9, tuesday+9)},                               // in time, judged later
		{done(2, tuesday+9, tuesday+10)},                              // late
		{done(3, tuesday+16, tuesday+15)},                             // in time by an extension
		{done(4, tuesday+9, tuesday), done(4, tuesday+9, tuesday+10)}, // one of two late
		{done(5, tuesday+9, tuesday), waived(5)},
		{waived(6)},
	} {
		l.count(r, item, tuesday+20, dbtest.Zone)
	}
	if want := (letter.Ended{OnTime: 3, Late: 2, Extended: 1}); l.went != want {
		t.Errorf("%+v, want %+v", l.went, want)
	}
}

func TestCourse(t *testing.T) {
	t.Parallel()
	day := func(d int) checklist.Day { return checklist.Date(2026, 4, d) }
	part := func(role checklist.Role, state checklist.State, due, closed checklist.Day) db.Owed {
		o := db.Owed{Assignment: checklist.Assignment{Role: role, State: state, Deadline: due}}
		if closed != 0 {
			o.ClosedMs = closed.At(10, 0, time.UTC).UnixMilli()
		}
		return o
	}
	var c course
	c.add([]db.Owed{part(checklist.Lead, checklist.Accepted, day(10), day(8))}, time.UTC)
	c.add([]db.Owed{part(checklist.Lead, checklist.Accepted, day(15), day(9)), part(checklist.Lead, checklist.Accepted, day(20), day(16))}, time.UTC) // done when its last part is
	c.add([]db.Owed{part(checklist.Lead, checklist.Accepted, day(15), day(9)), part(checklist.Lead, checklist.Open, day(15), 0)}, time.UTC)
	c.add([]db.Owed{part(checklist.Lead, checklist.Open, 0, 0), part(checklist.Joint, checklist.Open, day(2), 0)}, time.UTC) // it has no day yet
	want := []letter.CoursePoint{{On: day(6)}, {On: day(13), Done: 1, Due: 1}, {On: day(20), Done: 2, Due: 3}}
	if diff := cmp.Diff(want, c.until(day(20), day(1))); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if got := c.until(day(20), day(15)); got != nil {
		t.Errorf("five days are %v", got)
	}
	for days, want := range map[checklist.Day][2]checklist.Day{ // how many points, and from when
		6: {}, 7: {2, 0}, 48: {7, 6}, 49: {8, 0}, 50: {4, 8}, 98: {8, 0}, 99: {5, 15}, 400: {7, 22},
	} {
		got := c.until(day(1)+days, day(1))
		if checklist.Day(len(got)) != want[0] || len(got) > 0 && (got[0].On != day(1)+want[1] || got[len(got)-1].On != day(1)+days) {
			t.Errorf("%d days are %v", days, got)
		}
	}
}
