package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"time"
)

// memory prints what the real daemon holds resident: at rest, and when it has sent
// many letters.
func memory(w io.Writer) error {
	dir, err := os.MkdirTemp(".", ".bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if dir, err = filepath.Abs(dir); err != nil {
		return err
	}
	binary := filepath.Join(dir, "duban")
	if out, err := exec.Command("go", "build", "-o", binary, "./cmd/duban").CombinedOutput(); err != nil {
		return fmt.Errorf("building: %w: %s", err, out)
	}
	v, err := newVictim(filepath.Join(dir, "office"), binary, "")
	if err != nil {
		return err
	}
	defer v.bury()
	v.now = time.Now().Format(time.RFC3339)
	return v.weigh(w, 10000)
}

func (v *victim) weigh(w io.Writer, letters int) error {
	if err := v.start(); err != nil {
		return err
	}
	if err := v.until("the plan", func() bool { return v.said.heard("msg=beat") }); err != nil {
		return err
	}
	time.Sleep(3 * time.Second)
	fmt.Fprintf(w, "at rest: %s\n", v.resident())
	if err := v.stop(); err != nil {
		return err
	}
	if err := fillOutbox(v, 0, letters); err != nil {
		return err
	}
	if err := v.start(); err != nil {
		return err
	}
	for last := -1; v.came() > last; time.Sleep(10 * time.Second) { // as long as it takes
		last = v.came()
	}
	fmt.Fprintf(w, "after %d letters: %s\n", v.came(), v.resident())
	return v.stop()
}

var memoryLines = regexp.MustCompile(`(?m)^(VmHWM|VmRSS):\s*(\d+ kB)`)

// resident is what the kernel says of the daemon now, and at most so far.
func (v *victim) resident() string {
	raw, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", v.cmd.Process.Pid))
	out := ""
	for _, m := range memoryLines.FindAllSubmatch(raw, -1) {
		out += fmt.Sprintf("%s %s  ", m[1], m[2])
	}
	return out
}
