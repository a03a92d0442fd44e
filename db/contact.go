package db

import (
	"context"
	"strings"
	"time"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/internal/msg"
)

// Contact is what an assignment's party has been sent and has said so far.
type Contact struct {
	Assignment int64
	Reminded   int
	LastSentMs int64
	LastWord   string
	WordMs     int64
	Way        checklist.Way // how the last word came, where the clerk recorded it
	Told       []msg.Message `db:"-"` // who was told by escalations, and when: 分管副主任（5月8日）
}

// Contacts returns what was sent, by a day, and said in the current round of the
// assignments named; those that have neither are left out. What a clock that was ahead
// has sent is of a day to come, and does not count.
func (s *Store) Contacts(ctx context.Context, on checklist.Day, assignments []int64) (map[int64]Contact, error) {
	out := map[int64]Contact{}
	ids := asJSON(assignments)
	if err := s.addReminded(ctx, on, ids, out); err != nil {
		return nil, err
	}
	for _, add := range []func(context.Context, string, map[int64]Contact) error{s.addWords, s.addTold} {
		if err := add(ctx, ids, out); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// ReadTold reads of assignments on which day, by a day, a letter to their person listed
// them last in the current round; 0 where none has.
func (s *Store) ReadTold(ctx context.Context, on checklist.Day, owed ...*Owed) error {
	ids := make([]int64, len(owed))
	for i, o := range owed {
		ids[i] = o.ID
	}
	reminded := map[int64]Contact{}
	if err := s.addReminded(ctx, on, asJSON(ids), reminded); err != nil {
		return err
	}
	for _, o := range owed {
		o.Told = reminded[o.ID].LastSent(s.opt.Zone)
	}
	return nil
}

// LastSent is the day of the last letter to the party; 0 where there was none.
func (c Contact) LastSent(zone *time.Location) checklist.Day {
	if c.LastSentMs == 0 {
		return 0
	}
	return checklist.DayOf(time.UnixMilli(c.LastSentMs), zone)
}

func (s *Store) addReminded(ctx context.Context, on checklist.Day, ids string, out map[int64]Contact) error {
	var list []Contact
	// The director is reminded of what he owes himself by his digest.
	if err := s.list(ctx, &list, `
		SELECT a.id AS assignment, COUNT(*) AS reminded, MAX(n.sent_ms) AS last_sent_ms
		FROM json_each(?) ids JOIN assignment a ON a.id = CAST(ids.value AS BIGINT)
			JOIN notice_line l ON l.assignment = a.id AND l.round = a.round
			JOIN notice n ON n.id = l.notice AND n.state = 'sent' AND n.sent_ms < ? AND (n.kind IN `+remindingKinds+` OR n.kind = 'digest' AND l.heading = 'owed')
		GROUP BY a.id`, ids, (on+1).At(0, 0, s.opt.Zone).UnixMilli()); err != nil {
		return err
	}
	for _, c := range list {
		out[c.Assignment] = c
	}
	return nil
}

func (s *Store) addWords(ctx context.Context, ids string, out map[int64]Contact) error {
	var list []Contact
	if err := s.list(ctx, &list, `
		SELECT e.assignment, (SELECT x.text FROM evidence x WHERE x.assignment = e.assignment ORDER BY x.at_ms DESC LIMIT 1) AS last_word,
			COALESCE((SELECT CASE WHEN m.kind IN ('phone', 'paper', 'person') THEN m.kind END FROM evidence x JOIN mail m ON m.id = x.mail
				WHERE x.assignment = e.assignment ORDER BY x.at_ms DESC LIMIT 1), '') AS way,
			MAX(e.at_ms) AS word_ms
		FROM json_each(?) ids JOIN evidence e ON e.assignment = CAST(ids.value AS BIGINT) GROUP BY e.assignment`, ids); err != nil {
		return err
	}
	for _, said := range list {
		c := out[said.Assignment]
		c.Assignment, c.LastWord, c.Way, c.WordMs = said.Assignment, said.LastWord, said.Way, said.WordMs
		out[said.Assignment] = c
	}
	return nil
}

func (s *Store) addTold(ctx context.Context, ids string, out map[int64]Contact) error {
	var told []struct {
		Assignment int64
		Person     string
		CreatedOn  checklist.Day
	}
	if err := s.list(ctx, &told, `
		SELECT st.assignment, n.person, n.created_on FROM json_each(?) ids JOIN assignment a ON a.id = CAST(ids.value AS BIGINT)
			JOIN step st ON st.assignment = a.id AND st.round = a.round AND st.deadline = a.deadline AND st.step IN ('escalate-1', 'escalate-2')
			JOIN notice n ON n.id = st.notice
		WHERE n.state <> 'superseded' ORDER BY n.id`, ids); err != nil {
		return err
	}
	for _, row := range told {
		c := out[row.Assignment]
		c.Told = append(c.Told, letter.OnDay(row.Person, row.CreatedOn))
		out[row.Assignment] = c
	}
	return nil
}

// Escalation is when it was last told above, at a level, that a party is late with an item.
type Escalation struct {
	Item  int64
	Party string
	Step  string // escalate-1, escalate-2
	On    checklist.Day
}

// LastEscalations returns of some items the last escalations of each of their parties,
// whichever of its assignments they were about.
func (s *Store) LastEscalations(ctx context.Context, items []int64) (list []Escalation, err error) {
	err = s.list(ctx, &list, `
		SELECT a.item, a.party, st.step, MAX(n.created_on) AS "on" FROM assignment a JOIN step st ON st.assignment = a.id JOIN notice n ON n.id = st.notice
		WHERE a.office = ? AND a.item IN (SELECT CAST(value AS BIGINT) FROM json_each(?)) AND st.step IN ('escalate-1', 'escalate-2') AND n.state <> 'superseded'
		GROUP BY a.item, a.party, st.step ORDER BY a.item, a.party, st.step`, s.opt.Office, asJSON(items))
	return list, err
}

// SettledReport is an assignment that was reported to a supervisor as overdue and
// has been settled since, of which he has not heard.
type SettledReport struct {
	Assignment int64
	Person     string
}

// SettledReports returns what is closed, moved or extended since a supervisor was
// written to about it, until a letter to him says so.
func (s *Store) SettledReports(ctx context.Context) (list []SettledReport, err error) {
	err = s.list(ctx, &list, `
		SELECT st.assignment, n.person FROM step st JOIN notice n ON n.id = st.notice JOIN assignment a ON a.id = st.assignment
		WHERE a.office = ? AND st.step IN ('escalate-1', 'escalate-2') AND n.kind = 'escalate' AND n.state = 'sent'
			AND (a.state IN ('accepted', 'waived') OR EXISTS (
				SELECT 1 FROM event e WHERE e.assignment = a.id AND e.kind IN ('reassigned', 'extension-granted') AND e.at > n.sent_ms))
			AND NOT EXISTS (
				SELECT 1 FROM notice_line l JOIN notice m ON m.id = l.notice
				WHERE l.assignment = a.id AND l.step = 'settled' AND m.person = n.person AND m.id > n.id)
		GROUP BY n.person, a.no, a.id, st.assignment ORDER BY n.person, a.no, a.id`, s.opt.Office)
	return list, err
}

// Reported is the last letter that told its reader how things stand.
type Reported struct {
	Person string
	Notice int64         // 0: there was none
	OfDay  checklist.Day // its day
	Lapsed checklist.Day // the newest day of one that did not leave; 0: none
}

// LastReports returns by reader the last of some kinds of letters that were written for
// days before one. Of letters to the clerk only the daily one is meant, of
// digests none that says how a list ended.
func (s *Store) LastReports(ctx context.Context, before checklist.Day, kinds ...letter.Kind) (map[string]Reported, error) {
	var list []Reported
	err := s.list(ctx, &list, `
		SELECT person, MAX(CASE WHEN state IN ('superseded', 'failed') THEN 0 ELSE id END) AS notice,
			MAX(CASE WHEN state IN ('superseded', 'failed') THEN '' ELSE of_day END) AS of_day,
			MAX(CASE WHEN state IN ('superseded', 'failed') THEN of_day ELSE '' END) AS lapsed
		FROM notice WHERE office = ? AND of_day <> '' AND of_day < ? AND (kind <> 'clerk' OR key LIKE 'clerk/%') AND key NOT LIKE 'closing/%'
			AND kind IN (?`+strings.Repeat(", ?", len(kinds)-1)+`) GROUP BY person`, append([]any{s.opt.Office, before}, toAny(kinds)...)...)
	out := make(map[string]Reported, len(list))
	for _, r := range list {
		out[r.Person] = r
	}
	return out, err
}

func toAny[T any](list []T) (out []any) {
	for _, x := range list {
		out = append(out, x)
	}
	return out
}

// HappenedSince counts the events of some kinds that stand in the history behind seq and
// are not the act of one person.
func (s *Store) HappenedSince(ctx context.Context, seq int64, except string, kinds ...checklist.EventKind) (n int, err error) {
	err = s.get(ctx, &n, `SELECT COUNT(*) FROM event WHERE office = ? AND seq > ? AND actor <> ?
		AND kind IN (?`+strings.Repeat(", ?", len(kinds)-1)+`)`, append([]any{s.opt.Office, seq, except}, toAny(kinds)...)...)
	return n, err
}

// Instruction is an instruction (批示) on an assignment, with what came of it.
type Instruction struct {
	Assignment int64
	Seq        int64
	Actor      string
	On         checklist.Day
	Text       string
	Day        checklist.Day // until when; 0: no day was named
	Reminded   bool          // its day was told
	Raised     bool          // it was reported that nobody answered

	Answered     int64 // the event that ended it; 0: it waits
	AnsweredKind checklist.EventKind
	AnsweredOn   checklist.Day
	Answer       string
}

// The history is the only record of instructions: one waits while nothing behind it
// answers it, or settles its assignment.
const instructions = `
	SELECT e.assignment, e.seq, e.actor, e."on", e.text, e.day,
		EXISTS (SELECT 1 FROM step s WHERE s.assignment = e.assignment AND s.step = 'instruct-' || CAST(e.seq AS TEXT) AND s.state = 'planned') AS reminded,
		EXISTS (SELECT 1 FROM step s WHERE s.assignment = e.assignment AND s.step = 'instructed-' || CAST(e.seq AS TEXT) AND s.state = 'planned') AS raised,
		COALESCE(f.seq, 0) AS answered, COALESCE(f.kind, '') AS answered_kind, COALESCE(f."on", '') AS answered_on, COALESCE(f.text, '') AS answer
	FROM event e LEFT JOIN event f ON f.office = e.office AND f.seq = (
		SELECT MIN(g.seq) FROM event g WHERE g.assignment = e.assignment AND g.assignment > 0 AND g.seq > e.seq AND g.kind IN ('followed', 'accepted', 'waived', 'settled'))
	WHERE e.office = ? AND e.kind = 'instructed'`

// InstructionsOf returns the instructions that wait on some assignments, oldest first.
func (s *Store) InstructionsOf(ctx context.Context, ids []int64) (list []Instruction, err error) {
	if len(ids) == 0 {
		return nil, nil
	}
	err = s.list(ctx, &list, instructions+` AND f.seq IS NULL AND e.assignment IN (SELECT CAST(value AS BIGINT) FROM json_each(?)) ORDER BY e.seq`,
		s.opt.Office, asJSON(ids))
	return list, err
}

// Instructions returns all that wait, and those that were answered from a day on.
func (s *Store) Instructions(ctx context.Context, from checklist.Day) (list []Instruction, err error) {
	err = s.list(ctx, &list, instructions+` AND (f.seq IS NULL OR f."on" >= ?) ORDER BY e.seq`, s.opt.Office, from)
	return list, err
}
