package relay_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"duban/notify/mailtest"
	"duban/notify/relay"
)

// smtpTo sends to a server of the test's own.
func smtpTo(t *testing.T, address string) *relay.SMTP {
	t.Helper()
	return mailtest.SMTP(t, address, nil)
}

// smtpOver sends over connections that are wrapped.
func smtpOver(t *testing.T, address string, wrap func(net.Conn) net.Conn) *relay.SMTP {
	t.Helper()
	return mailtest.SMTP(t, address, func(r *relay.Server) {
		r.Dial = func(ctx context.Context, network, address string) (net.Conn, error) {
			c, err := (&net.Dialer{}).DialContext(ctx, network, address)
			if err != nil {
				return nil, err
			}
			return wrap(c), nil
		}
	})
}

func mailTo(name string) *relay.Mail {
	return &relay.Mail{From: "duban@djzx.example", To: name + "@djzx.example", Raw: []byte("Subject: " + name + "\r\n\r\nx\r\n")}
}

// sendAll sends letters over one line, each announcing the next, and returns how
// each fared.
func sendAll(s relay.Sender, names ...string) (fared []string) {
	line := s.Converse()
	defer line.Release()
	mails := []*relay.Mail{}
	for _, name := range names {
		mails = append(mails, mailTo(name))
	}
	for i, m := range mails {
		var next *relay.Mail
		if i+1 < len(mails) {
			next = mails[i+1]
		}
		_, err := line.Send(context.Background(), m, next)
		var e *relay.SendError
		switch errors.As(err, &e); {
		case err == nil:
			fared = append(fared, names[i]+" sent")
		default:
			fared = append(fared, fmt.Sprint(names[i], " ", e.Code))
		}
	}
	return fared
}

func taken(sink *mailtest.Sink) (names []string) {
	for _, l := range sink.Letters() {
		name, _, _ := strings.Cut(l.To, "@")
		names = append(names, name)
	}
	return names
}

func TestSMTP_aRefusalTouchesNoOtherLetterOfTheFlight(t *testing.T) {
	t.Parallel()
	for stage, code := range map[string]int{"rcpt": 550, "data": 452} {
		for name, wrap := range map[string]func(net.Conn) net.Conn{
			"in one flight": func(c net.Conn) net.Conn { return c }, "one by one": func(c net.Conn) net.Conn { return unpipelined{c} }} {
			t.Run(stage+" "+name, func(t *testing.T) {
				t.Parallel()
				sink := mailtest.Start(t, func(at, to string) error {
					if at == stage && strings.HasPrefix(to, "b") {
						return mailtest.Refuse(code, [3]int{code / 100, 2, 2}, "no")
					}
					return nil
				})
				got := sendAll(smtpOver(t, sink.Addr, wrap), "a", "b1", "b2", "c", "b3", "d")
				no := fmt.Sprint(" ", code)
				if diff := cmp.Diff([]string{"a sent", "b1" + no, "b2" + no, "c sent", "b3" + no, "d sent"}, got); diff != "" {
					t.Error(diff)
				}
				if diff := cmp.Diff([]string{"a", "c", "d"}, taken(sink)); diff != "" || sink.Connections() != 1 {
					t.Errorf("%d connections, the server took:\n%s", sink.Connections(), diff)
				}
			})
		}
	}
}

// counted counts what is written to a connection.
type counted struct {
	net.Conn
	writes *atomic.Int32
}

func (c counted) Write(b []byte) (int, error) {
	c.writes.Add(1)
	return c.Conn.Write(b)
}

func TestSMTP_aLetterAndTheNextOnesCommandsGoInOneFlight(t *testing.T) {
	t.Parallel()
	sink := mailtest.Start(t, nil)
	var writes atomic.Int32
	s := smtpOver(t, sink.Addr, func(c net.Conn) net.Conn { return counted{c, &writes} })
	sendAll(s, "a")
	before := writes.Load()
	sendAll(s, "b", "c", "d", "e")
	if n := writes.Load() - before; n != 5 {
		t.Errorf("%d flights for four letters, want the first one's commands and four more", n)
	}
	if diff := cmp.Diff([]string{"a", "b", "c", "d", "e"}, taken(sink)); diff != "" {
		t.Error(diff)
	}
}

func TestSMTP_aLetterAnnouncedAndWithdrawnDoesNotArrive(t *testing.T) {
	t.Parallel()
	sink := mailtest.Start(t, nil)
	s := smtpTo(t, sink.Addr)
	line := s.Converse()
	if _, err := line.Send(context.Background(), mailTo("a"), mailTo("b")); err != nil {
		t.Fatal(err)
	}
	line.Release()
	sendAll(s, "c")
	if diff := cmp.Diff([]string{"a", "c"}, taken(sink)); diff != "" {
		t.Error(diff)
	}
}

