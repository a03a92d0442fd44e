package scheduler

import (
	"context"
	"fmt"
	"slices"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/internal/msg"
)

// Reports to those above and to the clerk are written when they have something new to
// say, else weekly, and never twice the same within so many workdays.
const apartWorkdays = 5

// weekly reports whether a reader's weekly letter is due: on its day, and after it while
// nobody had the day planned, or what was written since has not left. A letter with news
// puts it off.
func (r Rules) weekly(l ledger, last db.Reported) bool {
	due := r.weeklyDay(l.on)
	if due < l.running.begun {
		return false
	}
	if last.OfDay != 0 {
		due = max(due, r.Calendar.Add(last.OfDay, apartWorkdays))
	}
	return due == l.on || due < l.on && (l.planned < due || last.Lapsed >= due) // planned since, there was nothing to say
}

// weeklyDay is the newest day of weekly letters up to a workday: their weekday, or the first
// workday after it.
func (r Rules) weeklyDay(on checklist.Day) checklist.Day {
	for on.Weekday() != r.DigestOn {
		on--
	}
	return r.Calendar.OnOrAfter(on)
}

func weeklyKey(kind letter.Kind, p checklist.Person, on checklist.Day) string {
	return fmt.Sprintf("%s/%s/%s", kind, p.ID, on)
}

// lastLetter is the last report to a reader, without anything where there was none.
func (s *Scheduler) lastLetter(ctx context.Context, last db.Reported) (l letter.Letter, err error) {
	if last.Notice == 0 {
		return l, nil
	}
	list, err := s.store.Notices(ctx, db.NoticeFilter{ID: last.Notice})
	if err != nil || len(list) == 0 {
		return l, err
	}
	return list[0].Letter, nil
}

// matter is what a line of a digest tells: the same thing again is no news.
type matter struct {
	assignment int64
	heading    letter.Heading
	deadline   checklist.Day
	version    int64 // of the claim or the request
}

func matterOf(x letter.Line) matter {
	m := matter{assignment: x.Assignment, heading: x.Heading, deadline: x.Deadline}
	switch x.Heading {
	case letter.HeadingWaiting:
		m.version = x.ClaimVersion
	case letter.HeadingAsked:
		m.version = x.AskedVersion
	}
	return m
}

// newIn counts the lines that tell what no earlier ones do.
func newIn(lines, earlier []letter.Line) (n int) {
	for _, x := range lines {
		n += one(!slices.ContainsFunc(earlier, func(y letter.Line) bool { return matterOf(x) == matterOf(y) }))
	}
	return n
}

// becameOf counts the instructions of which an earlier letter did not tell that they are
// answered, or that their day has passed.
func becameOf(all, earlier []letter.Followed) (n int) {
	for _, x := range all {
		told := slices.ContainsFunc(earlier, func(y letter.Followed) bool {
			return x.Seq == y.Seq && x.Late == y.Late && (x.On == 0) == (y.On == 0)
		})
		n += one(!told && (x.Late || x.On != 0))
	}
	return n
}

// changes are what the director hears of on the day after, and did not do himself.
var changes = []checklist.EventKind{checklist.EventImported, checklist.EventAmended, checklist.EventReturned, checklist.EventAccepted, checklist.EventWaived,
	checklist.EventReopened, checklist.EventExtended, checklist.EventRefused}

// digestNews says what a digest tells its reader that his last one does not.
func (s *Scheduler) digestNews(ctx context.Context, r Rules, d letter.Digest, reader string, last letter.Letter) (news []msg.Message, err error) {
	was := letter.Digest{}
	if last.Digest != nil {
		was = *last.Digest
	}
	say := func(count msg.Message) {
		if count.Facts[0] != 0 {
			news = append(news, count)
		}
	}
	told := slices.Clone(was.Overdue)
	for _, x := range was.Own { // he knows of these
		x.Heading = letter.HeadingOverdue
		told = append(told, x)
	}
	say(msg.New("newly overdue", newIn(letter.WithoutLaterPeriods(d.Overdue), told)))
	say(msg.New("newly claimed", newIn(d.Review, was.Review)))
	say(msg.New("newly asked for time", newIn(d.Asked, was.Asked)))
	say(msg.New("instructions answered or past their day", becameOf(d.Instructions, was.Instructions)))
	say(msg.New("on their last workday", d.LastDay))
	if r.QuietWhenCalm && len(news) == 0 && calm(d) {
		return nil, nil
	}
	unsaid := slices.DeleteFunc(slices.Clone(d.Senders), func(m msg.Message) bool {
		return m.Code == unprovenLately || slices.ContainsFunc(was.Senders, func(x msg.Message) bool { return x.String() == m.String() })
	})
	say(msg.New("mails not confirmed", len(unsaid)))
	if last.Digest == nil { // what he never read of is told by the first
		return news, nil
	}
	n, err := s.store.HappenedSince(ctx, was.Events, reader, changes...)
	say(msg.New("assigned, decided or settled", n))
	return news, err
}

// newsFor leaves those of the things that need a hand that a letter did not name.
func newsFor(todo []letter.Todo, last letter.Letter) (news []letter.Todo) {
	var known []string
	if last.Clerk != nil {
		for _, t := range last.Clerk.Todo {
			known = append(known, about(t)...)
		}
	}
	for _, t := range todo {
		if slices.ContainsFunc(about(t), func(x string) bool { return !slices.Contains(known, x) }) {
			news = append(news, t)
		}
	}
	return news
}

func about(t letter.Todo) []string {
	if len(t.About) == 0 {
		return []string{t.What.String()}
	}
	return t.About
}
