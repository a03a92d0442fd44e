package db_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
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

// livedIn is a store with a little of everything that an office has.
func livedIn(t *testing.T, s *db.Store) {
	t.Helper()
	ctx := context.Background()
	ids := twoItems(t, s)
	m, _, err := s.Receive(ctx, morning, db.Arrival{Raw: []byte(strings.Repeat("大", 50_000)), Source: "lmtp", Envelope: "<a@djzx.example>"})
	if err != nil {
		t.Fatal(err)
	}
	record(t, s, morning.Add(time.Hour), db.Record{
		Events: []checklist.Event{{Kind: checklist.EventSubmitted, Assignment: ids[0], Actor: "A", Mail: m.ID, Text: "已办结"}},
		Notices: []db.NewNotice{{Key: "receipt/1", Reason: msg.Words("已登记"), NotBefore: morning, Cause: m.ID, Letter: letter.Letter{
			Kind: letter.KindReceipt, To: "A", Checklist: s.ID(1), Lines: []letter.Line{{Assignment: ids[0], No: 1, Content: "甲事。", Step: "x"}}}}},
		Notes: []db.Note{{Person: "A", Text: "外出", Mail: m.ID}},
		Mails: []db.Disposition{{ID: m.ID, State: "filed", Kind: "reply", Reason: msg.Words("第1项"), Person: "A",
			Evidence: []db.Evidence{{Mail: m.ID, Assignment: ids[0], Verb: checklist.VerbDone, Text: "已办结\x00"}}}},
	})
	if err := s.AddAbsence(ctx, morning, checklist.Absence{Person: "B", First: checklist.Date(2026, 4, 2), Last: checklist.Date(2026, 4, 9)}, "clerk"); err != nil {
		t.Fatal(err)
	}
	if err := s.SourceOK(ctx, morning, "lmtp"); err != nil {
		t.Fatal(err)
	}
}

// belongings are what somebody who asks the store sees of an office.
type belongings struct {
	Head     string
	Ledger   []string
	Mails    int
	Evidence int
	Letters  int
	Absences int
}

