package db_test

import (
	"context"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/db/dbtest"
	"duban/internal/msg"
)

// doing readies a store for an act and returns the act, which is done again and again until
// no statement of it fails.
type doing func(t *testing.T, s *db.Store) func(s *db.Store) error

var (
	april  = func(day int) checklist.Day { return checklist.Date(2026, 4, day) }
	ever   = context.Background()
	later  = morning.Add(24 * time.Hour)
	reason = msg.Words("r")

	unwritten = db.Outcome{State: checklist.AttemptFailed, Text: msg.Words("no bytes")}
)

// acts are all that the store does, each so that as much of it as can be takes place.
var acts = map[string]doing{
	"Import": func(_ *testing.T, s *db.Store) func(*db.Store) error {
		in := listOfTwo()
		in.Assignments[0].Due = checklist.Due{Day: april(30), Was: april(20)} // the list has moved it
		return func(s *db.Store) error { _, err := s.Import(ever, morning, in); return err }
	},
	"Amend": func(t *testing.T, s *db.Store) func(*db.Store) error {
		ids := twoItems(t, s)
		in := swapped(t, s)
		in.Changes = append(in.Changes, checklist.Change{New: checklist.Item{No: 3, Content: "丙事。", Parties: "C", Leads: []string{"C"}, Joint: []string{}}})
		in.Assignments = []checklist.Assign{{No: 3, Party: "C", Role: checklist.Lead}}
		in.Events = []checklist.Event{{Kind: checklist.EventWaived, Assignment: ids[0], Actor: "clerk", Reason: reason}}
		in.Notices = []db.NewNotice{remind(ids[1])}
		return func(s *db.Store) error { return s.Amend(ever, morning, in) }
	},
	"Amend, an item removed": func(t *testing.T, s *db.Store) func(*db.Store) error {
		ids := twoItems(t, s)
		in := swapped(t, s)
		in.Changes = []checklist.Change{{Old: in.Changes[0].Old}, in.Changes[1]}
		in.Events = []checklist.Event{{Kind: checklist.EventWaived, Assignment: ids[0], Actor: "clerk", Reason: reason}}
		return func(s *db.Store) error { return s.Amend(ever, morning, in) }
	},
	"CloseList": func(t *testing.T, s *db.Store) func(*db.Store) error {
		ids := twoItems(t, s)
		next := listOfTwo()
		next.Checklist.Year, next.File.Raw = 2027, []byte("另一原件")
		into, err := s.Import(ever, morning, next)
		was, err2 := s.Assignments(ever, ids)
		if err := errors.Join(err, err2); err != nil {
			t.Fatal(err)
		}
		c := db.ListClose{List: was[0].Checklist, Title: "清单", Into: into, IntoTitle: "明年清单", Actor: "clerk",
			Events: []checklist.Event{{Kind: checklist.EventWaived, Assignment: ids[0], Actor: "clerk", Reason: reason}},
			Carried: []db.Carried{{Item: was[1].Item, No: 2, Leads: []int64{ids[1]}, Deadline: was[1].Deadline,
				Assign: []checklist.Assign{{Party: "A", Role: checklist.Lead, Due: checklist.Due{Day: was[1].Deadline}}}}},
			Notices: []db.NewNotice{outcomeTo("A")}}
		return func(s *db.Store) error { _, err := s.CloseList(ever, morning, c); return err }
	},

	"Record, of a mail": func(t *testing.T, s *db.Store) func(*db.Store) error {
		ids, mail := twoItems(t, s), received(t, s, "1")
		bounced(t, s, ids[0])
		before := received(t, s, "2")
		record(t, s, morning, db.Record{Mails: []db.Disposition{{ID: before, State: checklist.MailAsked}},
			Confirm: []db.Confirmation{{Mail: before, Person: "A", Until: april(9)}}})
		r := db.Record{
			Events: []checklist.Event{{Kind: checklist.EventSubmitted, Assignment: ids[0], Actor: "A", Mail: mail, Text: "已办结"},
				{Kind: checklist.EventExtended, Assignment: ids[1], Actor: "clerk", Day: april(20)}, {Kind: checklist.EventRemarked, Actor: "clerk"}},
			Notices: []db.NewNotice{outcomeTo("A"), outcomeTo("B")},
			Mails: []db.Disposition{{ID: mail, State: checklist.MailFiled, Kind: "reply", Person: "A", MessageID: "m@x", Versions: 1, Proof: db.Proof{State: "proven"},
				Evidence:    []db.Evidence{{Mail: mail, Assignment: ids[0], Verb: checklist.VerbDone, Text: "已办结"}},
				Attachments: []db.Attachment{{Name: "a.pdf"}}}},
			Notes:  []db.Note{{Person: "A", Text: "外出", Mail: mail}},
			Faults: []db.AddressFault{{Address: "b@djzx.example", Fault: msg.Words("5.1.1"), Person: "B", Mail: mail}, {Address: "a@djzx.example", Person: "A", Mail: mail}},
			Void:   []db.Void{{Mail: before, Why: msg.Words("r")}}, Replaced: []int64{1},
		}
		return func(s *db.Store) error { return s.Record(ever, morning.Add(time.Hour), r) }
	},
	"Record, an item struck off": func(t *testing.T, s *db.Store) func(*db.Store) error {
		ids, mail := twoItems(t, s), received(t, s, "1")
		record(t, s, morning, db.Record{Events: []checklist.Event{{Kind: checklist.EventSubmitted, Assignment: ids[1], Actor: "A"}}})
		r := db.Record{Events: []checklist.Event{{Kind: checklist.EventAccepted, Assignment: ids[1], Actor: "A"}},
			Mails:   []db.Disposition{{ID: mail, State: checklist.MailQuarantined, Kind: "reply", Person: "A", Sender: "a@djzx.example"}},
			Confirm: []db.Confirmation{{Mail: mail, Person: "A", Until: april(9)}}}
		return func(s *db.Store) error { return s.Record(ever, morning, r) }
	},
	"Record, a letter lost": func(t *testing.T, s *db.Store) func(*db.Store) error {
		planned(t, s, morning)
		n := claimedOf(t, s, morning)
		finished(t, s, morning, n, taken)
		r := db.Record{Lost: []db.LostLetter{{Notice: n.ID, Person: "A", Why: msg.Words("r")}}}
		return func(s *db.Store) error { return s.Record(ever, morning, r) }
	},
	"Receive": func(*testing.T, *db.Store) func(*db.Store) error {
		return func(s *db.Store) error {
			_, _, err := s.Receive(ever, morning, db.Arrival{Raw: []byte("办结"), Source: "lmtp"})
			return err
		}
	},
	"Receive, a large one": func(*testing.T, *db.Store) func(*db.Store) error {
		return func(s *db.Store) error {
			_, _, err := s.Receive(ever, morning, db.Arrival{Raw: make([]byte, 200<<10), Source: "lmtp"})
			return err
		}
	},
	"FileByHand": func(t *testing.T, s *db.Store) func(*db.Store) error {
		ids := twoItems(t, s)
		return func(s *db.Store) error {
			_, err := s.FileByHand(ever, morning, db.Arrival{Raw: []byte("电话"), Source: "phone"}, func(m db.Mail) db.Record {
				return db.Record{Mails: []db.Disposition{{ID: m.ID, State: checklist.MailFiled, Kind: "phone"}},
					Events: []checklist.Event{{Kind: checklist.EventSubmitted, Assignment: ids[0], Actor: "A", Mail: m.ID}}}
			})
			return err
		}
	},
	"DiscardMail": func(t *testing.T, s *db.Store) func(*db.Store) error {
		id := held(t, s, "1")
		return func(s *db.Store) error { return s.DiscardMail(ever, morning, id, "clerk", "r") }
	},
	"DiscardFrom": func(t *testing.T, s *db.Store) func(*db.Store) error {
		held(t, s, "1")
		held(t, s, "2")
		return func(s *db.Store) error {
			_, err := s.DiscardFrom(ever, morning, "x@elsewhere.example", false, "clerk", "r")
			return err
		}
	},
	"LapseConfirmations": func(t *testing.T, s *db.Store) func(*db.Store) error {
		mail := received(t, s, "1")
		record(t, s, morning, db.Record{Mails: []db.Disposition{{ID: mail, State: checklist.MailAsked, Person: "A"}},
			Notices: []db.NewNotice{{Key: "confirm/1", NotBefore: morning, Letter: letter.Letter{Kind: letter.KindConfirm, To: "A"}}},
			Confirm: []db.Confirmation{{Mail: mail, Person: "A", Until: april(2)}}})
		return func(s *db.Store) error { _, err := s.LapseConfirmations(ever, morning.AddDate(0, 0, 5)); return err }
	},

	"Plan": func(t *testing.T, s *db.Store) func(*db.Store) error {
		ids := twoItems(t, s)
		return func(s *db.Store) error {
			p := given(ids[0], april(1))
			p.Idle = []db.Step{{Assignment: ids[1], Round: 1, Deadline: april(30), Step: "remind-5", Day: april(1), State: checklist.StepSkipped, Reason: msg.Words("r")}}
			p.Reports, p.Next[ids[1]], p.Next[ids[2]] = true, april(3), 0
			_, err := s.Plan(ever, morning, p)
			return err
		}
	},
	"AskAgain": func(t *testing.T, s *db.Store) func(*db.Store) error {
		planned(t, s, morning)
		return func(s *db.Store) error { return s.AskAgain(ever, morning) }
	},
	"SetLadder": func(t *testing.T, s *db.Store) func(*db.Store) error {
		planned(t, s, morning)
		return func(s *db.Store) error { return s.SetLadder(ever, morning, 1, 2, "快", "clerk") }
	},
	"ForgetPlanned": func(t *testing.T, s *db.Store) func(*db.Store) error {
		planned(t, s, later)
		return func(s *db.Store) error { return s.ForgetPlanned(ever, april(1)) }
	},
	"UndoAhead": func(t *testing.T, s *db.Store) func(*db.Store) error {
		planned(t, s, later)
		if _, err := s.Plan(ever, later, db.Plan{Idle: []db.Step{{Assignment: 2, Round: 1, Deadline: april(30), Step: "remind-5", Day: april(2), State: checklist.StepSkipped, Reason: msg.Words("r")}}}); err != nil {
			t.Fatal(err)
		}
		return func(s *db.Store) error { return s.UndoAhead(ever, morning, []db.NewNotice{outcomeTo("A")}) }
	},
	"SupersedeUnsent": func(t *testing.T, s *db.Store) func(*db.Store) error {
		planned(t, s, morning)
		return func(s *db.Store) error { _, err := s.SupersedeUnsent(ever, later); return err }
	},

	"Claim": func(t *testing.T, s *db.Store) func(*db.Store) error {
		ids := twoItems(t, s)
		record(t, s, morning, db.Record{Notices: []db.NewNotice{outcomeTo("B")}})
		onWire(t, s, morning, claimedOf(t, s, morning)) // its sender does not come back
		record(t, s, morning, db.Record{Notices: []db.NewNotice{outcomeTo("C")}})
		answered := claimedOf(t, s, morning)
		onWire(t, s, morning, answered)
		if _, err := s.Plan(ever, morning, given(ids[2], april(1))); err != nil { // its day will be over
			t.Fatal(err)
		}
		dead, shorter := remind(ids[0]), remind(ids[0], ids[1])
		dead.Key, shorter.Key, dead.Letter.On, shorter.Letter.On = "daily/1", "daily/2", april(2), april(2)
		record(t, s, later, db.Record{Notices: []db.NewNotice{dead, shorter, outcomeTo("D")}, Events: []checklist.Event{{Kind: checklist.EventSubmitted, Assignment: ids[0], Actor: "A"}},
			Mails: []db.Disposition{{ID: received(t, s, "1"), State: checklist.MailNoted, Kind: "reply", Person: "C", Answers: answered.ID}}})
		return func(s *db.Store) error {
			_, err := s.Claim(ever, later, checklist.Hours{}, 10, time.Minute, setLetters)
			return err
		}
	},
	"ClaimLetter": func(t *testing.T, s *db.Store) func(*db.Store) error {
		record(t, s, morning, db.Record{Notices: []db.NewNotice{outcomeTo("A")}})
		return func(s *db.Store) error {
			_, _, err := s.ClaimLetter(ever, morning, checklist.Hours{}, 1, time.Minute, setLetters)
			return err
		}
	},
	"OnWire": func(t *testing.T, s *db.Store) func(*db.Store) error {
		record(t, s, morning, db.Record{Notices: []db.NewNotice{outcomeTo("A")}})
		n := claimedOf(t, s, morning)
		return func(s *db.Store) error { _, err := s.OnWire(ever, morning, n); return err }
	},
	"GiveBack": func(t *testing.T, s *db.Store) func(*db.Store) error {
		record(t, s, morning, db.Record{Notices: []db.NewNotice{outcomeTo("A")}})
		n := claimedOf(t, s, morning)
		onWire(t, s, morning, n)
		return func(s *db.Store) error { return s.GiveBack(ever, morning, []db.Notice{n}) }
	},
	"Recover": func(t *testing.T, s *db.Store) func(*db.Store) error {
		record(t, s, morning, db.Record{Notices: []db.NewNotice{outcomeTo("A")}})
		onWire(t, s, morning, claimedOf(t, s, morning))
		return func(s *db.Store) error { return s.Recover(ever, morning) }
	},
	"Finish, sent": func(t *testing.T, s *db.Store) func(*db.Store) error {
		planned(t, s, morning)
		onWire(t, s, morning, claimedOf(t, s, morning))
		n := claimedOf(t, s, morning.Add(time.Hour)) // a possible repeat
		return finishing(n, taken)
	},
	"Finish, sent where others were refused": func(t *testing.T, s *db.Store) func(*db.Store) error {
		bounced(t, s, twoItems(t, s)[0])
		record(t, s, morning, db.Record{Notices: []db.NewNotice{outcomeTo("A"), outcomeTo("B"), outcomeTo("C")}})
		away := notNow
		away.Holds = true
		finished(t, s, morning, claimedOf(t, s, morning, "outcome/B"), nobody)
		finished(t, s, morning, claimedOf(t, s, morning, "outcome/C"), away)
		return finishing(claimedOf(t, s, morning.Add(90*time.Minute), "outcome/A"), taken)
	},
	"Finish, put off": func(t *testing.T, s *db.Store) func(*db.Store) error {
		record(t, s, morning, db.Record{Notices: []db.NewNotice{outcomeTo("A")}})
		return finishing(claimedOf(t, s, morning), notNow)
	},
	"Finish, all held": func(t *testing.T, s *db.Store) func(*db.Store) error {
		record(t, s, morning, db.Record{Notices: []db.NewNotice{outcomeTo("A")}})
		away := notNow
		away.Holds = true
		return finishing(claimedOf(t, s, morning), away)
	},
	"Finish, too large": func(t *testing.T, s *db.Store) func(*db.Store) error {
		record(t, s, morning, db.Record{Notices: []db.NewNotice{outcomeTo("A")}})
		large := nobody
		large.TooLarge, large.Fault = true, ""
		return finishing(claimedOf(t, s, morning), large)
	},
	"Finish, in doubt": func(t *testing.T, s *db.Store) func(*db.Store) error {
		record(t, s, morning, db.Record{Notices: []db.NewNotice{outcomeTo("A")}})
		return finishing(claimedOf(t, s, morning), nobody)
	},
	"Finish, all alike": func(t *testing.T, s *db.Store) func(*db.Store) error {
		record(t, s, morning, db.Record{Notices: []db.NewNotice{outcomeTo("A"), outcomeTo("B"), outcomeTo("C")}})
		for _, key := range []string{"outcome/A", "outcome/B"} {
			finished(t, s, morning, claimedOf(t, s, morning, key), nobody)
		}
		return finishing(claimedOf(t, s, morning, "outcome/C"), nobody)
	},
	"Finish, a letter of the day given up": func(t *testing.T, s *db.Store) func(*db.Store) error {
		planned(t, s, morning)
		return finishing(claimedOf(t, s, morning), unwritten)
	},
	"Finish, nobody there": func(t *testing.T, s *db.Store) func(*db.Store) error {
		record(t, s, morning, db.Record{Notices: []db.NewNotice{outcomeTo("A"), outcomeTo("Z")}})
		finished(t, s, morning, claimedOf(t, s, morning, "outcome/A"), nobody)
		finished(t, s, morning, claimedOf(t, s, morning, "outcome/Z"), taken)
		return finishing(claimedOf(t, s, morning.Add(2*time.Hour), "outcome/A"), nobody)
	},
	"Resend": func(t *testing.T, s *db.Store) func(*db.Store) error {
		bounced(t, s, twoItems(t, s)[0])
		return func(s *db.Store) error { _, _, err := s.Resend(ever, later, db.ResendFilter{}, "clerk"); return err }
	},
	"Pause": func(*testing.T, *db.Store) func(*db.Store) error {
		return func(s *db.Store) error { return s.Pause(ever, morning, "clerk", "r") }
	},
	"Resume": func(t *testing.T, s *db.Store) func(*db.Store) error {
		record(t, s, morning, db.Record{Notices: []db.NewNotice{outcomeTo("A")}})
		if err := s.Pause(ever, morning, "clerk", "r"); err != nil {
			t.Fatal(err)
		}
		return func(s *db.Store) error { return s.Resume(ever, morning, "clerk") }
	},
	"Release": func(*testing.T, *db.Store) func(*db.Store) error {
		return func(s *db.Store) error { return s.Release(ever, morning, april(1), "clerk") }
	},
	"TryNow": func(t *testing.T, s *db.Store) func(*db.Store) error {
		record(t, s, morning, db.Record{Notices: []db.NewNotice{outcomeTo("A"), outcomeTo("B")}})
		refused(t, s, morning)
		return func(s *db.Store) error { return s.TryNow(ever, morning.Add(time.Minute)) }
	},

	"Revive": func(t *testing.T, s *db.Store) func(*db.Store) error {
		bounced(t, s, twoItems(t, s)[0])
		return func(s *db.Store) error {
			return s.Revive(ever, later, db.AddressFault{Address: "a@djzx.example", Person: "A", Actor: "clerk"})
		}
	},
	"ReviveProbed": func(t *testing.T, s *db.Store) func(*db.Store) error {
		bounced(t, s, twoItems(t, s)[0])
		record(t, s, later, db.Record{Notices: []db.NewNotice{outcomeTo("P")}})
		finished(t, s, later, claimedOf(t, s, later, "outcome/P"), taken)
		return func(s *db.Store) error {
			n, err := s.ReviveProbed(ever, later.AddDate(0, 0, 3))
			if err == nil && n != 1 {
				return errors.New("nothing was revived")
			}
			return err
		}
	},
	"AddAbsence": func(*testing.T, *db.Store) func(*db.Store) error {
		return func(s *db.Store) error {
			return s.AddAbsence(ever, morning, checklist.Absence{Person: "B", First: april(2), Last: april(9)}, "clerk")
		}
	},
	"EndAbsence": func(t *testing.T, s *db.Store) func(*db.Store) error {
		if err := s.AddAbsence(ever, morning, checklist.Absence{Person: "B", First: april(2), Last: april(9)}, "clerk"); err != nil {
			t.Fatal(err)
		}
		return func(s *db.Store) error { return s.EndAbsence(ever, morning, "B", "clerk") }
	},
	"Register": func(*testing.T, *db.Store) func(*db.Store) error {
		return func(s *db.Store) error {
			opt := dbtest.Options()
			opt.Name = "中心"
			named, err := s.For(ever, opt)
			if err != nil {
				return err
			}
			return named.Register(ever, morning)
		}
	},
	"NoteBackup": func(t *testing.T, s *db.Store) func(*db.Store) error {
		twoItems(t, s)
		return func(s *db.Store) error { return s.NoteBackup(ever, morning) }
	},
	"NoteTroubles": func(t *testing.T, s *db.Store) func(*db.Store) error {
		if err := s.NoteTroubles(ever, morning, []db.Trouble{{Matter: "a", SinceMs: 1}}); err != nil {
			t.Fatal(err)
		}
		return func(s *db.Store) error {
			return s.NoteTroubles(ever, morning, []db.Trouble{{Matter: "b", SinceMs: 2}, {Matter: "c", SinceMs: 2}})
		}
	},
	"SourceOK": func(t *testing.T, s *db.Store) func(*db.Store) error {
		unread(t, s)
		return func(s *db.Store) error { return s.SourceOK(ever, later, "a") }
	},
	"SourceRead": func(t *testing.T, s *db.Store) func(*db.Store) error {
		unread(t, s)
		return func(s *db.Store) error { return s.SourceRead(ever, later, "a", db.Cursor{Validity: 1, UID: 2}) }
	},
	"SourceFault": func(t *testing.T, s *db.Store) func(*db.Store) error {
		unread(t, s)
		return func(s *db.Store) error { return s.SourceFault(ever, later, "b", reason) }
	},
	"KeepSources": func(t *testing.T, s *db.Store) func(*db.Store) error {
		unread(t, s)
		return func(s *db.Store) error { _, err := s.KeepSources(ever, later, []string{"b"}); return err }
	},
}

