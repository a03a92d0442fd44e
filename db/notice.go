package db

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"duban/checklist"
)

// NewNotice is a letter that must go.
type NewNotice struct {
	Key       string // natural and unique in the office: daily/<person>/<day>
	Letter    checklist.Letter
	Reason    string
	NotBefore time.Time
	Cause     int64 // the mail it answers, if any
}

// Notice (通知) is a letter that must go, is going, or has gone.
type Notice struct {
	ID         int64
	Key        string
	Kind       checklist.LetterKind
	Person     string
	Token      checklist.Token
	MessageID  string
	Letter     checklist.Letter `db:"-"`
	LetterJSON string           `db:"letter"`
	Reason     string
	State      string
	NotBefore  int64
	Attempt    int
	Raw        []byte
	Address    string
	CauseMail  int64
	CreatedMs  int64
	CreatedOn  checklist.Day
	SentMs     int64
	Error      string
}

const noticeColumns = `id, key, kind, person, token, message_id, letter, reason, state, not_before, attempt, raw, address,
	COALESCE(cause_mail, 0) AS cause_mail, created_ms, created_on, sent_ms, error`

// errKnown says that a notice with this key exists already.
var errKnown = errors.New("notice known")

func (t *tx) insertNotice(n NewNotice) (id int64, err error) {
	token, err := t.newToken()
	if err != nil {
		return 0, err
	}
	l := n.Letter
	var ids []int64
	if err := t.list(&ids, `
		INSERT INTO notice (office, key, kind, person, token, message_id, letter, reason, state, not_before, cause_mail, created_ms, created_on)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'queued', ?, NULLIF(?, 0), ?, ?)
		ON CONFLICT (office, key) DO NOTHING RETURNING id`,
		t.s.opt.Office, n.Key, l.Kind, l.To, token, t.s.messageID(token, n.Key), asJSON(l), n.Reason,
		n.NotBefore.UnixMilli(), n.Cause, t.ms, t.on); err != nil {
		return 0, err
	}
	if len(ids) == 0 {
		return 0, errKnown
	}
	for _, line := range l.Lines {
		if _, err := t.exec(`
			INSERT INTO notice_line (notice, assignment, no, round, step)
			SELECT ?, id, no, round, ? FROM assignment WHERE id = ?`, ids[0], line.Step, line.Assignment); err != nil {
			return 0, err
		}
	}
	return ids[0], nil
}

// newToken draws until it meets one that no letter bears yet.
func (t *tx) newToken() (checklist.Token, error) {
	for {
		token, err := checklist.NewToken(t.s.opt.Random)
		if err != nil {
			return "", fmt.Errorf("drawing a token: %w", err)
		}
		var taken int
		if err := t.get(&taken, `SELECT COUNT(*) FROM notice WHERE token = ?`, token); err != nil {
			return "", err
		}
		if taken == 0 {
			return token, nil
		}
	}
}

func (s *Store) messageID(token checklist.Token, key string) string {
	sum := sha256.Sum256([]byte(key))
	return fmt.Sprintf("<duban.%s.%s@%s>", token, hex.EncodeToString(sum[:6]), s.opt.Domain)
}

// Claim takes up to most letters that are due, for one sender, until the lease
// ends. A letter whose reason has gone meanwhile (all it was written for is
// closed or answered) is superseded instead; lines that no longer hold are left
// out of the Letter. A claimed letter found again after its lease has run out
// may have been delivered: the new attempt is marked as a possible repeat.
func (s *Store) Claim(ctx context.Context, now time.Time, most int, lease time.Duration) (claimed []Notice, err error) {
	err = s.act(ctx, now, func(t *tx) error {
		var due []Notice
		if err := t.list(&due, `
			SELECT `+noticeColumns+` FROM notice
			WHERE office = ? AND ((state = 'queued' AND not_before <= ?) OR (state = 'sending' AND lease_until <= ?))
			ORDER BY not_before, id LIMIT ?`, s.opt.Office, t.ms, t.ms, most); err != nil {
			return err
		}
		for _, n := range due {
			ok, err := t.claim(&n, lease)
			if err != nil {
				return err
			}
			if ok {
				claimed = append(claimed, n)
			}
		}
		return nil
	})
	return claimed, err
}

