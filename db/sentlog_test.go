package db

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/internal/msg"
)

var noted = time.UnixMilli(1e12)

// claimedBy is a letter on its way, and the store of the daemon that sends it.
func claimedBy(t *testing.T, s *Store) Notice {
	t.Helper()
	ctx := context.Background()
	if err := s.Lease(); err != nil {
		t.Fatal(err)
	}
	r := Record{Notices: []NewNotice{{Key: "a", NotBefore: noted, Letter: letter.Letter{Kind: letter.KindOutcome, To: "A"}}}}
	if err := s.Record(ctx, noted, r); err != nil {
		t.Fatal(err)
	}
	claimed, err := s.Claim(ctx, noted, checklist.Hours{}, 1, time.Minute, simulated)
	if err != nil || len(claimed) != 1 {
		t.Fatal(claimed, err)
	}
	return claimed[0]
}

// note notes that a letter was taken and returns what the database made of it.
func note(t *testing.T, s *Store, n Notice) <-chan error {
	t.Helper()
	told := make(chan error, 1)
	if !s.Note(noted, n, Outcome{State: "sent", Relay: "r", Code: "250", Text: msg.Words("好")}, func(err error) { told <- err }) {
		t.Fatal("not noted")
	}
	return told
}

func isSent(t *testing.T, s *Store, n Notice) {
	t.Helper()
	list, err := s.Notices(context.Background(), NoticeFilter{ID: n.ID})
	if err != nil || len(list) != 1 || list[0].State != "sent" || list[0].SentMs != noted.UnixMilli() {
		t.Fatalf("the letter is %+v, %v", list, err)
	}
	tries, err := s.Attempts(context.Background(), n.ID)
	if err != nil || len(tries) != 1 || tries[0].Relay != "r" || tries[0].Text.String() != "好" {
		t.Errorf("its attempts are %+v, %v", tries, err)
	}
	if head, err := s.Head(context.Background()); err != nil || head.Kind != checklist.EventSent || head.Text != n.MessageID {
		t.Errorf("the history ends in %+v, %v", head, err)
	}
}

func isEmpty(t *testing.T, s *Store) {
	t.Helper()
	for _, name := range []string{".sent1", ".sent2"} {
		if at, err := os.Stat(s.Where() + name); err != nil || at.Size() > 0 {
			t.Errorf("%s is left: %v %v", name, at, err)
		}
	}
}

func TestNote_isStoredAndForgotten(t *testing.T) {
	t.Parallel()
	s := openStore(t)
	n := claimedBy(t, s)
	if err := <-note(t, s, n); err != nil {
		t.Fatal(err)
	}
	isSent(t, s, n)
	s.sent.storing.Lock() // whoever tells the database has done so
	isEmpty(t, s)
	s.sent.storing.Unlock()
}

func TestNote_outlivesTheProcess(t *testing.T) {
	t.Parallel()
	s := openStore(t)
	n := claimedBy(t, s)
	next := opened(t, diedAfterNoting(t, s, n))
	if err := next.Lease(); err != nil {
		t.Fatal(err)
	}
	isSent(t, next, n)
	isEmpty(t, next)
	if again, err := next.Claim(context.Background(), noted.Add(time.Hour), checklist.Hours{}, 9, time.Minute, simulated); err != nil || len(again) > 0 {
		t.Errorf("it would go again: %v %v", again, err)
	}
}

// diedAfterNoting is the folder of a store whose process dies when a letter is noted,
// before the database is told.
func diedAfterNoting(t *testing.T, s *Store, n Notice) (path string) {
	t.Helper()
	s.acts.writer <- struct{}{} // the database is told nothing any more
	told := note(t, s, n)
	path = abandoned(t, s)
	<-s.acts.writer
	if err := <-told; err != nil {
		t.Error(err)
	}
	return path
}

