//go:build realmail

package inbox_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"duban/inbox/imaptest"
	"duban/inbox/inboxtest"
	"duban/inbox/rawtest"
)

// Real servers, from the operating system's packages: Dovecot, Postfix and swaks.
// Each runs with a configuration of its own in a folder of the test.

// patienceForServers is how long a test waits for what must happen at once.
const patienceForServers = 30 * time.Second

// openDir is a folder that a server may enter under another user.
func openDir(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, d := range []string{filepath.Dir(dir), dir} {
		if err := os.Chmod(d, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func put(t *testing.T, path, content string, mode os.FileMode) {
	t.Helper()
	if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(content), mode)); err != nil {
		t.Fatal(err)
	}
}

// freePort is a port that nobody listens on.
func freePort(t *testing.T) int {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer ln.Close()
	return ln.Addr().(*net.TCPAddr).Port
}

// run starts a server in the foreground and waits until it listens; it ends with
// the test. What it says goes to a file, which its children may hold open.
func run(t *testing.T, dir string, port int, name string, args ...string) {
	t.Helper()
	out, err := os.Create(filepath.Join(dir, "out"))
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(name, args...)
	cmd.Stdout, cmd.Stderr = out, out
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGTERM)
		_ = cmd.Wait()
		out.Close()
		for _, log := range []string{"out", "log"} {
			if told, err := os.ReadFile(filepath.Join(dir, log)); err == nil && t.Failed() {
				t.Logf("%s says\n%s", name, told)
			}
		}
	})
	deadline := time.After(patienceForServers)
	for tick := time.Tick(20 * time.Millisecond); ; {
		if c, err := net.Dial("tcp", fmt.Sprintf("127.0.0.1:%d", port)); err == nil {
			c.Close()
			return
		}
		select {
		case <-tick:
		case <-deadline:
			t.Fatalf("%s does not listen", name)
		}
	}
}

// dovecot is a server with the account of imaptest, IMAP with STARTTLS on one port
// and over TLS on the other.
type dovecot struct {
	plain, secure int
	rawtest.Authority
}

func startDovecot(t *testing.T) dovecot {
	t.Helper()
	d, dir := dovecot{freePort(t), freePort(t), rawtest.NewAuthority(t)}, openDir(t)
	put(t, filepath.Join(dir, "cert.pem"), string(d.Cert), 0o644)
	put(t, filepath.Join(dir, "key.pem"), string(d.Key), 0o600)
	put(t, filepath.Join(dir, "users"), imaptest.User+":{plain}"+imaptest.Password+"\n", 0o644)
	const nobody = 65534
	if err := errors.Join(os.Mkdir(filepath.Join(dir, "mail"), 0o755), os.Chown(filepath.Join(dir, "mail"), nobody, nobody)); err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(dir, "dovecot.conf"), strings.NewReplacer("DIR", dir, "PLAIN", fmt.Sprint(d.plain), "SECURE", fmt.Sprint(d.secure)).Replace(`
base_dir = DIR/run
state_dir = DIR/state
log_path = DIR/log
protocols = imap
listen = 127.0.0.1
ssl = required
ssl_cert = <DIR/cert.pem
ssl_key = <DIR/key.pem
mail_location = maildir:DIR/mail/%u
first_valid_uid = 1
passdb {
  driver = passwd-file
  args = DIR/users
}
userdb {
  driver = static
  args = uid=65534 gid=65534 home=DIR/mail/%u
}
namespace inbox {
  inbox = yes
  mailbox Junk {
    auto = create
  }
}
service imap-login {
  chroot =
  inet_listener imap {
    port = PLAIN
  }
  inet_listener imaps {
    port = SECURE
  }
}
service anvil {
  chroot =
}
`), 0o644)
	run(t, dir, d.secure, "/usr/sbin/dovecot", "-F", "-c", filepath.Join(dir, "dovecot.conf"))
	return d
}

// postfix is a server that delivers everything for djzx.example over LMTP.
type postfix struct {
	conf string
	port int
}

func startPostfix(t *testing.T, lmtp int) postfix {
	t.Helper()
	p, dir := postfix{port: freePort(t)}, openDir(t)
	p.conf = filepath.Join(dir, "etc")
	for _, sub := range []string{"queue", "data"} {
		if err := os.Mkdir(filepath.Join(dir, sub), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if out, err := exec.Command("chown", "postfix", filepath.Join(dir, "data")).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	put(t, filepath.Join(p.conf, "main.cf"), strings.NewReplacer("DIR", dir, "LMTP", fmt.Sprint(lmtp)).Replace(`
compatibility_level = 3.6
queue_directory = DIR/queue
data_directory = DIR/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
maillog_file = DIR/log
maillog_file_prefixes = /
myhostname = mx.djzx.example
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
smtpd_relay_restrictions = permit_mynetworks, reject
virtual_mailbox_domains = djzx.example
virtual_mailbox_maps = static:all
virtual_transport = lmtp:inet:127.0.0.1:LMTP
lmtp_destination_recipient_limit = 50
minimal_backoff_time = 1s
`), 0o644)
	put(t, filepath.Join(p.conf, "master.cf"), fmt.Sprintf(`
127.0.0.1:%d inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
lmtp unix - - n - - lmtp
smtp unix - - n - - smtp
tlsmgr unix - - n 1000? 1 tlsmgr
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
`, p.port), 0o644)
	if out, err := exec.Command("/usr/sbin/postfix", "-c", p.conf, "check").CombinedOutput(); err != nil { // it makes the queue's folders
		t.Fatalf("%v: %s", err, out)
	}
	run(t, dir, p.port, "/usr/lib/postfix/sbin/master", "-c", p.conf, "-d")
	return p
}

// set changes its configuration; what it starts from now on knows.
func (p postfix) set(t *testing.T, settings ...string) {
	t.Helper()
	for _, s := range settings {
		if out, err := exec.Command("/usr/sbin/postconf", "-c", p.conf, "-e", s).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
	}
	if out, err := exec.Command("/usr/sbin/postfix", "-c", p.conf, "reload").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
}

// flushUntil has it try again what it could not deliver, until that has come.
func (p postfix) flushUntil(t *testing.T, filed <-chan struct{}) {
	t.Helper()
	deadline := time.After(patienceForServers)
	for tick := time.Tick(time.Second); ; {
		if out, err := exec.Command("/usr/sbin/postqueue", "-c", p.conf, "-f").CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		select {
		case <-filed:
			return
		case <-tick:
		case <-deadline:
			t.Fatal("Postfix did not come again")
		}
	}
}

// swaks sends a mail and returns what was said.
func swaks(t *testing.T, raw []byte, args ...string) (string, error) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "mail")
	put(t, file, string(raw), 0o644)
	args = append([]string{"--from", inboxtest.Jishu, "--data", "@" + file, "--timeout", "20s"}, args...)
	ctx, cancel := context.WithTimeout(context.Background(), patienceForServers)
	defer cancel()
	out, err := exec.CommandContext(ctx, "swaks", args...).CombinedOutput()
	return string(out), err
}
