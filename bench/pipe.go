package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"duban/checklist/sheet"
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
	b = benchmark{about: "INTAKE by pipe, a process for each mail", reference: fmt.Sprintf("rt-mailgate, a fixed %.1f mails a second", rtMailgate),
		cases: []measured{{name: "duban ingest -", work: 60,
			reference: func(work int) (time.Duration, error) {
				return time.Duration(float64(work) / rtMailgate * float64(time.Second)), nil
			},
			run: func(work int) (time.Duration, error) { return ingest(dir, program, work) }}}}
	return b, func() {}, nil
}

func ingest(dir, program string, work int) (took time.Duration, err error) {
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
	mails := o.replies(4 << 10)
	took, err = timed(func() error {
		for _, m := range mails {
			cmd := exec.Command(program, "ingest", "-")
			cmd.Dir, cmd.Stdin = home, bytes.NewReader(m.raw)
			if out, err := cmd.CombinedOutput(); err != nil {
				return fmt.Errorf("%w: %s", err, out)
			}
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	filed, err := o.store.MailsIn(ctx, "filed")
	if err == nil && len(filed) != work {
		err = fmt.Errorf("%d of %d mails are filed", len(filed), work)
	}
	return took, err
}

// configure writes what a process needs to know of the office.
func (o *office) configure(home string) error {
	conf := []byte("directory = \"people.csv\"\n" + `database = "duban.db"` + "\n[mail]\nfrom = \"" + followUp + "\"\n")
	var people bytes.Buffer
	if err := sheet.WriteDirectory("people.csv", &people, o.entries); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(home, "people.csv"), people.Bytes(), 0o600); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(home, "config.toml"), conf, 0o600)
}
