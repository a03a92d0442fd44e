package inbox_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/inbox/inboxtest"
	"duban/inbox/rawtest"
)

func TestProcessor_wordsBetweenTheLinesOfOurLetterAreHeard(t *testing.T) {
	t.Parallel()
	quote := "\r\n\r\n------------------ 原始邮件 ------------------\r\n发件人: 督办 <duban@djzx.example>\r\n主题: 请办理\r\n\r\n" +
		"技术服务部负责人：\r\n您有2件事项临近时限。\r\n14　推行一码通查询\r\n14 已完成，系统已上线\r\n" +
		"29　部门之间数据共享\r\n29 申请延期到5月20日\r\n直接回复本邮件即可登记，例如“14 已完成：采取措施……”。\r\n"
	for name, tt := range map[string]struct {
		above, verbs string
		unread       []string
	}{
		"nothing above":    {"", "完成 延期", nil},
		"only a greeting":  {"您好：", "完成 延期", nil},
		"only a pointer":   {"回复见下方原文", "完成 延期", nil},
		"an answer of its": {"14 正在办理", "进展", []string{"14 已完成，系统已上线", "29 申请延期到5月20日"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := inboxtest.New(t)
			h.SentAs = []byte(rawtest.OurLetter)
			n := h.Letter(letter.KindAssign, inboxtest.Jishu, 14, 29)
			disposition := h.Deliver(h.Reply(n, inboxtest.Jishu, tt.above+quote))
			var verbs []string
			for _, e := range disposition.Evidence {
				verbs = append(verbs, string(e.Verb))
			}
			if strings.Join(verbs, " ") != tt.verbs {
				t.Errorf("filed as %q (%s), want %q", verbs, disposition.Reason, tt.verbs)
			}
			receipts := h.Letters(letter.KindReceipt, inboxtest.Jishu)
			if len(receipts) != 1 {
				t.Fatalf("%d receipts", len(receipts))
			}
			got := receipts[0].Letter.Receipt
			if !slices.Equal(inboxtest.AllSaid(got.Unread), tt.unread) {
				t.Errorf("told as unread: %q, want %q", got.Unread, tt.unread)
			}
			if tt.unread == nil && !strings.Contains(inboxtest.Said(got.Cut), "与原信对照取出") {
				t.Errorf("not said where the words were: %q", got.Cut)
			}
		})
	}
}

// A mail every line of which is marked says nothing that is surely its writer's: he is
// asked, with his own words, and nothing is done.
func TestProcessor_answersBehindMarksAreAskedAbout(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	h.SentAs = []byte("From: duban@djzx.example\r\nSubject: x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n技术服务部负责人：\r\n14　一码通。\r\n回复例如：\r\n14 已完成：办理情况\r\n综合部（督办）\r\n")
	n := h.Letter(letter.KindRemind, inboxtest.Jishu, 14, 29)
	const quoted = "在 2026-04-01 08:30，督办 写道：\n> %s\n> 技术服务部\n>\n> 技术服务部负责人：\n> 14　一码通。\n> 回复例如：\n> 14 已完成：办理情况\n> 综合部（督办）\n"
	fate := h.Deliver(h.Reply(n, inboxtest.Jishu, strings.Replace(quoted, "%s", "14 已完成：接口已升级，查询时间降到10秒。", 1)))
	questions := h.Letters(letter.KindQuestion, inboxtest.Jishu)
	if fate.State != checklist.MailAsked || h.Part(14, "技术服务部").State != checklist.Open || len(questions) != 1 {
		t.Fatalf("got %s: %s, %d questions", fate.State, fate.Reason, len(questions))
	}
	if why := inboxtest.Said(questions[0].Letter.Receipt.Why); !strings.Contains(why, "“14 已完成：接口已升级，查询时间降到10秒。”写在引用标记") || strings.Contains(why, "办理情况") {
		t.Errorf("he is asked: %s", why)
	}
	fate = h.Deliver(h.Reply(n, inboxtest.Jishu, strings.Replace(quoted, "> %s\n> 技术服务部\n>\n", "", 1)))
	if fate.State != checklist.MailAsked || h.Part(14, "技术服务部").State != checklist.Open {
		t.Errorf("our letter alone: got %s: %s", fate.State, fate.Reason)
	}
}

// Of many answers behind marks he is told five.
func TestProcessor_ofAnswersBehindMarksFiveAreQuoted(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	marked := ""
	for i := range 7 {
		marked += fmt.Sprintf("> 14 已完成：第%d批\n", i+1)
	}
	h.Deliver(h.Reply(h.Letter(letter.KindRemind, inboxtest.Jishu, 14, 29), inboxtest.Jishu, "在 2026-04-01 08:30，督办 写道：\n"+marked))
	why := inboxtest.Said(h.Letters(letter.KindQuestion, inboxtest.Jishu)[0].Letter.Receipt.Why)
	if !strings.Contains(why, "第1批") || !strings.Contains(why, "第5批") || strings.Contains(why, "第6批") {
		t.Errorf("he is asked: %s", why)
	}
}
