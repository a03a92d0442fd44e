package scheduler

import (
	"testing"

	"duban/checklist"
	"duban/db"
	"duban/internal/words"
)

func requesting(o *db.Owed) { o.Asked, o.AskedMs = tuesday+20, 1 }

func TestPartStanding_inWords(t *testing.T) {
	t.Parallel()
	r := testRules(t)
	late := func(o *db.Owed) { o.Deadline = tuesday - 1 }
	claimed := func(o *db.Owed) { o.State = checklist.Submitted }
	for want, change := range map[string][]func(*db.Owed){
		"办理中":       {},
		"办理中（延期待批）": {requesting},
		"逾期":        {late},
		"逾期（延期待批）":  {late, requesting},
		"待审核":       {late, claimed},
	} {
		if got := words.Say(words.Chinese, r.PartStanding(*owed(1, "技术服务部", change...), tuesday)); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

// An item waits for a decision when requests cover all that is late of it or, where
// nothing is late, anything that is open.
func TestItemUndecided(t *testing.T) {
	t.Parallel()
	r := testRules(t)
	part := func(late, asks bool, change ...func(*db.Owed)) db.Owed {
		if late {
			change = append(change, func(o *db.Owed) { o.Deadline = tuesday - 1 })
		}
		if asks {
			change = append(change, requesting)
		}
		return *owed(1, "技术服务部", change...)
	}
	closed := func(o *db.Owed) { o.State = checklist.Accepted }
	for _, tt := range []struct {
		name string
		item []db.Owed
		want bool
	}{
		{"nothing is asked for", []db.Owed{part(false, false)}, false},
		{"late, and nothing is asked for", []db.Owed{part(true, false)}, false},
		{"one asks", []db.Owed{part(false, true), part(false, false)}, true},
		{"what is late asks", []db.Owed{part(true, true)}, true},
		{"one of two that are late", []db.Owed{part(true, true), part(true, false)}, false},
		{"only what is not late", []db.Owed{part(true, false), part(false, true)}, false},
		{"both that are late", []db.Owed{part(true, true), part(true, true)}, true},
		{"a joint part that is late", []db.Owed{part(false, true), part(true, false, isJoint)}, true},
		{"a joint part that asks", []db.Owed{part(false, false), part(false, true, isJoint)}, false},
		{"what is closed was late", []db.Owed{part(false, true), part(true, false, closed)}, true},
	} {
		if got := r.ItemUndecided(tt.item, tuesday); got != tt.want {
			t.Errorf("%s: %v", tt.name, got)
		}
	}
}
