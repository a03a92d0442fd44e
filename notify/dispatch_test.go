package notify_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"duban/db"
	"duban/notify"
	"duban/notify/mailtest"
)

// TestCourier_bytesWaitForTheOutcomeOfTheLetterBefore: or a crash would leave open
// more than one letter a connection.
func TestCourier_bytesWaitForTheOutcomeOfTheLetterBefore(t *testing.T) {
	t.Parallel()
	var d *testCourier
	var early atomic.Int32
	sink := mailtest.Start(t, nil)
	sink.Answers(func(stage, _ string) error {
		list, err := d.store.Notices(context.Background(), db.NoticeFilter{State: "sent"})
		if err != nil || stage == "data" && len(list) != len(sink.Letters()) {
			early.Add(1)
		}
		return err
	})
	d = newCourier(t, mailtest.SMTP(t, sink.Addr, nil))
	d.write(t, slices.Repeat([]string{"技术服务部负责人"}, 25)...)
	if n := d.run(t); n != 25 || early.Load() != 0 {
		t.Errorf("sent %d, %d before the one in front was recorded", n, early.Load())
	}
}

func TestCourier_aLongRoundSaysHowFarItIs(t *testing.T) {
	t.Parallel()
	var d *testCourier
	sink := mailtest.Start(t, func(stage, _ string) error {
		if stage == "data" {
			d.later(4 * time.Second)
		}
		return nil
	})
	d = newCourier(t, mailtest.SMTP(t, sink.Addr, nil))
	d.write(t, slices.Repeat([]string{"技术服务部负责人"}, 8)...)
	d.run(t)
	var told []string
	for line := range strings.Lines(d.log.String()) {
		if _, news, ok := strings.Cut(strings.TrimSpace(line), "msg=\"sending letters\" "); ok {
			told = append(told, news)
		}
	}
	want := []string{"sent=4 waiting=4 per_minute=20 left=12s", "sent=7 waiting=1 per_minute=17 left=3s"}
	if diff := cmp.Diff(want, told); diff != "" {
		t.Errorf("%s\n%s", diff, bytes.TrimSpace(d.log.Bytes()))
	}
}

// A relay that takes its time must not have letters that wait for it claimed again.
func TestCourier_aSlowRelayIsSentEachLetterOnce(t *testing.T) {
	t.Parallel()
	var d *testCourier
	sink := mailtest.Start(t, func(stage, _ string) error {
		if stage == "data" {
			d.later(6 * time.Second)
		}
		return nil
	})
	d = newCourier(t, mailtest.SMTP(t, sink.Addr, nil), func(o *notify.Options) { o.Batch, o.Patience = 40, 10*time.Second })
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

func TestCourier_manyConnectionsSendEachLetterOnce(t *testing.T) {
	t.Parallel()
	sink := mailtest.Start(t, nil)
	d := newCourier(t, mailtest.SMTP(t, sink.Addr, nil), func(o *notify.Options) { o.Batch, o.Concurrency = 30, 4 })
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
	d := newCourier(t, mailtest.SMTP(t, sink.Addr, nil), func(o *notify.Options) { o.Batch, o.Concurrency = 50, 4 })
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
	d := newCourier(t, mailtest.SMTP(t, sink.Addr, nil))
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
