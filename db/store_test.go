package db_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/db/dbtest"
	"duban/internal/msg"
)

var morning = time.Date(2026, 4, 1, 8, 30, 0, 0, dbtest.Zone)

func listOfTwo() db.Import {
	deadline := checklist.Date(2026, 4, 30)
	return db.Import{
		Checklist: checklist.Checklist{Title: "清单", Year: 2026, Start: checklist.Date(2026, 4, 1)},
		Items: []checklist.Item{
			{No: 1, Content: "甲事。", Parties: "A", Leads: []string{"A"}, Joint: []string{}, DeadlineText: "4月底", Deadline: deadline},
			{No: 2, Content: "乙事。", Parties: "A会同B", Leads: []string{"A"}, Joint: []string{"B"}, DeadlineText: "4月底", Deadline: deadline},
		},
		Assignments: []checklist.Assign{
			{No: 1, Party: "A", Role: checklist.Lead}, {No: 2, Party: "A", Role: checklist.Lead}, {No: 2, Party: "B", Role: checklist.Joint}},
		File:  db.Document{Name: "清单.txt", Raw: []byte("原件")},
		Actor: "clerk",
	}
}

// twoItems imports item 1 of A and item 2 led by A with B taking part.
func twoItems(t *testing.T, s *db.Store) (ids []int64) {
	t.Helper()
	if _, err := s.Import(context.Background(), morning, listOfTwo()); err != nil {
		t.Fatal(err)
	}
	list, err := s.Ledger(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range list {
		ids = append(ids, o.ID)
	}
	return ids
}

func record(t *testing.T, s *db.Store, at time.Time, r db.Record) {
	t.Helper()
	if err := s.Record(context.Background(), at, r); err != nil {
		t.Fatal(err)
	}
}

func TestImport_keepsItemsAsWritten(t *testing.T) {
	t.Parallel()
	s := dbtest.Open(t)
	twoItems(t, s)
	lists, err := s.Checklists(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	items, err := s.Items(context.Background(), lists[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"B"}, items[1].Joint); diff != "" {
		t.Error(diff)
	}
	doc, err := s.DocumentOf(context.Background(), lists[0].Document)
	if err != nil || string(doc.Raw) != "原件" || doc.Name != "清单.txt" {
		t.Errorf("the file came back as %+v, %v", doc, err)
	}
}

func TestImport_sameFileTwiceIsAConflict(t *testing.T) {
	t.Parallel()
	s := dbtest.Open(t)
	twoItems(t, s)
	_, err := s.Import(context.Background(), morning, db.Import{
		Checklist: checklist.Checklist{Title: "清单", Year: 2026}, File: db.Document{Raw: []byte("原件")}})
	if !errors.Is(err, checklist.ErrConflict) {
		t.Errorf("got %v", err)
	}
}

// A deadline that the list itself has moved is the second one that its party has.
func TestImport_aDeadlineThatTheListHasMoved(t *testing.T) {
	t.Parallel()
	s := dbtest.Open(t)
	in := listOfTwo()
	in.Assignments[0].Due = checklist.Due{Day: april(30), Was: april(20)}
	if _, err := s.Import(ever, morning, in); err != nil {
		t.Fatal(err)
	}
	all, err := s.Ledger(ever)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []struct {
		original checklist.Day
		events   int
	}{{april(20), 2}, {april(30), 1}, {april(30), 1}} {
		history, err := s.History(ever, all[i].ID)
		if o := all[i]; err != nil || o.Original != want.original || o.Deadline != april(30) || o.SteppedTo != 0 || len(history) != want.events || !isDue(t, s, o.Opened, o.ID) || isDue(t, s, o.Opened-1, o.ID) {
			t.Errorf("part %d: %+v, %d events, %v", i, o, len(history), err)
		}
	}
}

func TestRecord_acceptingTheLeadSettlesTheJointParty(t *testing.T) {
	t.Parallel()
	s := dbtest.Open(t)
	ids := twoItems(t, s)
	record(t, s, morning, db.Record{Events: []checklist.Event{{Kind: checklist.EventSubmitted, Assignment: ids[1], Actor: "A负责人"}}})
	record(t, s, morning, db.Record{Events: []checklist.Event{{Kind: checklist.EventAccepted, Assignment: ids[1], Actor: "中心主任"}}})
	list, err := s.AssignmentsOf(context.Background(), 2)
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range list {
		if o.State != checklist.Accepted {
			t.Errorf("%s %s is %s", o.Role, o.Party, o.State)
		}
	}
}

func TestRecord_anEventThatDoesNotFitChangesNothing(t *testing.T) {
	t.Parallel()
	s := dbtest.Open(t)
	ids := twoItems(t, s)
	before, _ := s.Head(context.Background())
	err := s.Record(context.Background(), morning, db.Record{Events: []checklist.Event{
		{Kind: checklist.EventAcknowledged, Assignment: ids[0], Actor: "A负责人"},
		{Kind: checklist.EventReturned, Assignment: ids[1], Actor: "中心主任"},
	}})
	if !errors.Is(err, checklist.ErrConflict) {
		t.Fatalf("got %v", err)
	}
	if after, _ := s.Head(context.Background()); after.Hash != before.Hash {
		t.Error("half of the act was stored")
	}
}

func remind(ids ...int64) db.NewNotice {
	l := letter.Letter{Kind: letter.KindRemind, To: "A负责人", On: checklist.Date(2026, 4, 1)}
	for _, id := range ids {
		l.Lines = append(l.Lines, letter.Line{Assignment: id, Step: "remind-5"})
	}
	return db.NewNotice{Key: "daily/A负责人/2026-04-01", Letter: l, Reason: msg.Words("距期限5个工作日"), NotBefore: morning}
}

// setLetters gives letters bytes and an address.
func setLetters(all []db.Notice) {
	for i := range all {
		all[i].Raw, all[i].Address = []byte("x"), "a@djzx.example"
	}
}

func TestClaim_aLetterWhoseItemsAreAllAnsweredIsSuperseded(t *testing.T) {
	t.Parallel()
	s := dbtest.Open(t)
	ids := twoItems(t, s)
	record(t, s, morning, db.Record{Notices: []db.NewNotice{remind(ids[0])}})
	record(t, s, morning, db.Record{Events: []checklist.Event{{Kind: checklist.EventSubmitted, Assignment: ids[0], Actor: "A负责人"}}})
	claimed, err := s.Claim(context.Background(), morning, checklist.Hours{}, 10, time.Minute, setLetters)
	if err != nil || len(claimed) != 0 {
		t.Fatalf("claimed %v, %v", claimed, err)
	}
	list, _ := s.Notices(context.Background(), db.NoticeFilter{})
	if list[0].State != "superseded" {
		t.Errorf("the letter is %s", list[0].State)
	}
}

func TestClaim_answeredItemsAreLeftOutOfTheLetter(t *testing.T) {
	t.Parallel()
	s := dbtest.Open(t)
	ids := twoItems(t, s)
	record(t, s, morning, db.Record{Notices: []db.NewNotice{remind(ids[0], ids[1])}})
	record(t, s, morning, db.Record{Events: []checklist.Event{{Kind: checklist.EventSubmitted, Assignment: ids[0], Actor: "A负责人"}}})
	claimed, err := s.Claim(context.Background(), morning, checklist.Hours{}, 10, time.Minute, setLetters)
	if err != nil || len(claimed) != 1 {
		t.Fatalf("claimed %v, %v", claimed, err)
	}
	if got := claimed[0].Letter.Lines; len(got) != 1 || got[0].Assignment != ids[1] {
		t.Errorf("lines: %+v", got)
	}
}

func TestClaim_anExpiredLeaseIsAPossibleRepeatWithTheSameMessageID(t *testing.T) {
	t.Parallel()
	s := dbtest.Open(t)
	ids := twoItems(t, s)
	ctx := context.Background()
	record(t, s, morning, db.Record{Notices: []db.NewNotice{remind(ids[0])}})
	first, err := s.Claim(ctx, morning, checklist.Hours{}, 10, time.Minute, setLetters)
	if err != nil || len(first) != 1 {
		t.Fatal(first, err)
	}
	if _, err := s.OnWire(ctx, morning, first[0]); err != nil {
		t.Fatal(err)
	}
	if early, _ := s.Claim(ctx, morning.Add(30*time.Second), checklist.Hours{}, 10, time.Minute, setLetters); len(early) != 0 {
		t.Fatal("claimed under another's lease")
	}
	second, err := s.Claim(ctx, morning.Add(2*time.Minute), checklist.Hours{}, 10, time.Minute, setLetters)
	if err != nil || len(second) != 1 || second[0].MessageID != first[0].MessageID {
		t.Fatalf("second claim %+v, %v", second, err)
	}
	if _, err := s.OnWire(ctx, morning, second[0]); err != nil {
		t.Fatal(err)
	}
	if err := s.Finish(ctx, morning, first[0], db.Outcome{State: "sent"}); !errors.Is(err, checklist.ErrConflict) {
		t.Errorf("the sender whose lease ran out could still write: %v", err)
	}
	attempts, _ := s.Attempts(ctx, first[0].ID)
	if len(attempts) != 2 || attempts[0].Outcome != "lost" || !attempts[1].Repeat {
		t.Errorf("attempts: %+v", attempts)
	}
}

// What was claimed and never begun has not left: it is no attempt.
func TestClaim_anExpiredLeaseOfALetterThatNeverWentIsNoAttempt(t *testing.T) {
	t.Parallel()
	s := dbtest.Open(t)
	ids := twoItems(t, s)
	ctx := context.Background()
	record(t, s, morning, db.Record{Notices: []db.NewNotice{remind(ids[0])}})
	if first, err := s.Claim(ctx, morning, checklist.Hours{}, 10, time.Minute, setLetters); err != nil || len(first) != 1 {
		t.Fatal(first, err)
	}
	second, err := s.Claim(ctx, morning.Add(2*time.Minute), checklist.Hours{}, 10, time.Minute, setLetters)
	if err != nil || len(second) != 1 {
		t.Fatal(second, err)
	}
	if err := s.Finish(ctx, morning.Add(2*time.Minute), second[0], db.Outcome{State: "sent"}); err != nil {
		t.Fatal(err)
	}
	attempts, err := s.Attempts(ctx, second[0].ID)
	if err != nil || len(attempts) != 1 || attempts[0].Outcome != "sent" || attempts[0].Repeat {
		t.Errorf("attempts: %+v, %v", attempts, err)
	}
}

func TestReceive_theSameMailTwiceIsStoredOnce(t *testing.T) {
	t.Parallel()
	s := dbtest.Open(t)
	ctx := context.Background()
	small, large := []byte("Subject: 小\r\n\r\n办结"), append([]byte("Subject: 大\r\n\r\n"), make([]byte, 200<<10)...)
	for _, raw := range [][]byte{small, large} {
		first, fresh, err := s.Receive(ctx, morning, db.Arrival{Raw: raw, Source: "lmtp"})
		if err != nil || !fresh {
			t.Fatal(fresh, err)
		}
		again, fresh, err := s.Receive(ctx, morning, db.Arrival{Raw: raw, Source: "ingest", Position: "x.eml"})
		if err != nil || fresh || again.ID != first.ID {
			t.Fatalf("second time: %+v, fresh %v, %v", again, fresh, err)
		}
		back, err := s.RawMail(ctx, first.ID)
		if err != nil || string(back) != string(raw) {
			t.Fatalf("it came back as %d bytes, %v", len(back), err)
		}
	}
}

func TestReceive_halfAFileThatACrashLeftIsReplaced(t *testing.T) {
	t.Parallel()
	s := dbtest.OpenFile(t)
	raw := append([]byte("Subject: 大\r\n\r\n"), make([]byte, 200<<10)...)
	sha := fmt.Sprintf("%x", sha256.Sum256(raw))
	shard := filepath.Join(s.FilesDir(), sha[:2])
	if err := errors.Join(os.MkdirAll(shard, 0o700), os.WriteFile(filepath.Join(shard, sha+".eml"), raw[:100<<10], 0o600)); err != nil {
		t.Fatal(err)
	}
	m, fresh, err := s.Receive(context.Background(), morning, db.Arrival{Raw: raw, Source: "lmtp"})
	if err != nil || !fresh {
		t.Fatal(fresh, err)
	}
	if back, err := s.RawMail(context.Background(), m.ID); err != nil || !bytes.Equal(back, raw) {
		t.Errorf("it came back as %d bytes, %v", len(back), err)
	}
	if all, err := os.ReadDir(shard); err != nil || len(all) != 1 {
		t.Errorf("the folder has %v, %v", all, err)
	}
}

func TestLease_aSecondDaemonIsRefused(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "duban.db")
	a, b := dbtest.OpenAt(t, path), dbtest.OpenAt(t, path)
	if err := a.Lease(); err != nil {
		t.Fatal(err)
	}
	if err := b.Lease(); !errors.Is(err, db.ErrLeased) {
		t.Errorf("got %v", err)
	}
}

func TestPlan_twiceAddsNothing(t *testing.T) {
	t.Parallel()
	s := dbtest.Open(t)
	ids := twoItems(t, s)
	ctx := context.Background()
	deadline, day := checklist.Date(2026, 4, 30), checklist.Date(2026, 4, 1)
	round := func() db.Plan {
		return db.Plan{
			Letters: []db.PlannedLetter{{Notice: remind(ids[0]), Steps: []db.Step{{Assignment: ids[0], Round: 1, Deadline: deadline, Step: "remind-5", Day: day, Reason: msg.Words("r")}}}},
			Next:    map[int64]checklist.Day{ids[0]: day + 2},
			Again:   day + 1,
		}
	}
	if n, err := s.Plan(ctx, morning, round()); n != 1 || err != nil {
		t.Fatal(n, err)
	}
	if n, err := s.Plan(ctx, morning, round()); n != 0 || err != nil {
		t.Fatal(n, err)
	}
	due, err := s.Due(ctx, day+1)
	if err != nil || len(due) != 3 || due[0].SteppedTo != day {
		t.Fatalf("due %+v, %v", due, err)
	}
}

func TestCheck_findsATamperedHistory(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "duban.db")
	s, err := db.Open(context.Background(), path, dbtest.Options())
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	twoItems(t, s)
	tamper(t, path, `DROP TRIGGER event_is_never_changed; UPDATE event SET reason = '改过' WHERE seq = 2`)
	broken, err := s.Check(context.Background())
	if err != nil || len(broken) != 1 || broken[0].Invariant != 9 {
		t.Errorf("found %v, %v", broken, err)
	}
}