// onServer are those that need PostgreSQL's queue.
var onServer = map[string]doing{
	"Sweep": func(t *testing.T, s *db.Store) func(*db.Store) error {
		record(t, s, morning, db.Record{Notices: []db.NewNotice{outcomeTo("A")}})
		db.Change(t, s, `DELETE FROM river_job`)
		return func(s *db.Store) error { _, err := s.Sweep(ever, later, time.Minute); return err }
	},
	"Adopt": func(t *testing.T, s *db.Store) func(*db.Store) error {
		record(t, s, morning, db.Record{Notices: []db.NewNotice{outcomeTo("A")}})
		claimedOf(t, s, morning)
		return func(s *db.Store) error { return s.Adopt(ever, later, []db.Orphan{{Job: 1, Notice: 1}}) }
	},
}

// ofActs are made of others that stand above, or of what a dead daemon has left.
var ofActs = []string{"AssumeSent", "Backup", "Lease", "Note"}

func received(t *testing.T, s *db.Store, raw string) int64 {
	t.Helper()
	m, _, err := s.Receive(ever, morning, db.Arrival{Raw: []byte(raw), Source: "lmtp"})
	if err != nil {
		t.Fatal(err)
	}
	return m.ID
}

// held is a mail that waits for the clerk.
func held(t *testing.T, s *db.Store, raw string) int64 {
	t.Helper()
	id := received(t, s, raw)
	record(t, s, morning, db.Record{Mails: []db.Disposition{{ID: id, State: checklist.MailQuarantined, Sender: "x@elsewhere.example"}}})
	return id
}

