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
	for days, want := range map[checklist.Day][2]checklist.Day{ // how many points, and from when
		6: {}, 7: {2, 0}, 48: {7, 6}, 49: {8, 0}, 50: {4, 8}, 98: {8, 0}, 99: {5, 15}, 400: {7, 22},
	} {
		got := c.until(day(1)+days, day(1))
		if checklist.Day(len(got)) != want[0] || len(got) > 0 && (got[0].On != day(1)+want[1] || got[len(got)-1].On != day(1)+days) {
			t.Errorf("%d days are %v", days, got)
		}
	}
}
