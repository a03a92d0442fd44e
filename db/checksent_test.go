package db_test

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/db/dbtest"
	"duban/internal/msg"
)

// at is an instant of April 2026 in the office's zone, in Unix milliseconds.
func at(day, hour int) int64 {
	return checklist.Date(2026, 4, day).At(hour, 0, dbtest.Zone).UnixMilli()
}

// sentLetter inserts a letter about the first part, written for a day of April 2026 and
// sent at an instant.
func sentLetter(id int, key, kind, step string, ofDay int, sentMs int64, facts string) string {
	day := checklist.Date(2026, 4, ofDay)
	return fmt.Sprintf(`
		INSERT INTO notice (id, office, key, kind, person, token, message_id, reason, state, not_before, created_ms, created_on, of_day, sent_ms)
			VALUES (%[1]d, 1, '%[2]s', '%[3]s', 'A', 'T%[1]d', 'M%[1]d', 'r', 'sent', 0, %[8]d, '%[5]s', '%[5]s', %[6]d);
		INSERT INTO letter VALUES (%[1]d, '%[7]s');
		INSERT INTO attempt (notice, n, started_ms, finished_ms, outcome) VALUES (%[1]d, 1, %[6]d, %[6]d, 'sent');
		INSERT INTO notice_line (notice, assignment, checklist, item, no, party, role, round, heading, step) VALUES (%[1]d, 1, 1, 1, 1, 'A', 'lead', 1, 'owed', '%[4]s');`,
		id, key, kind, step, day, sentMs, facts, min(at(ofDay, 9), sentMs))
}

// plannedDays inserts days of April 2026, with hours from 9 to 18.
func plannedDays(days ...int) (sql string) {
	for _, d := range days {
		sql += fmt.Sprintf(`INSERT INTO planned_day VALUES (1, '%s', %d, 1, %d, %d);`, checklist.Date(2026, 4, d), at(d, 9), at(d, 9), at(d, 18))
	}
	return sql
}

func step(name, state, notice, reason string) string {
	return fmt.Sprintf(`INSERT INTO step VALUES (1, 1, '2026-04-30', '%s', '2026-04-10', '%s', %s, '%s', 1);`, name, state, notice, reason)
}

// found opens a database of two items that was tampered with, and returns what each check
// finds of an office that works from Monday to Friday.
func found(t *testing.T, statements string, staleAfter time.Duration) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "duban.db")
	s, err := db.Open(context.Background(), path, dbtest.Options())
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	twoItems(t, s)
	tamper(t, path, statements)
	workday := func(d checklist.Day) bool { return d.Weekday() != time.Saturday && d.Weekday() != time.Sunday }
	sending, err := s.CheckSending(context.Background(), db.Keeping{Workday: workday, StaleAfter: staleAfter})
	if err != nil {
		t.Fatal(err)
	}
	stored, err := s.Check(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, v := range append(sending, stored...) {
		what := v.String()
		if strings.Contains(what, "sent without a copy") || strings.Contains(what, "sent without a record") || strings.Contains(what, "its records") {
			continue // these rows were written by hand: without bytes and history
		}
		lines = append(lines, what)
	}
	return strings.Join(lines, "\n")
}

const (
	late   = `{"kind":"escalate","lines":[{"assignment":1,"colour":"red"}]}`
	none   = `{"kind":"remind"}`
	digest = `{"kind":"digest","digest":{"unread":"%s","overdue":[{"assignment":1,"colour":"red","unread":%v}]}}`
)

// stored is a reason as a step keeps it.
func stored(t *testing.T, m msg.Message) string {
	t.Helper()
	v, err := m.Value()
	if err != nil {
		t.Fatal(err)
	}
	return v.(string)
}

