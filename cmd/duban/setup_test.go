package main

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"io"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"duban"
	"duban/checklist"
	"duban/checklist/sheet"
	"duban/inbox/imaptest"
	"duban/inbox/message"
	"duban/inbox/smtpd"
	"duban/internal/config"
	"duban/internal/daemon"
	"duban/internal/daemon/daemontest"
	"duban/internal/reply"
	"duban/internal/words"
	"duban/notify/mailtest"
)

// mailHost is where the office of these tests has its mail server, and hostPair its
// certificate, which this process trusts as a machine trusts those of its system.
const mailHost = "mail.djzx.example"

var hostPair tls.Certificate

func trustOurOwn() error {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return err
	}
	cert := &x509.Certificate{SerialNumber: big.NewInt(1), DNSNames: []string{mailHost}, IsCA: true, BasicConstraintsValid: true,
		NotBefore: time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC), NotAfter: time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC), KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign}
	der, err := x509.CreateCertificate(rand.Reader, cert, cert, &key.PublicKey, key)
	if err != nil {
		return err
	}
	hostPair = tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
	f, err := os.CreateTemp("", "duban-test-ca-")
	if err != nil {
		return err
	}
	defer f.Close()
	if err := pem.Encode(f, &pem.Block{Type: "CERTIFICATE", Bytes: der}); err != nil {
		return err
	}
	return os.Setenv("SSL_CERT_FILE", f.Name())
}

// newcomer is a clerk in an empty folder, with the list he was given and a mailbox at the
// office's own server.
type newcomer struct {
	*console
	lang    words.Language
	sink    *mailtest.Sink
	mailbox *imaptest.Server
	lines   []string        // that he types
	doing   map[int]func()  // what he does before he types a line
	screen  bytes.Buffer    // what he sees
	lost    map[string]bool // letters to these never arrive

	mu      sync.Mutex
	letters []mailtest.Letter
}

func newNewcomer(t *testing.T, lang words.Language) *newcomer {
	t.Helper()
	n := &newcomer{console: &console{t: t, dir: t.TempDir(), at: checklist.Date(2027, 4, 1).At(8, 40, daemontest.Zone)}, lang: lang, doing: map[int]func(){}, lost: map[string]bool{}}
	n.write("实施清单.txt", duban.Checklist)
	var err error
	if n.mailbox, err = imaptest.OpenFor("duban@djzx.example", []string{"Junk"}); err != nil {
		t.Fatal(err)
	}
	n.sink = mailtest.Pipe(nil)
	n.sink.Password, n.sink.Take = imaptest.Password, n.take
	t.Cleanup(func() { n.sink.Close(); n.mailbox.Close() })
	return n
}

// take is the mail server's work: what goes to the mailbox itself lies there.
func (n *newcomer) take(l mailtest.Letter) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.letters = append(n.letters, l)
	if l.To == "duban@djzx.example" && !n.lost[l.To] {
		_ = n.mailbox.Put("INBOX", l.Raw, n.at)
	}
}

func (n *newcomer) lettersTo(to, subject string) (found []*message.Message) {
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, l := range n.letters {
		if m := message.Parse(l.Raw, message.Limits{}); l.To == to && strings.Contains(m.Subject, subject) {
			found = append(found, m)
		}
	}
	return found
}

// dial reaches the office's server, encrypted from the beginning, and nothing else.
func (n *newcomer) dial(ctx context.Context, network, address string) (net.Conn, error) {
	inside := map[string]func(context.Context, string, string) (net.Conn, error){mailHost + ":465": n.sink.Dial, mailHost + ":993": n.mailbox.Dial}[address]
	if inside == nil {
		return nil, &net.OpError{Op: "dial", Err: &net.DNSError{Err: "no such host", Name: address, IsNotFound: true}}
	}
	server, err := inside(ctx, network, address)
	if err != nil {
		return nil, err
	}
	ours, theirs := net.Pipe()
	secured := tls.Server(theirs, &tls.Config{Certificates: []tls.Certificate{hostPair}})
	go func() { _, _ = io.Copy(server, secured); server.Close() }()
	go func() { _, _ = io.Copy(secured, server); secured.Close() }()
	return ours, nil
}

// Read types the next line, as a terminal shows it.
func (n *newcomer) Read(p []byte) (int, error) {
	if len(n.lines) == 0 {
		return 0, io.EOF
	}
	line := n.lines[0]
	n.lines = n.lines[1:]
	if do := n.doing[len(n.lines)]; do != nil {
		do()
	}
	shown := line
	if line == imaptest.Password {
		shown = ""
	}
	n.screen.WriteString(shown + "\n")
	return copy(p, line+"\n"), nil
}

