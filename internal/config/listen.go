package config

import (
	"net"

	"duban/checklist"
	"duban/inbox/imap"
	"duban/inbox/sender"
	"duban/internal/msg"
)

// smtpProblems finds what makes no sense in the [smtp] table.
func (c *Config) smtpProblems() (ps checklist.Problems) {
	wrong := func(is bool, key string, what, mend msg.Message) {
		if is {
			ps = append(ps, checklist.Problem{Column: "smtp." + key, What: what, Mend: mend})
		}
	}
	s := c.SMTP
	_, _, err := net.SplitHostPort(s.Listen)
	wrong(s.Listen != "" && err != nil, "listen", msg.New("not an address to listen on", s.Listen), msg.New("write as", "0.0.0.0:25"))
	wrong(s.Listen != "" && s.Listen == c.LMTP.Listen, "listen", msg.New("same as lmtp.listen"), msg.New("use a port for each"))
	wrong(s.Hostname != "" && !sender.IsDomain(s.Hostname), "hostname", msg.New("not a host name", s.Hostname), msg.New("for example", "mx.djzx.example"))
	wrong(s.CertFile != "" && s.KeyFile == "", "key_file", msg.New("a certificate without its key"), msg.New("both or neither"))
	wrong(s.CertFile == "" && s.KeyFile != "", "cert_file", msg.New("a key without its certificate"), msg.New("both or neither"))
	return ps
}

// opsProblems finds what makes no sense in the [ops] table.
func (c *Config) opsProblems() (ps checklist.Problems) {
	if c.Ops.Listen == "" {
		return nil
	}
	host, _, err := net.SplitHostPort(c.Ops.Listen)
	switch {
	case err != nil:
		ps = append(ps, checklist.Problem{Column: "ops.listen", What: msg.New("not an address to listen on", c.Ops.Listen), Mend: msg.New("write as", "127.0.0.1:2480")})
	case !imap.IsThisMachine(host):
		ps = append(ps, checklist.Problem{Column: "ops.listen", What: msg.New("a port without login for others"), Mend: msg.New("listen on this machine, forward by ssh")})
	}
	return ps
}
