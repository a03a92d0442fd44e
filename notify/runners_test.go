package notify_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"duban/checklist"
	"duban/db"
	"duban/notify"
	"duban/notify/mailtest"
)

// runner is a way in which waiting letters come to a courier: it finds them itself,
// or each is handed out to it. What becomes of a letter must be the same.
type runner func(t *testing.T, d *testCourier)

var runners = map[string]runner{
	"finds them": func(t *testing.T, d *testCourier) { d.run(t); d.run(t) },
	"is handed each": func(t *testing.T, d *testCourier) {
		list, err := d.store.Notices(context.Background(), db.NoticeFilter{})
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range slices.Concat(list, list) { // one that was not settled is handed out again
			if _, err := d.Deliver(context.Background(), n.ID, time.Minute); err != nil {
				t.Fatal(err)
			}
		}
	},
}

func TestRunners_bringTheSameAbout(t *testing.T) {
	t.Parallel()
	refuse := func(code int, status [3]int, stageOf string) func(stage, to string) error {
		return func(stage, to string) error {
			if stage == stageOf && to == "jsb@djzx.example" {
				return mailtest.Refuse(code, status, "no")
			}
			return nil
		}
	}
	for name, tt := range map[string]struct {
		answer func(stage, to string) error
		before func(t *testing.T, d *testCourier)
		to     []string
		want   []string
	}{
		"a relay that takes everything":           {nil, nil, []string{"技术服务部负责人", "综合部负责人"}, []string{"sent", "sent"}},
		"a person who does not exist":             {refuse(550, [3]int{5, 1, 1}, "rcpt"), nil, []string{"技术服务部负责人", "综合部负责人"}, []string{"failed", "sent"}},
		"a person who is greylisted":              {refuse(451, [3]int{4, 7, 1}, "rcpt"), nil, []string{"技术服务部负责人", "综合部负责人"}, []string{"queued", "sent"}},
		"a letter that is refused for its words":  {refuse(554, [3]int{5, 6, 0}, "data"), nil, []string{"技术服务部负责人", "综合部负责人"}, []string{"failed", "sent"}},
		"a letter that is taken for spam":         {refuse(554, [3]int{5, 7, 1}, "data"), nil, []string{"技术服务部负责人", "综合部负责人"}, []string{"queued", "sent"}},
		"somebody whose address is not known":     {nil, nil, []string{"档案部负责人", "综合部负责人"}, []string{"failed", "sent"}},
		"sending is paused":                       {nil, pauseSending, []string{"技术服务部负责人"}, []string{"queued"}},
		"nothing is due":                          {nil, func(_ *testing.T, d *testCourier) { d.later(-time.Hour) }, []string{"技术服务部负责人"}, []string{"queued"}},
		"another sender holds it":                 {nil, claimForAnother, []string{"技术服务部负责人"}, []string{"sending"}},
		"another sender held it and did not come": {nil, claimedLongAgo, []string{"技术服务部负责人"}, []string{"sent"}},
	} {
		for way, run := range runners {
			t.Run(name+", courier "+way, func(t *testing.T) {
				t.Parallel()
				sink := mailtest.Start(t, tt.answer)
				d := newCourier(t, mailtest.SMTP(t, sink.Addr, nil))
				d.write(t, tt.to...)
				if tt.before != nil {
					tt.before(t, d)
				}
				run(t, d)
				if diff := cmp.Diff(d.states(t), tt.want); diff != "" {
					t.Error(diff)
				}
			})
		}
	}
}

func pauseSending(t *testing.T, d *testCourier) {
	t.Helper()
	if err := d.store.Pause(context.Background(), d.now(), "clerk", "检修"); err != nil {
		t.Fatal(err)
	}
}

func claimForAnother(t *testing.T, d *testCourier) {
	t.Helper()
	claimed, err := d.store.Claim(context.Background(), d.now(), checklist.Hours{}, 10, time.Minute, func([]db.Notice) {})
	if err != nil || len(claimed) != 1 {
		t.Fatal(claimed, err)
	}
}

func claimedLongAgo(t *testing.T, d *testCourier) {
	t.Helper()
	claimForAnother(t, d)
	d.later(time.Hour)
}

func TestDeliver_saysWhenALetterIsToBeHandedOutAgain(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		answer   func(stage, to string) error
		before   func(t *testing.T, d *testCourier)
		from, to time.Duration // about when
	}{
		"it has gone":               {nil, nil, 0, 0},
		"it has gone before":        {nil, func(t *testing.T, d *testCourier) { d.run(t) }, 0, 0},
		"it is not due yet":         {nil, func(_ *testing.T, d *testCourier) { d.later(-time.Hour) }, time.Hour, time.Hour},
		"sending is paused":         {nil, pauseSending, time.Second, time.Minute},
		"another sender holds it":   {nil, claimForAnother, time.Minute, time.Minute},
		"the relay asks for later":  {func(string, string) error { return mailtest.Refuse(451, [3]int{4, 3, 0}, "later") }, nil, time.Second, 20 * time.Minute},
		"the person does not exist": {func(string, string) error { return mailtest.Refuse(550, [3]int{5, 1, 1}, "who") }, nil, 0, 20 * time.Minute},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sink := mailtest.Start(t, tt.answer)
			d := newCourier(t, mailtest.SMTP(t, sink.Addr, nil))
			d.write(t, "技术服务部负责人")
			if tt.before != nil {
				tt.before(t, d)
			}
			again, err := d.Deliver(context.Background(), 1, time.Minute)
			if err != nil || again < tt.from || again > tt.to {
				t.Errorf("again after %s, %v", again, err)
			}
		})
	}
}

func TestDeliver_leavesARelayThatIsDownAlone(t *testing.T) {
	t.Parallel()
	d := newCourier(t, mailtest.SMTP(t, "127.0.0.1:9", nil), func(o *notify.Options) { o.MaxAttempts = 10 })
	d.write(t, "技术服务部负责人", "综合部负责人")
	if _, err := d.Deliver(context.Background(), 1, time.Minute); err != nil {
		t.Fatal(err)
	}
	again, err := d.Deliver(context.Background(), 2, time.Minute)
	if err != nil || again <= 0 {
		t.Errorf("again after %s, %v", again, err)
	}
	if tries, err := d.store.Attempts(context.Background(), 2); err != nil || len(tries) != 0 {
		t.Errorf("the second letter was tried: %v, %v", tries, err)
	}
}