// abandoned is the folder of a store as a process that dies now leaves it.
func abandoned(t *testing.T, s *Store) (path string) {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"", "-wal", ".sent1", ".sent2"} {
		raw, err := os.ReadFile(s.Where() + name)
		if err == nil {
			err = os.WriteFile(filepath.Join(dir, "duban.db"+name), raw, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return filepath.Join(dir, "duban.db")
}

func opened(t *testing.T, path string) *Store {
	t.Helper()
	s, err := Open(context.Background(), path, Options{Zone: time.UTC, Domain: "djzx.example"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func TestNote_theEntryBehindATornOneIsRead(t *testing.T) {
	t.Parallel()
	s := openStore(t)
	n := claimedBy(t, s)
	if _, err := s.sent.files[0].WriteString(`01234567 {"Office":1,"At`); err != nil {
		t.Fatal(err)
	}
	next := opened(t, diedAfterNoting(t, s, n))
	if err := next.Lease(); err != nil {
		t.Fatal(err)
	}
	isSent(t, next, n)
}

func TestBackup_holdsWhatADeadDaemonLeftInItsLog(t *testing.T) {
	t.Parallel()
	s := openStore(t)
	n := claimedBy(t, s)
	dead := opened(t, diedAfterNoting(t, s, n))
	copied := filepath.Join(t.TempDir(), "备份.db")
	if err := dead.Backup(context.Background(), copied); err != nil {
		t.Fatal(err)
	}
	isSent(t, opened(t, copied), n)
	if err := dead.Lease(); err != nil {
		t.Errorf("the backup keeps the lease: %v", err)
	}
}

func TestNote_aDatabaseThatFailsIsToldBeforeALetterIsClaimed(t *testing.T) {
	t.Parallel()
	s := openStore(t)
	n := claimedBy(t, s)
	if _, err := s.write.Exec(`CREATE TRIGGER fails BEFORE INSERT ON event BEGIN SELECT RAISE(ABORT, 'as a full disk'); END`); err != nil {
		t.Fatal(err)
	}
	if err := <-note(t, s, n); err == nil {
		t.Fatal("it says that it is stored")
	}
	afterwards := noted.Add(time.Hour) // when the lease has ended
	if again, err := s.Claim(context.Background(), afterwards, checklist.Hours{}, 9, time.Minute, simulated); err == nil || len(again) > 0 {
		t.Errorf("it would go again: %v %v", again, err)
	}
	if _, err := s.write.Exec(`DROP TRIGGER fails`); err != nil {
		t.Fatal(err)
	}
	if again, err := s.Claim(context.Background(), afterwards, checklist.Hours{}, 9, time.Minute, simulated); err != nil || len(again) > 0 {
		t.Errorf("it goes again: %v %v", again, err)
	}
	isSent(t, s, n)
	isEmpty(t, s)
}

func TestNote_whatIsTornOrOfAnotherDatabaseIsPassedOver(t *testing.T) {
	t.Parallel()
	s := openStore(t)
	n := claimedBy(t, s)
	path := diedAfterNoting(t, s, n)
	raw, err := os.ReadFile(path + ".sent1")
	if err != nil {
		t.Fatal(err)
	}
	torn := append(raw[:len(raw)/2:len(raw)/2], '\n')
	n.MessageID = "<of.another@database.example>"
	s.sent.storing.Lock() // it stays in the file
	other := note(t, s, n)
	foreign, _ := os.ReadFile(s.Where() + ".sent2")
	s.sent.storing.Unlock()
	if err := <-other; !errors.Is(err, checklist.ErrConflict) {
		t.Errorf("a second time: %v", err)
	}
	if err := os.WriteFile(path+".sent1", append(torn, foreign...), 0o600); err != nil || len(foreign) == 0 {
		t.Fatal(err, len(foreign))
	}
	next := opened(t, path)
	if err := next.Lease(); err != nil {
		t.Fatal(err)
	}
	if again, err := next.Claim(context.Background(), noted.Add(time.Hour), checklist.Hours{}, 9, time.Minute, simulated); err != nil || len(again) != 1 {
		t.Errorf("the letter is not claimed again: %v %v", again, err)
	}
}

func TestNote_withoutALogNothingIsDone(t *testing.T) {
	t.Parallel()
	s := openStore(t)
	unleased := func(error) { t.Error("told") }
	if s.Note(noted, Notice{}, Outcome{State: "sent"}, unleased) {
		t.Error("noted without the lease")
	}
	n := claimedBy(t, s)
	for _, f := range s.sent.files {
		f.Close()
	}
	if s.Note(noted, n, Outcome{State: "sent"}, unleased) {
		t.Error("noted where nothing can be written")
	}
	if err := s.Finish(context.Background(), noted, n, Outcome{State: "sent", Relay: "r", Text: msg.Words("好")}); err != nil {
		t.Fatal(err)
	}
	isSent(t, s, n)
}
