package inbox

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"duban/checklist"
	"duban/db"
)

// replay judges a mail anew and returns its state and whether that changed.
func (h *house) replay(id int64) (state string, changed bool) {
	h.Helper()
	m, err := h.store.MailByID(context.Background(), id)
	if err != nil {
		h.Fatal(err)
	}
	if _, changed, err = h.desk.Replay(context.Background(), m); err != nil {
		h.Fatal(err)
	}
	m, _ = h.store.MailByID(context.Background(), id)
	return string(m.State), changed
}

// traces counts what a mail has left behind: events, letters, evidence.
func (h *house) traces() [3]int {
	h.Helper()
	head, err := h.store.Head(context.Background())
	if err != nil {
		h.Fatal(err)
	}
	evidence, err := h.store.EvidenceOf(context.Background(), h.part(14, "技术服务部").ID)
	if err != nil {
		h.Fatal(err)
	}
	return [3]int{int(head.Seq), h.answers(), len(evidence)}
}

func TestReplay_filesOnceWhatAFixLetsThrough(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	directory := h.policy.Directory
	mended, err := checklist.NewDirectory(append([]checklist.Entry{{Kind: checklist.Department, Name: "另一部", Mail: "x@djzx.example"}}, directory.Entries...))
	if err != nil {
		t.Fatal(err)
	}
	for i := range mended.Entries {
		if mended.Entries[i].Name == "技术服务部" {
			mended.Entries[i].OtherMails = append(mended.Entries[i].OtherMails, "new@djzx.example")
		}
	}
	if mended, err = checklist.NewDirectory(mended.Entries); err != nil {
		t.Fatal(err)
	}
	fate := h.deliver(h.reply(h.ask(), "new@djzx.example", "14 已完成"))
	if fate.State != "quarantined" {
		t.Fatalf("got %+v", fate)
	}
	if state, changed := h.replay(fate.ID); state != "quarantined" || changed {
		t.Errorf("nothing was mended, and yet %s, %v", state, changed)
	}
	h.policy.Directory = mended
	if state, changed := h.replay(fate.ID); state != "filed" || !changed || h.part(14, "技术服务部").State != checklist.Submitted {
		t.Errorf("got %s, %v", state, changed)
	}
	before := h.traces()
	if state, changed := h.replay(fate.ID); state != "filed" || changed {
		t.Errorf("a second time: %s, %v", state, changed)
	}
	if diff := cmp.Diff(h.traces(), before); diff != "" {
		t.Errorf("-got +want\n%s", diff)
	}
}

func TestReplay_whatIsSettledStays(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		words, subject string
		header         []string
		after          func(h *house, id int64)
		want           string
	}{
		"filed":              {words: "14 已完成", want: "filed"},
		"a question asked":   {words: "不知道", header: []string{"X: x"}, want: "filed"},
		"an automatic reply": {words: "外出至5月6日", header: []string{"Auto-Submitted: auto-replied"}, want: "noted"},
		"dropped":            {words: "x", header: []string{"List-Id: <a.b>"}, want: "dropped"},
		"discarded by the clerk": {words: "x", subject: "无关", want: "discarded", after: func(h *house, id int64) {
			if err := h.store.DiscardMail(context.Background(), h.at, id, "clerk", "广告"); err != nil {
				h.Fatal(err)
			}
		}},
		"filed by the clerk": {words: "x", subject: "无编号", want: "filed", after: func(h *house, id int64) {
			o := h.part(14, "技术服务部")
			h.record(db.Record{Events: []checklist.Event{{Kind: checklist.EventProgress, Assignment: o.ID, Actor: "clerk", Mail: id}},
				Mails: []db.MailFate{{ID: id, State: "filed", Kind: "reply", Sender: jishu, Text: "x", Evidence: []db.Evidence{{Mail: id, Assignment: o.ID, Verb: checklist.VerbProgress, Text: "x"}}}}})
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t)
			raw := h.reply(h.ask(), jishu, tt.words, tt.header...)
			if tt.subject != "" {
				raw = h.mail(jishu, tt.subject, tt.words)
			}
			fate := h.deliver(raw)
			if tt.after != nil {
				tt.after(h, fate.ID)
			}
			before := h.traces()
			if state, changed := h.replay(fate.ID); state != tt.want || changed {
				t.Errorf("got %s, changed %v", state, changed)
			}
			if diff := cmp.Diff(h.traces(), before); diff != "" {
				t.Errorf("-got +want\n%s", diff)
			}
		})
	}
}

func TestReplay_aClaimOfAnEarlierRoundDoesNotCloseALaterOne(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	n := h.ask()
	h.policy.RequireProof = true
	fate := h.deliver(h.reply(n, jishu, "14 已完成"))
	id := h.part(14, "技术服务部").ID
	h.record(db.Record{Events: []checklist.Event{{Kind: checklist.EventSubmitted, Assignment: id, Actor: "clerk"}}})
	h.at = h.at.AddDate(0, 0, 3)
	h.record(db.Record{Events: []checklist.Event{{Kind: checklist.EventReturned, Assignment: id, Actor: "中心主任"}}})
	h.policy.RequireProof = false
	if state, changed := h.replay(fate.ID); state != "filed" || !changed {
		t.Errorf("got %s, %v", state, changed)
	}
	if got := h.part(14, "技术服务部").State; got != checklist.Open {
		t.Errorf("item 14 is %s", got)
	}
}

func TestReplay_aMailAndItsCopyStayOneEvidence(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	raw := h.reply(h.ask(), jishu, "14 已完成")
	first := h.deliver(raw)
	copied := h.deliver(append([]byte("Received: from a by b\r\n"), raw...))
	before := h.traces()
	for _, id := range []int64{first.ID, copied.ID} {
		if _, changed := h.replay(id); changed {
			t.Errorf("mail %d changed", id)
		}
	}
	if diff := cmp.Diff(h.traces(), before); diff != "" {
		t.Errorf("-got +want\n%s", diff)
	}
}
