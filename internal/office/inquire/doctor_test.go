package inquire_test

import (
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"duban"
	"duban/internal/config"
	"duban/internal/office/inquire"
	"duban/internal/words"
	"duban/notify/mailtest"
)

func TestDoctor_examinesEachPartAndSendsNothing(t *testing.T) {
	t.Parallel()
	var refuse error
	sink := mailtest.Start(t, func(stage, _ string) error {
		if stage == "mail" {
			return refuse
		}
		return nil
	})
	_, port, _ := net.SplitHostPort(sink.Addr)
	path := filepath.Join(t.TempDir(), "config.toml")
	raw := strings.NewReplacer(`host = ""  `, `host = "127.0.0.1"  `, "port = 587", "port = "+port, `tls = "starttls"  `, `tls = "none"  `).Replace(string(duban.Config))
	if err := os.WriteFile(path, []byte(raw), 0o600); err != nil {
		t.Fatal(err)
	}
	now := func() time.Time { return time.Date(2026, 4, 22, 9, 0, 0, 0, time.UTC) }
	levels := func() map[string]inquire.Level {
		c, err := config.Parse(path, []byte(raw))
		if err != nil {
			t.Fatal(err)
		}
		worst := map[string]inquire.Level{}
		for _, f := range inquire.Doctor(t.Context(), c, now, nil, false) {
			if part := words.Say(words.Chinese, f.Part); worst[part] != inquire.Ill {
				worst[part] = f.Level
			}
		}
		return worst
	}
	got := levels()
	for part, want := range map[string]inquire.Level{"配置": inquire.Fine, "通讯录": inquire.Fine, "发信（127.0.0.1）": inquire.Fine, "放假安排": inquire.Fine, "数据库": inquire.Warning} {
		if got[part] != want {
			t.Errorf("%s is %q, want %q", part, got[part], want)
		}
	}
	refuse = mailtest.Refuse(553, [3]int{5, 7, 1}, "sender not owned")
	if got := levels(); got["发信（127.0.0.1）"] != inquire.Ill {
		t.Errorf("with a sender that the relay refuses: %v", got)
	}
	sink.Close()
	c, err := config.Parse(path, []byte(raw))
	if err != nil {
		t.Fatal(err)
	}
	faults := 0
	for _, f := range inquire.Doctor(t.Context(), c, now, nil, false) {
		if words.Say(words.Chinese, f.Part) == "发信（127.0.0.1）" && f.Level == inquire.Ill {
			faults++
		}
	}
	if faults != 1 {
		t.Errorf("a relay that is down is told %d times", faults)
	}
	if n := len(sink.Letters()); n != 0 {
		t.Errorf("%d letters were sent", n)
	}
	if _, err := os.Stat(filepath.Join(filepath.Dir(path), "duban-data")); err == nil {
		t.Error("a database was made")
	}
}
