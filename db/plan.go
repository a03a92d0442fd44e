package db

import (
	"context"
	"errors"
	"time"

	"duban/checklist"
)

// Owed is an assignment with its item and where the ladder stands with it.
type Owed struct {
	checklist.Assignment
	Checklist int64
	Title     string // of the checklist
	Ladder    string // which of the office's; "" is the usual one
	Content   string
	SteppedTo checklist.Day // steps up to this day are done
	LastStep  string        // the newest reminder of this version; "" for none
	Escalated int           // the highest level told so far in this version
}

const owedColumns = `a.id, a.office, a.item, a.no, a.part, a.party, a.role, a.state, a.round, a.opened, a.original, a.deadline,
	a.asked, a.asked_ms, a.acked_ms, a.answer_ms, a.claimed_ms, a.closed_ms, a.returns, a.version, a.stepped_to, a.last_step, a.escalated,
	i.checklist, c.title, COALESCE(NULLIF(i.ladder, ''), c.ladder) AS ladder, i.content`

const owedFrom = ` FROM assignment a JOIN item i ON i.id = a.item JOIN checklist c ON c.id = i.checklist `

// Due returns the open assignments for which the ladder has to be asked on a day.
// Its cost follows what is due, not what exists.
func (s *Store) Due(ctx context.Context, on checklist.Day) (due []Owed, err error) {
	err = s.list(ctx, &due, `SELECT `+owedColumns+owedFrom+`
		WHERE a.office = ? AND a.next_day <= ? ORDER BY a.id`, s.opt.Office, on)
	return due, err
}

// OwedBy returns all open assignments of some parties that have begun by a day.
func (s *Store) OwedBy(ctx context.Context, parties []string, on checklist.Day) (owed []Owed, err error) {
	err = s.list(ctx, &owed, `SELECT `+owedColumns+owedFrom+`
		WHERE a.office = ? AND a.state = 'open' AND a.opened <= ? AND a.party IN (SELECT value FROM json_each(?)) ORDER BY a.deadline, a.no, a.id`,
		s.opt.Office, on, asJSON(parties))
	return owed, err
}

// Round is what one planning decided, with every reason.
type Round struct {
	Letters []PlannedLetter
	Idle    []Step                  // steps that bring no letter: skipped or held
	Next    map[int64]checklist.Day // when to ask the ladder again; 0 never
	Again   checklist.Day           // when to ask again for steps whose letter was known already
}

// PlannedLetter is a letter with the steps that it takes care of.
type PlannedLetter struct {
	Notice NewNotice
	Steps  []Step
}

// Step (节点) is one rung of an assignment's ladder, reached.
type Step struct {
	Assignment int64
	Round      int
	Deadline   checklist.Day
	Step       string
	Day        checklist.Day
	State      string // planned, skipped, held
	Notice     int64
	Reason     string
	Level      int // of an escalation; 0 is a reminder
	AtMs       int64
}

// Plan stores a round. A letter whose key exists already takes none of its steps
// along: they stay due, and the ladder is asked for them again on r.Again. It
// returns the number of new letters.
func (s *Store) Plan(ctx context.Context, now time.Time, r Round) (letters int, err error) {
	err = s.act(ctx, now, func(t *tx) error {
		if letters, err = t.planLetters(r); err != nil {
			return err
		}
		for _, st := range r.Idle {
			if err := t.step(st); err != nil {
				return err
			}
		}
		for id, next := range r.Next {
			if _, err := t.exec(`UPDATE assignment SET next_day = NULLIF(?, '') WHERE id = ? AND state = 'open'`, next, id); err != nil {
				return err
			}
		}
		return nil
	})
	return letters, err
}

func (t *tx) planLetters(r Round) (letters int, err error) {
	for _, l := range r.Letters {
		id, err := t.insertNotice(l.Notice)
		if errors.Is(err, errKnown) {
			for _, st := range l.Steps {
				r.Next[st.Assignment] = r.Again
			}
			continue
		}
		if err != nil {
			return 0, err
		}
		letters++
		for _, st := range l.Steps {
			st.Notice, st.State = id, "planned"
			if err := t.step(st); err != nil {
				return 0, err
			}
		}
	}
	return letters, nil
}

