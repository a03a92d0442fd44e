package sender

import (
	"net"

	"blitiri.com.ar/go/spf"
)

// DNS is asked for what domains publish about their mail; *net.Resolver is one.
type DNS = spf.DNSResolver

// Envelope is who brings a mail to whom, and how.
type Envelope struct {
	Helo   string
	Peer   net.Addr
	From   string // "" is the null sender
	To     []string
	Secure bool
	ESMTP  bool
}

// with is the protocol as RFC 3848 names it.
func (e Envelope) with() string {
	switch {
	case e.Secure:
		return "ESMTPS"
	case e.ESMTP:
		return "ESMTP"
	}
	return "SMTP"
}

// RemoteIP is nil for a connection that has none.
func RemoteIP(addr net.Addr) net.IP {
	if tcp, ok := addr.(*net.TCPAddr); ok {
		return tcp.IP
	}
	return nil
}
