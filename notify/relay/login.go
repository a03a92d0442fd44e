package relay

import (
	"errors"
	"net"
	"slices"
	"strings"

	"github.com/wneessen/go-mail/smtp"
)

// mechanisms are the ways to say a password that are known here, the safest first.
var mechanisms = []string{"SCRAM-SHA-256", "SCRAM-SHA-1", "CRAM-MD5", "PLAIN", "LOGIN", "NTLM"}

// login says user and password by the safest way that the server offers. In plain
// text they go over an encrypted connection only, or to this machine.
func (s *SMTP) login(c *smtp.Client) error {
	if s.relay.User == "" {
		return nil
	}
	offered := offeredMechanisms(c)
	if len(offered) == 0 {
		return errors.New("the server offers no login")
	}
	_, err := c.GetTLSConnectionState()
	private := err == nil || IsThisMachine(s.relay.Host)
	for _, m := range mechanisms {
		if slices.Contains(offered, m) && (private || !readable(m)) {
			return c.Auth(s.auth(m))
		}
	}
	if !private {
		return errors.New("the connection is not encrypted, and the server offers no login that hides the password")
	}
	return errors.New("the server offers no login that is known here")
}

// offeredMechanisms reads AUTH (RFC 4954), and the spelling of before it that some
// servers still use alone: 250-AUTH=LOGIN.
func offeredMechanisms(c *smtp.Client) (all []string) {
	if ok, names := c.Extension("AUTH"); ok {
		all = strings.Fields(strings.ToUpper(names))
	}
	for _, m := range mechanisms {
		ok, more := c.Extension("AUTH=" + m)
		if ok {
			all = append(append(all, m), strings.Fields(strings.ToUpper(more))...)
		}
	}
	return all
}

// readable: whoever sees the connection has the password.
func readable(mechanism string) bool { return mechanism == "PLAIN" || mechanism == "LOGIN" }

func (s *SMTP) auth(mechanism string) smtp.Auth {
	r := s.relay
	switch mechanism {
	case "SCRAM-SHA-256":
		return smtp.ScramSHA256Auth(r.User, r.Password)
	case "SCRAM-SHA-1":
		return smtp.ScramSHA1Auth(r.User, r.Password)
	case "CRAM-MD5":
		return smtp.CRAMMD5Auth(r.User, r.Password)
	case "NTLM":
		return smtp.NTLMAuth(r.User, r.Password, "")
	case "LOGIN":
		return smtp.LoginAuth(r.User, r.Password, r.Host, true) // login has seen to privacy
	}
	return smtp.PlainAuth("", r.User, r.Password, r.Host, true)
}

// IsThisMachine reports whether a host name never leaves the machine.
func IsThisMachine(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