func belongingsOf(t *testing.T, s *db.Store) (b belongings) {
	t.Helper()
	ctx := context.Background()
	head, err := s.Head(ctx)
	if err != nil {
		t.Fatal(err)
	}
	b.Head = head.Hash
	ledger, err := s.Ledger(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range ledger {
		b.Ledger = append(b.Ledger, o.Party+" "+string(o.State)+" "+o.Content)
		evidence, err := s.EvidenceOf(ctx, o.ID)
		if err != nil {
			t.Fatal(err)
		}
		b.Evidence += len(evidence)
	}
	mails, err := s.MailIDs(ctx)
	if err != nil {
		t.Fatal(err)
	}
	b.Mails = len(mails)
	letters, err := s.Notices(ctx, db.NoticeFilter{})
	if err != nil {
		t.Fatal(err)
	}
	b.Letters = len(letters)
	absences, err := s.Absences(ctx, checklist.Date(2026, 4, 1))
	if err != nil {
		t.Fatal(err)
	}
	b.Absences = len(absences)
	return b
}

func another(t *testing.T, s *db.Store, office int64) *db.Store {
	t.Helper()
	opt := dbtest.Options()
	opt.Office = office
	other, err := s.For(context.Background(), opt)
	if err != nil {
		t.Fatal(err)
	}
	return other
}

func TestCopyInto_anOfficeMovesInWithOthersAndKeepsItsHistory(t *testing.T) {
	t.Parallel()
	there := dbtest.Open(t)
	opt := dbtest.Options()
	opt.Office, opt.Name = 3, "甲中心"
	from, err := dbtest.OpenFile(t).For(context.Background(), opt)
	if err == nil {
		err = from.Register(context.Background(), morning)
	}
	if err != nil {
		t.Fatal(err)
	}
	livedIn(t, from)
	livedIn(t, another(t, there, 2)) // who was there first, with the same words and other numbers
	to := another(t, there, 7)
	if err := from.CopyInto(context.Background(), to); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(belongingsOf(t, from), belongingsOf(t, to)); diff != "" {
		t.Error(diff)
	}
	dbtest.Check(t, to)
	dbtest.Check(t, another(t, there, 2))
	letters, err := to.Notices(context.Background(), db.NoticeFilter{})
	if err != nil {
		t.Fatal(err)
	}
	if l := letters[0].Letter; l.Lines[0].Assignment != to.ID(1) || l.Checklist != to.ID(1) {
		t.Errorf("the letter lists assignment %d of list %d, not %d", l.Lines[0].Assignment, l.Checklist, to.ID(1))
	}
	if all, err := to.Offices(context.Background()); err != nil || len(all) != 1 || all[0].ID != 7 || all[0].Name != "甲中心" {
		t.Errorf("the offices are %+v, %v", all, err)
	}
	livesOn(t, to)
}

// livesOn: what comes later finds its place after what was moved.
func livesOn(t *testing.T, s *db.Store) {
	t.Helper()
	ledger, err := s.Ledger(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	record(t, s, morning.Add(2*time.Hour), db.Record{Events: []checklist.Event{{Kind: checklist.EventAccepted, Assignment: ledger[0].ID, Actor: "中心主任"}}})
	m, fresh, err := s.Receive(context.Background(), morning, db.Arrival{Raw: []byte("another"), Source: "lmtp"})
	if err != nil || !fresh || m.No() != 2 {
		t.Errorf("the next mail is number %d, fresh %v, %v", m.No(), fresh, err)
	}
	dbtest.Check(t, s)
}

func TestCopyInto_neverMixesTwoHistories(t *testing.T) {
	t.Parallel()
	from, to := dbtest.OpenFile(t), dbtest.Open(t)
	livedIn(t, from)
	livedIn(t, to)
	before := belongingsOf(t, to)
	if err := from.CopyInto(context.Background(), to); !errors.Is(err, checklist.ErrConflict) {
		t.Errorf("got %v", err)
	}
	if diff := cmp.Diff(before, belongingsOf(t, to)); diff != "" {
		t.Error(diff)
	}
}

func TestBackup_holdsAllOfficesAndRestoresThem(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	s := dbtest.Open(t)
	second := another(t, s, 2)
	livedIn(t, s)
	livedIn(t, second)
	backup := filepath.Join(t.TempDir(), "backup.db")
	if err := s.Backup(ctx, backup); err != nil {
		t.Fatal(err)
	}
	restored := filepath.Join(t.TempDir(), "restored.db")
	if err := db.Restore(ctx, backup, restored, dbtest.Options()); err != nil {
		t.Fatal(err)
	}
	again := dbtest.OpenAt(t, restored)
	if diff := cmp.Diff(belongingsOf(t, s), belongingsOf(t, again)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(belongingsOf(t, second), belongingsOf(t, another(t, again, 2))); diff != "" {
		t.Error(diff)
	}
}

// Whatever brings an office to a server brings its jobs along: a courier that runs there
// sends what waits at once, and does not wait until somebody looks for lost letters.
func TestMove_lettersThatWaitAreHandedOutAtOnce(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	for name, bring := range map[string]func(from *db.Store, server string) error{
		"move": func(from *db.Store, server string) error {
			to, err := db.Open(ctx, server, dbtest.Options())
			if err != nil {
				return err
			}
			return errors.Join(from.CopyInto(ctx, to), to.Close())
		},
		"restore": func(from *db.Store, server string) error {
			backup := filepath.Join(t.TempDir(), "backup.db")
			return errors.Join(from.Backup(ctx, backup), db.Restore(ctx, backup, server, dbtest.Options()))
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := dbtest.Server(t)
			from := dbtest.OpenFile(t)
			letters(t, from, "a", "b", "c")
			if claimed, err := from.Claim(ctx, morning, checklist.Hours{}, 1, time.Hour, setLetters); err != nil || len(claimed) != 1 { // one is under way
				t.Fatal(claimed, err)
			}
			if err := bring(from, server); err != nil {
				t.Fatal(err)
			}
			to := dbtest.OpenAt(t, server)
			seen := worked(t, to, 3, func(int64) time.Duration { return 0 })
			if diff := cmp.Diff(seen, map[int64]int{1: 1, 2: 1, 3: 1}); diff != "" {
				t.Error(diff)
			}
			if lost, err := to.Sweep(ctx, morning.Add(24*time.Hour), time.Hour); err != nil || lost != 3 { // their jobs are done, and nobody took them
				t.Errorf("%d letters without a job, %v", lost, err)
			}
		})
	}
}

// A backup leaves one file, also of a server's database, whose copy is written as a
// database is; and so does a restore, and one that fails.
func TestBackup_leavesNothingBesideIt(t *testing.T) {
	t.Parallel()
	ctx, dir := context.Background(), t.TempDir()
	s := dbtest.Open(t)
	livedIn(t, s)
	backup := filepath.Join(dir, "backup.db")
	if err := s.Backup(ctx, backup); err != nil {
		t.Fatal(err)
	}
	if err := db.Restore(ctx, backup, filepath.Join(dir, "restored.db"), dbtest.Options()); err != nil {
		t.Fatal(err)
	}
	dead, stop := context.WithCancel(ctx)
	stop()
	if err := s.Backup(dead, filepath.Join(dir, "failed.db")); err == nil {
		t.Error("a backup that was broken off is none")
	}
	files, err := os.ReadDir(dir)
	var names []string
	for _, f := range files {
		names = append(names, f.Name())
	}
	if diff := cmp.Diff(names, []string{"backup.db", "restored.db"}); diff != "" || err != nil {
		t.Errorf("%v\n%s", err, diff)
	}
}

func TestFor_officesOfOneDatabaseDoNotSeeEachOther(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	s := dbtest.Open(t)
	second := another(t, s, 2)
	livedIn(t, s)
	if got := belongingsOf(t, second); !cmp.Equal(got, belongings{Head: checklist.ChainStart}) {
		t.Errorf("the second office sees %+v", got)
	}
	livedIn(t, second)
	if err := second.Pause(ctx, morning, "clerk", "停电"); err != nil {
		t.Fatal(err)
	}
	claimed, err := s.Claim(ctx, morning.Add(time.Hour), checklist.Hours{}, 10, time.Minute, func([]db.Notice) {})
	if err != nil || len(claimed) != 1 || claimed[0].ID != 1 {
		t.Errorf("claimed %v, %v", claimed, err)
	}
	if claimed, err := second.Claim(ctx, morning.Add(time.Hour), checklist.Hours{}, 10, time.Minute, func([]db.Notice) {}); err != nil || len(claimed) != 0 {
		t.Errorf("the paused office claimed %v, %v", claimed, err)
	}
	if err := s.GiveBack(ctx, morning, claimed); err != nil {
		t.Fatal(err)
	}
	dbtest.Check(t, second)
}

func TestFor_aNumberThatIsAnotherOfficesIsRefused(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	s := dbtest.Open(t)
	opt := dbtest.Options()
	opt.Office, opt.Name = 2, "甲中心"
	first, err := s.For(ctx, opt)
	if err != nil {
		t.Fatal(err)
	}
	if err := first.Register(ctx, morning); err != nil {
		t.Fatal(err)
	}
	opt.Name = "乙中心"
	if _, err := s.For(ctx, opt); !errors.Is(err, checklist.ErrConflict) {
		t.Errorf("another name: %v", err)
	}
	opt.Office, opt.Name = 3, "甲中心"
	third, err := s.For(ctx, opt)
	if err != nil {
		t.Fatal(err)
	}
	if err := third.Register(ctx, morning); !errors.Is(err, checklist.ErrConflict) {
		t.Errorf("another number: %v", err)
	}
}
