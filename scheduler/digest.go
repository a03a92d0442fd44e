package scheduler

import (
	"context"
	"fmt"
	"slices"
	"time"

	"duban/checklist"
	"duban/db"
)

// ledger is the whole list on one day, as digests see it.
type ledger struct {
	facts
	all   []db.Owed
	head  checklist.Event
	notes []db.Note
}

// readLedger reads everything: once a day, for the director.
func (s *Scheduler) readLedger(ctx context.Context, r Rules, on checklist.Day, now time.Time) (l ledger, err error) {
	l.facts = facts{on: on, zone: s.store.Zone(), mates: map[int64][]db.Owed{}}
	if l.all, err = s.store.Ledger(ctx); err != nil {
		return l, err
	}
	var matter []int64 // those of which a digest says more than a number
	for _, o := range l.all {
		l.mates[o.Item] = append(l.mates[o.Item], o)
		late, _ := r.Standing(o.Deadline, on)
		if o.State == checklist.Submitted || o.State == checklist.Open && (late > 0 || o.Asked != 0) {
			matter = append(matter, o.ID)
		}
	}
	if l.contacts, err = s.store.Contacts(ctx, matter); err != nil {
		return l, err
	}
	if l.faults, err = s.store.Faults(ctx); err != nil {
		return l, err
	}
	if l.head, err = s.store.Head(ctx); err != nil {
		return l, err
	}
	l.notes, err = s.store.Notes(ctx, now.AddDate(0, 0, -14))
	return l, err
}

// digests decides the day's letters to those who judge. The director gets his on
// the weekly day, and daily while anything is red or waits for him; with nothing
// left to do there is none. Reviewers get only what waits for them.
func (s *Scheduler) digests(ctx context.Context, r Rules, l ledger, steps []db.Step, notBefore time.Time) (letters []db.PlannedLetter, err error) {
	counts := r.Count(l.all, l.on)
	if !l.begun() {
		return nil, nil
	}
	d, err := s.digest(ctx, r, l, counts)
	if err != nil {
		return nil, err
	}
	if counts.Total == counts.Accepted {
		return s.closing(ctx, r, l, d, notBefore)
	}
	waiting := len(d.Review) + len(d.Asked)
	for _, p := range r.directors(l.facts) {
		reason, ok := r.digestReason(l, d, waiting)
		if !ok && len(steps) == 0 {
			continue
		}
		letter, err := s.digestTo(ctx, checklist.LetterDigest, p, l, d)
		if err != nil {
			return nil, err
		}
		letter.Notice.Reason, letter.Notice.NotBefore, letter.Steps = reason, notBefore, steps
		steps = nil // told once, in the first director's
		letters = append(letters, letter)
	}
	for _, p := range r.Directory.WithDuty(checklist.DutyReviewer) {
		if waiting == 0 || p.Has(checklist.DutyDirector) {
			continue
		}
		letter, err := s.digestTo(ctx, checklist.LetterReview, p, l, d)
		if err != nil {
			return nil, err
		}
		letter.Notice.Reason, letter.Notice.NotBefore = fmt.Sprintf("%d项待审", waiting), notBefore
		letters = append(letters, letter)
	}
	return letters, nil
}

// closing decides the last digest, once for all that was closed: with nothing left
// to do the director hears how it ended, and then no more.
func (s *Scheduler) closing(ctx context.Context, r Rules, l ledger, d checklist.Digest, notBefore time.Time) (letters []db.PlannedLetter, err error) {
	var last int64
	for _, o := range l.all {
		last = max(last, o.ClosedMs)
	}
	d.Closing, d.Next, d.Depts = true, 0, Rank(d.Depts)
	for _, p := range r.directors(l.facts) {
		letter, err := s.digestTo(ctx, checklist.LetterDigest, p, l, d)
		if err != nil {
			return nil, err
		}
		letter.Notice.Key = fmt.Sprintf("closing/%s/%d", p.ID, last)
		letter.Notice.Reason, letter.Notice.NotBefore = "全部销号", notBefore
		letters = append(letters, letter)
	}
	return letters, nil
}

// begun reports whether any list has been issued yet.
func (l ledger) begun() bool {
	return slices.ContainsFunc(l.all, func(o db.Owed) bool { return o.Opened <= l.on })
}

// directors returns who gets the digest: the directors, or where no letter reaches
// them the clerks, so that it always reaches somebody.
func (r Rules) directors(f facts) (reachable []checklist.Person) {
	for _, p := range r.Directory.WithDuty(checklist.DutyDirector) {
		if f.unreachable(p, true) == "" {
			reachable = append(reachable, p)
		}
	}
	if len(reachable) == 0 {
		return r.Directory.WithDuty(checklist.DutyClerk)
	}
	return reachable
}

// digestReason says why the director hears today; false when he need not.
func (r Rules) digestReason(l ledger, d checklist.Digest, waiting int) (string, bool) {
	switch {
	case len(d.Overdue) > 0:
		return fmt.Sprintf("逾期%d项，每个工作日报告", d.Counts.Red), true
	case waiting > 0:
		return fmt.Sprintf("%d项待审", waiting), true
	case d.LastDay > 0:
		return fmt.Sprintf("%d项时限的最后一个工作日", d.LastDay), true
	case r.weekly(l.on) && (!r.QuietWhenCalm || d.Counts.Amber > 0):
		return "每周专报", true
	}
	return "提级报主任", false
}

// lastWorkday counts the open items whose deadline has no workday left after this.
func (r Rules) lastWorkday(l ledger) (n int) {
	for _, item := range ByItem(l.all) {
		if slices.ContainsFunc(item, func(o db.Owed) bool {
			return o.Role == checklist.Lead && o.State == checklist.Open && o.Deadline != 0 && r.Calendar.OnOrBefore(r.counts(o.Deadline)) == l.on
		}) {
			n++
		}
	}
	return n
}

