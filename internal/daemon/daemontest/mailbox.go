package daemontest

import (
	"context"
	"net"
	"path/filepath"
	"strings"
	"time"

	"duban/inbox/imaptest"
	"duban/internal/config/configtest"
	"duban/internal/office"
	"duban/internal/reply"
)

// MailboxConfig brings the shipped example of a mailbox into force, at a server in
// this process.
func MailboxConfig(conf, dir string) string {
	return strings.NewReplacer(`tls = "implicit"         `, `tls = "none"`, `host = "imap.djzx.example"`, `host = "localhost"`, "port = 993 ", "port = 143 ",
		`user = "duban@djzx.example" # 登录名`, `user = "`+imaptest.User+`"`, "imap.password", filepath.Join(dir, "imap.password"),
	).Replace(string(configtest.WithExamples([]byte(conf), "imap")))
}

// AtTheOffice routes what the daemon dials: its mailbox and its relay.
func AtTheOffice(mailbox *imaptest.Server, relay office.Dialer) office.Dialer {
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		if strings.HasSuffix(address, ":143") {
			return mailbox.Dial(ctx, network, address)
		}
		return relay(ctx, network, address)
	}
}

// Put lays an answer to a letter into a folder of a mailbox.
func (s *Story) Put(box *imaptest.Server, folder string, a Letter, text string) {
	s.Helper()
	s.replies++
	m := reply.Mail{From: a.Notice.Address, Subject: "回复：" + a.Notice.Token.Tag(), Text: text}
	now := time.Now().In(Zone)
	box.Deliver(s.T, folder, s.examined(m.From, m.Raw(s.replies, "duban@djzx.example", now)), now)
}
