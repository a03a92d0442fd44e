package smtpd

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"strings"

	"duban/inbox/message"
	"duban/inbox/sender"
)

// LMTP is the listener that the office's own mail server delivers to (RFC 2033).
type LMTP struct {
	Recipients []Recipient // one for each office; at least one
	Domain     string      // what it calls itself
	MaxBytes   int64
	Source     string // the name its messages are stored under
	Log        *slog.Logger
}

// Listen opens 127.0.0.1:2424 or unix:/path; a socket that an earlier daemon left
// behind is replaced.
func Listen(address string) (net.Listener, error) {
	network := "tcp"
	if path, ok := strings.CutPrefix(address, "unix:"); ok {
		network, address = "unix", path
		if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
			return nil, fmt.Errorf("listening for mail: %w", err)
		}
	}
	ln, err := net.Listen(network, address)
	if err != nil {
		return nil, fmt.Errorf("listening for mail: %w", err)
	}
	return ln, nil
}

// Serve accepts deliveries until ctx ends, then lets the sessions under way finish.
func (l *LMTP) Serve(ctx context.Context, ln net.Listener) error {
	s := &server{lmtp: true, domain: l.Domain, recipients: l.Recipients, maxBytes: l.MaxBytes, log: l.Log,
		arrival: func(_ context.Context, e sender.Envelope, raw []byte) message.Arrival {
			return message.Arrival{Raw: raw, Source: l.Source, Envelope: "<" + e.From + ">", Received: message.TakenAt(raw)}
		}}
	return s.serve(ctx, ln)
}
