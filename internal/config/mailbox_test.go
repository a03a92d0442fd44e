package config

import (
	"strings"
	"testing"

	"duban"
	"duban/internal/config/configtest"
)

func TestConfig_theExampleOfAMailboxIsInOrder(t *testing.T) {
	t.Parallel()
	c, err := Parse("config.toml", configtest.WithExamples(duban.Config, "imap"))
	if err != nil || len(c.IMAP) != 1 {
		t.Fatalf("%d mailboxes, %v", len(c.IMAP), err)
	}
	if got, want := c.IMAP[0], (mailbox{Host: "h", User: "u"}).WithDefaults(); got.Port != want.Port || got.TLS != want.TLS || got.Poll != want.Poll {
		t.Errorf("the example is %+v, the default %+v", got, want)
	}
}

func TestConfig_aMailboxThatMakesNoSense(t *testing.T) {
	t.Parallel()
	_, err := Parse("config.toml", append([]byte(nil), string(duban.Config)+`
[[imap]]
host = "imap.djzx.example"
user = "duban"
port = 99999
tls = "none"
folders = ["INBOX", "INBOX", "done"]
processed = "done"
since = "4月"
poll = "1s"
[[imap]]
name = "duban"
tls = "ssl"
password_file = "x"
`...))
	for _, want := range []string{"imap（第1个）.port", "只许到本机", "“INBOX”写了两次", "“done”又收信", "“4月”不是日期", "1s太频繁", "password_file",
		"imap（第2个）.name", "imap（第2个）.host", "“ssl”不是加密方式"} {
		if err == nil || !strings.Contains(said(err), want) {
			t.Errorf("no %q in %v", want, err)
		}
	}
}
