package db_test

import (
	"context"
	"testing"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/db/dbtest"
	"duban/internal/msg"
)

func TestCloseList_whatIsOpenIsCarriedOverOrWaivedAndTheListEnds(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Open(t)
	ids := twoItems(t, s)
	due := checklist.Date(2027, 4, 30)
	if _, err := s.Import(ctx, morning, db.Import{
		Checklist:   checklist.Checklist{Title: "明年清单", Year: 2027, Start: checklist.Date(2026, 4, 1)},
		Items:       []checklist.Item{{No: 1, Content: "丙事。", Parties: "A", Leads: []string{"A"}, Joint: []string{}, DeadlineText: "4月底", Deadline: due}},
		Assignments: []checklist.Assign{{No: 1, Party: "A", Role: checklist.Lead}},
		File:        db.Document{Name: "明年.txt", Raw: []byte("另一原件")}, Actor: "clerk",
	}); err != nil {
		t.Fatal(err)
	}
	lists, err := s.Checklists(ctx)
	if err != nil {
		t.Fatal(err)
	}
	was, err := s.Assignments(ctx, ids)
	if err != nil {
		t.Fatal(err)
	}
	numbers, err := s.CloseList(ctx, morning, db.ListClose{List: lists[0].ID, Title: "清单", Into: lists[1].ID, IntoTitle: "明年清单", Actor: "clerk",
		Events: []checklist.Event{{Kind: checklist.EventWaived, Assignment: ids[0], Actor: "clerk", Reason: msg.Words("并入")}},
		Carried: []db.Carried{{Item: was[1].Item, No: 2, Leads: []int64{ids[1]}, Deadline: was[1].Deadline,
			Assign: []checklist.Assign{{Party: "A", Role: checklist.Lead, Due: checklist.Due{Day: was[1].Deadline}}}}}})
	if err != nil || numbers[2] != 2 {
		t.Fatalf("carried over as %v, %v", numbers, err)
	}
	if ended, err := s.EndedLists(ctx); len(ended) != 1 || ended[0] != lists[0].ID || err != nil {
		t.Errorf("%v have ended, %v", ended, err)
	}
	running, err := s.RunningLedger(ctx)
	if err != nil || len(running) != 2 || running[1].Content != "乙事。" || running[1].Deadline != was[1].Deadline || running[1].State != checklist.Open {
		t.Errorf("the ledger that runs is %+v, %v", running, err)
	}
	if of, err := s.RunningOf(ctx, 1); len(of) != 1 || of[0].Checklist != lists[1].ID || err != nil {
		t.Errorf("number 1 is %+v, %v", of, err)
	}
	record(t, s, morning, db.Record{Events: []checklist.Event{{Kind: checklist.EventWaived, Assignment: running[0].ID, Actor: "clerk"}, {Kind: checklist.EventWaived, Assignment: running[1].ID, Actor: "clerk"}}})
	if all, err := s.RunningLedger(ctx); err != nil || len(all) != 5 {
		t.Errorf("where none runs the ledger is %+v, %v", all, err)
	}
}

// What somebody was told is what has left or will.
func TestTold_byHowItsKeyBegins(t *testing.T) {
	t.Parallel()
	s := dbtest.Open(t)
	record(t, s, morning, db.Record{Notices: []db.NewNotice{outcomeTo("张")}})
	for begin, want := range map[string]bool{"outcome/张": true, "outcome/": true, "outcome/李": false, "outcome/张三": false} {
		if got, err := s.Told(ever, letter.KindOutcome, begin); err != nil || got != want {
			t.Errorf("%s: %v, %v", begin, got, err)
		}
	}
	finished(t, s, morning, claimedOf(t, s, morning), unwritten)
	if got, err := s.Told(ever, letter.KindOutcome, "outcome/张"); err != nil || got {
		t.Errorf("a letter that failed has told somebody: %v, %v", got, err)
	}
}
