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
	"duban/internal/msg"
)

// sentLog is where the lease's holder records, the moment a server has taken a letter,
// that it has: one write to a file, which survives the death of the process. Soon after
// it is stored in the database, with many letters in one transaction. So a conversation
// may go on at once and still leave no more than one letter open when the process is
// killed; a power cut leaves open what one transaction holds.
type sentLog struct {
	storing  sync.Mutex // held by whoever writes to the database
	capacity chan struct{}

	mu       sync.Mutex
	files    [2]*os.File // one is written while the other is being stored
	at       int
	waiting  []notedAct
	full     chan struct{} // closed when no more should gather
	unstored bool          // the files hold what is not in the database
}

const (
	sentGather = 64                    // letters: more gain nothing
	sentLinger = 10 * time.Millisecond // for others, in which a few connections bring some 50
	sentAhead  = 4 * sentGather        // then senders wait for the database
)

// sentEntry is an entry of the log: all that the history will say of a letter.
type sentEntry struct {
	Office            int64
	At                time.Time
	ID                int64
	Attempt           int
	Person, MessageID string
	Reason            msg.Message
	Outcome           Outcome
}

func openSentLog(path string) (*sentLog, error) {
	l := &sentLog{capacity: make(chan struct{}, sentAhead), unstored: true}
	for i := range l.files {
		f, err := os.OpenFile(fmt.Sprintf("%s.sent%d", path, i+1), os.O_CREATE|os.O_RDWR|os.O_APPEND, 0o600)
		if err != nil {
			return l, errors.Join(msg.New("opening the log of sent letters", err), l.close())
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

// Note records that a server has taken a letter where it survives the death of the
// process, and has it stored as Finish does; then is called when it is on disk, or with
// the reason why not. False: there is no such log, and nothing was done. It waits only
// while too much is not on disk yet.
func (s *Store) Note(now time.Time, n Notice, o Outcome, then func(error)) bool {
	l := s.sent
	if l == nil || o.State != checklist.AttemptSent {
		return false
	}
	entry := sentEntry{s.opt.Office, now.In(s.opt.Zone), n.ID, n.Attempt, n.Person, n.MessageID, n.Reason, o}
	l.capacity <- struct{}{}
	gathering, err := l.add(entry, notedAct{s.actOf(entry), then})
	if err != nil {
		<-l.capacity
		return false
	}
	if gathering != nil {
		go s.storeGathered(gathering)
	}
	return true
}

// notedAct stores an entry, and calls back with the result.
type notedAct struct {
	*queuedAct
	then func(error)
}

// actOf is the act that stores an entry.
func (s *Store) actOf(e sentEntry) *queuedAct {
	n := Notice{ID: e.ID, Attempt: e.Attempt, Person: e.Person, Reason: e.Reason, MessageID: e.MessageID}
	return &queuedAct{s: s, ctx: context.Background(), now: e.At, sent: &sentLetter{n, e.Outcome}, done: make(chan struct{})}
}

// add writes an entry. To the first one after the database was written it returns what
// is closed when enough have gathered.
func (l *sentLog) add(e sentEntry, p notedAct) (gathering chan struct{}, err error) {
	body, err := json.Marshal(e)
	if err != nil {
		return nil, err
	}
	line := fmt.Appendf(nil, "\n%08x %s\n", crc32.ChecksumIEEE(body), body)
	l.mu.Lock()
	defer l.mu.Unlock()
	if _, err := l.files[l.at].Write(line); err != nil {
		l.unstored = true // half a line may be there: each entry begins with a line break
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

// storeGathered stores letters once enough have gathered, or time is up.
func (s *Store) storeGathered(full chan struct{}) {
	timer := time.NewTimer(sentLinger)
	defer timer.Stop()
	select {
	case <-full:
	case <-timer.C:
	}
	s.sent.storing.Lock()
	defer s.sent.storing.Unlock()
	all, file := s.sent.swap()
	for _, p := range all {
		s.acts.add(p.queuedAct)
	}
	stored := true
	for _, p := range all {
		s.wait(p.queuedAct)
		stored = stored && (p.err == nil || errors.Is(p.err, checklist.ErrConflict))
	}
	s.sent.emptied(file, stored)
	for _, p := range all { // last: who is told of a failure must find the log marked
		<-s.sent.capacity
		p.then(p.result())
	}
}

// swap takes what waits, and the file in which it stands; new entries go to the other.
func (l *sentLog) swap() ([]notedAct, *os.File) {
	l.mu.Lock()
	defer l.mu.Unlock()
	all, file := l.waiting, l.files[l.at]
	l.waiting, l.at = nil, 1-l.at
	return all, file
}

// emptied empties a file whose entries are in the database, unless others are left in it.
func (l *sentLog) emptied(file *os.File, stored bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.unstored = l.unstored || !stored
	if !l.unstored {
		l.unstored = file.Truncate(0) != nil
	}
}

// storeSentLog stores what an earlier process, or a transaction that failed, has left in
// the log. No letter may be claimed before: it would go twice.
func (s *Store) storeSentLog() error {
	l := s.sent
	if l == nil || !l.hasUnstored() {
		return nil
	}
	l.storing.Lock()
	defer l.storing.Unlock()
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, f := range l.files {
		if err := s.storeEntries(f); err != nil {
			return msg.New("storing what was sent", err)
		}
	}
	for _, f := range l.files {
		if err := f.Truncate(0); err != nil {
			return msg.New("emptying the log of sent letters", err)
		}
	}
	l.unstored = false
	return nil
}

func (l *sentLog) hasUnstored() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.unstored
}

func (s *Store) storeEntries(f *os.File) error {
	raw, err := io.ReadAll(io.NewSectionReader(f, 0, 1<<40))
	if err != nil {
		return err
	}
	for _, e := range readSentLog(raw) {
		if err := s.storeEntry(e); err != nil && !errors.Is(err, checklist.ErrConflict) {
			return err
		}
	}
	return nil
}

// storeEntry stores one entry, unless the letter is not the one that it speaks of: another
// database may lie here by now.
func (s *Store) storeEntry(e sentEntry) error {
	var same bool
	if err := s.get(context.Background(), &same, `SELECT COUNT(*) > 0 FROM notice WHERE id = ? AND message_id = ?`, e.ID, e.MessageID); err != nil || !same {
		return err
	}
	office := &Store{memory: s.memory, opt: s.opt, acts: s.acts}
	office.opt.Office, office.opt.Zone = e.Office, e.At.Location()
	return office.await(office.actOf(e))
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

// wireLog is where the lease's holder marks which letters are on their way, one place for
// each connection: written before the first byte of a letter goes out, cleared when its
// outcome is stored. So a process that is killed leaves in doubt what its connections had
// under way, and not all that was claimed. A power cut may forget a mark: the letter then
// goes again, with the same Message-ID, without a note that it may be a repeat.
type wireLog struct {
	mu   sync.Mutex
	file *os.File
	free []int // places used before and cleared
	next int   // the first place never used
}

// wirePlace is the size of a place in bytes.
const wirePlace = 256

// wireEntry is a letter on its way.
type wireEntry struct {
	Office    int64
	ID        int64
	Attempt   int
	At        time.Time
	MessageID string
}

func openWireLog(path string) (*wireLog, error) {
	f, err := os.OpenFile(path+".wire", os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, msg.New("opening the log of letters on their way", err)
	}
	return &wireLog{file: f}, nil
}

// OnWire notes that a letter's bytes are about to go out. From now on the attempt counts
// as one that may have arrived, until its outcome is stored; then call done. Without the
// lease, the attempt is opened in the database.
func (s *Store) OnWire(ctx context.Context, now time.Time, n Notice) (done func(), err error) {
	if s.wire == nil {
		return func() {}, s.act(ctx, now, func(t *tx) error { return t.begin(n.ID) })
	}
	return s.wire.mark(wireEntry{s.opt.Office, n.ID, n.Attempt, now.In(s.opt.Zone), n.MessageID})
}

func (w *wireLog) mark(e wireEntry) (done func(), err error) {
	body, err := json.Marshal(e)
	if err != nil {
		return func() {}, err
	}
	line := fmt.Appendf(nil, "%08x %s\n", crc32.ChecksumIEEE(body), body)
	if len(line) > wirePlace {
		return func() {}, fmt.Errorf("%w: %w", checklist.ErrInvalid, msg.New("a Message-ID that is too long", e.ID))
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	at := w.next
	if last := len(w.free) - 1; last >= 0 {
		at, w.free = w.free[last], w.free[:last]
	} else {
		w.next++
	}
	if _, err := w.file.WriteAt(padded(line), int64(at*wirePlace)); err != nil {
		w.free = append(w.free, at)
		return func() {}, err
	}
	return sync.OnceFunc(func() { w.clear(at) }), nil
}

// clear frees a place. Where that fails, the mark stays and the place is not used again:
// a letter whose outcome is stored is not touched by it.
func (w *wireLog) clear(at int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if _, err := w.file.WriteAt(padded(nil), int64(at*wirePlace)); err == nil {
		w.free = append(w.free, at)
	}
}

func padded(line []byte) []byte {
	return append(line, bytes.Repeat([]byte("\n"), wirePlace-len(line))...)
}

// storeWireLog opens the attempts that a process which has died had on their way.
func (s *Store) storeWireLog() error {
	raw, err := io.ReadAll(io.NewSectionReader(s.wire.file, 0, 1<<30))
	if err != nil {
		return msg.New("reading the log of letters on their way", err)
	}
	for line := range bytes.Lines(raw) {
		sum, body, _ := bytes.Cut(bytes.TrimSuffix(line, []byte("\n")), []byte(" "))
		var e wireEntry
		if string(sum) != fmt.Sprintf("%08x", crc32.ChecksumIEEE(body)) || json.Unmarshal(body, &e) != nil {
			continue
		}
		if err := s.openAttempt(e); err != nil {
			return msg.New("storing what was on its way", err)
		}
	}
	return s.wire.file.Truncate(0)
}

// openAttempt opens the attempt of an entry, unless the letter is not the one that it
// speaks of, or its outcome is stored.
func (s *Store) openAttempt(e wireEntry) error {
	var same bool
	if err := s.get(context.Background(), &same, `SELECT COUNT(*) > 0 FROM notice WHERE id = ? AND message_id = ? AND state = 'sending' AND attempt = ?`,
		e.ID, e.MessageID, e.Attempt); err != nil || !same {
		return err
	}
	office := &Store{memory: s.memory, opt: s.opt, acts: s.acts}
	office.opt.Office, office.opt.Zone = e.Office, e.At.Location()
	return office.act(context.Background(), e.At, func(t *tx) error { return t.begin(e.ID) })
}

func (w *wireLog) close() error {
	if w == nil {
		return nil
	}
	return w.file.Close()
}

// closeLogs closes what the lease has opened.
func (m *memory) closeLogs() error {
	var errs []error
	if m.sent != nil {
		errs = append(errs, m.sent.close())
	}
	errs = append(errs, m.wire.close())
	m.sent, m.wire = nil, nil
	return errors.Join(errs...)
}
