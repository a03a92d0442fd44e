package db

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"duban/checklist"
)

// Trouble is why letters or mails do not move.
type Trouble struct {
	Matter  string
	SinceMs int64
	Count   int    // letters that wait, mailboxes that are not read
	Cause   string // Chinese, without addresses or anybody's words
	ToldMs  int64  // when an alarm last went through; 0: none has
}

// Troubles returns what the daemon last found wrong.
func (s *Store) Troubles(ctx context.Context) (list []Trouble, err error) {
	err = s.list(ctx, &list, `SELECT matter, since_ms, count, cause, told_ms FROM trouble WHERE office = ? ORDER BY since_ms, matter`, s.opt.Office)
	return list, err
}

// NoteTroubles replaces what was wrong by what is; it writes nothing where nothing
// has changed.
func (s *Store) NoteTroubles(ctx context.Context, now time.Time, list []Trouble) error {
	known, err := s.Troubles(ctx)
	if err != nil || slices.Equal(known, sortedTroubles(list)) {
		return err
	}
	return s.act(ctx, now, func(t *tx) error {
		if _, err := t.exec(`DELETE FROM trouble WHERE office = ?`, s.opt.Office); err != nil {
			return err
		}
		for _, x := range list {
			if _, err := t.exec(`INSERT INTO trouble (office, matter, since_ms, count, cause, told_ms) VALUES (?, ?, ?, ?, ?, ?)`,
				s.opt.Office, x.Matter, x.SinceMs, x.Count, x.Cause, x.ToldMs); err != nil {
				return err
			}
		}
		return nil
	})
}

func sortedTroubles(list []Trouble) []Trouble {
	list = slices.Clone(list)
	slices.SortFunc(list, func(a, b Trouble) int {
		return cmp.Or(cmp.Compare(a.SinceMs, b.SinceMs), cmp.Compare(a.Matter, b.Matter))
	})
	return list
}

// Backlog is the letters that should have gone and have not, through no fault of
// their addresses.
type Backlog struct {
	Count   int
	SinceMs int64  // since when the first of them waits in vain, and none has gone; 0: none waits
	Code    string // of the newest failure: 535 or 5.7.8; "" : there was no answer, or no attempt
	Text    string // the relay's own words
}

// Backlog finds out whether letters wait in vain. What a full or moved mailbox holds up
// (4.1, 4.2, 5.1, 5.2 of RFC 3463) is its own; nothing waits in vain while sending is
// paused, nor before the last letter that went.
func (s *Store) Backlog(ctx context.Context, now time.Time) (b Backlog, err error) {
	if _, paused, err := s.Paused(ctx); err != nil || paused {
		return b, err
	}
	const own = `(a.code LIKE '4.1.%' OR a.code LIKE '4.2.%' OR a.code LIKE '5.1.%' OR a.code LIKE '5.2.%')`
	var tried struct {
		Count int
		First *int64
	}
	if err := s.get(ctx, &tried, `
		SELECT COUNT(DISTINCT n.id) AS count, MIN(a.started_ms) AS first FROM notice n JOIN attempt a ON a.notice = n.id
		WHERE n.office = ? AND n.state IN ('queued', 'sending') AND a.outcome = 'retry' AND NOT `+own, s.opt.Office); err != nil {
		return b, err
	}
	var fresh struct {
		Count int
		First *int64
	}
	if err := s.get(ctx, &fresh, `
		SELECT COUNT(*) AS count, MIN(n.not_before) AS first FROM notice n
		WHERE n.office = ? AND n.state = 'queued' AND n.not_before <= ? AND NOT EXISTS (SELECT 1 FROM attempt a WHERE a.notice = n.id)`,
		s.opt.Office, now.Add(2*time.Minute).UnixMilli()); err != nil { // those that were given back for a minute or two
		return b, err
	}
	b.Count = tried.Count + fresh.Count
	for _, first := range []*int64{tried.First, fresh.First} {
		if first != nil && (b.SinceMs == 0 || *first < b.SinceMs) {
			b.SinceMs = *first
		}
	}
	if b.Count == 0 {
		return Backlog{}, nil
	}
	var last struct{ Sent *int64 }
	if err := s.get(ctx, &last, `SELECT MAX(sent_ms) AS sent FROM notice WHERE office = ? AND state = 'sent'`, s.opt.Office); err != nil {
		return b, err
	}
	if last.Sent != nil {
		b.SinceMs = max(b.SinceMs, *last.Sent)
	}
	err = notFound(s.get(ctx, &b, `
		SELECT CAST(? AS BIGINT) AS count, CAST(? AS BIGINT) AS since_ms, a.code, a.text FROM notice n JOIN attempt a ON a.notice = n.id
		WHERE n.office = ? AND n.state IN ('queued', 'sending') AND a.outcome = 'retry' AND NOT `+own+`
		ORDER BY a.finished_ms DESC LIMIT 1`, b.Count, b.SinceMs, s.opt.Office))
	if errors.Is(err, checklist.ErrNotFound) {
		return b, nil
	}
	return b, err
}
