package db

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"time"

	"duban/checklist"
)

// Mail is a message that came in. The raw bytes are the evidence; everything
// else is an index to them.
type Mail struct {
	ID         int64
	SHA256     string `db:"sha256"`
	Size       int64
	Raw        []byte // as received; loaded by RawMail
	Source     string // lmtp, ingest, imap/<account>
	Position   string // place in the source
	Envelope   string // who the transport says sent it; "<>" is the null sender
	ReceivedMs int64
	MessageID  string
	Sender     string // the From address
	Person     string // who that is, "" unknown
	Subject    string
	State      checklist.MailState
	Kind       string // what it was found to be
	Reason     string // why it went where it went
	Text       string // the person's own words
	Quoted     string // what was cut as quote
	Answers    int64  // the notice it answers
	JudgedMs   int64
}

// No is the mail's number as its office counts.
func (m Mail) No() int64 { return checklist.Local(m.ID) }

const mailColumns = `id, sha256, size, source, position, envelope, received_ms, message_id, sender, person, subject,
	state, kind, reason, text, quoted, COALESCE(answers, 0) AS answers, judged_ms`

// Arrival is a raw message as a source delivered it, with its position there.
type Arrival struct {
	Raw      []byte
	Source   string
	Position string // "" where the source has no places
	Envelope string
}

// Receive stores a raw mail and returns when it is on disk: only then may its
// server be told so. The same bytes, or the same place in a source, a second
// time store nothing and return the mail known with fresh false.
func (s *Store) Receive(ctx context.Context, now time.Time, in Arrival) (m Mail, fresh bool, err error) {
	sum := sha256.Sum256(in.Raw)
	sha := hex.EncodeToString(sum[:])
	inline := in.Raw
	if len(in.Raw) > largeMail && s.files() != "" {
		if err := s.keepFile(sha, in.Raw); err != nil {
			return m, false, fmt.Errorf("keeping a large mail: %w", s.named(err))
		}
		inline = nil
	}
	err = s.act(ctx, now, func(t *tx) error {
		id, err := t.newID("mail")
		if err != nil {
			return err
		}
		var ids []int64
		if err := t.list(&ids, `
			INSERT INTO mail (id, office, sha256, size, raw, source, position, envelope, received_ms, state)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'received')
			ON CONFLICT DO NOTHING RETURNING id`,
			id, s.opt.Office, sha, len(in.Raw), inline, in.Source, in.Position, in.Envelope, t.ms); err != nil {
			return err
		}
		fresh = len(ids) > 0
		return t.get(&m, `SELECT `+mailColumns+` FROM mail
			WHERE office = ? AND (sha256 = ? OR (source = ? AND position = ? AND position <> '')) ORDER BY id LIMIT 1`,
			s.opt.Office, sha, in.Source, in.Position)
	})
	return m, fresh, err
}

// RawMail returns the bytes of a mail as received, checked against their hash.
func (s *Store) RawMail(ctx context.Context, id int64) ([]byte, error) {
	var row struct {
		SHA256 string `db:"sha256"`
		Raw    []byte
	}
	if err := notFound(s.get(ctx, &row, `SELECT sha256, raw FROM mail WHERE id = ? AND office = ?`, id, s.opt.Office)); err != nil {
		return nil, fmt.Errorf("reading mail %d: %w", id, err)
	}
	raw := row.Raw
	if raw == nil {
		var err error
		if raw, err = s.readFile(row.SHA256); err != nil {
			return nil, fmt.Errorf("reading mail %d: %w", id, err)
		}
	}
	if sum := sha256.Sum256(raw); hex.EncodeToString(sum[:]) != row.SHA256 {
		return nil, fmt.Errorf("%w: mail %d does not match its hash", checklist.ErrConflict, id)
	}
	return raw, nil
}

// MailByID returns a mail without its bytes.
func (s *Store) MailByID(ctx context.Context, id int64) (m Mail, err error) {
	err = notFound(s.get(ctx, &m, `SELECT `+mailColumns+` FROM mail WHERE id = ? AND office = ?`, id, s.opt.Office))
	return m, err
}

// MailsIn returns the mails in a state, oldest first.
func (s *Store) MailsIn(ctx context.Context, state checklist.MailState) (list []Mail, err error) {
	err = s.list(ctx, &list, `SELECT `+mailColumns+` FROM mail WHERE office = ? AND state = ? ORDER BY id`, s.opt.Office, state)
	return list, err
}

// Unprocessed returns the mails that are stored and not yet processed, oldest first.
func (s *Store) Unprocessed(ctx context.Context) (list []Mail, err error) {
	err = s.list(ctx, &list, unprocessedQuery, s.opt.Office)
	return list, err
}

// UnprocessedBefore returns the mails that a sender brought before one of his and that
// are not yet processed, oldest first.
func (s *Store) UnprocessedBefore(ctx context.Context, m Mail) (list []Mail, err error) {
	err = s.list(ctx, &list, `SELECT `+mailColumns+` FROM mail WHERE office = ? AND state = 'received' AND envelope = ? AND id < ? ORDER BY id`,
		s.opt.Office, m.Envelope, m.ID)
	return list, err
}

// unprocessedQuery is asked every few seconds. SQLite takes the index of waiting mails
// only where a statement repeats the index's own condition.
const unprocessedQuery = `SELECT ` + mailColumns + ` FROM mail
	WHERE office = ? AND state IN ('received', 'asked', 'quarantined') AND state = 'received' ORDER BY id`

