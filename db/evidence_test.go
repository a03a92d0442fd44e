package db_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/db/dbtest"
	"duban/internal/msg"
)

// saidBy files a mail of A's that says something of an assignment, with a file of its own.
func saidBy(t *testing.T, s *db.Store, at time.Time, id int64, text, proof string, events ...checklist.Event) int64 {
	t.Helper()
	m, _, err := s.Receive(ever, at, db.Arrival{Raw: fmt.Appendf(nil, "%s %s", at, text), Source: "lmtp"})
	if err != nil {
		t.Fatal(err)
	}
	for i := range events {
		events[i].Assignment, events[i].Actor, events[i].Mail, events[i].Text = id, "A", m.ID, text
	}
	record(t, s, at, db.Record{Events: events, Mails: []db.Disposition{{ID: m.ID, State: checklist.MailFiled, Kind: "reply", Person: "A", Answers: 1, Proof: db.Proof{State: proof},
		Attachments: []db.Attachment{{N: 1, Name: text + ".pdf"}, {N: 2, Name: "logo.png", Note: msg.New("a picture of a signature")}},
		Evidence:    []db.Evidence{{Mail: m.ID, Assignment: id, Verb: checklist.VerbDone, Text: text}}}}})
	return m.ID
}

// What a verdict rests on: of a claim its words and files, those of what was added to it,
// and nothing of what was said before it.
func TestReadJudged(t *testing.T) {
	t.Parallel()
	at := func(hour int) time.Time { return morning.Add(time.Duration(hour) * time.Hour) }
	event := func(kind checklist.EventKind) checklist.Event {
		return checklist.Event{Kind: kind, Day: checklist.Date(2026, 5, 9)}
	}
	type said struct {
		Claim, AskedWhy    string
		Files              []string
		Unproven, Recalled bool
		ClaimOn            checklist.Day
	}
	for name, tt := range map[string]struct {
		happens func(s *db.Store, id int64)
		heading letter.Heading
		want    said
	}{
		"a claim": {func(s *db.Store, id int64) {
			saidBy(t, s, at(1), id, "进展", "unproven", event(checklist.EventProgress))
			saidBy(t, s, at(2), id, "办结", "proven", event(checklist.EventSubmitted))
			saidBy(t, s, at(3), id, "补充", "proven")
			saidBy(t, s, at(4), id, "办结", "proven")
			saidBy(t, s, at(5), id, " ", "proven")
		}, letter.HeadingWaiting, said{Claim: "办结\n补充", Files: []string{"办结.pdf", "补充.pdf", "办结.pdf", " .pdf"}, ClaimOn: april(1)}},
		"of a mail that nobody proved": {func(s *db.Store, id int64) {
			saidBy(t, s, at(1), id, "办结", "unproven", event(checklist.EventSubmitted))
		}, letter.HeadingWaiting, said{Claim: "办结", Files: []string{"办结.pdf"}, Unproven: true, ClaimOn: april(1)}},
		"that its writer's program asked back": {func(s *db.Store, id int64) {
			saidBy(t, s, at(1), id, "办结", "proven", event(checklist.EventSubmitted))
			record(t, s, at(2), db.Record{Mails: []db.Disposition{{ID: received(t, s, "撤回"), State: checklist.MailNoted, Kind: "recall", Person: "A", Answers: 1}}})
		}, letter.HeadingWaiting, said{Claim: "办结", Files: []string{"办结.pdf"}, Recalled: true, ClaimOn: april(1)}},
		"a request": {func(s *db.Store, id int64) {
			saidBy(t, s, at(1), id, "材料未到", "proven", event(checklist.EventAskedExtend))
			saidBy(t, s, at(2), id, "仍未到", "proven", event(checklist.EventAskedExtend))
			saidBy(t, s, at(3), id, "进展", "proven", event(checklist.EventProgress))
		}, letter.HeadingAsked, said{AskedWhy: "仍未到", Files: []string{"仍未到.pdf"}}},
		"a request that the clerk has recorded": {func(s *db.Store, id int64) {
			saidBy(t, s, at(1), id, "材料未到", "proven", event(checklist.EventAskedExtend))
			record(t, s, at(2), db.Record{Events: []checklist.Event{{Kind: checklist.EventAskedExtend, Assignment: id, Actor: "A", Text: "电话申请", Day: checklist.Date(2026, 5, 9)}}})
		}, letter.HeadingAsked, said{AskedWhy: "电话申请"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := dbtest.Open(t)
			id := twoItems(t, s)[0]
			record(t, s, morning, db.Record{Notices: []db.NewNotice{remind(id)}})
			tt.happens(s, id)
			owed, err := s.Assignments(ever, []int64{id})
			if err != nil {
				t.Fatal(err)
			}
			line := owed[0].Line(tt.heading)
			if err := s.ReadJudged(ever, &line, owed[0]); err != nil {
				t.Fatal(err)
			}
			got := said{Claim: line.Claim, AskedWhy: line.AskedWhy, Unproven: line.Unproven, Recalled: line.Recalled, ClaimOn: line.ClaimOn}
			for _, f := range line.Files {
				got.Files = append(got.Files, f.Name)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// Of what is not claimed to be done nothing is a claim.
func TestClaimOf_nothingIsClaimed(t *testing.T) {
	t.Parallel()
	s := dbtest.Open(t)
	id := twoItems(t, s)[0]
	record(t, s, morning, db.Record{Notices: []db.NewNotice{remind(id)}})
	saidBy(t, s, morning, id, "办结", "proven", checklist.Event{Kind: checklist.EventSubmitted})
	record(t, s, later, db.Record{Events: []checklist.Event{{Kind: checklist.EventReturned, Assignment: id, Actor: "clerk"}}})
	owed, err := s.Assignments(ever, []int64{id})
	if err != nil {
		t.Fatal(err)
	}
	if c, err := s.ClaimOf(ever, owed[0]); err != nil || !cmp.Equal(c, db.Claimed{}) {
		t.Errorf("returned: %+v, %v", c, err)
	}
}
