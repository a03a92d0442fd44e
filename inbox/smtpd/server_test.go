package smtpd_test

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/textproto"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"duban/checklist"
	"duban/db"
	"duban/db/dbtest"
	"duban/inbox"
	"duban/inbox/message"
	"duban/inbox/smtpd"
)

// listener is a running server on a socket of its own.
type listener struct {
	testing.TB
	store *db.Store
	addr  net.Addr
	hello string
	log   bytes.Buffer
}

// eachDoor runs a test over LMTP and over SMTP: where they do the same they are one.
func eachDoor(t *testing.T, test func(t *testing.T, l *listener)) {
	t.Helper()
	t.Run("LMTP", func(t *testing.T) { t.Parallel(); test(t, listen(t)) })
	t.Run("SMTP", func(t *testing.T) { t.Parallel(); test(t, listenSMTP(t)) })
}

const mostBytes = 1 << 20

func listen(t testing.TB) *listener {
	t.Helper()
	ln, err := smtpd.Listen("unix:" + filepath.Join(t.TempDir(), "lmtp"))
	if err != nil {
		t.Fatal(err)
	}
	l := &listener{TB: t, store: dbtest.Open(t), addr: ln.Addr(), hello: "LHLO relay.example"}
	l.serve(ln, &smtpd.LMTP{Log: l.logger(), Recipients: []smtpd.Recipient{{Receiver: l.queue(), Addresses: []string{"duban@djzx.example"}}}, Domain: "djzx.example", MaxBytes: mostBytes, Source: "lmtp"})
	return l
}

func listenSMTP(t testing.TB, change ...func(*smtpd.SMTP)) *listener {
	t.Helper()
	ln, err := smtpd.Listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l := &listener{TB: t, store: dbtest.Open(t), addr: ln.Addr(), hello: "EHLO relay.example"}
	server := &smtpd.SMTP{Log: l.logger(), Now: now, Recipients: []smtpd.Recipient{{Receiver: l.queue(), Addresses: []string{"duban@djzx.example"}}}, Hostname: "mx.djzx.example", MaxBytes: mostBytes, Source: "smtp"}
	for _, c := range change {
		c(server)
	}
	l.serve(ln, server)
	return l
}

func now() time.Time { return time.Date(2026, 4, 20, 9, 0, 0, 0, dbtest.Zone) }

func (l *listener) logger() *slog.Logger { return slog.New(slog.NewTextHandler(&l.log, nil)) }

// queue processes what comes in until the listener has ended.
func (l *listener) queue() *inbox.Queue {
	l.Helper()
	dir, err := checklist.NewDirectory([]checklist.Entry{
		{Kind: checklist.Post, Name: "中心主任", Mail: "zhuren@djzx.example", Duties: []checklist.Duty{checklist.DutyDirector, checklist.DutyClerk}}})
	if err != nil {
		l.Fatal(err)
	}
	policy := func() inbox.Policy {
		return inbox.Policy{Directory: dir, Self: message.Self{Addresses: []string{"duban@djzx.example"}, LoopID: "djzx.example"}, AnswersPerDay: 40}
	}
	q := inbox.NewProcessor(l.store, policy, now, l.logger(), nil).NewQueue()
	l.Cleanup(q.Close)
	return q
}

func (l *listener) serve(ln net.Listener, server interface {
	Serve(context.Context, net.Listener) error
}) {
	ctx, stop := context.WithCancel(context.Background())
	served := make(chan error, 1)
	go func() { served <- server.Serve(ctx, ln) }()
	l.Cleanup(func() {
		stop()
		if err := <-served; err != nil {
			l.Error(err)
		}
	})
}

// client speaks line by line, so that it can speak it wrongly.
type client struct {
	testing.TB
	*textproto.Conn
	raw net.Conn
}

func (l *listener) dial() *client {
	l.Helper()
	conn, err := net.Dial(l.addr.Network(), l.addr.String())
	if err != nil {
		l.Fatal(err)
	}
	l.Cleanup(func() { conn.Close() })
	c := &client{l.TB, textproto.NewConn(conn), conn}
	c.wants(220)
	c.says(l.hello, 250)
	return c
}

// says sends a line and expects a reply; it returns the reply's text.
func (c *client) says(line string, code int) string {
	c.Helper()
	if err := c.PrintfLine("%s", line); err != nil {
		c.Fatal(err)
	}
	return c.wants(code)
}

