package notify_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"duban/db"
	"duban/notify"
	"duban/notify/mailtest"
)

func mailTo(name string) *notify.Mail {
	return &notify.Mail{From: "duban@djzx.example", To: name + "@djzx.example", Raw: []byte("Subject: " + name + "\r\n\r\nx\r\n")}
}

// sendAll sends letters over one line, each announcing the next, and returns how
// each fared.
func sendAll(s notify.Sender, names ...string) (fared []string) {
	line := s.Line()
	defer line.Rest()
	mails := []*notify.Mail{}
	for _, name := range names {
		mails = append(mails, mailTo(name))
	}
	for i, m := range mails {
		var next *notify.Mail
		if i+1 < len(mails) {
			next = mails[i+1]
		}
		_, err := line.Send(context.Background(), m, next)
		var e *notify.SendError
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
	line := s.Line()
	if _, err := line.Send(context.Background(), mailTo("a"), mailTo("b")); err != nil {
		t.Fatal(err)
	}
	line.Rest()
	sendAll(s, "c")
	if diff := cmp.Diff([]string{"a", "c"}, taken(sink)); diff != "" {
		t.Error(diff)
	}
}

func TestSMTP_anotherLetterThanTheOneAnnouncedGoesToItsOwnReader(t *testing.T) {
	t.Parallel()
	sink := mailtest.Start(t, nil)
	line := smtpTo(t, sink.Addr).Line()
	defer line.Rest()
	for _, next := range []*notify.Mail{mailTo("b"), nil} {
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
	s := smtpWith(t, sink.Addr, func(r *notify.Relay) { r.Connections = 2 })
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
	s := smtpWith(t, sink.Addr, func(r *notify.Relay) { r.PerMinute = 1 })
	sendAll(s, "a")
	ctx, stop := context.WithCancel(context.Background())
	stop()
	line := s.Line()
	defer line.Rest()
	_, err := line.Send(ctx, mailTo("b"), nil)
	var e *notify.SendError
	if !errors.As(err, &e) || !e.Untried || e.Relay || len(sink.Letters()) != 1 {
		t.Errorf("%+v, %d letters", e, len(sink.Letters()))
	}
}

func TestCourier_aRelayThatRefusesTheSenderIsNotTheLettersFault(t *testing.T) {
	t.Parallel()
	sink := mailtest.Start(t, func(stage, _ string) error {
		if stage == "mail" {
			return mailtest.Refuse(550, [3]int{5, 7, 1}, "account suspended")
		}
		return nil
	})
	d := newDesk(t, smtpTo(t, sink.Addr))
	d.write(t, "技术服务部负责人", "综合部负责人")
	if n := d.run(t); n != 0 {
		t.Fatalf("sent %d", n)
	}
	list, err := d.store.Notices(context.Background(), db.NoticeFilter{})
	if err != nil {
		t.Fatal(err)
	}
	got := fmt.Sprintf("%s %d, %s %d", list[0].State, list[0].Attempt, list[1].State, list[1].Attempt)
	if want := "queued 1, queued 0"; got != want {
		t.Errorf("the letters are %s, want %s", got, want)
	}
}

// TestCourier_bytesWaitForTheOutcomeOfTheLetterBefore: or a crash would leave open
// more than one letter a connection.
func TestCourier_bytesWaitForTheOutcomeOfTheLetterBefore(t *testing.T) {
	t.Parallel()
	var d *desk
	var early atomic.Int32
	sink := mailtest.Start(t, nil)
	sink.Answer = func(stage, _ string) error {
		list, err := d.store.Notices(context.Background(), db.NoticeFilter{State: "sent"})
		if err != nil || stage == "data" && len(list) != len(sink.Letters()) {
			early.Add(1)
		}
		return err
	}
	d = newDesk(t, smtpTo(t, sink.Addr))
	d.write(t, slices.Repeat([]string{"技术服务部负责人"}, 25)...)
	if n := d.run(t); n != 25 || early.Load() != 0 {
		t.Errorf("sent %d, %d before the one in front was recorded", n, early.Load())
	}
}

func TestCourier_aLongRoundSaysHowFarItIs(t *testing.T) {
	t.Parallel()
	var d *desk
	sink := mailtest.Start(t, func(stage, _ string) error {
		if stage == "data" {
			d.later(4 * time.Second)
		}
		return nil
	})
	d = newDesk(t, smtpTo(t, sink.Addr))
	d.write(t, slices.Repeat([]string{"技术服务部负责人"}, 8)...)
	d.run(t)
	var told []string
	for line := range strings.Lines(d.log.String()) {
		if _, news, ok := strings.Cut(strings.TrimSpace(line), "msg=\"letters going\" "); ok {
			told = append(told, news)
		}
	}
	want := []string{"sent=4 waiting=4 per_minute=20 left=12s", "sent=7 waiting=1 per_minute=17 left=3s"}
	if diff := cmp.Diff(want, told); diff != "" {
		t.Errorf("%s\n%s", diff, bytes.TrimSpace(d.log.Bytes()))
	}
}
