package main

import (
	"bytes"
	"os/exec"
	"strconv"
	"sync"
	"syscall"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// pipe MAILS KILLS has four mail systems start `duban ingest -` for each answer to the
// letter last read, until one ends with 0, beside a daemon. The first processes are
// killed, each a little later in its life. Then every mail was filed once.
func pipe(ts *testscript.TestScript, _ bool, args []string) {
	mails, err := strconv.Atoi(args[0])
	check(ts, err)
	kills, err := strconv.Atoi(args[1])
	check(ts, err)
	gone := serving(ts)
	logged(ts, false, []string{"msg=serving"})
	delays := make(chan time.Duration, kills)
	for k := range kills {
		delays <- time.Duration(k) * 100 * time.Millisecond / time.Duration(kills)
	}
	close(delays)
	var wg sync.WaitGroup
	queue := answersFor(ts, mails)
	for range 4 {
		wg.Go(func() {
			for raw := range queue {
				ingestUntilTaken(ts, delays, raw)
			}
		})
	}
	wg.Wait()
	idle(ts, false, nil)
	check(ts, outsideOf(ts).signal(syscall.SIGTERM))
	<-gone
	allFiledOnce(ts, mails)
}

func ingestUntilTaken(ts *testscript.TestScript, delays <-chan time.Duration, raw []byte) {
	for deadline := time.Now().Add(5 * patience); time.Now().Before(deadline); {
		c := exec.Command("duban", "ingest", "-")
		c.Dir, c.Stdin = ts.MkAbs("."), bytes.NewReader(raw)
		for _, key := range []string{"NOW", "LANG", "PATH", "HOME", "TMPDIR", "GOGC"} {
			c.Env = append(c.Env, key+"="+ts.Getenv(key))
		}
		if c.Start() != nil {
			return
		}
		if delay, kill := <-delays; kill {
			time.AfterFunc(delay, func() { _ = c.Process.Kill() })
		}
		if c.Wait() == nil {
			return
		}
	}
}
