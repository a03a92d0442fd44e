package main

import (
	"context"
	"database/sql"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"slices"
	"time"

	"duban/checklist"
	"duban/db"
	"duban/scheduler"
	"duban/scheduler/calendar"
)

// itemsEach is how much each person owes; a letter lists all of it.
const itemsEach = 10

// planDay is a workday on which everything falls due, or nothing.
var planDay = checklist.Date(2026, 4, 1)

// planning measures the rounds of a province: an idle tick, a thousand assignments
// due, all of them.
func planning(dir string) (benchmark, func(), error) {
	b := benchmark{about: "plan: what is due, decided and durable", reference: "bare SQLite: a unique outbox row and the next due day for each due row, in order"}
	var all []*province
	end := func() {
		for _, p := range all {
			p.close()
		}
	}
	for _, n := range []int{12_000, 600_000} {
		p, err := newProvince(filepath.Join(dir, fmt.Sprint(n)), n)
		if err != nil {
			return b, end, err
		}
		all = append(all, p)
		b.cases = append(b.cases, measured{name: fmt.Sprintf("nothing due of %d", n), work: 1000, reference: p.bare.idle, run: p.idle},
			measured{name: fmt.Sprintf("1000 due of %d", n), work: 1000, reference: p.bare.some, run: p.some})
	}
	for _, p := range all {
		b.cases = append(b.cases, measured{name: fmt.Sprintf("all due of %d", p.n), work: p.n, times: 3, reference: p.bare.all, run: p.all})
	}
	return b, end, nil
}

// province is a database of many assignments, and the scheduler of its office.
type province struct {
	n     int
	path  string
	store *db.Store
	raw   *sql.DB // behind the store's back: imports of this size take minutes
	sch   *scheduler.Scheduler
	rules scheduler.Rules
	bare  *barePlan
	some0 int // which thousand is due next
	at    time.Time
}

func newProvince(path string, n int) (p *province, err error) {
	p = &province{n: n, path: path + ".db", at: planDay.At(9, 0, zone)}
	if p.store, err = db.Open(context.Background(), p.path, db.Options{Zone: zone, Domain: "djzx.example"}); err != nil {
		return nil, err
	}
	if p.raw, err = sql.Open("sqlite3", "file:"+p.path+"?_busy_timeout=10000"); err != nil {
		return nil, err
	}
	for _, fill := range []string{`
		INSERT INTO document (office, sha256, name, raw, added_ms) VALUES (1, 'x', 'x', x'', 0)`, `
		INSERT INTO checklist (id, office, title, year, start, document, encoding, added_ms) VALUES (1, 1, '实施清单', 2026, '2026-04-01', 'x', '', 0)`, `
		WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
		INSERT INTO item (id, checklist, no, task, section, content, parties, leads, joint, deadline_text, deadline, row)
		SELECT i, 1, i, '', '', '严格落实一码通，提高登记业务进度查询精准性和及时性（' || i || '）。', '', '[]', '[]', '', '2026-12-31', i FROM n`, `
		INSERT INTO assignment (id, office, item, no, party, role, state, round, opened, original, deadline, version, next_day)
		SELECT id, 1, id, no, '部门' || ((no - 1) / 10), 'lead', 'open', 1, '2026-04-01', deadline, deadline, 1, '2026-05-06' FROM item WHERE id <= ?`,
	} {
		if _, err := p.raw.Exec(fill, n); err != nil {
			return nil, fmt.Errorf("filling: %w", err)
		}
	}
	if err := p.employ(n / itemsEach); err != nil {
		return nil, err
	}
	p.bare, err = newBarePlan(path+".bare", n)
	return p, err
}

// employ gives the office its people, a deputy over each hundred of them.
func (p *province) employ(people int) error {
	entries := []checklist.Entry{{Kind: checklist.Post, Name: "主任", Mail: "z@x.example", Duties: []checklist.Duty{checklist.DutyDirector, checklist.DutyClerk}}}
	for i := range people {
		deputy := fmt.Sprintf("副主任%d", i/100)
		if i%100 == 0 {
			entries = append(entries, checklist.Entry{Kind: checklist.Post, Name: deputy, Mail: fmt.Sprintf("f%d@x.example", i/100), Supervisor: "主任"})
		}
		entries = append(entries, checklist.Entry{Kind: checklist.Department, Name: fmt.Sprintf("部门%d", i), Mail: fmt.Sprintf("d%d@x.example", i), Supervisor: deputy})
	}
	directory, err := checklist.NewDirectory(entries)
	if err != nil {
		return err
	}
	calendar, err := calendar.New()
	p.rules = scheduler.Rules{Calendar: calendar, Ladder: scheduler.DefaultLadder(), Directory: directory, Hours: checklist.Hours{From: 8*time.Hour + 30*time.Minute, Until: 18 * time.Hour}, DigestOn: time.Monday}
	p.sch = scheduler.New(p.store, func() scheduler.Rules { return p.rules }, slog.New(slog.DiscardHandler))
	return err
}

func (p *province) close() {
	p.store.Close()
	p.raw.Close()
	p.bare.db.Close()
}

func (p *province) round() error {
	p.at = p.at.Add(time.Second)
	_, err := p.sch.PlanDue(context.Background(), p.at)
	return err
}

// idle is many ticks that find nothing, the day's reports being done.
func (p *province) idle(ticks int) (time.Duration, error) {
	if err := p.round(); err != nil {
		return 0, err
	}
	return timed(func() error {
		for range ticks {
			if err := p.round(); err != nil {
				return err
			}
		}
		return nil
	})
}

