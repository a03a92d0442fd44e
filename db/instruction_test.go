package db_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"duban/checklist"
	"duban/db"
	"duban/db/dbtest"
)

func TestInstructions_oneWaitsUntilWhatIsBehindItAnswersIt(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Open(t)
	ids := twoItems(t, s)
	due := checklist.Date(2026, 4, 24)
	on := func(day int, kind checklist.EventKind, text string, due checklist.Day) {
		t.Helper()
		record(t, s, time.Date(2026, 4, day, 9, 0, 0, 0, dbtest.Zone), db.Record{Events: []checklist.Event{{Kind: kind, Assignment: ids[0], Actor: "主任", Text: text, Day: due}}})
	}
	waiting := func() (said []string) {
		t.Helper()
		list, err := s.InstructionsOf(ctx, ids)
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range list {
			said = append(said, fmt.Sprint(i.Text, " ", i.On, " ", i.Day))
		}
		return said
	}
	on(20, checklist.EventInstructed, "请报进度", due)
	on(21, checklist.EventInstructed, "请加快", 0)
	on(22, checklist.EventProgress, "正在办理", 0)
	if got, want := fmt.Sprint(waiting()), fmt.Sprint([]string{"请报进度 2026-04-20 2026-04-24", "请加快 2026-04-21 "}); got != want {
		t.Errorf("%s wait, want %s", got, want)
	}
	on(23, checklist.EventFollowed, "已落实", 0)
	if got := waiting(); len(got) > 0 {
		t.Errorf("%v wait after the answer", got)
	}
	for from, want := range map[checklist.Day]int{checklist.Date(2026, 4, 23): 2, due: 0} {
		list, err := s.Instructions(ctx, from)
		if len(list) != want || err != nil {
			t.Errorf("%d are told from %s on, %v", len(list), from, err)
		}
		for _, i := range list {
			if i.Answer != "已落实" || i.AnsweredOn != checklist.Date(2026, 4, 23) || i.AnsweredKind != checklist.EventFollowed {
				t.Errorf("it became %+v", i)
			}
		}
	}
}
