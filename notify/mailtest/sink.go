package mailtest

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log"
	"net"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
)

// Letter is what a sink has taken.
type Letter struct {
	From, To string
	Raw      []byte
}

// Sink is a server. Its answer is asked at each MAIL ("mail", nobody yet), at each
// RCPT ("rcpt") and at the end of each DATA ("data") with the recipient; nil takes
// everything.
type Sink struct {
	Addr string

	mu          sync.Mutex
	letters     []Letter
	connections int
	open        int // of them
	answer      func(stage, to string) error
	Password    string       // whoever logs in must know it; "": nobody is asked
	Take        func(Letter) // who takes the letters, if the sink is not to keep them; before the first comes
	server      *smtp.Server
}

// Start listens on loopback until the test ends.
func Start(t testing.TB, answer func(stage, to string) error) *Sink {
	t.Helper()
	s, err := Listen(answer)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// Listen listens on loopback until Close.
func Listen(answer func(stage, to string) error) (*Sink, error) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	s := Pipe(answer)
	s.server.ReadTimeout, s.server.WriteTimeout = 10*time.Second, 10*time.Second
	s.Addr = ln.Addr().String()
	go func() { _ = s.server.Serve(ln) }() // ends with Close
	return s, nil
}

// Pipe serves one in-process connection a dial, for tests inside a bubble, where
// a listener would make time stand still. The sink must not be started.
func Pipe(answer func(stage, to string) error) *Sink {
	s := &Sink{answer: answer}
	s.server = smtp.NewServer(smtp.BackendFunc(s.session))
	s.server.Domain = "sink.example"
	s.server.AllowInsecureAuth = true
	s.server.ErrorLog = log.New(io.Discard, "", 0) // a pipe closed by the other side is no news
	return s
}

// Dial connects to the sink without a network.
func (s *Sink) Dial(context.Context, string, string) (net.Conn, error) {
	ours, theirs := net.Pipe()
	go func() { _ = s.server.Serve(&one{conn: buffer(theirs), closed: make(chan struct{})}) }()
	return ours, nil
}

// buffered is the server's end of a pipe, with the send buffer that a socket has: a client
// that pipelines still writes while the server answers, and neither waits for the other.
type buffered struct {
	net.Conn
	mu     sync.Mutex
	out    chan []byte
	closed bool
}

func buffer(c net.Conn) *buffered {
	b := &buffered{Conn: c, out: make(chan []byte, 64)}
	go func() {
		for p := range b.out {
			_, _ = b.Conn.Write(p) // a client that has gone reads no answer
		}
		_ = b.Conn.Close()
	}()
	return b
}

func (b *buffered) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.closed {
		return 0, net.ErrClosed
	}
	b.out <- bytes.Clone(p)
	return len(p), nil
}

// Close lets what was written out, for a second.
func (b *buffered) Close() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.closed {
		b.closed = true
		_ = b.Conn.SetWriteDeadline(time.Now().Add(time.Second))
		close(b.out)
	}
	return nil
}

// one is a listener with a single connection.
type one struct {
	conn   net.Conn
	closed chan struct{}
	once   sync.Once
}

func (l *one) Accept() (net.Conn, error) {
	if c := l.conn; c != nil {
		l.conn = nil
		return c, nil
	}
	<-l.closed
	return nil, net.ErrClosed
}
func (l *one) Close() error   { l.once.Do(func() { close(l.closed) }); return nil }
func (l *one) Addr() net.Addr { return &net.TCPAddr{} }

// Answers replaces the answer, also while the sink serves.
func (s *Sink) Answers(answer func(stage, to string) error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.answer = answer
}

// Letters returns what was taken so far.
func (s *Sink) Letters() []Letter {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Letter(nil), s.letters...)
}

// Connections counts the sessions so far.
func (s *Sink) Connections() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.connections
}

// Quiet reports whether nobody is connected: whatever came, has been taken.
func (s *Sink) Quiet() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.open == 0
}

// Close ends the server; for pipes.
func (s *Sink) Close() error { return s.server.Close() }

func (s *Sink) session(c *smtp.Conn) (smtp.Session, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.connections++
	s.open++
	return &session{s: s, conn: c.Conn()}, nil
}

// ErrDrop as an answer closes the connection without a word.
var ErrDrop = errors.New("drop")

type session struct {
	s        *Sink
	conn     net.Conn
	from, to string
}

func (x *session) ask(stage string) error {
	x.s.mu.Lock()
	answer := x.s.answer
	x.s.mu.Unlock()
	if answer == nil {
		return nil
	}
	return answer(stage, x.to)
}

// dropped hangs up where that is the answer.
func (x *session) dropped(err error) error {
	if errors.Is(err, ErrDrop) {
		x.conn.Close()
	}
	return err
}

// AuthMechanisms and Auth let in who knows the password, where there is one.
func (x *session) AuthMechanisms() []string {
	if x.s.Password == "" {
		return nil
	}
	return []string{sasl.Plain}
}

func (x *session) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, _, password string) error {
		if password != x.s.Password {
			return smtp.ErrAuthFailed
		}
		return nil
	}), nil
}

func (x *session) Mail(from string, _ *smtp.MailOptions) error {
	x.from, x.to = from, ""
	return x.dropped(x.ask("mail"))
}

func (x *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	x.to = to
	return x.dropped(x.ask("rcpt"))
}
func (x *session) Reset() {}
func (x *session) Logout() error {
	x.s.mu.Lock()
	defer x.s.mu.Unlock()
	x.s.open--
	return nil
}

func (x *session) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	refused := x.ask("data")
	if refused == nil || errors.Is(refused, ErrDrop) {
		x.s.take(Letter{x.from, x.to, raw})
	}
	return x.dropped(refused) // only now: who sees the line go dead may count the letters
}

func (s *Sink) take(l Letter) {
	if s.Take != nil {
		s.Take(l)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.letters = append(s.letters, l)
}

// Refuse is a server's answer.
func Refuse(code int, status [3]int, text string) error {
	return &smtp.SMTPError{Code: code, EnhancedCode: smtp.EnhancedCode(status), Message: text}
}
