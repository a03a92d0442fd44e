package smtpd

import (
	"context"
	"slices"

	"duban/inbox/message"
)

// Receiver takes in the messages of one office. When Receive returns without error the
// message is on disk, so its peer may be answered 250 (RFC 5321, section 4.2.5); it is
// processed afterwards. Receivers are compared: an office has one.
type Receiver interface {
	Receive(ctx context.Context, in message.Arrival) error
}

// Recipient is where a listener takes an office's mail: to which addresses it comes,
// with any +suffix, and who receives it.
type Recipient struct {
	Receiver  Receiver
	Addresses []string
}

// recipients are those of all offices that a listener serves.
type recipients []Recipient

// of returns the recipient that takes mail to an address; nil: this is no relay.
func (all recipients) of(to string) *Recipient {
	for i, r := range all {
		if slices.ContainsFunc(r.Addresses, func(ours string) bool { return message.SameMailbox(ours, to) }) {
			return &all[i]
		}
	}
	return nil
}
