package db_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/db/dbtest"
)

func TestFileByHand_theRecordAndWhatFollowsAreOneAct(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Open(t)
	raw := []byte("Subject: 电话报告\r\n\r\n" + strings.Repeat("内容\r\n", 20_000)) // large: a file beside the database
	filed := func(m db.Mail) db.Record {
		return db.Record{Mails: []db.Disposition{{ID: m.ID, State: checklist.MailFiled, Kind: string(checklist.ByPhone), Fresh: true}}}
	}
	m, err := s.FileByHand(ctx, morning, db.Arrival{Raw: raw, Source: "file"}, filed)
	if err != nil {
		t.Fatal(err)
	}
	if way, err := s.WayOf(ctx, m.ID); way != checklist.ByPhone || err != nil {
		t.Errorf("it came %q, %v", way, err)
	}
	if kept, err := s.RawMail(ctx, m.ID); string(kept) != string(raw) || err != nil {
		t.Errorf("%d bytes are kept, %v", len(kept), err)
	}
	if _, err := s.FileByHand(ctx, morning, db.Arrival{Raw: raw, Source: "file"}, filed); !errors.Is(err, checklist.ErrConflict) {
		t.Errorf("twice: %v", err)
	}
	wrong := func(db.Mail) db.Record {
		return db.Record{Events: []checklist.Event{{Kind: checklist.EventProgress, Assignment: 99}}}
	}
	if _, err := s.FileByHand(ctx, morning, db.Arrival{Raw: []byte("b"), Source: "file"}, wrong); err == nil {
		t.Error("an event of no assignment is stored")
	}
	if waiting, err := s.Unprocessed(ctx); len(waiting) > 0 || err != nil {
		t.Errorf("a mail is left without what follows from it: %+v, %v", waiting, err)
	}
	other, _, err := s.Receive(ctx, morning, db.Arrival{Raw: []byte("c"), Source: "lmtp"})
	if way, wayErr := s.WayOf(ctx, other.ID); way != "" || err != nil || wayErr != nil {
		t.Errorf("a mail that came is taken for %q, %v", way, errors.Join(err, wayErr))
	}
}

func TestQuestionsAnswered_theProvenAndTheOthersApart(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Open(t)
	on := checklist.DayOf(morning, dbtest.Zone)
	for key, state := range map[string]string{"a": "proven", "b": "unproven", "c": "unproven", "d": ""} {
		m, _, err := s.Receive(ctx, morning, db.Arrival{Raw: []byte(key), Source: "lmtp"})
		if err != nil {
			t.Fatal(err)
		}
		err = s.Record(ctx, morning, db.Record{Mails: []db.Disposition{{ID: m.ID, State: checklist.MailDropped, Proof: db.Proof{State: state}}},
			Notices: []db.NewNotice{{Key: key, Cause: m.ID, NotBefore: morning, Letter: letter.Letter{Kind: letter.KindInquiry, To: "甲", On: on, Inquiry: &letter.Inquiry{}}}}})
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, want := range []struct {
		person string
		on     checklist.Day
		proven bool
		n      int
	}{{"甲", on, true, 1}, {"甲", on, false, 3}, {"乙", on, false, 0}, {"甲", on + 1, false, 0}} {
		if got, err := s.QuestionsAnswered(ctx, want.person, want.on, want.proven); got != want.n || err != nil {
			t.Errorf("%+v: %d, %v", want, got, err)
		}
	}
}
