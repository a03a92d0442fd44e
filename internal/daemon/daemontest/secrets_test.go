package daemontest

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/textproto"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"duban/db"
	"duban/internal/postoffice"
	"duban/internal/reply"
	"duban/notify/mailtest"
)

// What must never be heard: in a log or an error it would be there for everybody.
const (
	secret   = "canary-password-7731"
	ownWords = "canary-words-7731"
	stranger = "canary@strangers.example"
)

// ear hears all that the daemon says.
type ear struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (e *ear) Write(b []byte) (int, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.text.Write(b)
}

// overheard starts the daemon anew, with every word of it listened to; at the end
// none may be a password, an address, a token or a person's own words.
func (s *Story) overheard(plot func(e *ear)) {
	s.Helper()
	e := &ear{}
	s.kill()
	s.running.Wait()
	s.Log, s.Level = e, slog.LevelDebug
	s.Start()
	plot(e)
	synctest.Wait()
	s.searched(e)
}

func (s *Story) searched(e *ear) {
	s.Helper()
	e.mu.Lock()
	defer e.mu.Unlock()
	heard := e.text.String()
	marks := []string{"@", "canary"}
	list, err := s.Store.Notices(context.Background(), db.NoticeFilter{})
	if err != nil || len(list) == 0 {
		s.Fatal(list, err)
	}
	for _, n := range list {
		marks = append(marks, string(n.Token))
	}
	for _, mark := range marks {
		for _, line := range strings.Split(heard, "\n") {
			if strings.Contains(line, mark) {
				s.Errorf("%q is heard in:\n%s", mark, line)
			}
		}
	}
	if !strings.Contains(heard, "level=DEBUG") {
		s.Errorf("nothing was heard:\n%s", heard)
	}
}

// discard takes what came as read: these stories are about what is heard.
func (s *Story) discard() {
	synctest.Wait()
	s.taken, s.arrived = len(s.Relay.Letters()), nil
}

func TestSecrets_noFailureOfSendingTellsOne(t *testing.T) {
	t.Parallel()
	for name, answer := range map[string]func(stage, to string) error{
		"refused for good":      refusing("rcpt", 550, [3]int{5, 1, 1}),
		"refused for policy":    refusing("rcpt", 554, [3]int{5, 7, 1}),
		"refused for now":       refusing("rcpt", 451, [3]int{4, 3, 0}),
		"the letter refused":    refusing("data", 554, [3]int{5, 6, 0}),
		"the service shut down": refusing("rcpt", 421, [3]int{4, 3, 2}),
		"the connection lost": func(stage, _ string) error {
			if stage == "data" {
				return mailtest.ErrDrop
			}
			return nil
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			Office(t, "04-22", []Item{Code}, func(s *Story) {
				s.Relay.Answers(answer)
				s.overheard(func(*ear) { s.On("04-24") })
				s.discard()
			})
		})
	}
}

// refusing answers as chatty servers do: with the address, and more.
func refusing(at string, reply int, status [3]int) func(stage, to string) error {
	return func(stage, to string) error {
		if stage != at {
			return nil
		}
		return mailtest.Refuse(reply, status, fmt.Sprintf("<%s>: said %s, %s", to, ownWords, secret))
	}
}

func TestSecrets_aRefusedPasswordIsNotRepeated(t *testing.T) {
	t.Parallel()
	for name, offer := range map[string]string{"by the server": "AUTH PLAIN LOGIN", "for want of a way to say it": "AUTH GSSAPI", "where none is wanted": "8BITMIME"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			file := filepath.Join(t.TempDir(), "password")
			if err := os.WriteFile(file, []byte(secret), 0o600); err != nil {
				t.Fatal(err)
			}
			Office(t, "04-22", []Item{Code}, func(s *Story) {
				s.Options.Dial = func(context.Context, string, string) (net.Conn, error) {
					ours, theirs := net.Pipe()
					go distrust(theirs, offer)
					return ours, nil
				}
				s.overheard(func(*ear) { s.On("04-23") })
			}, `user = ""`, `user = "`+secret+`"`, `password_file = ""`, `password_file = "`+file+`"`, `host = ""  `, `host = "localhost"`) // elsewhere no password goes without encryption
		})
	}
}

