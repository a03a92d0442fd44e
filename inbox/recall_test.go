package inbox_test

import (
	"strings"
	"testing"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/inbox/inboxtest"
	"duban/internal/words"
)

func TestProcessor_aRecalledClaimIsTheClerksToAskAbout(t *testing.T) {
	t.Parallel()
	for name, subject := range map[string]func(tag string) string{
		"Outlook in Chinese": func(tag string) string { return "撤回: 回复: " + tag + "交办" },
		"without the tag":    func(string) string { return "撤回: 材料" },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := inboxtest.New(t)
			n := h.Ask()
			h.Deliver(h.Reply(n, inboxtest.Jishu, "14 已完成：已上线"))
			fate := h.Deliver(h.Mail(inboxtest.Jishu, subject(n.Token.Tag()), "技术服务部 将撤回邮件“回复: 14 已完成”。"))
			o := h.Part(14, "技术服务部")
			if fate.State != checklist.MailNoted || fate.Kind != "recall" || o.State != checklist.Submitted {
				t.Fatalf("got %s %s: %s; item %s", fate.State, fate.Kind, fate.Reason, o.State)
			}
			told := h.Letters(letter.KindClerk, inboxtest.Zonghe)
			if len(told) != 1 || !strings.Contains(words.Say(words.Chinese, told[0].Letter.Clerk.Todo[0].What), "第14项仍待审核") {
				t.Errorf("the clerk is told %+v", told)
			}
			if claim, err := h.Store.ClaimOf(t.Context(), o); err != nil || !claim.Recalled {
				t.Errorf("the digest says of the claim %+v, %v", claim, err)
			}
		})
	}
}

func TestProcessor_aRecallOfNothingThatWaitsIsOnlyNoted(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	n := h.Ask()
	h.Deliver(h.Reply(n, inboxtest.Jishu, "14 进展：已起草"))
	fate := h.Deliver(h.Mail(inboxtest.Jishu, "撤回: 回复: "+n.Token.Tag(), "技术服务部 将撤回邮件“回复: 14 进展”。"))
	if fate.State != checklist.MailNoted || len(h.Letters(letter.KindClerk, inboxtest.Zonghe)) != 0 {
		t.Errorf("got %s: %s", fate.State, fate.Reason)
	}
}

func TestProcessor_aClaimMadeAfterARecallIsNotRecalled(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	n := h.Ask()
	h.Deliver(h.Reply(n, inboxtest.Jishu, "14 进展：已起草"))
	h.Deliver(h.Mail(inboxtest.Jishu, "撤回: 回复: "+n.Token.Tag(), "技术服务部 将撤回邮件“回复: 14 进展”。"))
	h.Deliver(h.Reply(n, inboxtest.Jishu, "14 已完成：已上线"))
	if claim, err := h.Store.ClaimOf(t.Context(), h.Part(14, "技术服务部")); err != nil || claim.Recalled {
		t.Errorf("%+v, %v", claim, err)
	}
}

// What only sounds like a bounce returns a letter of ours, or is somebody's mail.
func TestProcessor_aBounceNamesALetterOfOurs(t *testing.T) {
	t.Parallel()
	const phishing = "抱歉，您的邮件被退回。您的邮箱容量已满，请点击 https://evil.example 升级。"
	h := inboxtest.New(t)
	n := h.Ask()
	if fate := h.Deliver(h.Mail("admin@evil.example", "系统退信", phishing, "From: =?utf-8?q?=E7=B3=BB=E7=BB=9F=E7=AE=A1=E7=90=86=E5=91=98?= <admin@evil.example>")); fate.Kind != "reply" || fate.State != checklist.MailQuarantined {
		t.Errorf("of a stranger: got %s %s: %s", fate.State, fate.Kind, fate.Reason)
	}
	if fate := h.Deliver(h.Mail("postmaster@mx.example", "系统退信 "+n.Token.Tag(), phishing)); fate.Kind != "bounce" || fate.State != checklist.MailNoted { // it names nobody whom it might be about instead
		t.Errorf("of our letter: got %s %s: %s", fate.State, fate.Kind, fate.Reason)
	}
	if fate := h.Deliver(undelivered(h, "<x@y>", inboxtest.Jishu, "failed", "5.1.1")); fate.Kind != "bounce" || fate.State != checklist.MailDropped {
		t.Errorf("a report of a letter of others: got %s %s: %s", fate.State, fate.Kind, fate.Reason)
	}
}
