package main

import (
	"database/sql"
	"fmt"
	"io"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"time"
)

// What several daemons promise that share a server's database. They need one: see
// DUBAN_TEST_POSTGRES in dbtest.

func TestFleet_comesUpAtOnceOnAnEmptyDatabase(t *testing.T) {
	f := newFleet(t)
	f.now = "2026-04-20T09:00:00+08:00"
	one, two := f.start(), f.start()
	one.says("msg=serving")
	two.says("msg=serving")
	one.stop()
	two.stop()
	f.run("check")
}

func TestFleet_stopsInGoodOrderWhateverItIsJustDoing(t *testing.T) {
	f := newFleet(t)
	f.now = "2026-04-20T09:00:00+08:00"
	for n := range 8 {
		m := f.start()
		m.says("msg=serving")
		time.Sleep(time.Duration(n) * 4 * time.Millisecond)
		m.stop()
	}
}

func TestFleet_sharesAMorningAndSendsEachLetterOnce(t *testing.T) {
	f := newFleet(t)
	f.importLists()
	f.now = "2026-04-22T08:30:00+08:00"
	members := []*member{f.start(), f.start(), f.start()}
	f.settled(0)
	all := fleetOffices * fleetPeople
	if got := f.number(wentOut); got < all {
		t.Errorf("%d letters went out, of %d", got, all)
	}
	for _, m := range members {
		if share := m.sent(); share*6 < all {
			t.Errorf("a daemon sent %d of %d letters", share, all)
		}
		m.stop()
	}
}

func TestFleet_anotherTakesOverWhatADeadDaemonHeld(t *testing.T) {
	f := newFleet(t)
	f.importLists()
	f.planned("2026-04-22")
	one, _ := f.start(), f.start()
	f.wait("a third of the letters", func() bool { return len(f.sink.Letters()) > fleetOffices*fleetPeople/3 })
	one.kill()
	f.settled(fleetOffices * fleetLines)
}

// At the pace of every day: nobody has waited longer than 75 s.
func TestFleet_whatADeadDaemonHeldGoesWithin75Seconds(t *testing.T) {
	f := newFleet(t)
	f.configured(`timeout = "2s"`, `timeout = "10s"`)
	f.unhurried = true
	f.importLists()
	f.planned("2026-04-22")
	one, two := f.start(), f.start()
	f.wait("both to send", func() bool { return one.sent() > 20 && two.sent() > 20 })
	f.slow.Store(int64(2 * time.Second))
	time.Sleep(500 * time.Millisecond) // real time: every line of both has a letter under way
	one.kill()
	f.slow.Store(0)
	f.settled(fleetOffices * fleetLines)
	two.says("letters of a dead daemon taken over")
}

func TestFleet_leavesALivingDaemonItsLettersHoweverSlow(t *testing.T) {
	f := newFleet(t)
	f.configured(`timeout = "2s"`, `timeout = "10s"`)
	f.importLists()
	f.planned("2026-04-22")
	one, two := f.start(), f.start()
	f.wait("both to send", func() bool { return one.sent() > 20 && two.sent() > 20 })
	f.slow.Store(int64(6 * time.Second)) // more than twice what a dead daemon is waited for
	time.Sleep(7 * time.Second)
	f.slow.Store(0)
	f.settled(0)
	for _, m := range []*member{one, two} {
		if strings.Contains(m.log.String(), "taken over") {
			t.Error("letters of a living daemon were taken over")
		}
		m.stop()
	}
}

const signsOfLife = `FROM pg_locks WHERE locktype = 'advisory' AND classid = 25719 AND granted`

func TestFleet_losingItsConnectionIsNotDying(t *testing.T) {
	f := newFleet(t)
	f.importLists()
	f.planned("2026-04-22")
	one, two := f.start(), f.start()
	for range 5 {
		before := len(f.sink.Letters())
		f.wait("some letters", func() bool { return len(f.sink.Letters()) > before+20 })
		f.number(`SELECT COUNT(pg_terminate_backend(pid)) ` + signsOfLife)
		f.wait("both signs of life", func() bool { return f.number(`SELECT COUNT(*) `+signsOfLife) == 2 })
	}
	f.settled(0)
	one.says("sign of life lost")
	one.stop()
	two.stop()
}

// Somebody else has its sign of life, as its own broken connection may for half a minute.
func TestFleet_noLetterIsBegunWithoutASignOfLife(t *testing.T) {
	f := newFleet(t)
	f.importLists()
	f.planned("2026-04-22")
	one := f.start()
	f.wait("some letters", func() bool { return one.sent() > 20 })
	thief, err := sql.Open("pgx", f.server)
	if err != nil {
		t.Fatal(err)
	}
	defer thief.Close()
	thief.SetMaxOpenConns(1)
	if _, err := thief.Exec(`SELECT pg_terminate_backend(pid), pg_advisory_lock(CAST(classid AS INT), CAST(objid AS INT)) ` + signsOfLife); err != nil {
		t.Fatal(err)
	}
	one.says("sign of life lost")
	time.Sleep(time.Second) // real time: those under way end
	before := len(f.sink.Letters())
	time.Sleep(3 * time.Second)
	if after := len(f.sink.Letters()); after != before || f.number(onItsWay) == 0 {
		t.Errorf("%d letters had gone a second after the sign of life was lost, %d later", before, after)
	}
	thief.Close()
	f.settled(0)
	one.stop()
}

