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
		var plan []struct {
			ID      int    `db:"id"`
			Parent  int    `db:"parent"`
			NotUsed int    `db:"notused"`
			Detail  string `db:"detail"`
		}
		if err := s.read.Select(&plan, `EXPLAIN QUERY PLAN `+query, 1); err != nil {
			t.Fatal(err)
		}
		if len(plan) == 0 || !strings.Contains(plan[0].Detail, index) {
			t.Errorf("the plan is %+v, not by %s", plan, index)
		}
	}
}
