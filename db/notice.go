package db

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"time"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/internal/msg"
)

// NewNotice is a letter that must go.
type NewNotice struct {
	Key       string // natural and unique in the office: daily/<person>/<day>
	Letter    letter.Letter
	Reason    msg.Message
	NotBefore time.Time
	Cause     int64 // the mail it answers, if any
}

// Notice (通知) is a letter that must go, is going, or has gone.
type Notice struct {
	ID         int64
	Key        string
	Kind       letter.Kind
	Person     string
	Token      letter.Token
	MessageID  string
	Letter     letter.Letter `db:"-"`
	LetterJSON string        `db:"letter"`
	Reason     msg.Message
	State      checklist.NoticeState
	NotBefore  int64
	Attempt    int  // how often it was claimed: whoever holds a lower number holds it no longer
	Tries      int  // attempts that count
	Small      bool // it goes as text alone
	Raw        []byte
	Address    string
	Sender     string // whom Raw says it is from
	CauseMail  int64
	CreatedMs  int64
	CreatedOn  checklist.Day
	OfDay      checklist.Day // the day that it was written for, and leaves on or not at all; 0: it may leave at any time
	SentMs     int64
	Error      msg.Message
}

const (
	noticeColumns = `id, key, kind, person, token, message_id, facts AS letter, reason, state, not_before, attempt, tries, small, raw, COALESCE(address, '') AS address, COALESCE(sender, '') AS sender,
	COALESCE(cause_mail, 0) AS cause_mail, created_ms, created_on, of_day, sent_ms, error`
	noticeTables = `notice JOIN letter ON letter.notice = notice.id LEFT JOIN rendered ON rendered.notice = notice.id`
)

func (s *Store) messageID(token letter.Token, key string) string {
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
			return nil, msg.New("reading a letter", list[i].ID, err)
		}
	}
	return list, nil
}

// NoticeFilter chooses letters; zero fields do not choose.
type NoticeFilter struct {
	ID         int64
	Token      letter.Token
	MessageID  string
	Assignment int64 // letters that list it
	On         checklist.Day
	State      checklist.NoticeState
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
	Outcome    checklist.AttemptOutcome
	Relay      string
	Code       string
	Text       msg.Message // the server's words, or why it could not be written
	Repeat     bool
}

// The kinds of letters with a trait, as a list for IN.
var (
	remindingKinds = kindsThat(func(t letter.Traits) bool { return t.Reminds })
	namingKinds    = kindsThat(func(t letter.Traits) bool { return t.Names })
	askingKinds    = kindsThat(func(t letter.Traits) bool { return t.Reminds || t.Asks })
	answeringKinds = kindsThat(func(t letter.Traits) bool { return t.Answers })
)

func kindsThat(has func(letter.Traits) bool) string {
	var names []string
	for k := range letter.KindsThat(has) {
		names = append(names, "'"+string(k)+"'")
	}
	return "(" + strings.Join(names, ", ") + ")"
}

// OutcomeNotices are the letters about a decision, one to each person and list of it; by
// names what decided, once and for all: the mail, the item and its version, the amended
// document. cause is the mail, if it was one.
func OutcomeNotices(by string, letters []letter.Letter, reason msg.Message, notBefore time.Time, cause int64) (list []NewNotice) {
	for _, l := range letters {
		list = append(list, NewNotice{Key: fmt.Sprintf("outcome/%s/%s/%d", by, l.To, l.Checklist), Letter: l, Reason: reason, NotBefore: notBefore, Cause: cause})
	}
	return list
}

// ClerkMatter is something that the clerk is written to about.
type ClerkMatter struct {
	Matter    string        // names it: of one matter he is written to once
	Daily     bool          // once a day, that is
	On        checklist.Day // the day it is written for
	News      letter.ClerkNews
	Reason    msg.Message
	NotBefore time.Time
	Cause     int64 // the mail that brought it about, if any
}

// Letters are the letters about the matter, one to each clerk of a directory.
func (m ClerkMatter) Letters(dir *checklist.Directory) (letters []NewNotice) {
	m.News.Daily = m.Daily
	for _, p := range dir.WithDuty(checklist.DutyClerk) {
		key := m.Matter + "/" + p.ID
		if m.Daily {
			key += fmt.Sprintf("/%s", m.On)
		}
		letters = append(letters, NewNotice{Key: key, Reason: m.Reason, NotBefore: m.NotBefore, Cause: m.Cause,
			Letter: letter.Letter{Kind: letter.KindClerk, To: p.ID, Salutation: p.Title, On: m.On, Clerk: &m.News}})
	}
	return letters
}
