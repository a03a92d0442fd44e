package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"duban"
	"duban/inbox/imaptest"
	"duban/internal/daemon/daemontest"
)

func TestConfigCheck_onlineSaysWhatWorks(t *testing.T) {
	t.Parallel()
	s := imaptest.New(t, []string{"Junk"})
	s.Deliver(t, "Junk", []byte("Subject: x\r\n\r\nx\r\n"), time.Now())
	o := newConsole(t)
	o.write("config.toml", []byte(daemontest.MailboxConfig(string(duban.Config), o.dir)))
	o.write("imap.password", []byte(imaptest.Password+"\n"))
	check := func(want int, line string) {
		t.Helper()
		o.out.Reset()
		a := o.app()
		a.dial = daemontest.AtTheOffice(s, nil)
		got := a.run(context.Background(), []string{"--config", filepath.Join(o.dir, "config.toml"), "config", "check", "--online"})
		if got != want || !strings.Contains(o.out.String(), line) {
			t.Errorf("exit %d, want %d with %q:\n%s%s", got, want, line, &o.out, &o.err)
		}
	}
	if err := os.Chmod(filepath.Join(o.dir, "imap.password"), 0o600); err != nil {
		t.Fatal(err)
	}
	check(exitDone, "收信（督办信箱）：✓ 可以登录；INBOX 0封；Junk 1封；新信即知（IDLE）")
	o.write("imap.password", []byte("wrong\n"))
	check(exitProblems, "收信（督办信箱）：✗ 登录被拒绝：")
	s.Down()
	check(exitProblems, "收信（督办信箱）：✗ 连不上：")
}
