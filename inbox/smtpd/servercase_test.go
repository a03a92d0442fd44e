package smtpd_test

import (
	"context"
	"fmt"
	"net"
	"runtime"
	"strings"
	"testing"
)

func TestListeners_P03_chunksAreReadLikeData(t *testing.T) {
	t.Parallel()
	eachDoor(t, func(t *testing.T, l *listener) {
		c := l.dial()
		begin := func() {
			c.says("MAIL FROM:<jishu@djzx.example>", 250)
			c.says("RCPT TO:<duban@djzx.example>", 250)
		}
		begin()
		c.says("BDAT 6\r\nA: b", 250) // six with the line end
		c.says("DATA", 503)
		c.says("MAIL FROM:<jishu@djzx.example>", 503)
		c.says("RSET", 250)
		c.says("BDAT 6\r\nA: b", 503)
		begin()
		c.says("BDAT 6\r\nA: b", 250)
		c.says(fmt.Sprintf("BDAT %d LAST\r\n%s", mostBytes, strings.Repeat("x", mostBytes-2)), 552)
		begin()
		c.says("BDAT 8 LAST\r\nA: b\n\n", 550) // bare line ends
		if got := l.stored(); got != 0 {
			t.Errorf("%d mails are stored of deliveries that did not end well", got)
		}
		begin()
		c.says("BDAT 6\r\nA: b", 250)
		c.says("BDAT 5\r\n\r\n.", 250) // no dot ends it
		c.says("BDAT 0 LAST", 250)
		got, err := l.store.RawMail(context.Background(), 1)
		if err != nil || !strings.HasSuffix(string(got), "A: b\r\n\r\n.\r\n") {
			t.Errorf("got %q, %v", got, err)
		}
	})
}

func TestListeners_P08_whatStandsBehindSTARTTLSIsNoCommand(t *testing.T) {
	t.Parallel()
	eachDoor(t, func(t *testing.T, l *listener) {
		c := l.dial()
		c.says("STARTTLS\r\nMAIL FROM:<evil@evil.example>", 502)
		c.wants(250) // in clear from beginning to end: nothing was promised
		c.says("AUTH PLAIN AGEAYg==", 500)
	})
}

func TestListeners_P09_nobodyMaySpeakForAnotherAddress(t *testing.T) {
	t.Parallel()
	eachDoor(t, func(t *testing.T, l *listener) {
		for _, line := range []string{"XCLIENT ADDR=192.0.2.1 NAME=mx.evil.example", "XFORWARD ADDR=192.0.2.1", "PROXY TCP4 192.0.2.1 192.0.2.2 1 25"} {
			l.dial().says(line, 500)
		}
	})
}

func TestListeners_P11_allRecipientsShareOneMailAndEachHearsOfIt(t *testing.T) {
	t.Parallel()
	eachDoor(t, func(t *testing.T, l *listener) {
		for range 2 {
			c := l.dial()
			c.says("MAIL FROM:<jishu@djzx.example>", 250)
			c.says("RCPT TO:<duban@djzx.example>", 250)
			c.says("RCPT TO:<duban+K7Q4M2@djzx.example>", 250)
			c.says("DATA", 354)
			if _, err := c.raw.Write([]byte(letterOf(1))); err != nil {
				t.Fatal(err)
			}
			c.wants(250)
			if strings.HasPrefix(l.hello, "LHLO") { // RFC 2033: each recipient is answered
				c.wants(250)
			}
		}
		if got := l.stored(); got != 1 {
			t.Errorf("%d mails are stored", got)
		}
	})
}

func TestListeners_P13_aMailSentAgainAfterALostAnswerIsTheSame(t *testing.T) {
	t.Parallel()
	eachDoor(t, func(t *testing.T, l *listener) {
		first := l.dial()
		first.says("MAIL FROM:<jishu@djzx.example>", 250)
		first.says("RCPT TO:<duban@djzx.example>", 250)
		first.says("DATA", 354)
		if _, err := first.raw.Write([]byte(letterOf(1))); err != nil {
			t.Fatal(err)
		}
		first.raw.Close() // before the answer is heard
		l.dial().sends(letterOf(1), 250)
		if got := l.stored(); got != 1 {
			t.Errorf("%d mails are stored", got)
		}
	})
}

func TestListeners_P05_idleConnectionsDoNotKeepOthersOut(t *testing.T) {
	t.Parallel()
	eachDoor(t, func(t *testing.T, l *listener) {
		before := heap()
		const idle = 900
		for range idle {
			conn, err := net.Dial(l.addr.Network(), l.addr.String())
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { conn.Close() })
			if _, err := conn.Read(make([]byte, 3)); err != nil { // greeted
				t.Fatal(err)
			}
		}
		l.dial().sends(letterOf(1), 250)
		if got := heap() - before; got > 100<<20 {
			t.Errorf("%d idle connections cost %d MB", idle, got>>20)
		}
	})
}

func heap() int64 {
	runtime.GC() // others' garbage is no cost of these
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc + m.StackInuse)
}
