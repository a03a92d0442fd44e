package inbox_test

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"duban/checklist"
	"duban/inbox/inboxtest"
	"duban/inbox/message"
)

// A mail often comes by two ways in the same second, LMTP and the mailbox, INBOX
// and Junk, and each has written its own lines on top.
func TestProcessor_S23_copiesThatComeTogetherAreFiledOnce(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	answer := h.Reply(h.Ask(), inboxtest.Jishu, "进展：已起草")
	var copies sync.WaitGroup
	for i := range 8 {
		copies.Go(func() {
			raw := append(fmt.Appendf(nil, "X-Way: %d\r\n", i%4), answer...) // some are the same to the byte
			if _, err := h.Processor.Take(context.Background(), message.Arrival{Raw: raw, Source: fmt.Sprint("way", i)}); err != nil {
				t.Error(err)
			}
		})
	}
	copies.Wait()
	states := map[checklist.MailState]int{}
	for _, state := range []checklist.MailState{"received", "filed", "dropped", "quarantined"} {
		list, err := h.Store.MailsIn(context.Background(), state)
		if err != nil {
			t.Fatal(err)
		}
		states[state] = len(list)
	}
	if states["filed"] != 1 || states["dropped"] != 3 {
		t.Errorf("the copies are %v\n%s", states, &h.Log)
	}
	if evidence, _ := h.Store.EvidenceOf(context.Background(), h.Part(14, "技术服务部").ID); len(evidence) != 1 {
		t.Errorf("%d pieces of evidence", len(evidence))
	}
}