func TestFleet_theDutyPassesToWhoIsLeft(t *testing.T) {
	f := newFleet(t)
	f.importLists()
	f.now, f.patience = "2026-04-22T08:29:50+08:00", 150*time.Second // a whole minute of it may be the wait for the beat that plans
	one := f.start()
	for n := range f.offices {
		one.says(fmt.Sprintf(`msg="on duty" office=%d号中心`, n+1))
	}
	two := f.start()
	two.says("msg=serving")
	one.kill()
	f.settled(0)
	if strings.Contains(one.log.String(), "letters planned") || strings.Count(two.log.String(), "letters planned") < f.offices {
		t.Error("the morning was planned by a daemon that was killed before")
	}
}

func TestFleet_outlivesItsServer(t *testing.T) {
	f := newFleet(t)
	f.importLists()
	f.planned("2026-04-22")
	one, two := f.start(), f.start()
	for i, mode := range []string{"fast", "immediate"} {
		f.wait("some letters", func() bool { return len(f.sink.Letters()) > (i+1)*fleetPeople/2 })
		f.restart(mode)
	}
	f.settled(2 * 2 * fleetOffices * fleetLines) // a restart may leave open what each line had under way
	one.stop()
	two.stop()
}

func TestFleet_pausesAsOne(t *testing.T) {
	f := newFleet(t)
	f.importLists()
	f.planned("2026-04-22")
	one, two := f.start(), f.start()
	f.wait("some letters", func() bool { return len(f.sink.Letters()) > 30 })
	for n := 1; n <= f.offices; n++ {
		f.run("pause", "--office", fmt.Sprint(n), "--why", "检修")
	}
	time.Sleep(2 * time.Second) // real time: real processes
	before := len(f.sink.Letters())
	time.Sleep(2 * time.Second)
	if after := len(f.sink.Letters()); after != before || before >= fleetOffices*fleetPeople {
		t.Errorf("%d letters had gone two seconds after the pause, %d later", before, after)
	}
	for n := 1; n <= f.offices; n++ {
		f.run("resume", "--office", fmt.Sprint(n))
	}
	f.settled(0)
	one.stop()
	two.stop()
}

func TestFleet_aSleeperThatWakesChangesNothing(t *testing.T) {
	f := newFleet(t)
	f.importLists()
	f.planned("2026-04-22")
	one, two := f.start(), f.start()
	f.wait("some letters", func() bool { return one.sent() > 20 && two.sent() > 20 })
	if err := one.cmd.Process.Signal(syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	f.wait("the other to send all", func() bool { return f.number(onItsWay) == 0 })
	sent := f.number(`SELECT COUNT(*) FROM attempt WHERE outcome = 'sent'`)
	if err := one.cmd.Process.Signal(syscall.SIGCONT); err != nil {
		t.Fatal(err)
	}
	one.stop()
	f.settled(fleetOffices * fleetLines)
	if now := f.number(`SELECT COUNT(*) FROM attempt WHERE outcome = 'sent'`); now != sent {
		t.Errorf("%d letters were recorded as sent, and %d after the sleeper woke", sent, now)
	}
	two.stop()
}

func TestFleet_findsLettersThatNobodyCarries(t *testing.T) {
	f := newFleet(t)
	f.importLists()
	f.planned("2026-04-22")
	if lost := f.number(`WITH gone AS (DELETE FROM river_job WHERE finalized_at IS NULL RETURNING 1) SELECT COUNT(*) FROM gone`); lost < fleetPeople {
		t.Fatalf("only %d jobs were there to lose", lost)
	}
	one, two := f.start(), f.start()
	f.settled(0)
	one.stop()
	two.stop()
}

func TestFleet_showsTheQueueOnTheOperationsPort(t *testing.T) {
	f := newFleet(t)
	f.configured("[inbox]", "[ops]\nlisten = \"127.0.0.1:0\"\nriver_ui = true\n[inbox]")
	f.now = "2026-04-20T09:00:00+08:00"
	m := f.start()
	m.says("ops=")
	_, rest, _ := strings.Cut(m.log.String(), "ops=")
	address, _, _ := strings.Cut(rest, "\n")
	for path, want := range map[string]string{"/healthz": "ok", "/river/": "River"} {
		answer, err := http.Get("http://" + address + path)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(answer.Body)
		answer.Body.Close()
		if err != nil || answer.StatusCode != http.StatusOK || !strings.Contains(string(body), want) {
			t.Errorf("%s: %s, %v\n%.300s", path, answer.Status, err, body)
		}
	}
	m.stop()
}
