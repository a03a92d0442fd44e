package db

import (
	"context"
	"time"

	"duban/checklist"
)

// mostJudged is how many characters of a claim or a request a letter carries.
const mostJudged = 1000

// ReadJudged fills in, under a line's heading, what a verdict on it rests on: the claim or
// the request with its files, and what was promised and decided before.
func (s *Store) ReadJudged(ctx context.Context, l *checklist.Line, o Owed) error {
	history, err := s.History(ctx, o.ID)
	if err != nil {
		return err
	}
	l.Before = checklist.SaidBefore(history)
	if l.Heading == checklist.HeadingAsked {
		return s.readAsked(ctx, l, history)
	}
	c, err := s.ClaimOf(ctx, o)
	if err != nil {
		return err
	}
	l.Claim, l.Files, l.Attachments = c.words(mostJudged), c.Files, len(c.Files)
	l.Unproven, l.Recalled, l.Recorded = c.Unproven, c.Recalled, c.Recorded()
	l.ClaimOn = checklist.DayOf(time.UnixMilli(o.ClaimedMs), s.opt.Zone)
	l.Asked, l.Overtaken = 0, o.Asked
	return nil
}

// readAsked fills in why more time is asked for.
func (s *Store) readAsked(ctx context.Context, l *checklist.Line, history []checklist.Event) (err error) {
	for _, e := range history {
		if e.Kind != checklist.EventAskedExtend {
			continue
		}
		l.AskedWhy, l.Files = e.Text, nil
		if e.Mail != 0 {
			if l.Files, err = s.filesOf(ctx, e.Mail); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c Claimed) words(most int) string {
	all := []rune(c.Words())
	return string(all[:min(len(all), most)])
}
