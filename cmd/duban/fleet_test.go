package main

import (
	"bytes"
	"cmp"
	"database/sql"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib"

	"duban/db"
	"duban/db/dbtest"
	"duban/inbox/message"
	"duban/internal/daemon"
	"duban/notify/mailtest"
)

// hurried is how daemons share work in tests: what a dead one held is another's in
// seconds.
var hurried = daemon.Sharing{Queue: db.Queue{Timeout: 10 * time.Second, RescueAfter: 12 * time.Second}, Sweep: 3 * time.Second, LookDuty: 500 * time.Millisecond, LookMail: time.Second}

// fleet is several daemons, real processes, on one server's database, with a relay
// that takes 5 ms for a letter.
type fleet struct {
	testing.TB
	dir, server string
	offices     int
	sink        *mailtest.Sink
	now         string
	patience    time.Duration // how long anything is waited for; 0 is 75 s
	unhurried   bool          // they share work at the pace of every day
	slow        atomic.Int64  // nanoseconds more that the relay takes for a letter
}

const (
	fleetOffices = 3
	fleetPeople  = 150 // of each office: so many letters a day
	fleetLines   = 8   // of each daemon to each office's relay
)

// newFleet makes offices whose every person is sent a letter on 22 April 2026.
func newFleet(t *testing.T) *fleet {
	t.Helper()
	f := &fleet{TB: t, dir: t.TempDir(), server: dbtest.Server(t), offices: fleetOffices}
	f.sink = mailtest.Start(t, func(stage, _ string) error {
		if stage == "data" {
			time.Sleep(5*time.Millisecond + time.Duration(f.slow.Load()))
		}
		return nil
	})
	_, port, _ := strings.Cut(f.sink.Addr, ":")
	files := ""
	for n := 1; n <= f.offices; n++ {
		files += fmt.Sprintf(`"%d.toml", `, n)
		f.write(fmt.Sprintf("%d.toml", n), officeFile(n))
	}
	f.write("config.toml", fmt.Sprintf("database = %q\noffices = [%s]\n[lmtp]\nlisten = \"\"\n[relay]\nhost = \"127.0.0.1\"\nport = %s\ntls = \"none\"\nper_minute = 0\nconnections = %d\ntimeout = \"2s\"\n[inbox]\nstale_after = \"0s\"\n",
		f.server, strings.TrimSuffix(files, ", "), port, fleetLines))
	return f
}

func officeFile(n int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "[office]\nid = %d\nname = \"%d号中心\"\n[mail]\nfrom = \"duban@c%d.example\"\n[[directory.post]]\nname = \"主任\"\nmail = \"zr@c%d.example\"\nduties = [\"主任\", \"督办员\"]\n", n, n, n, n)
	for p := range fleetPeople {
		fmt.Fprintf(&b, "[[directory.department]]\nname = \"%d科\"\nmail = \"p%d@c%d.example\"\nsupervisor = \"主任\"\n", p, p, n)
	}
	return b.String()
}

func (f *fleet) write(name, content string) {
	f.Helper()
	if err := os.WriteFile(filepath.Join(f.dir, name), []byte(content), 0o600); err != nil {
		f.Fatal(err)
	}
}

// configured writes something else into the configuration.
func (f *fleet) configured(old, new string) {
	f.Helper()
	conf, err := os.ReadFile(filepath.Join(f.dir, "config.toml"))
	if err != nil || !strings.Contains(string(conf), old) {
		f.Fatalf("%s is not configured, %v", old, err)
	}
	f.write("config.toml", strings.Replace(string(conf), old, new, 1))
}

// importLists imports a list of one item for each person, at each office.
func (f *fleet) importLists() {
	f.Helper()
	f.now = "2026-04-21T09:00:00+08:00"
	var list strings.Builder
	list.WriteString("序号,具体内容,责任部门,完成时限\n")
	for p := range fleetPeople {
		fmt.Fprintf(&list, "%d,第%d件事。,%d科,4月30日\n", p+1, p+1, p)
	}
	f.write("清单.csv", list.String())
	for n := 1; n <= f.offices; n++ {
		f.run("import", "清单.csv", "--year", "2026", "--start", "2026-04-22", "--office", fmt.Sprint(n))
	}
}

// command is the program in the fleet's folder, by the fleet's clock.
func (f *fleet) command(args ...string) *exec.Cmd {
	c := exec.Command("duban", args...)
	c.Dir = f.dir
	c.Env = append(os.Environ(), "NOW="+f.now, "LANG=zh_CN.UTF-8", "TMPDIR="+f.dir)
	if !f.unhurried {
		c.Env = append(c.Env, "HURRIED=1")
	}
	return c
}

func (f *fleet) run(args ...string) string {
	f.Helper()
	out, err := f.command(args...).CombinedOutput()
	if err != nil {
		f.Fatalf("duban %v: %v\n%s", args, err, out)
	}
	return string(out)
}

// member is a daemon of the fleet.
type member struct {
	f    *fleet
	cmd  *exec.Cmd
	log  *lockedBuffer
	done chan error
	over bool
}

