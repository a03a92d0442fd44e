package inbox

import (
	"slices"
	"strings"
	"testing"

	"duban/checklist"
)

// ourLetter is a letter as it went out.
const ourLetter = "From: duban@djzx.example\r\nSubject: x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" +
	"技术服务部负责人：\r\n\r\n您有2件事项临近时限。\r\n\r\n14　推行一码通查询\r\n　　时限：2026年4月30日（星期四），还有5个工作日\r\n" +
	"29　部门之间数据共享\r\n　　时限：2026年4月30日（星期四），还有5个工作日\r\n\r\n直接回复本邮件即可登记，例如“14 已完成：采取措施……”。\r\n\r\n综合部（督办）\r\n"

func TestInsertedLines_areWhatTheLetterHasNot(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ quoted, want string }{
		"between its lines": {`发件人：督办 <duban@djzx.example>
主题：请办理
技术服务部负责人：
您有2件事项临近时限。
14　推行一码通查询
时限：2026年4月30日（星期四），还有5个工作日
已完成，系统4月20日上线
29　部门之间数据共享
还没有，预计5月5日
时限：2026年4月30日（星期四），还有5个工作日
直接回复本邮件即可登记，例如“14 已完成：采取措施……”。
张三 办公室`, "已完成，系统4月20日上线|还没有，预计5月5日"},
		"broken and joined otherwise": {"您有2件\n事项临近时限。 14　推行一码通\n查询　　时限：2026年4月30日（星期四），还有\n5个工作日29　部门之间数据共享", ""},
		"an older letter below": {`您有2件事项临近时限。
14　推行一码通查询
发件人：督办 <duban@djzx.example>
上月的那一封有别的话
您有2件事项临近时限。`, ""},
		"a link that the program made": {`您有2件事项临近时限。<mailto:duban@djzx.example>
已办
直接回复本邮件即可登记，例如“14 已完成：采取措施……”。`, "已办"},
		"below it": {"您有2件事项临近时限。\n此邮件内容保密，未经许可不得传播", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := insertedLines(tt.quoted, lettersOf([]byte(ourLetter)))
			if strings.Join(got, "|") != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestJudge_wordsBetweenTheLinesOfOurLetterAreHeard(t *testing.T) {
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
			h := newHouse(t)
			h.sentAs = []byte(ourLetter)
			n := h.letter(checklist.LetterAssign, jishu, 14, 29)
			fate := h.deliver(h.reply(n, jishu, tt.above+quote))
			var verbs []string
			for _, e := range fate.Evidence {
				verbs = append(verbs, string(e.Verb))
			}
			if strings.Join(verbs, " ") != tt.verbs {
				t.Errorf("filed as %q (%s), want %q", verbs, fate.Reason, tt.verbs)
			}
			receipts := h.letters(checklist.LetterReceipt, jishu)
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
