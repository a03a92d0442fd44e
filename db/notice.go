package db

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"math"
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

const (
	noticeColumns = `id, key, kind, person, token, message_id, letter, reason, state, not_before, attempt, raw, COALESCE(address, '') AS address,
	COALESCE(cause_mail, 0) AS cause_mail, created_ms, created_on, sent_ms, error`
	noticeTables = `notice LEFT JOIN wire ON wire.notice = notice.id`
)

// errKnown says that a notice with this key exists already.
var errKnown = errors.New("notice known")

func (t *tx) insertNotice(n NewNotice) (id int64, err error) {
	token, err := t.newToken()
	if err != nil {
		return 0, err
	}
	l, err := t.numbered(n.Letter)
	if err != nil {
		return 0, err
	}
	slipList, slipNo := int64(0), 0
	if l.Slip != nil {
		slipList, slipNo = l.Checklist, l.Slip.No
	}
	var ids []int64
	id, err = t.newID("notice")
	if err != nil {
		return 0, err
	}
	if err := t.list(&ids, `
		INSERT INTO notice (id, office, key, kind, person, token, message_id, letter, reason, state, not_before, cause_mail, created_ms, created_on, slip_list, slip_no)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'queued', ?, NULLIF(CAST(? AS BIGINT), 0), ?, ?, ?, ?)
		ON CONFLICT (office, key) DO NOTHING RETURNING id`,
		id, t.s.opt.Office, n.Key, l.Kind, l.To, token, t.s.messageID(token, n.Key), asJSON(l), n.Reason,
		n.NotBefore.UnixMilli(), n.Cause, t.ms, t.on, slipList, slipNo); err != nil {
		return 0, err
	}
	if len(ids) == 0 {
		return 0, errKnown
	}
	t.due = append(t.due, id)
	for _, line := range l.Lines {
		if _, err := t.exec(`
			INSERT INTO notice_line (notice, assignment, no, round, step)
			SELECT CAST(? AS BIGINT), id, no, round, CAST(? AS TEXT) FROM assignment WHERE id = ?`, id, line.Step, line.Assignment); err != nil {
			return 0, err
		}
	}
	return id, nil
}

// numbered gives a letter that is a notice in three colours the next number of its
// checklist.
func (t *tx) numbered(l checklist.Letter) (checklist.Letter, error) {
	if l.Slip == nil {
		return l, nil
	}
	slip := *l.Slip
	l.Slip = &slip
	return l, t.get(&slip.No, `SELECT COALESCE(MAX(slip_no), 0) + 1 FROM notice WHERE slip_list = ? AND slip_no > 0`, l.Checklist)
}

// newToken draws until it meets one that no letter of the office bears yet.
func (t *tx) newToken() (checklist.Token, error) {
	for {
		token, err := checklist.NewToken(t.s.opt.Random)
		if err != nil {
			return "", fmt.Errorf("drawing a token: %w", err)
		}
		var taken int
		if err := t.get(&taken, `SELECT COUNT(*) FROM notice WHERE office = ? AND token = ?`, t.s.opt.Office, token); err != nil {
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

// Notices returns the letters that fit a filter, oldest first, letters decoded.
func (s *Store) Notices(ctx context.Context, f NoticeFilter) ([]Notice, error) {
	where, args := f.where(s.opt.Office)
	var list []Notice
	if err := s.list(ctx, &list, `SELECT `+noticeColumns+` FROM `+noticeTables+` WHERE `+where+` ORDER BY id LIMIT ?`, append(args, cmp.Or(f.Most, math.MaxInt32))...); err != nil {
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
	Most       int   // so many at once; 0 is all
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
	err = s.list(ctx, &list, `
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