// weekly reports whether the weekly digest falls on a workday: its own day, or
// the first workday after it.
func (r Rules) weekly(on checklist.Day) bool {
	day := on
	for day.Weekday() != r.DigestOn {
		day--
	}
	return r.Calendar.OnOrAfter(day) == on
}

func (s *Scheduler) digestTo(ctx context.Context, kind checklist.LetterKind, p checklist.Person, l ledger, d checklist.Digest) (db.PlannedLetter, error) {
	n, err := s.store.CountNotices(ctx, kind, p.ID)
	if err != nil {
		return db.PlannedLetter{}, err
	}
	d.No = n + 1
	letter := checklist.Letter{Kind: kind, To: p.ID, Salutation: p.Title, On: l.on, Digest: &d}
	if kind == checklist.LetterReview {
		d.Overdue, d.Depts = nil, nil
	}
	// Every assignment that an answer may name stands in the letter's lines.
	letter.Lines = slices.Concat(d.Overdue, d.Review, d.Asked)
	letter.Lines = uniqueLines(letter.Lines)
	if len(l.all) > 0 {
		letter.Checklist, letter.List = l.all[0].Checklist, l.all[0].Title
	}
	return db.PlannedLetter{Notice: db.NewNotice{Key: fmt.Sprintf("%s/%s/%s", kind, p.ID, l.on), Letter: letter}}, nil
}

func uniqueLines(lines []checklist.Line) (out []checklist.Line) {
	seen := map[int64]bool{}
	for _, line := range lines {
		if !seen[line.Assignment] {
			out = append(out, line)
			seen[line.Assignment] = true
		}
	}
	return out
}

// digest gathers what the director decides by.
func (s *Scheduler) digest(ctx context.Context, r Rules, l ledger, counts checklist.Counts) (d checklist.Digest, err error) {
	d = checklist.Digest{Counts: counts, LastDay: r.lastWorkday(l), Head: l.head.Hash, Events: l.head.Seq, Next: r.Calendar.Add(l.on, 1)}
	for _, o := range l.all {
		if o.Role != checklist.Lead {
			continue
		}
		line := l.line(r, o)
		if p, known := r.Directory.ResponsibleFor(o.Party); l.unreachable(p, known) != "" {
			line.Fault = l.unreachable(p, known)
		}
		switch {
		case o.Asked != 0 && !o.State.Closed():
			line.Asked, line.AskedWhy = o.Asked, line.LastWord
			d.Asked = append(d.Asked, line)
		case o.State == checklist.Submitted:
			if err := s.addClaim(ctx, &line, o); err != nil {
				return d, err
			}
			d.Review = append(d.Review, line)
		}
		if o.State == checklist.Open && line.Late > 0 {
			d.Overdue = append(d.Overdue, line)
		}
	}
	slices.SortStableFunc(d.Overdue, func(a, b checklist.Line) int { return b.Late - a.Late })
	d.Depts = r.Departments(l.all, l.on, l.zone)
	slices.SortStableFunc(d.Depts, func(a, b checklist.Dept) int { return b.Overdue - a.Overdue })
	d.Faults = r.undeliverable(l.facts)
	for _, n := range l.notes {
		if n.AwayUntil == 0 || n.AwayUntil >= l.on { // who is back again needs no mention
			d.Notes = append(d.Notes, absence(n)+fmt.Sprintf("自动回复（%s）：%s", l.day(n.AtMs).Short(), shorten(n.Text)))
		}
	}
	d.MailboxOK, err = s.mailboxOK(ctx)
	return d, err
}

// absence names the person of a note and the days away that it states.
func absence(n db.Note) string {
	switch {
	case n.AwayUntil == 0:
		return n.Person
	case n.AwayFrom == 0:
		return n.Person + "外出至" + n.AwayUntil.Short() + "，"
	}
	return n.Person + n.AwayFrom.Short() + "至" + n.AwayUntil.Short() + "外出，"
}

// addClaim adds the words of a claim and how much is attached to it.
func (s *Scheduler) addClaim(ctx context.Context, line *checklist.Line, o db.Owed) error {
	list, err := s.store.EvidenceOf(ctx, o.ID)
	if err != nil {
		return err
	}
	for _, e := range list {
		if e.Round != o.Round {
			continue
		}
		files, err := s.store.AttachmentsOf(ctx, e.Mail)
		if err != nil {
			return err
		}
		line.Claim, line.Attachments = shorten(e.Text), line.Attachments+len(files)
	}
	line.ClaimOn = checklist.DayOf(time.UnixMilli(o.ClaimedMs), s.store.Zone())
	return nil
}

// undeliverable lists the people whom no letter reaches.
func (r Rules) undeliverable(f facts) (list []string) {
	for _, p := range r.Directory.People() {
		if fault := f.unreachable(p, true); fault != "" {
			list = append(list, p.Title+fault)
		}
	}
	return list
}

// mailboxOK says when mail was last received without fault, by the worst source,
// which is named where there are several.
func (s *Scheduler) mailboxOK(ctx context.Context) (string, error) {
	sources, err := s.store.Sources(ctx)
	if err != nil || len(sources) == 0 {
		return "", err
	}
	oldest := slices.MinFunc(sources, func(a, b db.Source) int { return int(min(max(a.OkMs-b.OkMs, -1), 1)) })
	if oldest.OkMs == 0 {
		return "从未（" + oldest.Name + "）", nil
	}
	ok := time.UnixMilli(oldest.OkMs).In(s.store.Zone()).Format("1月2日15:04")
	if len(sources) > 1 {
		ok += "（" + oldest.Name + "）"
	}
	return ok, nil
}
