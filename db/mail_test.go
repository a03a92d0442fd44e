package db_test

import (
	"bytes"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/db/dbtest"
)

// A large mail is a file beside the database, and no other is.
func TestReceive_aLargeMailIsAFile(t *testing.T) {
	t.Parallel()
	s := dbtest.OpenFile(t)
	for size, files := range map[int]int{100 << 10: 0, 100<<10 + 1: 1} {
		raw := bytes.Repeat([]byte("x"), size)
		m, _, err := s.Receive(ever, morning, db.Arrival{Raw: raw, Source: "lmtp"})
		if err != nil {
			t.Fatal(err)
		}
		sha := m.SHA256
		all, err := filepath.Glob(filepath.Join(s.FilesDir(), sha[:2], sha+".eml"))
		if err != nil || len(all) != files {
			t.Errorf("%d bytes: %v, %v", size, all, err)
		}
	}
}

// People hear of a mail that has waited for its processing for five minutes.
func TestUnjudged_afterFiveMinutes(t *testing.T) {
	t.Parallel()
	s := dbtest.Open(t)
	received(t, s, "1")
	for after, want := range map[time.Duration]int{5 * time.Minute: 0, 5*time.Minute + time.Millisecond: 1} {
		if list, err := s.Unjudged(ever, morning.Add(after)); err != nil || len(list) != want {
			t.Errorf("after %s: %d mails, %v", after, len(list), err)
		}
	}
}

// A mail's number is its office's own.
func TestConfirmationOf_byTheNumberInItsOffice(t *testing.T) {
	t.Parallel()
	s := another(t, dbtest.Open(t), 2)
	received(t, s, "1")
	id := received(t, s, "2")
	record(t, s, morning, db.Record{Mails: []db.Disposition{{ID: id, State: checklist.MailAsked}}, Confirm: []db.Confirmation{{Mail: id, Person: "A", Until: april(9)}},
		Notices: []db.NewNotice{{Key: "confirm/2", NotBefore: morning, Letter: letter.Letter{Kind: letter.KindConfirm, To: "A"}}}})
	if c, err := s.ConfirmationOf(ever, 2); err != nil || c.Mail != id {
		t.Errorf("mail 2: %+v, %v", c, err)
	}
	if c, err := s.ConfirmationOf(ever, 1); !errors.Is(err, checklist.ErrNotFound) {
		t.Errorf("mail 1: %+v, %v", c, err)
	}
}