func TestCheckSending(t *testing.T) {
	t.Parallel()
	first := sentLetter(1, "daily/A/2026-04-10", "assign", "assign", 10, at(10, 10), none) // a Friday
	stale := fmt.Sprintf(`INSERT INTO source (office, name, ok_ms, fault, fault_ms) VALUES (1, '督办信箱', %d, 'x', %d);`, at(10, 8), at(10, 8))
	outage := func(since, until int64) string {
		return fmt.Sprintf(`INSERT INTO outage (office, name, since_ms, until_ms, cause) VALUES (1, '督办信箱', %d, %d, 'x');
			INSERT INTO source (office, name, ok_ms) VALUES (1, '督办信箱', %d);`, since, until, at(30, 8))
	}
	over := outage(at(10, 8), at(13, 12))
	late13 := plannedDays(10, 13) + first + sentLetter(2, "escalate/A/second", "escalate", "escalate-1", 13, at(13, 10), late)
	heldStep := func(day int) string {
		return step("escalate-1", "held", "NULL", stored(t, letter.ClimbsLater(letter.NotReceived("督办信箱", checklist.SaidMoment(time.UnixMilli(at(10, 8)), dbtest.Zone))))) + fmt.Sprintf(`UPDATE step SET at_ms = %d;`, at(day, 9))
	}
	for _, c := range []struct{ name, sql, want string }{
		{"a letter on its day, within the hours", plannedDays(10) + first, ""},
		{"a second letter of the ladder on one day", plannedDays(10) + first + sentLetter(2, "daily/A/second", "remind", "remind-5", 10, at(10, 11), none), "invariant 3: found in a row: two reminders on one day: places: A: 2026-04-10"},
		{"what is new goes beside the letter of the day", plannedDays(10) + first + sentLetter(2, "assign/A/second", "assign", "assign", 10, at(10, 11), none), ""},
		{"Friday's letter on Saturday", plannedDays(10) + sentLetter(1, "daily/A/first", "assign", "assign", 10, at(11, 10), none), "invariant 3: found in a row: left on another day"},
		{"a letter on a Saturday that was planned", plannedDays(11) + sentLetter(1, "daily/A/first", "assign", "assign", 11, at(11, 10), none), "invariant 3: found in a row: left on a day off"},
		{"a letter on a Sunday that was planned", plannedDays(12) + sentLetter(1, "daily/A/first", "assign", "assign", 12, at(12, 10), none), "invariant 3: found in a row: left on a day off"},
		{"a letter as the hours begin", plannedDays(10) + sentLetter(1, "daily/A/first", "assign", "assign", 10, at(10, 9), none), ""},
		{"a letter after the hours", plannedDays(10) + sentLetter(1, "daily/A/first", "assign", "assign", 10, at(10, 18), none), "invariant 3: found in a row: left outside the hours"},
		{"a letter before the hours", plannedDays(10) + sentLetter(1, "daily/A/first", "assign", "assign", 10, at(10, 8), none), "invariant 3: found in a row: left outside the hours"},
		{"an escalation on unread mail", stale + late13, "invariant 7: found in a row: called silent on unread mail"},
		{"an escalation on mail that was unread then", over + late13, "invariant 7: found in a row: called silent on unread mail"},
		{"an escalation after what was unread had been read", over + plannedDays(10, 13, 14) + first + sentLetter(2, "escalate/A/second", "escalate", "escalate-1", 14, at(14, 10), late), ""},
		{"an escalation while only a spam folder was unread", strings.ReplaceAll(over, "督办信箱", "a/Junk") + `INSERT INTO source (office, name, ok_ms) VALUES (1, 'a/INBOX', 1);UPDATE source SET ok_ms = ` + fmt.Sprint(at(30, 8)) + `;` + late13, ""},
		{"an escalation two hours after mail was read", outage(at(13, 7), at(13, 12)) + late13, ""},
		{"an escalation a moment later", outage(at(13, 7)-1, at(13, 12)) + late13, "invariant 7: found in a row: called silent on unread mail"},
		{"an escalation while nothing is known of a way in", `INSERT INTO source (office, name) VALUES (1, '督办信箱');` + late13, ""},
		{"a climbing held while mail was unread", over + heldStep(13), ""},
		{"a climbing held at the instant at which mail was read again", outage(at(10, 8), at(13, 9)) + heldStep(13), ""},
		{"a climbing held while all was read", over + heldStep(20), "invariant 7: found in a row: held although all mail was read"},
		{"an escalation while all was read", late13, ""},
		{"a digest that says so names nobody", stale + plannedDays(10, 13) + first + sentLetter(2, "digest/A/second", "digest", "", 13, at(13, 10), fmt.Sprintf(digest, "4月10日以来", true)), ""},
		{"a digest that says so and names somebody", plannedDays(10, 13) + first + sentLetter(2, "digest/A/second", "digest", "", 13, at(13, 10), fmt.Sprintf(digest, "4月10日以来", false)), "invariant 7: found in a row: called silent on unread mail"},
		{"a first letter that was skipped", step("assign", "skipped", "NULL", "r"), "invariant 6: found in a row: a first letter was skipped: places: 1: item of a row: 1"},
		{"a first letter that nobody will send", `UPDATE assignment SET first_to = 'a@x A' WHERE id = 1`, "invariant 6: found in a row: a first letter was neither sent nor waits: places: 1: item of a row: 1: A"},
		{"above before the first letter", plannedDays(10) + sentLetter(2, "escalate/A/second", "escalate", "escalate-1", 10, at(10, 10), late) + step("assign", "held", "NULL", "r") + step("escalate-1", "planned", "2", stored(t, letter.LateTold(3, msg.New("the supervisor")))), "invariant 6: found in a row: told above before the first letter"},
		{"above about one whom no letter reaches", plannedDays(10) + sentLetter(2, "escalate/A/second", "escalate", "escalate-1", 10, at(10, 10), late) + step("assign", "held", "NULL", "r") + step("escalate-1", "planned", "2", stored(t, letter.Undelivered(msg.New("no mailbox")))), ""},
		{"above after the first letter", plannedDays(10, 13) + first + step("assign", "planned", "1", "r") + sentLetter(2, "escalate/A/second", "escalate", "escalate-1", 13, at(13, 10), late) + step("escalate-1", "planned", "2", stored(t, letter.LateTold(3, msg.New("the supervisor")))), ""},
		{"overdue, and nobody was told", `UPDATE assignment SET deadline = '2026-04-02', original = '2026-04-02' WHERE id = 1;` + plannedDays(3, 7, 8, 9, 10, 13, 14, 15, 16, 17, 20), "invariant 5: found in a row: overdue and never named"},
		{"overdue, and somebody was told", `UPDATE assignment SET deadline = '2026-04-02', original = '2026-04-02' WHERE id = 1;` + first + plannedDays(3, 7, 8, 9, 10, 13, 14, 15, 16, 17, 20), ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := found(t, c.sql, 2*time.Hour)
			if c.want == "" && got != "" || !strings.HasPrefix(got+": ", c.want+": ") || strings.Contains(got, "\n") {
				t.Errorf("found %q, want %q", got, c.want)
			}
		})
	}
	if got := found(t, stale+late13, 0); got != "" {
		t.Errorf("where nobody asks when mail was read: %q", got)
	}
}
