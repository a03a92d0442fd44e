//go:build realmail

package inbox_test

import (
	"bytes"
	"context"
	"crypto/tls"
	"fmt"
	"net"
	"path/filepath"
	"strings"
	"testing"
	"time"

	goimap "github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"

	"duban/checklist"
	"duban/db"
	"duban/inbox"
	"duban/inbox/imap"
	"duban/inbox/imaptest"
	"duban/inbox/inboxtest"
	"duban/inbox/rawtest"
	"duban/inbox/sender"
	"duban/inbox/smtpd"
	"duban/internal/words"
)

// live is an office that tells when it has filed something.
type live struct {
	*inboxtest.Office
	filed chan struct{}
}

func newLive(t *testing.T) *live {
	l := &live{inboxtest.New(t), make(chan struct{}, 100)}
	l.Office.Filed = func() { l.filed <- struct{}{} }
	return l
}

// awaits waits until so many mails more are filed.
func (l *live) awaits(n int) {
	l.Helper()
	deadline := time.After(patienceForServers)
	for range n {
		select {
		case <-l.filed:
		case <-deadline:
			l.Fatalf("nothing was filed\n%s", &l.Log)
		}
	}
}

// until waits for what a server does of itself.
func (l *live) until(what string, is func() bool) {
	l.Helper()
	deadline := time.After(patienceForServers)
	for tick := time.Tick(20 * time.Millisecond); !is(); {
		select {
		case <-tick:
		case <-deadline:
			l.Fatalf("%s: it never came to that\n%s", what, &l.Log)
		}
	}
}

// read has a mailbox read until the function it returns is called.
func (l *live) read(m *imap.Mailbox) (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- m.Run(ctx) }()
	return func() {
		cancel()
		if err := <-done; err != nil {
			l.Error(err)
		}
	}
}

func (d dovecot) mailbox(h *inboxtest.Office) *imap.Mailbox {
	return &imap.Mailbox{Receiver: h.Processor, Positions: inbox.Cursors{h.Store}, Now: h.Now, Log: h.Logger(), Name: "dovecot", Host: "localhost", Port: d.secure, TLS: "implicit", Roots: d.Roots, User: imaptest.User, Password: imaptest.Password,
		Folders: []string{"INBOX", "Junk"}, Poll: time.Second, MaxBytes: 1 << 20}
}

