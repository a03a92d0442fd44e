package db

import (
	"context"

	"duban/checklist"
)

const shownColumns = `l.assignment, l.checklist, l.item, l.mark, l.no, l.part, l.party, l.role, l.round, l.claim_version, l.asked_version, l.heading`

// ShownIn returns the lines of a letter as they were printed, by number.
func (s *Store) ShownIn(ctx context.Context, notice int64) (lines []checklist.Shown, err error) {
	err = s.list(ctx, &lines, `SELECT `+shownColumns+` FROM notice_line l WHERE l.notice = ? ORDER BY l.checklist, l.no, l.assignment`, notice)
	return lines, err
}

// ShownBefore returns the lines of a number in the newest letter to a person, up to
// one letter, that listed it of a party of his: what that number means to him.
func (s *Store) ShownBefore(ctx context.Context, person string, parties []string, notice int64, no int) (lines []checklist.Shown, err error) {
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