func (c *client) wants(code int) string {
	c.Helper()
	got, text, err := c.ReadResponse(-1)
	if got != code {
		c.Fatalf("got %d %s (%v), want %d", got, text, err, code)
	}
	return text
}

// sends delivers bytes as they are to one recipient.
func (c *client) sends(body string, code int) string {
	c.Helper()
	c.says("MAIL FROM:<jishu@djzx.example>", 250)
	c.says("RCPT TO:<duban@djzx.example>", 250)
	c.says("DATA", 354)
	if _, err := c.raw.Write([]byte(body)); err != nil {
		c.Fatal(err)
	}
	return c.wants(code)
}

func letterOf(id int) string {
	return fmt.Sprintf("From: <jishu@djzx.example>\r\nTo: <duban@djzx.example>\r\nMessage-ID: <m%d@djzx.example>\r\nSubject: test\r\n\r\nhello\r\n.\r\n", id)
}

func (l *listener) stored() int {
	l.Helper()
	ids, err := l.store.MailIDs(context.Background())
	if err != nil {
		l.Fatal(err)
	}
	return len(ids)
}

func TestListeners_aMailIsStoredBeforeItIsAcknowledged(t *testing.T) {
	t.Parallel()
	eachDoor(t, func(t *testing.T, l *listener) {
		l.dial().sends(letterOf(1), 250)
		if got := l.stored(); got != 1 {
			t.Errorf("%d mails are stored", got)
		}
	})
}

func TestListeners_theSameMailTwiceIsOneMail(t *testing.T) {
	t.Parallel()
	eachDoor(t, func(t *testing.T, l *listener) {
		c := l.dial()
		c.sends(letterOf(1), 250)
		c.sends(letterOf(1), 250)
		l.dial().sends(letterOf(1), 250)
		if got := l.stored(); got != 1 {
			t.Errorf("%d mails are stored", got)
		}
	})
}

func TestListeners_P01_bareLineEndsAreRefused(t *testing.T) {
	t.Parallel()
	for name, body := range map[string]string{
		"LF before the dot": "Subject: a\r\n\r\nfirst\n.\r\nMAIL FROM:<x@y.example>\r\n.\r\n",
		"LF and LF":         "Subject: a\r\n\r\nfirst\n.\nsecond\r\n.\r\n",
		"CR and CR":         "Subject: a\r\n\r\nfirst\r.\rsecond\r\n.\r\n",
		"CRLF and LF":       "Subject: a\r\n\r\nfirst\r\n.\nsecond\r\n.\r\n",
		"a bare LF":         "Subject: a\n\r\nfirst\r\n.\r\n",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			eachDoor(t, func(t *testing.T, l *listener) {
				if got := l.dial().sends(body, 550); !strings.HasPrefix(got, "5.6.11") {
					t.Errorf("got %s", got)
				}
				if got := l.stored(); got != 0 {
					t.Errorf("%d mails are stored", got)
				}
			})
		})
	}
}

func TestListeners_P06_onlyOurOwnAddressesAreServed(t *testing.T) {
	t.Parallel()
	eachDoor(t, func(t *testing.T, l *listener) {
		c := l.dial()
		c.says("MAIL FROM:<jishu@djzx.example>", 250)
		for _, to := range []string{"zhuren@djzx.example", "duban@other.example", "duban", "dubanx@djzx.example", `"duban@djzx.example"@evil.example`,
			"duban%djzx.example@evil.example", "postmaster"} {
			if got := c.says("RCPT TO:<"+to+">", 550); !strings.HasPrefix(got, "5.1.1") {
				t.Errorf("%s: %s", to, got)
			}
		}
		c.says("DATA", 503)
		c.says("RCPT TO:<DUBAN+K7Q4M2@DJZX.EXAMPLE>", 250)
		c.says("RCPT TO:<@relay.example:duban@djzx.example>", 250) // a route of old is not followed
	})
}

func (c *client) cmd(line string) (int, string, error) {
	c.Helper()
	sent := c.PrintfLine("%s", line) // may be cut off by a server that has heard enough: its answer counts
	code, text, err := c.ReadResponse(-1)
	return code, text, errors.Join(sent, err)
}

