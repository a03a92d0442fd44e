package scheduler

import (
	"context"
	"fmt"
	"time"

	"duban/checklist"
	"duban/db"
)

// ending is a list in which all is settled: the digest does not count it any more, and
// the director gets a last report of it.
type ending struct {
	counts     checklist.Counts
	depts      deptCounter
	first      db.Owed
	unfinished []db.Owed // leads that were waived, or carried over into another list
	lastClosed int64
}

// count adds an item.
func (e *ending) count(r Rules, item []db.Owed, on checklist.Day, zone *time.Location) {
	if e.first.ID == 0 {
		e.first = item[0]
	}
	r.countItem(&e.counts, item, on)
	for _, o := range item {
		e.depts.count(r, o, on, zone)
		e.lastClosed = max(e.lastClosed, o.ClosedMs)
		if o.Role == checklist.Lead && o.State == checklist.Waived {
			e.unfinished = append(e.unfinished, o)
		}
	}
}

// closings decides the last report of each list that has ended, once for all that was
// closed: the director hears how it ended, and then no more of it.
func (s *Scheduler) closings(ctx context.Context, r Rules, l ledger, d checklist.Digest, notBefore time.Time) (letters []db.PlannedLetter, err error) {
	for _, list := range l.endings {
		end := l.ended[list]
		key := fmt.Sprintf("%d/%d", checklist.Local(list), end.lastClosed)
		reported, err := s.store.ClosingSent(ctx, key, l.on)
		if err != nil || reported || end.counts.Total == 0 {
			if err != nil {
				return nil, err
			}
			continue
		}
		last := checklist.Digest{Closing: true, Counts: end.counts, Depts: Rank(end.depts.rows), Head: d.Head, Events: d.Events, MailboxOK: d.MailboxOK}
		if last.Unfinished, err = s.unfinished(ctx, r, end); err != nil {
			return nil, err
		}
		for _, reader := range r.digestReaders(l.facts) {
			letter, err := s.digestTo(ctx, checklist.LetterDigest, reader, l, last)
			if err != nil {
				return nil, err
			}
			letter.Notice.Letter.Checklist, letter.Notice.Letter.List = end.first.Checklist, end.first.Title
			letter.Notice.Key = fmt.Sprintf("closing/%s/%s", reader.ID, key)
			letter.Notice.Reason, letter.Notice.NotBefore = "《"+end.first.Title+"》全部了结", notBefore
			letters = append(letters, letter)
		}
	}
	return letters, nil
}

// numberIssues numbers the issues that one day brings a reader, in their order.
func numberIssues(letters []db.PlannedLetter) {
	before := map[string]int{}
	for _, l := range letters {
		if letter := l.Notice.Letter; letter.Kind == checklist.LetterDigest {
			letter.Digest.No += before[letter.To]
			before[letter.To]++
		}
	}
}

// unfinished names what was waived or carried over, with the reason.
func (s *Scheduler) unfinished(ctx context.Context, r Rules, e *ending) (all []checklist.Unfinished, err error) {
	for _, o := range e.unfinished {
		history, err := s.store.History(ctx, o.ID)
		if err != nil {
			return nil, err
		}
		u := checklist.Unfinished{No: o.No, Content: o.Content, Part: o.Part, Party: r.Directory.PartyName(o.Party)}
		for _, event := range history {
			if event.Kind == checklist.EventWaived {
				u.Why = event.Reason
			}
		}
		all = append(all, u)
	}
	return all, nil
}
