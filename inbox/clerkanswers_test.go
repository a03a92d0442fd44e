package inbox_test

import (
	"strings"
	"testing"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/inbox/inboxtest"
	"duban/internal/msg"
	"duban/internal/words"
)

func TestProcessor_theClerkMayAnswerHisOwnLetters(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]struct {
		answered bool // by a receipt
		part     checklist.State
	}{
		"收到":           {false, checklist.Open},
		"知道了，谢谢":       {false, checklist.Open},
		"已处理":          {true, checklist.Open},
		"来信17是广告，请作废":  {true, checklist.Open},
		"7 同意":         {true, checklist.Open},
		"14 已完成：已配合上线": {true, checklist.Submitted},
	} {
		t.Run(words, func(t *testing.T) {
			t.Parallel()
			h := inboxtest.New(t)
			h.Record(db.Record{Notices: db.ClerkMatter{Matter: "clerk", On: checklist.DayOf(h.At, inboxtest.Zone), Reason: msg.Words("试"), NotBefore: h.At,
				News: letter.ClerkNews{Todo: []letter.Todo{{What: msg.Words("待归档"), Do: msg.Words("duban quarantine show 17")}}}}.Letters(h.Policy.Directory)})
			fate := h.Deliver(h.Reply(h.Letters(letter.KindClerk, inboxtest.Zonghe)[0], inboxtest.Zonghe, words))
			receipts := h.Letters(letter.KindReceipt, inboxtest.Zonghe)
			if fate.State != checklist.MailFiled || len(receipts) == 1 != want.answered || h.Answers() != len(receipts) {
				t.Errorf("got %s: %s, %d receipts of %d answers", fate.State, fate.Reason, len(receipts), h.Answers())
			}
			if got := h.Part(14, "综合部").State; got != want.part {
				t.Errorf("his part is %s", got)
			}
			for _, r := range receipts {
				if !r.Letter.Complete() {
					t.Errorf("the receipt cannot be set: %+v", r.Letter)
				}
			}
		})
	}
}

// He was asked to send his files anew, and does so by answering that letter: what he
// sends is about the letter that he had answered first.
func TestProcessor_anAnswerToALetterThatHoldsIsAboutTheFirst(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	n := h.Ask()
	if fate := h.Deliver(h.Reply(n, inboxtest.Jishu, "已完成，材料：链接: https://pan.baidu.com/s/1abc 提取码: k8d2")); fate.State != checklist.MailQuarantined {
		t.Fatalf("the first: got %s: %s", fate.State, fate.Reason)
	}
	held := h.Letters(letter.KindHeld, inboxtest.Jishu)[0]
	fate := h.Deliver(h.Reply(held, inboxtest.Jishu, "已完成，材料见附件"))
	if got := h.Part(14, "技术服务部").State; fate.State != checklist.MailFiled || got != checklist.Submitted {
		t.Errorf("got %s: %s, item 14 is %s", fate.State, fate.Reason, got)
	}
}

func TestProcessor_anAnswerThatCannotBeAskedAboutIsHeld(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	h.Deliver(h.Mail(inboxtest.Jishu, "没有编号的材料", "关于14项"))
	held := h.Letters(letter.KindHeld, inboxtest.Jishu)[0]
	fate := h.Deliver(h.Reply(held, inboxtest.Jishu, "就是刚才那件事"))
	if fate.State != checklist.MailQuarantined || !strings.Contains(words.Say(words.Chinese, fate.Reason), "没有列出事项") || len(h.Letters(letter.KindQuestion, inboxtest.Jishu)) != 0 {
		t.Errorf("got %s: %s", fate.State, fate.Reason)
	}
	fate = h.Deliver(h.Reply(held, inboxtest.Jishu, "14 已完成：系统已上线"))
	if got := h.Part(14, "技术服务部").State; fate.State != checklist.MailFiled || got != checklist.Submitted {
		t.Errorf("with a number: got %s: %s, item 14 is %s", fate.State, fate.Reason, got)
	}
}

func TestProcessor_aStrangerWhoNamesALetterIsToldOfSo(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	n := h.Ask()
	fate := h.Deliver(h.Reply(n, "home@qq.com", "14 已完成"))
	if fate.State != checklist.MailQuarantined || fate.Answers != n.ID || !strings.Contains(words.Say(words.Chinese, fate.Reason), "信中有发给技术服务部负责人的通知的编号") {
		t.Errorf("got %+v", fate)
	}
}
