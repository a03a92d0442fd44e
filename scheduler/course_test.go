package scheduler

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"duban/checklist"
	"duban/db"
)

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
	want := []checklist.CoursePoint{{On: day(6)}, {On: day(13), Done: 1, Due: 1}, {On: day(20), Done: 2, Due: 3}}
	if diff := cmp.Diff(want, c.until(day(20), day(1))); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if got := c.until(day(20), day(15)); got != nil {
		t.Errorf("five days are %v", got)
	}
	long := c.until(day(20)+400, day(1))
	if len(long) < 2 || len(long) > mostPoints || long[len(long)-1].On != day(20)+400 || long[0].On < day(1) {
		t.Errorf("a year and more is %v", long)
	}
}
