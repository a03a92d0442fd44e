package db

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/internal/msg"
)

// Confirmation is words in a person's name that nobody proved, and that wait until he has
// said whether they are his.
type Confirmation struct {
	Mail      int64
	Person    string
	Words     letter.InYourName   `db:"-"`
	WordsJSON string              `db:"words"`
	Until     checklist.Day       // the last day on which he can say so
	State     checklist.MailState // of the mail: asked while they wait, filed when they were confirmed
	Reason    msg.Message         // why it is in that state
}

const confirmationQuery = `
	SELECT c.mail, c.person, c.words, c.until, m.state, m.reason FROM confirmation c JOIN mail m ON m.id = c.mail WHERE m.office = ?`

func (s *Store) confirmations(ctx context.Context, where string, args ...any) (list []Confirmation, err error) {
	if err := s.list(ctx, &list, confirmationQuery+where, append([]any{s.opt.Office}, args...)...); err != nil {
		return nil, err
	}
	for i := range list {
		if err := json.Unmarshal([]byte(list[i].WordsJSON), &list[i].Words); err != nil {
			return nil, msg.New("reading the confirmation of a mail", list[i].Mail, err)
		}
	}
	return list, nil
}

// AllUnconfirmed returns what waits for anybody's confirmation, oldest first.
func (s *Store) AllUnconfirmed(ctx context.Context) ([]Confirmation, error) {
	return s.confirmations(ctx, ` AND m.state = 'asked' ORDER BY c.mail`)
}

// Unconfirmed returns the words in a person's name that wait for him, newest first.
func (s *Store) Unconfirmed(ctx context.Context, person string) ([]Confirmation, error) {
	return s.confirmations(ctx, ` AND m.state = 'asked' AND c.person = ? ORDER BY c.mail DESC`, person)
}

// NeverConfirmed returns the words that were denied or not confirmed in time, oldest first,
// until the clerk has put their mail aside.
func (s *Store) NeverConfirmed(ctx context.Context) ([]Confirmation, error) {
	return s.confirmations(ctx, ` AND m.state = 'quarantined' ORDER BY c.mail`)
}

// ConfirmationOf returns the confirmation of a mail, by its number; ErrNotFound where it
// needs none.
func (s *Store) ConfirmationOf(ctx context.Context, no int64) (Confirmation, error) {
	list, err := s.confirmations(ctx, ` AND c.mail = ?`, s.first()+no)
	if err == nil && len(list) == 0 {
		err = checklist.ErrNotFound
	}
	if err != nil {
		return Confirmation{}, err
	}
	return list[0], nil
}

// await writes down what waits until it is confirmed.
func (t *tx) await(list []Confirmation) error {
	for _, c := range list {
		res, err := t.exec(`INSERT INTO confirmation (mail, person, words, until) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING`, c.Mail, c.Person, asJSON(c.Words), c.Until)
		if err != nil {
			return err
		}
		if n, err := res.RowsAffected(); err != nil || n != 1 {
			return fmt.Errorf("%w: %w", checklist.ErrConflict, msg.New("the mail waits already", c.Mail))
		}
	}
	return nil
}

// replace takes back letters that nobody tried to send yet.
func (t *tx) replace(letters []int64) error {
	if len(letters) == 0 {
		return nil
	}
	_, err := t.exec(`UPDATE notice SET state = 'superseded', error = ? WHERE state = 'queued' AND attempt = 0 AND id IN `+places(1, len(letters)), values(letters, msg.New("in a later letter to confirm"))...)
	return err
}

// LapseConfirmations ends the waiting for what was not confirmed by its last day: it is
// never carried out, and its mail waits for the clerk. It returns how many there were.
func (s *Store) LapseConfirmations(ctx context.Context, now time.Time) (n int, err error) {
	on := checklist.DayOf(now, s.opt.Zone)
	late := func(list func(dest any, query string, args ...any) error) (ids []int64, err error) {
		err = list(&ids, `SELECT c.mail FROM confirmation c JOIN mail m ON m.id = c.mail WHERE m.office = ? AND m.state = 'asked' AND c.until < ? ORDER BY c.mail`, s.opt.Office, on)
		return ids, err
	}
	ids, err := late(func(dest any, query string, args ...any) error { return s.list(ctx, dest, query, args...) })
	if err != nil || len(ids) == 0 {
		return 0, err
	}
	err = s.act(ctx, now, func(t *tx) error {
		ids, err := late(t.list)
		for _, id := range ids {
			if err := t.never(id, msg.New("not confirmed within three workdays")); err != nil {
				return err
			}
		}
		n = len(ids)
		return err
	})
	return n, err
}

// never ends the waiting for a confirmation: the mail waits for the clerk, who may put it
// aside, and its words are not carried out.
func (t *tx) never(mail int64, why msg.Message) error {
	res, err := t.exec(`UPDATE mail SET state = 'quarantined', reason = ?, judged_ms = ? WHERE id = ? AND office = ? AND state = 'asked'`, why, t.ms, mail, t.s.opt.Office)
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || n != 1 {
		return fmt.Errorf("%w: %w", checklist.ErrConflict, msg.New("the mail waits for nobody any more", mail))
	}
	return t.append(checklist.Event{Kind: checklist.EventQuarantined, Actor: "duban", Mail: mail, Reason: why})
}

// Asking is a letter that asked for a confirmation.
type Asking struct {
	ID        int64
	State     checklist.NoticeState
	Attempt   int
	NotBefore int64
}

// AskedSince returns the letters that asked a person for a confirmation since an instant,
// oldest first, without those that were replaced.
func (s *Store) AskedSince(ctx context.Context, person string, since time.Time) (list []Asking, err error) {
	err = s.list(ctx, &list, `
		SELECT n.id, n.state, n.attempt, n.not_before FROM confirmation c JOIN notice n ON n.office = ? AND n.key = 'confirm/' || CAST(c.mail - ? AS TEXT)
		WHERE c.person = ? AND n.created_ms >= ? AND n.state <> 'superseded' ORDER BY n.id`, s.opt.Office, s.first(), person, since.UnixMilli())
	return list, err
}

// Void is a mail whose words its writer did not confirm.
type Void struct {
	Mail int64
	Why  msg.Message
}