// distrust is a server that takes no password, and repeats it.
func distrust(conn net.Conn, offer string) {
	defer conn.Close()
	c := textproto.NewConn(conn)
	_ = c.PrintfLine("220 mail.example ESMTP")
	for {
		line, err := c.ReadLine()
		verb, _, _ := strings.Cut(line, " ")
		switch {
		case err != nil:
			return
		case verb == "EHLO":
			_ = c.PrintfLine("250-mail.example\r\n250 %s", offer)
		case verb == "QUIT":
			_ = c.PrintfLine("221 bye")
			return
		default:
			_ = c.PrintfLine("535 5.7.8 %s is wrong: %s", secret, line)
		}
	}
}

func TestSecrets_noFailureOfReceivingTellsOne(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code, Fees}, func(s *Story) {
		s.On("04-22")
		first := s.Expect(Tech, "assign")
		tag := first.Notice.Token.Tag()
		s.overheard(func(*ear) {
			for _, m := range []reply.Mail{
				{From: stranger, Text: ownWords},
				{Subject: "回复：〔督办 ZZZZZZ〕", Text: ownWords},
				{Subject: tag + " canary", Text: "5 已完成 " + ownWords},
				{Text: ownWords},
				{Text: ownWords, Auto: true, Subject: "自动回复 " + tag},
				{From: "shouli@djzx.example", Text: "1 已完成 " + ownWords},
				{From: first.Notice.Address, Text: "1 同意 " + ownWords},
				{Text: "1 申请延期到昨天 " + ownWords, File: "canary.exe"},
			} {
				s.Write(first, m)
			}
			for _, raw := range strangeMails(first.Notice) {
				_ = postoffice.Deliver(s.post.dial(), stranger, "duban@djzx.example", raw)
			}
			_ = postoffice.Deliver(s.post.dial(), stranger, "canary@elsewhere.example", []byte("Subject: x\r\n\r\n"+ownWords+"\r\n"))
			s.jammed(func() {
				_ = postoffice.Deliver(s.post.dial(), first.Notice.Address, "duban@djzx.example", reply.Mail{From: first.Notice.Address, Subject: tag, Text: ownWords}.Raw(99, "duban@djzx.example", time.Now()))
			})
			s.discard()
		})
	}, `max_size = "50MB"`, `max_size = "20KB"`)
}

// strangeMails are those that are hard to read.
func strangeMails(n db.Notice) [][]byte {
	head := fmt.Sprintf("From: <%s>\r\nTo: <duban@djzx.example>\r\nSubject: %s canary\r\nMessage-ID: <canary@strangers.example>\r\n", n.Address, n.Token.Tag())
	return [][]byte{
		[]byte(""),
		[]byte(ownWords),
		[]byte(head + "\r\n" + ownWords + "\nbare line ends\r\n"),
		[]byte(head + "Content-Type: multipart/mixed; boundary=\"" + ownWords + "\r\n\r\n--canary\r\n"),
		[]byte(head + "Content-Type: application/pkcs7-mime; name=canary.p7m\r\n\r\n" + ownWords + "\r\n"),
		[]byte(head + "Content-Type: text/plain; charset=canary\r\nContent-Transfer-Encoding: canary\r\n\r\n" + ownWords + "\r\n"),
		[]byte(head + "From: <" + stranger + ">\r\n\r\n" + ownWords + "\r\n"),
		[]byte(head + "\r\n" + strings.Repeat(ownWords+"\r\n", 2000)),
		[]byte("From: MAILER-DAEMON@strangers.example\r\nSubject: Undelivered\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n" +
			"--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; canary\r\n\r\nFinal-Recipient: rfc822; " + n.Address +
			"\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 <" + n.Address + "> " + ownWords + "\r\n\r\n--b--\r\n"),
	}
}

// jammed does something while nothing can be filed.
func (s *Story) jammed(do func()) {
	s.Helper()
	conn, err := sql.Open("sqlite3", s.Store.Where())
	if err != nil {
		s.Fatal(err)
	}
	_, err = conn.Exec(`CREATE TRIGGER jam BEFORE UPDATE ON mail BEGIN SELECT RAISE(ABORT, 'jammed'); END`)
	do()
	_, mended := conn.Exec(`DROP TRIGGER jam`)
	if err := errors.Join(err, mended, conn.Close()); err != nil {
		s.Fatal(err)
	}
}
