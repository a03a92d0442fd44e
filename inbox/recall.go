package inbox

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"duban/checklist"
	"duban/db"
	"duban/inbox/sender"
	"duban/internal/msg"
)

// noteRecall keeps that somebody's program asks for a mail back. What that mail said stays
// filed; where it was a claim that waits for a verdict the clerk is told, and the digest
// says so beside it.
func (c *intake) noteRecall(ctx context.Context) (bool, error) {
	p, known := c.Directory.Sender(c.msg.From.Addr)
	if !known {
		return c.settle(checklist.MailDropped, c.class.Reason)
	}
	c.disposition.Person = p.ID
	if c.proof.State == sender.Forged {
		return c.settle(checklist.MailQuarantined, msg.Join(msg.Clauses, c.class.Reason, msg.New("somebody wrote in another's name", c.proof.Why)))
	}
	claims, err := c.recalledClaims(ctx, p)
	if err != nil {
		return false, err
	}
	if len(claims) > 0 {
		c.tellClerk(fmt.Sprintf("recall/%d", c.mail.ID), false,
			msg.New("a claim wanted back", p.Title, checklist.SaidItems(claims)), msg.New("ask, and return the claim", claims[0]))
		return c.settle(checklist.MailNoted, msg.Join(msg.Clauses, c.class.Reason, msg.New("what it reported done still waits, the clerk was told", checklist.SaidItems(claims))))
	}
	return c.settle(checklist.MailNoted, c.class.Reason)
}

// recalledClaims are the items that the writer reports done, and whose claim may be what
// is taken back: it answered the letter that the recall names, or the recall names none.
func (c *intake) recalledClaims(ctx context.Context, p checklist.Person) (nos []int, err error) {
	named, err := c.noticesNamed(ctx)
	if err != nil {
		return nil, err
	}
	held, err := c.store.HeldBy(ctx, p.Parties)
	if err != nil {
		return nil, err
	}
	var answered []int64
	for _, o := range held {
		if o.State != checklist.Submitted {
			continue
		}
		letters, err := c.lettersOfClaim(ctx, o)
		if err != nil {
			return nil, err
		}
		if len(named) == 0 || slices.ContainsFunc(named, func(n db.Notice) bool { return slices.Contains(letters, n.ID) }) {
			nos, answered = append(nos, o.No), append(answered, letters...)
		}
	}
	slices.Sort(answered)
	if answered = slices.Compact(answered); len(named) == 1 {
		c.disposition.Answers = named[0].ID
	} else if len(answered) == 1 {
		c.disposition.Answers = answered[0]
	}
	return slices.Compact(nos), nil
}

// lettersOfClaim are the letters that the mails of a claim answered.
func (c *intake) lettersOfClaim(ctx context.Context, o db.Owed) (letters []int64, err error) {
	claim, err := c.store.ClaimOf(ctx, o)
	if err != nil {
		return nil, err
	}
	for _, said := range claim.Said {
		m, err := c.store.MailByID(ctx, said.Mail)
		if err != nil {
			return nil, err
		}
		if m.Answers != 0 && strings.EqualFold(m.Person, c.disposition.Person) {
			letters = append(letters, m.Answers)
		}
	}
	return letters, nil
}
