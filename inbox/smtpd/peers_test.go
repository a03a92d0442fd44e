package smtpd

import (
	"context"
	"fmt"
	"io"
	"net"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"duban/inbox/inboxtest"
	"duban/inbox/rawtest"
)

func TestPeers_P05_oneAddressDoesNotTakeAllConnections(t *testing.T) {
	t.Parallel()
	var p peers
	enters := func(a net.Addr) bool { _, admitted := p.enter(a); return admitted }
	for i := range mostOfOnePeer {
		if !enters(rawtest.TheirServer) {
			t.Fatalf("refused with %d", i)
		}
	}
	for i := range mostOfOnePeer {
		if !enters(&net.TCPAddr{IP: net.ParseIP(fmt.Sprintf("2001:db8::%x", i))}) {
			t.Fatalf("refused with %d of IPv6", i)
		}
	}
	if enters(&net.TCPAddr{IP: net.ParseIP("2001:db8::ffff:1")}) || !enters(&net.TCPAddr{IP: net.ParseIP("2001:db8:0:1::1")}) {
		t.Error("one network of IPv6 may have more, or another none")
	}
	other := &net.TCPAddr{IP: net.IPv4(192, 0, 2, 2)}
	if enters(rawtest.TheirServer) || !enters(other) {
		t.Error("one address may have more, or another none")
	}
	if p.leave(rawtest.TheirServer); !enters(rawtest.TheirServer) {
		t.Error("a place that was left stays taken")
	}
	for range mostConnections {
		if !enters(&net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)}) || !enters(&net.UnixAddr{}) {
			t.Fatal("this machine is refused")
		}
	}
}

// from is a connection that comes from an address.
type from struct {
	net.Conn
	address net.Addr
}

func (f from) RemoteAddr() net.Addr { return f.address }

// dialsFrom begins a conversation with a server from an address.
func dialsFrom(t *testing.T, s *server, address net.Addr) *talk {
	t.Helper()
	ours, theirs := net.Pipe()
	done := make(chan struct{})
	go func() {
		defer close(done)
		s.converse(context.Background(), context.Background(), from{theirs, address})
	}()
	t.Cleanup(func() { ours.Close(); <-done })
	c := newTalk(ours)
	c.says(t, "", 220)
	hello := "EHLO a.example"
	if s.lmtp {
		hello = "LHLO a.example"
	}
	for _, line := range append([]string{hello}, toData[1:3]...) {
		c.says(t, line, 250)
	}
	return c
}

func TestPeers_P05_oneAddressDoesNotTakeAllTheRoom(t *testing.T) {
	t.Parallel()
	const mail = "From: a@b.example\r\n\r\nx\r\n"
	other := &net.TCPAddr{IP: net.IPv4(192, 0, 2, 2)}
	for name, tt := range map[string]struct {
		lmtp bool
		held int64 // by their server
		by   net.Addr
		want int
	}{
		"his share is taken":          {false, mostHeld / 4, rawtest.TheirServer, 452},
		"there is room in it":         {false, mostHeld/4 - 1000, rawtest.TheirServer, 250},
		"another's is":                {false, mostHeld / 4, other, 250},
		"all is taken":                {false, mostHeld, other, 452},
		"over LMTP there is one peer": {true, mostHeld / 2, rawtest.TheirServer, 250},
		"but no more than there is":   {true, mostHeld, rawtest.TheirServer, 452},
	} {
		for way, sends := range map[string]func(t *testing.T, c *talk, want int){
			"DATA": func(t *testing.T, c *talk, want int) {
				c.says(t, "DATA", 354)
				c.says(t, mail+".", want)
			},
			"BDAT": func(t *testing.T, c *talk, want int) {
				c.says(t, fmt.Sprintf("BDAT %d LAST\r\n%s", len(mail), mail[:len(mail)-2]), want)
			},
		} {
			t.Run(way+": "+name, func(t *testing.T) {
				t.Parallel()
				s := listenerOf(inboxtest.New(t), t).server()
				s.lmtp = tt.lmtp
				holder := dialsFrom(t, s, rawtest.TheirServer)
				his := s.peers.open[peerKey(rawtest.TheirServer)]
				his.hold(tt.held)
				s.held.Add(tt.held)
				c := dialsFrom(t, s, tt.by)
				sends(t, c, tt.want)
				if got := s.held.Load(); got != tt.held || his.held.Load() != tt.held {
					t.Errorf("%d bytes stay held, %d of them his", got-tt.held, his.held.Load()-tt.held)
				}
				c.says(t, "NOOP", 250)
				holder.says(t, "QUIT", 221)
			})
		}
	}
}

func TestListeners_P05_aMailHasItsTimeAllInAll(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		step int // bytes
		each time.Duration
		want int
	}{
		"an honest link of 256 kbit/s":           {32000, time.Second, 250},
		"just enough each time to be waited for": {stretch, sessionPatience - time.Second, 421},
		"a trickle":                              {1000, time.Minute, 421},
	} {
		for way, begin := range map[string]func(c *talk) error{
			"DATA": func(c *talk) error { return c.PrintfLine("DATA") },
			"BDAT": func(c *talk) error { return c.PrintfLine("BDAT %d LAST", len(slowMail)) },
		} {
			for _, lmtp := range []bool{false, true} {
				t.Run(fmt.Sprintf("%s, %s, LMTP %v", name, way, lmtp), func(t *testing.T) {
					h := inboxtest.New(t)
					synctest.Test(t, func(t *testing.T) {
						s := listenerOf(h, t).server()
						s.lmtp, s.maxBytes = lmtp, 5<<20
						c := dialsFrom(t, s, rawtest.TheirServer)
						if err := begin(c); err != nil {
							t.Fatal(err)
						}
						mail := slowMail
						if way == "DATA" {
							c.says(t, "", 354)
							mail += ".\r\n"
						}
						began := time.Now()
						ended := make(chan struct{})
						go func() { defer close(ended); slowly(c.line, mail, tt.step, tt.each) }()
						code, text, _ := c.ReadResponse(-1)
						if waited := time.Since(began); code != tt.want || waited > time.Hour {
							t.Errorf("after %s: %d %s", waited, code, text)
						}
						c.line.Close()
						<-ended
					})
				})
			}
		}
	}
}

func TestListeners_P05_aMailBegunInChunksIsNotKeptOpenByOtherWords(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	synctest.Test(t, func(t *testing.T) {
		s := listenerOf(h, t).server()
		c := dialsFrom(t, s, rawtest.TheirServer)
		c.says(t, "BDAT 3\r\nx\r", 250)
		began, code := time.Now(), 250
		for ; code == 250; time.Sleep(time.Minute) {
			if err := c.PrintfLine("NOOP"); err != nil {
				break
			}
			code, _, _ = c.ReadResponse(-1)
		}
		if waited := time.Since(began); waited > 10*time.Minute {
			t.Errorf("it was waited for %s", waited)
		}
	})
}

// slowMail is as large as may be.
var slowMail = "From: a@b.example\r\n\r\n" + strings.Repeat(strings.Repeat("x", 1022)+"\r\n", 5<<10-1)

// slowly writes a mail in steps.
func slowly(w io.Writer, mail string, step int, each time.Duration) {
	for mail != "" {
		n := min(step, len(mail))
		if _, err := io.WriteString(w, mail[:n]); err != nil {
			return
		}
		mail = mail[n:]
		time.Sleep(each)
	}
}
