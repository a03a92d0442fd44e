package inbox_test

import (
	"slices"
	"strings"
	"testing"

	"duban/checklist"
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
			n := h.Letter(checklist.LetterAssign, inboxtest.Jishu, 14, 29)
			disposition := h.Deliver(h.Reply(n, inboxtest.Jishu, tt.above+quote))
			var verbs []string
			for _, e := range disposition.Evidence {
				verbs = append(verbs, string(e.Verb))
			}
			if strings.Join(verbs, " ") != tt.verbs {
				t.Errorf("filed as %q (%s), want %q", verbs, disposition.Reason, tt.verbs)
			}
			receipts := h.Letters(checklist.LetterReceipt, inboxtest.Jishu)
			if len(receipts) != 1 {
				t.Fatalf("%d receipts", len(receipts))
			}
			got := receipts[0].Letter.Receipt
			if !slices.Equal(got.Unread, tt.unread) {
				t.Errorf("told as unread: %q, want %q", got.Unread, tt.unread)
			}
			if tt.unread == nil && !strings.Contains(got.Cut, "与原信对照取出") {
				t.Errorf("not said where the words were: %q", got.Cut)
			}
		})
	}
}
