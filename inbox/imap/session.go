package imap

import (
	"context"
	"crypto/tls"
	"net"
	"strings"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"

	"duban/internal/msg"
)

// session is one connection, logged in.
type session struct {
	m       *Mailbox
	conn    net.Conn
	c       *imapclient.Client
	mem     *memory
	changed chan struct{} // the selected folder has grown

	listed []Folder          // the server's folders, where other than INBOX are read
	called map[string]string // what these are called there, by their configured names
}

// connect dials, secures the connection and logs in. A server that cannot be
// told from an impostor gets no password.
func (m *Mailbox) connect(ctx context.Context) (s *session, err error) {
	if m.TLS == "none" && !IsThisMachine(m.Host) {
		return nil, &Error{msg.New("not connected to the mailbox server"), msg.New("an unencrypted connection to elsewhere")}
	}
	dial := m.Dial
	if dial == nil {
		dial = (&net.Dialer{Timeout: m.timeout()}).DialContext
	}
	conn, err := dial(ctx, "tcp", m.address())
	if err != nil {
		return nil, &Error{msg.New("mailbox server not reached"), err}
	}
	s = &session{m: m, conn: conn, changed: make(chan struct{}, 1)}
	for _, step := range []func(context.Context) error{s.secure, s.login, s.introduce, s.resolve} {
		if err := step(ctx); err != nil {
			s.close()
			return nil, err
		}
	}
	return s, nil
}

// IsThisMachine reports whether a host name never leaves the machine.
func IsThisMachine(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

func (s *session) close() { s.conn.Close() }

// ownDeadlines keeps the client library from cutting off a large mail after its
// own five minutes: within knows how much time each command needs.
type ownDeadlines struct{ net.Conn }

func (ownDeadlines) SetReadDeadline(time.Time) error { return nil }

// within gives a command its time. When that is over, or ctx ends, the connection
// is closed: nothing else ends a command that a server never answers, as QQ
// answers unknown ones with an untagged BAD.
func (s *session) within(ctx context.Context, limit time.Duration, at msg.Message, command func() error) error {
	ctx, cancel := context.WithTimeoutCause(ctx, limit, errNoAnswer)
	defer cancel()
	stop := context.AfterFunc(ctx, func() { s.conn.Close() })
	defer stop()
	err := command()
	if cause := context.Cause(ctx); cause != nil {
		err = cause
	}
	if err != nil {
		return &Error{at, err}
	}
	return nil
}

// quick is within for a command whose answer is short.
func (s *session) quick(ctx context.Context, at msg.Message, command func() error) error {
	return s.within(ctx, s.m.timeout(), at, command)
}

func (s *session) secure(ctx context.Context) error {
	conf := &tls.Config{ServerName: s.m.Host, RootCAs: s.m.Roots, MinVersion: tls.VersionTLS12, VerifyConnection: s.m.noteCertificate}
	opt := &imapclient.Options{TLSConfig: conf, UnilateralDataHandler: &imapclient.UnilateralDataHandler{Mailbox: s.noteGrowth}}
	return s.quick(ctx, msg.New("no encryption with the mailbox server"), func() (err error) {
		switch s.m.TLS {
		case "starttls":
			s.c, err = imapclient.NewStartTLS(ownDeadlines{s.conn}, opt)
			return err
		case "implicit":
			secured := tls.Client(s.conn, conf)
			if err := secured.HandshakeContext(ctx); err != nil {
				return err
			}
			s.c = imapclient.New(ownDeadlines{secured}, opt)
		default:
			s.c = imapclient.New(ownDeadlines{s.conn}, opt)
		}
		return s.c.WaitGreeting()
	})
}

func (m *Mailbox) noteCertificate(c tls.ConnectionState) error {
	if m.Certificate != nil && len(c.PeerCertificates) > 0 {
		m.Certificate(c.PeerCertificates[0].NotAfter)
	}
	return nil
}

// noteGrowth must not wait for anybody: the whole client waits for it.
func (s *session) noteGrowth(data *imapclient.UnilateralDataMailbox) {
	if data.NumMessages == nil {
		return
	}
	select {
	case s.changed <- struct{}{}:
	default: // known already
	}
}

func (s *session) login(ctx context.Context) error {
	err := s.quick(ctx, msg.New("mailbox login refused"), func() error {
		if s.c.Caps().Has(imap.CapLoginDisabled) {
			return msg.New("mailbox server allows no such login")
		}
		return s.c.Login(s.m.User, s.m.Password).Wait()
	})
	if err != nil && s.m.Password != "" && strings.Contains(err.Error(), s.m.Password) {
		return &Error{msg.New("mailbox login refused"), msg.New("answer with the password left out")} // some echo the command
	}
	return err
}

// introduce says who we are (RFC 2971): NetEase opens no folder to a client that
// did not. Only where ID is known, for others answer BAD.
func (s *session) introduce(ctx context.Context) error {
	return s.quick(ctx, msg.New("mailbox server refuses the client"), func() error {
		if !s.c.Caps().Has(imap.CapID) {
			return nil
		}
		_, err := s.c.ID(&imap.IDData{Name: "duban", Version: "1", Vendor: "duban"}).Wait()
		return err
	})
}

// selectFolder opens a folder, and only for reading when nothing is to be moved.
func (s *session) selectFolder(ctx context.Context, folder string) (data *imap.SelectData, err error) {
	readOnly := s.m.Processed == "" && s.m.Failed == ""
	err = s.quick(ctx, msg.New("mailbox folder not opened", folder), func() (err error) {
		data, err = s.c.Select(s.onServer(folder), &imap.SelectOptions{ReadOnly: readOnly}).Wait()
		return err
	})
	return data, err
}
