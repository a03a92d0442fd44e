package postoffice

import (
	"bytes"
	"errors"
	"io"
	"net"
	"strings"
	"sync"

	"github.com/emersion/go-smtp"
)

// Letter is a mail that has arrived at its reader.
type Letter struct {
	To  string
	Raw []byte
}

// Office is the server. Closed addresses are refused as unknown.
type Office struct {
	mu     sync.Mutex
	box    []Letter
	closed map[string]bool
	server *smtp.Server
	addr   net.Addr
}

// Open listens on loopback.
func Open(closed ...string) (*Office, error) {
	o := &Office{closed: map[string]bool{}}
	for _, address := range closed {
		o.closed[address] = true
	}
	o.server = smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) { return &session{office: o}, nil }))
	o.server.Domain = "mail.djzx.example"
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	o.addr = ln.Addr()
	go func() { _ = o.server.Serve(ln) }() // ends with Close
	return o, nil
}

// Port is where it listens on 127.0.0.1.
func (o *Office) Port() int { return o.addr.(*net.TCPAddr).Port }

// Close stops the server.
func (o *Office) Close() error { return o.server.Close() }

// Collect hands over what has arrived since it was last asked.
func (o *Office) Collect() []Letter {
	o.mu.Lock()
	defer o.mu.Unlock()
	box := o.box
	o.box = nil
	return box
}

type session struct {
	office *Office
	to     string
}

func (s *session) Mail(string, *smtp.MailOptions) error { return nil }
func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	s.to = to
	if s.office.closed[strings.ToLower(to)] {
		return &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "user unknown"}
	}
	return nil
}

func (s *session) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	s.office.mu.Lock()
	defer s.office.mu.Unlock()
	s.office.box = append(s.office.box, Letter{s.to, raw})
	return nil
}

func (s *session) Reset()        {}
func (s *session) Logout() error { return nil }

// Deliver brings a mail over a connection to an LMTP server, and returns when it
// was acknowledged; it closes the connection.
func Deliver(conn net.Conn, from, to string, raw []byte) error {
	c := smtp.NewClientLMTP(conn)
	defer c.Close()
	if err := c.Mail(from, nil); err != nil {
		return err
	}
	if err := c.Rcpt(to, nil); err != nil {
		return err
	}
	w, err := c.Data()
	if err != nil {
		return err
	}
	_, err = io.Copy(w, bytes.NewReader(raw))
	return errors.Join(err, w.Close(), c.Quit())
}