// planned has a letter of the day written, and returns its key.
func planned(t *testing.T, s *db.Store, at time.Time) string {
	t.Helper()
	p := given(twoItems(t, s)[0], checklist.DayOf(at, dbtest.Zone))
	p.Reports = true
	if _, err := s.Plan(ever, at, p); err != nil {
		t.Fatal(err)
	}
	return p.Letters[0].Notice.Key
}

// claimedOf takes the letter of a key, or the only one, and gives others back.
func claimedOf(t *testing.T, s *db.Store, at time.Time, key ...string) (n db.Notice) {
	t.Helper()
	claimed, err := s.Claim(ever, at, checklist.Hours{}, 10, time.Minute, func(all []db.Notice) {
		for i := range all {
			all[i].Raw, all[i].Address = []byte("x"), "a@djzx.example"
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range claimed {
		if len(key) == 0 || c.Key == key[0] {
			n = c
		} else if err := s.GiveBack(ever, at, []db.Notice{c}); err != nil {
			t.Fatal(err)
		}
	}
	if n.ID == 0 {
		t.Fatalf("%s is not among %v", key, claimed)
	}
	return n
}

func onWire(t *testing.T, s *db.Store, at time.Time, n db.Notice) {
	t.Helper()
	if _, err := s.OnWire(ever, at, n); err != nil {
		t.Fatal(err)
	}
}

// waiting is an outcome with how long to wait: none where the letter could not be written.
func waiting(o db.Outcome) db.Outcome {
	if o.Cause != "" {
		o.Refusal.Wait, o.Refusal.WaitAlike = anHour, anHour
	}
	return o
}

func finishing(n db.Notice, o db.Outcome) func(*db.Store) error {
	o = waiting(o)
	return func(s *db.Store) error { return s.Finish(ever, morning.Add(2*time.Hour), n, o) }
}

func finished(t *testing.T, s *db.Store, at time.Time, n db.Notice, o db.Outcome) {
	t.Helper()
	if err := s.Finish(ever, at, n, waiting(o)); err != nil {
		t.Fatal(err)
	}
}

// bounced has a letter of the day and another fail, whose address does not exist.
func bounced(t *testing.T, s *db.Store, id int64) {
	t.Helper()
	if _, err := s.Plan(ever, morning, given(id, april(1))); err != nil {
		t.Fatal(err)
	}
	record(t, s, morning, db.Record{Notices: []db.NewNotice{outcomeTo("X")}})
	for _, key := range []string{"daily/" + april(1).String(), "outcome/X"} {
		finished(t, s, morning, claimedOf(t, s, morning, key), unwritten)
	}
	record(t, s, morning, db.Record{Faults: []db.AddressFault{{Address: "a@djzx.example", Fault: msg.Words("5.1.1"), Person: "A"}}})
}

// unread is a way in that has not been read for a day.
func unread(t *testing.T, s *db.Store) {
	t.Helper()
	if err := errors.Join(s.SourceOK(ever, morning, "a"), s.SourceFault(ever, morning, "a", reason), s.SourceOK(ever, morning, "b")); err != nil {
		t.Fatal(err)
	}
}

// Whatever statement of an act fails, the act says so and leaves nothing; done again, it
// succeeds.
func TestActs_whateverStatementFailsNothingIsLeft(t *testing.T) {
	t.Parallel()
	all := map[string]doing{}
	for name, do := range acts {
		all[name] = do
	}
	if dbtest.Open(t).Shared() {
		for name, do := range onServer {
			all[name] = do
		}
	}
	for name, do := range all {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := dbtest.Open(t)
			act := do(t, s)
			faulty, faults := db.Faulty(t, s)
			before := db.Rows(t, s)
			for n := 1; ; n++ {
				faults.Arm(n)
				err := act(faulty)
				if faults.Hit == "" {
					if err != nil {
						t.Fatalf("nothing fails, and yet: %v", err)
					}
					if cmp.Equal(before, db.Rows(t, s)) {
						t.Error("it changes nothing")
					}
					return
				}
				if !errors.Is(err, db.ErrFault) {
					t.Errorf("%s fails, and it says %v", faults.Hit, err)
				}
				if diff := cmp.Diff(before, db.Rows(t, s)); diff != "" {
					t.Fatalf("%s fails, and it leaves (-before +after):\n%s", faults.Hit, diff)
				}
			}
		})
	}
}

// What the store does is known by its source: what hands an act to the writer.
func TestActs_eachIsHeldToTheLaw(t *testing.T) {
	t.Parallel()
	calls := map[string][]string{}
	for _, file := range sourceOfStore(t) {
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || f.Recv == nil {
				continue
			}
			ast.Inspect(f, func(n ast.Node) bool {
				if x, ok := n.(*ast.SelectorExpr); ok {
					if of, ok := x.X.(*ast.Ident); ok && (of.Name == "s" || of.Name == "office") {
						calls[f.Name.Name] = append(calls[f.Name.Name], x.Sel.Name)
					}
				}
				return true
			})
		}
	}
	known := slices.Clone(ofActs)
	for _, table := range []map[string]doing{acts, onServer} {
		for name := range table {
			known = append(known, strings.Split(name, ",")[0])
		}
	}
	var writes func(name string, seen ...string) bool
	writes = func(name string, seen ...string) bool {
		return name == "act" || name == "await" || !slices.Contains(seen, name) &&
			slices.ContainsFunc(calls[name], func(called string) bool { return writes(called, append(seen, name)...) })
	}
	found := 0
	for name := range calls {
		if ast.IsExported(name) && writes(name) {
			if found++; !slices.Contains(known, name) {
				t.Errorf("%s writes, and nobody lets a statement of it fail", name)
			}
		}
	}
	if found < 35 {
		t.Errorf("only %d acts found", found)
	}
}

