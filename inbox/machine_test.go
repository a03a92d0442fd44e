package inbox_test

import (
	"testing"

	"duban/checklist"
	"duban/inbox/inboxtest"
	"duban/inbox/message"
)

// A robot's words are no verdict, in whosever name they come.
func TestProcessor_anAcknowledgementOfTheDirectorsServerStrikesNothingOff(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	h.Submitted14()
	digest := h.Letter(checklist.LetterDigest, inboxtest.Zhuren, 14)
	fate := h.Deliver(h.Reply(digest, inboxtest.Zhuren, "OK. your email has been received."))
	if o := h.Part(14, "技术服务部"); fate.State != "noted" || fate.Kind != "ack" || o.State != checklist.Submitted {
		t.Errorf("got %s %s: %s; item %s", fate.State, fate.Kind, fate.Reason, o.State)
	}
}

func TestProcessor_aRecallThatHoldsAnAnswerIsAskedAbout(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	fate := h.Deliver(h.Mail(inboxtest.Jishu, "撤回："+h.Ask().Token.Tag(), "14 已完成"))
	if o := h.Part(14, "技术服务部"); fate.State != "quarantined" || o.State != checklist.Open || len(h.Letters(checklist.LetterHeld, inboxtest.Jishu)) != 1 {
		t.Errorf("got %s: %s; item %s", fate.State, fate.Reason, o.State)
	}
}

func TestProcessor_theEnvelopeOfAProgramIsEmpty(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	raw := h.Reply(h.Ask(), inboxtest.Jishu, "14 已完成")
	mail, _, err := h.Processor.Receive(t.Context(), message.Arrival{Raw: raw, Source: "lmtp", Envelope: "<>"})
	if err != nil {
		t.Fatal(err)
	}
	fate, err := h.Processor.File(t.Context(), mail)
	if err != nil || fate.Kind != "null-sender" || fate.State != "quarantined" || h.Part(14, "技术服务部").State != checklist.Open || h.Answers() != 0 {
		t.Errorf("got %s %s: %s, %v", fate.State, fate.Kind, fate.Reason, err)
	}
}
