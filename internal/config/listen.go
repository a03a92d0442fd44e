package config

import (
	"fmt"
	"net"

	"duban/checklist"
	"duban/inbox/imap"
	"duban/inbox/sender"
)

// smtpProblems finds what makes no sense in the [smtp] table.
func (c *Config) smtpProblems() (ps checklist.Problems) {
	wrong := func(is bool, key, what, mend string) {
		if is {
			ps = append(ps, checklist.Problem{Column: "smtp." + key, What: what, Mend: mend})
		}
	}
	s := c.SMTP
	_, _, err := net.SplitHostPort(s.Listen)
	wrong(s.Listen != "" && err != nil, "listen", fmt.Sprintf("“%s”不是监听地址", s.Listen), "请写成 0.0.0.0:25")
	wrong(s.Listen != "" && s.Listen == c.LMTP.Listen, "listen", "与 lmtp.listen 相同", "两处各用一个端口")
	wrong(s.Hostname != "" && !sender.IsDomain(s.Hostname), "hostname", fmt.Sprintf("“%s”不是主机名", s.Hostname), "例如 mx.djzx.example")
	wrong(s.CertFile != "" && s.KeyFile == "", "key_file", "写了证书，没有写私钥", "两个都写，或都空着")
	wrong(s.CertFile == "" && s.KeyFile != "", "cert_file", "写了私钥，没有写证书", "两个都写，或都空着")
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
		ps = append(ps, checklist.Problem{Column: "ops.listen", What: fmt.Sprintf("“%s”不是监听地址", c.Ops.Listen), Mend: "请写成 127.0.0.1:2480"})
	case !imap.IsThisMachine(host):
		ps = append(ps, checklist.Problem{Column: "ops.listen", What: "这个端口没有登录，只许本机访问", Mend: "请写成 127.0.0.1:2480，要从别处看的用 ssh 转接"})
	}
	return ps
}
