package db

import (
	"context"
	"time"
)

// MailsFrom counts the mails that a sender has sent since an instant: automatic
// answers are limited by it.
func (s *Store) MailsFrom(ctx context.Context, sender string, since time.Time) (n int, err error) {
	err = s.get(ctx, &n, `SELECT COUNT(*) FROM mail WHERE office = ? AND sender = ? AND received_ms >= ?`,
		s.opt.Office, sender, since.UnixMilli())
	return n, err
}

// MailsAnswering counts the mails of people known that answered one letter since an instant.
func (s *Store) MailsAnswering(ctx context.Context, notice int64, since time.Time) (n int, err error) {
	err = s.get(ctx, &n, `SELECT COUNT(*) FROM mail WHERE answers = ? AND answers IS NOT NULL AND received_ms >= ? AND person <> ''`,
		notice, since.UnixMilli())
	return n, err
}

// Exchanges counts the mails of a sender since an instant that answered a letter
// which was itself an answer: a person does that now and then, two programs that
// answer each other do nothing else.
func (s *Store) Exchanges(ctx context.Context, sender string, since time.Time) (n int, err error) {
	err = s.get(ctx, &n, `
		SELECT COUNT(*) FROM mail m JOIN notice n ON n.id = m.answers
		WHERE m.office = ? AND m.sender = ? AND m.received_ms >= ? AND n.kind IN `+answeringKinds,
		s.opt.Office, sender, since.UnixMilli())
	return n, err
}
