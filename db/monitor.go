package db

import (
	"cmp"
	"context"
	"os"
	"slices"
	"time"

	"duban/checklist"
	"duban/internal/msg"
)

// Trouble is why letters or mails do not move.
type Trouble struct {
	Matter  string
	SinceMs int64
	Count   int         // letters that wait, mailboxes that are not read
	Cause   msg.Message // without addresses or anybody's words
	ToldMs  int64       // when an alarm last went through; 0: none has
}

// same reports whether two are kept alike.
func (t Trouble) same(o Trouble) bool {
	return t.Matter == o.Matter && t.SinceMs == o.SinceMs && t.Count == o.Count && t.ToldMs == o.ToldMs && t.Cause.String() == o.Cause.String()
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
	if err != nil || slices.EqualFunc(known, sortedTroubles(list), Trouble.same) {
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

// Tally is how many there are of something, by office and up to two names.
type Tally struct {
	Office int64
	A, B   string
	N      int64
}

// LetterTallies counts the letters of all offices by kind and state, their attempts by
// outcome (under-way: not yet known), the mails by state.
func (s *Store) LetterTallies(ctx context.Context) (list []Tally, err error) {
	err = s.list(ctx, &list, `SELECT office, kind AS a, state AS b, COUNT(*) AS n FROM notice GROUP BY office, kind, state ORDER BY office, kind, state`)
	return list, err
}

func (s *Store) AttemptTallies(ctx context.Context) (list []Tally, err error) {
	err = s.list(ctx, &list, `
		SELECT n.office, CASE WHEN a.outcome = '' THEN 'under-way' ELSE a.outcome END AS a, '' AS b, COUNT(*) AS n
		FROM attempt a JOIN notice n ON n.id = a.notice GROUP BY n.office, a.outcome ORDER BY n.office, a.outcome`)
	return list, err
}

func (s *Store) MailTallies(ctx context.Context) (list []Tally, err error) {
	err = s.list(ctx, &list, `SELECT office, state AS a, '' AS b, COUNT(*) AS n FROM mail GROUP BY office, state ORDER BY office, state`)
	return list, err
}

// DueItems counts the office's items whose leads still owe something, by the earliest
// day on which they do; those without a day are left out.
func (s *Store) DueItems(ctx context.Context) (map[checklist.Day]int, error) {
	var list []struct {
		Deadline checklist.Day
		N        int
	}
	err := s.list(ctx, &list, `
		SELECT deadline, COUNT(*) AS n FROM (
			SELECT item, MIN(deadline) AS deadline FROM assignment WHERE office = ? AND state = 'open' AND role = 'lead' AND deadline <> '' GROUP BY item) AS owed
		GROUP BY deadline`, s.opt.Office)
	out := map[checklist.Day]int{}
	for _, row := range list {
		out[row.Deadline] = row.N
	}
	return out, err
}

// Size is how many bytes the database takes: of a file, with its log; large mails in
// files beside it not counted.
func (s *Store) Size(ctx context.Context) (bytes int64, err error) {
	if s.Shared() {
		err = s.get(ctx, &bytes, `SELECT pg_database_size(current_database())`)
		return bytes, err
	}
	for _, suffix := range []string{"", "-wal"} {
		if info, err := os.Stat(s.where() + suffix); err == nil {
			bytes += info.Size()
		}
	}
	return bytes, nil
}
