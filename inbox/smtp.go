package inbox

import (
	"context"
	"crypto/sha256"
	"crypto/tls"
	"encoding/hex"
	"net"

	"blitiri.com.ar/go/spf"

	"duban/db"
)

// SMTP is the listener that the world's mail servers deliver to (RFC 5321), for an
// office whose domain has this machine as its mail exchanger. It knows where a
// mail comes from, so it can find out whether its author is who he says.
type SMTP struct {
	Counters []Counter // one for each office; at least one
	Hostname string    // what it calls itself, and signs its findings with
	MaxBytes int64
	Source   string      // the name its mails are stored under
	TLS      *tls.Config // for STARTTLS; nil: not offered
	DNS      DNS         // to examine senders by; nil: they are not examined
}

// DNS is asked for what domains publish about their mail; *net.Resolver is one.
type DNS = spf.DNSResolver

// Serve accepts deliveries until ctx ends, then lets the sessions under way finish.
func (l *SMTP) Serve(ctx context.Context, ln net.Listener) error {
	return l.server().serve(ctx, ln)
}

func (l *SMTP) server() *server {
	return &server{domain: l.Hostname, counters: l.Counters, maxBytes: l.MaxBytes, tls: l.TLS,
		inspect: refuseAtTheDoor, arrival: l.arrival}
}

// arrival is a mail with what we found out on its way in, as any mail exchanger
// writes it on top. The place it is known by is what it was when it came: sent
// again after a lost answer it bears another stamp and is the same mail.
func (l *SMTP) arrival(ctx context.Context, e envelope, raw []byte) db.Arrival {
	var found []finding
	if l.DNS != nil {
		found = examineSender(ctx, l.DNS, e, raw)
	}
	sum := sha256.Sum256(raw)
	return db.Arrival{Raw: stamped(raw, e, l.Hostname, l.Counters[0].Desk.now(), found), Source: l.Source, Position: hex.EncodeToString(sum[:]), Envelope: "<" + e.from + ">"}
}

// refuseAtTheDoor refuses what a program of ours would only hold: here the peer is
// still on the line and tells its author.
func refuseAtTheDoor(h Header) *refusal {
	if len(h.All("From")) > 1 {
		return &refusal{550, "5.6.0", "more than one From field"}
	}
	if len(h.All("Received")) > maxReceived {
		return &refusal{550, "5.4.6", "the mail runs in a circle"}
	}
	return nil
}
