package relay

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"net"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/wneessen/go-mail"
	"github.com/wneessen/go-mail/smtp"

	"duban/internal/rejection"
)

// Server says how to reach the server that takes our letters.
type Server struct {
	Host     string
	Port     int
	TLS      string // starttls (required), implicit, none
	User     string
	Password string
	HELO     string
	Timeout  time.Duration

	Connections int // at once; 0: as many as callers
	PerMinute   int // letters; 0: no limit

	Roots       *x509.CertPool        // nil: the system's certificates
	Certificate func(until time.Time) // told how long the server's certificate lasts, at each connection; may be nil
	Dial        func(ctx context.Context, network, address string) (net.Conn, error)
}

// SMTP sends over connections that are opened when first needed, kept while they
// work, and opened anew after any failure that leaves them in doubt. It keeps to
// the relay's limits, those configured and those that its answers tell of, however many
// callers it has.
type SMTP struct {
	relay   Server
	dialer  *mail.Client
	options []mail.Option
	now     func() time.Time
	slots   slots
	pacer   pacer
	most    atomic.Int32 // letters that the relay was found to take over one connection; 0: it never complained

	mu   sync.Mutex
	idle []*session // the one used last stands last
}

// idleLimit is how long a connection is trusted unused: servers close them after
// a few minutes (RFC 5321, section 4.5.3.2.7, asks for five).
const idleLimit = time.Minute

// NewSMTP checks the settings; it does not connect yet.
func NewSMTP(r Server, now func() time.Time) (*SMTP, error) {
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
	if r.TLS != "none" {
		options = append(options, mail.WithTLSConfig(r.tlsConfig()))
	}
	if r.Dial != nil {
		options = append(options, mail.WithDialContextFunc(r.Dial))
	}
	dialer, err := mail.NewClient(r.Host, options...)
	if err != nil {
		return nil, fmt.Errorf("setting up the relay: %w", err)
	}
	return &SMTP{relay: r, dialer: dialer, options: options, now: now, slots: newSlots(r.Connections), pacer: pacer{perMinute: r.PerMinute}}, nil
}

func (r Server) tlsConfig() *tls.Config {
	return &tls.Config{ServerName: r.Host, RootCAs: r.Roots, MinVersion: tls.VersionTLS12, VerifyConnection: func(c tls.ConnectionState) error {
		if r.Certificate != nil && len(c.PeerCertificates) > 0 {
			r.Certificate(c.PeerCertificates[0].NotAfter)
		}
		return nil
	}}
}

// Try logs in to the relay, and sends nothing. Its errors are of the kind of Send's.
func (s *SMTP) Try(ctx context.Context) error {
	x, err := s.idleOrNew(ctx)
	if err != nil {
		return classify(err, rejection.AtOpening)
	}
	s.keep(x)
	return nil
}

// TryAddresses asks the relay whether it takes letters from one address to another, and
// sends none.
func (s *SMTP) TryAddresses(ctx context.Context, from, to string) error {
	x, err := s.idleOrNew(ctx)
	if err != nil {
		return classify(err, rejection.AtOpening)
	}
	defer s.quit(x)
	if err := x.Mail(from); err != nil {
		return classify(fmt.Errorf("MAIL FROM: %w", err), rejection.AtSender)
	}
	if err := x.Rcpt(to); err != nil {
		return classify(fmt.Errorf("RCPT TO: %w", err), rejection.AtRecipient)
	}
	if err := x.Reset(); err != nil {
		return classify(err, rejection.AtRecipient)
	}
	return nil
}

// idleOrNew takes a kept connection, or opens one.
func (s *SMTP) idleOrNew(ctx context.Context) (*session, error) {
	for x := s.takeIdle(); x != nil; x = s.takeIdle() {
		if s.now().Sub(x.used) < idleLimit {
			return x, nil
		}
		s.quit(x)
	}
	return s.open(ctx)
}

func (s *SMTP) open(ctx context.Context) (*session, error) {
	conn, err := s.dial(ctx)
	if err != nil {
		return nil, &stageError{rejection.AtOpening, err}
	}
	return newSession(conn), nil
}

// dial connects, and closes what it has dialled when the greeting, TLS or the password
// fails: the library would leave it open.
func (s *SMTP) dial(ctx context.Context) (*smtp.Client, error) {
	var conn net.Conn
	dialer, err := mail.NewClient(s.relay.Host, append(slices.Clone(s.options), mail.WithDialContextFunc(
		func(ctx context.Context, network, address string) (_ net.Conn, err error) {
			conn, err = s.reach(ctx, network, address)
			return conn, err
		}))...)
	if err != nil {
		return nil, err
	}
	client, err := dialer.DialToSMTPClientWithContext(ctx)
	if err == nil {
		err = s.login(client)
	}
	if err != nil && conn != nil {
		conn.Close()
	}
	return client, err
}

// reach connects, encrypted where that comes before the greeting.
func (s *SMTP) reach(ctx context.Context, network, address string) (net.Conn, error) {
	dial := s.relay.Dial
	if dial == nil {
		dial = new(net.Dialer).DialContext
	}
	conn, err := dial(ctx, network, address)
	if err != nil || s.relay.TLS != "implicit" {
		return conn, err
	}
	secured := tls.Client(conn, s.relay.tlsConfig())
	if err := secured.HandshakeContext(ctx); err != nil {
		conn.Close()
		return nil, err
	}
	return secured, nil
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
	x.used, x.fresh = s.now(), false
	s.mu.Lock()
	defer s.mu.Unlock()
	s.idle = append(s.idle, x)
}

// quit sends QUIT, unless the relay would take it for a letter's text, and
// closes the connection, which may be dead already.
func (s *SMTP) quit(x *session) {
	if x.announced == nil && x.UpdateDeadline(min(s.relay.Timeout, 5*time.Second)) == nil {
		_ = s.dialer.CloseWithSMTPClient(x.Client)
	}
	_ = x.Close()
}

// Close ends the kept connections.
func (s *SMTP) Close() error {
	for x := s.takeIdle(); x != nil; x = s.takeIdle() {
		s.quit(x)
	}
	return nil
}
