package inbox_test

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
)

// listener is a running LMTP server on a socket of its own.
type listener struct {
	testing.TB
	store *db.Store
	path  string
	log   bytes.Buffer
}

func listen(t testing.TB) *listener {
	t.Helper()
	l := &listener{TB: t, store: dbtest.Open(t), path: filepath.Join(t.TempDir(), "lmtp")}
	dir, err := checklist.NewDirectory([]checklist.Entry{
		{Kind: checklist.Post, Name: "中心主任", Mail: "zhuren@djzx.example", Duties: []checklist.Duty{checklist.DutyDirector, checklist.DutyClerk}}})
	if err != nil {
		t.Fatal(err)
	}
	policy := func() inbox.Policy {
		return inbox.Policy{Directory: dir, Self: inbox.Self{Addresses: []string{"duban@djzx.example"}, LoopID: "djzx.example"}, AnswersPerDay: 40}
	}
	now := func() time.Time { return time.Date(2026, 4, 20, 9, 0, 0, 0, dbtest.Zone) }
	desk := inbox.NewDesk(l.store, policy, now, slog.New(slog.NewTextHandler(&l.log, nil)), nil)
	ln, err := inbox.Listen("unix:" + l.path)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	served := make(chan error, 1)
	server := &inbox.LMTP{Desk: desk, Domain: "djzx.example", Recipients: []string{"duban@djzx.example"}, MaxBytes: 1 << 20, Source: "lmtp"}
	go func() { served <- server.Serve(ctx, ln) }()
	t.Cleanup(func() {
		stop()
		if err := <-served; err != nil {
			t.Error(err)
		}
	})
	return l
}

// client speaks LMTP line by line, so that it can speak it wrongly.
type client struct {
	testing.TB
	*textproto.Conn
	raw net.Conn
}

func (l *listener) dial() *client {
	l.Helper()
	conn, err := net.Dial("unix", l.path)
	if err != nil {
		l.Fatal(err)
	}
	l.Cleanup(func() { conn.Close() })
	c := &client{l.TB, textproto.NewConn(conn), conn}
	c.wants(220)
	c.says("LHLO relay.example", 250)
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
	n := 0
	for _, state := range []string{"received", "filed", "asked", "noted", "dropped", "quarantined"} {
		mails, err := l.store.MailsIn(context.Background(), state)
		if err != nil {
			l.Fatal(err)
		}
		n += len(mails)
	}
	return n
}

func TestLMTP_aMailIsStoredBeforeItIsAcknowledged(t *testing.T) {
	t.Parallel()
	l := listen(t)
	l.dial().sends(letterOf(1), 250)
	if got := l.stored(); got != 1 {
		t.Errorf("%d mails are stored", got)
	}
}

func TestLMTP_theSameMailTwiceIsOneMail(t *testing.T) {
	t.Parallel()
	l := listen(t)
	c := l.dial()
	c.sends(letterOf(1), 250)
	c.sends(letterOf(1), 250)
	l.dial().sends(letterOf(1), 250)
	if got := l.stored(); got != 1 {
		t.Errorf("%d mails are stored", got)
	}
}

func TestLMTP_P01_bareLineEndsAreRefused(t *testing.T) {
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
			l := listen(t)
			if got := l.dial().sends(body, 550); !strings.HasPrefix(got, "5.6.11") {
				t.Errorf("got %s", got)
			}
			if got := l.stored(); got != 0 {
				t.Errorf("%d mails are stored", got)
			}
		})
	}
}

func TestLMTP_P06_onlyOurOwnAddressesAreServed(t *testing.T) {
	t.Parallel()
	c := listen(t).dial()
	c.says("MAIL FROM:<jishu@djzx.example>", 250)
	for _, to := range []string{"zhuren@djzx.example", "duban@other.example", "duban", "dubanx@djzx.example", `"duban@djzx.example"@evil.example`} {
		code, text, _ := c.cmd("RCPT TO:<" + to + ">")
		if code < 500 || code > 559 {
			t.Errorf("%s: got %d %s", to, code, text)
		}
	}
	c.says("RCPT TO:<DUBAN+K7Q4M2@DJZX.EXAMPLE>", 250)
}

func (c *client) cmd(line string) (int, string, error) {
	c.Helper()
	sent := c.PrintfLine("%s", line) // may be cut off by a server that has heard enough: its answer counts
	code, text, err := c.ReadResponse(-1)
	return code, text, errors.Join(sent, err)
}

func TestLMTP_P07_tooManyRecipients(t *testing.T) {
	t.Parallel()
	c := listen(t).dial()
	c.says("MAIL FROM:<jishu@djzx.example>", 250)
	for i := range 100 {
		c.says(fmt.Sprintf("RCPT TO:<duban+%d@djzx.example>", i), 250)
	}
	c.says("RCPT TO:<duban@djzx.example>", 452)
}

func TestLMTP_M06_tooLarge(t *testing.T) {
	t.Parallel()
	l := listen(t)
	body := "Subject: a\r\n\r\n" + strings.Repeat(strings.Repeat("x", 78)+"\r\n", 20000) + ".\r\n"
	l.dial().sends(body, 552)
	c := l.dial()
	if code, _, _ := c.cmd("MAIL FROM:<jishu@djzx.example> SIZE=99999999"); code != 552 {
		t.Errorf("announced: got %d", code)
	}
	if got := l.stored(); got != 0 {
		t.Errorf("%d mails are stored", got)
	}
}

func TestLMTP_M09_aClientThatVanishesLeavesNothing(t *testing.T) {
	t.Parallel()
	l := listen(t)
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
}

func TestLMTP_P10_anAddressBeyondASCIINeedsTheExtension(t *testing.T) {
	t.Parallel()
	c := listen(t).dial()
	c.says("MAIL FROM:<jishu@djzx.example>", 250)
	if code, text, _ := c.cmd("RCPT TO:<督办@djzx.example>"); code < 500 {
		t.Errorf("got %d %s", code, text)
	}
}

func TestLMTP_P04_anEndlessLineEndsTheSession(t *testing.T) {
	t.Parallel()
	c := listen(t).dial()
	if code, text, err := c.cmd("NOOP " + strings.Repeat("x", 5000)); code != 500 || err != nil && code == 0 {
		t.Errorf("got %d %s %v", code, text, err)
	}
}

func TestLMTP_P12_aStoreThatCannotTakeItIsNeverAcknowledged(t *testing.T) {
	t.Parallel()
	l := listen(t)
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