func (n *newcomer) app() *app {
	a := n.console.app()
	a.stdin, a.stdout, a.stderr, a.dial = n, &n.screen, &n.screen, n.dial
	a.now, a.listen, a.sharing = n.clock(), smtpd.Listen, daemon.DefaultSharing
	return a
}

// clock runs on from the newcomer's hour.
func (n *newcomer) clock() func() time.Time {
	began, at := time.Now(), n.at
	return func() time.Time { return at.Add(time.Since(began)) }
}

func (n *newcomer) types(lines ...string) { n.lines = append(n.lines, lines...) }

func (n *newcomer) run(ctx context.Context, args ...string) int {
	n.t.Helper()
	return n.app().run(ctx, append([]string{"--config", filepath.Join(n.dir, "config.toml"), "--lang", string(n.lang)}, args...))
}

// seen is what stood on the screen, without this test's folder.
func (n *newcomer) seen() string { return strings.ReplaceAll(n.screen.String(), n.dir+"/", "") }

func (n *newcomer) directory() string {
	return filepath.Join(n.dir, words.DirectoryFile.In(n.lang))
}

// fill fills the workbook in: everybody's mailbox, who is in which group.
func (n *newcomer) fill() {
	n.t.Helper()
	raw, err := os.ReadFile(n.directory())
	if err != nil {
		n.t.Fatal(err)
	}
	entries, err := sheet.ReadDirectory(n.directory(), raw)
	if err != nil {
		n.t.Fatal(err)
	}
	mails := map[string]string{"技术服务部": "jishu@djzx.example", "中心主任": "zhuren@djzx.example"}
	for i, e := range entries {
		switch {
		case e.Kind == checklist.Group:
			entries[i].Members = []string{"业务受理部", "转移登记部"}
		case mails[e.Name] != "":
			entries[i].Mail = mails[e.Name]
		default:
			entries[i].Mail = string(rune('a'+i)) + "@djzx.example"
		}
	}
	var b bytes.Buffer
	if err := sheet.WriteDirectory(n.directory(), &b, entries); err != nil {
		n.t.Fatal(err)
	}
	if err := os.WriteFile(n.directory(), b.Bytes(), 0o600); err != nil {
		n.t.Fatal(err)
	}
}

// before does something before a line is typed: the last of those that are to come.
func (n *newcomer) before(line int, do func()) { n.doing[line] = do }

func (n *newcomer) list() string { return filepath.Join(n.dir, "实施清单.txt") }

// wait looks until the daemon has done something.
func (n *newcomer) wait(what string, so func() bool) {
	n.t.Helper()
	for deadline := time.Now().Add(patience); !so(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			n.t.Fatalf("waited in vain for %s:\n%s", what, n.seen())
		}
	}
}

var fiveMinutes = regexp.MustCompile(`(?s)\n## (?:Five minutes|五分钟)[^\n]*\n(.*?)\n## `)

// The README's five minutes, word by word: what it says to type is run, against a mail
// server that encrypts and asks for the password, until an answer has got its receipt.
func TestSetup_theFiveMinutesOfTheREADME(t *testing.T) {
	t.Parallel()
	for lang, file := range map[words.Language]string{words.Chinese: "README.zh-CN.md", words.English: "README.md"} {
		t.Run(string(lang), func(t *testing.T) {
			t.Parallel()
			readme, err := os.ReadFile("../../" + file)
			if err != nil {
				t.Fatal(err)
			}
			section := fiveMinutes.FindSubmatch(readme)
			if section == nil {
				t.Fatalf("%s has no five minutes", file)
			}
			n := newNewcomer(t, lang)
			n.types("登记中心", "")
			if lang == words.English {
				n.types("") // the language of letters: English is proposed
			}
			n.types("duban@djzx.example", "", "", "", imaptest.Password, n.list(), "2027", "2027-04-01", "")
			n.before(0, n.fill)
			var typed []string
			for line := range strings.Lines(string(section[1])) {
				if command, ok := strings.CutPrefix(line, "    "); ok {
					typed = append(typed, strings.TrimSpace(command))
				}
			}
			if got := strings.Join(typed, "; "); got != "go build -o duban ./cmd/duban; ./duban setup; ./duban serve" {
				t.Fatalf("%s says to type %s", file, got)
			}
			if status := n.run(t.Context(), "setup"); status != exitDone {
				t.Fatalf("exit %d\n%s", status, n.seen())
			}
			n.compareTranscript(map[words.Language]string{words.Chinese: "quick-start.zh-CN.md", words.English: "quick-start.md"}[lang])
			n.serves()
		})
	}
}

