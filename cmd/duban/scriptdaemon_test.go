package main

import (
	"database/sql"
	"errors"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"duban/internal/postoffice"
)

// patience bounds how long a script waits for a process.
const patience = 20 * time.Second

// wait looks until something is so: it is another process's doing.
func wait(ts *testscript.TestScript, what string, so func() bool) {
	for deadline := time.Now().Add(patience); !so(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			ts.Fatalf("waited in vain for %s; the daemon said:\n%s", what, outsideOf(ts).log())
		}
	}
}

const pidPrefix = "serve."

// pid is the number of the daemon that lives, 0 when none does.
func (o *outside) pid() int {
	logs, _ := filepath.Glob(filepath.Join(o.dir, pidPrefix+"*"))
	for _, path := range logs {
		pid, err := strconv.Atoi(strings.TrimPrefix(filepath.Base(path), pidPrefix))
		if err == nil && syscall.Kill(pid, 0) == nil {
			return pid
		}
	}
	return 0
}

// log is what the daemon that lives has said so far.
func (o *outside) log() string {
	raw, _ := os.ReadFile(filepath.Join(o.dir, pidPrefix+strconv.Itoa(o.pid())))
	return string(raw)
}

func (o *outside) signal(s syscall.Signal) error {
	if pid := o.pid(); pid != 0 {
		return syscall.Kill(pid, s)
	}
	return errors.New("no daemon lives")
}

// pullThePlug ends the daemon as a power cut does, and returns when it is gone.
func (o *outside) pullThePlug() {
	_ = o.signal(syscall.SIGKILL)
	for o.pid() != 0 {
		time.Sleep(time.Millisecond)
	}
}

// signal TERM|HUP|KILL sends the daemon a signal.
func sendSignal(ts *testscript.TestScript, _ bool, args []string) {
	o := outsideOf(ts)
	wait(ts, "a daemon", func() bool { return o.pid() != 0 })
	if args[0] == "KILL" {
		o.pullThePlug()
		return
	}
	check(ts, o.signal(map[string]syscall.Signal{"TERM": syscall.SIGTERM, "HUP": syscall.SIGHUP}[args[0]]))
}

// logged PATTERN waits until the daemon has said something.
func logged(ts *testscript.TestScript, _ bool, args []string) {
	o, line := outsideOf(ts), regexp.MustCompile(args[0])
	wait(ts, args[0], func() bool { return line.MatchString(o.log()) })
}

// day DATE [HH:MM] lives through a morning: the daemon starts at half past eight,
// or at that time, plans, sends what is due, and is stopped. $NOW is then.
func day(ts *testscript.TestScript, _ bool, args []string) {
	ts.Setenv("NOW", args[0]+"T"+append(args, "08:30")[1]+":00+08:00")
	c := exec.Command("duban", "serve")
	c.Dir = ts.MkAbs(".")
	for _, key := range []string{"NOW", "LANG", "PATH", "HOME", "TMPDIR", "GOGC", "DUBAN_LOG", "DUBAN_DB"} {
		if v := ts.Getenv(key); v != "" {
			c.Env = append(c.Env, key+"="+v)
		}
	}
	var said strings.Builder
	c.Stderr = &said
	check(ts, c.Start())
	defer func() {
		check(ts, c.Process.Signal(syscall.SIGTERM))
		err := c.Wait()
		ts.Logf("%s", &said)
		check(ts, err)
	}()
	idle(ts, false, nil)
}

// idle waits until the daemon has judged what came, planned, and sent what is due:
// what it will try again in a minute is not, nor what the relay holds until then.
func idle(ts *testscript.TestScript, _ bool, _ []string) {
	now, err := time.Parse(time.RFC3339, ts.Getenv("NOW"))
	check(ts, err)
	logged(ts, false, []string{"msg=beat"})
	conn, err := sql.Open("sqlite3", databasePath(ts))
	check(ts, err)
	defer conn.Close()
	wait(ts, "all mail to be judged and all letters to go", func() bool {
		var due int
		check(ts, conn.QueryRow(`SELECT (SELECT COUNT(*) FROM mail WHERE state = 'received') +
			(SELECT COUNT(*) FROM notice WHERE state = 'sending' OR state = 'queued' AND not_before <= ?
				AND NOT EXISTS (SELECT 1 FROM hold WHERE hold.office = notice.office AND hold.until_ms > ?))`,
			now.Add(patience).UnixMilli(), now.Add(patience).UnixMilli()).Scan(&due))
		return due == 0
	})
}

func databasePath(ts *testscript.TestScript) string {
	if path := ts.Getenv("DUBAN_DB"); path != "" {
		return ts.MkAbs(path)
	}
	return ts.MkAbs("duban-data/duban.db")
}

// deliver FILE FROM [TO] [&] brings a mail to the daemon over LMTP; with ! it must
// not be acknowledged, with & nobody waits for that.
func deliver(ts *testscript.TestScript, neg bool, args []string) {
	logged(ts, false, []string{"msg=listening"})
	to, inBackground := "duban@djzx.example", args[len(args)-1] == "&"
	if len(args) > 2 && args[2] != "&" {
		to = args[2]
	}
	if inBackground {
		raw := ts.ReadFile(args[0])
		if conn, err := net.Dial("unix", ts.MkAbs("lmtp.sock")); err == nil {
			go func() { _ = postoffice.Deliver(conn, args[1], to, []byte(raw)) }()
		}
		return
	}
	conn, err := net.Dial("unix", ts.MkAbs("lmtp.sock"))
	if err == nil {
		err = postoffice.Deliver(conn, args[1], to, []byte(ts.ReadFile(args[0])))
	}
	if neg != (err != nil) {
		ts.Fatalf("delivering: %v", err)
	}
	ts.Logf("delivering: %v", err)
}

// dbsql STATEMENT changes the database behind the daemon's back; with ! it must
// not be able to.
func dbSQL(ts *testscript.TestScript, neg bool, args []string) {
	conn, err := sql.Open("sqlite3", databasePath(ts)+"?_busy_timeout=10000")
	check(ts, err)
	defer conn.Close()
	if _, err = conn.Exec(args[0]); neg != (err != nil) {
		ts.Fatalf("%v", err)
	}
}

// lock holds the database's write lock, as a foreign program does, until unlock.
func lock(ts *testscript.TestScript, _ bool, _ []string) {
	conn, err := sql.Open("sqlite3", databasePath(ts)+"?_txlock=exclusive&_busy_timeout=10000")
	check(ts, err)
	tx, err := conn.Begin()
	check(ts, err)
	outsideOf(ts).locked = func() { _ = tx.Rollback(); conn.Close() }
}

func unlock(ts *testscript.TestScript, _ bool, _ []string) { outsideOf(ts).locked() }
