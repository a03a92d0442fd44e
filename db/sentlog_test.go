package db

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/internal/msg"
)

var noted = time.UnixMilli(1e12)

// claimedBy is a letter on its way, and the store of the daemon that sends it.
func claimedBy(t *testing.T, s *Store) Notice { return manyClaimedBy(t, s, 1)[0] }

func manyClaimedBy(t *testing.T, s *Store, n int) []Notice {
	t.Helper()
	ctx := context.Background()
	if err := s.Lease(); err != nil {
		t.Fatal(err)
	}
	var r Record
	for i := range n {
		r.Notices = append(r.Notices, NewNotice{Key: fmt.Sprint(i), NotBefore: noted, Letter: letter.Letter{Kind: letter.KindOutcome, To: "A"}})
	}
	if err := s.Record(ctx, noted, r); err != nil {
		t.Fatal(err)
	}
	claimed, err := s.Claim(ctx, noted, checklist.Hours{}, n, time.Minute, simulated)
	if err != nil || len(claimed) != n {
		t.Fatal(claimed, err)
	}
	return claimed
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
	if s.sent.hasUnstored() {
		t.Error("something is left to be stored")
	}
	s.sent.storing.Unlock()
	files := s.sent.files
	if err := s.closeLogs(); err != nil {
		t.Error(err)
	}
	for _, f := range files {
		if err := f.Close(); !errors.Is(err, os.ErrClosed) {
			t.Errorf("%s is left open", f.Name())
		}
	}
}

// Letters that are taken while others are being stored are stored together, as often as it
// takes.
func TestNote_manyAreStored(t *testing.T) {
	t.Parallel()
	s := openStore(t)
	all := manyClaimedBy(t, s, 2*sentGather+10)
	for some := range slices.Chunk(all, sentGather+4) {
		var told []<-chan error
		s.sent.storing.Lock()
		for _, n := range some {
			told = append(told, note(t, s, n))
		}
		s.sent.storing.Unlock()
		for _, stored := range told {
			if err := <-stored; err != nil {
				t.Fatal(err)
			}
		}
	}
	if sent, err := s.Notices(context.Background(), NoticeFilter{State: checklist.NoticeSent}); err != nil || len(sent) != len(all) {
		t.Errorf("%d of %d are sent, %v", len(sent), len(all), err)
	}
}

// Whatever was on its way when a process died may have arrived; what it had only claimed has
// not left, and of what it had finished the outcome is known.
func TestOnWire_whatADeadProcessHadOnItsWayMayHaveArrived(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), openStore(t)
	all := manyClaimedBy(t, s, 5)
	sending := func(i int) (done func()) {
		t.Helper()
		done, err := s.OnWire(ctx, noted, all[i])
		if err != nil {
			t.Fatal(err)
		}
		return done
	}
	sending(0)
	finished := sending(1)
	if err := s.Finish(ctx, noted, all[1], Outcome{State: checklist.AttemptSent}); err != nil {
		t.Fatal(err)
	}
	finished()
	sending(2)() // its outcome could not be stored, and it did not go
	sending(3)   // in the place that has become free
	if info, err := s.wire.file.Stat(); err != nil || info.Size() != 2*wirePlace {
		t.Errorf("two connections need %d bytes, %v", info.Size(), err)
	}
	foreign := all[4]
	foreign.MessageID = "<of.another@database.example>"
	if _, err := s.OnWire(ctx, noted, foreign); err != nil {
		t.Fatal(err)
	}
	path := abandoned(t, s)
	wire, err := os.OpenFile(path+".wire", os.O_WRONLY|os.O_APPEND, 0)
	if err == nil {
		_, err = wire.WriteString(`01234567 {"Office":1,"ID":3,"Attempt":1` + "\n" + `89abcdef {}`)
		err = errors.Join(err, wire.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
	next := opened(t, path)
	if err := errors.Join(next.Lease(), next.Recover(ctx, noted)); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, n := range all {
		tries, err := next.Attempts(ctx, n.ID)
		if err != nil {
			t.Fatal(err)
		}
		outcome := "none"
		for _, a := range tries {
			outcome = string(a.Outcome)
		}
		got = append(got, outcome)
	}
	if want := []string{"lost", "sent", "none", "lost", "none"}; !slices.Equal(got, want) {
		t.Errorf("the attempts are %v, want %v", got, want)
	}
	if info, err := next.wire.file.Stat(); err != nil || info.Size() > 0 {
		t.Errorf("%d bytes are left, %v", info.Size(), err)
	}
}

// A mark may fill its place and no more: the next one begins behind it.
func TestOnWire_aMarkFitsItsPlace(t *testing.T) {
	t.Parallel()
	s := openStore(t)
	n := claimedBy(t, s)
	for longest := 0; ; n.MessageID += "m" {
		done, err := s.OnWire(context.Background(), noted, n)
		if err != nil {
			if !errors.Is(err, checklist.ErrInvalid) || longest != wirePlace {
				t.Errorf("longer than %d bytes: %v", longest, err)
			}
			return
		}
		raw, err := os.ReadFile(s.Where() + ".wire")
		if err != nil || len(raw) != wirePlace {
			t.Fatalf("%d bytes, %v", len(raw), err)
		}
		longest = len(bytes.TrimRight(raw, "\n")) + 1
		done()
	}
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
	for _, name := range []string{"", "-wal", ".sent1", ".sent2", ".wire"} {
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
