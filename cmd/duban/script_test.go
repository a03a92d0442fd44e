package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"duban"
	"duban/db/dbtest"
	"duban/internal/daemon"
	"duban/internal/fulltest"
)

var update = flag.Bool("update", false, "rewrite what the scripts compare with")

func TestMain(m *testing.M) {
	dbtest.InMemory()
	if err := trustOurOwn(); err != nil {
		panic(err)
	}
	testscript.Main(m, map[string]func(){"duban": scriptedDuban})
}

// The scripts in testdata/script are the clerk's manual, run against the binary:
// real processes, real signals, real SMTP and LMTP on this machine. $NOW is when
// their day begins. Their own commands stand in this file and its two neighbours.
func TestScript(t *testing.T) {
	t.Parallel()
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		UpdateScripts:       *update,
		Condition:           condition,
		Setup:               prepareScript,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "edit": edit, "file": file, "mail": mailFile,
			"relay": startRelay, "await": await, "letter": findLetter, "letters": letters, "reply": writeReply,
			"day": day, "idle": idle, "hail": hail, "pipe": pipe, "mx": mx, "logged": logged, "deliver": deliver, "signal": sendSignal,
			"mailbox": openMailbox, "lay": lay, "holds": holds,
			"dbsql": dbSQL, "lock": lock, "unlock": unlock, "smalldisk": smallDisk, "fill": fill, "room": room, "damage": damage,
		},
	})
}

// condition is what a script may ask for beside what testscript knows: [full].
func condition(cond string) (bool, error) {
	if cond != "full" {
		return false, fmt.Errorf("no condition: %s", cond)
	}
	return fulltest.Asked(), nil
}

func TestScript_eachEndsWithACheck(t *testing.T) {
	t.Parallel()
	scripts, err := filepath.Glob("testdata/script/*.txtar")
	if err != nil || len(scripts) == 0 {
		t.Fatal(scripts, err)
	}
	for _, path := range scripts {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		told, _, _ := strings.Cut(string(text), "\n-- ")
		lines := strings.Split(strings.TrimSpace(told), "\n")
		if last := lines[len(lines)-1]; last != "exec duban check" {
			t.Errorf("%s ends with %q", path, last)
		}
	}
}

// scriptedDuban is the program in a script's process. The daemon leaves its number
// and its log where the script looks for them.
func scriptedDuban() {
	stderr := io.Writer(os.Stderr)
	if len(os.Args) > 1 && os.Args[1] == "serve" {
		log, err := os.Create(pidPrefix + strconv.Itoa(os.Getpid()))
		if err != nil {
			panic(err)
		}
		stderr = io.MultiWriter(stderr, log)
	}
	now := scriptClock()
	if os.Getenv("NOROOM") != "" {
		if err := limitFiles(0, 0); err != nil {
			panic(err)
		}
	}
	pace := daemon.DefaultSharing
	if os.Getenv("HURRIED") != "" {
		pace = hurried
	}
	os.Exit(process(now, stderr, pace))
}

// scriptClock begins at $NOW and runs on from there, also for the processes that
// come after it by the same $NOW: time never goes back.
func scriptClock() func() time.Time {
	now, err := time.Parse(time.RFC3339, os.Getenv("NOW"))
	if err != nil {
		panic(err)
	}
	clock := filepath.Join(os.TempDir(), "clock "+os.Getenv("NOW"))
	if f, err := os.OpenFile(clock, os.O_CREATE|os.O_EXCL, 0o600); err == nil {
		f.Close()
	}
	info, err := os.Stat(clock)
	if err != nil {
		panic(err)
	}
	return func() time.Time { return now.Add(time.Since(info.ModTime())) }
}

// prepareScript gives each script the shipped configuration, with a socket of its
// own, and the seed's list.
func prepareScript(env *testscript.Env) error {
	env.Setenv("NOW", "2026-04-01T08:30:00+08:00")
	env.Setenv("LANG", "zh_CN.UTF-8")
	env.Setenv("GOGC", "400")        // most processes end before there is any garbage
	env.Setenv("DUBAN_LOG", "debug") // the script waits for what the daemon says
	conf := strings.NewReplacer(`"127.0.0.1:2424"`, `"unix:lmtp.sock"`, "per_minute = 60", "per_minute = 0", "connections = 4", "connections = 1", `timeout = "30s"`, `timeout = "2s"`, `stale_after = "26h"`, `stale_after = "0s"`).Replace(string(duban.Config))
	env.Values[world{}] = &outside{dir: env.WorkDir}
	for name, content := range map[string]string{"config.toml": conf, "实施清单.txt": string(duban.Checklist)} {
		path := filepath.Join(env.WorkDir, name)
		if _, err := os.Stat(path); err == nil {
			continue // the script brings its own
		}
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			return err
		}
	}
	return nil
}

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

// edit FILE OLD NEW replaces a piece of text that must be there; \n is a new line.
func edit(ts *testscript.TestScript, _ bool, args []string) {
	text := ts.ReadFile(args[0])
	if !strings.Contains(text, args[1]) {
		ts.Fatalf("%s has no %q", args[0], args[1])
	}
	check(ts, os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Replace(text, args[1], strings.ReplaceAll(args[2], `\n`, "\n"), 1)), 0o600))
}

// file NAME BYTES writes what a text archive cannot hold: \x00 and the like.
func file(ts *testscript.TestScript, _ bool, args []string) {
	raw, err := strconv.Unquote(`"` + args[1] + `"`)
	check(ts, err)
	check(ts, os.WriteFile(ts.MkAbs(args[0]), []byte(raw), 0o600))
}

// mail FILE [SIZE] turns a mail of the script, written in UTF-8 with the letter's
// $TAG and $ID, into one as it travels; SIZE pads it to that many bytes.
func mailFile(ts *testscript.TestScript, _ bool, args []string) {
	text := strings.NewReplacer("$TAG", ts.Getenv("TAG"), "$ID", ts.Getenv("ID"), "\n", "\r\n").Replace(ts.ReadFile(args[0]))
	raw := []byte(text)
	if len(args) > 1 {
		n, err := strconv.Atoi(args[1])
		check(ts, err)
		line := []byte("附页内容，逐行照录，供核对之用。\r\n")
		raw = append(raw, bytes.Repeat(line, max(0, n-len(raw))/len(line)+1)...)
	}
	check(ts, os.WriteFile(ts.MkAbs(args[0]), raw, 0o600))
}