func (t *tx) step(st Step) error {
	if _, err := t.exec(`
		INSERT INTO step (assignment, round, deadline, step, day, state, notice, reason, at_ms)
		VALUES (?, ?, ?, ?, ?, ?, NULLIF(CAST(? AS BIGINT), 0), ?, ?)
		ON CONFLICT (assignment, round, deadline, step) DO UPDATE
		SET state = excluded.state, notice = excluded.notice, reason = excluded.reason, at_ms = excluded.at_ms WHERE step.state = 'held'`,
		st.Assignment, st.Round, st.Deadline, st.Step, st.Day, st.State, st.Notice, st.Reason, t.ms); err != nil {
		return err
	}
	if st.State == "held" && st.Level > 0 {
		return nil // an escalation that waits is still due
	}
	_, err := t.exec(`
		UPDATE assignment SET stepped_to = CASE WHEN stepped_to < ? THEN ? ELSE stepped_to END,
			escalated = CASE WHEN escalated < ? THEN ? ELSE escalated END,
			last_step = CASE WHEN ? AND ? >= stepped_to THEN ? ELSE last_step END
		WHERE id = ? AND round = ?`,
		steppedTo(st), steppedTo(st), st.Level, st.Level, st.Level == 0, steppedTo(st), st.Step, st.Assignment, st.Round)
	return err
}

// AskAgain makes the next round ask the ladder of every open assignment: the
// calendar, the ladder or the directory has changed, and what was worked out from
// the old ones no longer holds.
func (s *Store) AskAgain(ctx context.Context, now time.Time) error {
	return s.act(ctx, now, func(t *tx) error {
		_, err := t.exec(`UPDATE assignment SET next_day = ? WHERE office = ? AND state = 'open' AND (next_day > ? OR next_day IS NULL)`,
			t.on, s.opt.Office, t.on)
		return err
	})
}

func steppedTo(st Step) checklist.Day {
	if st.Level > 0 {
		return 0 // escalations have a count of their own
	}
	return st.Day
}

// Steps returns the rungs reached by an assignment, oldest first.
func (s *Store) Steps(ctx context.Context, assignment int64) (steps []Step, err error) {
	err = s.list(ctx, &steps, `
		SELECT assignment, round, deadline, step, day, state, COALESCE(notice, 0) AS notice, reason, at_ms FROM step
		WHERE assignment = ? ORDER BY round, at_ms, day, step`, assignment)
	return steps, err
}

// Contact is what an assignment's party has been sent and has said so far.
type Contact struct {
	Assignment int64
	Reminded   int
	LastSentMs int64
	LastWord   string
	WordMs     int64
	Told       []string `db:"-"` // who was told by escalations, and when: 分管副主任（5月8日）
}

// Contacts returns for each assignment named what was sent and said in its
// current round.
func (s *Store) Contacts(ctx context.Context, assignments []int64) (map[int64]Contact, error) {
	out := make(map[int64]Contact, len(assignments))
	var list []Contact
	if err := s.list(ctx, &list, `
		SELECT a.id AS assignment, COUNT(n.id) AS reminded, COALESCE(MAX(n.sent_ms), 0) AS last_sent_ms,
			COALESCE((SELECT e.text FROM evidence e WHERE e.assignment = a.id ORDER BY e.at_ms DESC LIMIT 1), '') AS last_word,
			COALESCE((SELECT MAX(e.at_ms) FROM evidence e WHERE e.assignment = a.id), 0) AS word_ms
		FROM json_each(?) ids JOIN assignment a ON a.id = CAST(ids.value AS BIGINT)
			LEFT JOIN notice_line l ON l.assignment = a.id AND l.round = a.round
			LEFT JOIN notice n ON n.id = l.notice AND n.state = 'sent' AND n.kind IN ('assign', 'remind')
		GROUP BY a.id`, asJSON(assignments)); err != nil {
		return nil, err
	}
	for _, c := range list {
		out[c.Assignment] = c
	}
	return out, s.addTold(ctx, assignments, out)
}

func (s *Store) addTold(ctx context.Context, assignments []int64, out map[int64]Contact) error {
	var told []struct {
		Assignment int64
		Person     string
		CreatedOn  checklist.Day
	}
	if err := s.list(ctx, &told, `
		SELECT st.assignment, n.person, n.created_on FROM json_each(?) ids JOIN assignment a ON a.id = CAST(ids.value AS BIGINT)
			JOIN step st ON st.assignment = a.id AND st.round = a.round AND st.deadline = a.deadline AND st.step IN ('escalate-1', 'escalate-2')
			JOIN notice n ON n.id = st.notice
		WHERE n.state <> 'superseded' ORDER BY n.id`, asJSON(assignments)); err != nil {
		return err
	}
	for _, row := range told {
		c := out[row.Assignment]
		c.Told = append(c.Told, row.Person+"（"+row.CreatedOn.Short()+"）")
		out[row.Assignment] = c
	}
	return nil
}
