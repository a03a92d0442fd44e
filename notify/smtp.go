package notify

import (
	"context"
	"crypto/tls"
	"fmt"
	"net"
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

// SMTP sends over one connection, opened when first needed, kept while it works,
// and opened anew after any failure that leaves it in doubt.
type SMTP struct {
	relay  Relay
	dialer *mail.Client
	mu     sync.Mutex
	conn   *smtp.Client
	used   time.Time
	now    func() time.Time
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
	return &SMTP{relay: r, dialer: dialer, now: now}, nil
}

// Send delivers one letter. A refused recipient leaves the connection usable; a
// connection lost after the letter was handed over leaves open whether it
// arrived, which is a temporary failure and a possible repeat.
func (s *SMTP) Send(ctx context.Context, from, to string, raw []byte) (Reply, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	conn, err := s.connection(ctx)
	if err != nil {
		e := classify(err, false)
		e.Relay, e.Permanent = true, false // a wrong password is ours to mend, not the letter's fault
		return Reply{}, e
	}
	stop := context.AfterFunc(ctx, func() { _ = conn.UpdateDeadline(time.Nanosecond) })
	defer stop()
	if err := conn.UpdateDeadline(s.relay.Timeout); err != nil {
		return Reply{}, s.drop(err, false)
	}
	atRecipient, err := transmit(conn, from, to, raw)
	if err != nil {
		return Reply{}, s.drop(err, atRecipient)
	}
	s.used = s.now()
	return Reply{Relay: s.relay.Host, Code: "250"}, nil
}

func transmit(conn *smtp.Client, from, to string, raw []byte) (atRecipient bool, err error) {
	if err := conn.Mail(from); err != nil {
		return false, err
	}
	if err := conn.Rcpt(to); err != nil {
		return true, err
	}
	w, err := conn.Data()
	if err != nil {
		return false, err
	}
	if _, err := w.Write(raw); err != nil {
		return false, err
	}
	return false, w.Close()
}

func (s *SMTP) connection(ctx context.Context) (*smtp.Client, error) {
	if s.conn != nil && s.now().Sub(s.used) < idleLimit {
		return s.conn, nil
	}
	s.hangUp()
	conn, err := s.dialer.DialToSMTPClientWithContext(ctx)
	if err != nil {
		return nil, err
	}
	s.conn, s.used = conn, s.now()
	return conn, nil
}

// drop classifies a failure; a connection that got a clear answer is reset and
// kept, any other is closed.
func (s *SMTP) drop(err error, atRecipient bool) *SendError {
	e := classify(err, atRecipient)
	if e.Code == 0 || e.Relay || s.conn.Reset() != nil {
		s.hangUp()
	}
	return e
}

func (s *SMTP) hangUp() {
	if s.conn != nil {
		_ = s.dialer.CloseWithSMTPClient(s.conn) // it may be dead already
		s.conn = nil
	}
}

// Close says goodbye to the relay.
func (s *SMTP) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.hangUp()
	return nil
}
