package main

import (
	"bytes"
	"database/sql"
	"errors"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"duban"
	"duban/cmd/duban/postoffice"
	"duban/inbox"
	"duban/notify/mailtest"
)

// The scripts in testdata/script are the clerk's manual, run against the binary:
// real processes, real signals, real SMTP and LMTP on this machine. $NOW is when
// their day begins.
func TestScript(t *testing.T) {
	t.Parallel()
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		Setup:               furnishScript,
		Condition:           func(name string) (bool, error) { return name == "smalldisk" && canMount(), nil },
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "edit": edit, "relay": relay, "await": await, "letter": letter, "reply": reply, "deliver": deliver,
			"signal": sendSignal, "dbsql": dbSQL, "lock": lock, "smalldisk": smallDisk, "fill": fill, "file": file,
		},
	})
}

// scriptClock begins at $NOW and runs on from there.
func scriptClock() func() time.Time {
	if pid := os.Getenv("PIDFILE"); pid != "" {
		_ = os.WriteFile(pid, []byte(strconv.Itoa(os.Getpid())), 0o600)
	}
	began, err := time.Parse(time.RFC3339, os.Getenv("NOW"))
	if err != nil {
		panic(err)
	}
	started := time.Now()
	return func() time.Time { return began.Add(time.Since(started)) }
}

// furnishScript gives each script the shipped configuration, with a socket of its
// own, and the seed's list.
func furnishScript(env *testscript.Env) error {
	env.Setenv("NOW", "2026-04-01T08:30:00+08:00")
	env.Setenv("LANG", "zh_CN.UTF-8")
	env.Setenv("PIDFILE", filepath.Join(env.WorkDir, "pid"))
	conf := strings.NewReplacer(`"127.0.0.1:2424"`, `"unix:lmtp.sock"`, "per_minute = 60", "per_minute = 0").Replace(string(duban.Config))
	env.Values[world{}] = &outside{dir: env.WorkDir}
	return errors.Join(
		os.WriteFile(filepath.Join(env.WorkDir, "config.toml"), []byte(conf), 0o600),
		os.WriteFile(filepath.Join(env.WorkDir, "实施清单.txt"), duban.Checklist, 0o600))
}

type world struct{}

// outside is the world around the daemon of one script.
type outside struct {
	dir     string
	sink    *mailtest.Sink
	replies int
}

func outsideOf(ts *testscript.TestScript) *outside { return ts.Value(world{}).(*outside) }

func check(ts *testscript.TestScript, err error) {
	if err != nil {
		ts.Fatalf("%v", err)
	}
}

// exits STATUS PROGRAM ARGS… runs a program that must end with a status.
func exits(ts *testscript.TestScript, _ bool, args []string) {
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if strconv.Itoa(got) != args[0] {
		ts.Fatalf("exit status %d, want %s", got, args[0])
	}
}

// edit FILE OLD NEW replaces a piece of text that must be there.
func edit(ts *testscript.TestScript, _ bool, args []string) {
	text := ts.ReadFile(args[0])
	if !strings.Contains(text, args[1]) {
		ts.Fatalf("%s has no %q", args[0], args[1])
	}
	check(ts, os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Replace(text, args[1], args[2], 1)), 0o600))
}

// relay [refuse=ADDRESS] [later=N] [drop=N] [hang=N] [kill=rcpt|data] starts the
// office's mail server, and points config.toml at it. The first N letters are put
// off, lost after DATA, or never answered; kill pulls the daemon's plug, before a
// letter was taken or after.
func relay(ts *testscript.TestScript, _ bool, args []string) {
	o := outsideOf(ts)
	p := relayScript{outside: o, done: make(chan struct{})}
	for _, arg := range args {
		key, value, _ := strings.Cut(arg, "=")
		n, _ := strconv.Atoi(value)
		switch key {
		case "refuse":
			p.refuse = value
		case "later":
			p.later = n
		case "drop":
			p.drop = n
		case "hang":
			p.hang = n
		case "kill":
			p.kill = value
		default:
			ts.Fatalf("relay knows no %s", key)
		}
	}
	sink, err := mailtest.Listen(p.answer)
	check(ts, err)
	o.sink = sink
	ts.Defer(func() { close(p.done); sink.Close() })
	_, port, _ := net.SplitHostPort(sink.Addr)
	ts.Setenv("PORT", port)
	conf := ts.ReadFile("config.toml")
	for old, now := range map[string]string{`(?m)^host = "[^"]*"`: `host = "127.0.0.1"`, `(?m)^port = \d+`: "port = " + port, `(?m)^tls = "[a-z]+"`: `tls = "none"`} {
		conf = regexp.MustCompile(old).ReplaceAllString(conf, now)
	}
	check(ts, os.WriteFile(ts.MkAbs("config.toml"), []byte(conf), 0o600))
}

