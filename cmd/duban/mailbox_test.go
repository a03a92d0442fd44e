package main

import (
	"context"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"duban"
	"duban/checklist"
	"duban/inbox/imaptest"
	"duban/internal/config/configtest"
	"duban/internal/office"
	"duban/internal/reply"
)

// mailboxConfig brings the shipped example of a mailbox into force, at a server in
// this process.
func mailboxConfig(conf, dir string) string {
	return strings.NewReplacer(`tls = "implicit"         `, `tls = "none"`, `host = "imap.djzx.example"`, `host = "localhost"`, "port = 993 ", "port = 143 ",
		`user = "duban@djzx.example" # 登录名`, `user = "`+imaptest.User+`"`, "imap.password", filepath.Join(dir, "imap.password"),
	).Replace(string(configtest.WithExamples([]byte(conf), "imap")))
}

// atTheOffice routes what the daemon dials: its mailbox and its relay.
func atTheOffice(mailbox *imaptest.Server, relay office.Dialer) office.Dialer {
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		if strings.HasSuffix(address, ":143") {
			return mailbox.Dial(ctx, network, address)
		}
		return relay(ctx, network, address)
	}
}

func TestConfigCheck_onlineSaysWhatWorks(t *testing.T) {
	t.Parallel()
	s := imaptest.New(t, []string{"Junk"})
	s.Deliver(t, "Junk", []byte("Subject: x\r\n\r\nx\r\n"), time.Now())
	o := newTerminal(t)
	o.write("config.toml", []byte(mailboxConfig(string(duban.Config), o.dir)))
	o.write("imap.password", []byte(imaptest.Password+"\n"))
	check := func(want int, line string) {
		t.Helper()
		o.out.Reset()
		a := o.app()
		a.dial = atTheOffice(s, nil)
		got := a.run(context.Background(), []string{"--config", filepath.Join(o.dir, "config.toml"), "config", "check", "--online"})
		if got != want || !strings.Contains(o.out.String(), line) {
			t.Errorf("exit %d, want %d with %q:\n%s%s", got, want, line, &o.out, &o.err)
		}
	}
	if err := os.Chmod(filepath.Join(o.dir, "imap.password"), 0o600); err != nil {
		t.Fatal(err)
	}
	check(exitDone, "收信（督办信箱）：✓ 可以登录；INBOX 0封，Junk 1封；新信即知（IDLE）")
	o.write("imap.password", []byte("wrong\n"))
	check(exitProblems, "收信（督办信箱）：✗ 登录被拒绝：")
	s.Down()
	check(exitProblems, "收信（督办信箱）：✗ 连不上：")
}

// While the mailbox cannot be read nobody is accused, and the clerk is told; the
// answer that lay in it all the time counts when it can be read again.
func TestStory_aMailboxThatBreaksDownAccusesNobody(t *testing.T) {
	t.Parallel()
	box := imaptest.New(t, []string{"Junk"})
	tellWithMailbox(t, box, "04-29", []row{code}, func(s *story) {
		s.On("04-29")
		s.Gets(tech, "assign", 1)
		s.On("04-30")
		due := s.Gets(tech, "due", 1)
		s.Put(box, "Junk", due, "进展：已起草")
		time.Sleep(6 * time.Minute)
		s.Gets(tech, "receipt")
		box.Down()
		s.On("05-06")
		s.Gets(tech, "overdue+1")
		s.Put(box, "INBOX", due, "已完成")
		s.On("05-07") // two workdays late, and the supervisor hears nothing
		s.Gets(tech, "overdue+2")
		todo := s.Newest(checklist.LetterClerk, clerk).notice.Letter.Clerk.Todo
		if !slices.ContainsFunc(todo, func(t checklist.Todo) bool {
			return t.What == "收信（imap/督办信箱/INBOX）自4月30日16:05起不成功，提级暂缓"
		}) {
			s.Errorf("the clerk reads: %+v", todo)
		}
		if got := s.Newest(checklist.LetterDigest, director).notice.Letter.Digest.MailboxOK; got != "4月30日16:05（imap/督办信箱/INBOX）" {
			s.Errorf("the digest's foot says %q", got)
		}
		if got := s.duban("status"); !strings.Contains(got, "收信（imap/督办信箱/Junk）：最近成功 2026-04-30 16:05；连不上：") {
			s.Errorf("status says\n%s", got)
		}
		box.Up()
		s.On("05-08")
		s.Gets(tech, "receipt")
		s.Stands(1, checklist.Submitted)
	})
}

// Put lays an answer to a letter into a folder of a mailbox.
func (s *story) Put(box *imaptest.Server, folder string, a arrival, text string) {
	s.Helper()
	s.replies++
	m := reply.Mail{From: a.notice.Address, Subject: "回复：" + a.notice.Token.Tag(), Text: text}
	now := time.Now().In(zone)
	box.Deliver(s.T, folder, m.Raw(s.replies, "duban@djzx.example", now), now)
}
