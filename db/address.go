package db

import (
	"context"
	"fmt"
	"time"

	"duban/checklist"
)

// AddressFault marks a mail address as not working, or with an empty fault as
// working again.
type AddressFault struct {
	Address string
	Fault   string
	Why     string // of one that works again: how that is known
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
	if f.Fault == "" {
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
// the rungs that it held, so that one letter is written for this day, and the letters that
// failed go again, but for those that were written for a day.
func (t *tx) goAnew(address string) error {
	var held []int64
	if err := t.list(&held, `
		SELECT a.id FROM assignment a JOIN step s ON s.assignment = a.id AND s.round = a.round AND s.deadline = a.deadline AND s.step = a.last_step
		WHERE a.office = ? AND a.state = 'open' AND s.state = 'held' ORDER BY a.id`, t.s.opt.Office); err != nil {
		return err
	}
	if err := t.stepBack(held, t.on); err != nil {
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
			f.Why = "试投的信已被收下，一天内没有退回"
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
			return fmt.Errorf("%w: the address is not known to fail", checklist.ErrConflict)
		}
		f.Fault = ""
		return t.markAddress(f)
	})
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
