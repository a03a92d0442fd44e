package inbox

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"duban/checklist"
	"duban/db"
)

var theirServer = &net.TCPAddr{IP: net.IPv4(192, 0, 2, 1), Port: 4000}

func TestJudges_aSendersMailsAreJudgedInTheirOrderAndAllBeforeTheEnd(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	n := h.ask()
	j := h.desk.startJudges()
	const mails = 40
	for i := range mails {
		m, _, err := h.desk.Receive(context.Background(), db.Arrival{Raw: h.reply(n, jishu, fmt.Sprintf("14 进展：第%d批", i)), Source: "lmtp", Envelope: "<" + jishu + ">"})
		if err != nil {
			t.Fatal(err)
		}
		j.add(m)
	}
	j.close()
	var got, want []string
	list, err := h.store.EvidenceOf(context.Background(), h.part(14, "技术服务部").ID)
	if err != nil {
		t.Fatal(err)
	}
	events, err := h.store.History(context.Background(), h.part(14, "技术服务部").ID)
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

func TestJudges_whatCannotBeJudgedNowStaysStored(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	m, _, err := h.desk.Receive(context.Background(), db.Arrival{Raw: h.reply(h.ask(), jishu, "14 已完成"), Source: "lmtp"})
	if err != nil {
		t.Fatal(err)
	}
	broken := NewDesk(closedStore(t), func() Policy { return h.policy }, func() time.Time { return h.at }, slog.New(slog.NewTextHandler(&h.log, nil)), nil)
	j := broken.startJudges()
	j.add(m)
	j.close()
	if !strings.Contains(h.log.String(), "mail stored but not judged") {
		t.Errorf("nobody is told\n%s", &h.log)
	}
	if err := h.desk.Pending(context.Background()); err != nil {
		t.Fatal(err)
	}
	if got := h.part(14, "技术服务部").State; got != checklist.Submitted {
		t.Errorf("item 14 is %s", got)
	}
}