func sourceOfStore(t *testing.T) (all []*ast.File) {
	t.Helper()
	paths, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, file)
	}
	return all
}

// notAsked are no questions, or are asked of more than this database.
var notAsked = []string{"For", "Close", "Lease", "Duty", "Backup", "CopyInto", "CopyTo", "Work", "QueueUI", "RawMail", "DocumentOf", "Size"}

// Whatever statement of a question fails, it says so, and gives no answer that was only
// half read.
func TestQuestions_whateverStatementFailsIsTold(t *testing.T) {
	t.Parallel()
	s := dbtest.Open(t)
	livedIn(t, s)
	faulty, faults := db.Faulty(t, s)
	asked := 0
	for i := range reflect.TypeFor[*db.Store]().NumMethod() {
		m := reflect.TypeFor[*db.Store]().Method(i)
		isAct := func(name string) bool { return strings.Split(name, ",")[0] == m.Name }
		last := m.Type.NumOut() - 1
		if last < 0 || m.Type.Out(last) != reflect.TypeFor[error]() || slices.Contains(notAsked, m.Name) || slices.Contains(ofActs, m.Name) || anyKey(acts, isAct) || anyKey(onServer, isAct) {
			continue
		}
		asked++
		for n := 1; ; n++ {
			args := []reflect.Value{reflect.ValueOf(faulty)}
			for i := 1; i < m.Type.NumIn(); i++ {
				args = append(args, anything(m.Type.In(i)))
			}
			faults.Arm(n)
			call := m.Func.Call
			if m.Type.IsVariadic() {
				call = m.Func.CallSlice
			}
			out := call(args)
			err, _ := out[last].Interface().(error)
			if faults.Hit == "" {
				if err != nil && !errors.Is(err, checklist.ErrNotFound) {
					t.Errorf("%s: nothing fails, and it says %v", m.Name, err)
				}
				break
			}
			if !errors.Is(err, db.ErrFault) && !finds(out[0]) {
				t.Errorf("%s: %s fails, and it says %v", m.Name, faults.Hit, err)
			}
		}
	}
	if asked < 60 {
		t.Errorf("only %d questions were asked", asked)
	}
}

