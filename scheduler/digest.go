package scheduler

import (
	"context"
	"slices"
	"time"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/internal/msg"
)

// digests decides the day's letters to those who judge. The director gets his when it
// tells something new, when something climbs to him or a step of his own task is due,
// else weekly, and of a list that has ended the last report. Reviewers get only what
// waits for them, likewise.
func (s *Scheduler) digests(ctx context.Context, r Rules, l ledger, to raised, notBefore time.Time) (letters []db.PlannedLetter, err error) {
	d, err := s.digest(ctx, r, l)
	if err != nil {
		return nil, err
	}
	if letters, err = s.closings(ctx, r, l, d, notBefore); err != nil || l.running.begun == 0 {
		return letters, err
	}
	d.Raised = notAmong(to.lines, d.Overdue)
	last, err := s.store.LastReports(ctx, l.on, letter.KindDigest)
	if err != nil {
		return nil, err
	}
	for _, reader := range r.digestReaders(l.facts) {
		was, err := s.lastLetter(ctx, last[reader.ID])
		if err != nil {
			return nil, err
		}
		reasons, err := s.digestNews(ctx, r, d, reader.ID, was)
		if err != nil {
			return nil, err
		}
		own := to.own[reader.ID]
		if len(to.steps) > 0 {
			reasons = append(reasons, msg.New("something climbs to the director"))
		}
		if len(own.steps) > 0 {
			reasons = append(reasons, msg.New("steps of what its reader owes"))
		}
		if len(reasons) == 0 && r.weekly(l, last[reader.ID]) && (!r.QuietWhenCalm || !calm(d)) {
			reasons = append(reasons, msg.New("the digest of the week"))
		}
		if len(reasons) == 0 {
			continue
		}
		planned, err := s.digestTo(ctx, letter.KindDigest, reader, l, withOwn(d, own.lines), letters)
		if err != nil {
			return nil, err
		}
		planned.Notice.Reason, planned.Notice.NotBefore, planned.Steps = joined(reasons...), notBefore, append(own.steps, to.steps...)
		to.steps = nil // told once, in the first director's
		letters = append(letters, planned)
	}
	reviews, err := s.reviews(ctx, r, l, d, notBefore)
	return append(letters, reviews...), err
}

// withOwn is a digest that also reminds its reader of what he owes himself: that is not
// told him a second time as somebody's.
func withOwn(d letter.Digest, own []letter.Line) letter.Digest {
	d.Own = own
	d.Overdue = slices.DeleteFunc(slices.Clone(d.Overdue), func(x letter.Line) bool {
		return slices.ContainsFunc(own, func(y letter.Line) bool { return x.Assignment == y.Assignment })
	})
	return d
}

// calm reports whether a digest has nothing near, late or waiting.
func calm(d letter.Digest) bool {
	return max(d.Counts.Amber, len(d.Overdue), len(d.Review), len(d.Asked)) == 0
}

// reviews decides the letters to the reviewers who are no directors.
func (s *Scheduler) reviews(ctx context.Context, r Rules, l ledger, d letter.Digest, notBefore time.Time) (letters []db.PlannedLetter, err error) {
	waiting := slices.Concat(d.Review, d.Asked)
	if len(waiting) == 0 || len(r.reviewers()) == 0 {
		return nil, nil
	}
	last, err := s.store.LastReports(ctx, l.on, letter.KindReview)
	if err != nil {
		return nil, err
	}
	for _, p := range r.reviewers() {
		was, err := s.lastLetter(ctx, last[p.ID])
		if err != nil {
			return nil, err
		}
		if newIn(waiting, was.Lines) == 0 && !r.weekly(l, last[p.ID]) {
			continue
		}
		planned, err := s.digestTo(ctx, letter.KindReview, reader{Person: p}, l, d, letters)
		if err != nil {
			return nil, err
		}
		planned.Notice.Reason, planned.Notice.NotBefore = msg.New("items wait for a verdict", len(waiting)), notBefore
		letters = append(letters, planned)
	}
	return letters, nil
}

// digestTo is the next issue to a reader, after those that this planning has for him.
func (s *Scheduler) digestTo(ctx context.Context, kind letter.Kind, p reader, l ledger, d letter.Digest, before []db.PlannedLetter) (db.PlannedLetter, error) {
	n, err := s.store.CountNotices(ctx, kind, p.ID)
	if err != nil {
		return db.PlannedLetter{}, err
	}
	for _, x := range before {
		n += one(x.Notice.Letter.Kind == kind && x.Notice.Letter.To == p.ID)
	}
	d.No, d.Instead, d.ReadOnly = n+1, p.instead, !p.instead.IsZero() && !p.MayJudge()
	if d.ReadOnly { // only who judges gets the files
		d.Review = slices.Clone(d.Review)
		letter.Enclose(d.Review, 0)
	}
	issue := letter.Letter{Kind: kind, To: p.ID, Salutation: p.Title, On: l.on, Digest: &d}
	if kind == letter.KindReview {
		d.Overdue, d.Depts, d.Course = nil, nil, nil
	}
	// Every assignment that an answer may name stands in the letter's lines, under the
	// heading where a verdict is asked for if it has several.
	issue.Lines = uniqueLines(slices.Concat(d.Own, d.Review, d.Asked, d.Overdue, d.Raised))
	issue.MarkLists()
	issue.Checklist, issue.List = l.running.id, l.running.title
	return db.PlannedLetter{Notice: db.NewNotice{Key: weeklyKey(kind, p.Person, l.on), Letter: issue}}, nil
}

