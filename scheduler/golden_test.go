package scheduler_test

import (
	"flag"
	"fmt"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"duban/checklist"
	"duban/db/dbtest"
	"duban/internal/fulltest"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// A rule change is reviewed as a diff of letters: every letter of the season for
// the 40 items, as if nobody answered, with its reason.
func TestPlan_goldenYears(t *testing.T) {
	t.Parallel()
	for _, year := range fulltest.Sample([]int{2026, 2023, 2024, 2025, 2027}, 1) {
		t.Run(fmt.Sprint(year), func(t *testing.T) {
			t.Parallel()
			s, dir := dbtest.Open(t), office(t)
			seed(t, s, dir, year)
			sch, _ := newScheduler(t, s, dir)
			got := planText(live(t, s, sch, checklist.Date(year, 3, 30), checklist.Date(year, 6, 12)))
			golden(t, fmt.Sprintf("testdata/year-%d.txt", year), got)
		})
	}
}

func golden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", path, diff)
	}
}
