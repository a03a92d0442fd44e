package main

import (
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// dovecot is Debian's LMTP server with a configuration of its own.
type dovecot struct {
	addr  string
	stop  func()
	boxes int // each run fills a fresh one: a full one is slower
}

const dovecotConf = `
base_dir = DIR/run
state_dir = DIR/state
log_path = DIR/log
protocols = lmtp
listen = 127.0.0.1
ssl = no
mail_location = maildir:~/Maildir
first_valid_uid = 1
default_internal_user = USER
default_login_user = USER
default_internal_group = GROUP
userdb {
  driver = static
  args = uid=UID gid=GID home=DIR/mail/%n allow_all_users=yes
}
passdb {
  driver = static
  args = nopassword=y
}
service lmtp {
  chroot =
  inet_listener lmtp {
    address = 127.0.0.1
    port = PORT
  }
}
service anvil {
  chroot =
}
`

func startDovecot(dir string) (*dovecot, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	dir = filepath.Join(dir, "dovecot")
	addr, err := freeAddress()
	if err != nil {
		return nil, err
	}
	uid, gid, user, group := os.Getuid(), os.Getgid(), "dovecot", "dovecot"
	if uid == 0 {
		uid, gid = 65534, 65534
	} else {
		user, group = fmt.Sprint(uid), fmt.Sprint(gid)
	}
	_, port, _ := net.SplitHostPort(addr)
	conf := strings.NewReplacer("DIR", dir, "PORT", port, "UID", fmt.Sprint(uid), "GID", fmt.Sprint(gid), "USER", user, "GROUP", group).Replace(dovecotConf)
	path := filepath.Join(dir, "dovecot.conf")
	if err := errors.Join(os.Chmod(filepath.Dir(dir), 0o755), os.MkdirAll(filepath.Join(dir, "mail"), 0o755), os.Chown(filepath.Join(dir, "mail"), uid, gid),
		os.WriteFile(path, []byte(conf), 0o644)); err != nil {
		return nil, err
	}
	cmd := exec.Command("/usr/sbin/dovecot", "-F", "-c", path)
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("starting dovecot (Debian's package dovecot-lmtpd): %w", err)
	}
	stop := func() { _ = cmd.Process.Signal(os.Interrupt); _ = cmd.Wait() }
	if err := untilListening(addr); err != nil {
		stop()
		said, _ := os.ReadFile(filepath.Join(dir, "log"))
		return nil, fmt.Errorf("dovecot: %w: %s", err, said)
	}
	return &dovecot{addr: addr, stop: stop}, nil
}

func freeAddress() (string, error) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer ln.Close()
	return ln.Addr().String(), nil
}

func untilListening(addr string) (err error) {
	for range 300 {
		var conn net.Conn
		if conn, err = net.Dial("tcp", addr); err == nil {
			return conn.Close()
		}
		time.Sleep(10 * time.Millisecond)
	}
	return err
}

// take brings so many mails to it.
func (d *dovecot) take(work, size, sessions int) (time.Duration, error) {
	d.boxes++
	o := &office{letters: exampleLetters(work)}
	mails := o.replies(size)
	return timed(func() error { return bring(d.addr, fmt.Sprintf("u%d@djzx.example", d.boxes), mails, sessions) })
}
