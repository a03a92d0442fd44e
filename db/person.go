package db

import (
	"context"
	"fmt"
	"time"

	"duban/checklist"
	"duban/internal/msg"
)

// AddressFault marks a mail address as not working, or with an empty fault as
// working again.
type AddressFault struct {
	Address string
	Fault   msg.Message // what a server said; nothing: it works
	Why     msg.Message // of one that works again: how that is known
	Mail    int64
	Person  string
	Actor   string // "" is duban
	SinceMs int64
	TriedMs int64 // when a letter was last sent there
}

// markAddress stores that an address fails, or, where it was known to fail, that it works.
// Then what was held because of it goes anew.
func (t *tx) markAddress(f AddressFault) error {
	actor := f.Actor
	if actor == "" {
		actor = "duban"
	}
	if f.Fault.IsZero() {
		return t.reviveAddress(f, actor)
	}
	if _, err := t.exec(`
		INSERT INTO address (office, address, fault, since_ms, mail, person, tried_ms) VALUES (?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (office, address) DO UPDATE SET fault = excluded.fault, mail = excluded.mail, person = excluded.person, tried_ms = excluded.tried_ms,
			taken_ms = 0, since_ms = CASE WHEN address.fault = '' THEN excluded.since_ms ELSE address.since_ms END`,
		t.s.opt.Office, f.Address, f.Fault, t.ms, f.Mail, f.Person, t.ms); err != nil {
		return err
	}
	if err := t.unsendFirst(f.Address); err != nil {
		return err
	}
	return t.append(checklist.Event{Kind: checklist.EventBounced, Actor: actor, Party: f.Person, Reason: f.Fault, Mail: f.Mail})
}

func (t *tx) reviveAddress(f AddressFault, actor string) error {
	res, err := t.exec(`
		UPDATE address SET fault = '', since_ms = ?, mail = ?, taken_ms = 0
		WHERE office = ? AND address = ? AND fault <> '' AND since_ms <= COALESCE((SELECT received_ms FROM mail WHERE id = ?), ?)`,
		t.ms, f.Mail, t.s.opt.Office, f.Address, f.Mail, t.ms)
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return err
	}
	if err := t.goAnew(f.Address); err != nil {
		return err
	}
	return t.append(checklist.Event{Kind: checklist.EventRestored, Actor: actor, Party: f.Person, Reason: f.Why, Mail: f.Mail})
}

// unsendFirst: the first letters that went to an address and brought no answer did not
// arrive. They are owed again when the address is mended.
func (t *tx) unsendFirst(address string) error {
	_, err := t.exec(`
		UPDATE assignment SET first_to = '', first_on = ''
		WHERE office = ? AND state = 'open' AND answer_ms = 0 AND substr(first_to, 1, ?) = ?`, t.s.opt.Office, len(address)+1, address+" ")
	return err
}

// goAnew lets what an address has held back go as of today: the ladder is asked again for
// what no letter has taken care of, so that one letter is written for this day, and the
// letters that failed go again, but for those that were written for a day.
func (t *tx) goAnew(address string) error {
	if _, err := t.exec(`
		UPDATE assignment SET next_day = ? WHERE office = ? AND state = 'open' AND (next_day > ? OR next_day IS NULL) AND opened <= ?
			AND (first_to = '' OR EXISTS (SELECT 1 FROM step s WHERE s.assignment = assignment.id AND s.round = assignment.round AND s.state = 'held'))`,
		t.on, t.s.opt.Office, t.on, t.on); err != nil {
		return err
	}
	return t.resend(`state = 'failed' AND of_day = '' AND id IN (SELECT notice FROM rendered WHERE address = ?)`, address)
}

// taken notes that the relay took letters to addresses that are known to fail.
func (t *tx) taken(notices []int64) error {
	_, err := t.exec(`
		UPDATE address SET taken_ms = ?, tried_ms = ? WHERE office = ? AND fault <> ''
			AND address IN (SELECT address FROM rendered WHERE notice IN `+places(1, len(notices))+`)`, values(notices, t.ms, t.ms, t.s.opt.Office)...)
	return err
}

// probation is how long no bounce must follow a letter for its address to work again.
const probation = 24 * time.Hour

// ReviveProbed marks as working the addresses whose last letter was taken a day ago and
// has not come back. It returns how many.
func (s *Store) ReviveProbed(ctx context.Context, now time.Time) (revived int, err error) {
	var list []AddressFault
	const probed = `SELECT address, person FROM address WHERE office = ? AND fault <> '' AND taken_ms > 0 AND taken_ms <= ? ORDER BY address`
	if err := s.list(ctx, &list, probed, s.opt.Office, now.Add(-probation).UnixMilli()); err != nil || len(list) == 0 {
		return 0, err
	}
	err = s.act(ctx, now, func(t *tx) error {
		list = nil
		if err := t.list(&list, probed, s.opt.Office, now.Add(-probation).UnixMilli()); err != nil {
			return err
		}
		for _, f := range list {
			f.Why = msg.New("a letter sent on trial was taken")
			if err := t.markAddress(f); err != nil {
				return err
			}
		}
		return nil
	})
	return len(list), err
}

