package db

import (
	"context"
	"errors"
	"fmt"
	"time"

	"duban/checklist"
	"duban/internal/msg"
)

// Disposition is what became of a mail, with all that was read from it.
type Disposition struct {
	ID          int64
	State       checklist.MailState
	Kind        string
	Reason      msg.Message
	MessageID   string
	Sender      string
	Person      string
	Subject     string
	Text        string
	Quoted      string
	Answers     int64
	Attachments []Attachment
	Evidence    []Evidence
	Proof       Proof
	Again       bool   // processed before and now again, after a fix: what was filed or put aside may change
	Fresh       bool   // nobody had processed it when this was decided, and nobody may have since
	Origin      string // the peer and the envelope that it came by; "": not known
	Missed      int    // tokens that it named and no letter bears
	Answered    int    // letters that its sender gets because of it
	Versions    int    // mails known to bear its Message-ID, duplicates apart, itself among them; 0: nobody asked
}

// recordDisposition stores what became of a mail. A mail that is processed again keeps what was
// filed from it before.
func (t *tx) recordDisposition(f Disposition) error {
	if err := t.noFurtherVersion(f); err != nil {
		return err
	}
	res, err := t.exec(`
		UPDATE mail SET state = ?, kind = ?, reason = ?, message_id = ?, sender = ?, person = ?, subject = ?, text = ?, quoted = ?,
			answers = NULLIF(CAST(? AS BIGINT), 0), judged_ms = ?,
			origin = COALESCE(NULLIF(CAST(? AS TEXT), ''), origin), missed = missed + CAST(? AS BIGINT), answered = answered + CAST(? AS BIGINT)
		WHERE id = ? AND office = ? AND (state IN ('received', 'asked', 'quarantined') OR ? AND state IN ('filed', 'noted', 'dropped')) AND (NOT ? OR state = 'received')`,
		f.State, f.Kind, f.Reason, f.MessageID, f.Sender, f.Person, f.Subject, f.Text, f.Quoted, f.Answers, t.ms,
		f.Origin, f.Missed, f.Answered, f.ID, t.s.opt.Office, f.Again, f.Fresh)
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || n != 1 {
		return fmt.Errorf("%w: %w", checklist.ErrConflict, msg.New("the mail has been processed already", f.ID))
	}
	if err := t.keepProof(f.ID, f.Proof); err != nil {
		return err
	}
	if err := t.indexMail(f); err != nil {
		return err
	}
	switch f.State {
	case checklist.MailQuarantined:
		return t.append(checklist.Event{Kind: checklist.EventQuarantined, Actor: "duban", Mail: f.ID, Reason: f.Reason})
	case checklist.MailNoted:
		return t.append(checklist.Event{Kind: checklist.EventNoted, Actor: "duban", Party: f.Person, Mail: f.ID, Reason: f.Reason})
	}
	return nil
}

// noFurtherVersion refuses a result that was decided before another copy of the same
// mail, delivered by another way at the same moment, was processed.
func (t *tx) noFurtherVersion(f Disposition) error {
	if f.Versions == 0 {
		return nil
	}
	var others int
	if err := t.get(&others, `SELECT COUNT(*) FROM mail WHERE office = ? AND message_id = ? AND id <> ? AND state <> 'received' AND kind <> 'duplicate'`,
		t.s.opt.Office, f.MessageID, f.ID); err != nil {
		return err
	}
	if others+1 != f.Versions {
		return fmt.Errorf("%w: %w", checklist.ErrConflict, msg.New("another copy of the mail has been processed meanwhile", f.ID))
	}
	return nil
}

// DiscardMail puts a waiting mail aside with the clerk's reason; it stays stored.
func (s *Store) DiscardMail(ctx context.Context, now time.Time, id int64, actor, why string) error {
	return s.act(ctx, now, func(t *tx) error {
		var waiting []waiting
		if err := t.list(&waiting, `SELECT id, reason FROM mail WHERE id = ? AND office = ? AND state IN ('quarantined', 'asked')`, id, s.opt.Office); err != nil {
			return err
		}
		if len(waiting) != 1 {
			return fmt.Errorf("%w: %w", checklist.ErrConflict, msg.New("the mail does not wait for the clerk", id))
		}
		return t.discard(waiting, actor, why)
	})
}

// waiting is a mail that waits for the clerk, and why.
type waiting struct {
	ID     int64
	Reason msg.Message
}

// discard puts mails aside; the clerk's reason stands behind that for which they waited.
func (t *tx) discard(mails []waiting, actor, why string) error {
	for _, m := range mails {
		reason := msg.Join(msg.Clauses, m.Reason, msg.Words(why))
		if _, err := t.exec(`UPDATE mail SET state = 'discarded', reason = ?, judged_ms = ? WHERE id = ?`, reason, t.ms, m.ID); err != nil {
			return err
		}
		if err := t.append(checklist.Event{Kind: checklist.EventDiscarded, Actor: actor, Mail: m.ID, Reason: msg.Words(why)}); err != nil {
			return err
		}
	}
	return nil
}

// Proof is what the receiving server found out about the sender of a mail, as it
// was on the day of receipt: keys and policies of a domain change later, so the
// first one stored stays.
type Proof struct {
	State string // proven, forged, unproven; "": the mail was never asked about
	Why   msg.Message
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
