package inbox_test

import (
	"context"
	"testing"
	"time"

	"duban/checklist"
	"duban/inbox/inboxtest"
	"duban/inbox/message"
)

func TestRescan_whatAnotherProcessStoredIsJudged(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	if _, _, err := h.Processor.Receive(context.Background(), message.Arrival{Raw: h.Reply(h.Ask(), inboxtest.Jishu, "14 已完成"), Source: "ingest"}); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	stop()
	j := h.Processor.NewQueue()
	if err := h.Processor.RescanOnce(context.Background(), j); err != nil {
		t.Fatal(err)
	}
	j.Close()
	if err := h.Processor.Rescan(ctx, time.Second); err != nil { // ends with its context
		t.Fatal(err)
	}
	if got := h.Part(14, "技术服务部").State; got != checklist.Submitted {
		t.Errorf("item 14 is %s", got)
	}
}
