package main

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"

	"duban"
	"duban/checklist"
	"duban/db"
	"duban/notify/mailtest"
)

// connections is how many letters the victim may have under way at once.
const connections = 4

// victim is a daemon with its surroundings: a folder, a database, a mail server. It dies
// and is started again.
type victim struct {
	dir, binary, database string
	now                   string // when the day begins
	sink                  *mailtest.Sink

	cmd  *exec.Cmd
	gone chan struct{}
	said *said

	mu       sync.Mutex
	life     int                  // how often it was started
	arrivals map[string][]arrival // by Message-ID
}

// arrival is a letter that came to the mail server, and in which of the daemon's lives.
type arrival struct {
	life int
	sum  [32]byte
}

func newVictim(dir, binary, database string) (v *victim, err error) {
	v = &victim{dir: dir, binary: binary, database: cmp.Or(database, filepath.Join(dir, "duban.db")), arrivals: map[string][]arrival{}}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	if v.sink, err = mailtest.Listen(nil); err != nil {
		return nil, err
	}
	v.sink.Take = v.take
	return v, os.WriteFile(filepath.Join(dir, "config.toml"), []byte(v.config()), 0o600)
}

// config is the shipped one, with our server, our socket and no limit.
func (v *victim) config() string {
	_, port, _ := net.SplitHostPort(v.sink.Addr)
	conf := string(duban.Config)
	for old, now := range map[string]string{
		`(?m)^host = "[^"]*"`: `host = "127.0.0.1"`, `(?m)^port = \d+`: "port = " + port, `(?m)^tls = "[a-z]+"`: `tls = "none"`,
		`"127.0.0.1:2424"`: `"unix:lmtp.sock"`, `(?m)^per_minute = \d+`: "per_minute = 0", `(?m)^connections = \d+`: fmt.Sprint("connections = ", connections),
		`(?m)^timeout = "30s"`: `timeout = "2s"`, `stale_after = "\w+"`: `stale_after = "0s"`, `most_letters = \d+`: "most_letters = 0",
	} {
		conf = regexp.MustCompile(old).ReplaceAllString(conf, now)
	}
	return conf
}

var messageID = regexp.MustCompile(`(?mi)^Message-ID: (<[^>]*>)`)

func (v *victim) take(l mailtest.Letter) {
	id := ""
	if m := messageID.FindSubmatch(l.Raw); m != nil {
		id = string(m[1])
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	v.arrivals[id] = append(v.arrivals[id], arrival{v.life, sha256.Sum256(l.Raw)})
}

// came counts the letters that came, repeats not counted.
func (v *victim) came() int {
	v.mu.Lock()
	defer v.mu.Unlock()
	return len(v.arrivals)
}

func (v *victim) command(args ...string) *exec.Cmd {
	c := exec.Command(v.binary, args...)
	c.Dir = v.dir
	c.Env = append(os.Environ(), "NOW="+v.now, "TMPDIR="+v.dir, "DUBAN_LOG=debug", "DUBAN_DB="+v.database, "LANG=zh_CN.UTF-8")
	return c
}

// duban runs a command to its end.
func (v *victim) duban(args ...string) (string, error) {
	out, err := v.command(args...).CombinedOutput()
	return string(out), err
}

// start begins a life.
func (v *victim) start() error {
	v.mu.Lock()
	v.life++
	v.mu.Unlock()
	v.cmd, v.said, v.gone = v.command("serve"), &said{}, make(chan struct{})
	out, err := v.cmd.StderrPipe()
	if err != nil {
		return err
	}
	if err := v.cmd.Start(); err != nil {
		return err
	}
	cmd, lines, gone := v.cmd, v.said, v.gone
	go func() {
		lines.hear(bufio.NewScanner(out))
		_ = cmd.Wait() // killed, as it should be
		close(gone)
	}()
	return nil
}

// kill ends a life, and returns when all that it sent has come.
func (v *victim) kill() error {
	err := v.cmd.Process.Kill()
	<-v.gone
	for !v.sink.Quiet() {
		time.Sleep(100 * time.Microsecond)
	}
	if errors.Is(err, os.ErrProcessDone) {
		return fmt.Errorf("the daemon ended by itself: %s", v.said.all())
	}
	return err
}

// stop asks the daemon to end.
func (v *victim) stop() error {
	if err := v.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		return fmt.Errorf("%w: %s", err, v.said.all())
	}
	<-v.gone
	if code := v.cmd.ProcessState.ExitCode(); code != 0 {
		return fmt.Errorf("the daemon ended with %d: %s", code, v.said.all())
	}
	return nil
}