// some is all that some people owe, who live far apart.
func (p *province) some(due int) (time.Duration, error) {
	apart := p.n / due
	if err := p.fallDue(`(no - 1) / 10 % ? = ?`, apart, p.some0%apart); err != nil {
		return 0, err
	}
	p.some0++
	return timed(p.round)
}

// all makes everything due on the next workday, whose reports are done. It says what
// the process held resident at most.
func (p *province) all(int) (time.Duration, error) {
	p.at = p.rules.Calendar.Add(checklist.DayOf(p.at, zone), 1).At(9, 0, zone)
	reports, err := timed(p.round)
	if err != nil {
		return 0, err
	}
	if _, err := p.raw.Exec(`DELETE FROM notice_line; DELETE FROM step; DELETE FROM letter; DELETE FROM notice; UPDATE assignment SET stepped_to = '', last_step = ''`); err != nil {
		return 0, err
	}
	if err := p.fallDue(`1 = 1`); err != nil {
		return 0, err
	}
	debug.FreeOSMemory()
	if err := os.WriteFile("/proc/self/clear_refs", []byte("5"), 0o200); err != nil { // proc(5): resets the peak
		return 0, err
	}
	before := resident("VmRSS")
	took, err := timed(p.round)
	fmt.Fprintf(os.Stderr, "all of %d: %.1f s, resident %s before, %s at most; the day's reports took %.1f s\n",
		p.n, took.Seconds(), before, resident("VmHWM"), reports.Seconds())
	return took, err
}

func (p *province) fallDue(which string, args ...any) error {
	_, err := p.raw.Exec(`UPDATE assignment SET next_day = ? WHERE `+which, append([]any{checklist.DayOf(p.at, zone).String()}, args...)...)
	return err
}

func resident(what string) string {
	raw, _ := os.ReadFile("/proc/self/status")
	m := regexp.MustCompile(what + `:\s*(\d+ kB)`).FindSubmatch(raw)
	if m == nil {
		return "?"
	}
	return string(m[1])
}

// barePlan is the least that planning can cost: for each due row a unique row in an
// outbox, and the day on which it is due next.
type barePlan struct {
	n     int
	db    *sql.DB
	some0 int
	days  int
}

func newBarePlan(path string, n int) (b *barePlan, err error) {
	b = &barePlan{n: n}
	if b.db, err = sql.Open("sqlite3", "file:"+path+"?_journal_mode=WAL&_txlock=immediate&_synchronous=FULL&_stmt_cache_size=100"); err != nil {
		return nil, err
	}
	b.db.SetMaxOpenConns(1)
	if _, err := b.db.Exec(`
		CREATE TABLE assignment (id INTEGER PRIMARY KEY, item INTEGER NOT NULL, party TEXT NOT NULL, state TEXT NOT NULL, deadline TEXT NOT NULL, next_due TEXT) STRICT;
		CREATE INDEX due ON assignment (next_due) WHERE next_due IS NOT NULL;
		CREATE TABLE outbox (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, assignment INTEGER NOT NULL, state TEXT NOT NULL, created_ms INTEGER NOT NULL) STRICT`); err != nil {
		return nil, err
	}
	_, err = b.db.Exec(`
		WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
		INSERT INTO assignment (id, item, party, state, deadline, next_due) SELECT i, i, '部门' || ((i - 1) / 10), 'open', '2026-12-31', '2026-05-06' FROM n`, n)
	return b, err
}

func (b *barePlan) idle(ticks int) (time.Duration, error) {
	return timed(func() error {
		for range ticks {
			if _, err := b.due(); err != nil {
				return err
			}
		}
		return nil
	})
}

func (b *barePlan) some(due int) (time.Duration, error) {
	apart := b.n / due
	if _, err := b.db.Exec(`UPDATE assignment SET next_due = '2026-04-01' WHERE (id - 1) / 10 % ? = ?`, apart, b.some0%apart); err != nil {
		return 0, err
	}
	b.some0++
	return timed(func() error { return b.plan(due) })
}

func (b *barePlan) all(int) (time.Duration, error) {
	if _, err := b.db.Exec(`DELETE FROM outbox; UPDATE assignment SET next_due = '2026-04-01'`); err != nil {
		return 0, err
	}
	return timed(func() error { return b.plan(50_000) })
}

// due are the rows that are due, by an index alone, in their order.
func (b *barePlan) due() (ids []int64, err error) {
	rows, err := b.db.Query(`SELECT id FROM assignment WHERE next_due <= '2026-04-01'`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var id int64
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids, rows.Err()
}

// plan plans what is due, so many rows a transaction.
func (b *barePlan) plan(most int) error {
	b.days++
	ids, err := b.due()
	if err != nil {
		return err
	}
	for some := range slices.Chunk(ids, most) {
		if err := b.write(some); err != nil {
			return err
		}
	}
	return nil
}

func (b *barePlan) write(ids []int64) error {
	t, err := b.db.Begin()
	if err != nil {
		return err
	}
	defer t.Rollback() //nolint:errcheck // after Commit it is a no-op
	insert, err := t.Prepare(`INSERT INTO outbox (key, assignment, state, created_ms) VALUES (?, ?, 'queued', ?) ON CONFLICT DO NOTHING`)
	if err != nil {
		return err
	}
	next, err := t.Prepare(`UPDATE assignment SET next_due = '2026-05-06' WHERE id = ?`)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if _, err := insert.Exec(fmt.Sprintf("%d/2026-04-01/assign/%d", id, b.days), id, planDay.At(9, 0, zone).UnixMilli()); err != nil {
			return err
		}
		if _, err := next.Exec(id); err != nil {
			return err
		}
	}
	return t.Commit()
}
