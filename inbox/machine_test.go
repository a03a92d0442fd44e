package inbox_test

import (
	"fmt"
	"testing"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/inbox/inboxtest"
	"duban/inbox/message"
)

// A robot's words are no verdict, in whosever name they come.
func TestProcessor_anAcknowledgementOfTheDirectorsServerStrikesNothingOff(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	h.Submitted14()
	digest := h.Letter(letter.KindDigest, inboxtest.Zhuren, 14)
	fate := h.Deliver(h.Reply(digest, inboxtest.Zhuren, "OK. your email has been received."))
	if o := h.Part(14, "技术服务部"); fate.State != "noted" || fate.Kind != "ack" || o.State != checklist.Submitted {
		t.Errorf("got %s %s: %s; item %s", fate.State, fate.Kind, fate.Reason, o.State)
	}
}

func TestProcessor_aRecallThatHoldsAnAnswerIsAskedAbout(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	fate := h.Deliver(h.Mail(inboxtest.Jishu, "撤回："+h.Ask().Token.Tag(), "14 已完成"))
	if o := h.Part(14, "技术服务部"); fate.State != "quarantined" || o.State != checklist.Open || len(h.Letters(letter.KindHeld, inboxtest.Jishu)) != 1 {
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

func TestProcessor_aStrangersWordsAreKeptAndNotRead(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	const words = "14 已完成\n\n> 原文"
	fate := h.Deliver(h.Reply(h.Ask(), "a@evil.example", words))
	if fate.State != "quarantined" || fate.Quoted != "" || fate.Text != words {
		t.Errorf("got %s: %s; text %q, quoted %q", fate.State, fate.Reason, fate.Text, fate.Quoted)
	}
}

func TestProcessor_whoGuessesTokensIsLookedUpTenTimes(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	tag := h.Ask().Token.Tag()
	guesses := ""
	for i := range 30 {
		guesses += fmt.Sprintf("〔督办 K7Q%dM%d〕", 2+i/8, 2+i%8)
	}
	if fate := h.Deliver(h.Mail(inboxtest.Jishu, guesses+tag, "14 已完成")); fate.State != "quarantined" || h.Part(14, "技术服务部").State != checklist.Open {
		t.Errorf("behind thirty guesses: got %s: %s", fate.State, fate.Reason)
	}
	if fate := h.Deliver(h.Mail(inboxtest.Jishu, tag+guesses, "14 已完成")); fate.State != "filed" {
		t.Errorf("before them: got %s: %s", fate.State, fate.Reason)
	}
}
