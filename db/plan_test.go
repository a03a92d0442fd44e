package db_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/db/dbtest"
)

// A ladder is an item's or, without a number, the whole list's; it is asked anew today.
func TestSetLadder_ofAnItemOrOfTheList(t *testing.T) {
	t.Parallel()
	for no, want := range map[int]string{1: "快  ", 2: " 快 快", 0: "快 快 快", 9: "  "} {
		s := dbtest.Open(t)
		ids := twoItems(t, s)
		if _, err := s.Plan(ever, morning, db.Plan{Next: map[int64]checklist.Day{ids[0]: april(9), ids[1]: april(9), ids[2]: april(9)}}); err != nil {
			t.Fatal(err)
		}
		if err := s.SetLadder(ever, morning, 1, no, "快", "clerk"); errors.Is(err, checklist.ErrNotFound) != (no == 9) || err != nil && no != 9 {
			t.Errorf("item %d: %v", no, err)
		}
		all, err := s.Ledger(ever)
		if err != nil {
			t.Fatal(err)
		}
		var ladders, asked []string
		for _, o := range all {
			ladders, asked = append(ladders, o.Ladder), append(asked, map[bool]string{true: "快"}[isDue(t, s, april(1), o.ID)])
		}
		if got := strings.Join(ladders, " "); got != want || strings.Join(asked, " ") != want {
			t.Errorf("item %d: ladders %q, asked %q, want %q", no, got, asked, want)
		}
	}
}

// Letters have the next numbers, and notices in three colours those of their list.
func TestRecord_lettersAreNumbered(t *testing.T) {
	t.Parallel()
	s := dbtest.Open(t)
	slip := func(key string, list int64) db.NewNotice {
		return db.NewNotice{Key: key, NotBefore: morning, Letter: letter.Letter{Kind: letter.KindOutcome, To: "A", Checklist: list, Slip: &letter.Slip{}}}
	}
	plain := func(key string) db.NewNotice {
		return db.NewNotice{Key: key, NotBefore: morning, Letter: letter.Letter{Kind: letter.KindOutcome, To: "A"}}
	}
	record(t, s, morning, db.Record{Notices: []db.NewNotice{plain("a"), slip("b", 1), slip("c", 1), plain("a")}})
	record(t, s, morning, db.Record{Notices: []db.NewNotice{slip("d", 2), plain("b"), slip("e", 1), slip("f", 2)}})
	all, err := s.Notices(ever, db.NoticeFilter{})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string][2]int64{}
	for _, n := range all {
		no := int64(0)
		if n.Letter.Slip != nil {
			no = int64(n.Letter.Slip.No)
		}
		got[n.Key] = [2]int64{n.ID, no}
	}
	if diff := cmp.Diff(map[string][2]int64{"a": {1, 0}, "b": {2, 1}, "c": {3, 2}, "d": {4, 1}, "e": {5, 3}, "f": {6, 2}}, got); diff != "" {
		t.Error(diff)
	}
}
