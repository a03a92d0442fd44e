package db_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"duban/db"
	"duban/db/dbtest"
)

func TestSources_whatIsNoLongerConfiguredIsForgotten(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Open(t)
	later := morning.Add(time.Hour)
	for _, act := range []func() error{
		func() error { return s.SourceOK(ctx, morning, "lmtp") },
		func() error { return s.SourceFault(ctx, morning, "imap/a/Junk", "打不开") },
		func() error { return s.SourceRead(ctx, morning, "imap/a/INBOX", db.Cursor{Validity: 7, UID: 3}) },
		func() error { return s.SourceFault(ctx, later, "imap/a/INBOX", "连不上") },
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
	want := []db.Source{{Name: "imap/a/INBOX", OkMs: morning.UnixMilli(), Fault: "连不上", FaultMs: later.UnixMilli()},
		{Name: "imap/a/Junk", Fault: "打不开", FaultMs: morning.UnixMilli()}}
	if diff := cmp.Diff(got, want); diff != "" || err != nil {
		t.Errorf("left: %v\n%s", err, diff)
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
		if err := s.SourceFault(ctx, morning, "imap/a/INBOX", "连不上"); err != nil { // changes nothing of it
			t.Fatal(err)
		}
		if got, err := s.Cursor(ctx, "imap/a/INBOX"); got != want || err != nil {
			t.Errorf("got %+v (%v), want %+v", got, err, want)
		}
	}
}
