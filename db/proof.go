package db

import (
	"context"
	"errors"
	"time"

	"duban/checklist"
)

// Proof is what the receiving server found out about the sender of a mail, as it
// was on the day of receipt: keys and policies of a domain change later, so the
// first one stored stays.
type Proof struct {
	State string // proven, forged, unproven; "": the mail was never asked about
	Why   string
}

func (t *tx) keepProof(mail int64, p Proof) error {
	if p.State == "" {
		return nil
	}
	_, err := t.exec(`INSERT INTO proof (mail, state, why) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`, mail, p.State, p.Why)
	return err
}

// ProofOf returns the proof stored with a mail; the zero Proof where none is.
func (s *Store) ProofOf(ctx context.Context, mail int64) (p Proof, err error) {
	err = notFound(s.get(ctx, &p, `
		SELECT p.state, p.why FROM proof p JOIN mail m ON m.id = p.mail WHERE m.id = ? AND m.office = ?`, mail, s.opt.Office))
	if errors.Is(err, checklist.ErrNotFound) {
		return Proof{}, nil
	}
	return p, err
}

// UnprovenSince counts the mails since an instant that were filed, or asked about, and whose
// sender nobody proved.
func (s *Store) UnprovenSince(ctx context.Context, since time.Time) (n int, err error) {
	err = s.get(ctx, &n, `
		SELECT COUNT(*) FROM mail m JOIN proof p ON p.mail = m.id
		WHERE m.office = ? AND m.received_ms >= ? AND m.state IN ('filed', 'asked') AND p.state = 'unproven'`, s.opt.Office, since.UnixMilli())
	return n, err
}