func (t *tx) claim(n *Notice, lease time.Duration) (bool, error) {
	repeat := n.State == "sending"
	if err := json.Unmarshal([]byte(n.LetterJSON), &n.Letter); err != nil {
		return false, fmt.Errorf("reading notice %d: %w", n.ID, err)
	}
	alive, err := t.dropSettledLines(n)
	if err != nil {
		return false, err
	}
	if repeat {
		if _, err := t.exec(`UPDATE attempt SET outcome = 'lost', finished_ms = ? WHERE notice = ? AND n = ? AND outcome = ''`, t.ms, n.ID, n.Attempt); err != nil {
			return false, err
		}
	}
	if !alive {
		_, err := t.exec(`UPDATE notice SET state = 'superseded', lease_until = 0, error = '所列事项已办结或已反馈' WHERE id = ?`, n.ID)
		return false, err
	}
	n.State = "sending"
	n.Attempt++
	if _, err := t.exec(`UPDATE notice SET state = 'sending', attempt = ?, lease_until = ? WHERE id = ?`, n.Attempt, t.ms+lease.Milliseconds(), n.ID); err != nil {
		return false, err
	}
	_, err = t.exec(`INSERT INTO attempt (notice, n, started_ms, repeat) VALUES (?, ?, ?, ?)`, n.ID, n.Attempt, t.ms, repeat)
	return true, err
}

// dropSettledLines removes from a letter about open assignments those that have
// been answered, closed, moved or sent into a new round since it was planned.
func (t *tx) dropSettledLines(n *Notice) (alive bool, err error) {
	switch n.Kind {
	case checklist.LetterAssign, checklist.LetterRemind, checklist.LetterEscalate:
	default:
		return true, nil
	}
	var open []int64
	if err := t.list(&open, `
		SELECT l.assignment FROM notice_line l JOIN assignment a ON a.id = l.assignment AND a.round = l.round
		WHERE l.notice = ? AND a.state = 'open'`, n.ID); err != nil {
		return false, err
	}
	isOpen := make(map[int64]bool, len(open))
	for _, id := range open {
		isOpen[id] = true
	}
	kept := n.Letter.Lines[:0]
	for _, line := range n.Letter.Lines {
		if isOpen[line.Assignment] {
			kept = append(kept, line)
			alive = alive || line.Step != ""
		}
	}
	n.Letter.Lines = kept
	return alive, nil
}

// KeepRaw stores the bytes of a claimed letter before they go out, and the
// address they go to: a retry sends the same bytes.
func (s *Store) KeepRaw(ctx context.Context, now time.Time, n Notice, address string, raw []byte) error {
	return s.act(ctx, now, func(t *tx) error {
		return t.fenced(n, `UPDATE notice SET raw = ?, address = ?`, raw, address)
	})
}

// fenced runs an update on a notice that this attempt still holds.
func (t *tx) fenced(n Notice, update string, args ...any) error {
	res, err := t.exec(update+` WHERE id = ? AND state = 'sending' AND attempt = ?`, append(args, n.ID, n.Attempt)...)
	if err != nil {
		return err
	}
	if rows, err := res.RowsAffected(); err != nil || rows != 1 {
		return fmt.Errorf("%w: notice %d is no longer attempt %d's", checklist.ErrConflict, n.ID, n.Attempt)
	}
	return nil
}

// GiveBack returns a claimed letter that was not tried; the attempt does not count.
func (s *Store) GiveBack(ctx context.Context, now time.Time, n Notice, at time.Time) error {
	return s.act(ctx, now, func(t *tx) error {
		if _, err := t.exec(`DELETE FROM attempt WHERE notice = ? AND n = ? AND outcome = ''`, n.ID, n.Attempt); err != nil {
			return err
		}
		return t.fenced(n, `UPDATE notice SET state = 'queued', attempt = attempt - 1, not_before = ?, lease_until = 0`, at.UnixMilli())
	})
}

// Outcome is what came of one attempt to send.
type Outcome struct {
	State   string    // sent, retry, failed
	Relay   string    // which server
	Code    string    // 250, or an enhanced status code (RFC 3463)
	Text    string    // the server's words, or the error
	RetryAt time.Time // of a retry
	Fault   string    // failed because the address does not exist: marks it
}

// Finish stores what came of an attempt.
func (s *Store) Finish(ctx context.Context, now time.Time, n Notice, o Outcome) error {
	return s.act(ctx, now, func(t *tx) error {
		if _, err := t.exec(`UPDATE attempt SET finished_ms = ?, outcome = ?, relay = ?, code = ?, text = ? WHERE notice = ? AND n = ?`,
			t.ms, o.State, o.Relay, o.Code, o.Text, n.ID, n.Attempt); err != nil {
			return err
		}
		switch o.State {
		case "sent":
			if err := t.fenced(n, `UPDATE notice SET state = 'sent', sent_ms = ?, lease_until = 0, error = ''`, t.ms); err != nil {
				return err
			}
			return t.append(checklist.Event{Kind: checklist.EventSent, Actor: "duban", Party: n.Person, Notice: n.ID, Reason: n.Reason, Text: n.MessageID})
		case "retry":
			return t.fenced(n, `UPDATE notice SET state = 'queued', not_before = ?, lease_until = 0, error = ?`, o.RetryAt.UnixMilli(), o.Text)
		case "failed":
			return t.fail(n, o)
		}
		return fmt.Errorf("%w: %q is no outcome", checklist.ErrInvalid, o.State)
	})
}

