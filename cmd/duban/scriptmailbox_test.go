package main

import (
	"bytes"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"duban/inbox/imaptest"
	"duban/internal/daemon/daemontest"
)

// mailbox starts a server with an account that has INBOX and Junk, and names it in
// config.toml: judged mail goes to 已登记 and 待归档.
func openMailbox(ts *testscript.TestScript, _ bool, _ []string) {
	s, err := imaptest.Open([]string{"Junk"})
	check(ts, err)
	port, err := s.Listen()
	check(ts, err)
	ts.Defer(func() { s.Close() })
	outsideOf(ts).mailbox = s
	conf := daemontest.MailboxConfig(ts.ReadFile("config.toml"), ts.MkAbs("."))
	conf = strings.NewReplacer("port = 143 ", fmt.Sprintf("port = %d ", port), `processed = "" `, `processed = "已登记" `, `failed = "" `, `failed = "待归档" `).Replace(conf)
	check(ts, os.WriteFile(ts.MkAbs("config.toml"), []byte(conf), 0o600))
	check(ts, os.WriteFile(ts.MkAbs("imap.password"), []byte(imaptest.Password), 0o600))
}

// lay FOLDER FILE [N] lays a mail into a folder, or N that are told apart by their
// Message-ID.
func lay(ts *testscript.TestScript, _ bool, args []string) {
	raw, n := []byte(ts.ReadFile(args[1])), 1
	if len(args) > 2 {
		n, _ = strconv.Atoi(args[2])
	}
	for i := range n {
		one := raw
		if n > 1 {
			one = bytes.Replace(raw, []byte("Message-ID: <"), fmt.Appendf(nil, "Message-ID: <%d.", i), 1)
		}
		check(ts, outsideOf(ts).mailbox.Put(args[0], one, time.Now()))
	}
}

// holds FOLDER N waits until a folder holds so many mails.
func holds(ts *testscript.TestScript, _ bool, args []string) {
	wait(ts, args[0]+" to hold "+args[1], func() bool { return strconv.Itoa(outsideOf(ts).mailbox.Count(args[0])) == args[1] })
}
