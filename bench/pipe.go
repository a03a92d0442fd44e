package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"

	"duban/checklist"
	"duban/checklist/sheet"
	"duban/db"
)

// rtMailgate is how many mails a second RT 5.0.3's rt-mailgate files on existing
// tickets (SQLite, four workers behind it), one process a mail: a figure measured
// once, since RT is not at hand where this runs.
const rtMailgate = 3.4

// piped measures `duban ingest -`, a process for each mail, to its evidence on disk.
func piped(dir string) (b benchmark, end func(), err error) {
	dir, err = filepath.Abs(dir)
	if err != nil {
		return b, nil, err
	}
	program := filepath.Join(dir, "duban-under-test")
	if out, err := exec.Command("go", "build", "-o", program, "./cmd/duban").CombinedOutput(); err != nil {
		return b, nil, fmt.Errorf("building duban: %w: %s", err, out)
	}
	b = benchmark{about: "INTAKE by pipe, a process for each mail", reference: fmt.Sprintf("rt-mailgate, a fixed %.1f mails a second", rtMailgate)}
	for _, c := range []struct {
		name           string
		served, filing bool
	}{{"beside duban serve", true, false}, {"beside duban serve, until filed", true, true}, {"alone, until filed", false, true}} {
		b.cases = append(b.cases, measured{name: c.name, work: 60,
			reference: func(work int) (time.Duration, error) {
				return time.Duration(float64(work) / rtMailgate * float64(time.Second)), nil
			},
			run: func(work int) (time.Duration, error) { return ingest(dir, program, work, c.served, c.filing) }})
	}
	return b, func() {}, nil
}

// ingest takes each mail by a process of its own, beside a daemon or without; filing:
// until the last one is filed.
func ingest(dir, program string, work int, served, filing bool) (took time.Duration, err error) {
	ctx := context.Background()
	home, err := os.MkdirTemp(dir, "pipe-")
	if err != nil {
		return 0, err
	}
	o, err := newOffice(ctx, filepath.Join(home, "duban.db"), work)
	if err != nil {
		return 0, err
	}
	defer o.store.Close()
	if err := o.configure(home); err != nil {
		return 0, err
	}
	if served {
		stop, err := serveIn(home, program)
		if err != nil {
			return 0, err
		}
		defer stop()
	}
	mails := o.replies(4 << 10)
	took, err = timed(func() error {
		if err := ingestEach(home, program, mails); err != nil || !filing {
			return err
		}
		return untilFiled(ctx, o.store)
	})
	if err == nil {
		err = untilFiled(ctx, o.store)
	}
	if err != nil {
		return 0, err
	}
	filed, err := o.store.MailsIn(ctx, checklist.MailFiled)
	if err == nil && len(filed) != work {
		err = fmt.Errorf("%d of %d mails are filed", len(filed), work)
	}
	return took, err
}

func ingestEach(home, program string, mails []reply) error {
	for _, m := range mails {
		cmd := exec.Command(program, "ingest", "-")
		cmd.Dir, cmd.Stdin = home, bytes.NewReader(m.raw)
		if out, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("%w: %s", err, out)
		}
	}
	return nil
}

// serveIn starts a daemon and returns when it holds the lease.
func serveIn(home, program string) (stop func(), err error) {
	cmd := exec.Command(program, "serve")
	cmd.Dir = home
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	stop = func() {
		_ = cmd.Process.Signal(syscall.SIGTERM)
		_ = cmd.Wait()
	}
	for range 500 {
		if pid, err := db.Holder(filepath.Join(home, "duban.db")); err == nil && pid == cmd.Process.Pid {
			return stop, nil
		}
		time.Sleep(10 * time.Millisecond)
	}
	stop()
	return nil, errors.New("the daemon did not come up")
}

// configure writes what a process needs to know of the office.
func (o *office) configure(home string) error {
	conf := []byte("directory = \"people.csv\"\n" + `database = "duban.db"` + "\n[lmtp]\nlisten = \"\"\n[mail]\nfrom = \"" + followUp + "\"\n")
	var people bytes.Buffer
	if err := sheet.WriteDirectory("people.csv", &people, o.entries); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(home, "people.csv"), people.Bytes(), 0o600); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(home, "config.toml"), conf, 0o600)
}
