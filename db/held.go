package db

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"duban/internal/msg"
)

// Held is mail that waits for the clerk, as he reads of it: one mail, or so many of one
// sender that one line tells of them. Of a flood the newest stands for all.
type Held struct {
	Mail
	Count int // mails
	Rest  int // senders that are told of here together, beyond those told of one by one; 0: one
}

const (
	mostOfALetter = 5  // mails of a sender about one letter that have a line each
	mostStrangers = 10 // senders who are none of ours and have a line each
)

// From is who sent it, as the clerk knows him.
func (h Held) From() msg.Message {
	switch {
	case h.Rest > 0:
		return msg.New("other strangers", h.Rest)
	case h.Person != "":
		return msg.Words(h.Person)
	case h.Count > 1 && h.Sender != "":
		return msg.New("a stranger by the address", h.Sender)
	}
	return msg.New("a stranger")
}

// BundleHeld makes lines of waiting mails: those that name a letter of ours or come from
// somebody known first, each by itself; mails of one sender that name no letter are one
// line; and strangers beyond the first few are one line together. So whoever sends
// thousands never hides the one mail that matters.
func BundleHeld(mails []Mail) (lines []Held) {
	var strangers []*Held
	seen, shared := map[string]int{}, map[string]*Held{}
	var known []*Held
	for _, m := range mails {
		key := heldKey(m)
		if h := shared[key]; h != nil {
			h.Mail, h.Count = m, h.Count+1
			continue
		}
		h := &Held{Mail: m, Count: 1}
		if seen[key]++; m.Answers == 0 || seen[key] > mostOfALetter {
			shared[key] = h
		}
		if isStranger(m) {
			strangers = append(strangers, h)
		} else {
			known = append(known, h)
		}
	}
	for _, h := range append(known, fewStrangers(strangers)...) {
		lines = append(lines, *h)
	}
	return lines
}

func isStranger(m Mail) bool { return m.Person == "" && m.Answers == 0 }

// heldKey is the same for mails that one line may tell of: of one sender, about one
// letter or none, and held for one reason, for somebody else may write under his name.
func heldKey(m Mail) string {
	return strings.Join([]string{string(m.State), m.Sender, fmt.Sprint(m.Answers), kindOf(m.Reason)}, "\x00")
}

// kindOf is a reason without the facts that it names, which differ from mail to mail.
func kindOf(reason msg.Message) string {
	switch reason.Code {
	case "":
		return reason.String()
	case msg.Clauses:
		var kinds []string
		for _, f := range reason.Facts {
			if m, ok := f.(msg.Message); ok {
				kinds = append(kinds, kindOf(m))
			}
		}
		return strings.Join(kinds, "\x00")
	}
	return reason.Code
}

func fewStrangers(all []*Held) []*Held {
	slices.SortStableFunc(all, func(a, b *Held) int { return a.Count - b.Count }) // one mail is sooner a person's than a thousand
	if len(all) <= mostStrangers {
		return all
	}
	rest := &Held{Rest: len(all) - mostStrangers}
	for _, h := range all[mostStrangers:] {
		rest.Mail, rest.Count = h.Mail, rest.Count+h.Count
	}
	return append(all[:mostStrangers], rest)
}

// DiscardFrom puts aside the waiting mails of a sender that name no letter of ours, and
// returns how many; of a sender whom somebody else may have written only those that were
// found forged. All stay stored.
func (s *Store) DiscardFrom(ctx context.Context, now time.Time, sender string, onlyForged bool, actor, why string) (n int, err error) {
	err = s.act(ctx, now, func(t *tx) error {
		var list []waiting
		if err := t.list(&list, `
			SELECT id, reason FROM mail
			WHERE office = ? AND sender = ? AND state = 'quarantined' AND answers IS NULL
				AND (NOT ? OR id IN (SELECT mail FROM proof WHERE state = 'forged')) ORDER BY id`,
			s.opt.Office, sender, onlyForged); err != nil {
			return err
		}
		n = len(list)
		return t.discard(list, actor, why)
	})
	return n, err
}