// relayScript is how a relay answers.
type relayScript struct {
	*outside
	mu                sync.Mutex
	refuse            string
	later, drop, hang int
	kill              string
	done              chan struct{}
}

func (p *relayScript) answer(stage, to string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.kill == stage {
		p.kill = ""
		if pid, err := p.pid(); err == nil {
			_ = syscall.Kill(pid, syscall.SIGKILL)
		}
		return mailtest.ErrDrop
	}
	switch {
	case stage == "rcpt" && to == p.refuse:
		return mailtest.Refuse(550, [3]int{5, 1, 1}, "user unknown")
	case stage == "rcpt" && take(&p.later):
		return mailtest.Refuse(451, [3]int{4, 3, 0}, "try again later")
	case stage == "data" && take(&p.drop):
		return mailtest.ErrDrop
	case stage == "data" && take(&p.hang):
		<-p.done
	}
	return nil
}

func take(n *int) bool {
	*n--
	return *n >= 0
}

func (o *outside) pid() (int, error) {
	raw, err := os.ReadFile(filepath.Join(o.dir, "pid"))
	if err != nil {
		return 0, err
	}
	return strconv.Atoi(string(raw))
}

// patience bounds how long a script waits for a process.
const patience = 20 * time.Second

// await N|FILE waits until the relay has taken N letters, or a file is there.
func await(ts *testscript.TestScript, _ bool, args []string) {
	o := outsideOf(ts)
	n, err := strconv.Atoi(args[0])
	arrived := func() bool { return len(o.sink.Letters()) >= n }
	if err != nil {
		arrived = func() bool { _, err := os.Stat(ts.MkAbs(args[0])); return err == nil }
	}
	for deadline := time.Now().Add(patience); !arrived(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			ts.Fatalf("waited in vain for %s", args[0])
		}
	}
}

// letter [-count=N] ADDRESS SUBJECT takes the newest letter to an address whose
// subject fits: letter.txt is what it says, $TAG its tag, $ID its Message-ID.
func letter(ts *testscript.TestScript, neg bool, args []string) {
	want := -1
	if n, ok := strings.CutPrefix(args[0], "-count="); ok {
		want, _ = strconv.Atoi(n)
		args = args[1:]
	}
	subject := regexp.MustCompile(args[1])
	var found []*inbox.Message
	for _, l := range outsideOf(ts).sink.Letters() {
		if m := inbox.Parse(l.Raw, inbox.Limits{}); l.To == args[0] && subject.MatchString(m.Subject) {
			found = append(found, m)
		}
	}
	if neg && len(found) == 0 || want == 0 && len(found) == 0 {
		return
	}
	if neg || len(found) == 0 || want >= 0 && want != len(found) {
		ts.Fatalf("%d letters to %s about %s", len(found), args[0], args[1])
	}
	m := found[len(found)-1]
	if want > 1 && slices.ContainsFunc(found, func(other *inbox.Message) bool { return other.MessageID != m.MessageID }) {
		ts.Fatalf("the letters have different Message-IDs")
	}
	check(ts, os.WriteFile(ts.MkAbs("letter.txt"), []byte(m.Subject+"\n"+m.Plain), 0o600))
	ts.Setenv("ID", m.MessageID)
	if tokens := inbox.Tokens(m); len(tokens) > 0 {
		ts.Setenv("TAG", tokens[0].Token.Tag())
	}
}

