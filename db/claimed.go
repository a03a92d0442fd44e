package db

import (
	"context"
	"slices"
	"strings"
)

// Claimed is what a party says it has done, as it waits for a verdict or was
// accepted: the claim, and what was added to it later.
type Claimed struct {
	Said     []Evidence
	Files    int
	Unproven bool // nobody proved who wrote one of its mails
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
		SELECT mail, assignment, round, verb, text, at_ms FROM evidence WHERE assignment = ? AND round = ?
			AND seq >= (SELECT MAX(seq) FROM event WHERE assignment = ? AND kind = 'submitted') ORDER BY at_ms, mail`, o.ID, o.Round, o.ID)
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
	err = s.get(ctx, &c.Files, `SELECT COUNT(*) FROM attachment WHERE mail IN (SELECT CAST(value AS BIGINT) FROM json_each(?))`, asJSON(mails))
	return c, err
}
