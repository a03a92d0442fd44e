package db

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Without its index the history of one assignment costs a walk through those of all,
// and to ask whether mail waits one through all that ever came.
func TestQueries_areAnsweredByTheirIndex(t *testing.T) {
	t.Parallel()
	s, err := Open(context.Background(), filepath.Join(t.TempDir(), "duban.db"), Options{Zone: time.UTC, Domain: "djzx.example"})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for index, query := range map[string]string{"event_assignment": historyQuery, "mail_waiting": unprocessedQuery} {
		if plan := planOf(t, s, query, 1); !strings.Contains(plan, index) {
			t.Errorf("the plan is %s, not by %s", plan, index)
		}
	}
}

// A plan that goes by the values of a statement is made anew for each of them.
func TestQueries_arePlannedWhateverTheirValues(t *testing.T) {
	t.Parallel()
	s, err := Open(context.Background(), filepath.Join(t.TempDir(), "duban.db"), Options{Zone: time.UTC, Domain: "djzx.example"})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	const query = `SELECT id FROM notice WHERE office = ? AND state = ? AND not_before <= ? ORDER BY not_before LIMIT ?`
	queued, sent := planOf(t, s, query, 1, "queued", 0, 5), planOf(t, s, query, 1, "sent", 0, 5)
	if queued != sent {
		t.Errorf("letters that wait are found by %s, those that went by %s", queued, sent)
	}
}

// planOf is how SQLite goes about a statement of the store's.
func planOf(t *testing.T, s *Store, query string, args ...any) string {
	t.Helper()
	var steps []struct {
		ID      int    `db:"id"`
		Parent  int    `db:"parent"`
		NotUsed int    `db:"notused"`
		Detail  string `db:"detail"`
	}
	if err := s.list(context.Background(), &steps, `EXPLAIN QUERY PLAN `+query, args...); err != nil {
		t.Fatal(err)
	}
	var plan []string
	for _, step := range steps {
		plan = append(plan, step.Detail)
	}
	return strings.Join(plan, "; ")
}
