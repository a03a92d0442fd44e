package notify_test

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"duban/checklist"
	"duban/db"
	"duban/db/dbtest"
	"duban/notify"
	"duban/notify/mailtest"
	"duban/notify/relay"
)

// mood is a relay whose answers a test changes.
type mood struct {
	*mailtest.Sink
	answer func(stage, to string) error
}

func moody(t *testing.T, answer func(stage, to string) error) *mood {
	t.Helper()
	m := &mood{answer: answer}
	m.Sink = mailtest.Start(t, func(stage, to string) error {
		if m.answer == nil {
			return nil
		}
		return m.answer(stage, to)
	})
	return m
}

// sender forgets between two letters how fast the relay bears them: the clock of a test
// stands still while they go.
func (m *mood) sender(t *testing.T) *relay.SMTP {
	t.Helper()
	host, port, err := net.SplitHostPort(m.Addr)
	if err != nil {
		t.Fatal(err)
	}
	n, _ := strconv.Atoi(port)
	var hours atomic.Int64
	s, err := relay.NewSMTP(relay.Server{Host: host, Port: n, TLS: "none", HELO: "duban.example", Timeout: 2 * time.Second},
		func() time.Time { return morning.Add(time.Duration(hours.Add(10)) * time.Hour) })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// all answers the same at a stage, whoever is written to.
func all(stage string, code int, status [3]int, text string) func(string, string) error {
	return func(at, _ string) error {
		if at != stage {
			return nil
		}
		return mailtest.Refuse(code, status, text)
	}
}

// none is the status of a server that writes none.
var none = [3]int{-1, -1, -1}

// office of many people, all to be written to.
func manyPeople(t *testing.T, n int) (dir *checklist.Directory, ids []string) {
	t.Helper()
	var entries []checklist.Entry
	for i := range n {
		name := fmt.Sprintf("第%d部", i+1)
		entries = append(entries, checklist.Entry{Kind: checklist.Department, Name: name, Mail: fmt.Sprintf("p%d@djzx.example", i+1)})
		ids = append(ids, name+"负责人")
	}
	entries = append(entries, checklist.Entry{Kind: checklist.Post, Name: "中心主任", Mail: "zhuren@djzx.example", Duties: []checklist.Duty{checklist.DutyDirector}},
		checklist.Entry{Kind: checklist.Department, Name: "综合部", Mail: "zhb@djzx.example", Duties: []checklist.Duty{checklist.DutyClerk}})
	dir, err := checklist.NewDirectory(entries)
	if err != nil {
		t.Fatal(err)
	}
	return dir, ids
}

func TestCourier_whatIsAboutTheRelayLosesNoLetterAndMarksNobody(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		answer func(stage, to string) error
		cause  string
	}{
		"a typo in mail.from":                 {all("mail", 553, none, "Mail from must equal authorized user"), "sender"},
		"a typo in mail.from, told at RCPT":   {all("rcpt", 553, [3]int{5, 7, 1}, "Sender address rejected: not owned by user duban"), "sender"},
		"any no to MAIL":                      {all("mail", 550, [3]int{5, 1, 1}, "user unknown"), "sender"},
		"QQ, too fast":                        {all("rcpt", 550, none, "Connection frequency limited"), "pace"},
		"QQ, by address":                      {all("rcpt", 550, none, "Ip frequency limited"), "pace"},
		"163, spam":                           {all("data", 554, none, "DT:SPM 163 smtp8"), "alike"},
		"163, the day's quota":                {all("data", 554, none, "MI:STC 163 smtp8"), "quota"},
		"too many connections":                {all("mail", 421, [3]int{4, 7, 0}, "too many connections"), "connections"},
		"nobody is known to it":               {all("rcpt", 550, [3]int{5, 1, 1}, "user unknown"), "alike"},
		"nobody is let in, without a reason":  {all("rcpt", 550, none, "no"), "alike"},
		"everything is refused after the end": {all("data", 554, [3]int{5, 6, 0}, "not this"), "alike"},
	} {
		for way, run := range runners {
			t.Run(name+", courier "+way, func(t *testing.T) {
				t.Parallel()
				m := moody(t, tt.answer)
				dir, ids := manyPeople(t, 13)
				d := newCourier(t, m.sender(t), func(o *notify.Options) { o.MaxAttempts = 24 })
				d.people(dir)
				d.write(t, ids...)
				for range 12 { // half a day
					run(t, d)
					d.later(72 * time.Minute)
				}
				faults, err := d.store.Faults(context.Background())
				hold, held, _ := d.store.Hold(context.Background())
				if err != nil || len(faults) > 0 || !held || hold.Cause != tt.cause || hold.SinceMs != morning.UnixMilli() {
					t.Errorf("faults %v, held %v: %+v (%v)", faults, held, hold, err)
				}
				for i, state := range d.states(t) {
					if state != "queued" {
						t.Fatalf("letter %d is %s", i, state)
					}
				}
				m.answer = nil
				for range 3 {
					d.later(5 * time.Hour)
					run(t, d)
				}
				if got := m.Letters(); len(got) != len(ids) {
					t.Errorf("%d letters arrived, want %d once each", len(got), len(ids))
				}
				if _, held, _ := d.store.Hold(context.Background()); held {
					t.Error("held although it takes letters")
				}
			})
		}
	}
}

