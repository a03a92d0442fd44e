package db_test

import (
	"testing"
	"time"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/db/dbtest"
)

// A letter counts from its day on; what a clock that was ahead has sent does not yet.
func TestReadTold_fromTheDayOfTheLetter(t *testing.T) {
	t.Parallel()
	s := dbtest.Open(t)
	planned(t, s, morning)
	finished(t, s, morning.Add(3*time.Hour), claimedOf(t, s, morning), taken)
	for on, want := range map[checklist.Day]checklist.Day{april(1) - 1: 0, april(1): april(1), april(2): april(1)} {
		owed, err := s.Assignments(ever, []int64{1, 2})
		if err != nil {
			t.Fatal(err)
		}
		if err := s.ReadTold(ever, on, &owed[0], &owed[1]); err != nil || owed[0].Told != want || owed[1].Told != 0 {
			t.Errorf("asked on %s: told on %s, and the other one on %s, %v", on, owed[0].Told, owed[1].Told, err)
		}
	}
}

// Letters and events of several kinds are asked for together.
func TestSeveralKindsAreAskedForTogether(t *testing.T) {
	t.Parallel()
	s := dbtest.Open(t)
	planned(t, s, morning) // an event of the list, and one of each assignment
	for want, kinds := range map[int][]checklist.EventKind{1: {checklist.EventImported}, 4: {checklist.EventImported, checklist.EventAssigned}, 0: {checklist.EventNoted}} {
		if n, err := s.HappenedSince(ever, 0, "A", kinds...); err != nil || n != want {
			t.Errorf("%v: %d, %v", kinds, n, err)
		}
	}
	for want, kinds := range map[int][]letter.Kind{0: {letter.KindDigest}, 1: {letter.KindDigest, letter.KindAssign}} {
		got, err := s.LastReports(ever, april(2), kinds...)
		if err != nil || len(got) != want || want == 1 && got["A负责人"] != (db.Reported{Person: "A负责人", Notice: 1, OfDay: april(1)}) {
			t.Errorf("%v: %+v, %v", kinds, got, err)
		}
	}
}
