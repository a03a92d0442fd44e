package imaptest

import (
	"context"
	"io"
	"log"
	"net"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
	"github.com/emersion/go-imap/v2/imapserver"
	"github.com/emersion/go-imap/v2/imapserver/imapmemserver"
)

// User and Password open the only account.
const (
	User     = "duban"
	Password = "canary-geheim-7"
)

// Server is an account in memory.
type Server struct {
	server *imapserver.Server
	user   *imapmemserver.User

	mu     sync.Mutex
	down   bool
	logins int
	live   []net.Conn
}

// New serves an account with an INBOX and some further folders. It knows IDLE,
// MOVE and UIDPLUS, less what without names.
func New(t testing.TB, folders []string, without ...imap.Cap) *Server {
	t.Helper()
	s, err := Open(folders, without...)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// Open is New outside of a test.
func Open(folders []string, without ...imap.Cap) (*Server, error) {
	return OpenFor(User, folders, without...)
}

// OpenFor is Open for an account of another name; its password is Password.
func OpenFor(user string, folders []string, without ...imap.Cap) (*Server, error) {
	s := &Server{user: imapmemserver.NewUser(user, Password)}
	for _, folder := range append([]string{"INBOX"}, folders...) {
		if err := s.user.Create(folder, nil); err != nil {
			return nil, err
		}
	}
	caps := imap.CapSet{imap.CapIMAP4rev1: {}, imap.CapIdle: {}, imap.CapMove: {}, imap.CapUIDPlus: {}}
	for _, c := range without {
		delete(caps, c)
	}
	mem := imapmemserver.New()
	mem.AddUser(s.user)
	s.server = imapserver.New(&imapserver.Options{
		NewSession: func(*imapserver.Conn) (imapserver.Session, *imapserver.GreetingData, error) {
			return mem.NewSession(), nil, nil
		},
		Caps: caps, InsecureAuth: true, Logger: log.New(io.Discard, "", 0),
	})
	return s, nil
}

// Listen serves on a port of loopback until Close.
func (s *Server) Listen() (port int, err error) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	go func() { _ = s.server.Serve(ln) }() // ends with Close
	return ln.Addr().(*net.TCPAddr).Port, nil
}

// Close ends it.
func (s *Server) Close() error { return s.server.Close() }

// Dial connects to it without a network; it fails while the server is down.
func (s *Server) Dial(context.Context, string, string) (net.Conn, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.logins++
	if s.down {
		return nil, net.ErrClosed
	}
	ours, theirs := net.Pipe()
	s.live = append(s.live, ours)
	ln := &one{conns: make(chan net.Conn, 1), closed: make(chan struct{})}
	ln.conns <- &watched{theirs, ln}
	go func() { _ = s.server.Serve(ln) }() // ends with its connection
	return ours, nil
}

// Down makes it unreachable, and cuts off who is connected; Up ends that.
func (s *Server) Down() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.down = true
	for _, c := range s.live {
		c.Close()
	}
	s.live = nil
}

func (s *Server) Up() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.down = false
}

// Dialled is how often somebody has tried to connect.
func (s *Server) Dialled() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.logins
}

// Deliver puts a mail into a folder, as received at an instant.
func (s *Server) Deliver(t testing.TB, folder string, raw []byte, at time.Time) {
	t.Helper()
	if err := s.Put(folder, raw, at); err != nil {
		t.Fatal(err)
	}
}

// Put is Deliver outside of a test.
func (s *Server) Put(folder string, raw []byte, at time.Time) error {
	_, err := s.user.Append(folder, literal(raw), &imap.AppendOptions{Time: at})
	return err
}

// Count is how many mails a folder holds; one that is not there holds none.
func (s *Server) Count(folder string) int {
	data, err := s.user.Status(folder, &imap.StatusOptions{NumMessages: true})
	if err != nil {
		return 0
	}
	return int(*data.NumMessages)
}

// Renumber makes a folder anew, with another UIDVALIDITY and without its mails.
func (s *Server) Renumber(t testing.TB, folder string) {
	t.Helper()
	for _, act := range []func() error{
		func() error { return s.user.Delete(folder) },
		func() error { return s.user.Create(folder, nil) },
	} {
		if err := act(); err != nil {
			t.Fatal(err)
		}
	}
}

// Held lists the mails of a folder, each with its flags behind it.
func (s *Server) Held(t testing.TB, folder string) (mails []string) {
	t.Helper()
	conn, err := s.Dial(context.Background(), "", "")
	if err != nil {
		t.Fatal(err)
	}
	c := imapclient.New(conn, nil)
	defer c.Close()
	if err := c.Login(User, Password).Wait(); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Select(folder, &imap.SelectOptions{ReadOnly: true}).Wait(); err != nil {
		t.Fatal(err)
	}
	all := imap.SeqSet{{Start: 1, Stop: 0}}
	list, err := c.Fetch(all, &imap.FetchOptions{Flags: true, BodySection: []*imap.FetchItemBodySection{{Peek: true}}}).Collect()
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range list {
		text := string(m.BodySection[0].Bytes)
		for _, f := range m.Flags {
			text += " " + string(f)
		}
		mails = append(mails, text)
	}
	return mails
}