// MailIDs returns every mail, oldest first.
func (s *Store) MailIDs(ctx context.Context) (ids []int64, err error) {
	err = s.list(ctx, &ids, `SELECT id FROM mail WHERE office = ? ORDER BY id`, s.opt.Office)
	return ids, err
}

// SameMessageID returns the mails processed before that bear a Message-ID, without
// those that were found to be duplicates: a mail processed again is none of its copy.
func (s *Store) SameMessageID(ctx context.Context, messageID string, except int64) (list []Mail, err error) {
	err = s.list(ctx, &list, `SELECT `+mailColumns+` FROM mail
		WHERE office = ? AND message_id = ? AND id <> ? AND state <> 'received' AND kind <> 'duplicate' ORDER BY id`, s.opt.Office, messageID, except)
	return list, err
}

// Disposition is what became of a mail, with all that was read from it.
type Disposition struct {
	ID          int64
	State       checklist.MailState
	Kind        string
	Reason      string
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
	Origin      string // the peer and the envelope that it came by; "": not known
	Missed      int    // tokens that it named and no letter bears
	Answered    int    // letters that its sender gets because of it
	Versions    int    // mails known to bear its Message-ID, duplicates apart, itself among them; 0: nobody asked
}

// Attachment is an index entry into a raw mail.
type Attachment struct {
	Mail   int64
	N      int
	Name   string
	Type   string
	Size   int64
	SHA256 string `db:"sha256"`
	Note   string
}

// Evidence (佐证) is what a mail says of an assignment.
type Evidence struct {
	Mail       int64
	Assignment int64
	Round      int
	Verb       checklist.Verb
	Text       string
	AtMs       int64
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
		WHERE id = ? AND office = ? AND (state IN ('received', 'asked', 'quarantined') OR ? AND state IN ('filed', 'noted', 'dropped'))`,
		f.State, f.Kind, f.Reason, f.MessageID, f.Sender, f.Person, f.Subject, f.Text, f.Quoted, f.Answers, t.ms,
		f.Origin, f.Missed, f.Answered, f.ID, t.s.opt.Office, f.Again)
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || n != 1 {
		return fmt.Errorf("%w: mail %d has been processed already", checklist.ErrConflict, f.ID)
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
		return fmt.Errorf("%w: another copy of mail %d has been processed meanwhile", checklist.ErrConflict, f.ID)
	}
	return nil
}

// indexMail writes what a mail holds and what it says of which assignment.
func (t *tx) indexMail(f Disposition) error {
	for _, a := range f.Attachments {
		if _, err := t.exec(`INSERT INTO attachment (mail, n, name, type, size, sha256, note) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
			f.ID, a.N, a.Name, a.Type, a.Size, a.SHA256, a.Note); err != nil {
			return err
		}
	}
	for _, e := range f.Evidence {
		if _, err := t.exec(`
			INSERT INTO evidence (mail, assignment, round, verb, text, at_ms, seq)
			SELECT CAST(? AS BIGINT), id, round, CAST(? AS TEXT), CAST(? AS TEXT), (SELECT received_ms FROM mail WHERE id = ?),
				(SELECT COALESCE(MAX(seq), 0) FROM event WHERE event.office = assignment.office)
			FROM assignment WHERE id = ? ON CONFLICT DO NOTHING`,
			e.Mail, e.Verb, e.Text, e.Mail, e.Assignment); err != nil {
			return err
		}
	}
	return nil
}

// DiscardMail puts a waiting mail aside with the clerk's reason; it stays stored.
func (s *Store) DiscardMail(ctx context.Context, now time.Time, id int64, actor, why string) error {
	return s.act(ctx, now, func(t *tx) error {
		res, err := t.exec(`UPDATE mail SET state = 'discarded', reason = reason || '；' || ?, judged_ms = ? WHERE id = ? AND office = ? AND state IN ('quarantined', 'asked')`,
			why, t.ms, id, s.opt.Office)
		if err != nil {
			return err
		}
		if n, err := res.RowsAffected(); err != nil || n != 1 {
			return fmt.Errorf("%w: mail %d does not wait for the clerk", checklist.ErrConflict, id)
		}
		return t.append(checklist.Event{Kind: checklist.EventDiscarded, Actor: actor, Mail: id, Reason: why})
	})
}

// EvidenceOf returns what was filed for an assignment, oldest first.
func (s *Store) EvidenceOf(ctx context.Context, assignment int64) (list []Evidence, err error) {
	err = s.list(ctx, &list, `SELECT mail, assignment, round, verb, text, at_ms FROM evidence WHERE assignment = ? ORDER BY at_ms, mail`, assignment)
	return list, err
}

// EvidenceOfMail returns what was filed from a mail.
func (s *Store) EvidenceOfMail(ctx context.Context, mail int64) (list []Evidence, err error) {
	err = s.list(ctx, &list, `SELECT mail, assignment, round, verb, text, at_ms FROM evidence WHERE mail = ? ORDER BY assignment`, mail)
	return list, err
}

// AttachmentsOf returns the attachments of a mail.
func (s *Store) AttachmentsOf(ctx context.Context, mail int64) (list []Attachment, err error) {
	err = s.list(ctx, &list, `SELECT mail, n, name, type, size, sha256, note FROM attachment WHERE mail = ? ORDER BY n`, mail)
	return list, err
}
