package inbox

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"duban/checklist"
	"duban/db"
)

func TestLook_whatAnotherProcessStoredIsJudged(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	if _, _, err := h.desk.Receive(context.Background(), db.Arrival{Raw: h.reply(h.ask(), jishu, "14 已完成"), Source: "ingest"}); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	stop()
	j := h.desk.startJudges()
	if err := h.desk.look(context.Background(), j); err != nil {
		t.Fatal(err)
	}
	j.close()
	if err := h.desk.Look(ctx, time.Second); err != nil { // ends with its context
		t.Fatal(err)
	}
	if got := h.part(14, "技术服务部").State; got != checklist.Submitted {
		t.Errorf("item 14 is %s", got)
	}
}

func TestInHand_aMailHasOneJudgeAndWaitsForItsNextTry(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		h, m := &inHand{until: map[int64]time.Time{}}, db.Mail{ID: 7}
		try := func(when string, want bool) {
			t.Helper()
			if got := h.take(m, time.Now()); got != want {
				t.Errorf("%s: taken %v, want %v", when, got, want)
			}
		}
		try("nobody has it", true)
		try("a judge has it", false)
		h.putOff(m, time.Now().Add(nextTry))
		try("it could not be judged", false)
		time.Sleep(nextTry)
		try("a minute later", true)
		h.judged(m)
		try("judged", true)
	})
}
