package notify_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"duban/checklist"
	"duban/db"
	"duban/db/dbtest"
	"duban/notify"
	"duban/notify/mailtest"
)

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

// desk is a courier with its store, its clock and its log.
type desk struct {
	*notify.Courier
	store *db.Store
	clock sync.Mutex
	at    time.Time
	log   bytes.Buffer
}

func (d *desk) now() time.Time {
	d.clock.Lock()
	defer d.clock.Unlock()
	return d.at
}

// later lets time go by while letters are under way.
func (d *desk) later(by time.Duration) {
	d.clock.Lock()
	defer d.clock.Unlock()
	d.at = d.at.Add(by)
}

const canary = "secret-canary-7731"

func newDesk(t *testing.T, sender notify.Sender, change ...func(*notify.Options)) *desk {
	t.Helper()
	d := &desk{store: dbtest.Open(t), at: morning}
	dir := people(t)
	opt := notify.Options{Batch: 10, Lease: time.Minute, MaxAttempts: 3}
	for _, c := range change {
		c(&opt)
	}
	d.Courier = notify.NewCourier(d.store, sender, func() *checklist.Directory { return dir },
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

func (d *desk) write(t *testing.T, people ...string) {
	t.Helper()
	var r db.Record
	for i, p := range people {
		r.Notices = append(r.Notices, db.NewNotice{Key: fmt.Sprint("outcome/", i, p), NotBefore: d.at, Reason: "审核结果",
			Letter: checklist.Letter{Kind: checklist.LetterOutcome, To: p, Salutation: p, On: checklist.DayOf(d.at, dbtest.Zone),
				Outcomes: []checklist.Outcome{{No: 15, Content: "规范完善登记业务流程。", Event: checklist.EventReturned, By: "中心主任", Why: "材料不足", Deadline: checklist.Date(2026, 4, 30)}}}})
	}
	if err := d.store.Record(context.Background(), d.at, r); err != nil {
		t.Fatal(err)
	}
}

func (d *desk) run(t *testing.T) int {
	t.Helper()
	n, err := d.RunOnce(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func (d *desk) states(t *testing.T) (out []string) {
	t.Helper()
	list, err := d.store.Notices(context.Background(), db.NoticeFilter{})
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range list {
		out = append(out, n.State)
	}
	return out
}

func smtpTo(t *testing.T, address string) *notify.SMTP {
	t.Helper()
	return smtpOver(t, address, func(c net.Conn) net.Conn { return c })
}

func smtpOver(t *testing.T, address string, wrap func(net.Conn) net.Conn) *notify.SMTP {
	t.Helper()
	return smtpWith(t, address, func(r *notify.Relay) {
		r.Dial = func(ctx context.Context, network, address string) (net.Conn, error) {
			c, err := (&net.Dialer{}).DialContext(ctx, network, address)
			if err != nil {
				return nil, err
			}
			return wrap(c), nil
		}
	})
}

func smtpWith(t *testing.T, address string, change func(*notify.Relay)) *notify.SMTP {
	t.Helper()
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		t.Fatal(err)
	}
	n, err := strconv.Atoi(port)
	if err != nil {
		t.Fatal(err)
	}
	r := notify.Relay{Host: host, Port: n, TLS: "none", HELO: "duban.example", Timeout: 2 * time.Second}
	change(&r)
	s, err := notify.NewSMTP(r, func() time.Time { return morning })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// sendOne sends a letter over a line of its own.
func sendOne(s notify.Sender, from, to, raw string) (notify.Reply, error) {
	line := s.Line()
	defer line.Rest()
	return line.Send(context.Background(), &notify.Mail{From: from, To: to, Raw: []byte(raw)}, nil)
}

// A relay that takes its time must not have letters that wait for it claimed again.
func TestCourier_aSlowRelayIsSentEachLetterOnce(t *testing.T) {
	t.Parallel()
	var d *desk
	sink := mailtest.Start(t, func(stage, _ string) error {
		if stage == "data" {
			d.later(6 * time.Second)
		}
		return nil
	})
	d = newDesk(t, smtpTo(t, sink.Addr), func(o *notify.Options) { o.Batch, o.Patience = 40, 10*time.Second })
	d.write(t, slices.Repeat([]string{"技术服务部负责人"}, 130)...)
	for d.run(t) > 0 { // what came too late for a round is left to the next
	}
	if n := len(sink.Letters()); n != 130 {
		t.Errorf("%d letters came", n)
	}
	list, err := d.store.Notices(context.Background(), db.NoticeFilter{})
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range list {
		tries, err := d.store.Attempts(context.Background(), n.ID)
		if err != nil || len(tries) != 1 || tries[0].Repeat {
			t.Fatalf("letter %d: %+v, %v", n.ID, tries, err)
		}
	}
}

func TestCourier_sendsTheBytesItKeeps(t *testing.T) {
	t.Parallel()
	sink := mailtest.Start(t, nil)
	d := newDesk(t, smtpTo(t, sink.Addr))
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
	d := newDesk(t, smtpTo(t, sink.Addr))
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
	d := newDesk(t, smtpTo(t, sink.Addr))
	d.write(t, "技术服务部负责人", "综合部负责人")
	if n := d.run(t); n != 1 {
		t.Fatalf("one refused recipient held up the other: sent %d", n)
	}
	faults, err := d.store.Faults(context.Background())
	if err != nil || len(faults) != 1 || !strings.Contains(faults["jsb@djzx.example"].Fault, "5.1.1") {
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
	d := newDesk(t, smtpTo(t, sink.Addr))
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
	d := newDesk(t, smtpTo(t, "127.0.0.1:1"))
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
	d := newDesk(t, smtpTo(t, "127.0.0.1:1"))
	d.write(t, "技术服务部负责人")
	for range 3 {
		d.run(t)
		d.at = d.at.Add(6 * time.Hour)
	}
	if got := d.states(t); got[0] != "failed" {
		t.Errorf("the letter is %v", got)
	}
}

func TestCourier_aPersonWithoutAddressFailsWithAReason(t *testing.T) {
	t.Parallel()
	d := newDesk(t, notify.Maildir{Dir: t.TempDir()})
	d.write(t, "档案部负责人")
	d.run(t)
	list, _ := d.store.Notices(context.Background(), db.NoticeFilter{})
	if list[0].State != "failed" || !strings.Contains(list[0].Error, "档案部负责人") {
		t.Errorf("%s: %s", list[0].State, list[0].Error)
	}
}

func TestCourier_aSenderThatDiedIsRepeatedAndNoted(t *testing.T) {
	t.Parallel()
	sink := mailtest.Start(t, nil)
	d := newDesk(t, smtpTo(t, sink.Addr))
	d.write(t, "技术服务部负责人")
	dead, err := d.store.Claim(context.Background(), d.at, 1, time.Minute, func([]db.Notice) {})
	if err != nil || len(dead) != 1 {
		t.Fatal(dead, err)
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

func TestSMTP_aPasswordNeverStandsInAnError(t *testing.T) {
	t.Parallel()
	sink := mailtest.Start(t, nil)
	host, port, _ := net.SplitHostPort(sink.Addr)
	n, _ := strconv.Atoi(port)
	s, err := notify.NewSMTP(notify.Relay{Host: host, Port: n, TLS: "starttls", User: "u", Password: canary, Timeout: time.Second}, func() time.Time { return morning })
	if err != nil {
		t.Fatal(err)
	}
	_, err = sendOne(s, "a@djzx.example", "b@djzx.example", "x")
	if err == nil || strings.Contains(err.Error(), canary) {
		t.Errorf("got %v", err)
	}
}

func TestBackoff_growsByWhatStoodInTheWayAndScatters(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		refused notify.SendError
		want    [3]time.Duration // in the middle, after the first, third and ninth attempt
	}{
		"no answer":            {notify.SendError{}, [3]time.Duration{time.Minute, 15 * time.Minute, 4 * time.Hour}},
		"the relay is leaving": {notify.SendError{Code: 421, Enhanced: "4.3.2"}, [3]time.Duration{time.Minute, 15 * time.Minute, 4 * time.Hour}},
		"a local error":        {notify.SendError{Code: 451, Enhanced: "4.3.0"}, [3]time.Duration{time.Minute, 15 * time.Minute, 4 * time.Hour}},
		"greylisted":           {notify.SendError{Code: 451, Enhanced: "4.7.1"}, [3]time.Duration{6 * time.Minute, 30 * time.Minute, 4 * time.Hour}},
		"greylisted, in words": {notify.SendError{Code: 451, Text: "Greylisted, come back"}, [3]time.Duration{6 * time.Minute, 30 * time.Minute, 4 * time.Hour}},
		"greylisted, old code": {notify.SendError{Code: 450}, [3]time.Duration{6 * time.Minute, 30 * time.Minute, 4 * time.Hour}},
		"a full mailbox":       {notify.SendError{Code: 452, Enhanced: "4.2.2"}, [3]time.Duration{time.Hour, 4 * time.Hour, 4 * time.Hour}},
	} {
		for i, attempt := range []int{1, 3, 9} {
			low, high := tt.want[i]*4/5, tt.want[i]*6/5
			got := [2]time.Duration{notify.Backoff(&tt.refused, attempt, 0), notify.Backoff(&tt.refused, attempt, 0.9999)}
			if got[0] != low || got[1] > high || got[1] < high-5*time.Second {
				t.Errorf("%s, attempt %d: %v to %v, want %v to %v", name, attempt, got[0], got[1], low, high)
			}
		}
	}
}

// unpipelined hides from a client that the server takes commands in one flight.
type unpipelined struct{ net.Conn }

func (p unpipelined) Read(b []byte) (int, error) {
	n, err := p.Conn.Read(b)
	copy(b[:n], bytes.ReplaceAll(b[:n], []byte("PIPELINING"), []byte("XPIPELINES")))
	return n, err
}

func TestSMTP_refusalsLeaveTheConnectionUsable(t *testing.T) {
	t.Parallel()
	for name, wrap := range map[string]func(net.Conn) net.Conn{
		"commands in one flight": func(c net.Conn) net.Conn { return c },
		"one by one":             func(c net.Conn) net.Conn { return unpipelined{c} },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sink := mailtest.Start(t, func(stage, to string) error {
				switch to {
				case "nobody@djzx.example":
					return mailtest.Refuse(550, [3]int{5, 1, 1}, "user unknown")
				case "later@djzx.example":
					if stage == "data" {
						return mailtest.Refuse(452, [3]int{4, 2, 2}, "mailbox full")
					}
				}
				return nil
			})
			s := smtpOver(t, sink.Addr, wrap)
			for _, to := range []string{"a@djzx.example", "nobody@djzx.example", "later@djzx.example", "b@djzx.example"} {
				_, err := sendOne(s, "duban@djzx.example", to, "Subject: x\r\n\r\n.a dot\r\n")
				var e *notify.SendError
				switch errors.As(err, &e); {
				case to == "nobody@djzx.example" && (e == nil || !e.Permanent || !e.Recipient):
					t.Errorf("%s: %+v", to, e)
				case to == "later@djzx.example" && (e == nil || e.Permanent || e.Recipient):
					t.Errorf("%s: %+v", to, e)
				case (to[0] == 'a' || to[0] == 'b') && err != nil:
					t.Errorf("%s: %v", to, err)
				}
			}
			if got := sink.Letters(); len(got) != 2 || string(got[1].Raw) != "Subject: x\r\n\r\n.a dot\r\n" {
				t.Errorf("the server took %q", got)
			}
			if sink.Connections() != 1 {
				t.Errorf("%d connections", sink.Connections())
			}
		})
	}
}

func TestSMTP_anAddressCannotSmuggleCommands(t *testing.T) {
	t.Parallel()
	sink := mailtest.Start(t, nil)
	s := smtpTo(t, sink.Addr)
	for _, to := range []string{"a@djzx.example>\r\nRCPT TO:<b@djzx.example", "a@djzx.example\nDATA", "<a@djzx.example>"} {
		var e *notify.SendError
		if _, err := sendOne(s, "duban@djzx.example", to, "x"); !errors.As(err, &e) || !e.Permanent || e.Relay {
			t.Errorf("%q: %v", to, err)
		}
	}
}

func TestCourier_manyConnectionsSendEachLetterOnce(t *testing.T) {
	t.Parallel()
	sink := mailtest.Start(t, nil)
	d := newDesk(t, smtpTo(t, sink.Addr), func(o *notify.Options) { o.Batch, o.Lines = 30, 4 })
	everybody := []string{}
	for range 100 {
		everybody = append(everybody, "技术服务部负责人")
	}
	d.write(t, everybody...)
	if n := d.run(t); n != 100 {
		t.Fatalf("sent %d", n)
	}
	seen := map[string]bool{}
	for _, l := range sink.Letters() {
		seen[string(l.Raw)] = true
	}
	if len(seen) != 100 || sink.Connections() > 4 {
		t.Errorf("%d different letters over %d connections", len(seen), sink.Connections())
	}
}

func TestCourier_aRelayThatFailsMidwayStopsAllConnections(t *testing.T) {
	t.Parallel()
	var taken atomic.Int32
	sink := mailtest.Start(t, func(stage, _ string) error {
		if stage == "data" && taken.Add(1) > 10 {
			return mailtest.Refuse(421, [3]int{4, 3, 2}, "shutting down")
		}
		return nil
	})
	d := newDesk(t, smtpTo(t, sink.Addr), func(o *notify.Options) { o.Batch, o.Lines = 50, 4 })
	d.write(t, slices.Repeat([]string{"技术服务部负责人"}, 50)...)
	if n := d.run(t); n != 10 {
		t.Errorf("sent %d", n)
	}
	list, _ := d.store.Notices(context.Background(), db.NoticeFilter{})
	tried := 0
	for _, n := range list {
		if n.State == "queued" && n.Attempt > 0 {
			tried++
		}
	}
	if tried > 4 {
		t.Errorf("%d letters lost an attempt, want one a connection at most", tried)
	}
}

func TestCourier_stoppedInTheMiddleItFinishesTheLetterInHand(t *testing.T) {
	t.Parallel()
	ctx, stop := context.WithCancel(context.Background())
	sink := mailtest.Start(t, func(stage, _ string) error {
		if stage == "data" {
			stop()
		}
		return nil
	})
	d := newDesk(t, smtpTo(t, sink.Addr))
	d.write(t, "技术服务部负责人", "综合部负责人")
	if sent, err := d.RunOnce(ctx); sent != 1 || err != nil && !errors.Is(err, context.Canceled) {
		t.Errorf("sent %d, %v", sent, err)
	}
	list, err := d.store.Notices(context.Background(), db.NoticeFilter{})
	if err != nil {
		t.Fatal(err)
	}
	got := fmt.Sprintf("%s %d, %s %d", list[0].State, list[0].Attempt, list[1].State, list[1].Attempt)
	if want := "sent 1, queued 0"; got != want {
		t.Errorf("the letters are %s, want %s", got, want)
	}
}
