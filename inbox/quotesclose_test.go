package inbox_test

import (
	"context"
	"strings"
	"testing"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/inbox/inboxtest"
)

// One line behind a mark may be his own or what he answers: it is filed, and decides
// nothing.
func TestProcessor_aSingleQuotedLineStrikesNothingOff(t *testing.T) {
	t.Parallel()
	for name, words := range map[string]string{
		"below his words":     "再议，先不批。\r\n\r\n> 14 同意",
		"above his words":     "> 14 同意\r\n\r\n再议，先不批。",
		"and not a word else": "> 14 同意",
		"as an entity":        "再议，先不批。\r\n\r\n&gt; 14 同意",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := inboxtest.New(t)
			h.Deliver(h.Reply(h.Ask(), inboxtest.Jishu, "14 已完成"))
			digest := h.Letter(letter.KindDigest, inboxtest.Zhuren, 14)
			disposition := h.Deliver(h.Reply(digest, inboxtest.Zhuren, words))
			if got := h.Part(14, "技术服务部").State; got != checklist.Submitted {
				t.Errorf("item 14 is %s (%s: %s)", got, disposition.State, disposition.Reason)
			}
			if !strings.Contains(disposition.Text, "14 同意") {
				t.Errorf("not filed: %q", disposition.Text)
			}
			transcripts := h.Letters(letter.KindTranscript, inboxtest.Zhuren)
			if len(transcripts) != 1 || !strings.Contains(strings.Join(inboxtest.AllSaid(transcripts[0].Letter.Transcript.Unread), " "), "14 同意") {
				t.Errorf("he is not told that it was not read: %d transcripts", len(transcripts))
			}
		})
	}
}

func TestProcessor_aSingleQuotedLineClaimsNothing(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	disposition := h.Deliver(h.Reply(h.Ask(), inboxtest.Jishu, "还在办\r\n\r\n> 14 已完成"))
	evidence, err := h.Store.EvidenceOfMail(context.Background(), disposition.ID)
	if got := h.Part(14, "技术服务部").State; got != checklist.Open || err != nil {
		t.Errorf("item 14 is %s: %+v, %v", got, evidence, err)
	}
}

// What the receipt repeats of his words is ours when it comes back; what he sends once
// more is his.
func TestProcessor_ourLetterUnderAnUnknownHeadIsNotCarriedOut(t *testing.T) {
	t.Parallel()
	l := "技术服务部负责人：\r\n\r\n您有2件事项临近时限。\r\n\r\n14　推行一码通查询\r\n　　时限：2026年4月30日（星期四），还有5个工作日\r\n29　部门之间数据共享\r\n\r\n办结后，直接回复本邮件并附佐证材料，每行以序号开头，例如：\r\n\r\n　　14 已完成：采取措施……；成效……\r\n　　29 申请延期到6月10日，因……\r\n\r\n综合部（督办）\r\n"
	for name, head := range map[string]string{
		"none": "", "已发送": "发件人: 督办\r\n已发送: 2026年4月15日 8:31\r\n主题: 待办\r\n\r\n", "原始消息": "原始消息\r\n", "nobody's": "～～历史～～\r\n",
	} {
		for _, mark := range []string{"", "&gt; ", "| "} {
			t.Run(name+" "+mark, func(t *testing.T) {
				t.Parallel()
				h := inboxtest.New(t)
				h.SentAs = []byte("From: duban@djzx.example\r\nSubject: x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + l)
				n := h.Letter(letter.KindAssign, inboxtest.Jishu, 14, 29)
				disposition := h.Deliver(h.Reply(n, inboxtest.Jishu, "14 收到\r\n\r\n"+head+mark+strings.ReplaceAll(l, "\r\n", "\r\n"+mark)))
				if len(disposition.Evidence) != 1 || disposition.Evidence[0].Verb != checklist.VerbAcknowledge || disposition.Text != "14 收到" && !strings.Contains(head, "～") {
					t.Errorf("filed %+v of %q", disposition.Evidence, disposition.Text)
				}
			})
		}
	}
}
