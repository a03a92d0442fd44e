package daemontest

import (
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
	s.Bring(m.From, m.Raw(s.replies, "duban@djzx.example", time.Now().In(Zone)))
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