// bury ends what may still be running.
func (v *victim) bury() {
	if v.cmd != nil {
		_ = v.cmd.Process.Kill()
		<-v.gone
	}
	v.sink.Close()
}

// open opens the database, while the daemon rests or runs.
func (v *victim) open(ctx context.Context) (*db.Store, error) {
	return db.Open(ctx, v.database, db.Options{Zone: zone, Domain: "djzx.example"})
}

// until waits for something, as long as letters go on coming and a minute more.
func (v *victim) until(what string, so func() bool) error {
	last, deadline := v.came(), time.Now().Add(time.Minute)
	for ; !so(); time.Sleep(time.Millisecond) {
		if came := v.came(); came > last {
			last, deadline = came, time.Now().Add(time.Minute)
		}
		if time.Now().After(deadline) {
			return fmt.Errorf("waited in vain for %s; the daemon said:\n%s", what, v.said.all())
		}
	}
	return nil
}

// idle waits until the daemon has planned, all mail is filed and all that is due is sent.
func (v *victim) idle(ctx context.Context) error {
	if err := v.until("the plan", func() bool { return v.said.heard("msg=beat") }); err != nil {
		return err
	}
	s, err := v.open(ctx)
	if err != nil {
		return err
	}
	defer s.Close()
	at, err := time.Parse(time.RFC3339, v.now)
	if err != nil {
		return err
	}
	return v.until("all mails to be filed and all letters to go", func() bool { // in this order: mails write letters
		stored, err := s.MailsIn(ctx, checklist.MailReceived)
		if err != nil || len(stored) > 0 {
			return false
		}
		n, err := s.LettersDue(ctx, at.Add(time.Minute))
		return err == nil && n == 0
	})
}

// inDoubt proves that a life left open no more than one letter a connection: so
// many may have come again, the same byte for byte.
func (v *victim) inDoubt() error {
	again := map[int]int{}
	for id, all := range v.arrivals {
		for i, a := range all[1:] {
			again[all[i].life]++ // the life before left it open, be it the second time
			if a.sum != all[0].sum {
				return fmt.Errorf("letter %s came again in another form", id)
			}
		}
		if len(all) > 1 && slices.ContainsFunc(all[1:], func(a arrival) bool { return a.life == all[0].life }) {
			return fmt.Errorf("letter %s came twice in one life", id)
		}
	}
	for life, n := range again {
		if n > connections {
			return fmt.Errorf("%d letters of life %d came again, over %d connections", n, life, connections)
		}
	}
	return nil
}

// repeats are the letters that came more than once.
func (v *victim) repeats() (ids []string) {
	for id, all := range v.arrivals {
		if len(all) > 1 {
			ids = append(ids, id)
		}
	}
	return ids
}

// said is what a daemon has said in one life.
type said struct {
	mu    sync.Mutex
	lines bytes.Buffer
}

func (s *said) hear(from *bufio.Scanner) {
	for from.Scan() {
		s.mu.Lock()
		s.lines.WriteString(from.Text() + "\n")
		s.mu.Unlock()
	}
}

func (s *said) all() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.lines.String()
}

func (s *said) heard(words string) bool { return strings.Contains(s.all(), words) }
