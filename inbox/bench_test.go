package inbox_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"duban/inbox/answer"
	"duban/inbox/inboxtest"
	"duban/inbox/message"
	"duban/inbox/quote"
	"duban/inbox/rawtest"
	"duban/inbox/robot"
	"duban/inbox/sender"
)

// BenchmarkOwnWords_M23 shows that the time is linear: the time for each byte of
// a line stays the same, whatever its length.
func BenchmarkOwnWords_M23(b *testing.B) {
	for name, unit := range map[string]string{"sentences": "14 已完成，", "在": "在", "On a": "On a ", "dashes": "-", "marks": "> ", "addresses": "a@b.cn 9:00 ", "colons": "在 2027-04-27 09:00：\n"} {
		for _, size := range []int{2 << 10, 20 << 10, 200 << 10} {
			text := strings.Repeat(unit, size/len(unit))
			b.Run(fmt.Sprintf("%s/%d", name, size), func(b *testing.B) {
				b.SetBytes(int64(len(text)))
				for b.Loop() {
					quote.OwnWords(text, "")
				}
			})
		}
	}
}

// BenchmarkOwnWords_aLongLetter reads a megabyte in lines, as a list pasted into a
// reply is.
func BenchmarkOwnWords_aLongLetter(b *testing.B) {
	var text strings.Builder
	for i := 0; text.Len() < 1<<20; i++ {
		fmt.Fprintf(&text, "14 进展：第%d批材料已报送，请审核。\n", i)
	}
	b.SetBytes(int64(text.Len()))
	for b.Loop() {
		quote.OwnWords(text.String(), "")
	}
}

// BenchmarkProcessor_oneMail is all that is done for a mail: store it, read it, judge
// it, file it, with every commit on disk.
func BenchmarkProcessor_oneMail(b *testing.B) {
	h := inboxtest.New(b)
	h.Policy.AnswersPerDay = 0
	n := h.Ask()
	raws := make([][]byte, 2000)
	for i := range raws {
		raws[i] = h.Reply(n, inboxtest.Jishu, fmt.Sprintf("14 进展：第%d次汇报\n\n------------------ 原始邮件 ------------------\n发件人: a\n发送时间: b\n主题: c\n\n%s", i, strings.Repeat("14 一码通\n", 100)))
	}
	at := 0
	for b.Loop() {
		m, _, err := h.Processor.Receive(context.Background(), message.Arrival{Raw: raws[at%len(raws)], Source: "bench"})
		if err != nil {
			b.Fatal(err)
		}
		if m.State == "received" {
			if _, err := h.Processor.File(context.Background(), m); err != nil {
				b.Fatal(err)
			}
		}
		at++
	}
}

// BenchmarkParseAndProcess is the part of it that needs no disk.
func BenchmarkParseAndProcess(b *testing.B) {
	raw := rawtest.ReadTestFile(b, "qq-reply.eml")
	b.SetBytes(int64(len(raw)))
	for b.Loop() {
		m := message.Parse(raw, message.Limits{})
		robot.Classify(m, corpusSelf)
		w := quote.OwnWords(m.Plain, m.HTML)
		answer.Read(w.Text, answer.Letter{}, answer.Options{Year: 2027})
		sender.ProofOf(m, []string{"mx.qq.com"})
	}
}
