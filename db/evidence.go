package db

import (
	"context"
	"slices"
	"strings"
	"time"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/internal/msg"
)

// Attachment is an index entry into a raw mail.
type Attachment struct {
	Mail   int64
	N      int
	Name   string
	Type   string
	Size   int64
	SHA256 string `db:"sha256"`
	Note   msg.Message
}

// Evidence (佐证) is what a mail says of an assignment.
type Evidence struct {
	Mail       int64
	Assignment int64
	Round      int
	Verb       checklist.Verb
	Text       string
	AtMs       int64
	Way        checklist.Way // how it came, where it is the clerk's record; "": by mail
}

const evidenceColumns = `e.mail, e.assignment, e.round, e.verb, e.text, e.at_ms, CASE WHEN m.kind IN ('phone', 'paper', 'person') THEN m.kind ELSE '' END AS way`

const evidenceFrom = ` FROM evidence e JOIN mail m ON m.id = e.mail `

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

// WayOf is how a report came that the clerk has recorded; "" of other mails.
func (s *Store) WayOf(ctx context.Context, mail int64) (w checklist.Way, err error) {
	err = s.get(ctx, &w, `SELECT COALESCE((SELECT kind FROM mail WHERE id = ? AND office = ? AND kind IN ('phone', 'paper', 'person')), '')`, mail, s.opt.Office)
	return w, err
}

// EvidenceOf returns what was filed for an assignment, oldest first.
func (s *Store) EvidenceOf(ctx context.Context, assignment int64) (list []Evidence, err error) {
	err = s.list(ctx, &list, `SELECT `+evidenceColumns+evidenceFrom+`WHERE e.assignment = ? ORDER BY e.at_ms, e.mail`, assignment)
	return list, err
}

// EvidenceOfMail returns what was filed from a mail.
func (s *Store) EvidenceOfMail(ctx context.Context, mail int64) (list []Evidence, err error) {
	err = s.list(ctx, &list, `SELECT `+evidenceColumns+evidenceFrom+`WHERE e.mail = ? ORDER BY e.assignment`, mail)
	return list, err
}

// AttachmentsOf returns the attachments of a mail.
func (s *Store) AttachmentsOf(ctx context.Context, mail int64) (list []Attachment, err error) {
	err = s.list(ctx, &list, `SELECT mail, n, name, type, size, sha256, note FROM attachment WHERE mail = ? ORDER BY n`, mail)
	return list, err
}

// Claimed is what a party says it has done, as it waits for a verdict or was
// accepted: the claim, and what was added to it later.
type Claimed struct {
	Said     []Evidence
	Files    []letter.Enclosure
	Recalled bool // a program of its writer's has asked for a mail of it back
	Unproven bool // nobody proved who wrote one of its mails
}

// Recorded marks what came otherwise than by mail: 电话报告，督办员登记.
func (c Claimed) Recorded() msg.Message {
	var ways []any
	for _, e := range c.Said {
		if !e.Way.Message().IsZero() && !slices.Contains(ways, any(e.Way)) {
			ways = append(ways, e.Way)
		}
	}
	if len(ways) == 0 {
		return msg.Message{}
	}
	return msg.New("recorded by the clerk", msg.Together(msg.Names, ways...))
}

// Words are the party's, oldest first.
func (c Claimed) Words() string {
	var words []string
	for _, e := range c.Said {
		if text := strings.TrimSpace(e.Text); text != "" && !slices.Contains(words, text) { // the mail that was asked about repeats them
			words = append(words, text)
		}
	}
	return strings.Join(words, "\n")
}

// ClaimOf returns the claim of an assignment's round. What was said before it, in a
// claim that was withdrawn or of the progress made, is not part of it.
func (s *Store) ClaimOf(ctx context.Context, o Owed) (c Claimed, err error) {
	if o.ClaimedMs == 0 {
		return c, nil
	}
	err = s.list(ctx, &c.Said, `
		SELECT `+evidenceColumns+evidenceFrom+`WHERE e.assignment = ? AND e.round = ?
			AND e.seq >= (SELECT MAX(seq) FROM event WHERE assignment = ? AND kind = 'submitted') ORDER BY e.at_ms, e.mail`, o.ID, o.Round, o.ID)
	if err != nil {
		return c, err
	}
	c.Said = slices.DeleteFunc(c.Said, func(e Evidence) bool { return e.Verb.Judges() })
	mails := make([]int64, len(c.Said))
	for i, e := range c.Said {
		mails[i] = e.Mail
	}
	err = s.get(ctx, &c.Unproven, `SELECT EXISTS (SELECT 1 FROM proof WHERE state <> 'proven' AND mail IN (SELECT CAST(value AS BIGINT) FROM json_each(?)))`, asJSON(mails))
	if err != nil {
		return c, err
	}
	if c.Files, err = s.filesOf(ctx, mails...); err != nil {
		return c, err
	}
	var recalls int
	err = s.get(ctx, &recalls, `
		SELECT COUNT(*) FROM mail r JOIN mail m ON m.answers = r.answers AND m.person = r.person
		WHERE m.id IN (SELECT CAST(value AS BIGINT) FROM json_each(?)) AND r.kind = 'recall' AND r.state = 'noted' AND r.id > m.id`, asJSON(mails))
	c.Recalled = recalls > 0
	return c, err
}

// filesOf are the files of mails that somebody attached, as a letter lists them.
func (s *Store) filesOf(ctx context.Context, mails ...int64) (files []letter.Enclosure, err error) {
	var rows []struct {
		Attachment
		Proven bool
	}
	err = s.list(ctx, &rows, `
		SELECT f.mail, f.n, f.name, f.type, f.size, f.sha256, f.note,
			m.kind IN ('phone', 'paper', 'person') OR EXISTS (SELECT 1 FROM proof p WHERE p.mail = f.mail AND p.state = 'proven') AS proven
		FROM attachment f JOIN mail m ON m.id = f.mail
		WHERE f.mail IN (SELECT CAST(value AS BIGINT) FROM json_each(?)) ORDER BY f.mail, f.n`, asJSON(mails))
	for _, f := range rows {
		file := letter.File{Name: f.Name, Size: f.Size, SHA256: f.SHA256, Note: f.Note}
		if !file.Ornamental() {
			files = append(files, letter.Enclosure{Mail: f.Mail, N: f.N, Type: f.Type, Proven: f.Proven, File: file})
		}
	}
	return files, err
}

// mostJudged is how many characters of a claim or a request a letter carries.
const mostJudged = 1000

// ReadJudged fills in, under a line's heading, what a verdict on it rests on: the claim or
// the request with its files, and what was promised and decided before.
func (s *Store) ReadJudged(ctx context.Context, l *letter.Line, o Owed) error {
	history, err := s.History(ctx, o.ID)
	if err != nil {
		return err
	}
	l.Before = letter.SaidBefore(history)
	if l.Heading == letter.HeadingAsked {
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
func (s *Store) readAsked(ctx context.Context, l *letter.Line, history []checklist.Event) (err error) {
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