// serves runs the daemon until a department's answer has got its receipt.
func (n *newcomer) serves() {
	n.t.Helper()
	n.screen.Reset()
	conf, err := os.ReadFile(filepath.Join(n.dir, "config.toml"))
	if err != nil {
		n.t.Fatal(err)
	}
	n.write("config.toml", config.Set(conf, "relay.per_minute", "0")) // a letter a second is slow for a test
	ctx, stop := context.WithCancel(n.t.Context())
	ended := make(chan int)
	go func() { ended <- n.run(ctx, "serve") }()
	n.wait("the first letter", func() bool { return len(n.lettersTo("jishu@djzx.example", "")) > 0 })
	first := n.lettersTo("jishu@djzx.example", "")[0]
	m := reply.Mail{From: "jishu@djzx.example", Subject: "回复：" + first.Subject, Text: n.lang.Of("14 已完成：查询功能已升级。", "14 done: the system was upgraded.")}
	if err := n.mailbox.Put("INBOX", m.Raw(1, "duban@djzx.example", n.at.Add(time.Minute)), n.at.Add(time.Minute)); err != nil {
		n.t.Fatal(err)
	}
	n.wait("the receipt", func() bool {
		return len(n.lettersTo("jishu@djzx.example", n.lang.Of("回执", "Receipt: item 14: reported done"))) > 0
	})
	stop()
	if status := <-ended; status != exitDone {
		n.t.Errorf("serve: exit %d\n%s", status, n.seen())
	}
	if status := n.run(n.t.Context(), "check"); status != exitDone {
		n.t.Errorf("check: exit %d\n%s", status, n.seen())
	}
	leftOnly(n.t, n.dir, "config.toml", "duban-data", "duban.password", filepath.Base(n.directory()), "实施清单.txt")
}

// leftOnly holds a folder to its files: nothing half-written is left.
func leftOnly(t *testing.T, dir string, names ...string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, name := range names {
		known[name] = true
	}
	for _, e := range entries {
		info, err := e.Info()
		if err != nil {
			t.Fatal(err)
		}
		if !known[e.Name()] || info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s is left, %v", e.Name(), info.Mode())
		}
		delete(known, e.Name())
	}
	for name := range known {
		t.Errorf("%s is missing", name)
	}
}

// compareTranscript holds the screen to the one that stands in the docs.
func (n *newcomer) compareTranscript(file string) {
	n.t.Helper()
	path := filepath.Join("../../docs", file)
	raw, err := os.ReadFile(path)
	if err != nil {
		n.t.Fatal(err)
	}
	head, rest, ok := strings.Cut(string(raw), "```text\n")
	_, tail, closed := strings.Cut(rest, "```\n")
	if !ok || !closed {
		n.t.Fatalf("%s has no transcript", path)
	}
	want := head + "```text\n$ ./duban setup\n" + n.seen() + "```\n" + tail
	if *update {
		if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
			n.t.Fatal(err)
		}
		return
	}
	if string(raw) != want {
		n.t.Errorf("%s is not what the screen shows; -update rewrites it. The screen:\n%s", path, n.seen())
	}
}

