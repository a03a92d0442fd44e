package db_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"duban/db"
	"duban/db/dbtest"
	"duban/internal/msg"
)

func TestSources_whatIsNoLongerConfiguredIsForgotten(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Open(t)
	later := morning.Add(time.Hour)
	for _, act := range []func() error{
		func() error { return s.SourceOK(ctx, morning, "lmtp") },
		func() error { return s.SourceFault(ctx, morning, "imap/a/Junk", msg.Words("打不开")) },
		func() error { return s.SourceRead(ctx, morning, "imap/a/INBOX", db.Cursor{Validity: 7, UID: 3}) },
		func() error { return s.SourceFault(ctx, later, "imap/a/INBOX", msg.Words("连不上")) },
	} {
		if err := act(); err != nil {
			t.Fatal(err)
		}
	}
	gone, err := s.KeepSources(ctx, later, []string{"imap/a/INBOX", "imap/a/Junk", "imap/b/INBOX"})
	if diff := cmp.Diff(gone, []string{"lmtp"}); diff != "" || err != nil {
		t.Errorf("forgotten: %v\n%s", err, diff)
	}
	got, err := s.Sources(ctx)
	want := []db.Source{{Name: "imap/a/INBOX", OkMs: morning.UnixMilli(), Fault: msg.Words("连不上"), FaultMs: later.UnixMilli()},
		{Name: "imap/a/Junk", Fault: msg.Words("打不开"), FaultMs: morning.UnixMilli()}}
	if diff := cmp.Diff(got, want); diff != "" || err != nil {
		t.Errorf("left: %v\n%s", err, diff)
	}
}

func TestOutages_whatIsOverIsKept(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Open(t)
	at := func(h int) time.Time { return morning.Add(time.Duration(h) * time.Hour) }
	down := msg.New("not reached", "connection refused") // any message comes back
	for _, act := range []func() error{
		func() error { return s.SourceFault(ctx, morning, "a/INBOX", down) }, // from the very first
		func() error { return s.SourceOK(ctx, at(1), "a/INBOX") },
		func() error { return s.SourceOK(ctx, at(1).Add(10*time.Minute), "a/INBOX") },
		func() error { return s.SourceFault(ctx, at(2), "a/INBOX", msg.Words("密码不对")) },
		func() error { return s.SourceRead(ctx, at(5), "a/INBOX", db.Cursor{Validity: 1, UID: 1}) },
		func() error { return s.SourceOK(ctx, at(29), "a/INBOX") }, // the daemon was off
		func() error { return s.SourceOK(ctx, at(99), "a/INBOX") }, // the clock was ahead
		func() error { return s.SourceOK(ctx, at(29).Add(10*time.Minute), "a/INBOX") },
		func() error { return s.SourceFault(ctx, at(30), "lmtp", msg.Words("x")) },
		func() error { _, err := s.KeepSources(ctx, at(32), []string{"a/INBOX"}); return err },
	} {
		if err := act(); err != nil {
			t.Fatal(err)
		}
	}
	got, err := s.Outages(ctx)
	want := []db.Outage{{"a/INBOX", morning.UnixMilli(), at(1).UnixMilli(), down}, {"a/INBOX", at(1).Add(10 * time.Minute).UnixMilli(), at(5).UnixMilli(), msg.Words("密码不对")},
		{"a/INBOX", at(5).UnixMilli(), at(29).UnixMilli(), msg.Message{}}, {"lmtp", at(30).UnixMilli(), at(32).UnixMilli(), msg.Words("x")}}
	if diff := cmp.Diff(got, want); diff != "" || err != nil {
		t.Errorf("%v\n%s", err, diff)
	}
}

func TestCursor_isWhereReadingEnded(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Open(t)
	for _, want := range []db.Cursor{{}, {Validity: 7, UID: 3}, {Validity: 4294967295, UID: 4294967295}} {
		if want != (db.Cursor{}) {
			if err := s.SourceRead(ctx, morning, "imap/a/INBOX", want); err != nil {
				t.Fatal(err)
			}
		}
		if err := s.SourceFault(ctx, morning, "imap/a/INBOX", msg.Words("连不上")); err != nil { // changes nothing of it
			t.Fatal(err)
		}
		if got, err := s.Cursor(ctx, "imap/a/INBOX"); got != want || err != nil {
			t.Errorf("got %+v (%v), want %+v", got, err, want)
		}
	}
}

func TestDeciding_onlyTheInboxOfAMailboxKeepsEscalationsWaiting(t *testing.T) {
	t.Parallel()
	all := []db.Source{{Name: "imap/a/INBOX"}, {Name: "imap/a/Junk"}, {Name: "imap/a/INBOX/旧"}, {Name: "imap/ab/督办"}, {Name: "imap/c/inbox"}, {Name: "imap/c/Spam"}, {Name: "lmtp"}}
	var got []string
	for _, s := range db.Deciding(all) {
		got = append(got, s.Name)
	}
	want := []string{"imap/a/INBOX", "imap/ab/督办", "imap/c/inbox", "lmtp"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestSource_aFaultKeepsTheTimeOfItsBeginning(t *testing.T) {
	t.Parallel()
	s := dbtest.Open(t)
	for minutes := range 3 {
		if err := s.SourceFault(t.Context(), morning.Add(time.Duration(minutes)*time.Minute), "imap/a/INBOX", msg.Words("连不上")); err != nil {
			t.Fatal(err)
		}
	}
	all, err := s.Sources(t.Context())
	if err != nil || len(all) != 1 || all[0].FaultMs != morning.UnixMilli() {
		t.Errorf("got %+v (%v)", all, err)
	}
}