func TestListeners_P07_tooManyRecipients(t *testing.T) {
	t.Parallel()
	eachDoor(t, func(t *testing.T, l *listener) {
		c := l.dial()
		c.says("MAIL FROM:<jishu@djzx.example>", 250)
		for i := range 100 {
			c.says(fmt.Sprintf("RCPT TO:<duban+%d@djzx.example>", i), 250)
		}
		if got := c.says("RCPT TO:<duban@djzx.example>", 452); !strings.HasPrefix(got, "4.5.3") {
			t.Errorf("got %s", got)
		}
	})
}

func TestListeners_M06_tooLarge(t *testing.T) {
	t.Parallel()
	eachDoor(t, func(t *testing.T, l *listener) {
		body := "Subject: a\r\n\r\n" + strings.Repeat(strings.Repeat("x", 78)+"\r\n", 20000) + ".\r\n"
		c := l.dial()
		c.sends(body, 552)
		c.says("MAIL FROM:<jishu@djzx.example> SIZE=99999999", 552)
		if got := l.stored(); got != 0 {
			t.Errorf("%d mails are stored", got)
		}
	})
}

func TestListeners_M04_M05_aHeaderWithoutEndIsRefused(t *testing.T) {
	t.Parallel()
	for name, header := range map[string]string{
		"M04 a line of 900 KB":    "X: " + strings.Repeat("x", 900<<10) + "\r\n",
		"M05 100 000 fields":      strings.Repeat("X: x\r\n", 100_000),
		"M05 just over the limit": strings.Repeat("X: x\r\n", 1001),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			eachDoor(t, func(t *testing.T, l *listener) {
				l.dial().sends("From: <jishu@djzx.example>\r\n"+header+"\r\nx\r\n.\r\n", 552)
				if got := l.stored(); got != 0 {
					t.Errorf("%d mails are stored", got)
				}
			})
		})
	}
}

func TestListeners_aLongLineOfTheBodyIsKept(t *testing.T) {
	t.Parallel()
	eachDoor(t, func(t *testing.T, l *listener) {
		want := "From: <jishu@djzx.example>\r\n\r\n" + strings.Repeat("督办", 50_000) + "\r\n.x\r\n"
		l.dial().sends(strings.Replace(want, "\r\n.x", "\r\n..x", 1)+".\r\n", 250)
		got, err := l.store.RawMail(context.Background(), 1)
		if err != nil || !bytes.HasSuffix(got, []byte(want)) {
			t.Errorf("%d bytes are stored (%v)", len(got), err)
		}
	})
}

func TestListeners_commandsSentAtOnceAreAnsweredInTheirOrder(t *testing.T) {
	t.Parallel()
	eachDoor(t, func(t *testing.T, l *listener) {
		c := l.dial()
		if _, err := c.raw.Write([]byte("NOOP\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<x@y.example>\r\nRCPT TO:<duban@djzx.example>\r\nDATA\r\n")); err != nil {
			t.Fatal(err)
		}
		for _, want := range []int{250, 250, 550, 250, 354} {
			c.wants(want)
		}
		if _, err := c.raw.Write([]byte(letterOf(1) + "RSET\r\nQUIT\r\n")); err != nil {
			t.Fatal(err)
		}
		for _, want := range []int{250, 250, 221} {
			c.wants(want)
		}
	})
}

func TestListeners_commandsOutOfTheirPlaceAreRefused(t *testing.T) {
	t.Parallel()
	eachDoor(t, func(t *testing.T, l *listener) {
		c := l.dial()
		for _, line := range []string{"RCPT TO:<duban@djzx.example>", "DATA", "MAIL jishu", "MAIL FROM:jishu@djzx.example", "MAIL FROM:<a@b> SIZE=x", "MAIL FROM:<a@b> RET=FULL", "HELP", "", "data x"} {
			if code, text, err := c.cmd(line); code < 500 || err != nil {
				t.Errorf("%q: %d %s %v", line, code, text, err)
			}
		}
		c.says("MAIL FROM:<>", 250)
		c.says("MAIL FROM:<a@b.example>", 503)
		c.says("RSET", 250)
		c.says("VRFY duban", 252)
		c.says(l.hello, 250)
		c.sends(letterOf(1), 250)
	})
}

