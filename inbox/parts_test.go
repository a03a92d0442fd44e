package inbox_test

import (
	"testing"

	"duban/checklist"
	"duban/inbox"
	"duban/inbox/inboxtest"
	"duban/inbox/message"
)

func TestReadWords_partsThatDisagreeAreBothKept(t *testing.T) {
	t.Parallel()
	w := inbox.ReadWords(&message.Message{Plain: "14 未完成", HTML: "<p>14 已完成</p>"})
	if w.Text != "14 未完成" || w.Other != "14 已完成" || !w.Unsure {
		t.Errorf("H06: got %+v", w)
	}
	w = inbox.ReadWords(&message.Message{Plain: "14 已完成", HTML: "<p>第14项 已完成。</p>"})
	if w.Unsure || w.Other != "" {
		t.Errorf("the same in other words: got %+v", w)
	}
}

func TestProcessor_H06_aVerdictWhosePartsContradictEachOtherDecidesNothing(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		plain, page string
		want        checklist.State
	}{
		"accepted in one, returned in the other": {"14 同意", "14 退回：材料不足", checklist.Submitted},
		"returned in one, accepted in the other": {"14 退回：材料不足", "14 同意", checklist.Submitted},
		"the same in both":                       {"14 同意", "14 同意", checklist.Accepted},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := inboxtest.New(t)
			n := h.Submitted14()
			body := "--x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + tt.plain + "\r\n--x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>" + tt.page + "</p>\r\n--x--"
			h.Deliver(h.Reply(n, inboxtest.Zhuren, body, "Content-Type: multipart/alternative; boundary=x", "Content-Transfer-Encoding: 8bit"))
			if got := h.Part(14, "技术服务部").State; got != tt.want {
				t.Errorf("item 14 is %s, want %s", got, tt.want)
			}
		})
	}
}
