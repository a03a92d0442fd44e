package smtpd

import (
	"context"
	"crypto/sha256"
	"crypto/tls"
	"encoding/hex"
	"log/slog"
	"net"
	"time"

	"duban/inbox/message"
	"duban/inbox/sender"
)

// SMTP is the listener that the world's mail servers deliver to (RFC 5321), for an
// office whose domain has this machine as its mail exchanger. It knows where a
// mail comes from, so it can find out whether its author is who he says.
type SMTP struct {
	Recipients []Recipient // one for each office; at least one
	Hostname   string      // what it calls itself, and signs its findings with
	MaxBytes   int64
	Source     string      // the name its messages are stored under
	TLS        *tls.Config // for STARTTLS; nil: not offered
	DNS        sender.DNS  // to examine senders by; nil: they are not examined
	Now        func() time.Time
	Log        *slog.Logger
}

// Serve accepts deliveries until ctx ends, then lets the sessions under way finish.
func (l *SMTP) Serve(ctx context.Context, ln net.Listener) error {
	return l.server().serve(ctx, ln)
}

func (l *SMTP) server() *server {
	return &server{domain: l.Hostname, recipients: l.Recipients, log: l.Log, maxBytes: l.MaxBytes, tls: l.TLS,
		inspect: refuseHeader, arrival: l.arrival}
}

// arrival is a mail with what we found out on its way in, as any mail exchanger
// writes it on top. The place it is known by is what it was when it came: sent
// again after a lost answer it bears another stamp and is the same mail.
func (l *SMTP) arrival(ctx context.Context, e sender.Envelope, raw []byte) message.Arrival {
	sum := sha256.Sum256(raw)
	return message.Arrival{Raw: sender.Stamp(ctx, l.DNS, e, raw, l.Hostname, l.Now()), Source: l.Source, Position: hex.EncodeToString(sum[:]), Envelope: "<" + e.From + ">"}
}

// refuseHeader refuses what a program of ours would only hold: here the peer is
// still on the line and tells its author.
func refuseHeader(h message.Header) *refusal {
	if len(h.All("From")) > 1 {
		return &refusal{550, "5.6.0", "more than one From field"}
	}
	if len(h.All("Received")) > message.MaxReceived {
		return &refusal{550, "5.4.6", "the mail runs in a circle"}
	}
	return nil
}