// Wrong answers are asked again with the reason, and what was interrupted goes on.
func TestSetup_wrongAnswersAndInterruptions(t *testing.T) {
	t.Parallel()
	n := newNewcomer(t, words.Chinese)
	n.write("坏.csv", []byte("序号,具体内容,责任部门,完成时限\n1,做甲,综合部,4月31日\n"))
	n.types("登记中心", "", "督办", "duban@djzx.example", "9", "6", "不是 服务器", "", "", "错的密码", "1", imaptest.Password, filepath.Join(n.dir, "没有.txt"))
	if status := n.run(t.Context(), "setup"); status != exitFailed {
		t.Fatalf("exit %d\n%s", status, n.seen())
	}
	for _, want := range []string{"“督办”不是邮箱地址", "没有“9”这一家", "“不是 服务器”不是服务器", "✗ 不能登录", "✗ 登录被拒绝", "✓ 试信收到了（INBOX）", "找不到 没有.txt", "停在这里"} {
		if !strings.Contains(n.seen(), want) {
			t.Errorf("the first run does not say %q", want)
		}
	}
	leftOnly(t, n.dir, "duban-setup.toml", "duban.password", "实施清单.txt", "坏.csv")
	if remembered, err := os.ReadFile(filepath.Join(n.dir, "duban-setup.toml")); err != nil || strings.Contains(string(remembered), imaptest.Password) {
		t.Errorf("the password is remembered: %v\n%s", err, remembered)
	}

	n.screen.Reset()
	n.types(filepath.Join(n.dir, "坏.csv"), "", "2026-04-01", n.list(), "2026", "n", "2027", "")
	if status := n.run(t.Context(), "setup"); status != exitFailed {
		t.Fatalf("exit %d\n%s", status, n.seen())
	}
	for _, want := range []string{"接着上次的办", "4月31日", "按2026年读，有", "✓ 读懂了", "没有成员"} {
		if !strings.Contains(n.seen(), want) {
			t.Errorf("the second run does not say %q:\n%s", want, n.seen())
		}
	}
	if strings.Contains(n.seen(), "试信") || strings.Contains(n.seen(), "信箱密码") {
		t.Errorf("what was proven is tried again:\n%s", n.seen())
	}

	n.screen.Reset()
	n.fill()
	if status := n.run(t.Context(), "setup"); status != exitDone {
		t.Fatalf("exit %d\n%s", status, n.seen())
	}
	leftOnly(t, n.dir, "config.toml", "duban-data", "duban.password", "通讯录.xlsx", "实施清单.txt", "坏.csv")
	if status := n.run(t.Context(), "setup"); status != exitFailed || !strings.Contains(n.seen(), "只用于新的机构") {
		t.Errorf("a second set-up in the folder: exit %d\n%s", status, n.seen())
	}
}

// Everything can be said by a file of answers and flags; nobody is asked.
func TestSetup_byAFileOfAnswers(t *testing.T) {
	t.Parallel()
	n := newNewcomer(t, words.English)
	n.write("secret", []byte(imaptest.Password+"\n"))
	n.write("answers.toml", []byte(`name = "登记中心"
sign = "综合部（督办）"
mail = "duban@djzx.example"
service = "own"
smtp = "mail.djzx.example:465"
imap = "mail.djzx.example:993"
list = "`+n.list()+`"
year = 2027
start = "2027-04-01"
directory = "people.csv"
`))
	n.write("people.csv", []byte("类别,名称,邮箱,职责,成员,上级\n岗位,中心主任,zhuren@djzx.example,主任,,\n岗位,分管副主任,fu@djzx.example,,,中心主任\n岗位,党支部委员会,dang@djzx.example,,,中心主任\n"+
		"部门,综合部,zonghe@djzx.example,督办员,,中心主任\n部门,业务受理部,a@djzx.example,,,中心主任\n部门,技术服务部,b@djzx.example,,,中心主任\n部门,权籍调查部,c@djzx.example,,,中心主任\n"+
		"部门,转移登记部,d@djzx.example,,,中心主任\n部门,抵押登记部,e@djzx.example,,,中心主任\n部门,房产登记部,f@djzx.example,,,中心主任\n部门,行政效能监督科,g@djzx.example,,,中心主任\n"+
		"组,业务部门,,,业务受理部、转移登记部,\n组,窗口部门,,,业务受理部、转移登记部,\n"))
	if status := n.run(t.Context(), "setup", "--answers", filepath.Join(n.dir, "answers.toml"), "--password-file", filepath.Join(n.dir, "secret")); status != exitDone {
		t.Fatalf("exit %d\n%s", status, n.seen())
	}
	leftOnly(t, n.dir, "config.toml", "duban-data", "secret", "people.csv", "answers.toml", "实施清单.txt")
	if status := n.run(t.Context(), "config", "check"); status != exitDone {
		t.Errorf("config check: exit %d\n%s", status, n.seen())
	}
}

// A second demo in the same folder asks, and takes nothing away that is not its own.
func TestDemo_asksBeforeItBeginsAnew(t *testing.T) {
	t.Parallel()
	n := newNewcomer(t, words.Chinese)
	dir := filepath.Join(n.dir, "demo")
	if err := os.MkdirAll(filepath.Join(dir, "letters"), 0o700); err != nil {
		t.Fatal(err)
	}
	n.types("n")
	if status := n.run(t.Context(), "demo", "--dir", dir); status != exitFailed || !strings.Contains(n.seen(), "删去重来吗") {
		t.Errorf("exit %d\n%s", status, n.seen())
	}
	n.screen.Reset()
	if err := os.WriteFile(filepath.Join(dir, "自己的.txt"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	n.types("y")
	if status := n.run(t.Context(), "demo", "--dir", dir); status != exitFailed || strings.Contains(n.seen(), "删去重来吗") {
		t.Errorf("exit %d\n%s", status, n.seen())
	}
	leftOnly(t, dir, "letters", "自己的.txt")
}
