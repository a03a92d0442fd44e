package notify_test

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/db/dbtest"
	"duban/internal/msg"
	"duban/notify"
	"duban/notify/mailtest"
	"duban/notify/relay"
)

func TestCourier_aRelayThatRefusesTheSenderIsNotTheLettersFault(t *testing.T) {
	t.Parallel()
	sink := mailtest.Start(t, func(stage, _ string) error {
		if stage == "mail" {
			return mailtest.Refuse(550, [3]int{5, 7, 1}, "account suspended")
		}
		return nil
	})
	d := newCourier(t, mailtest.SMTP(t, sink.Addr, nil))
	d.write(t, "技术服务部负责人", "综合部负责人")
	if n := d.run(t); n != 0 {
		t.Fatalf("sent %d", n)
	}
	list, err := d.store.Notices(context.Background(), db.NoticeFilter{})
	if err != nil {
		t.Fatal(err)
	}
	got := fmt.Sprintf("%s %d, %s %d", list[0].State, list[0].Attempt, list[1].State, list[1].Attempt)
	if want := "queued 1, queued 0"; got != want {
		t.Errorf("the letters are %s, want %s", got, want)
	}
}

var morning = time.Date(2026, 4, 27, 8, 30, 0, 0, dbtest.Zone)

func people(t *testing.T) *checklist.Directory {
	t.Helper()
	d, err := checklist.NewDirectory([]checklist.Entry{
		{Kind: checklist.Post, Name: "中心主任", Mail: "zhuren@djzx.example", Duties: []checklist.Duty{checklist.DutyDirector}},
		{Kind: checklist.Department, Name: "综合部", Mail: "zhb@djzx.example", Duties: []checklist.Duty{checklist.DutyClerk}},
		{Kind: checklist.Department, Name: "技术服务部", Mail: "jsb@djzx.example"},
		{Kind: checklist.Department, Name: "档案部"},
	})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// testCourier is a courier with its store, its clock and its log.
type testCourier struct {
	*notify.Courier
	store *db.Store
	clock sync.Mutex
	at    time.Time
	log   bytes.Buffer
	dir   *checklist.Directory
}

// people changes the directory.
func (d *testCourier) people(dir *checklist.Directory) { d.dir = dir }

func discarded() *slog.Logger { return slog.New(slog.DiscardHandler) }

func (d *testCourier) now() time.Time {
	d.clock.Lock()
	defer d.clock.Unlock()
	return d.at
}

// later lets time go by while letters are under way.
func (d *testCourier) later(by time.Duration) {
	d.clock.Lock()
	defer d.clock.Unlock()
	d.at = d.at.Add(by)
}

const canary = "secret-canary-7731"

func newCourier(t *testing.T, sender relay.Sender, change ...func(*notify.Options)) *testCourier {
	t.Helper()
	d := &testCourier{store: dbtest.Open(t), at: morning}
	d.dir = people(t)
	opt := notify.Options{Batch: 10, Lease: time.Minute, MaxAttempts: 3}
	for _, c := range change {
		c(&opt)
	}
	d.Courier = notify.NewCourier(d.store, sender, func() *checklist.Directory { return d.dir },
		func() notify.Office { return office },
		opt,
		d.now, slog.New(slog.NewTextHandler(&d.log, &slog.HandlerOptions{Level: slog.LevelDebug})))
	t.Cleanup(func() {
		if strings.Contains(d.log.String(), canary) || strings.Contains(d.log.String(), "@djzx.example") {
			t.Errorf("the log tells a secret or an address:\n%s", &d.log)
		}
	})
	return d
}

func (d *testCourier) write(t *testing.T, people ...string) {
	t.Helper()
	var r db.Record
	for i, p := range people {
		r.Notices = append(r.Notices, db.NewNotice{Key: fmt.Sprint("outcome/", i, p), NotBefore: d.at, Reason: msg.Words("审核结果"),
			Letter: letter.Letter{Kind: letter.KindOutcome, To: p, Salutation: p, On: checklist.DayOf(d.at, dbtest.Zone),
				Outcomes: []letter.Outcome{{No: 15, Content: "规范完善登记业务流程。", Event: checklist.EventReturned, By: "中心主任", Why: msg.Words("材料不足"), Deadline: checklist.Date(2026, 4, 30)}}}})
	}
	if err := d.store.Record(context.Background(), d.at, r); err != nil {
		t.Fatal(err)
	}
}

func (d *testCourier) run(t *testing.T) int {
	t.Helper()
	n, err := d.RunOnce(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func (d *testCourier) states(t *testing.T) (out []string) {
	t.Helper()
	list, err := d.store.Notices(context.Background(), db.NoticeFilter{})
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range list {
		out = append(out, string(n.State))
	}
	return out
}

func TestCourier_sendsTheBytesItKeeps(t *testing.T) {
	t.Parallel()
	sink := mailtest.Start(t, nil)
	d := newCourier(t, mailtest.SMTP(t, sink.Addr, nil))
	d.write(t, "技术服务部负责人", "综合部负责人")
	if n := d.run(t); n != 2 {
		t.Fatalf("sent %d", n)
	}
	list, _ := d.store.Notices(context.Background(), db.NoticeFilter{})
	got := sink.Letters()
	if !bytes.Equal(bytes.TrimSpace(got[0].Raw), bytes.TrimSpace(list[0].Raw)) || got[0].To != "jsb@djzx.example" {
		t.Errorf("what went to %s differs from what is kept", got[0].To)
	}
	if sink.Connections() != 1 {
		t.Errorf("%d connections for two letters", sink.Connections())
	}
}

func TestCourier_aTemporaryFailureIsTriedAgainWithTheSameBytes(t *testing.T) {
	t.Parallel()
	first := true
	sink := mailtest.Start(t, func(stage, _ string) error {
		if stage == "data" && first {
			first = false
			return mailtest.Refuse(451, [3]int{4, 3, 0}, "later")
		}
		return nil
	})
	d := newCourier(t, mailtest.SMTP(t, sink.Addr, nil))
	d.write(t, "技术服务部负责人")
	if n := d.run(t); n != 0 {
		t.Fatalf("sent %d", n)
	}
	before, _ := d.store.Notices(context.Background(), db.NoticeFilter{})
	if n := d.run(t); n != 0 {
		t.Fatal("tried again at once")
	}
	d.at = d.at.Add(2 * time.Minute)
	if n := d.run(t); n != 1 {
		t.Fatalf("sent %d", n)
	}
	after, _ := d.store.Notices(context.Background(), db.NoticeFilter{})
	if !bytes.Equal(before[0].Raw, after[0].Raw) {
		t.Error("the second try sent another letter")
	}
}

func TestCourier_anUnknownUserIsFinalAndMarksTheAddress(t *testing.T) {
	t.Parallel()
	sink := mailtest.Start(t, func(stage, to string) error {
		if stage == "rcpt" && to == "jsb@djzx.example" {
			return mailtest.Refuse(550, [3]int{5, 1, 1}, "user unknown")
		}
		return nil
	})
	d := newCourier(t, mailtest.SMTP(t, sink.Addr, nil))
	d.write(t, "技术服务部负责人", "综合部负责人")
	if n := d.run(t); n != 1 {
		t.Fatalf("one refused recipient held up the other: sent %d", n)
	}
	d.run(t) // the relay has taken another, so its no is believed if it says so again
	faults, err := d.store.Faults(context.Background())
	if err != nil || len(faults) != 1 || !strings.Contains(faults["jsb@djzx.example"].Fault.String(), "5.1.1") {
		t.Errorf("faults %v, %v", faults, err)
	}
}

func TestCourier_aDroppedConnectionAfterDataIsRepeatedUnderTheSameID(t *testing.T) {
	t.Parallel()
	first := true
	sink := mailtest.Start(t, func(stage, _ string) error {
		if stage == "data" && first {
			first = false
			return mailtest.ErrDrop
		}
		return nil
	})
	d := newCourier(t, mailtest.SMTP(t, sink.Addr, nil))
	d.write(t, "技术服务部负责人")
	d.run(t)
	d.at = d.at.Add(2 * time.Minute)
	if n := d.run(t); n != 1 {
		t.Fatalf("sent %d", n)
	}
	got := sink.Letters()
	if len(got) != 2 || !bytes.Equal(got[0].Raw, got[1].Raw) {
		t.Errorf("%d letters at the server", len(got))
	}
}

func TestCourier_aRelayThatIsDownCostsOneAttempt(t *testing.T) {
	t.Parallel()
	d := newCourier(t, mailtest.SMTP(t, "127.0.0.1:1", nil))
	d.write(t, "技术服务部负责人", "综合部负责人", "中心主任")
	if n := d.run(t); n != 0 {
		t.Fatalf("sent %d", n)
	}
	list, _ := d.store.Notices(context.Background(), db.NoticeFilter{})
	if list[0].Attempt != 1 || list[1].Attempt != 0 || list[2].Attempt != 0 {
		t.Errorf("attempts %d %d %d", list[0].Attempt, list[1].Attempt, list[2].Attempt)
	}
}

func TestCourier_aLetterIsGivenUpAfterTheLastAttempt(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		to   []string
		want checklist.NoticeState
	}{
		"while another goes":                     {[]string{"技术服务部负责人", "综合部负责人"}, checklist.NoticeFailed},
		"but not of a relay that has taken none": {[]string{"技术服务部负责人"}, checklist.NoticeQueued},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sink := mailtest.Start(t, func(stage, to string) error {
				if stage == "rcpt" && to == "jsb@djzx.example" {
					return mailtest.Refuse(451, [3]int{4, 7, 1}, "greylisted")
				}
				return nil
			})
			d := newCourier(t, mailtest.SMTP(t, sink.Addr, nil))
			d.write(t, tt.to...)
			for range 3 {
				d.run(t)
				d.at = d.at.Add(6 * time.Hour)
			}
			if got := d.states(t); got[0] != string(tt.want) {
				t.Errorf("the letters are %v", got)
			}
		})
	}
}