func TestListeners_whoeverGuessesAddressesIsShownTheDoor(t *testing.T) {
	t.Parallel()
	eachDoor(t, func(t *testing.T, l *listener) {
		c := l.dial()
		c.says("MAIL FROM:<a@b.example>", 250)
		for i := range 20 {
			c.says(fmt.Sprintf("RCPT TO:<%d@djzx.example>", i), 550)
		}
		c.says("RCPT TO:<duban1@djzx.example>", 550)
		c.wants(421)
	})
}

func TestListeners_M09_aClientThatVanishesLeavesNothing(t *testing.T) {
	t.Parallel()
	eachDoor(t, func(t *testing.T, l *listener) {
		c := l.dial()
		c.says("MAIL FROM:<jishu@djzx.example>", 250)
		c.says("RCPT TO:<duban@djzx.example>", 250)
		c.says("DATA", 354)
		if _, err := c.raw.Write([]byte("Subject: a\r\n\r\nhalf of the evi")); err != nil {
			t.Fatal(err)
		}
		c.Close()
		l.dial().sends(letterOf(2), 250) // served after it
		if got := l.stored(); got != 1 {
			t.Errorf("%d mails are stored", got)
		}
	})
}

func TestListeners_P10_anAddressBeyondASCIINeedsTheExtension(t *testing.T) {
	t.Parallel()
	eachDoor(t, func(t *testing.T, l *listener) {
		c := l.dial()
		c.says("MAIL FROM:<督办@djzx.example>", 553)
		c.says("MAIL FROM:<jishu@djzx.example> SMTPUTF8", 555)
		c.says("MAIL FROM:<jishu@djzx.example>", 250)
		c.says("RCPT TO:<督办@djzx.example>", 553)
	})
}

func TestListeners_P04_anEndlessLineEndsTheSession(t *testing.T) {
	t.Parallel()
	eachDoor(t, func(t *testing.T, l *listener) {
		for _, length := range []int{3000, 100_000} {
			c := l.dial()
			go c.raw.Write([]byte("NOOP " + strings.Repeat("x", length) + "\r\n")) // nobody reads it to its end
			c.wants(500)
			if _, err := c.ReadLine(); err == nil {
				t.Errorf("%d bytes: the session goes on", length)
			}
		}
	})
}

func TestListeners_P12_aStoreThatCannotTakeItIsNeverAcknowledged(t *testing.T) {
	t.Parallel()
	eachDoor(t, func(t *testing.T, l *listener) {
		c := l.dial()
		restore := l.breakStore()
		if got := c.sends(letterOf(1), 451); strings.Contains(got, "jishu") {
			t.Errorf("the answer tells too much: %s", got)
		}
		restore()
		c.sends(letterOf(1), 250)
		if got := l.stored(); got != 1 {
			t.Errorf("%d mails are stored", got)
		}
	})
}

// breakStore makes the store refuse every mail, until restored.
func (l *listener) breakStore() (restore func()) {
	l.Helper()
	if l.store.FilesDir() == "" {
		l.Skip("it is broken from outside by its file")
	}
	conn, err := sql.Open("sqlite3", l.store.Where())
	if err != nil {
		l.Fatal(err)
	}
	l.Cleanup(func() { conn.Close() })
	do := func(statement string) {
		if _, err := conn.Exec(statement); err != nil {
			l.Fatal(err)
		}
	}
	do(`CREATE TRIGGER broken BEFORE INSERT ON mail BEGIN SELECT RAISE(ABORT, 'no room left'); END`)
	return func() { do(`DROP TRIGGER broken`) }
}

// BenchmarkLMTP_intake is the time for each mail of several servers that deliver
// at once, each acknowledged only after its commit is on disk.
func BenchmarkLMTP_intake(b *testing.B) {
	for _, sessions := range []int{1, 4, 16} {
		b.Run(fmt.Sprintf("%d sessions", sessions), func(b *testing.B) {
			l := listen(b)
			var id atomic.Int64
			var wg sync.WaitGroup
			b.ResetTimer()
			for range sessions {
				c := l.dial()
				wg.Go(func() {
					for n := id.Add(1); n <= int64(b.N); n = id.Add(1) {
						c.sends(letterOf(int(n)), 250)
					}
				})
			}
			wg.Wait()
		})
	}
}
