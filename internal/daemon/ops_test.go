package daemon

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"duban/db"
	"duban/db/dbtest"
	"duban/internal/office"
)

func TestOps_aDaemonIsWellWhileItsDatabaseIs(t *testing.T) {
	t.Parallel()
	store, err := db.Open(t.Context(), t.TempDir()+"/duban.db", dbtest.Options())
	if err != nil {
		t.Fatal(err)
	}
	i := &instance{}
	i.current.Store(&office.Office{Store: store})
	s := &service{offices: []*instance{i}}
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
