package db

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/internal/msg"
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
	FirstTo   string        // whose mailbox the round's first letter is for; "" : none is on its way
	FirstOn   checklist.Day // when it was sent; 0 not yet

	Told checklist.Day `db:"-"` // when a letter to its person listed it last, once Store.ReadTold has read it
}

// Line is the assignment as a letter shows it under a heading.
func (o Owed) Line(h letter.Heading) letter.Line {
	return letter.LineOf(o.Assignment, h, o.Checklist, o.Title, o.Content)
}

// Place is where the assignment stands today.
func (o Owed) Place() checklist.Place {
	return checklist.Place{List: o.Checklist, Title: o.Title, No: o.No, Part: o.Part, Party: o.Party}
}

const owedColumns = `a.id, a.office, a.item, a.no, a.part, a.every, a.party, a.role, a.state, a.round, a.opened, a.original, a.deadline,
	a.asked, a.asked_ms, a.acked_ms, a.answer_ms, a.claimed_ms, a.closed_ms, a.returns, a.decided, a.version, a.claim_version, a.asked_version, a.instructed_version, a.stepped_to, a.last_step, a.escalated, a.first_to, a.first_on,
	i.checklist, c.title, COALESCE(NULLIF(i.ladder, ''), c.ladder) AS ladder, i.content`

const owedFrom = ` FROM assignment a JOIN item i ON i.id = a.item JOIN checklist c ON c.id = i.checklist `

// DueParty is a party of whose assignments some are due.
type DueParty struct {
	Party string
	Due   int
}

// DueParties returns for whom the ladder has to be asked on a day, by their oldest
// assignments that are due. Its cost follows what is due, not what exists.
func (s *Store) DueParties(ctx context.Context, on checklist.Day) (list []DueParty, err error) {
	err = s.list(ctx, &list, `
		SELECT party, COUNT(*) AS due FROM assignment WHERE office = ? AND next_day <= ? GROUP BY party ORDER BY MIN(id)`, s.opt.Office, on)
	return list, err
}

// OpenOwed is an open assignment with the day on which the ladder is to be asked, and
// of the assignment itself what planning looks at: what was answered, and when, is not
// read.
type OpenOwed struct {
	Owed
	NextDay checklist.Day // 0 never
}

// OwedBy returns the open assignments of some parties that have begun by a day or
// for which the ladder has to be asked on it, by deadline and number. Planning reads
// them by the hundred thousand, so they are taken from the rows by hand.
func (s *Store) OwedBy(ctx context.Context, parties []string, on checklist.Day) (owed []*OpenOwed, err error) {
	rows, err := s.rows(ctx, `
		SELECT a.id, a.item, a.no, a.part, a.every, a.party, a.role, a.round, a.opened, a.original, a.deadline, a.asked, a.asked_ms, a.decided, a.returns, a.instructed_version, a.stepped_to, a.last_step,
			a.escalated, a.first_to, a.first_on, COALESCE(a.next_day, ''), i.checklist, COALESCE(NULLIF(i.ladder, ''), c.ladder), c.title, i.content`+owedFrom+`
		WHERE a.office = ? AND a.state = 'open' AND (a.opened <= ? OR a.next_day <= ?) AND a.party IN (SELECT value FROM json_each(?))`,
		s.opt.Office, on, on, asJSON(parties))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		o := &OpenOwed{}
		o.Office, o.State = s.opt.Office, checklist.Open
		if err := rows.Scan(&o.ID, &o.Item, &o.No, &o.Part, &o.Every, &o.Party, &o.Role, &o.Round, &o.Opened, &o.Original, &o.Deadline, &o.Asked, &o.AskedMs, &o.Decided, &o.Returns, &o.InstructedVersion,
			&o.SteppedTo, &o.LastStep, &o.Escalated, &o.FirstTo, &o.FirstOn, &o.NextDay, &o.Checklist, &o.Ladder, &o.Title, &o.Content); err != nil {
			return nil, err
		}
		owed = append(owed, o)
	}
	slices.SortFunc(owed, func(a, b *OpenOwed) int {
		return cmp.Or(cmp.Compare(a.Deadline, b.Deadline), cmp.Compare(a.No, b.No), cmp.Compare(a.ID, b.ID))
	})
	return owed, rows.Err()
}

// AskAgain makes the next planning ask the ladder of every open assignment: the
// calendar, the ladder or the directory has changed, and what was worked out from
// the old ones no longer holds.
func (s *Store) AskAgain(ctx context.Context, now time.Time) error {
	return s.act(ctx, now, func(t *tx) error {
		end, err := t.newID("assignment")
		for from := s.first(); err == nil && from < end; from += mostAsked {
			_, err = t.exec(`
				UPDATE assignment SET next_day = ?
				WHERE id > ? AND id <= ? AND state = 'open' AND (next_day > ? OR next_day IS NULL)`, t.on, from, min(from+mostAsked, end), t.on)
		}
		return err
	})
}

// mostAsked bounds what one statement changes: until it ends SQLite holds in memory
// what was there before.
const mostAsked = 20_000

// Steps returns the rungs reached by an assignment, oldest first.
func (s *Store) Steps(ctx context.Context, assignment int64) (steps []Step, err error) {
	err = s.list(ctx, &steps, `
		SELECT assignment, round, deadline, step, day, state, COALESCE(notice, 0) AS notice, reason, at_ms FROM step
		WHERE assignment = ? ORDER BY round, at_ms, day, step`, assignment)
	return steps, err
}

// SetLadder lets an item, or with no 0 a whole checklist, climb another of the
// office's ladders; "" is the usual one. The ladder is asked anew today.
func (s *Store) SetLadder(ctx context.Context, now time.Time, list int64, no int, ladder, actor string) error {
	return s.act(ctx, now, func(t *tx) error {
		what, missing := msg.New("the whole list", checklist.Local(list)), msg.New("no such checklist", checklist.Local(list))
		set, args := `UPDATE checklist SET ladder = ? WHERE office = ? AND id = ?`, []any{ladder, s.opt.Office, list}
		if no != 0 {
			what, missing = msg.New("an item of a list", checklist.Local(list), no), msg.New("no such item of a checklist", checklist.Local(list), no)
			set = `UPDATE item SET ladder = ? WHERE checklist IN (SELECT id FROM checklist WHERE office = ? AND id = ?) AND no = ?`
			args = append(args, no)
		}
		res, err := t.exec(set, args...)
		if err != nil {
			return err
		}
		if n, err := res.RowsAffected(); err != nil || n == 0 {
			return fmt.Errorf("%w: %w", checklist.ErrNotFound, missing)
		}
		if _, err := t.exec(`
			UPDATE assignment SET next_day = ? WHERE state = 'open' AND (next_day > ? OR next_day IS NULL)
				AND item IN (SELECT id FROM item WHERE checklist = ? AND (? = 0 OR no = ?))`, t.on, t.on, list, no, no); err != nil {
			return err
		}
		return t.append(checklist.Event{Kind: checklist.EventLadder, Actor: actor, Text: ladder, Reason: what})
	})
}
