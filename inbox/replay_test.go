package inbox_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/inbox/inboxtest"
	"duban/inbox/message"
	"duban/internal/msg"
)

// replay judges a mail anew and returns its state and whether that changed.
func replay(h *inboxtest.Office, id int64) (state string, changed bool) {
	h.Helper()
	m, err := h.Store.MailByID(context.Background(), id)
	if err != nil {
		h.Fatal(err)
	}
	if _, changed, err = h.Processor.Replay(context.Background(), m); err != nil {
		h.Fatal(err)
	}
	m, _ = h.Store.MailByID(context.Background(), id)
	return string(m.State), changed
}

// traces counts what a mail has left behind: events, letters, evidence.
func traces(h *inboxtest.Office) [3]int {
	h.Helper()
	head, err := h.Store.Head(context.Background())
	if err != nil {
		h.Fatal(err)
	}
	evidence, err := h.Store.EvidenceOf(context.Background(), h.Part(14, "技术服务部").ID)
	if err != nil {
		h.Fatal(err)
	}
	return [3]int{int(head.Seq), h.Answers(), len(evidence)}
}

func TestReplay_filesOnceWhatAFixLetsThrough(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	directory := h.Policy.Directory
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
	disposition := h.Deliver(h.Reply(h.Ask(), "new@djzx.example", "14 已完成"))
	if disposition.State != "quarantined" {
		t.Fatalf("got %+v", disposition)
	}
	if state, changed := replay(h, disposition.ID); state != "quarantined" || changed {
		t.Errorf("nothing was mended, and yet %s, %v", state, changed)
	}
	h.Policy.Directory = mended
	if state, changed := replay(h, disposition.ID); state != "filed" || !changed || h.Part(14, "技术服务部").State != checklist.Submitted {
		t.Errorf("got %s, %v", state, changed)
	}
	before := traces(h)
	if state, changed := replay(h, disposition.ID); state != "filed" || changed {
		t.Errorf("a second time: %s, %v", state, changed)
	}
	if diff := cmp.Diff(traces(h), before); diff != "" {
		t.Errorf("-got +want\n%s", diff)
	}
}

func TestReplay_whatIsSettledStays(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		words, subject string
		header         []string
		after          func(h *inboxtest.Office, id int64)
		want           string
	}{
		"filed":              {words: "14 已完成", want: "filed"},
		"a question asked":   {words: "不知道", header: []string{"X: x"}, want: "filed"},
		"an automatic reply": {words: "外出至5月6日", header: []string{"Auto-Submitted: auto-replied"}, want: "noted"},
		"dropped":            {words: "x", header: []string{"X-Duban-Loop: djzx.example"}, want: "dropped"},
		"discarded by the clerk": {words: "x", subject: "无关", want: "discarded", after: func(h *inboxtest.Office, id int64) {
			if err := h.Store.DiscardMail(context.Background(), h.At, id, "clerk", "广告"); err != nil {
				h.Fatal(err)
			}
		}},
		"filed by the clerk": {words: "x", subject: "无编号", want: "filed", after: func(h *inboxtest.Office, id int64) {
			o := h.Part(14, "技术服务部")
			h.Record(db.Record{Events: []checklist.Event{{Kind: checklist.EventProgress, Assignment: o.ID, Actor: "clerk", Mail: id}},
				Mails: []db.Disposition{{ID: id, State: "filed", Kind: "reply", Sender: inboxtest.Jishu, Text: "x", Evidence: []db.Evidence{{Mail: id, Assignment: o.ID, Verb: checklist.VerbProgress, Text: "x"}}}}})
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := inboxtest.New(t)
			raw := h.Reply(h.Ask(), inboxtest.Jishu, tt.words, tt.header...)
			if tt.subject != "" {
				raw = h.Mail(inboxtest.Jishu, tt.subject, tt.words)
			}
			disposition := h.Deliver(raw)
			if tt.after != nil {
				tt.after(h, disposition.ID)
			}
			before := traces(h)
			if state, changed := replay(h, disposition.ID); state != tt.want || changed {
				t.Errorf("got %s, changed %v", state, changed)
			}
			if diff := cmp.Diff(traces(h), before); diff != "" {
				t.Errorf("-got +want\n%s", diff)
			}
		})
	}
}