func uniqueLines(lines []letter.Line) (out []letter.Line) {
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
func (s *Scheduler) digest(ctx context.Context, r Rules, l ledger) (d letter.Digest, err error) {
	d = letter.Digest{Counts: l.running.counts, LastDay: l.lastDay, Head: l.head.Hash, Events: l.head.Seq, Next: r.Calendar.Add(l.on, 1), Unread: l.unread.words()}
	for _, o := range l.said {
		if o.Role != checklist.Lead {
			continue
		}
		line := l.line(r, *o)
		line.Fault = l.unreachable(r.Directory.ResponsibleFor(o.Party))
		switch line.Heading = letter.JudgedUnder(o.Assignment); line.Heading {
		case letter.HeadingAsked:
			if err := s.store.ReadJudged(ctx, &line, *o); err != nil {
				return d, err
			}
			line.Waited = r.waited(l, *o)
			line.Remark = r.days(l.facts).Remark(o.Deadline, o.Asked)
			d.Asked = append(d.Asked, line)
		case letter.HeadingWaiting:
			if err := s.store.ReadJudged(ctx, &line, *o); err != nil {
				return d, err
			}
			line.Waited = r.waited(l, *o)
			d.Review = append(d.Review, line)
		}
		if o.State == checklist.Open && line.Late > 0 && !l.spared(r, *o, r.ladder(*o).DirectorAfter) {
			line.Heading = letter.HeadingOverdue
			d.Overdue = append(d.Overdue, line)
		}
	}
	letter.Enclose(d.Review, r.AttachUpTo)
	slices.SortStableFunc(d.Overdue, func(a, b letter.Line) int { return b.Late - a.Late })
	d.Instructions = r.followed(l)
	d.Depts, d.Course = l.running.depts.rows, l.running.course.until(l.on, l.running.begun)
	slices.SortStableFunc(d.Depts, func(a, b letter.Dept) int { return b.Overdue - a.Overdue })
	d.Faults = append(r.undeliverable(l.facts), r.nobodys(l)...)
	for _, n := range l.notes {
		if n.AwayUntil == 0 || n.AwayUntil >= l.on { // who is back again needs no mention
			d.Notes = append(d.Notes, l.noted(n))
		}
	}
	if d.Senders, err = s.sendersNews(ctx, l.on); err != nil {
		return d, err
	}
	d.MailboxOK, err = s.mailboxOK(ctx)
	return d, err
}

// unprovenDays is how far back mails of unproven senders are counted.
const unprovenDays = 7

// unprovenLately says how many they were: another number each day, and no news.
const unprovenLately = "mails lately with a sender not proven"

// sendersNews says how many senders nobody proved, and what came in somebody's name and was
// never confirmed, until the clerk has put it aside.
func (s *Scheduler) sendersNews(ctx context.Context, on checklist.Day) (news []msg.Message, err error) {
	n, err := s.store.UnprovenSince(ctx, (on-unprovenDays).At(0, 0, s.store.Zone()))
	if err != nil {
		return nil, err
	}
	if n > 0 {
		news = append(news, msg.New(unprovenLately, unprovenDays, n))
	}
	never, err := s.store.NeverConfirmed(ctx)
	for _, w := range never {
		at := checklist.DayOf(time.UnixMilli(w.Words.ReceivedMs), s.store.Zone())
		news = append(news, msg.New("a mail never confirmed", at.Said(), w.Person, letter.SaidFiled(w.Words.Filed), w.Reason))
	}
	return news, err
}

// noted is an automatic reply, with the days away that it states.
func (f facts) noted(n db.Note) msg.Message {
	at, text := f.day(n.AtMs).SaidFrom(f.on), msg.Shortened(n.Text, letter.MostQuoted)
	switch {
	case n.AwayUntil == 0:
		return msg.New("an automatic reply", n.Person, at, text)
	case n.AwayFrom == 0:
		return msg.New("away until by an automatic reply", n.Person, n.AwayUntil.SaidFrom(f.on), at, text)
	}
	return msg.New("away from to by an automatic reply", n.Person, n.AwayFrom.SaidFrom(f.on), n.AwayUntil.SaidFrom(f.on), at, text)
}

// undeliverable lists the people whom no letter reaches.
func (r Rules) undeliverable(f facts) (list []msg.Message) {
	for _, p := range r.Directory.People() {
		if fault := f.unreachable(p, true); !fault.IsZero() {
			list = append(list, faultOf(p, fault))
		}
	}
	return list
}

// mailboxOK says when mail was last received without fault, by the worst source,
// which is named where there are several.
func (s *Scheduler) mailboxOK(ctx context.Context) (msg.Message, error) {
	sources, err := s.store.Sources(ctx)
	if err != nil || len(sources) == 0 {
		return msg.Message{}, err
	}
	sources = db.Deciding(sources)
	oldest := slices.MinFunc(sources, func(a, b db.Source) int { return int(min(max(a.OkMs-b.OkMs, -1), 1)) })
	ok := checklist.SaidMoment(time.UnixMilli(oldest.OkMs), s.store.Zone())
	if oldest.OkMs == 0 {
		ok = msg.New("never")
	} else if len(sources) == 1 {
		return ok, nil
	}
	return msg.New("of a source", ok, oldest.Name), nil
}
