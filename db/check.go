package db

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/internal/msg"
)

// Violation is a broken invariant of the stored data: the number is DESIGN's.
type Violation struct {
	Invariant int // 0: the file itself
	What      msg.Message
}

// String is for programs and tests.
func (v Violation) String() string { return fmt.Sprintf("invariant %d: %s", v.Invariant, v.What) }

// inRow is what is wrong, and with which row of the database.
func inRow(what msg.Message, row any) msg.Message { return msg.New("found in a row", what, row) }

// Check proves the invariants that concern stored data and returns what breaks
// them. It reads everything, so it is for tests, restores and the clerk. What only an
// office with its calendar can tell is CheckSending's.
func (s *Store) Check(ctx context.Context) (broken []Violation, err error) {
	for _, check := range []func(context.Context) ([]Violation, error){
		s.checkFile, s.checkChain, s.checkReplay, s.checkQueries, s.checkMails, s.checkDocuments,
	} {
		found, err := check(ctx)
		if err != nil {
			return broken, msg.New("checking the data", s.named(err))
		}
		broken = append(broken, found...)
	}
	return broken, nil
}

func (s *Store) checkFile(ctx context.Context) (broken []Violation, err error) {
	faults, err := s.sound(ctx, s.read)
	for _, f := range faults {
		broken = append(broken, Violation{0, f})
	}
	return broken, err
}

// checkChain proves invariant 9, first half: the chain of hashes holds, without a gap.
func (s *Store) checkChain(ctx context.Context) (broken []Violation, err error) {
	prev, seq := checklist.ChainStart, int64(0)
	err = s.Events(ctx, func(e checklist.Event) error {
		seq++
		if e.Seq != seq {
			broken = append(broken, Violation{9, msg.New("the chain lacks a record", seq)})
			seq = e.Seq
		}
		if e.Seal(prev) != e.Hash {
			broken = append(broken, Violation{9, msg.New("the hash of a record is wrong", e.Seq)})
		}
		prev = e.Hash
		return nil
	})
	return broken, err
}

