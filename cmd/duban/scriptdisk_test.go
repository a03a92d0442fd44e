package main

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"syscall"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/sys/unix"
)

// smalldisk DIR BYTES makes a disk that fills up. Who may not mount one gets a
// folder instead, and duban may write no more while it is full.
func smallDisk(ts *testscript.TestScript, _ bool, args []string) {
	dir := ts.MkAbs(args[0])
	check(ts, os.MkdirAll(dir, 0o700))
	if syscall.Mount("duban-test", dir, "tmpfs", 0, "size="+args[1]) == nil {
		ts.Defer(func() { _ = syscall.Unmount(dir, syscall.MNT_DETACH) })
	}
}

// fill DIR leaves no room on that disk.
func fill(ts *testscript.TestScript, _ bool, args []string) {
	if !mounted(ts.MkAbs(args[0])) {
		ts.Setenv("NOROOM", "1")
		check(ts, limitFiles(outsideOf(ts).pid(), 0))
		return
	}
	f, err := os.Create(filepath.Join(ts.MkAbs(args[0]), "full"))
	check(ts, err)
	defer f.Close()
	for err == nil {
		_, err = f.Write(make([]byte, 512))
	}
	if !errors.Is(err, syscall.ENOSPC) {
		check(ts, err)
	}
}

// room DIR makes room on it again.
func room(ts *testscript.TestScript, _ bool, args []string) {
	if !mounted(ts.MkAbs(args[0])) {
		ts.Setenv("NOROOM", "")
		check(ts, limitFiles(outsideOf(ts).pid(), unix.RLIM_INFINITY))
		return
	}
	check(ts, os.Remove(filepath.Join(ts.MkAbs(args[0]), "full")))
}

// limitFiles lets a process write only so far into any file; 0 is this process.
func limitFiles(pid int, most uint64) error {
	return unix.Prlimit(pid, unix.RLIMIT_FSIZE, &unix.Rlimit{Cur: most, Max: unix.RLIM_INFINITY}, nil)
}

func mounted(dir string) bool {
	var here, above syscall.Stat_t
	return syscall.Stat(dir, &here) == nil && syscall.Stat(filepath.Dir(dir), &above) == nil && here.Dev != above.Dev
}

// damage FILE scribbles over the second half of a file, as a failing disk does.
func damage(ts *testscript.TestScript, _ bool, args []string) {
	f, err := os.OpenFile(ts.MkAbs(args[0]), os.O_WRONLY, 0)
	check(ts, err)
	defer f.Close()
	info, err := f.Stat()
	check(ts, err)
	_, err = f.WriteAt(bytes.Repeat([]byte("坏"), int(info.Size()/6)), info.Size()/2)
	check(ts, err)
}
