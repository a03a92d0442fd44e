package db

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"duban/checklist"
	"duban/internal/msg"
)

// Source is a way in, and when it was last known to work; OkMs is 0 when it never
// did. Fault is why it does not work now, nothing when it does.
type Source struct {
	Name    string
	OkMs    int64
	Fault   msg.Message
	FaultMs int64
}

// UnreadSince is since when mail may lie unread in it: its last success, or, where there
// never was one, when it first failed; 0 where neither is known.
func (s Source) UnreadSince() int64 { return cmp.Or(s.OkMs, s.FaultMs) }

// Deciding are the ways in without which nobody knows who has answered: all but the
// further folders of a mailbox whose INBOX is among them. A spam folder that is
// missing, renamed or refused is told, and keeps nothing waiting.
func Deciding(sources []Source) []Source {
	beside := func(s Source) bool {
		return slices.ContainsFunc(sources, func(inbox Source) bool {
			at := len(inbox.Name) - len(inboxName)
			return at > 0 && inbox.Name[at-1] == '/' && strings.EqualFold(inbox.Name[at:], inboxName) &&
				s.Name != inbox.Name && strings.HasPrefix(s.Name, inbox.Name[:at])
		})
	}
	return slices.DeleteFunc(slices.Clone(sources), beside)
}

const inboxName = "INBOX" // RFC 9051, section 5.1: every account has it

// Cursor is how far a folder was read: all UIDs up to UID, in the numbering that
// Validity names (RFC 9051, section 2.3.1.1). The zero cursor is before all mail.
type Cursor struct {
	Validity uint32
	UID      uint32
}

// Outage is a time in which a way in did not work, and that is over.
type Outage struct {
	Name    string
	SinceMs int64 // its last success before
	UntilMs int64
	Cause   msg.Message // nothing: nobody read it, no daemon ran
}

// mostQuiet is how long a way in that works may be silent: each is looked at every ten
// minutes at the least.
const mostQuiet = 15 * time.Minute

// endOutage stores, before a way in is noted to work, the time in which it did not. What
// a clock that was ahead has stored is taken back.
func (t *tx) endOutage(name string) error {
	if _, err := t.exec(`DELETE FROM outage WHERE office = ? AND name = ? AND until_ms > ?`, t.s.opt.Office, name, t.ms); err != nil {
		return err
	}
	const since = `CASE WHEN ok_ms > 0 THEN ok_ms ELSE fault_ms END`
	_, err := t.exec(`
		INSERT INTO outage (office, name, since_ms, until_ms, cause)
		SELECT office, name, `+since+`, CAST(? AS BIGINT), fault FROM source
		WHERE office = ? AND name = ? AND `+since+` > 0 AND `+since+` < ? ON CONFLICT DO NOTHING`, t.ms, t.s.opt.Office, name, t.ms-mostQuiet.Milliseconds())
	return err
}

// Outages returns the times in which a way in did not work, but those that last.
func (s *Store) Outages(ctx context.Context) (list []Outage, err error) {
	err = s.list(ctx, &list, `SELECT name, since_ms, until_ms, cause FROM outage WHERE office = ? ORDER BY since_ms, name`, s.opt.Office)
	return list, err
}

// worksStill notes with one statement what holds nearly always: that a way in works as it
// did ten minutes ago, when no outage ends and the clock has not gone back.
func (t *tx) worksStill(name string) (bool, error) {
	r, err := t.exec(`UPDATE source SET ok_ms = ? WHERE office = ? AND name = ? AND fault = '' AND ok_ms BETWEEN ? AND ?`,
		t.ms, t.s.opt.Office, name, t.ms-mostQuiet.Milliseconds(), t.ms)
	if err != nil {
		return false, err
	}
	n, err := r.RowsAffected()
	return n > 0, err
}

// SourceOK and SourceFault remember how a way in fares; a fault that goes on keeps the
// time of its beginning.
func (s *Store) SourceOK(ctx context.Context, now time.Time, name string) error {
	return s.act(ctx, now, func(t *tx) error {
		if done, err := t.worksStill(name); done || err != nil {
			return err
		}
		if err := t.endOutage(name); err != nil {
			return err
		}
		_, err := t.exec(`INSERT INTO source (office, name, ok_ms) VALUES (?, ?, ?)
			ON CONFLICT (office, name) DO UPDATE SET ok_ms = excluded.ok_ms, fault = ''`, s.opt.Office, name, t.ms)
		return err
	})
}

func (s *Store) SourceFault(ctx context.Context, now time.Time, name string, fault msg.Message) error {
	return s.act(ctx, now, func(t *tx) error {
		_, err := t.exec(`INSERT INTO source (office, name, fault, fault_ms) VALUES (?, ?, ?, ?)
			ON CONFLICT (office, name) DO UPDATE SET fault = excluded.fault,
				fault_ms = CASE WHEN source.fault = '' THEN excluded.fault_ms ELSE source.fault_ms END`, s.opt.Office, name, fault, t.ms)
		return err
	})
}

// SourceRead remembers that a folder was read up to a cursor, which is to have
// worked as well.
func (s *Store) SourceRead(ctx context.Context, now time.Time, name string, at Cursor) error {
	return s.act(ctx, now, func(t *tx) error {
		if err := t.endOutage(name); err != nil {
			return err
		}
		_, err := t.exec(`INSERT INTO source (office, name, ok_ms, validity, uid) VALUES (?, ?, ?, ?, ?)
			ON CONFLICT (office, name) DO UPDATE SET ok_ms = excluded.ok_ms, fault = '', validity = excluded.validity, uid = excluded.uid`,
			s.opt.Office, name, t.ms, at.Validity, at.UID)
		return err
	})
}

// Cursor returns how far a source was read, the zero cursor when it never was.
func (s *Store) Cursor(ctx context.Context, name string) (at Cursor, err error) {
	err = notFound(s.get(ctx, &at, `SELECT validity, uid FROM source WHERE office = ? AND name = ?`, s.opt.Office, name))
	if errors.Is(err, checklist.ErrNotFound) {
		return Cursor{}, nil
	}
	return at, err
}

// KeepSources forgets the ways in that are no longer configured: nobody waits for
// mail that comes no more by them. It returns the names forgotten.
func (s *Store) KeepSources(ctx context.Context, now time.Time, names []string) (gone []string, err error) {
	err = s.act(ctx, now, func(t *tx) error {
		var known []string
		if err := t.list(&known, `SELECT name FROM source WHERE office = ? ORDER BY name`, s.opt.Office); err != nil {
			return err
		}
		for _, name := range known {
			if slices.Contains(names, name) {
				continue
			}
			if err := t.endOutage(name); err != nil {
				return err
			}
			if _, err := t.exec(`DELETE FROM source WHERE office = ? AND name = ?`, s.opt.Office, name); err != nil {
				return err
			}
			gone = append(gone, name)
		}
		return nil
	})
	return gone, err
}

// Sources returns all ways in.
func (s *Store) Sources(ctx context.Context) (list []Source, err error) {
	err = s.list(ctx, &list, `SELECT name, ok_ms, fault, fault_ms FROM source WHERE office = ? ORDER BY name`, s.opt.Office)
	return list, err
}