// finds reports whether it is what check finds: a mail that cannot be read.
func finds(out reflect.Value) bool {
	broken, _ := out.Interface().([]db.Violation)
	return slices.ContainsFunc(broken, func(v db.Violation) bool { return errors.Is(v.What, db.ErrFault) })
}

func anyKey(table map[string]doing, is func(string) bool) bool {
	for name := range table {
		if is(name) {
			return true
		}
	}
	return false
}

// anything is a value to ask with.
func anything(of reflect.Type) reflect.Value {
	switch {
	case of == reflect.TypeFor[context.Context]():
		return reflect.ValueOf(ever)
	case of == reflect.TypeFor[time.Time]():
		return reflect.ValueOf(morning)
	case of.Kind() == reflect.Slice:
		one := reflect.MakeSlice(of, 1, 1)
		one.Index(0).Set(anything(of.Elem()))
		return one
	case of.Kind() == reflect.Pointer:
		p := reflect.New(of.Elem())
		return p
	case of.Kind() == reflect.Func:
		return reflect.MakeFunc(of, func([]reflect.Value) (out []reflect.Value) {
			for i := range of.NumOut() {
				out = append(out, reflect.Zero(of.Out(i)))
			}
			return out
		})
	case of.Kind() == reflect.String:
		return reflect.ValueOf("A").Convert(of)
	case of.Kind() == reflect.Int || of.Kind() == reflect.Int64:
		return reflect.ValueOf(1).Convert(of)
	}
	return reflect.New(of).Elem()
}
