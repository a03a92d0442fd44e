package imap

import (
	"crypto/tls"
	"crypto/x509"
	"strings"
	"testing"
	"time"

	"duban/inbox/imaptest"
	"duban/inbox/rawtest"
	"duban/internal/words"
)

func TestMailbox_P17_anEchoedPasswordIsNotLogged(t *testing.T) {
	t.Parallel()
	s := &imaptest.Rude{}
	s.Answer = func(l *imaptest.Line) bool {
		if l.Is("LOGIN") {
			l.Says("%s BAD cannot parse %q", l.Tag, l.Text)
			return true
		}
		return false
	}
	readMailbox(t, s.Dial, func(r *reader) {
		r.start()
		if got := words.Say(words.Chinese, r.source("INBOX").Fault); got != "登录被拒绝：服务器的答复里有密码，略去" {
			t.Errorf("fault %q", got)
		}
	})
}

func TestMailbox_P16_aCertificateMustBeTrustedAndOfTheHost(t *testing.T) {
	t.Parallel()
	a, other := rawtest.NewAuthority(t), rawtest.NewAuthority(t)
	for name, c := range map[string]struct {
		host  string
		roots *x509.CertPool
		want  []string
	}{
		"trusted":            {"localhost", a.Roots, []string{"quarantined"}},
		"nobody's":           {"localhost", nil, nil},
		"of another signer":  {"localhost", other.Roots, nil},
		"of another machine": {"imap.djzx.example", a.Roots, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := &imaptest.Rude{Mails: mails(1), TLS: &tls.Config{Certificates: []tls.Certificate{a.Pair}}}
			readMailbox(t, s.Dial, func(r *reader) {
				r.m.Host, r.m.TLS, r.m.Roots = c.host, "implicit", c.roots
				r.start()
				r.wants(c.want...)
				if got := strings.Contains(strings.Join(s.Heard(), "\n"), "LOGIN"); got != (c.want != nil) {
					t.Errorf("it heard %q", s.Heard())
				}
			})
		})
	}
}

func TestMailbox_P16_noPasswordInPlainText(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ host, tls, caps string }{
		"to another machine":       {"mail.djzx.example", "none", ""},
		"where the server forbids": {"127.0.0.1", "none", "LOGINDISABLED"},
		"without STARTTLS":         {"mail.djzx.example", "starttls", ""},
		"to what is no TLS server": {"mail.djzx.example", "implicit", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := &imaptest.Rude{Caps: c.caps, Mails: mails(1)}
			s.Answer = func(l *imaptest.Line) bool {
				if l.Is("STARTTLS") {
					l.Says("%s BAD no", l.Tag)
					return true
				}
				return false
			}
			readMailbox(t, s.Dial, func(r *reader) {
				r.m.Host, r.m.TLS = c.host, c.tls
				r.start()
				r.pass(5 * time.Minute)
				if heard := strings.Join(s.Heard(), "\n"); strings.Contains(heard, "LOGIN") {
					t.Errorf("it heard\n%s", heard)
				}
				r.wants()
			})
		})
	}
}