func TestCheck_findsAChangedState(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "duban.db")
	s, err := db.Open(context.Background(), path, dbtest.Options())
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	twoItems(t, s)
	tamper(t, path, `UPDATE assignment SET deadline = '2026-12-31' WHERE id = 1`)
	broken, err := s.Check(context.Background())
	if err != nil || len(broken) != 1 {
		t.Errorf("found %v, %v", broken, err)
	}
}

func TestHolder_isWhoHoldsTheLeaseAndNobodyAfterwards(t *testing.T) {
	t.Parallel()
	s := dbtest.OpenFile(t)
	if _, err := db.Holder(s.Where()); !errors.Is(err, checklist.ErrNotFound) {
		t.Errorf("before: %v", err)
	}
	if err := s.Lease(); err != nil {
		t.Fatal(err)
	}
	if pid, err := db.Holder(s.Where()); err != nil || pid != os.Getpid() {
		t.Errorf("got %d, %v", pid, err)
	}
}

// What was given up counts from when it was, not from when it was written.
func TestLetterCounts_failedIsByWhenItWasGivenUp(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Open(t)
	letters(t, s, "a", "b")
	claimed, err := s.Claim(ctx, morning, checklist.Hours{}, 1, time.Minute, setLetters)
	if err != nil || len(claimed) != 1 {
		t.Fatal(claimed, err)
	}
	gone := morning.Add(72 * time.Hour)
	if err := s.Finish(ctx, gone, claimed[0], db.Outcome{State: checklist.AttemptFailed, Text: msg.Words("no")}); err != nil {
		t.Fatal(err)
	}
	for since, want := range map[time.Time]int{gone: 1, gone.Add(time.Second): 0} {
		if c, err := s.LetterCounts(ctx, since); err != nil || c.Failed != want || c.Waiting != 1 {
			t.Errorf("since %v: %+v, %v", since, c, err)
		}
	}
}
