package daemontest

import (
	"strings"
	"testing/synctest"
	"time"

	"duban/internal/postoffice"
	"duban/internal/reply"
)

// Reply answers a letter as its reader, and waits until what follows is sent.
func (s *Story) Reply(a Letter, text string) {
	s.Helper()
	s.Write(a, reply.Mail{Text: text})
}

// Write brings any mail that answers a letter; what it leaves open is as the
// reader's own would be.
func (s *Story) Write(a Letter, m reply.Mail) {
	s.Helper()
	s.replies++
	if m.From == "" {
		m.From = a.Notice.Address
	}
	if m.Subject == "" {
		m.Subject = "回复：" + a.Notice.Token.Tag()
	}
	s.Bring(m.From, s.examined(m.From, m.Raw(s.replies, "duban@djzx.example", time.Now().In(Zone))))
}

// ownServer is the office's own mail server: it examines who sent a mail, and brings it.
const ownServer = "mx.djzx.example"

// examined is a mail as that server brings it, whose sender it has proven; with Unexamined
// it writes nothing, as most offices' servers do.
func (s *Story) examined(from string, raw []byte) []byte {
	if s.Unexamined {
		return raw
	}
	_, domain, _ := strings.Cut(from, "@")
	return append([]byte("Authentication-Results: "+ownServer+"; dmarc=pass header.from="+domain+"\r\n"), raw...)
}

// Bring delivers raw bytes over LMTP.
func (s *Story) Bring(from string, raw []byte) {
	s.Helper()
	if err := postoffice.Deliver(s.post.dial(), from, "duban@djzx.example", raw); err != nil {
		s.Fatalf("%s: delivering: %v", s.Today(), err)
	}
	time.Sleep(time.Minute) // the answer goes at once
	synctest.Wait()
}
