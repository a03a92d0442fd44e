package db

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"duban/checklist/letter"
	"duban/internal/msg"
)

// insertNotices stores letters by few statements and returns the identifier of
// each: 0 where its key is known, and nothing was stored. The act is the office's
// only writer, so what it finds unknown stays so.
func (t *tx) insertNotices(list []NewNotice) ([]int64, error) {
	if len(list) == 0 {
		return nil, nil
	}
	known, err := t.knownKeys(list)
	if err != nil {
		return nil, err
	}
	tokens, err := t.newTokens(list)
	if err != nil {
		return nil, err
	}
	next, err := t.newID("notice")
	if err != nil {
		return nil, err
	}
	var rows, letters, lines [][]any
	ids, last := make([]int64, len(list)), slips{}
	for i, n := range list {
		if known[n.Key] {
			continue
		}
		if n.Letter, err = t.numbered(n.Letter, last); err != nil {
			return nil, err
		}
		for _, line := range n.Letter.Lines {
			lines = append(lines, lineRow(next, line))
		}
		rows = append(rows, t.noticeRow(next, tokens[i], n))
		letters = append(letters, []any{next, asJSON(n.Letter)})
		known[n.Key], ids[i], t.due = true, next, append(t.due, next)
		next++
	}
	if err := t.insertMany(`
		INSERT INTO notice (id, office, key, kind, person, token, message_id, reason, state, not_before, cause_mail,
			created_ms, created_on, of_day, slip_list, slip_no)`, rows, ""); err != nil {
		return nil, err
	}
	if err := t.insertMany(`INSERT INTO letter (notice, facts)`, letters, ""); err != nil {
		return nil, err
	}
	return ids, t.insertLines(lines)
}

func (t *tx) noticeRow(id int64, token letter.Token, n NewNotice) []any {
	l := n.Letter
	slipList, slipNo := int64(0), 0
	if l.Slip != nil {
		slipList, slipNo = l.Checklist, l.Slip.No
	}
	var cause any
	if n.Cause != 0 {
		cause = n.Cause
	}
	return []any{id, t.s.opt.Office, n.Key, l.Kind, l.To, token, t.s.messageID(token, n.Key), n.Reason, "queued",
		n.NotBefore.UnixMilli(), cause, t.ms, t.on, l.OfDay(), slipList, slipNo}
}

// insertLines keeps the lines of letters as printed, each with its assignment as it
// stands now. CROSS JOIN: SQLite must not walk over all assignments to find the few
// listed.
func (t *tx) insertLines(lines [][]any) error {
	for len(lines) > 0 {
		some := rowsOf(lines)
		// Both engines must know the types of a list that is no table's.
		const row = "(CAST(? AS BIGINT), CAST(? AS BIGINT), CAST(? AS TEXT), CAST(? AS BIGINT), CAST(? AS BIGINT), CAST(? AS BIGINT), CAST(? AS TEXT), CAST(? AS TEXT))"
		if _, err := t.exec(`
			WITH line (notice, assignment, mark, no, claim_version, asked_version, heading, step) AS (VALUES `+row+strings.Repeat(", "+row, len(some)-1)+`)
			INSERT INTO notice_line (notice, assignment, checklist, item, mark, no, part, party, role, round, claim_version, asked_version, instructed_version, heading, step)
			SELECT line.notice, a.id, i.checklist, a.item, line.mark, line.no, a.part, a.party, a.role, a.round,
				line.claim_version, line.asked_version, a.instructed_version, line.heading, line.step
			FROM line CROSS JOIN assignment a JOIN item i ON i.id = a.item WHERE a.id = line.assignment`,
			slices.Concat(some...)...); err != nil {
			return err
		}
		lines = lines[len(some):]
	}
	return nil
}

func lineRow(notice int64, l letter.Line) []any {
	return []any{notice, l.Assignment, l.Mark, l.No, l.ClaimVersion, l.AskedVersion, cmp.Or(l.Heading, letter.HeadingTold), l.Step}
}