// Revive marks an address as working, as the clerk says; ErrConflict where it is not known
// to fail.
func (s *Store) Revive(ctx context.Context, now time.Time, f AddressFault) error {
	return s.act(ctx, now, func(t *tx) error {
		var failing bool
		if err := t.get(&failing, `SELECT COUNT(*) > 0 FROM address WHERE office = ? AND address = ? AND fault <> ''`, s.opt.Office, f.Address); err != nil {
			return err
		}
		if !failing {
			return fmt.Errorf("%w: %w", checklist.ErrConflict, msg.New("the address is not known to fail"))
		}
		f.Fault = msg.Message{}
		return t.markAddress(f)
	})
}

// Fails reports whether an address was known not to work at an instant.
func (s *Store) Fails(ctx context.Context, address string, atMs int64) (fails bool, err error) {
	err = s.get(ctx, &fails, `SELECT COUNT(*) > 0 FROM address WHERE office = ? AND address = ? AND fault <> '' AND since_ms <= ?`, s.opt.Office, address, atMs)
	return fails, err
}

// Faults returns the addresses known not to work, by folded address.
func (s *Store) Faults(ctx context.Context) (map[string]AddressFault, error) {
	var list []AddressFault
	err := s.list(ctx, &list, `
		SELECT address, fault, COALESCE(mail, 0) AS mail, person, since_ms, tried_ms FROM address WHERE office = ? AND fault <> ''`, s.opt.Office)
	out := make(map[string]AddressFault, len(list))
	for _, f := range list {
		out[f.Address] = f
	}
	return out, err
}

// LostLetter is a letter that a server took and gave up later.
type LostLetter struct {
	Notice int64
	Person string
	Why    msg.Message
	Mail   int64
}

// lose stores that a letter has not arrived after all. One that is to go again already, or
// never went, stays as it is.
func (t *tx) lose(l LostLetter) error {
	res, err := t.exec(`UPDATE notice SET state = 'failed', sent_ms = 0, error = ? WHERE id = ? AND state = 'sent'`, l.Why, l.Notice)
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return err
	}
	if err := t.giveRungsBack([]int64{l.Notice}, l.Why, t.on+1); err != nil { // what it was for is asked for again tomorrow
		return err
	}
	if _, err := t.exec(`
		UPDATE address SET taken_ms = 0 WHERE office = ? AND address IN (SELECT address FROM rendered WHERE notice = ?)`, t.s.opt.Office, l.Notice); err != nil {
		return err
	}
	return t.append(checklist.Event{Kind: checklist.EventFailed, Actor: "duban", Party: l.Person, Notice: l.Notice, Mail: l.Mail, Reason: l.Why})
}

// AddAbsence remembers that somebody is away. Two absences of one person may not
// share a day: the second is ErrConflict.
func (s *Store) AddAbsence(ctx context.Context, now time.Time, a checklist.Absence, actor string) error {
	return s.act(ctx, now, func(t *tx) error {
		var known []checklist.Absence
		if err := t.list(&known, absences+` AND person = ? AND first <= ?`, s.opt.Office, a.First, a.Person, a.Last); err != nil {
			return err
		}
		if len(known) > 0 {
			return fmt.Errorf("%w: %w", checklist.ErrConflict, msg.New("away already", a.Person, known[0].First.Said(), known[0].Last.Said()))
		}
		id, err := t.newID("absence")
		if err != nil {
			return err
		}
		if _, err := t.exec(`INSERT INTO absence (id, office, person, substitute, first, last, reason, added_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
			id, s.opt.Office, a.Person, a.Substitute, a.First, a.Last, a.Reason, t.ms); err != nil {
			return err
		}
		return t.append(checklist.Event{Kind: checklist.EventAway, Actor: actor, Party: a.Person, Start: a.First, Day: a.Last,
			Text: a.Substitute, Reason: msg.Words(a.Reason)})
	})
}

// EndAbsence brings somebody back before the day that was said; ErrNotFound when
// he is not away.
func (s *Store) EndAbsence(ctx context.Context, now time.Time, person, actor string) error {
	return s.act(ctx, now, func(t *tx) error {
		res, err := t.exec(`UPDATE absence SET ended_ms = ? WHERE office = ? AND person = ? AND ended_ms = 0 AND last >= ?`,
			t.ms, s.opt.Office, person, t.on)
		if err != nil {
			return err
		}
		if n, err := res.RowsAffected(); err != nil || n == 0 {
			return fmt.Errorf("%w: %w", checklist.ErrNotFound, msg.New("not away", person))
		}
		return t.append(checklist.Event{Kind: checklist.EventBack, Actor: actor, Party: person})
	})
}

const absences = `SELECT id, person, substitute, first, last, reason FROM absence WHERE office = ? AND ended_ms = 0 AND last >= ?`

// Absences returns those that have not ended before a day, also such as lie ahead.
func (s *Store) Absences(ctx context.Context, from checklist.Day) (list []checklist.Absence, err error) {
	err = s.list(ctx, &list, absences+` ORDER BY first, id`, s.opt.Office, from)
	return list, err
}
