package scheduler

import (
	"context"
	"fmt"
	"time"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/internal/msg"
)

// oneList is what is counted of one checklist.
type oneList struct {
	id         int64
	title      string
	begun      checklist.Day // when its first item began; 0: none has
	counts     letter.Counts
	depts      deptCounter
	course     course
	lastClosed int64
	went       letter.Ended
	unfinished []unfinished // leads that were waived, or that another list carries on
}

// unfinished is a lead that was not struck off; partly: others of its item were.
type unfinished struct {
	db.Owed
	partly bool
}

// ended reports whether nothing of the list is left to do.
func (l *oneList) ended() bool { return l.counts.Total == l.counts.Accepted }

// count adds an item.
func (l *oneList) count(r Rules, item []db.Owed, on checklist.Day, zone *time.Location) {
	r.countItem(&l.counts, item, on)
	l.course.add(item, zone)
	partly, late, extended := false, false, false
	for _, o := range item {
		l.depts.count(r, o, on, zone)
		l.lastClosed = max(l.lastClosed, o.ClosedMs)
		if o.Opened <= on {
			l.begun = earlier(l.begun, o.Opened)
		}
		if o.Role == checklist.Lead && o.State == checklist.Accepted {
			partly, extended = true, extended || o.Original != 0 && o.Original != o.Deadline
			late = late || !r.inTime(claimedOn(o, zone), o.Deadline)
		}
	}
	if partly {
		l.went.OnTime, l.went.Late, l.went.Extended = l.went.OnTime+one(!late), l.went.Late+one(late), l.went.Extended+one(extended)
	}
	for _, o := range item {
		if o.Role == checklist.Lead && o.State == checklist.Waived {
			l.unfinished = append(l.unfinished, unfinished{o, partly})
		}
	}
}

// earlier is the earlier of two days, of which 0 is none.
func earlier(a, b checklist.Day) checklist.Day {
	if a == 0 || b == 0 {
		return max(a, b)
	}
	return min(a, b)
}

// runningOf takes together what counts of the lists that have not ended, under the name of
// the first.
func runningOf(lists []*oneList) (all oneList) {
	for _, l := range lists {
		if l.ended() {
			continue
		}
		if all.id == 0 {
			all.id, all.title = l.id, l.title
		}
		all.begun = earlier(all.begun, l.begun)
		all.counts.Add(l.counts)
		all.depts.add(l.depts)
		all.course.done, all.course.due = append(all.course.done, l.course.done...), append(all.course.due, l.course.due...)
	}
	return all
}

// closings decide the last digest of each list in which nothing is left to do, once for
// all that was closed in it, whatever other lists run: its reader hears how it ended, with
// a report of one page beside it that he can pass on, and then no more of it.
func (s *Scheduler) closings(ctx context.Context, r Rules, l ledger, d letter.Digest, notBefore time.Time) (letters []db.PlannedLetter, err error) {
	for _, list := range l.lists {
		key := fmt.Sprintf("closing/%d/%d/", checklist.Local(list.id), list.lastClosed)
		told, err := s.store.Told(ctx, letter.KindDigest, key) // one that never left is written anew
		if err != nil {
			return nil, err
		}
		if told || !list.ended() {
			continue
		}
		end := letter.Digest{Closing: true, Counts: list.counts, Depts: Rank(list.depts.rows), Course: list.course.until(l.on, list.begun), Head: d.Head, Events: d.Events, MailboxOK: d.MailboxOK}
		if len(l.lists) > 1 {
			end.Title = list.title
		}
		if end.Unfinished, err = s.unfinished(ctx, r, list); err != nil {
			return nil, err
		}
		for _, reader := range r.digestReaders(l.facts) {
			planned, err := s.digestTo(ctx, letter.KindDigest, reader, l, end, letters)
			if err != nil {
				return nil, err
			}
			planned.Notice.Letter.Checklist, planned.Notice.Letter.List = list.id, list.title
			planned.Notice.Key = fmt.Sprint(key, l.on, "/", reader.ID)
			planned.Notice.Reason, planned.Notice.NotBefore = msg.New("all of the list is settled"), notBefore
			letters = append(letters, planned, list.report(planned.Notice, key, l.head.At))
		}
	}
	return letters, nil
}

// report is what the reader of a list's last digest can pass on. It leaves whenever it can:
// what it says is the same on any day.
func (l *oneList) report(last db.NewNotice, key string, headMs int64) db.PlannedLetter {
	d, ended := *last.Letter.Digest, l.went
	ended.From, ended.HeadMs = l.begun, headMs
	d.Ended = &ended
	last.Letter.Kind, last.Letter.Digest = letter.KindReport, &d
	last.Key, last.Reason = "report/"+key+last.Letter.To, msg.New("all of the list is settled, a report to pass on")
	return db.PlannedLetter{Notice: last}
}

// unfinished names what was waived or carried over, with the reason.
func (s *Scheduler) unfinished(ctx context.Context, r Rules, l *oneList) (all []letter.Unfinished, err error) {
	for _, o := range l.unfinished {
		history, err := s.store.History(ctx, o.ID)
		if err != nil {
			return nil, err
		}
		u := letter.Unfinished{No: o.No, Content: o.Content, Part: o.Part, Party: r.Directory.PartyName(o.Party), Partly: o.partly}
		for _, event := range history {
			if event.Kind == checklist.EventWaived {
				u.Why = event.Reason
			}
		}
		all = append(all, u)
	}
	return all, nil
}
