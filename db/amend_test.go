package db_test

import (
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"duban/checklist"
	"duban/db"
	"duban/db/dbtest"
	"duban/internal/msg"
)

// swapped is the amendment that lets items 1 and 2 change places and takes
// nothing else along.
func swapped(t *testing.T, s *db.Store) db.Amend {
	t.Helper()
	lists, err := s.Checklists(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	items, err := s.Items(context.Background(), lists[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	one, two := items[0], items[1]
	one.No, two.No = 2, 1
	return db.Amend{List: lists[0].ID, Was: lists[0].Document, Changes: []checklist.Change{{Old: items[0], New: one}, {Old: items[1], New: two}},
		Import: db.Import{Checklist: lists[0].Checklist, Actor: "clerk", File: db.Document{Name: "修订.txt", Raw: []byte("修订")}}}
}

func TestAmend_itemsMayChangePlacesAndKeepTheirAssignments(t *testing.T) {
	t.Parallel()
	s := dbtest.Open(t)
	ids := twoItems(t, s)
	if err := s.Amend(context.Background(), morning, swapped(t, s)); err != nil {
		t.Fatal(err)
	}
	all, err := s.Assignments(context.Background(), ids)
	if err != nil {
		t.Fatal(err)
	}
	var got []int
	for _, o := range all {
		got = append(got, o.No)
	}
	if diff := cmp.Diff(got, []int{2, 1, 1}); diff != "" {
		t.Errorf("numbers (-got +want):\n%s", diff)
	}
	head, err := s.Head(context.Background())
	if err != nil || head.Kind != checklist.EventAmended {
		t.Errorf("the history ends with %s, %v", head.Kind, err)
	}
}

func TestAmend_aListAmendedMeanwhileIsAConflict(t *testing.T) {
	t.Parallel()
	s := dbtest.Open(t)
	twoItems(t, s)
	in := swapped(t, s)
	in.Was = "another"
	if err := s.Amend(context.Background(), morning, in); !errors.Is(err, checklist.ErrConflict) {
		t.Errorf("got %v", err)
	}
}

func TestAmend_aRemovedItemKeepsItsRecordAndGivesItsNumberUp(t *testing.T) {
	t.Parallel()
	s := dbtest.Open(t)
	ids := twoItems(t, s)
	in := swapped(t, s)
	in.Changes = []checklist.Change{{Old: in.Changes[0].Old}, in.Changes[1]} // 1 goes, 2 takes its number
	in.Events = []checklist.Event{{Kind: checklist.EventWaived, Assignment: ids[0], Actor: "clerk", Reason: msg.New("amended list, item removed")}}
	if err := s.Amend(context.Background(), morning, in); err != nil {
		t.Fatal(err)
	}
	now, err := s.AssignmentsOf(context.Background(), 1)
	if err != nil || len(now) != 2 || now[0].Content != "乙事。" {
		t.Errorf("item 1 is %+v, %v", now, err)
	}
	all, err := s.Everything(context.Background())
	if err != nil || len(all) != 3 || all[0].State != checklist.Waived || all[0].No != 1 {
		t.Errorf("everything: %+v, %v", all, err)
	}
}
