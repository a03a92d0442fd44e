package smtpd

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"runtime/debug"
	"slices"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"golang.org/x/net/netutil"

	"duban/inbox/message"
	"duban/inbox/sender"
)

// server takes mail from many peers at once: over LMTP from the office's own mail
// server, or over SMTP from anybody's.
type server struct {
	lmtp       bool
	domain     string     // what it calls itself
	recipients recipients // at least one
	maxBytes   int64
	tls        *tls.Config                                                    // for STARTTLS; nil: not offered
	inspect    func(message.Header) *refusal                                  // of the header, before anything is stored; may be nil
	arrival    func(context.Context, sender.Envelope, []byte) message.Arrival // a message as it is to be stored
	log        *slog.Logger

	held  atomic.Int64 // bytes of messages that are not stored yet, of all sessions
	peers peers
}

const (
	mostConnections = 1000 // at a time; more wait until one is done or has said nothing for too long
	mostOfOnePeer   = 50   // of them from one address beyond this machine, so that nobody takes them all
	mostRecipients  = 100
	mostHeld        = 512 << 20 // bytes in memory before they are stored
	sessionPatience = 2 * time.Minute
	slowestLink     = 16 << 10 // bytes a second, all in all: half of what 256 kbit/s bring
	drainPatience   = 5 * time.Second
)

// serve accepts deliveries until ctx ends, then lets the sessions under way finish.
func (s *server) serve(ctx context.Context, ln net.Listener) error {
	ln = netutil.LimitListener(ln, mostConnections)
	defer ln.Close()
	defer context.AfterFunc(ctx, func() { ln.Close() })()
	var sessions sync.WaitGroup
	hard, cut := context.WithCancel(context.WithoutCancel(ctx)) // what is left then is cut off
	defer cut()
	err := s.accept(ctx, ln, func(conn net.Conn) {
		sessions.Go(func() { s.converse(ctx, hard, conn) })
	})
	late := time.AfterFunc(drainPatience, cut)
	defer late.Stop()
	sessions.Wait()
	return err
}

// accept hands over connections until ctx ends or the listener fails for good.
func (s *server) accept(ctx context.Context, ln net.Listener, begin func(net.Conn)) error {
	for {
		conn, err := ln.Accept()
		switch {
		case err == nil:
			begin(conn)
		case ctx.Err() != nil:
			return nil
		case isPassing(err):
			s.log.Error("accepting connections failed", "err", err)
			rest(ctx, time.Second) // out of file descriptors: some will be closed
		default:
			return fmt.Errorf("accepting mail: %w", err)
		}
	}
}

func isPassing(err error) bool {
	return errors.Is(err, syscall.EMFILE) || errors.Is(err, syscall.ENFILE) || errors.Is(err, syscall.ECONNABORTED)
}

func rest(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}

// converse is one connection, to its end. A fault of ours that a strange peer
// brings to light ends his connection and no other.
func (s *server) converse(ctx, hard context.Context, conn net.Conn) {
	defer conn.Close()
	defer context.AfterFunc(hard, func() { conn.Close() })()
	defer func() {
		if fault := recover(); fault != nil {
			s.log.Error("session panicked", "err", fault, "stack", string(debug.Stack()))
		}
	}()
	d := newDelivery(s, conn)
	defer d.end()
	from, admitted := s.peers.enter(conn.RemoteAddr())
	if !admitted {
		d.part(refusal{421, "4.7.0", "too many connections from your address"})
		return
	}
	defer s.peers.leave(conn.RemoteAddr())
	d.whose = from
	d.converse(ctx)
}

// store puts a message on disk, once for each office among its recipients, and only
// then lets its peer be answered 250. It returns what each recipient is answered.
func (s *server) store(e sender.Envelope, raw []byte) []*refusal {
	replies := make([]*refusal, len(e.To))
	if no := s.examine(raw); no != nil {
		return slices.Repeat([]*refusal{no}, len(e.To))
	}
	ctx, cancel := context.WithTimeout(context.Background(), sessionPatience)
	defer cancel()
	arrival := s.arrival(ctx, e, raw)
	done := map[Receiver]*refusal{}
	for i, to := range e.To {
		receiver := s.recipients.of(to).Receiver
		no, stored := done[receiver]
		if !stored {
			no = s.storeAt(ctx, receiver, arrival)
			done[receiver] = no
		}
		replies[i] = no
	}
	return replies
}

func (s *server) storeAt(ctx context.Context, receiver Receiver, arrival message.Arrival) *refusal {
	if err := receiver.Receive(ctx, arrival); err != nil {
		s.log.Error("mail not stored", "err", err)
		return &refusal{451, "4.3.0", "cannot store it now, try again later"}
	}
	return nil
}

// examine refuses what no honest server sends, before it costs a place on disk.
func (s *server) examine(raw []byte) *refusal {
	if hasBareLineEnd(raw) {
		return &refusal{550, "5.6.11", "bare CR or LF is not allowed"}
	}
	var lim message.Limits
	h, _, faults := message.ReadHeader(raw, lim.WithDefaults())
	if faults.TooBig || faults.TooMany {
		return &refusal{552, "5.3.4", "the header is too large"}
	}
	if s.inspect == nil {
		return nil
	}
	return s.inspect(h)
}
