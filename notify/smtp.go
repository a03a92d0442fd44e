package notify

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"slices"
	"sync"
	"time"

	"github.com/wneessen/go-mail"
	"github.com/wneessen/go-mail/smtp"
)

// Relay says how to reach the server that takes our letters.
type Relay struct {
	Host     string
	Port     int
	TLS      string // starttls (required), implicit, none
	User     string
	Password string
	HELO     string
	Timeout  time.Duration
	Roots    *tls.Config // nil: the system's certificates
	Dial     func(ctx context.Context, network, address string) (net.Conn, error)
}

// SMTP sends over connections that are opened when first needed, kept while they
// work, and opened anew after any failure that leaves them in doubt. As many
// callers as it has at once, as many connections it opens.
type SMTP struct {
	relay   Relay
	dialer  *mail.Client
	options []mail.Option
	now     func() time.Time

	mu   sync.Mutex
	idle []*session // the one used last stands last
}

// idleLimit is how long a connection is trusted unused: servers close them after
// a few minutes (RFC 5321, section 4.5.3.2.7, asks for five).
const idleLimit = time.Minute

// NewSMTP checks the settings; it does not connect yet.
func NewSMTP(r Relay, now func() time.Time) (*SMTP, error) {
	options := []mail.Option{mail.WithPort(r.Port), mail.WithTimeout(r.Timeout), mail.WithoutNoop()}
	if r.HELO != "" {
		options = append(options, mail.WithHELO(r.HELO))
	}
	switch r.TLS {
	case "starttls":
		options = append(options, mail.WithTLSPolicy(mail.TLSMandatory))
	case "implicit":
		options = append(options, mail.WithSSL())
	case "none":
		options = append(options, mail.WithTLSPolicy(mail.NoTLS))
	default:
		return nil, fmt.Errorf("setting up the relay: %q is not starttls, implicit or none", r.TLS)
	}
	if r.Roots != nil {
		options = append(options, mail.WithTLSConfig(r.Roots))
	}
	if r.User != "" {
		options = append(options, mail.WithSMTPAuth(mail.SMTPAuthAutoDiscover), mail.WithUsername(r.User), mail.WithPassword(r.Password))
	}
	if r.Dial != nil {
		options = append(options, mail.WithDialContextFunc(r.Dial))
	}
	dialer, err := mail.NewClient(r.Host, options...)
	if err != nil {
		return nil, fmt.Errorf("setting up the relay: %w", err)
	}
	return &SMTP{relay: r, dialer: dialer, options: options, now: now}, nil
}

// Send delivers one letter. A refused recipient leaves the connection usable; a
// connection lost after the letter was handed over leaves open whether it
// arrived, which is a temporary failure and a possible repeat.
func (s *SMTP) Send(ctx context.Context, from, to string, raw []byte) (Reply, error) {
	x, err := s.session(ctx)
	if err != nil {
		e := classify(err, false)
		e.Relay, e.Permanent = true, false // a wrong password is ours to mend, not the letter's fault
		return Reply{}, e
	}
	stop := context.AfterFunc(ctx, func() { _ = x.UpdateDeadline(time.Nanosecond) })
	defer stop()
	reply, err := x.send(from, to, raw, s.relay.Timeout)
	if err != nil {
		return Reply{}, s.settle(x, err)
	}
	reply.Relay = s.relay.Host
	s.keep(x)
	return reply, nil
}

// Try logs in to the relay, and sends nothing.
func (s *SMTP) Try(ctx context.Context) error {
	x, err := s.session(ctx)
	if err != nil {
		return fmt.Errorf("trying the relay: %w", err)
	}
	s.keep(x)
	return nil
}

// session takes a kept connection, or opens one.
func (s *SMTP) session(ctx context.Context) (*session, error) {
	for {
		x := s.takeIdle()
		if x == nil {
			break
		}
		if s.now().Sub(x.used) < idleLimit {
			return x, nil
		}
		s.hangUp(x)
	}
	conn, err := s.open(ctx)
	if err != nil {
		return nil, err
	}
	return newSession(conn), nil
}

// open dials, and closes what it has dialled when the greeting, TLS or the password
// fails: the library would leave it open.
func (s *SMTP) open(ctx context.Context) (*smtp.Client, error) {
	if s.relay.TLS == "implicit" { // the library must dial by itself to know that it is encrypted
		return s.dialer.DialToSMTPClientWithContext(ctx)
	}
	dial := s.relay.Dial
	if dial == nil {
		dial = new(net.Dialer).DialContext
	}
	var conn net.Conn
	dialer, err := mail.NewClient(s.relay.Host, append(slices.Clone(s.options), mail.WithDialContextFunc(
		func(ctx context.Context, network, address string) (_ net.Conn, err error) {
			conn, err = dial(ctx, network, address)
			return conn, err
		}))...)
	if err != nil {
		return nil, err
	}
	client, err := dialer.DialToSMTPClientWithContext(ctx)
	if err != nil && conn != nil {
		conn.Close()
	}
	return client, err
}

func (s *SMTP) takeIdle() *session {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.idle) == 0 {
		return nil
	}
	x := s.idle[len(s.idle)-1]
	s.idle = s.idle[:len(s.idle)-1]
	return x
}

func (s *SMTP) keep(x *session) {
	x.used = s.now()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.idle = append(s.idle, x)
}

// settle classifies a failure; a connection that got a clear answer is reset and
// kept, any other is closed.
func (s *SMTP) settle(x *session, err error) *SendError {
	var at *stageError
	known := errors.As(err, &at)
	e := classify(err, known && at.recipient)
	e.Doubt = known && at.end && e.Code == 0
	if e.Code == 0 || e.Relay || x.Reset() != nil {
		s.hangUp(x)
	} else {
		s.keep(x)
	}
	return e
}

func (s *SMTP) hangUp(x *session) {
	_ = s.dialer.CloseWithSMTPClient(x.Client) // it may be dead already
}

// Close says goodbye to the relay.
func (s *SMTP) Close() error {
	for x := s.takeIdle(); x != nil; x = s.takeIdle() {
		s.hangUp(x)
	}
	return nil
}
