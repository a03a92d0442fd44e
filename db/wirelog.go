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
		return nil, fmt.Errorf("opening the log of letters on their way: %w", err)
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
		return func() {}, fmt.Errorf("%w: the Message-ID of letter %d is too long", checklist.ErrInvalid, e.ID)
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
		return fmt.Errorf("reading the log of letters on their way: %w", err)
	}
	for line := range bytes.Lines(raw) {
		sum, body, _ := bytes.Cut(bytes.TrimSuffix(line, []byte("\n")), []byte(" "))
		var e wireEntry
		if string(sum) != fmt.Sprintf("%08x", crc32.ChecksumIEEE(body)) || json.Unmarshal(body, &e) != nil {
			continue
		}
		if err := s.openAttempt(e); err != nil {
			return fmt.Errorf("storing what was on its way: %w", err)
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