func TestReplay_aClaimOfAnEarlierRoundDoesNotCloseALaterOne(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	n := h.Ask()
	h.Policy.Unproven = checklist.HoldUnproven
	disposition := h.Deliver(h.Reply(n, inboxtest.Jishu, "14 已完成"))
	id := h.Part(14, "技术服务部").ID
	h.Record(db.Record{Events: []checklist.Event{{Kind: checklist.EventSubmitted, Assignment: id, Actor: "clerk"}}})
	h.At = h.At.AddDate(0, 0, 3)
	h.Record(db.Record{Events: []checklist.Event{{Kind: checklist.EventReturned, Assignment: id, Actor: "中心主任"}}})
	h.Policy.Unproven = checklist.BelieveUnproven
	if state, changed := replay(h, disposition.ID); state != "filed" || !changed {
		t.Errorf("got %s, %v", state, changed)
	}
	if got := h.Part(14, "技术服务部").State; got != checklist.Open {
		t.Errorf("item 14 is %s", got)
	}
}

func TestReplay_aMailAndItsCopyStayOneEvidence(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	raw := h.Reply(h.Ask(), inboxtest.Jishu, "14 已完成")
	first := h.Deliver(raw)
	copied := h.Deliver(append([]byte("Received: from a by b\r\n"), raw...))
	before := traces(h)
	for _, id := range []int64{first.ID, copied.ID} {
		if _, changed := replay(h, id); changed {
			t.Errorf("mail %d changed", id)
		}
	}
	if diff := cmp.Diff(traces(h), before); diff != "" {
		t.Errorf("-got +want\n%s", diff)
	}
}

// An address that the clerk let work again is not marked anew by the bounce that he has seen.
func TestReplay_aBounceMarksItsAddressOnce(t *testing.T) {
	t.Parallel()
	h, ctx := inboxtest.New(t), context.Background()
	fate := h.Deliver(undelivered(h, h.Ask().MessageID, inboxtest.Jishu, "failed", "5.1.1"))
	if faults, err := h.Store.Faults(ctx); err != nil || faults[inboxtest.Jishu].Fault.String() != "5.1.1" {
		t.Fatalf("marked %v, %v", faults, err)
	}
	if err := h.Store.Revive(ctx, h.At, db.AddressFault{Address: inboxtest.Jishu, Person: "技术服务部负责人", Actor: "clerk"}); err != nil {
		t.Fatal(err)
	}
	replay(h, fate.ID)
	if faults, err := h.Store.Faults(ctx); err != nil || len(faults) > 0 {
		t.Errorf("marked anew: %v, %v", faults, err)
	}
}

// Who was not proven when his mail came is not when it is processed anew.
func TestReplay_provesNobodyAnew(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	h.Policy.Unproven = checklist.HoldUnproven
	fate := h.Deliver(h.Reply(h.Ask(), inboxtest.Jishu, "14 已完成"))
	state, _ := replay(h, fate.ID)
	if got := h.Part(14, "技术服务部").State; fate.State != checklist.MailQuarantined || state != string(checklist.MailQuarantined) || got != checklist.Open {
		t.Errorf("first %s, then %s; item 14 is %s", fate.State, state, got)
	}
}

