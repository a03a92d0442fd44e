package inbox_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"duban/checklist"
	"duban/inbox/inboxtest"
	"duban/inbox/message"
)

func TestQueue_aSendersMailsAreJudgedInTheirOrderAndAllBeforeTheEnd(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	n := h.Ask()
	j := h.Processor.NewQueue()
	const mails = 40
	for i := range mails {
		if err := j.Receive(context.Background(), message.Arrival{Raw: h.Reply(n, inboxtest.Jishu, fmt.Sprintf("14 进展：第%d批", i)), Source: "lmtp", Envelope: "<" + inboxtest.Jishu + ">"}); err != nil {
			t.Fatal(err)
		}
	}
	j.Close()
	var got, want []string
	list, err := h.Store.EvidenceOf(context.Background(), h.Part(14, "技术服务部").ID)
	if err != nil {
		t.Fatal(err)
	}
	events, err := h.Store.History(context.Background(), h.Part(14, "技术服务部").ID)
	for _, e := range events {
		if e.Kind == checklist.EventProgress {
			got = append(got, e.Text)
		}
	}
	for i := range mails {
		want = append(want, fmt.Sprintf("进展：第%d批", i))
	}
	if diff := cmp.Diff(got, want); diff != "" || err != nil || len(list) != mails {
		t.Errorf("%d pieces of evidence, %v, -got +want\n%s", len(list), err, diff)
	}
}

func TestQueue_whatCannotBeJudgedNowStaysStored(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	m, _, err := h.Processor.Receive(context.Background(), message.Arrival{Raw: h.Reply(h.Ask(), inboxtest.Jishu, "14 已完成"), Source: "lmtp"})
	if err != nil {
		t.Fatal(err)
	}
	j := h.Over(inboxtest.ClosedStore(t)).NewQueue()
	j.Add(m)
	j.Close()
	if !strings.Contains(h.Log.String(), "mail stored but not processed") {
		t.Errorf("nobody is told\n%s", &h.Log)
	}
	if err := h.Processor.Pending(context.Background()); err != nil {
		t.Fatal(err)
	}
	if got := h.Part(14, "技术服务部").State; got != checklist.Submitted {
		t.Errorf("item 14 is %s", got)
	}
}
