package db

import (
	"context"
	"io/fs"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pressly/goose/v3"
)

// Writing the table of assignments anew keeps its rows, and what names them.
func TestMigrate_partsKeepWhatIsThere(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	conn, err := openSQLite(ctx, filepath.Join(t.TempDir(), "old.db"), writerDSN, 1)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	dir, err := fs.Sub(migrations, "migrations/sqlite")
	if err != nil {
		t.Fatal(err)
	}
	p, err := goose.NewProvider(goose.DialectSQLite3, conn.DB, dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.UpTo(ctx, 5); err != nil {
		t.Fatal(err)
	}
	conn.MustExec(`
		INSERT INTO document VALUES ('x', 'x', x'78', 1);
		INSERT INTO checklist (id, office, title, year, start, document, encoding, added_ms) VALUES (1, 1, '清单', 2026, '2026-04-01', 'x', '', 1);
		INSERT INTO item (id, checklist, no, task, section, content, parties, leads, joint, deadline_text, deadline, row)
			VALUES (1, 1, 1, '', '', '甲', 'A', '["A"]', '[]', '4月底', '2026-04-30', 1);
		INSERT INTO assignment (id, office, item, no, party, role, state, round, opened, original, deadline, version, last_step, next_day)
			VALUES (7, 1, 1, 1, 'A', 'lead', 'open', 1, '2026-04-01', '2026-04-30', '2026-04-30', 1, 'remind-5', '2026-04-27');
		INSERT INTO step (assignment, round, deadline, step, day, state, reason, at_ms) VALUES (7, 1, '2026-04-30', 'remind-3', '2026-04-27', 'held', '', 1);`)
	if err := migrate(ctx, conn); err != nil {
		t.Fatal(err)
	}
	var got []string
	if err := conn.Select(&got, `SELECT a.id || a.part || a.party || a.last_step || a.next_day || st.step FROM assignment a JOIN step st ON st.assignment = a.id`); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(got, []string{"7Aremind-52026-04-27remind-3"}); diff != "" {
		t.Errorf("(-got +want):\n%s", diff)
	}
	if _, err := conn.Exec(`INSERT INTO step (assignment, round, deadline, step, day, state, reason, at_ms) VALUES (8, 1, '', 'due', '', 'held', '', 1)`); err == nil {
		t.Error("foreign keys are off after it")
	}
}