func (t *tx) fail(n Notice, o Outcome) error {
	if err := t.fenced(n, `UPDATE notice SET state = 'failed', lease_until = 0, error = ?`, o.Text); err != nil {
		return err
	}
	if o.Fault != "" && n.Address != "" {
		if err := t.markAddress(AddressFault{Address: n.Address, Fault: o.Fault, Person: n.Person}); err != nil {
			return err
		}
	}
	return t.append(checklist.Event{Kind: checklist.EventFailed, Actor: "duban", Party: n.Person, Notice: n.ID, Reason: o.Text})
}

// Recover gives back at once the letters that a dead sender of this machine held,
// without waiting for their lease. Only the holder of the Lease may call it.
func (s *Store) Recover(ctx context.Context, now time.Time) error {
	return s.act(ctx, now, func(t *tx) error {
		_, err := t.exec(`UPDATE notice SET lease_until = ? WHERE office = ? AND state = 'sending'`, t.ms, s.opt.Office)
		return err
	})
}

// NextDue returns when the next letter may go, and false when none waits.
func (s *Store) NextDue(ctx context.Context) (time.Time, bool, error) {
	var ms *int64
	err := s.read.GetContext(ctx, &ms, `
		SELECT MIN(CASE state WHEN 'queued' THEN not_before ELSE lease_until END) FROM notice
		WHERE office = ? AND state IN ('queued', 'sending')`, s.opt.Office)
	if err != nil || ms == nil {
		return time.Time{}, false, err
	}
	return time.UnixMilli(*ms), true, nil
}

// Notices returns the letters that fit a filter, oldest first, letters decoded.
func (s *Store) Notices(ctx context.Context, f NoticeFilter) ([]Notice, error) {
	where, args := f.where(s.opt.Office)
	var list []Notice
	if err := s.read.SelectContext(ctx, &list, `SELECT `+noticeColumns+` FROM notice WHERE `+where+` ORDER BY id`, args...); err != nil {
		return nil, err
	}
	for i := range list {
		if err := json.Unmarshal([]byte(list[i].LetterJSON), &list[i].Letter); err != nil {
			return nil, fmt.Errorf("reading notice %d: %w", list[i].ID, err)
		}
	}
	return list, nil
}

// NoticeFilter chooses letters; zero fields do not choose.
type NoticeFilter struct {
	ID         int64
	Token      checklist.Token
	MessageID  string
	Assignment int64 // letters that list it
	On         checklist.Day
	State      string
	After      int64 // IDs above it
}

func (f NoticeFilter) where(office int64) (string, []any) {
	where, args := `office = ?`, []any{office}
	add := func(is bool, cond string, arg any) {
		if is {
			where += ` AND ` + cond
			args = append(args, arg)
		}
	}
	add(f.ID != 0, `id = ?`, f.ID)
	add(f.Token != "", `token = ?`, f.Token)
	add(f.MessageID != "", `message_id = ?`, f.MessageID)
	add(f.Assignment != 0, `id IN (SELECT notice FROM notice_line WHERE assignment = ?)`, f.Assignment)
	add(f.On != 0, `created_on = ?`, f.On)
	add(f.State != "", `state = ?`, f.State)
	add(f.After != 0, `id > ?`, f.After)
	return where, args
}

// Attempts returns the tries to send a letter, oldest first.
func (s *Store) Attempts(ctx context.Context, notice int64) (list []Attempt, err error) {
	err = s.read.SelectContext(ctx, &list, `
		SELECT notice, n, started_ms, finished_ms, outcome, relay, code, text, repeat FROM attempt WHERE notice = ? ORDER BY n`, notice)
	return list, err
}

// Attempt is one try to send a letter.
type Attempt struct {
	Notice     int64
	N          int
	StartedMs  int64
	FinishedMs int64
	Outcome    string
	Relay      string
	Code       string
	Text       string
	Repeat     bool
}

// AssumeSent marks everything due as sent, without a word to anybody: only on the
// copy that a simulation runs on.
func (s *Store) AssumeSent(ctx context.Context, now time.Time) error {
	for {
		claimed, err := s.Claim(ctx, now, 100, time.Minute)
		if err != nil || len(claimed) == 0 {
			return err
		}
		for _, n := range claimed {
			if err := s.KeepRaw(ctx, now, n, "", []byte("simulated")); err != nil {
				return err
			}
			if err := s.Finish(ctx, now, n, Outcome{State: "sent"}); err != nil {
				return err
			}
		}
	}
}