// A relay that is asked while it takes nothing is asked by one letter at a time, and not
// by the same.
func TestCourier_aRelayThatTakesNothingIsAskedByOneLetterAtATime(t *testing.T) {
	t.Parallel()
	tried := 0
	m := moody(t, func(stage, _ string) error {
		if stage != "rcpt" {
			return nil
		}
		tried++
		return mailtest.Refuse(550, none, "Ip frequency limited")
	})
	dir, ids := manyPeople(t, 13)
	d := newCourier(t, m.sender(t))
	d.people(dir)
	d.write(t, ids...)
	for range 60 { // an hour, looked at each minute
		d.run(t)
		d.later(time.Minute)
	}
	if tried < 2 || tried > 4 {
		t.Errorf("asked %d times in an hour", tried)
	}
	list, err := d.store.Notices(context.Background(), db.NoticeFilter{})
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range list {
		if n.Attempt > 1 || n.Tries > 0 {
			t.Errorf("%s: attempt %d, %d that count", n.Person, n.Attempt, n.Tries)
		}
	}
}

func TestCourier_anAddressIsGivenUpAloneOnlyWhenItWasToldThreeTimes(t *testing.T) {
	t.Parallel()
	m := moody(t, all("rcpt", 550, [3]int{5, 1, 1}, "user unknown"))
	d := newCourier(t, m.sender(t), func(o *notify.Options) { o.MaxAttempts = 24 })
	d.write(t, "技术服务部负责人")
	for try, want := range []string{"queued", "queued", "failed"} {
		d.run(t)
		if got := d.states(t); got[0] != want {
			t.Fatalf("after try %d the letter is %s, want %s", try+1, got[0], want)
		}
		d.later(time.Hour)
	}
	if faults, err := d.store.Faults(context.Background()); err != nil || len(faults) != 1 {
		t.Errorf("faults %v, %v", faults, err)
	}
}

func TestCourier_deadAddressesBeforeEverybodyElseAreStillFound(t *testing.T) {
	t.Parallel()
	m := moody(t, func(stage, to string) error {
		if stage == "rcpt" && (to == "p1@djzx.example" || to == "p2@djzx.example" || to == "p3@djzx.example" || to == "p4@djzx.example") {
			return mailtest.Refuse(550, [3]int{5, 1, 1}, "user unknown")
		}
		return nil
	})
	dir, ids := manyPeople(t, 13)
	d := newCourier(t, m.sender(t), func(o *notify.Options) { o.MaxAttempts = 24 })
	d.people(dir)
	d.write(t, ids...)
	for range 20 {
		d.run(t)
		d.later(time.Minute)
	}
	faults, err := d.store.Faults(context.Background())
	if err != nil || len(faults) != 4 || len(m.Letters()) != 9 {
		t.Errorf("%d letters, faults %v, %v", len(m.Letters()), faults, err)
	}
}

func TestCourier_aLetterTooLargeGoesAsTextAlone(t *testing.T) {
	t.Parallel()
	m := moody(t, nil)
	size := 0
	m.answer = func(stage, _ string) error {
		if size++; stage == "data" && size < 4 {
			return mailtest.Refuse(552, [3]int{5, 3, 4}, "Message size exceeds fixed limit")
		}
		return nil
	}
	d := newCourier(t, m.sender(t))
	d.write(t, "技术服务部负责人")
	d.run(t)
	d.run(t)
	got := m.Letters()
	if len(got) != 1 || bytes.Contains(got[0].Raw, []byte("text/html")) || !bytes.Contains(got[0].Raw, []byte("text/plain")) {
		t.Fatalf("the server took %q", got)
	}
	list, _ := d.store.Notices(context.Background(), db.NoticeFilter{})
	if !list[0].Small || list[0].State != "sent" {
		t.Errorf("%+v", list[0])
	}
}

func TestCourier_aRelayThatIsDownForAMonthGivesUpNothing(t *testing.T) {
	t.Parallel()
	d := newCourier(t, mailtest.SMTP(t, "127.0.0.1:1", nil))
	d.write(t, "技术服务部负责人", "综合部负责人")
	for range 30 {
		d.run(t)
		d.later(24 * time.Hour)
	}
	if got := d.states(t); got[0] != "queued" || got[1] != "queued" {
		t.Errorf("the letters are %v", got)
	}
}

// The bytes of a letter are kept; but the sender that was refused must not stand in them.
func TestCourier_aMendedSenderStandsInTheLettersThatWaited(t *testing.T) {
	t.Parallel()
	m := moody(t, all("mail", 553, none, "sender rejected"))
	from := office
	from.From = "dubam@djzx.example"
	store := dbtest.Open(t)
	at := morning
	c := notify.NewCourier(store, m.sender(t), func() *checklist.Directory { return people(t) }, func() notify.Office { return from },
		notify.Options{Batch: 10, Lease: time.Minute, MaxAttempts: 3}, func() time.Time { return at }, discarded())
	d := testCourier{Courier: c, store: store, at: at}
	d.write(t, "技术服务部负责人")
	d.run(t)
	m.answer, from.From = nil, office.From
	at = at.Add(time.Hour)
	if n := d.run(t); n != 1 {
		t.Fatalf("sent %d", n)
	}
	if got := m.Letters()[0]; bytes.Contains(got.Raw, []byte("dubam@")) || got.From != office.From {
		t.Errorf("from %s:\n%s", got.From, got.Raw)
	}
}
