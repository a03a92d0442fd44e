package daemon

import (
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"duban"
	"duban/db"
	"duban/db/dbtest"
	"duban/internal/config"
	"duban/internal/office"
	"duban/internal/programtest"
)

// scraped is what GET /metrics says of an office with a mailbox.
func scraped(t *testing.T) string {
	t.Helper()
	c, err := config.Parse("config.toml", duban.Config)
	if err != nil {
		t.Fatal(err)
	}
	o, err := office.Load(c)
	if err != nil {
		t.Fatal(err)
	}
	if o.Store, err = db.Open(t.Context(), filepath.Join(t.TempDir(), "duban.db"), dbtest.Options()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { o.Store.Close() })
	now := time.Date(2026, 4, 22, 9, 0, 0, 0, time.UTC)
	i := &instance{Options: Options{Now: func() time.Time { return now }}, origin: o, log: slog.New(slog.DiscardHandler), rounds: newRounds()}
	i.current.Store(o)
	s := &service{Options: i.Options, store: o.Store, offices: []*instance{i}, started: now.Add(-time.Hour), rounds: i.rounds}
	if err := o.Store.SourceOK(t.Context(), now.Add(-2*time.Minute), "imap/督办信箱/INBOX"); err != nil {
		t.Fatal(err)
	}
	i.observeBeat(30*time.Millisecond, nil)
	answer := httptest.NewRecorder()
	s.metricsHandler().ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	return answer.Body.String()
}

func TestMetrics_sayHowTheOfficeFares(t *testing.T) {
	t.Parallel()
	said := scraped(t)
	for _, want := range []string{`duban_source_age_seconds{office="1",source="imap/督办信箱/INBOX"} 120`, `duban_queue_age_seconds{office="1"} 0`, `duban_queue_letters{office="1"} 0`,
		`duban_quarantine_mails{office="1"} 0`, `duban_items_overdue{office="1"} 0`, `duban_round_duration_seconds_count{office="1"} 1`, `duban_round_failures_total{office="1"} 0`,
		"duban_database_up 1", "duban_database_size_bytes ", "duban_build_info{", "go_goroutines "} {
		if !strings.Contains(said, want) {
			t.Errorf("no %s in\n%s", want, said)
		}
	}
	if strings.Contains(said, "@") {
		t.Error("there are addresses in the metrics")
	}
}

// What is shipped for Prometheus and Grafana asks only for metrics that there are.
func TestMetrics_rulesAndDashboardAskForWhatThereIs(t *testing.T) {
	t.Parallel()
	source, err := os.ReadFile("metrics.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{"alerts.yml", "grafana.json"} {
		raw, err := os.ReadFile(filepath.Join("../../docs/ops", file))
		if err != nil {
			t.Fatal(err)
		}
		if filepath.Ext(file) == ".json" && !json.Valid(raw) {
			t.Errorf("%s is not JSON", file)
		}
		for _, name := range regexp.MustCompile(`duban_[a-z_]+`).FindAllString(string(raw), -1) {
			base := strings.TrimSuffix(strings.TrimPrefix(name, "duban_"), "_bucket")
			if !strings.Contains(string(source), `"`+base+`"`) && !strings.Contains(string(source), `"duban_`+base+`"`) {
				t.Errorf("%s asks for %s, which there is not", file, name)
			}
		}
	}
}

// promtool is Prometheus's own judge.
func TestMetrics_promtoolAgrees(t *testing.T) {
	t.Parallel()
	programtest.Need(t, "promtool")
	check := exec.Command("promtool", "check", "metrics")
	check.Stdin = strings.NewReader(scraped(t))
	if out, err := check.CombinedOutput(); err != nil {
		t.Errorf("check metrics: %v\n%s", err, out)
	}
	if out, err := exec.Command("promtool", "check", "rules", "../../docs/ops/alerts.yml").CombinedOutput(); err != nil {
		t.Errorf("check rules: %v\n%s", err, out)
	}
}