func TestCourier_aPersonWithoutAddressFailsWithAReason(t *testing.T) {
	t.Parallel()
	d := newCourier(t, relay.Maildir{Dir: t.TempDir()})
	d.write(t, "档案部负责人")
	d.run(t)
	list, _ := d.store.Notices(context.Background(), db.NoticeFilter{})
	if list[0].State != "failed" || !strings.Contains(list[0].Error.String(), "档案部负责人") {
		t.Errorf("%s: %s", list[0].State, list[0].Error)
	}
}

func TestCourier_aSenderThatDiedIsRepeatedAndNoted(t *testing.T) {
	t.Parallel()
	sink := mailtest.Start(t, nil)
	d := newCourier(t, mailtest.SMTP(t, sink.Addr, nil))
	d.write(t, "技术服务部负责人")
	dead, err := d.store.Claim(context.Background(), d.at, checklist.Hours{}, 1, time.Minute, func([]db.Notice) {})
	if err != nil || len(dead) != 1 {
		t.Fatal(dead, err)
	}
	if _, err := d.store.OnWire(context.Background(), d.at, dead[0]); err != nil {
		t.Fatal(err)
	}
	if err := d.store.Recover(context.Background(), d.at); err != nil {
		t.Fatal(err)
	}
	if n := d.run(t); n != 1 {
		t.Fatalf("sent %d", n)
	}
	attempts, _ := d.store.Attempts(context.Background(), dead[0].ID)
	if len(attempts) != 2 || !attempts[1].Repeat {
		t.Errorf("attempts %+v", attempts)
	}
}