func TestSMTP_anotherLetterThanTheOneAnnouncedGoesToItsOwnReader(t *testing.T) {
	t.Parallel()
	sink := mailtest.Start(t, nil)
	line := smtpTo(t, sink.Addr).Converse()
	defer line.Release()
	for _, next := range []*relay.Mail{mailTo("b"), nil} {
		if _, err := line.Send(context.Background(), mailTo("a"), next); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff([]string{"a", "a"}, taken(sink)); diff != "" {
		t.Error(diff)
	}
}

func TestSMTP_aConnectionThatTheRelayClosedMeanwhileCostsNoAttempt(t *testing.T) {
	t.Parallel()
	sink := mailtest.Start(t, nil)
	var conns []net.Conn
	s := smtpOver(t, sink.Addr, func(c net.Conn) net.Conn { conns = append(conns, c); return c })
	sendAll(s, "a")
	conns[0].Close()
	if diff := cmp.Diff([]string{"b sent"}, sendAll(s, "b")); diff != "" || sink.Connections() != 2 {
		t.Errorf("%d connections, %s", sink.Connections(), diff)
	}
}

func TestSMTP_keepsToTheRelaysLimitOfConnections(t *testing.T) {
	t.Parallel()
	sink := mailtest.Start(t, nil)
	s := mailtest.SMTP(t, sink.Addr, func(r *relay.Server) { r.Connections = 2 })
	var all sync.WaitGroup
	for range 6 {
		all.Go(func() { sendAll(s, "a", "b", "c", "d") })
	}
	all.Wait()
	if n := len(sink.Letters()); n != 24 || sink.Connections() > 2+6 { // a line that rests on an announced letter opens anew
		t.Errorf("%d letters over %d connections", n, sink.Connections())
	}
}

func TestSMTP_whoWaitsForATurnAndIsStoppedHasTriedNothing(t *testing.T) {
	t.Parallel()
	sink := mailtest.Start(t, nil)
	s := mailtest.SMTP(t, sink.Addr, func(r *relay.Server) { r.PerMinute = 1 })
	sendAll(s, "a")
	ctx, stop := context.WithCancel(context.Background())
	stop()
	line := s.Converse()
	defer line.Release()
	_, err := line.Send(ctx, mailTo("b"), nil)
	var e *relay.SendError
	if !errors.As(err, &e) || !e.Untried || e.Holds || len(sink.Letters()) != 1 {
		t.Errorf("%+v, %d letters", e, len(sink.Letters()))
	}
}

// sendOne sends a letter over a line of its own.
func sendOne(s relay.Sender, from, to, raw string) (relay.Reply, error) {
	line := s.Converse()
	defer line.Release()
	return line.Send(context.Background(), &relay.Mail{From: from, To: to, Raw: []byte(raw)}, nil)
}

func TestSMTP_aPasswordNeverStandsInAnError(t *testing.T) {
	const secret = "secret-canary-7731"
	t.Parallel()
	sink := mailtest.Start(t, nil)
	host, port, _ := net.SplitHostPort(sink.Addr)
	n, _ := strconv.Atoi(port)
	s, err := relay.NewSMTP(relay.Server{Host: host, Port: n, TLS: "starttls", User: "u", Password: secret, Timeout: time.Second}, func() time.Time { return time.Unix(0, 0) })
	if err != nil {
		t.Fatal(err)
	}
	_, err = sendOne(s, "a@djzx.example", "b@djzx.example", "x")
	if err == nil || strings.Contains(err.Error(), secret) {
		t.Errorf("got %v", err)
	}
}

// unpipelined hides from a client that the server takes commands in one flight.
type unpipelined struct{ net.Conn }

func (p unpipelined) Read(b []byte) (int, error) {
	n, err := p.Conn.Read(b)
	copy(b[:n], bytes.ReplaceAll(b[:n], []byte("PIPELINING"), []byte("XPIPELINES")))
	return n, err
}

func TestSMTP_refusalsLeaveTheConnectionUsable(t *testing.T) {
	t.Parallel()
	for name, wrap := range map[string]func(net.Conn) net.Conn{
		"commands in one flight": func(c net.Conn) net.Conn { return c },
		"one by one":             func(c net.Conn) net.Conn { return unpipelined{c} },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sink := mailtest.Start(t, func(stage, to string) error {
				switch to {
				case "nobody@djzx.example":
					return mailtest.Refuse(550, [3]int{5, 1, 1}, "user unknown")
				case "later@djzx.example":
					if stage == "data" {
						return mailtest.Refuse(452, [3]int{4, 2, 2}, "mailbox full")
					}
				}
				return nil
			})
			s := smtpOver(t, sink.Addr, wrap)
			for _, to := range []string{"a@djzx.example", "nobody@djzx.example", "later@djzx.example", "b@djzx.example"} {
				_, err := sendOne(s, "duban@djzx.example", to, "Subject: x\r\n\r\n.a dot\r\n")
				var e *relay.SendError
				switch errors.As(err, &e); {
				case to == "nobody@djzx.example" && (e == nil || !e.Final || !e.Marks):
					t.Errorf("%s: %+v", to, e)
				case to == "later@djzx.example" && (e == nil || e.Final || e.Marks):
					t.Errorf("%s: %+v", to, e)
				case (to[0] == 'a' || to[0] == 'b') && err != nil:
					t.Errorf("%s: %v", to, err)
				}
			}
			if got := sink.Letters(); len(got) != 2 || string(got[1].Raw) != "Subject: x\r\n\r\n.a dot\r\n" {
				t.Errorf("the server took %q", got)
			}
			if sink.Connections() != 1 {
				t.Errorf("%d connections", sink.Connections())
			}
		})
	}
}

func TestSMTP_anAddressCannotSmuggleCommands(t *testing.T) {
	t.Parallel()
	sink := mailtest.Start(t, nil)
	s := smtpTo(t, sink.Addr)
	for _, to := range []string{"a@djzx.example>\r\nRCPT TO:<b@djzx.example", "a@djzx.example\nDATA", "<a@djzx.example>"} {
		var e *relay.SendError
		if _, err := sendOne(s, "duban@djzx.example", to, "x"); !errors.As(err, &e) || !e.Final || e.Holds {
			t.Errorf("%q: %v", to, err)
		}
	}
}
