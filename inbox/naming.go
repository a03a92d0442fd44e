package inbox

import (
	"cmp"
	"context"
	"strings"
	"time"

	"duban/checklist"
	"duban/db"
	"duban/inbox/message"
	"duban/inbox/sender"
)

// Limits of guessing. A token routes an answer and proves nobody; the bounds keep one mail,
// or one source, from trying many.
const (
	mostNamed  = 10 // tokens that are looked up for one mail: more are guesses
	mostMissed = 20 // tokens that no letter bears, by one source in a day: what more it sends waits
	mostTries  = 5  // the same, after which a source confirms nothing any more
)

// naming is which letters of ours the tokens of a mail name.
type naming struct {
	letters []db.Notice
	missed  int  // tokens that no letter bears
	waits   bool // not looked up: its source has missed too often today
}

// cameBy is the source that misses are counted by: the peer and the envelope, which in a
// mailbox stands in Return-Path. The author's address is anybody's to write, and so is an
// envelope in his name that no peer vouches for; by such nothing is counted, or others
// could hold back his mail.
func (c *intake) cameBy() string {
	peer := sender.Peer(c.msg.Header)
	envelope := strings.Trim(cmp.Or(c.mail.Envelope, sender.ReturnPath(c.msg.Header)), "<> ")
	if _, claimed := c.Directory.Sender(envelope); peer == "" && (claimed || envelope == "") {
		return ""
	}
	return peer + " " + checklist.FoldMail(envelope)
}

func (c *intake) missed() int {
	if c.named == nil {
		return 0
	}
	return c.named.missed
}

// noticesNamed are the letters of ours whose tokens the mail brought back; it looks them
// up once.
func (c *intake) noticesNamed(ctx context.Context) ([]db.Notice, error) {
	if c.named != nil {
		return c.named.letters, nil
	}
	n := &naming{}
	before, err := c.missedLately(ctx)
	if err != nil {
		return nil, err
	}
	if n.waits = before >= mostMissed; !n.waits {
		if err := n.lookUp(ctx, c.store, strongest(message.Tokens(c.msg))); err != nil {
			return nil, err
		}
	}
	c.named = n
	return n.letters, nil
}

// missedLately is how many tokens its source has missed in a day; nobody proven is
// suspected of guessing.
func (c *intake) missedLately(ctx context.Context) (int, error) {
	if c.origin == "" || c.proof.State == sender.Proven || c.confirmed {
		return 0, nil
	}
	return c.store.Missed(ctx, c.origin, c.received().Add(-24*time.Hour))
}

func (n *naming) lookUp(ctx context.Context, store *db.Store, tokens []message.TokenAt) error {
	seen := map[int64]bool{}
	for _, at := range tokens[:min(len(tokens), mostNamed)] {
		list, err := store.Notices(ctx, db.NoticeFilter{Token: at.Token})
		if err != nil {
			return err
		}
		if len(list) == 0 {
			n.missed++
		}
		for _, l := range list {
			if !seen[l.ID] {
				seen[l.ID], n.letters = true, append(n.letters, l)
			}
		}
	}
	return nil
}
