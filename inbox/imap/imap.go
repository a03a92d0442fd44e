package imap

import (
	"cmp"
	"context"
	"crypto/x509"
	"log/slog"
	"net"
	"strconv"
	"time"

	"duban/checklist"
	"duban/inbox/message"
	"duban/internal/msg"
)

// Mailbox is an account whose folders are read over IMAP (RFC 9051, RFC 3501). It
// changes nothing on the server but what Processed and Failed ask for, and that
// only after a mail is on disk.
type Mailbox struct {
	Name      string // what it is called in the ledger and in the log
	Receiver  Receiver
	Positions Positions
	Now       func() time.Time
	Log       *slog.Logger

	Host           string
	Port           int
	TLS            string // starttls, implicit; none only to this machine
	User, Password string
	Roots          *x509.CertPool        // nil: the system's certificates
	Certificate    func(until time.Time) // told how long the server's certificate lasts; may be nil
	Dial           func(ctx context.Context, network, address string) (net.Conn, error)

	Folders   []string
	Since     checklist.Day // mails of earlier days are left alone; 0: none is
	Processed string        // folder for what was filed; "" leaves it where it is
	Failed    string        // folder for what waits for the clerk

	Poll     time.Duration // how often a server without IDLE is asked
	Timeout  time.Duration // how long an answer is waited for; 0: one minute
	MaxBytes int64         // of a larger mail only the header is taken
}

// MailReceiver takes in one message, and returns its state once it is on disk and, where that
// is possible now, processed: "received" is one that still waits.
type Receiver interface {
	Take(ctx context.Context, in message.Arrival) (state string, err error)
}

// Positions remembers how far each folder was read and how its reading fares. A cursor is
// the highest UID read in the numbering that validity names (RFC 9051, section 2.3.1.1);
// both are 0 for a folder that was never read.
type Positions interface {
	Cursor(ctx context.Context, source string) (validity, uid uint32, err error)
	SourceRead(ctx context.Context, now time.Time, source string, validity, uid uint32) error
	SourceOK(ctx context.Context, now time.Time, source string) error
	SourceFault(ctx context.Context, now time.Time, source string, fault msg.Message) error
}

// cursor is how far a folder was read.
type cursor struct{ validity, uid uint32 }

// Source is the name of a folder among the ways in.
func (m *Mailbox) Source(folder string) string { return "imap/" + m.Name + "/" + folder }

// Sources are the names of all its folders.
func (m *Mailbox) Sources() (names []string) {
	for _, folder := range m.Folders {
		names = append(names, m.Source(folder))
	}
	return names
}

func (m *Mailbox) address() string { return net.JoinHostPort(m.Host, strconv.Itoa(m.Port)) }

func (m *Mailbox) timeout() time.Duration { return cmp.Or(m.Timeout, time.Minute) }

// Run reads the mailbox until ctx ends. It outlives every failure: what broke is
// noted as the fault of its folders, and tried again after a while.
func (m *Mailbox) Run(ctx context.Context) error {
	mem := memory{noted: map[string]time.Time{}, failed: map[string]int{}}
	for {
		err := m.converse(ctx, &mem)
		if ctx.Err() != nil {
			return nil
		}
		m.Log.Warn("mailbox not read", "source", m.Name, "err", err)
		m.fault(ctx, err, m.Folders...)
		clear(mem.noted)
		if wait := mem.next(m.Now()); !sleep(ctx, wait) {
			return nil
		}
	}
}

// converse is one connection, from login until it breaks.
func (m *Mailbox) converse(ctx context.Context, mem *memory) error {
	mem.login(m.Now())
	s, err := m.connect(ctx)
	if err != nil {
		return err
	}
	defer s.close()
	s.mem = mem
	for {
		if err := s.readFolders(ctx); err != nil {
			return err
		}
		mem.worked()
		if err := s.wait(ctx); err != nil {
			return err
		}
	}
}

// fault notes why folders cannot be read.
func (m *Mailbox) fault(ctx context.Context, err error, folders ...string) {
	for _, folder := range folders {
		if err := m.Positions.SourceFault(ctx, m.Now(), m.Source(folder), FaultOf(err)); err != nil && ctx.Err() == nil {
			m.Log.Error("source not noted", "err", err)
		}
	}
}

func sleep(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}

// memory is what one connection leaves to the next.
type memory struct {
	patience
	noted  map[string]time.Time // when a folder was last noted as read
	failed map[string]int       // how often a mail broke the connection

	besideBroke bool // the connection broke over another folder than the first
}

// patience says when to log in again: providers lock accounts that knock too
// often, so the pauses grow, and an hour never sees more than so many logins.
type patience struct {
	logins []time.Time
	pause  time.Duration
}

const (
	firstPause    = 15 * time.Second
	longestPause  = 10 * time.Minute
	loginsPerHour = 12
)

func (p *patience) login(now time.Time) {
	p.logins = append(p.logins, now)
	if len(p.logins) > loginsPerHour {
		p.logins = p.logins[1:]
	}
}

// worked forgets the failures before.
func (p *patience) worked() { p.pause = 0 }

func (p *patience) next(now time.Time) time.Duration {
	p.pause = min(max(2*p.pause, firstPause), longestPause)
	if len(p.logins) < loginsPerHour {
		return p.pause
	}
	return max(p.pause, p.logins[0].Add(time.Hour).Sub(now))
}
