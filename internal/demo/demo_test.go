package demo_test

import (
	"testing"

	"duban/checklist"
	"duban/internal/demo"
)

// The main job on the real list: 40 items assigned, reminded, answered, judged and struck
// off by mail alone, over real SMTP and LMTP.
func TestRun_theWholeListIsStruckOffByMailAlone(t *testing.T) {
	t.Parallel()
	forged, days := false, 0
	result, err := demo.Run(t.Context(), t.TempDir(), func(d demo.Day) {
		forged = forged || d.Forgery
		days++
	})
	if err != nil {
		t.Fatal(err)
	}
	store := result.Office.Store
	defer store.Close()
	all, err := store.Ledger(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	struckOff := map[int]bool{}
	for _, o := range all {
		if o.Role == checklist.Lead {
			struckOff[o.No] = o.State == checklist.Accepted
		}
	}
	for no := 1; no <= 40; no++ {
		if !struckOff[no] {
			t.Errorf("item %d is not struck off", no)
		}
	}
	if n := len(result.Letters); n < 150 || n > 250 {
		t.Errorf("%d letters", n)
	}
	if !forged || days != int(demo.Last-demo.First)+1 {
		t.Errorf("%d days, forgery seen: %v", days, forged)
	}
	if found, err := store.Check(t.Context()); err != nil || len(found) > 0 {
		t.Errorf("the check finds %v, %v", found, err)
	}
}
