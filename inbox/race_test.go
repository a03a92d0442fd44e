package inbox_test

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/inbox"
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

// Who files a mail that another has filed meanwhile hears what became of it.
func TestProcessor_whatAnotherHasFiledIsNotFiledAgain(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	m, _, err := h.Processor.Receive(context.Background(), message.Arrival{Raw: h.Reply(h.Ask(), inboxtest.Jishu, "14 已完成"), Source: "lmtp"})
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if got, err := h.Processor.File(context.Background(), m); err != nil || got.State != checklist.MailFiled || got.Reason.IsZero() {
			t.Errorf("%s %s, %v", got.State, got.Reason, err)
		}
	}
	if n := len(h.Letters(letter.KindReceipt, inboxtest.Jishu)); n != 1 {
		t.Errorf("%d receipts", n)
	}
}

// Who hands a mail in hears what became of it, also of one that came before.
func TestTake_saysWhatBecameOfAMail(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	raw := h.Reply(h.Ask(), inboxtest.Jishu, "14 已完成")
	for range 2 {
		if state, err := h.Processor.Take(context.Background(), message.Arrival{Raw: raw, Source: "ingest", Position: "1"}); err != nil || state != "filed" {
			t.Errorf("%s, %v", state, err)
		}
	}
	h.Rules = func() inbox.Policy { panic("fault") }
	if state, err := h.Processor.Take(context.Background(), message.Arrival{Raw: h.Mail(inboxtest.Jishu, "x", "x"), Source: "ingest", Position: "2"}); err != nil || state != "quarantined" {
		t.Errorf("where the program fails: %s, %v", state, err)
	}
}
