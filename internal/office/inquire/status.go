package inquire

import (
	"context"
	"slices"
	"time"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/internal/office"
	"duban/scheduler"
)

// Standing is how an office stands on a day.
type Standing struct {
	On          checklist.Day
	Counts      letter.Counts
	Items       []Item
	Letters     db.LetterCounts // of the last day
	Rate        Rate
	Paused      *db.Pause // nil: sending goes on
	Sources     []db.Source
	Quarantined int       // mails that wait for the clerk
	Unjudged    []db.Mail // stored for more than five minutes and not processed
	Unpublished []int     // years whose holidays are computed
	Troubles    []Trouble // why letters or mails do not move, and what the daemon found besides
}

// Item is how an item stands.
type Item struct {
	List     int64              `json:"list"` // as --list takes it
	Title    string             `json:"list_title"`
	No       int                `json:"no"`
	Name     string             `json:"name"`
	Leads    []string           `json:"leads"`
	Deadline checklist.Day      `json:"deadline"`
	Forecast bool               `json:"forecast,omitempty"` // the deadline's year is not published
	Standing scheduler.Standing `json:"standing"`
	Late     int                `json:"late,omitempty"`
	Asks     bool               `json:"extension_undecided,omitempty"` // requests for time wait for a decision
	Left     int                `json:"left,omitempty"`
	Missed   int                `json:"missed_periods,omitempty"` // of a recurrence: not reported, by the party that owes the most
}

// Rate is how fast letters are going out.
type Rate struct {
	LastMinute, Due int
}

// Left is how long letters go on at this rate; 0 where none go out.
func (r Rate) Left() time.Duration {
	if r.LastMinute == 0 || r.Due == 0 {
		return 0
	}
	return time.Duration(r.Due) * time.Minute / time.Duration(r.LastMinute)
}

// Status answers how every item stands, and how letters and mail fare.
func Status(ctx context.Context, o *office.Office, now time.Time) (s Standing, err error) {
	all, err := o.Store.RunningLedger(ctx)
	if err != nil {
		return s, err
	}
	s.On = checklist.DayOf(now, o.Zone)
	s.Counts = o.Rules().Count(all, s.On)
	for _, item := range scheduler.ByItem(all) {
		s.Items = append(s.Items, itemOf(o, item, s.On))
	}
	s.Unpublished = o.UnpublishedYears(s.On)
	if s.Troubles, err = troublesNow(ctx, o, now); err != nil {
		return s, err
	}
	return s, s.mail(ctx, o.Store, now)
}

// mail adds how letters and mail fare.
func (s *Standing) mail(ctx context.Context, store *db.Store, now time.Time) (err error) {
	if s.Letters, err = store.LetterCounts(ctx, now.AddDate(0, 0, -1)); err != nil {
		return err
	}
	if s.Rate, err = rate(ctx, store, now); err != nil {
		return err
	}
	if p, paused, err := store.Paused(ctx); err != nil {
		return err
	} else if paused {
		s.Paused = &p
	}
	if s.Sources, err = store.Sources(ctx); err != nil {
		return err
	}
	held, err := store.MailsIn(ctx, checklist.MailQuarantined)
	if err != nil {
		return err
	}
	s.Quarantined = len(held)
	s.Unjudged, err = store.Unjudged(ctx, now)
	return err
}

func rate(ctx context.Context, store *db.Store, now time.Time) (r Rate, err error) {
	if r.Due, err = store.LettersDue(ctx, now); err != nil {
		return r, err
	}
	last, err := store.LetterCounts(ctx, now.Add(-time.Minute))
	r.LastMinute = last.Sent
	return r, err
}

// itemOf shows the deadline that comes next; of a closed item the last.
func itemOf(o *office.Office, parts []db.Owed, on checklist.Day) Item {
	rules := o.Rules()
	s := Item{List: checklist.Local(parts[0].Checklist), Title: parts[0].Title, No: parts[0].No, Name: checklist.ShortName(parts[0].Content), Standing: rules.ItemStanding(parts, on)}
	last := checklist.Day(0)
	for _, p := range parts {
		if p.Role != checklist.Lead {
			continue
		}
		if !slices.Contains(s.Leads, p.Party) { // he may lead several parts
			s.Leads = append(s.Leads, p.Party)
		}
		if p.Deadline != 0 && !p.State.Closed() && (s.Deadline == 0 || p.Deadline < s.Deadline) {
			s.Deadline = p.Deadline
		}
		if p.State.Closed() {
			last = max(last, p.Deadline)
		}
	}
	if s.Standing == scheduler.StandingClosed {
		s.Deadline = last
	}
	s.Forecast = o.Calendar.Forecast(s.Deadline)
	if s.Standing != scheduler.StandingClosed && s.Standing != scheduler.StandingReview {
		s.Asks = rules.ItemUndecided(parts, on)
		s.Late, s.Left = rules.Standing(s.Deadline, on)
		for _, a := range rules.ArrearsOf(parts, on) {
			s.Missed = max(s.Missed, len(a))
		}
	}
	return s
}
