package main

import (
	"database/sql"
	"fmt"
	"net"
	"net/smtp"
	"os/exec"
	"strconv"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"duban/internal/postoffice"
	"duban/internal/reply"
)

// serving starts the daemon in the script's folder; gone is closed when it ended.
func serving(ts *testscript.TestScript) (gone chan struct{}) {
	c := exec.Command("duban", "serve")
	c.Dir = ts.MkAbs(".")
	for _, key := range []string{"NOW", "LANG", "PATH", "HOME", "TMPDIR", "GOGC", "DUBAN_LOG"} {
		c.Env = append(c.Env, key+"="+ts.Getenv(key))
	}
	check(ts, c.Start())
	ts.Defer(func() { _ = c.Process.Kill() }) // whatever becomes of the script
	gone = make(chan struct{})
	go func() {
		_ = c.Wait() // killed, as it should be
		close(gone)
	}()
	return gone
}

// mx gives the office a mail exchanger of its own, on a port that is free now and
// that asks no DNS; $MX is where it listens.
func mx(ts *testscript.TestScript, _ bool, _ []string) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	check(ts, err)
	ts.Setenv("MX", ln.Addr().String())
	check(ts, ln.Close())
	edit(ts, false, []string{"config.toml", `listen = ""          # 例如 "0.0.0.0:25"`, `listen = "` + ts.Getenv("MX") + `" #`})
	edit(ts, false, []string{"config.toml", "check_sender = true", "check_sender = false"})
}

// hail MAILS KILLS has four servers deliver answers to the letter last read, over
// SMTP where the office is its own exchanger and else over LMTP, each until it is
// acknowledged, while the daemon is killed that many times. Then every mail is
// there once, and was filed once.
func hail(ts *testscript.TestScript, _ bool, args []string) {
	o := outsideOf(ts)
	mails, err := strconv.Atoi(args[0])
	check(ts, err)
	kills, err := strconv.Atoi(args[1])
	check(ts, err)
	var taken atomic.Int64
	var wg sync.WaitGroup
	queue := answersFor(ts, mails)
	for range 4 {
		wg.Go(func() {
			for raw := range queue {
				deliverUntilTaken(ts.Getenv("MX"), ts.MkAbs("lmtp.sock"), raw)
				taken.Add(1)
			}
		})
	}
	gone := serving(ts)
	for k := 1; k <= kills; k++ {
		wait(ts, "mails to be taken by a daemon", func() bool { return int(taken.Load()) >= k*mails/(kills+1) && o.pid() != 0 })
		o.pullThePlug()
		<-gone
		gone = serving(ts)
	}
	wg.Wait()
	idle(ts, false, nil)
	check(ts, o.signal(syscall.SIGTERM))
	wait(ts, "the daemon to stop", func() bool { return o.pid() == 0 })
	<-gone
	allFiledOnce(ts, mails)
}

func answersFor(ts *testscript.TestScript, mails int) chan []byte {
	at, err := time.Parse(time.RFC3339, ts.Getenv("NOW"))
	check(ts, err)
	queue := make(chan []byte, mails)
	for i := range mails {
		m := reply.Mail{From: "jishu@djzx.example", Subject: "回复：" + ts.Getenv("TAG") + "交办", Text: fmt.Sprintf("1 进展：第%d次汇报", i), GB18030: true}
		queue <- m.Raw(1000+i, "duban@djzx.example", at)
	}
	close(queue)
	return queue
}

// deliverUntilTaken tries as a mail server does that has got no answer.
func deliverUntilTaken(exchanger, socket string, raw []byte) {
	const from, to = "jishu@djzx.example", "duban@djzx.example"
	for deadline := time.Now().Add(5 * patience); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
		if exchanger != "" {
			if smtp.SendMail(exchanger, nil, from, []string{to}, raw) == nil {
				return
			}
			continue
		}
		conn, err := net.Dial("unix", socket)
		if err == nil && postoffice.Deliver(conn, from, to, raw) == nil {
			return
		}
	}
}

func allFiledOnce(ts *testscript.TestScript, mails int) {
	conn, err := sql.Open("sqlite3", databasePath(ts))
	check(ts, err)
	defer conn.Close()
	for what, query := range map[string]string{
		"mails":    `SELECT COUNT(*) FROM mail WHERE state = 'filed'`,
		"others":   fmt.Sprintf(`SELECT COUNT(*) + %d FROM mail WHERE state <> 'filed'`, mails),
		"evidence": `SELECT COUNT(*) FROM evidence`,
		"events":   `SELECT COUNT(*) FROM event WHERE kind = 'progress'`,
		"texts":    `SELECT COUNT(DISTINCT text) FROM evidence`, // else one lost and another doubled would look like all
	} {
		var n int
		check(ts, conn.QueryRow(query).Scan(&n))
		if n != mails {
			ts.Fatalf("%s: %d of %d", what, n, mails)
		}
	}
}