// reply FILE FROM TEXT [auto] [with ATTACHMENT] writes the mail that answers the
// letter taken last, as QQ's web mail does: nothing quoted, no reference.
func reply(ts *testscript.TestScript, _ bool, args []string) {
	o := outsideOf(ts)
	o.replies++
	m := answerMail{from: args[1], subject: "回复：" + ts.Getenv("TAG") + "交办", text: strings.ReplaceAll(args[2], `\n`, "\n"), gb18030: true}
	for i, arg := range args[3:] {
		switch arg {
		case "auto":
			m.auto, m.subject = true, "自动回复: "+ts.Getenv("TAG")
		case "with":
			m.file = args[3+i+1]
		}
	}
	at, err := time.Parse(time.RFC3339, ts.Getenv("NOW"))
	check(ts, err)
	check(ts, os.WriteFile(ts.MkAbs(args[0]), m.raw(o.replies, "duban@djzx.example", at), 0o600))
}

// deliver FILE FROM brings a mail to the daemon over LMTP; with ! it must not be
// acknowledged.
func deliver(ts *testscript.TestScript, neg bool, args []string) {
	await(ts, false, []string{"lmtp.sock"})
	conn, err := net.Dial("unix", ts.MkAbs("lmtp.sock"))
	if err == nil {
		err = postoffice.Deliver(conn, args[1], "duban@djzx.example", []byte(ts.ReadFile(args[0])))
	}
	if neg != (err != nil) {
		ts.Fatalf("delivering: %v", err)
	}
}

// signal NAME sends TERM or HUP to the daemon.
func sendSignal(ts *testscript.TestScript, _ bool, args []string) {
	pid, err := outsideOf(ts).pid()
	check(ts, err)
	check(ts, syscall.Kill(pid, map[string]syscall.Signal{"TERM": syscall.SIGTERM, "HUP": syscall.SIGHUP, "KILL": syscall.SIGKILL}[args[0]]))
}

// dbsql STATEMENT changes the database behind the daemon's back.
func dbSQL(ts *testscript.TestScript, _ bool, args []string) {
	conn, err := sql.Open("sqlite3", ts.MkAbs("duban-data/duban.db"))
	check(ts, err)
	defer conn.Close()
	_, err = conn.Exec(args[0])
	check(ts, err)
}

// lock holds the database's write lock until the script ends.
func lock(ts *testscript.TestScript, _ bool, _ []string) {
	conn, err := sql.Open("sqlite3", ts.MkAbs("duban-data/duban.db")+"?_txlock=exclusive")
	check(ts, err)
	tx, err := conn.Begin()
	check(ts, err)
	ts.Defer(func() { _ = tx.Rollback(); conn.Close() })
}

// smalldisk DIR SIZE mounts a disk that fills up.
func smallDisk(ts *testscript.TestScript, _ bool, args []string) {
	dir := ts.MkAbs(args[0])
	check(ts, os.MkdirAll(dir, 0o700))
	check(ts, syscall.Mount("tmpfs", dir, "tmpfs", 0, "size="+args[1]))
	ts.Defer(func() { _ = syscall.Unmount(dir, syscall.MNT_DETACH) })
}

func canMount() bool {
	dir, err := os.MkdirTemp("", "disk")
	if err != nil {
		return false
	}
	defer os.Remove(dir)
	if syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=64k") != nil {
		return false
	}
	return syscall.Unmount(dir, 0) == nil
}

// fill FILE SIZE writes a file of that many bytes, or as many as there is room for.
func fill(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.Atoi(args[1])
	check(ts, err)
	_ = os.WriteFile(ts.MkAbs(args[0]), bytes.Repeat([]byte("x"), n), 0o600) // a full disk is what is wanted
}

// file NAME BYTES writes what a text archive cannot hold: \x00 and the like.
func file(ts *testscript.TestScript, _ bool, args []string) {
	raw, err := strconv.Unquote(`"` + args[1] + `"`)
	check(ts, err)
	check(ts, os.WriteFile(ts.MkAbs(args[0]), []byte(raw), 0o600))
}