// checkReplay proves invariant 9, second half: the events replay to the state.
func (s *Store) checkReplay(ctx context.Context) (broken []Violation, err error) {
	all, err := s.Everything(ctx)
	if err != nil {
		return nil, err
	}
	histories := make(map[int64][]checklist.Event, len(all))
	err = s.Events(ctx, func(e checklist.Event) error {
		histories[e.Assignment] = append(histories[e.Assignment], e)
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, o := range all {
		a, err := checklist.Replay(o.ID, o.Office, o.Item, o.No, histories[o.ID])
		if err != nil {
			broken = append(broken, Violation{9, msg.New("its records cannot be replayed", o.ID, o.No, o.Party, err)})
		} else if a != o.Assignment {
			broken = append(broken, Violation{9, msg.New("its records say something else", o.ID, o.No, o.Party, fmt.Sprintf("%+v", a), fmt.Sprintf("%+v", o.Assignment))})
		}
	}
	return broken, nil
}

// checkQueries runs the invariants that one statement can ask for: each returns a
// row for every one of the office's that breaks it.
func (s *Store) checkQueries(ctx context.Context) (broken []Violation, err error) {
	for _, q := range invariantQueries {
		var rows []brokenRow
		if err := s.list(ctx, &rows, q.sql, s.opt.Office); err != nil {
			return broken, msg.New("checking an invariant", q.invariant, err)
		}
		for _, r := range rows {
			broken = append(broken, Violation{q.invariant, inRow(q.what, r.said())})
		}
	}
	return broken, nil
}

// brokenRow is which row a query has found: its key or number, the item that it is about,
// and what else tells it from others.
type brokenRow struct {
	Key  string
	No   int
	What string
}

func (r brokenRow) said() msg.Message {
	var where []any
	if r.Key != "" {
		where = append(where, r.Key)
	}
	if r.No > 0 {
		where = append(where, msg.New("item of a row", r.No))
	}
	if r.What != "" {
		where = append(where, r.What)
	}
	return msg.Together(msg.Places, where...)
}

var invariantQueries = []struct {
	invariant int
	what      msg.Message
	sql       string
}{
	{1, msg.New("sent without a copy or without success"), `
		SELECT n.key FROM notice n WHERE n.office = ? AND n.state = 'sent' AND (NOT EXISTS (SELECT 1 FROM rendered r WHERE r.notice = n.id) OR NOT EXISTS (
			SELECT 1 FROM attempt t WHERE t.notice = n.id AND t.outcome = 'sent'))`},
	{1, msg.New("sent more than once without saying so"), `
		SELECT n.key FROM notice n JOIN attempt t ON t.notice = n.id WHERE n.office = ? AND t.outcome = 'sent'
		GROUP BY n.id HAVING COUNT(*) > 1 + SUM(t.repeat)`},
	{3, msg.New("two reminders on one day"), `
		SELECT person AS key, created_on AS what FROM notice WHERE office = ? AND kind IN ` + remindingKinds + ` AND state <> 'superseded' AND key NOT LIKE 'assign/%' AND key NOT LIKE '%/' || CAST(id AS TEXT) -- what is new beside it, and what a clock that was ahead has sent
		GROUP BY office, person, created_on HAVING COUNT(*) > 1`},
	{4, msg.New("closed and still reminded"), `
		SELECT CAST(id AS TEXT) AS key, no, party AS what FROM assignment WHERE office = ? AND state <> 'open' AND next_day IS NOT NULL`},
	{4, msg.New("reminded of what was closed"), `
		SELECT n.key, MIN(a.no) AS no FROM notice n JOIN notice_line l ON l.notice = n.id AND l.step <> ''
		JOIN assignment a ON a.id = l.assignment
		WHERE n.office = ? AND n.kind IN ` + remindingKinds + ` AND n.state = 'sent' AND n.key NOT LIKE '%/' || CAST(n.id AS TEXT) AND a.round = l.round AND a.closed_ms > 0
			AND a.closed_ms < (SELECT MIN(t.started_ms) FROM attempt t WHERE t.notice = n.id)
		GROUP BY n.id HAVING COUNT(*) = (SELECT COUNT(*) FROM notice_line k WHERE k.notice = n.id AND k.step <> '')`},
	{5, msg.New("open without a next step"), `
		SELECT CAST(id AS TEXT) AS key, no, party AS what FROM assignment WHERE office = ? AND state = 'open' AND role = 'lead' AND next_day IS NULL`},
	{5, msg.New("overdue and never named"), `
		SELECT CAST(a.id AS TEXT) AS key, a.no, a.party AS what FROM assignment a WHERE a.office = ? AND a.state = 'open' AND a.role = 'lead' AND a.deadline <> ''
			AND NOT EXISTS (SELECT 1 FROM pause WHERE pause.office = a.office)
			AND 10 < (SELECT COUNT(*) FROM planned_day p WHERE p.office = a.office AND p.reports = 1 AND p.day > a.deadline AND p.day > a.opened) -- two weekly digests at the least
			AND NOT EXISTS (SELECT 1 FROM notice_line l JOIN notice n ON n.id = l.notice WHERE l.assignment = a.id AND l.round = a.round AND n.created_on > a.deadline)
			AND NOT EXISTS (SELECT 1 FROM step st WHERE st.assignment = a.id AND st.round = a.round AND st.state = 'held')`},
	{5, msg.New("an instruction past its day was not told of"), `
		SELECT CAST(e.seq AS TEXT) AS key, a.no, a.party AS what FROM event e JOIN assignment a ON a.id = e.assignment
		WHERE e.office = ? AND e.kind = 'instructed' AND e.day <> '' AND a.state = 'open' AND a.instructed_version > 0
			AND NOT EXISTS (SELECT 1 FROM event f WHERE f.assignment = e.assignment AND f.seq > e.seq AND f.kind IN ('followed', 'accepted', 'waived', 'settled'))
			AND NOT EXISTS (SELECT 1 FROM step st WHERE st.assignment = a.id AND st.step = 'instructed-' || CAST(e.seq AS TEXT))
			AND NOT EXISTS (SELECT 1 FROM pause WHERE pause.office = a.office)
			AND 3 < (SELECT COUNT(*) FROM planned_day p WHERE p.office = a.office AND p.reports = 1 AND p.day > e.day AND p.day > e."on" AND p.day > a.opened)`},
	{6, msg.New("a first letter was skipped"), `
		SELECT CAST(st.assignment AS TEXT) AS key, a.no FROM step st JOIN assignment a ON a.id = st.assignment WHERE a.office = ? AND st.step = 'assign' AND st.state = 'skipped'`},
	{6, msg.New("a first letter was neither sent nor waits"), `
		SELECT CAST(a.id AS TEXT) AS key, a.no, a.party AS what FROM assignment a WHERE a.office = ? AND a.state = 'open' AND a.first_to <> '' AND a.first_on = ''
			AND NOT EXISTS (SELECT 1 FROM notice_line l JOIN notice n ON n.id = l.notice
				WHERE l.assignment = a.id AND l.round = a.round AND l.step = 'assign' AND n.state IN ('queued', 'sending', 'sent'))
			AND NOT EXISTS (SELECT 1 FROM step st WHERE st.assignment = a.id AND st.round = a.round AND st.step = 'assign' AND st.state = 'held') -- no letter reaches him, or it is due again`},
	{6, msg.New("told above before the first letter"), `
		SELECT n.key, a.no FROM step st JOIN notice n ON n.id = st.notice JOIN assignment a ON a.id = st.assignment
		WHERE a.office = ? AND st.state = 'planned' AND st.step LIKE 'escalate-%' AND n.state = 'sent' AND st.reason LIKE '{"say":%' AND st.reason NOT LIKE '%` + asked(letter.Undelivered(msg.Message{})) + `%'
			AND EXISTS (SELECT 1 FROM step f WHERE f.assignment = a.id AND f.step = 'assign') -- its ladder begins with one
			AND NOT EXISTS (SELECT 1 FROM notice_line l JOIN notice m ON m.id = l.notice
				WHERE l.assignment = a.id AND m.state = 'sent' AND m.sent_ms < n.created_ms AND m.kind IN ` + askingKinds + `)`},
	{6, msg.New("a step without its letter"), `
		SELECT CAST(st.assignment AS TEXT) AS key, st.step AS what FROM step st JOIN assignment a ON a.id = st.assignment LEFT JOIN notice n ON n.id = st.notice WHERE a.office = ? AND st.state = 'planned' AND n.id IS NULL`},
	{8, msg.New("evidence of an automatic mail"), `
		SELECT CAST(e.mail AS TEXT) AS key FROM evidence e JOIN mail m ON m.id = e.mail WHERE m.office = ? AND m.kind NOT IN ('reply', 'phone', 'paper', 'person')`},
	{5, msg.New("an instruction took effect unconfirmed"), `
		SELECT CAST(e.seq AS TEXT) AS key, e.kind AS what FROM event e JOIN confirmation c ON c.mail = e.mail WHERE e.office = ? AND e.assignment > 0 AND e.actor = c.person
			AND NOT EXISTS (SELECT 1 FROM event y WHERE y.mail = e.mail AND y.mail > 0 AND y.kind = 'confirmed' AND y.seq < e.seq)`},
	{5, msg.New("nobody was asked to confirm"), `
		SELECT CAST(c.mail AS TEXT) AS key FROM confirmation c JOIN mail m ON m.id = c.mail WHERE m.office = ? AND m.state = 'asked'
			AND NOT EXISTS (SELECT 1 FROM notice n WHERE n.office = m.office AND n.kind = 'confirm' AND n.person = c.person)`},
	{9, msg.New("evidence without the record of its mail"), `
		SELECT CAST(e.mail AS TEXT) AS key FROM evidence e JOIN mail m ON m.id = e.mail WHERE m.office = ? AND m.state = 'received'`},
	{9, msg.New("sent without a record"), `
		SELECT n.key FROM notice n WHERE n.office = ? AND n.state = 'sent' AND NOT EXISTS (
			SELECT 1 FROM event e WHERE e.notice = n.id AND e.kind = 'sent')`},
}

// checkMails proves that every raw mail is there and matches its hash.
func (s *Store) checkMails(ctx context.Context) (broken []Violation, err error) {
	var ids []int64
	if err := s.list(ctx, &ids, `SELECT id FROM mail WHERE office = ? ORDER BY id`, s.opt.Office); err != nil {
		return nil, err
	}
	for _, id := range ids {
		_, err := s.RawMail(ctx, id)
		switch {
		case errors.Is(err, checklist.ErrConflict):
			broken = append(broken, Violation{9, msg.New("a mail differs from its hash", checklist.Local(id))})
		case errors.Is(err, checklist.ErrNotFound):
			broken = append(broken, Violation{9, msg.New("the file of a mail is gone", checklist.Local(id), s.FilesDir())})
		case err != nil:
			broken = append(broken, Violation{9, msg.New("a mail cannot be read", checklist.Local(id), err)})
		}
	}
	return broken, nil
}

func (s *Store) checkDocuments(ctx context.Context) (broken []Violation, err error) {
	var docs []struct {
		SHA256 string `db:"sha256"`
		Raw    []byte
	}
	if err := s.list(ctx, &docs, `SELECT sha256, raw FROM document WHERE office = ?`, s.opt.Office); err != nil {
		return nil, err
	}
	for _, d := range docs {
		if sum := sha256.Sum256(d.Raw); hex.EncodeToString(sum[:]) != d.SHA256 {
			broken = append(broken, Violation{9, inRow(msg.New("a document differs from its hash"), d.SHA256)})
		}
	}
	return broken, nil
}

// asked is how a stored message of a code begins.
func asked(m msg.Message) string { return `{"say":"` + m.Code + `"` }
