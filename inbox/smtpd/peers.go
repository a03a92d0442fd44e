package smtpd

import (
	"net"
	"sync"
	"sync/atomic"

	"duban/inbox/sender"
)

// peers counts what each address takes of us.
type peers struct {
	mu   sync.Mutex
	open map[string]*peer
}

// peer is one address; nil is this machine, or what has no address: it may have as
// much as there is.
type peer struct {
	connections int
	held        atomic.Int64 // bytes of mails that are not stored yet
}

// enter reports whether an address may have one more connection.
func (p *peers) enter(addr net.Addr) (*peer, bool) {
	key := peerKey(addr)
	if key == "" {
		return nil, true
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.open == nil {
		p.open = map[string]*peer{}
	}
	if p.open[key] == nil {
		p.open[key] = &peer{}
	}
	from := p.open[key]
	if from.connections >= mostOfOnePeer {
		return nil, false
	}
	from.connections++
	return from, true
}

func (p *peers) leave(addr net.Addr) {
	key := peerKey(addr)
	if key == "" {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.open[key].connections--; p.open[key].connections == 0 {
		delete(p.open, key)
	}
}

// peerKey is what an address counts as. Who has one of IPv6 has the 2^64 beside it
// (RFC 6177).
func peerKey(addr net.Addr) string {
	from := sender.RemoteIP(addr)
	switch {
	case from == nil || from.IsLoopback():
		return ""
	case from.To4() == nil:
		return from.Mask(net.CIDRMask(64, 128)).String()
	}
	return from.String()
}

// hold counts more bytes, or fewer, and returns how many there are.
func (p *peer) hold(n int64) int64 {
	if p == nil {
		return 0
	}
	return p.held.Add(n)
}

// share is how much one address may hold of what all may: the largest mail at least.
// Over LMTP there is one peer, and nobody to leave memory for.
func (s *server) share() int64 {
	if s.lmtp {
		return mostHeld
	}
	return max(mostHeld/4, s.maxBytes)
}

// hold reserves memory for more of a mail, and reports whether there was any.
func (d *delivery) hold(n int64) bool {
	all, his := d.held.Add(n), d.whose.hold(n)
	if all <= mostHeld && his <= d.share() {
		return true
	}
	d.release(n)
	return false
}

func (d *delivery) release(n int64) {
	d.held.Add(-n)
	d.whose.hold(-n)
}
