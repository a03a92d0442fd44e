package daemon

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"duban"
	"duban/db"
	"duban/db/dbtest"
	"duban/inbox/imap"
	"duban/internal/config"
	"duban/internal/msg"
	"duban/internal/office"
)

func TestOps_aDaemonIsWellWhileItsDatabaseIs(t *testing.T) {
	t.Parallel()
	store, err := db.Open(t.Context(), t.TempDir()+"/duban.db", dbtest.Options())
	if err != nil {
		t.Fatal(err)
	}
	c, err := config.Parse("config.toml", duban.Config)
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 4, 22, 9, 0, 0, 0, time.UTC)
	o := &office.Office{Config: c, Store: store, Zone: time.UTC}
	i := &instance{Options: Options{Now: func() time.Time { return now }}, origin: o}
	i.current.Store(o)
	s := &service{Options: i.Options, offices: []*instance{i}, started: now}
	ask := func() (int, string) {
		answer := httptest.NewRecorder()
		s.health(answer, httptest.NewRequest(http.MethodGet, "/healthz", nil))
		return answer.Code, answer.Body.String()
	}
	if code, said := ask(); code != http.StatusOK || !strings.Contains(said, "ok") {
		t.Errorf("well: %d %q", code, said)
	}
	if err := store.SourceFault(t.Context(), now, "imap/a/INBOX", imap.FaultOf(&imap.Error{At: msg.New("mailbox login refused"), Err: errors.New("NO <duban@djzx.example>")})); err != nil {
		t.Fatal(err)
	}
	now = now.Add(29 * time.Minute)
	if code, said := ask(); code != http.StatusOK {
		t.Errorf("not read for 29 minutes: %d %q", code, said)
	}
	now = now.Add(2 * time.Minute)
	if code, said := ask(); code != http.StatusServiceUnavailable || !strings.Contains(said, "收信自4月22日09:00起不通（1个信箱）：登录被拒绝\n") || strings.Contains(said, "@") {
		t.Errorf("not read for 31 minutes: %d %q", code, said)
	}
	if err := store.SourceFault(t.Context(), now, "imap/a/INBOX", msg.Words("登录被拒绝：NO <duban@djzx.example>")); err != nil { // by an older build
		t.Fatal(err)
	}
	if _, said := ask(); !strings.Contains(said, "（1个信箱）：收信出错\n") || strings.Contains(said, "@") {
		t.Errorf("by a fault of an older build: %q", said)
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	if code, _ := ask(); code != http.StatusServiceUnavailable {
		t.Errorf("without its database: %d", code)
	}
}

func TestOps_thePortAnswersToLoopbackNamesOnly(t *testing.T) {
	t.Parallel()
	h := loopbackOnly(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) }))
	for host, want := range map[string]int{"localhost": 204, "localhost:2480": 204, "127.0.0.1:2480": 204, "[::1]:2480": 204, "LOCALHOST.:2480": 204,
		"evil.example": 421, "evil.example:2480": 421, "10.0.0.5:2480": 421, "localhost.evil.example": 421, "127.0.0.1.evil.example:2480": 421} {
		answer := httptest.NewRecorder()
		r := httptest.NewRequest(http.MethodGet, "/healthz", nil)
		r.Host = host
		if h.ServeHTTP(answer, r); answer.Code != want {
			t.Errorf("%s: %d, want %d", host, answer.Code, want)
		}
	}
}