type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// start begins a daemon's life; it is killed when the test ends.
func (f *fleet) start() *member {
	f.Helper()
	m := &member{f: f, cmd: f.command("serve"), log: &lockedBuffer{}, done: make(chan error, 1)}
	m.cmd.Stderr = m.log
	if err := m.cmd.Start(); err != nil {
		f.Fatal(err)
	}
	go func() { m.done <- m.cmd.Wait() }()
	f.Cleanup(func() {
		m.kill()
		if f.Failed() {
			f.Logf("a daemon said:\n%s", lastLines(m.log.String(), 40))
		}
	})
	return m
}

func lastLines(s string, n int) string {
	lines := strings.Split(s, "\n")
	return strings.Join(lines[max(0, len(lines)-n):], "\n")
}

func (m *member) kill() {
	if m.over {
		return
	}
	m.over = true
	_ = m.cmd.Process.Kill()
	<-m.done
}

// stop ends it as a service manager does: it must be gone in ten seconds, in good order.
func (m *member) stop() {
	m.f.Helper()
	m.over = true
	_ = m.cmd.Process.Signal(syscall.SIGTERM)
	select {
	case err := <-m.done:
		if err != nil {
			m.f.Errorf("ended with %v", err)
		}
	case <-time.After(10 * time.Second):
		m.f.Error("still there ten seconds after SIGTERM")
		_ = m.cmd.Process.Kill()
		<-m.done
	}
}

func (m *member) says(text string) {
	m.f.Helper()
	m.f.wait(text, func() bool { return strings.Contains(m.log.String(), text) })
}

func (m *member) sent() int { return strings.Count(m.log.String(), `msg="letter sent"`) }

// wait looks until something is so.
func (f *fleet) wait(what string, so func() bool) {
	f.Helper()
	for deadline := time.Now().Add(cmp.Or(f.patience, 75*time.Second)); !so(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(deadline) {
			f.Fatalf("waited in vain for %s", what)
		}
	}
}

// number asks the database for a number, in SQL of its own.
func (f *fleet) number(query string) (n int) {
	f.Helper()
	conn, err := sql.Open("pgx", f.server)
	if err != nil {
		f.Fatal(err)
	}
	defer conn.Close()
	if err := conn.QueryRow(query).Scan(&n); err != nil {
		f.Fatalf("%s: %v", query, err)
	}
	return n
}

const (
	onItsWay = `SELECT COUNT(*) FROM notice WHERE state IN ('queued', 'sending')`
	wentOut  = `SELECT COUNT(*) FROM notice WHERE state = 'sent'`
)

// arrived counts what the relay took: letters, and how many came more than once.
func (f *fleet) arrived() (letters, repeated int) {
	times := map[string]int{}
	for _, l := range f.sink.Letters() {
		times[message.Parse(l.Raw, message.Limits{}).MessageID]++
	}
	for _, n := range times {
		if n > 1 {
			repeated++
		}
	}
	return len(times), repeated
}

// settled waits until nothing is on its way, and proves that every letter arrived:
// once, or again where the history says that it may have, and never more than most.
func (f *fleet) settled(most int) {
	f.Helper()
	f.wait("all letters to go", func() bool { return f.number(onItsWay) == 0 && f.number(wentOut) > 0 })
	letters, repeated := f.arrived()
	if want := f.number(wentOut); letters != want {
		f.Errorf("%d letters arrived, %d are recorded as sent", letters, want)
	}
	if named := f.number(`SELECT COUNT(DISTINCT notice) FROM attempt WHERE repeat = 1`); repeated > most || repeated > named {
		f.Errorf("%d letters arrived more than once, at most %d may, and %d are named in the history", repeated, most, named)
	}
	if failed := f.number(`SELECT COUNT(*) FROM notice WHERE state = 'failed'`); failed != 0 {
		f.Errorf("%d letters failed", failed)
	}
	f.run("check")
}

// restart has the server's administrator restart it, where the test may: a command
// that reads $MODE, fast or immediate. Otherwise it ends all conversations, which looks the
// same from here.
func (f *fleet) restart(mode string) {
	f.Helper()
	if command := os.Getenv("DUBAN_TEST_POSTGRES_RESTART"); command != "" {
		c := exec.Command("sh", "-c", command)
		c.Env = append(os.Environ(), "MODE="+mode)
		if out, err := c.CombinedOutput(); err != nil {
			f.Fatalf("restarting: %v\n%s", err, out)
		}
		return
	}
	f.number(`SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'duban' AND pid <> pg_backend_pid()`)
}

// planned is a morning with all letters written and none gone.
func (f *fleet) planned(day string) {
	f.Helper()
	f.now = day + "T08:30:00+08:00"
	for n := 1; n <= f.offices; n++ {
		f.run("pause", "--office", fmt.Sprint(n), "--why", "清点")
	}
	m := f.start()
	for n := range f.offices {
		m.says(fmt.Sprintf(`msg="letters planned" office=%d号中心`, n+1))
	}
	m.stop()
	for n := 1; n <= f.offices; n++ {
		f.run("resume", "--office", fmt.Sprint(n))
	}
}
