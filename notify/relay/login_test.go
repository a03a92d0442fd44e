package relay_test

import (
	"context"
	"crypto/tls"
	"encoding/base64"
	"net"
	"net/textproto"
	"strings"
	"testing"
	"time"

	"duban/inbox/rawtest"
	"duban/notify/mailtest"
	"duban/notify/relay"
)

const relayPassword = "canary-password-8842"

// loginServer answers EHLO with what it offers, checks LOGIN and PLAIN, and keeps
// what it heard. With a certificate it is encrypted from the start or by STARTTLS.
type loginServer struct {
	offer string // a line of the answer to EHLO
	conf  *tls.Config
	heard chan string
}

// listen takes one connection, and returns where.
func (s *loginServer) listen(t *testing.T, encrypted bool) (address string) {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ln.Close() })
	go func() {
		conn, err := ln.Accept()
		if err != nil {
			return
		}
		if encrypted {
			conn = tls.Server(conn, s.conf)
		}
		s.serve(conn)
	}()
	return ln.Addr().String()
}

func (s *loginServer) serve(conn net.Conn) {
	defer conn.Close()
	c := textproto.NewConn(conn)
	_ = c.PrintfLine("220 mail.example ESMTP")
	for {
		line, err := c.ReadLine()
		if err != nil {
			return
		}
		select {
		case s.heard <- line:
		default:
		}
		switch verb, rest, _ := strings.Cut(line, " "); verb {
		case "EHLO":
			_ = c.PrintfLine("250-mail.example\r\n250-STARTTLS\r\n250 %s", s.offer)
		case "STARTTLS":
			_ = c.PrintfLine("220 go on")
			s.serveLogin(tls.Server(conn, s.conf))
			return
		case "AUTH":
			s.judge(c, rest)
		case "QUIT":
			_ = c.PrintfLine("221 bye")
			return
		default:
			_ = c.PrintfLine("500 what?")
		}
	}
}

// serveLogin goes on behind STARTTLS, where no greeting comes.
func (s *loginServer) serveLogin(conn net.Conn) {
	c := textproto.NewConn(conn)
	for {
		line, err := c.ReadLine()
		if err != nil {
			return
		}
		switch verb, rest, _ := strings.Cut(line, " "); verb {
		case "EHLO":
			_ = c.PrintfLine("250-mail.example\r\n250 %s", s.offer)
		case "AUTH":
			s.judge(c, rest)
		default:
			_ = c.PrintfLine("221 bye")
		}
	}
}

func (s *loginServer) judge(c *textproto.Conn, rest string) {
	said := func(text string) string { raw, _ := base64.StdEncoding.DecodeString(text); return string(raw) }
	fine := false
	switch mechanism, first, _ := strings.Cut(rest, " "); mechanism {
	case "PLAIN":
		fine = said(first) == "\x00duban\x00"+relayPassword
	case "LOGIN":
		_ = c.PrintfLine("334 VXNlcm5hbWU6")
		user, _ := c.ReadLine()
		_ = c.PrintfLine("334 UGFzc3dvcmQ6")
		password, _ := c.ReadLine()
		fine = said(user) == "duban" && said(password) == relayPassword
	}
	if fine {
		_ = c.PrintfLine("235 welcome")
	} else {
		_ = c.PrintfLine("535 5.7.8 no")
	}
}

func TestSMTP_logsInAsServersOffer(t *testing.T) {
	t.Parallel()
	a, other := rawtest.NewAuthority(t), rawtest.NewAuthority(t)
	for reason, row := range map[string]struct {
		offer, tls, host string
		roots            rawtest.Authority
		refused          string // what the error says; "" : it logs in
	}{
		"LOGIN only, to this machine":                {"AUTH LOGIN", "none", "127.0.0.1", a, ""},
		"PLAIN, to this machine":                     {"AUTH PLAIN LOGIN", "none", "localhost", a, ""},
		"the old spelling alone":                     {"AUTH=LOGIN", "none", "127.0.0.1", a, ""},
		"the old spelling with several":              {"AUTH=PLAIN LOGIN", "starttls", "localhost", a, ""},
		"an authority of the office's own, STARTTLS": {"AUTH LOGIN", "starttls", "localhost", a, ""},
		"an authority of the office's own, implicit": {"AUTH PLAIN", "implicit", "localhost", a, ""},
		"of an authority that is not trusted":        {"AUTH PLAIN", "implicit", "localhost", other, "certificate"},
		"no password in plain text elsewhere":        {"AUTH LOGIN PLAIN", "none", "mail.djzx.example", a, "not encrypted"},
		"no way that is known":                       {"AUTH GSSAPI", "none", "localhost", a, "known here"},
		"no login at all":                            {"8BITMIME", "none", "localhost", a, "offers no login"},
	} {
		t.Run(reason, func(t *testing.T) {
			t.Parallel()
			s := &loginServer{offer: row.offer, conf: &tls.Config{Certificates: []tls.Certificate{a.Pair}}, heard: make(chan string, 100)}
			var until time.Time
			sender := mailtest.SMTP(t, row.host+":587", func(r *relay.Server) {
				r.TLS, r.User, r.Password, r.Roots = row.tls, "duban", relayPassword, row.roots.Roots
				r.Certificate = func(at time.Time) { until = at }
				at := s.listen(t, row.tls == "implicit")
				r.Dial = func(ctx context.Context, network, _ string) (net.Conn, error) {
					return new(net.Dialer).DialContext(ctx, network, at)
				}
			})
			err := sender.Try(t.Context())
			if (err == nil) != (row.refused == "") || err != nil && !strings.Contains(err.Error(), row.refused) {
				t.Errorf("got %v, want %q", err, row.refused)
			}
			if err != nil && strings.Contains(err.Error(), relayPassword) {
				t.Error("the password stands in the error")
			}
			if err == nil && row.tls != "none" && until.Year() != 2049 {
				t.Errorf("the certificate ends %v", until)
			}
			for range len(s.heard) {
				line := <-s.heard
				if row.refused != "" && strings.HasPrefix(line, "AUTH") {
					t.Errorf("it heard %s", line)
				}
			}
		})
	}
}