// user is somebody at the same account, by another client.
func (d dovecot) user(t *testing.T) *imapclient.Client {
	t.Helper()
	c, err := imapclient.DialTLS(fmt.Sprintf("127.0.0.1:%d", d.secure), &imapclient.Options{TLSConfig: &tls.Config{RootCAs: d.Roots, ServerName: "localhost"}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	if err := c.Login(imaptest.User, imaptest.Password).Wait(); err != nil {
		t.Fatal(err)
	}
	return c
}

func lay(t *testing.T, c *imapclient.Client, folder string, raw []byte) {
	t.Helper()
	cmd := c.Append(folder, int64(len(raw)), nil)
	if _, err := cmd.Write(raw); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := cmd.Wait(); err != nil {
		t.Fatal(err)
	}
}

func count(t *testing.T, c *imapclient.Client, folder string) uint32 {
	t.Helper()
	data, err := c.Status(folder, &goimap.StatusOptions{NumMessages: true}).Wait()
	if err != nil {
		t.Fatal(err)
	}
	return *data.NumMessages
}

func TestDovecot_aMailboxIsReadMovedAndReadOn(t *testing.T) {
	t.Parallel()
	d := startDovecot(t)
	l := newLive(t)
	user := d.user(t)
	m := d.mailbox(l.Office)
	m.Processed, m.Failed = "已登记", "待归档"
	asked := l.Ask()
	answer := l.Reply(asked, inboxtest.Jishu, "进展：已起草"+strings.Repeat("。", 90<<10)) // some hundred KB of base64 in one line
	lay(t, user, "Junk", answer)
	lay(t, user, "INBOX", l.Mail("a@else.example", "问", "问"))
	lay(t, user, "INBOX", l.Mail("a@else.example", "大", strings.Repeat("大", 1<<20)))
	stop := l.read(m)
	l.awaits(3)
	lay(t, user, "INBOX", l.Reply(asked, inboxtest.Jishu, "已完成")) // while it idles
	l.awaits(1)
	l.until("two moved", func() bool { return count(t, user, m.Processed) == 2 })
	stop()
	if got := l.Part(14, "技术服务部").State; got != checklist.Submitted {
		t.Errorf("item 14 is %s", got)
	}
	for folder, want := range map[string]uint32{"INBOX": 1, "Junk": 0, "已登记": 2, "待归档": 1} { // the large one stays
		if got := count(t, user, folder); got != want {
			t.Errorf("%s holds %d mails, want %d", folder, got, want)
		}
	}
	stored, err := l.Store.RawMail(context.Background(), 1)
	if err != nil || !bytes.Equal(stored, answer) {
		t.Errorf("%d bytes of %d are stored (%v)", len(stored), len(answer), err)
	}
	lay(t, user, "INBOX", l.Mail("a@else.example", "再问", "问"))
	stop = l.read(m)
	l.awaits(1)
	stop()
	if waiting, _ := l.Store.MailsIn(context.Background(), "quarantined"); len(waiting) != 3 {
		t.Errorf("%d mails wait for the clerk\n%s", len(waiting), &l.Log)
	}
}

func TestDovecot_S23_aFolderMadeAnewBringsNothingTwice(t *testing.T) {
	t.Parallel()
	d := startDovecot(t)
	l := newLive(t)
	user := d.user(t)
	answer := l.Reply(l.Ask(), inboxtest.Jishu, "已完成")
	lay(t, user, "Junk", answer)
	m := d.mailbox(l.Office)
	m.Folders = []string{"Junk"}
	stop := l.read(m)
	cursor := func() db.Cursor {
		at, err := l.Store.Cursor(context.Background(), m.Source("Junk"))
		if err != nil {
			t.Fatal(err)
		}
		return at
	}
	l.until("read", func() bool { return cursor().UID == 1 })
	stop()
	before := cursor()
	if err := user.Delete("Junk").Wait(); err != nil {
		t.Fatal(err)
	}
	if err := user.Create("Junk", nil).Wait(); err != nil {
		t.Fatal(err)
	}
	lay(t, user, "Junk", answer)
	lay(t, user, "Junk", l.Mail("a@else.example", "问", "问"))
	stop = l.read(m)
	l.until("read again", func() bool { return cursor() != before && cursor().UID == 2 })
	stop()
	if filed, _ := l.Store.MailsIn(context.Background(), "filed"); len(filed) != 1 {
		t.Errorf("%d mails are filed", len(filed))
	}
}

func TestDovecot_P16_whoIsTrusted(t *testing.T) {
	t.Parallel()
	d := startDovecot(t)
	ctx, cancel := context.WithTimeout(context.Background(), patienceForServers)
	defer cancel()
	for name, c := range map[string]struct {
		change func(m *imap.Mailbox)
		want   string
	}{
		"TLS":                        {func(*imap.Mailbox) {}, "可以登录；INBOX 0封；Junk 0封；新信即知（IDLE）"},
		"STARTTLS":                   {func(m *imap.Mailbox) { m.TLS, m.Port = "starttls", d.plain }, "可以登录；INBOX 0封；Junk 0封；新信即知（IDLE）"},
		"no TLS, on this machine":    {func(m *imap.Mailbox) { m.TLS, m.Port = "none", d.plain }, "可以登录；INBOX 0封；Junk 0封；新信即知（IDLE）"},
		"a stranger's certificate":   {func(m *imap.Mailbox) { m.Roots = rawtest.NewAuthority(t).Roots }, "不能建立加密连接：tls: "},
		"the same by STARTTLS":       {func(m *imap.Mailbox) { m.Roots, m.TLS, m.Port = rawtest.NewAuthority(t).Roots, "starttls", d.plain }, "不能建立加密连接：tls: "},
		"a wrong password":           {func(m *imap.Mailbox) { m.Password = "wrong" }, "登录被拒绝：imap: NO"},
		"a folder that is not there": {func(m *imap.Mailbox) { m.Folders = []string{"INBOX", "nosuch"} }, "可以登录；INBOX 0封；没有 nosuch；新信即知（IDLE）"},
		"called otherwise":           {func(m *imap.Mailbox) { m.Folders = []string{"INBOX", "Spam"} }, "可以登录；INBOX 0封；Spam（这里叫“Junk”） 0封；新信即知（IDLE）"},
	} {
		m := d.mailbox(inboxtest.New(t))
		c.change(m)
		got, err := m.Try(ctx)
		if err != nil {
			got.Found = imap.FaultOf(err)
		}
		if !strings.HasPrefix(words.Say(words.Chinese, got.Found), c.want) {
			t.Errorf("%s: %s", name, got.Found)
		}
	}
}

// serveLMTP is our listener on a port, 0 for any, until stop.
func serveLMTP(t *testing.T, h *inboxtest.Office, p *inbox.Processor, port int) (at int, stop func()) {
	t.Helper()
	ln, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	q := p.NewQueue()
	l := &smtpd.LMTP{Recipients: []smtpd.Recipient{{Receiver: q, Addresses: []string{inboxtest.Duban}}}, Domain: "djzx.example", MaxBytes: 1 << 20, Source: "lmtp", Log: h.Logger()}
	go func() { err := l.Serve(ctx, ln); q.Close(); done <- err }()
	return ln.Addr().(*net.TCPAddr).Port, func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
}

func TestPostfix_deliversOverLMTP(t *testing.T) {
	t.Parallel()
	l := newLive(t)
	port, stop := serveLMTP(t, l.Office, l.Processor, 0)
	defer stop()
	p := startPostfix(t, port)
	server := fmt.Sprintf("127.0.0.1:%d", p.port)
	if out, err := swaks(t, l.Reply(l.Ask(), inboxtest.Jishu, "已完成"), "--server", server, "--to", inboxtest.Duban+",duban+k7q4m2@djzx.example"); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	l.awaits(1)
	if got := l.Part(14, "技术服务部").State; got != checklist.Submitted {
		t.Errorf("item 14 is %s", got)
	}
	m, err := l.Store.MailByID(context.Background(), 1)
	if err != nil || m.Envelope != "<"+inboxtest.Jishu+">" || m.State != "filed" {
		t.Errorf("%+v (%v)", m, err)
	}
}

// While the store takes nothing the mail stays with Postfix, and comes later.
func TestPostfix_P12_keepsWhatWeCannotStore(t *testing.T) {
	t.Parallel()
	l := newLive(t)
	came := make(chan struct{}, 10)
	full := l.Over(inboxtest.ClosedStore(t))
	l.Clock = func() time.Time { came <- struct{}{}; return l.At }
	port, stop := serveLMTP(t, l.Office, full, 0)
	p := startPostfix(t, port)
	if out, err := swaks(t, l.Reply(l.Ask(), inboxtest.Jishu, "已完成"), "--server", fmt.Sprintf("127.0.0.1:%d", p.port), "--to", inboxtest.Duban); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	select {
	case <-came:
	case <-time.After(patienceForServers):
		t.Fatal("Postfix did not come")
	}
	stop()
	_, stop = serveLMTP(t, l.Office, l.Processor, port)
	defer stop()
	p.flushUntil(t, l.filed)
	if got, _ := l.Store.MailsIn(context.Background(), "filed"); len(got) != 1 {
		t.Errorf("%d mails are filed", len(got))
	}
}

func TestSwaks_speaksLMTPToUs(t *testing.T) {
	t.Parallel()
	l := newLive(t)
	port, stop := serveLMTP(t, l.Office, l.Processor, 0)
	defer stop()
	server := fmt.Sprintf("127.0.0.1:%d", port)
	for name, c := range map[string]struct {
		to, want string
		raw      []byte
	}{
		"an answer":        {inboxtest.Duban, "<-  250", l.Reply(l.Ask(), inboxtest.Jishu, "已完成")},
		"somebody else's":  {"zhuren@djzx.example", "550 5.1.1", l.Mail(inboxtest.Jishu, "x", "x")},
		"too large a mail": {inboxtest.Duban, "552 5.3.4", l.Mail(inboxtest.Jishu, "x", strings.Repeat(strings.Repeat("x", 78)+"\n", 30<<10), "Content-Transfer-Encoding: 7bit")},
	} {
		out, _ := swaks(t, c.raw, "--protocol", "LMTP", "--server", server, "--to", c.to)
		if !strings.Contains(out, c.want) {
			t.Errorf("%s: no %q in\n…%s", name, c.want, out[max(0, len(out)-300):])
		}
	}
	l.awaits(1)
	if got, _ := l.Store.MailsIn(context.Background(), "filed"); len(got) != 1 {
		t.Errorf("%d mails are filed", len(got))
	}
}

// serveSMTP is our listener for the world, on a port of this machine.
func serveSMTP(t *testing.T, h *inboxtest.Office, a rawtest.Authority, dns sender.DNS) (port int) {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	l := &smtpd.SMTP{Recipients: []smtpd.Recipient{{Receiver: inboxtest.QueueOf(t, h.Processor), Addresses: []string{inboxtest.Duban}}}, Hostname: inboxtest.SMTPHost, MaxBytes: 1 << 20, Source: "smtp", DNS: dns, Now: h.Now, Log: h.Logger(),
		TLS: &tls.Config{Certificates: []tls.Certificate{a.Pair}}}
	go func() { done <- l.Serve(ctx, ln) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	return ln.Addr().(*net.TCPAddr).Port
}

func TestSwaks_speaksSMTPWithSTARTTLSToUs(t *testing.T) {
	t.Parallel()
	l := newLive(t)
	l.Policy.SMTPSource, l.Policy.CheckSender = "smtp", true
	a := rawtest.NewAuthority(t)
	dns := rawtest.ZoneFile{"djzx.example": "v=spf1 ip4:127.0.0.1 -all", "_dmarc.djzx.example": "v=DMARC1; p=reject"}
	server := fmt.Sprintf("127.0.0.1:%d", serveSMTP(t, l.Office, a, dns))
	ca := filepath.Join(t.TempDir(), "ca.pem")
	put(t, ca, string(a.Cert), 0o644)
	for _, c := range []struct {
		name, to, want string
		raw            []byte
	}{
		{"an answer", inboxtest.Duban, "<~  250 2.0.0", l.Reply(l.Ask(), inboxtest.Jishu, "已完成")},
		{"somebody else's", "zhuren@djzx.example", "550 5.1.1", l.Mail(inboxtest.Jishu, "x", "x")},
		{"two authors", inboxtest.Duban, "550 5.6.0", l.Mail(inboxtest.Jishu, "x", "x", "From: <"+inboxtest.Zhuren+">", "From: <"+inboxtest.Jishu+">")},
		{"too large a mail", inboxtest.Duban, "552 5.3.4", l.Mail(inboxtest.Jishu, "x", strings.Repeat(strings.Repeat("x", 78)+"\n", 30<<10), "Content-Transfer-Encoding: 7bit")},
	} {
		out, _ := swaks(t, c.raw, "--server", server, "--to", c.to, "--tls", "--tls-verify", "--tls-ca-path", ca, "--tls-sni", "localhost")
		if !strings.Contains(out, c.want) || !strings.Contains(out, "TLS started") {
			t.Errorf("%s: no %q in\n…%s", c.name, c.want, out[max(0, len(out)-600):])
		}
	}
	if out, err := swaks(t, l.Mail(inboxtest.Jishu, "x", "x"), "--server", server, "--to", inboxtest.Duban, "--auth", "PLAIN", "--auth-user", "a", "--auth-password", "b"); err == nil {
		t.Errorf("a password is taken:\n%s", out)
	}
	l.awaits(1)
	raw, err := l.Store.RawMail(context.Background(), 1)
	if got := l.Part(14, "技术服务部").State; got != checklist.Submitted || err != nil || !bytes.Contains(raw, []byte("dmarc=pass header.from=djzx.example")) {
		t.Errorf("item 14 is %s by\n%.600s", got, raw)
	}
}

// Postfix as the sender's server: it encrypts where it can, and sends commands in
// one go.
func TestPostfix_deliversOverSMTP(t *testing.T) {
	t.Parallel()
	l := newLive(t)
	port := serveSMTP(t, l.Office, rawtest.NewAuthority(t), rawtest.ZoneFile{})
	p := startPostfix(t, port)
	p.set(t, "virtual_transport=smtp:[127.0.0.1]:"+fmt.Sprint(port), "smtp_tls_security_level=encrypt")
	if out, err := swaks(t, l.Reply(l.Ask(), inboxtest.Jishu, "已完成"), "--server", fmt.Sprintf("127.0.0.1:%d", p.port), "--to", inboxtest.Duban); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	l.awaits(1)
	raw, err := l.Store.RawMail(context.Background(), 1)
	if got := l.Part(14, "技术服务部").State; got != checklist.Submitted || err != nil || !bytes.Contains(raw, []byte("by mx.djzx.example with ESMTPS;")) {
		t.Errorf("item 14 is %s by\n%.600s", got, raw)
	}
}
