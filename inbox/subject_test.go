package inbox_test

import (
	"strings"
	"testing"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/inbox/inboxtest"
)

func TestProcessor_anAnswerInTheSubjectCountsWhereNothingElseWasSaid(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		subject, body string
		want          checklist.State
	}{
		"before ours":            {"14已完成，见附件 回复：OURS", "", checklist.Submitted},
		"behind ours":            {"回复：OURS 14 已完成", "", checklist.Submitted},
		"behind several replies": {"14 已完成 Re: 答复：OURS", "", checklist.Submitted},
		"ours alone":             {"回复：OURS", "", checklist.Open},
		"words that do nothing":  {"请看 回复：OURS", "", checklist.Open},
		"the body comes first":   {"14 已完成 回复：OURS", "14 还在办", checklist.Open},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := inboxtest.New(t)
			ours := "〔督办 K7Q4M2〕第14项已登记，还有3个工作日到期"
			h.SentAs = []byte("From: duban@djzx.example\r\nSubject: " + ours + "\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n14　一码通\r\n")
			n := h.Letter(letter.KindRemind, inboxtest.Jishu, 14)
			mail := string(h.Reply(n, inboxtest.Jishu, tt.body, "In-Reply-To: <duban."+string(n.Token)+".x@djzx.example>",
				"Subject: "+strings.Replace(tt.subject, "OURS", ours, 1)))
			disposition := h.Deliver([]byte(mail))
			if got := h.Part(14, "技术服务部").State; got != tt.want {
				t.Errorf("item 14 is %s, want %s (%s: %s)", got, tt.want, disposition.State, disposition.Reason)
			}
		})
	}
}

func TestProcessor_ofALongMailIsSaidWhatWasNotRead(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	h.Deliver(h.Reply(h.Ask(), inboxtest.Jishu, "14 进展：已起草\n"+strings.Repeat("材料第几页共几页内容如下\n", 10_000)))
	receipts := h.Letters(letter.KindReceipt, inboxtest.Jishu)
	if len(receipts) != 1 || !strings.Contains(strings.Join(inboxtest.AllSaid(receipts[0].Letter.Receipt.Unread), "\n"), "只读了前256 KB") {
		t.Errorf("%d receipts: %+v", len(receipts), receipts)
	}
}
