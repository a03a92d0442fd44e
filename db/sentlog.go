package db

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"sync"
	"time"

	"duban/checklist"
)

// sentLog is where the lease's holder writes down, the moment a server has taken a
// letter, that it has: one write to a file, which the death of the process leaves
// behind. The database is told soon after, of many letters in one transaction. So
// a line may go on at once and still leave no more than one letter open when it is
// killed; a power cut leaves open what one transaction holds.
type sentLog struct {
	turn sync.Mutex // held by whoever tells the database
	room chan struct{}

	mu      sync.Mutex
	files   [2]*os.File // one is written while the database is told of the other
	at      int
	waiting []notedPart
	full    chan struct{} // closed when no more should gather
	left    bool          // the files hold what the database was not told
}

const (
	sentGather = 64                    // letters: more gain nothing
	sentLinger = 10 * time.Millisecond // for others, in which a few connections bring some 50
	sentAhead  = 4 * sentGather        // then lines wait for the database
)

// sentEntry is a line of the log: all that the history will say of it.
type sentEntry struct {
	Office                    int64
	At                        time.Time
	ID                        int64
	Attempt                   int
	Person, Reason, MessageID string
	Outcome                   Outcome
}

func openSentLog(path string) (*sentLog, error) {
	l := &sentLog{room: make(chan struct{}, sentAhead), left: true}
	for i := range l.files {
		f, err := os.OpenFile(fmt.Sprintf("%s.sent%d", path, i+1), os.O_CREATE|os.O_RDWR|os.O_APPEND, 0o600)
		if err != nil {
			return l, errors.Join(fmt.Errorf("opening the log of sent letters: %w", err), l.close())
		}
		l.files[i] = f
	}
	return l, nil
}

func (l *sentLog) close() error {
	var errs []error
	for _, f := range l.files {
		if f != nil {
			errs = append(errs, f.Close())
		}
	}
	return errors.Join(errs...)
}

// Note writes down that a server has taken a letter, where the death of the process
// leaves it, and has it stored as Finish does; then is told when it is on disk, or
// why not. False: there is no such place, and nothing was done. It waits only while
// too much is not on disk yet.
func (s *Store) Note(now time.Time, n Notice, o Outcome, then func(error)) bool {
	l := s.sent
	if l == nil || o.State != checklist.AttemptSent {
		return false
	}
	entry := sentEntry{s.opt.Office, now.In(s.opt.Zone), n.ID, n.Attempt, n.Person, n.Reason, n.MessageID, o}
	l.room <- struct{}{}
	gathering, err := l.add(entry, notedPart{s.partOf(entry), then})
	if err != nil {
		<-l.room
		return false
	}
	if gathering != nil {
		go s.gather(gathering)
	}
	return true
}

// notedPart is what the database is told, and who hears what came of it.
type notedPart struct {
	*part
	then func(error)
}

// partOf is what the database is told of an entry.
func (s *Store) partOf(e sentEntry) *part {
	n := Notice{ID: e.ID, Attempt: e.Attempt, Person: e.Person, Reason: e.Reason, MessageID: e.MessageID}
	return &part{s: s, ctx: context.Background(), now: e.At, sent: &sentLetter{n, e.Outcome}, done: make(chan struct{})}
}

// add returns, to the first after the database was told, what will be closed when
// enough have gathered.
func (l *sentLog) add(e sentEntry, p notedPart) (gathering chan struct{}, err error) {
	body, err := json.Marshal(e)
	if err != nil {
		return nil, err
	}
	line := fmt.Appendf(nil, "\n%08x %s\n", crc32.ChecksumIEEE(body), body)
	l.mu.Lock()
	defer l.mu.Unlock()
	if _, err := l.files[l.at].Write(line); err != nil {
		l.left = true // half a line may be there: each begins anew
		return nil, err
	}
	if l.waiting = append(l.waiting, p); len(l.waiting) == 1 {
		l.full = make(chan struct{})
		gathering = l.full
	}
	if len(l.waiting) == sentGather {
		close(l.full)
	}
	return gathering, nil
}

// gather tells the database once enough letters have gathered, or time is up.
func (s *Store) gather(full chan struct{}) {
	timer := time.NewTimer(sentLinger)
	defer timer.Stop()
	select {
	case <-full:
	case <-timer.C:
	}
	s.sent.turn.Lock()
	defer s.sent.turn.Unlock()
	all, file := s.sent.swap()
	for _, p := range all {
		s.acts.add(p.part)
	}
	stored := true
	for _, p := range all {
		s.wait(p.part)
		stored = stored && (p.err == nil || errors.Is(p.err, checklist.ErrConflict))
	}
	s.sent.told(file, stored)
	for _, p := range all { // last: who hears of a failure must find the log marked
		<-s.sent.room
		p.then(p.result())
	}
}

// swap takes what waits, and the file in which it stands; new entries go to the other.
func (l *sentLog) swap() ([]notedPart, *os.File) {
	l.mu.Lock()
	defer l.mu.Unlock()
	all, file := l.waiting, l.files[l.at]
	l.waiting, l.at = nil, 1-l.at
	return all, file
}

// told empties a file whose entries the database has, unless others are left in it.
func (l *sentLog) told(file *os.File, stored bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.left = l.left || !stored
	if !l.left {
		l.left = file.Truncate(0) != nil
	}
}

// settleSent tells the database what an earlier life, or a transaction that failed,
// has left in the log. No letter may be claimed before: it would go twice.
func (s *Store) settleSent() error {
	l := s.sent
	if l == nil || !l.hasLeft() {
		return nil
	}
	l.turn.Lock()
	defer l.turn.Unlock()
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, f := range l.files {
		if err := s.tellAll(f); err != nil {
			return fmt.Errorf("storing what was sent: %w", err)
		}
	}
	for _, f := range l.files {
		if err := f.Truncate(0); err != nil {
			return fmt.Errorf("emptying the log of sent letters: %w", err)
		}
	}
	l.left = false
	return nil
}

func (l *sentLog) hasLeft() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.left
}

func (s *Store) tellAll(f *os.File) error {
	raw, err := io.ReadAll(io.NewSectionReader(f, 0, 1<<40))
	if err != nil {
		return err
	}
	for _, e := range readSentLog(raw) {
		if err := s.tell(e); err != nil && !errors.Is(err, checklist.ErrConflict) {
			return err
		}
	}
	return nil
}

// tell stores one entry, unless the letter is not the one that it speaks of: another
// database may lie here by now.
func (s *Store) tell(e sentEntry) error {
	var same bool
	if err := s.get(context.Background(), &same, `SELECT COUNT(*) > 0 FROM notice WHERE id = ? AND message_id = ?`, e.ID, e.MessageID); err != nil || !same {
		return err
	}
	office := &Store{memory: s.memory, opt: s.opt, acts: s.acts}
	office.opt.Office, office.opt.Zone = e.Office, e.At.Location()
	return office.await(office.partOf(e))
}

// readSentLog returns the whole lines: the last may have been cut off.
func readSentLog(raw []byte) (all []sentEntry) {
	for line := range bytes.Lines(raw) {
		sum, body, _ := bytes.Cut(bytes.TrimSuffix(line, []byte("\n")), []byte(" "))
		var e sentEntry
		if string(sum) == fmt.Sprintf("%08x", crc32.ChecksumIEEE(body)) && json.Unmarshal(body, &e) == nil {
			all = append(all, e)
		}
	}
	return all
}
