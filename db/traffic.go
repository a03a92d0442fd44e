package db

import (
	"context"
	"time"
)

// AnswersTo counts the letters that a sender has got because of his mails since an instant:
// automatic answers are limited by it, and what brought none does not count.
func (s *Store) AnswersTo(ctx context.Context, sender string, since time.Time) (n int, err error) {
	err = s.get(ctx, &n, `SELECT COALESCE(SUM(answered), 0) FROM mail WHERE office = ? AND sender = ? AND received_ms >= ?`,
		s.opt.Office, sender, since.UnixMilli())
	return n, err
}

// Missed counts the tokens that no letter bears and that the mails of one origin named since
// an instant.
func (s *Store) Missed(ctx context.Context, origin string, since time.Time) (n int, err error) {
	err = s.get(ctx, &n, `SELECT COALESCE(SUM(missed), 0) FROM mail WHERE office = ? AND origin = ? AND received_ms >= ? AND missed > 0`,
		s.opt.Office, origin, since.UnixMilli())
	return n, err
}

// MailsAnswering counts the mails that answered one letter since an instant.
func (s *Store) MailsAnswering(ctx context.Context, notice int64, since time.Time) (n int, err error) {
	err = s.get(ctx, &n, `SELECT COUNT(*) FROM mail WHERE answers = ? AND answers IS NOT NULL AND received_ms >= ?`,
		notice, since.UnixMilli())
	return n, err
}

// Exchanges counts the mails of a sender by one origin since an instant that answered a
// letter which was itself an answer: a person does that now and then, two programs that
// answer each other do nothing else.
func (s *Store) Exchanges(ctx context.Context, sender, origin string, since time.Time) (n int, err error) {
	err = s.get(ctx, &n, `
		SELECT COUNT(*) FROM mail m JOIN notice n ON n.id = m.answers
		WHERE m.office = ? AND m.sender = ? AND m.origin = ? AND m.received_ms >= ? AND n.kind IN `+answeringKinds,
		s.opt.Office, sender, origin, since.UnixMilli())
	return n, err
}
