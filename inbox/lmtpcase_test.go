package inbox_test

import (
	"net"
	"strings"
	"testing"
)

func TestLMTP_P03_chunksAreReadLikeData(t *testing.T) {
	t.Parallel()
	l := listen(t)
	c := l.dial()
	c.says("MAIL FROM:<jishu@djzx.example>", 250)
	c.says("RCPT TO:<duban@djzx.example>", 250)
	c.says("BDAT 6\r\nA: b", 250) // six with the line end
	if code, text, _ := c.cmd("DATA"); code < 500 {
		t.Errorf("DATA after BDAT: %d %s", code, text)
	}
	if got := l.stored(); got != 0 {
		t.Errorf("%d mails are stored of a delivery that never ended", got)
	}
}

func TestLMTP_P08_whatStandsBehindSTARTTLSIsNoCommand(t *testing.T) {
	t.Parallel()
	c := listen(t).dial()
	if code, text, _ := c.cmd("STARTTLS\r\nMAIL FROM:<evil@evil.example>"); code < 500 {
		t.Fatalf("got %d %s", code, text)
	}
	c.wants(250) // in clear from beginning to end: nothing was promised
	if code, text, _ := c.cmd("AUTH PLAIN AGEAYg=="); code < 500 {
		t.Errorf("AUTH: %d %s", code, text)
	}
}

func TestLMTP_P09_nobodyMaySpeakForAnotherAddress(t *testing.T) {
	t.Parallel()
	for _, line := range []string{"XCLIENT ADDR=192.0.2.1 NAME=mx.evil.example", "XFORWARD ADDR=192.0.2.1", "PROXY TCP4 192.0.2.1 192.0.2.2 1 25"} {
		if code, text, _ := listen(t).dial().cmd(line); code < 500 {
			t.Errorf("%s: %d %s", line, code, text)
		}
	}
}

func TestLMTP_P11_allRecipientsShareOneMailAndEachHearsOfIt(t *testing.T) {
	t.Parallel()
	l := listen(t)
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
		c.wants(250)
	}
	if got := l.stored(); got != 1 {
		t.Errorf("%d mails are stored", got)
	}
}

func TestLMTP_P13_aMailSentAgainAfterALostAnswerIsTheSame(t *testing.T) {
	t.Parallel()
	l := listen(t)
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
}

func TestLMTP_P05_idleConnectionsDoNotKeepOthersOut(t *testing.T) {
	t.Parallel()
	l := listen(t)
	for range 300 {
		conn, err := net.Dial("unix", l.path)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { conn.Close() })
	}
	if text := l.dial().sends(letterOf(1), 250); strings.Contains(text, "busy") {
		t.Error(text)
	}
}