// What a fix reads in a mail that was filed is filed and answered; what it only reads in other
// words is stored, and nobody hears of it twice.
func TestReplay_answersWhatIsNewAlone(t *testing.T) {
	t.Parallel()
	received := func(h *inboxtest.Office, words string) db.Mail {
		m, _, err := h.Processor.Receive(context.Background(), message.Arrival{Raw: h.Reply(h.Letter(letter.KindAssign, inboxtest.Jishu, 14, 29), inboxtest.Jishu, words), Source: "lmtp"})
		if err != nil {
			h.Fatal(err)
		}
		return m
	}
	for name, tt := range map[string]struct {
		then     []int // items under which it was filed
		text     string
		receipts int
	}{
		"one item of two was read": {[]int{14}, "14 进展：已起草\n29 进展：已上线", 1},
		"no item was read":         {nil, "14 进展：已起草\n29 进展：已上线", 1},
		"other words were read":    {[]int{14, 29}, "14 进展：已起草", 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := inboxtest.New(t)
			m := received(h, "14 进展：已起草\n29 进展：已上线")
			was := db.Disposition{ID: m.ID, State: checklist.MailFiled, Kind: "reply", Sender: inboxtest.Jishu, Person: "技术服务部负责人", Text: tt.text}
			var events []checklist.Event
			for _, no := range tt.then {
				o := h.Part(no, "技术服务部")
				events = append(events, checklist.Event{Kind: checklist.EventProgress, Assignment: o.ID, Actor: "技术服务部负责人", Mail: m.ID})
				was.Evidence = append(was.Evidence, db.Evidence{Mail: m.ID, Assignment: o.ID, Verb: checklist.VerbProgress, Text: "进展"})
			}
			h.Record(db.Record{Events: events, Mails: []db.Disposition{was}})
			h.At = h.At.Add(time.Hour)
			if state, changed := replay(h, m.ID); state != "filed" || !changed {
				t.Errorf("got %s, changed %v", state, changed)
			}
			if now, _ := h.Store.MailByID(context.Background(), m.ID); now.Text != "14 进展：已起草\n29 进展：已上线" {
				t.Errorf("its words are %q", now.Text)
			}
			for _, no := range []int{14, 29} {
				if filed, _ := h.Store.EvidenceOf(context.Background(), h.Part(no, "技术服务部").ID); len(filed) != 1 {
					t.Errorf("%d pieces of evidence of item %d", len(filed), no)
				}
			}
			if got := len(h.Letters(letter.KindReceipt, inboxtest.Jishu)); got != tt.receipts {
				t.Errorf("%d receipts, want %d", got, tt.receipts)
			}
		})
	}
}

// A bounce of which a fix reads more than the first time makes the letter lost and marks the
// address then; what it has done already it does not do again, whatever became of it since.
func TestReplay_aBounceDoesWhatItHasNotDone(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	for name, tt := range map[string]struct {
		status string
		before func(h *inboxtest.Office, n db.Notice, bounce int64)
		want   []checklist.EventKind // of the bounce, in the end
	}{
		"the address was not marked": {"5.1.1", func(h *inboxtest.Office, n db.Notice, bounce int64) {
			h.Record(db.Record{Lost: []db.LostLetter{{Notice: n.ID, Person: n.Person, Why: msg.Words("x"), Mail: bounce}}})
		}, []checklist.EventKind{checklist.EventFailed, checklist.EventBounced}},
		"the letter was not lost": {"5.1.1", func(h *inboxtest.Office, n db.Notice, bounce int64) {
			h.Record(db.Record{Faults: []db.AddressFault{{Address: inboxtest.Jishu, Fault: msg.Words("x"), Person: n.Person, Mail: bounce}}})
		}, []checklist.EventKind{checklist.EventBounced, checklist.EventFailed}},
		"it was taken for one of a full mailbox": {"5.7.1", func(*inboxtest.Office, db.Notice, int64) {}, []checklist.EventKind{checklist.EventFailed}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := inboxtest.New(t)
			n := h.Ask()
			m, _, err := h.Processor.Receive(ctx, message.Arrival{Raw: undelivered(h, n.MessageID, inboxtest.Jishu, "failed", tt.status), Source: "lmtp"})
			if err != nil {
				t.Fatal(err)
			}
			h.Record(db.Record{Mails: []db.Disposition{{ID: m.ID, State: checklist.MailNoted, Kind: "bounce", Answers: n.ID}}})
			tt.before(h, n, m.ID)
			for range 2 {
				replay(h, m.ID)
			}
			var got []checklist.EventKind
			events, err := h.Store.EventsOfMail(ctx, m.ID)
			for _, e := range events {
				if e.Kind == checklist.EventFailed || e.Kind == checklist.EventBounced {
					got = append(got, e.Kind)
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" || err != nil {
				t.Errorf("%v (-want +got)\n%s", err, diff)
			}
		})
	}
}