func (t *tx) knownKeys(list []NewNotice) (known map[string]bool, err error) {
	keys := make([]string, len(list))
	for i, n := range list {
		keys[i] = n.Key
	}
	var found []string
	err = t.list(&found, `SELECT key FROM notice WHERE office = ? AND key IN (SELECT value FROM json_each(?))`, t.s.opt.Office, asJSON(keys))
	known = make(map[string]bool, len(list))
	for _, key := range found {
		known[key] = true
	}
	return known, err
}

// slips are the last numbers of notices in three colours, by checklist.
type slips map[int64]int

// numbered gives a letter that is a notice in three colours the next number of its
// checklist.
func (t *tx) numbered(l letter.Letter, last slips) (letter.Letter, error) {
	if l.Slip == nil {
		return l, nil
	}
	no, known := last[l.Checklist]
	if !known {
		if err := t.get(&no, `SELECT COALESCE(MAX(slip_no), 0) FROM notice WHERE slip_list = ? AND slip_no > 0`, l.Checklist); err != nil {
			return l, err
		}
	}
	last[l.Checklist] = no + 1
	slip := *l.Slip
	slip.No = no + 1
	l.Slip = &slip
	return l, nil
}

// newTokens draws a token for each letter that no letter of the office bears yet.
func (t *tx) newTokens(list []NewNotice) (tokens []letter.Token, err error) {
	drawn := make(map[letter.Token]bool, len(list))
	for _, n := range list {
		token, err := letter.NewToken(t.s.opt.Random, n.Letter.Kind.TokenLength())
		for err == nil && drawn[token] {
			token, err = letter.NewToken(t.s.opt.Random, n.Letter.Kind.TokenLength())
		}
		if err != nil {
			return nil, msg.New("drawing a token", err)
		}
		drawn[token], tokens = true, append(tokens, token)
	}
	var taken []letter.Token
	err = t.list(&taken, `SELECT token FROM notice WHERE office = ? AND token IN (SELECT value FROM json_each(?))`, t.s.opt.Office, asJSON(tokens))
	if err != nil || len(taken) == 0 {
		return tokens, err
	}
	return t.newTokens(list)
}

const shownColumns = `l.assignment, l.checklist, l.item, l.mark, l.no, l.part, l.party, l.role, l.round, l.claim_version, l.asked_version, l.instructed_version, l.heading`

// ShownIn returns the lines of a letter as they were printed, by number.
func (s *Store) ShownIn(ctx context.Context, notice int64) (lines []letter.Shown, err error) {
	err = s.list(ctx, &lines, `SELECT `+shownColumns+` FROM notice_line l WHERE l.notice = ? ORDER BY l.checklist, l.no, l.assignment`, notice)
	return lines, err
}

// ShownBefore returns the lines of a number in the newest letter to a person, up to
// one letter, that listed it of a party of his: what that number means to him.
func (s *Store) ShownBefore(ctx context.Context, person string, parties []string, notice int64, no int) (lines []letter.Shown, err error) {
	err = s.list(ctx, &lines, `
		SELECT `+shownColumns+` FROM notice_line l WHERE l.no = ? AND l.party IN (SELECT value FROM json_each(?)) AND l.notice = (
			SELECT MAX(n.id) FROM notice n JOIN notice_line k ON k.notice = n.id
			WHERE n.office = ? AND n.person = ? AND n.id <= ? AND n.state = 'sent' AND k.no = ? AND k.party IN (SELECT value FROM json_each(?)))
		ORDER BY l.checklist, l.assignment`, no, asJSON(parties), s.opt.Office, person, notice, no, asJSON(parties))
	return lines, err
}

// AmendedSince reports whether a list was amended since an instant, and with it what
// numbers mean.
func (s *Store) AmendedSince(ctx context.Context, ms int64) (amended bool, err error) {
	err = s.get(ctx, &amended, `SELECT EXISTS (SELECT 1 FROM event WHERE office = ? AND kind = 'amended' AND at >= ?)`, s.opt.Office, ms)
	return amended, err
}
