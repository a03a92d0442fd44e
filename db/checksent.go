package db

import (
	"context"
	"encoding/json"
	"math"
	"slices"
	"time"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/internal/msg"
)

// Keeping is what an office promises of its letters, as far as the database cannot know
// it: whoever opens the office says it.
type Keeping struct {
	Workday    func(checklist.Day) bool // nil: every day is one
	StaleAfter time.Duration            // nobody is called silent when mail was last read before; 0: never asked
}

// CheckSending proves what concerns the days on which the letters of the day have left,
// and what they said on them.
func (s *Store) CheckSending(ctx context.Context, k Keeping) (broken []Violation, err error) {
	left, err := s.departures(ctx)
	if err != nil {
		return nil, msg.New("checking the data", s.named(err))
	}
	days, err := s.plannedDays(ctx)
	if err != nil {
		return nil, msg.New("checking the data", s.named(err))
	}
	unread, err := s.unread(ctx)
	if err != nil {
		return nil, msg.New("checking the data", s.named(err))
	}
	for _, d := range left {
		if why := k.untimely(d, days, s.opt.Zone); !why.IsZero() {
			broken = append(broken, Violation{3, inRow(why, d.Key)})
		}
	}
	accusing, err := s.accusing(ctx, k, unread)
	if err != nil {
		return broken, msg.New("checking the data", s.named(err))
	}
	held, err := s.heldInVain(ctx, unread)
	return append(append(broken, accusing...), held...), err
}

// departure is a letter of the day that a server took. What a clock that was ahead has
// sent is left out: its day is none that the office has had.
type departure struct {
	Key       string
	OfDay     checklist.Day
	StartedMs int64
}

func (s *Store) departures(ctx context.Context) (left []departure, err error) {
	err = s.list(ctx, &left, `
		SELECT n.key, n.of_day, t.started_ms FROM notice n JOIN attempt t ON t.notice = n.id AND t.outcome = 'sent'
		WHERE n.office = ? AND n.of_day <> '' AND n.key NOT LIKE '%/' || CAST(n.id AS TEXT) ORDER BY n.id, t.n`, s.opt.Office)
	return left, err
}

// plannedDay is a day that was planned, with the hours of its letters.
type plannedDay struct {
	Day      checklist.Day
	OpensMs  int64
	ClosesMs int64
}

func (s *Store) plannedDays(ctx context.Context) (map[checklist.Day]plannedDay, error) {
	var list []plannedDay
	err := s.list(ctx, &list, `SELECT day, opens_ms, closes_ms FROM planned_day WHERE office = ?`, s.opt.Office)
	days := make(map[checklist.Day]plannedDay, len(list))
	for _, d := range list {
		days[d.Day] = d
	}
	return days, err
}

// untimely says why a letter should not have left when it did; nothing where it may.
func (k Keeping) untimely(d departure, days map[checklist.Day]plannedDay, zone *time.Location) msg.Message {
	on := checklist.DayOf(time.UnixMilli(d.StartedMs), zone)
	hours, planned := days[on]
	switch {
	case on != d.OfDay:
		return msg.New("left on another day")
	case k.dayOff(on, planned):
		return msg.New("left on a day off")
	case planned && (d.StartedMs < hours.OpensMs || d.StartedMs >= hours.ClosesMs):
		return msg.New("left outside the hours")
	}
	return msg.Message{}
}

// dayOff reports whether nothing should have left on a day. A holiday from Monday to
// Friday may have become known after the day was planned and its letters were sent; a
// weekend is one whatever is known.
func (k Keeping) dayOff(on checklist.Day, planned bool) bool {
	if k.Workday == nil || k.Workday(on) {
		return false
	}
	weekday := on.Weekday()
	return !planned || weekday == time.Saturday || weekday == time.Sunday
}

// accusing finds letters that named somebody as silent while a mailbox was not read: by
// what is stored, and by what they say themselves.
func (s *Store) accusing(ctx context.Context, k Keeping, unread outages) (broken []Violation, err error) {
	rows, err := s.rows(ctx, `
		SELECT n.key, n.created_ms, l.facts FROM notice n JOIN letter l ON l.notice = n.id
		WHERE n.office = ? AND n.state = 'sent' AND n.kind IN `+namingKinds+` AND n.key NOT LIKE '%/' || CAST(n.id AS TEXT) ORDER BY n.id`, s.opt.Office)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var key, facts string
		var created int64
		if err := rows.Scan(&key, &created, &facts); err != nil {
			return broken, err
		}
		var l letter.Letter
		if err := json.Unmarshal([]byte(facts), &l); err != nil {
			return broken, msg.New("reading a letter", key, err)
		}
		if (l.SaysUnread() || k.StaleAfter > 0 && unread.at(created, k.StaleAfter)) && l.Accuses() {
			broken = append(broken, Violation{7, inRow(msg.New("called silent on unread mail"), key)})
		}
	}
	return broken, rows.Err()
}

// outages are the times in which a way in that decides was not read.
type outages []Outage

// unread are those that are over, and those that last.
func (s *Store) unread(ctx context.Context) (all outages, err error) {
	sources, err := s.Sources(ctx)
	if err != nil {
		return nil, err
	}
	over, err := s.Outages(ctx)
	if err != nil {
		return nil, err
	}
	for _, src := range sources {
		if since := src.UnreadSince(); since > 0 {
			over = append(over, Outage{Name: src.Name, SinceMs: since, UntilMs: math.MaxInt64, Cause: src.Fault})
		}
	}
	known := slices.Clone(sources)
	for _, o := range over {
		known = append(known, Source{Name: o.Name})
	}
	deciding := Deciding(known)
	return slices.DeleteFunc(over, func(o Outage) bool {
		return !slices.ContainsFunc(deciding, func(s Source) bool { return s.Name == o.Name })
	}), nil
}

// at reports whether a way in had not been read for so long at an instant.
func (all outages) at(ms int64, long time.Duration) bool {
	return slices.ContainsFunc(all, func(o Outage) bool { return ms-o.SinceMs > long.Milliseconds() && ms <= o.UntilMs })
}

// heldInVain finds steps that wait because of a mailbox that was read at that time.
func (s *Store) heldInVain(ctx context.Context, unread outages) (broken []Violation, err error) {
	var held []struct {
		No          int
		Party, Step string
		AtMs        int64
	}
	if err := s.list(ctx, &held, `
		SELECT a.no, a.party, st.step, st.at_ms FROM step st JOIN assignment a ON a.id = st.assignment
		WHERE a.office = ? AND st.state = 'held' AND st.reason LIKE ?
			AND st.at_ms <= (SELECT MAX(ok_ms) FROM source WHERE source.office = a.office) -- a clock that was ahead`, s.opt.Office, asked(letter.ClimbsLater(msg.Message{}))+`,"of":[`+asked(letter.NotReceived("", msg.Message{}))+"%"); err != nil {
		return nil, err
	}
	for _, h := range held {
		if !unread.at(h.AtMs, mostQuiet) {
			broken = append(broken, Violation{7, inRow(msg.New("held although all mail was read"), brokenRow{No: h.No, What: h.Party + " " + h.Step}.said())})
		}
	}
	return broken, nil
}
