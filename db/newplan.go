package db

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"duban/checklist"
	"duban/internal/msg"
)

// Plan is what one planning decided, with every reason.
type Plan struct {
	Letters []PlannedLetter
	Idle    []Step                  // steps that bring no letter: skipped or held
	Next    map[int64]checklist.Day // when to ask the ladder again; 0 never
	Again   checklist.Day           // when to ask again for steps whose letter was known already
	Reports bool                    // it ends the day's planning: digests and overviews are decided
	Hours   checklist.Hours         // when the letters of the day leave
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
	State      checklist.StepState
	Notice     int64
	Reason     msg.Message
	Level      int    // of an escalation; 0 is a reminder
	FirstTo    string // of a first letter: whose mailbox it is for
	AtMs       int64
}

// Plan stores a plan. A letter whose key exists already takes none of its steps
// along: they stay due, and the ladder is asked for them again on r.Again, which it
// notes in r.Next. It returns the number of new letters.
func (s *Store) Plan(ctx context.Context, now time.Time, r Plan) (letters int, err error) {
	err = s.act(ctx, now, func(t *tx) error {
		steps, err := t.planLetters(r, &letters)
		if err != nil {
			return err
		}
		steps = append(steps, r.Idle...)
		if err := t.insertSteps(steps); err != nil {
			return err
		}
		if err := t.climb(steps, r.Next); err != nil {
			return err
		}
		return t.planned(r)
	})
	return letters, err
}

// planned notes that today was planned, and the hours that its letters have: the widest,
// where they were changed during the day.
func (t *tx) planned(r Plan) error {
	done := 0
	if r.Reports {
		done = 1
	}
	zone := t.s.opt.Zone
	_, err := t.exec(`
		INSERT INTO planned_day (office, day, at_ms, reports, opens_ms, closes_ms) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT (office, day) DO UPDATE SET reports = CASE WHEN excluded.reports = 1 THEN 1 ELSE planned_day.reports END,
			opens_ms = CASE WHEN excluded.opens_ms < planned_day.opens_ms THEN excluded.opens_ms ELSE planned_day.opens_ms END,
			closes_ms = CASE WHEN excluded.closes_ms > planned_day.closes_ms THEN excluded.closes_ms ELSE planned_day.closes_ms END`,
		t.s.opt.Office, t.on, t.ms, done, r.Hours.Opens(t.on, zone).UnixMilli(), r.Hours.Closes(t.on, zone).UnixMilli())
	return err
}

// planLetters returns the steps that the new letters take care of.
func (t *tx) planLetters(r Plan, letters *int) (steps []Step, err error) {
	notices := make([]NewNotice, len(r.Letters))
	for i, l := range r.Letters {
		notices[i] = l.Notice
	}
	ids, err := t.insertNotices(notices)
	if err != nil {
		return nil, err
	}
	*letters = 0
	for i, l := range r.Letters {
		if ids[i] != 0 {
			*letters++
		}
		for _, st := range l.Steps {
			if ids[i] == 0 {
				r.Next[st.Assignment] = r.Again
				continue
			}
			st.Notice, st.State = ids[i], checklist.StepPlanned
			steps = append(steps, st)
		}
	}
	return steps, nil
}

func (t *tx) insertSteps(steps []Step) error {
	rows := make([][]any, len(steps))
	for i, st := range steps {
		var notice any
		if st.Notice != 0 {
			notice = st.Notice
		}
		rows[i] = []any{st.Assignment, st.Round, st.Deadline, st.Step, st.Day, st.State, notice, st.Reason, t.ms}
	}
	return t.insertMany(`INSERT INTO step (assignment, round, deadline, step, day, state, notice, reason, at_ms)`, rows, `
		ON CONFLICT (assignment, round, deadline, step) DO UPDATE
		SET state = excluded.state, notice = excluded.notice, reason = excluded.reason, at_ms = excluded.at_ms WHERE step.state = 'held' OR step.step = 'assign'`) // a new holder gets a first letter too
}

// move is how far planning has come with an assignment. Many assignments make the
// same one on the same day, and are written together.
type move struct {
	round     int
	steppedTo checklist.Day
	lastStep  string
	escalated int
	firstTo   string
	asked     bool
	next      checklist.Day // 0 never
}

// after is the move with one more step.
func (m move) after(st Step) move {
	m.round = st.Round
	switch {
	case strings.HasPrefix(st.Step, "instruct"): // no rung of the ladder
		return m
	case st.State == checklist.StepHeld: // what waits is still due
	case st.Level > 0:
		m.escalated = max(m.escalated, st.Level)
	case st.Day >= m.steppedTo:
		m.steppedTo, m.lastStep = st.Day, st.Step
	}
	if st.State != checklist.StepHeld {
		m.firstTo = cmp.Or(st.FirstTo, m.firstTo)
	}
	return m
}

// climb notes on the assignments how far the ladder has been climbed, and when it
// is to be asked again.
func (t *tx) climb(steps []Step, next map[int64]checklist.Day) error {
	moves := make(map[int64]move, len(next))
	for _, st := range steps {
		moves[st.Assignment] = moves[st.Assignment].after(st)
	}
	for id, day := range next {
		m := moves[id]
		m.asked, m.next = true, day
		moves[id] = m
	}
	together := map[move][]int64{}
	for _, id := range slices.Sorted(maps.Keys(moves)) { // neighbours share a page
		together[moves[id]] = append(together[moves[id]], id)
	}
	for m, ids := range together {
		if err := t.move(m, ids); err != nil {
			return err
		}
	}
	return nil
}

// move writes one move of many assignments. One whose round has changed meanwhile
// keeps its place on the ladder, one that is no longer open is not asked again.
func (t *tx) move(m move, ids []int64) error {
	for some := range slices.Chunk(ids, mostIDs) {
		if _, err := t.exec(`
			UPDATE assignment SET stepped_to = CASE WHEN round = ? AND stepped_to < ? THEN ? ELSE stepped_to END,
				last_step = CASE WHEN round = ? AND ? <> '' AND stepped_to <= ? AND (? <> 'assign' OR last_step = '') THEN ? ELSE last_step END,
				first_to = CASE WHEN round = ? AND ? <> '' THEN ? ELSE first_to END,
				first_on = CASE WHEN round = ? AND ? <> '' THEN '' ELSE first_on END,
				escalated = CASE WHEN round = ? AND escalated < ? THEN ? ELSE escalated END,
				next_day = CASE WHEN ? AND state = 'open' THEN NULLIF(?, '') ELSE next_day END
			WHERE id IN `+places(1, len(some)), values(some, m.round, m.steppedTo, m.steppedTo, m.round, m.lastStep, m.steppedTo, m.lastStep, m.lastStep,
			m.round, m.firstTo, m.firstTo, m.round, m.firstTo, m.round, m.escalated, m.escalated, m.asked, m.next)...); err != nil {
			return err
		}
	}
	return nil
}
