package main

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"duban"
	"duban/db"
	"duban/db/dbtest"
)

func TestOps_aDaemonIsWellWhileItsDatabaseIs(t *testing.T) {
	t.Parallel()
	store, err := db.Open(t.Context(), t.TempDir()+"/duban.db", dbtest.Options())
	if err != nil {
		t.Fatal(err)
	}
	d := &daemon{}
	d.current.Store(&house{store: store})
	s := &service{offices: []*daemon{d}}
	ask := func() (int, string) {
		answer := httptest.NewRecorder()
		s.health(answer, httptest.NewRequest(http.MethodGet, "/healthz", nil))
		return answer.Code, answer.Body.String()
	}
	if code, said := ask(); code != http.StatusOK || !strings.Contains(said, "ok") {
		t.Errorf("well: %d %q", code, said)
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	if code, _ := ask(); code != http.StatusServiceUnavailable {
		t.Errorf("without its database: %d", code)
	}
}

func TestConfig_theOperationsPortIsForThisMachineOnly(t *testing.T) {
	t.Parallel()
	for address, fine := range map[string]bool{"": true, "127.0.0.1:2480": true, "[::1]:2480": true, "0.0.0.0:2480": false, "10.0.0.5:2480": false, "2480": false} {
		conf := strings.Replace(string(duban.Config), "[ops] # 给运维人员看的端口，只许本机访问\nlisten = \"\"", "[ops]\nlisten = \""+address+"\"", 1)
		if _, err := parseConfig("config.toml", []byte(conf), shipped); (err == nil) != fine {
			t.Errorf("%q: %v", address, err)
		}
	}
}
