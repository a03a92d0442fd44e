package db

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"time"

	"duban/checklist"
	"duban/internal/msg"
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
	Kind       string      // what it was found to be
	Reason     msg.Message // why it went where it went
	Text       string      // the person's own words
	Quoted     string      // what was cut as quote
	Answers    int64       // the notice it answers
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
	Received time.Time // when the office's own server took it; zero, or later than now: now
}

// Receive stores a raw mail and returns when it is on disk: only then may its
// server be told so. The same bytes, or the same place in a source, a second
// time store nothing and return the mail known with fresh false.
func (s *Store) Receive(ctx context.Context, now time.Time, in Arrival) (m Mail, fresh bool, err error) {
	sha, inline, err := s.keepBytes(in.Raw)
	if err != nil {
		return m, false, err
	}
	err = s.act(ctx, now, func(t *tx) (err error) {
		m, fresh, err = t.keepMail(in, sha, inline)
		return err
	})
	return m, fresh, err
}

func (t *tx) keepMail(in Arrival, sha string, inline []byte) (m Mail, fresh bool, err error) {
	id, err := t.newID("mail")
	if err != nil {
		return m, false, err
	}
	var ids []int64
	if err := t.list(&ids, `
		INSERT INTO mail (id, office, sha256, size, raw, source, position, envelope, received_ms, state)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'received')
		ON CONFLICT DO NOTHING RETURNING id`,
		id, t.s.opt.Office, sha, len(in.Raw), inline, in.Source, in.Position, in.Envelope, in.receivedMs(t.ms)); err != nil {
		return m, false, err
	}
	err = t.get(&m, `SELECT `+mailColumns+` FROM mail
		WHERE office = ? AND (sha256 = ? OR (source = ? AND position = ? AND position <> '')) ORDER BY id LIMIT 1`,
		t.s.opt.Office, sha, in.Source, in.Position)
	return m, len(ids) > 0, err
}

// FileByHand stores a mail that is the clerk's own record, with all that follows from it,
// in one act: nobody else ever finds it unprocessed. what is asked of the mail once it has
// a number.
func (s *Store) FileByHand(ctx context.Context, now time.Time, in Arrival, what func(Mail) Record) (m Mail, err error) {
	sha, inline, err := s.keepBytes(in.Raw)
	if err != nil {
		return m, err
	}
	err = s.act(ctx, now, func(t *tx) error {
		var fresh bool
		var err error
		if m, fresh, err = t.keepMail(in, sha, inline); err != nil {
			return err
		}
		if !fresh {
			return fmt.Errorf("%w: %w", checklist.ErrConflict, msg.New("the mail is there already", m.ID))
		}
		return t.record(what(m))
	})
	return m, err
}

// keepBytes returns the hash of a mail, and what of it stands in the database: a large one
// is a file beside it, which is on disk by then.
func (s *Store) keepBytes(raw []byte) (sha string, inline []byte, err error) {
	sum := sha256.Sum256(raw)
	sha = hex.EncodeToString(sum[:])
	if len(raw) <= largeMail || s.files() == "" {
		return sha, raw, nil
	}
	if err := s.keepFile(sha, raw); err != nil {
		return sha, nil, msg.New("keeping a large mail", s.named(err))
	}
	return sha, nil, nil
}

// receivedMs is when a mail counts as received, which is never later than now.
func (in Arrival) receivedMs(now int64) int64 {
	if in.Received.IsZero() {
		return now
	}
	return max(1, min(in.Received.UnixMilli(), now))
}

// RawMail returns the bytes of a mail as received, checked against their hash.
func (s *Store) RawMail(ctx context.Context, id int64) ([]byte, error) {
	var row struct {
		SHA256 string `db:"sha256"`
		Raw    []byte
	}
	if err := notFound(s.get(ctx, &row, `SELECT sha256, raw FROM mail WHERE id = ? AND office = ?`, id, s.opt.Office)); err != nil {
		return nil, msg.New("reading a mail", id, err)
	}
	raw := row.Raw
	if raw == nil {
		var err error
		if raw, err = s.readFile(row.SHA256); err != nil {
			return nil, msg.New("reading a mail", id, err)
		}
	}
	if sum := sha256.Sum256(raw); hex.EncodeToString(sum[:]) != row.SHA256 {
		return nil, fmt.Errorf("%w: %w", checklist.ErrConflict, msg.New("the mail does not match its hash", id))
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

// NewestMails returns the mails that came last, newest first, without their bytes.
func (s *Store) NewestMails(ctx context.Context, most int) (list []Mail, err error) {
	err = s.list(ctx, &list, `SELECT `+mailColumns+` FROM mail WHERE office = ? ORDER BY id DESC LIMIT ?`, s.opt.Office, most)
	return list, err
}

// Unprocessed returns the mails that are stored and not yet processed, oldest first.
func (s *Store) Unprocessed(ctx context.Context) (list []Mail, err error) {
	err = s.list(ctx, &list, unprocessedQuery, s.opt.Office)
	return list, err
}

// mostUnprocessed is how long a mail may wait for its processing before people hear of it.
const mostUnprocessed = 5 * time.Minute

// Unjudged returns the mails that are stored for more than five minutes and not yet
// processed, oldest first.
func (s *Store) Unjudged(ctx context.Context, now time.Time) (list []Mail, err error) {
	list, err = s.Unprocessed(ctx)
	before := now.Add(-mostUnprocessed).UnixMilli()
	return slices.DeleteFunc(list, func(m Mail) bool { return m.ReceivedMs >= before }), err
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

// MailKnown reports whether a mail of a Message-ID, with its brackets, has been taken in
// and processed.
func (s *Store) MailKnown(ctx context.Context, messageID string) (known bool, err error) {
	err = s.get(ctx, &known, `SELECT EXISTS (SELECT 1 FROM mail WHERE office = ? AND message_id = ?)`, s.opt.Office, messageID)
	return known, err
}

// SameMessageID returns the mails processed before that bear a Message-ID, without
// those that were found to be duplicates: a mail processed again is none of its copy.
func (s *Store) SameMessageID(ctx context.Context, messageID string, except int64) (list []Mail, err error) {
	err = s.list(ctx, &list, `SELECT `+mailColumns+` FROM mail
		WHERE office = ? AND message_id = ? AND id <> ? AND state <> 'received' AND kind <> 'duplicate' ORDER BY id`, s.opt.Office, messageID, except)
	return list, err
}

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

// MailsAnswering counts the mails of people known that answered one letter since an instant.
func (s *Store) MailsAnswering(ctx context.Context, notice int64, since time.Time) (n int, err error) {
	err = s.get(ctx, &n, `SELECT COUNT(*) FROM mail WHERE answers = ? AND answers IS NOT NULL AND received_ms >= ? AND person <> ''`,
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

// QuestionsAnswered counts the letters that answered a person's questions on a day: those
// to questions that he surely wrote, or those to the others.
func (s *Store) QuestionsAnswered(ctx context.Context, person string, on checklist.Day, proven bool) (n int, err error) {
	err = s.get(ctx, &n, `
		SELECT COUNT(*) FROM notice n LEFT JOIN proof p ON p.mail = n.cause_mail
		WHERE n.office = ? AND n.kind = 'inquiry' AND n.person = ? AND n.created_on = ? AND (COALESCE(p.state, '') = 'proven') = ?`,
		s.opt.Office, person, on, proven)
	return n, err
}
