package inbox_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/inbox/inboxtest"
	"duban/internal/msg"
	"duban/internal/words"
)

// doubting is an office as it is shipped, to which nobody proves senders, and its digest in
// which item 14 waits for the director.
func doubting(t *testing.T) (*inboxtest.Office, db.Notice) {
	t.Helper()
	h := inboxtest.New(t)
	h.Policy.Unproven = checklist.ConfirmVerdicts
	return h, h.Submitted14()
}

// asking is the newest letter that asks the director for a confirmation.
func asking(h *inboxtest.Office) db.Notice {
	h.Helper()
	all := h.Letters(letter.KindConfirm, inboxtest.Zhuren)
	if len(all) == 0 {
		h.Fatal("nobody asked the director")
	}
	return all[len(all)-1]
}

func TestConfirm_anUnprovenVerdictWaitsForItsJudge(t *testing.T) {
	t.Parallel()
	h, digest := doubting(t)
	waiting := h.Deliver(h.Reply(digest, inboxtest.Zhuren, "14 同意"))
	if got := h.Part(14, "技术服务部").State; waiting.State != checklist.MailAsked || got != checklist.Submitted {
		t.Fatalf("unproven: %s, item 14 is %s", waiting.State, got)
	}
	if n := asking(h); len(n.Token) != letter.LongTokenLength || len(n.Letter.Confirm.Words) != 1 || len(n.Letter.Confirm.Words[0].Filed) != 1 {
		t.Fatalf("asked by %s, %+v", n.Token, n.Letter.Confirm)
	}
	if n := len(h.Letters(letter.KindTranscript, inboxtest.Zhuren)); n != 0 {
		t.Errorf("%d transcripts beside it", n)
	}
	h.Deliver(h.Reply(asking(h), inboxtest.Zhuren, "确认"))
	if got := h.Part(14, "技术服务部").State; got != checklist.Accepted {
		t.Errorf("confirmed: item 14 is %s", got)
	}
	if n := len(h.Letters(letter.KindTranscript, inboxtest.Zhuren)); n != 1 {
		t.Errorf("%d transcripts of what was done", n)
	}
	if m, err := h.Store.MailByID(context.Background(), waiting.ID); err != nil || m.State != checklist.MailFiled {
		t.Errorf("its mail: %+v, %v", m, err)
	}
}

func TestConfirm_whatIsDeniedAfterItWasCarriedOutIsTheClerks(t *testing.T) {
	t.Parallel()
	h, digest := doubting(t)
	h.Deliver(h.Reply(digest, inboxtest.Zhuren, "14 同意"))
	ask := asking(h)
	h.Deliver(h.Reply(ask, inboxtest.Zhuren, "确认"))
	for answer, told := range map[string]int{"确认": 0, "不是本人": 1} {
		before := len(h.Letters(letter.KindClerk, inboxtest.Zonghe))
		h.Deliver(h.Reply(ask, inboxtest.Zhuren, answer))
		if got := len(h.Letters(letter.KindClerk, inboxtest.Zonghe)) - before; got != told {
			t.Errorf("%s: the clerk is told %d times, want %d", answer, got, told)
		}
		if got := h.Part(14, "技术服务部").State; got != checklist.Accepted {
			t.Errorf("%s: item 14 is %s", answer, got)
		}
	}
}

func TestConfirm_onlyAPersonsOwnYesCounts(t *testing.T) {
	t.Parallel()
	const (
		done  = "done"
		void  = "void"
		waits = "waits"
	)
	for name, tt := range map[string]struct {
		answer func(h *inboxtest.Office, digest db.Notice) []byte
		want   string
	}{
		"yes": {func(h *inboxtest.Office, _ db.Notice) []byte { return h.Reply(asking(h), inboxtest.Zhuren, "同意") }, done},
		"yes, the tag in the subject alone": {func(h *inboxtest.Office, _ db.Notice) []byte {
			return h.Mail(inboxtest.Zhuren, "答复 ［督办 "+strings.ToLower(string(asking(h).Token))+"］", "确认。")
		}, done},
		"yes, the tag in the address alone": {func(h *inboxtest.Office, _ db.Notice) []byte {
			return h.Mail(inboxtest.Zhuren, "答复", "是的，确认", "To: duban+"+string(asking(h).Token)+"@djzx.example")
		}, done},
		"yes, the tag in the quote alone": {func(h *inboxtest.Office, _ db.Notice) []byte {
			return h.Mail(inboxtest.Zhuren, "答复", "确认\n\n> "+asking(h).Token.Tag())
		}, done},
		"no": {func(h *inboxtest.Office, _ db.Notice) []byte {
			return h.Reply(asking(h), inboxtest.Zhuren, "不是本人")
		}, void},
		"other words": {func(h *inboxtest.Office, _ db.Notice) []byte {
			return h.Reply(asking(h), inboxtest.Zhuren, "14 同意，29 再议")
		}, void},
		"a receipt":         {func(h *inboxtest.Office, _ db.Notice) []byte { return h.Reply(asking(h), inboxtest.Zhuren, "收到") }, void},
		"yes behind a mark": {func(h *inboxtest.Office, _ db.Notice) []byte { return h.Reply(asking(h), inboxtest.Zhuren, "> 确认") }, waits},
		"nothing but a quote": {func(h *inboxtest.Office, _ db.Notice) []byte {
			return h.Reply(asking(h), inboxtest.Zhuren, "-----原始邮件-----\n确认")
		}, waits},
		"an automatic reply": {func(h *inboxtest.Office, _ db.Notice) []byte {
			return h.Reply(asking(h), inboxtest.Zhuren, "确认", "Auto-Submitted: auto-replied")
		}, waits},
		"a robot of a weak sign": {func(h *inboxtest.Office, _ db.Notice) []byte {
			return h.Reply(asking(h), inboxtest.Zhuren, "确认", "Precedence: bulk")
		}, waits},
		"somebody else": {func(h *inboxtest.Office, _ db.Notice) []byte { return h.Reply(asking(h), inboxtest.Zonghe, "确认") }, waits},
		"a stranger":    {func(h *inboxtest.Office, _ db.Notice) []byte { return h.Reply(asking(h), "a@evil.example", "确认") }, waits},
		"passed on": {func(h *inboxtest.Office, _ db.Notice) []byte {
			return h.Mail(inboxtest.Zhuren, "转发：请确认"+asking(h).Token.Tag(), "确认")
		}, waits},
		"yes to the digest": {func(h *inboxtest.Office, digest db.Notice) []byte { return h.Reply(digest, inboxtest.Zhuren, "确认") }, waits},
		"a visible failure": {func(h *inboxtest.Office, _ db.Notice) []byte {
			return h.Reply(asking(h), inboxtest.Zhuren, "确认", "Authentication-Results: mx.djzx.example; spf=fail smtp.mailfrom=evil.example")
		}, waits},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h, digest := doubting(t)
			waiting := h.Deliver(h.Reply(digest, inboxtest.Zhuren, "14 同意"))
			h.Deliver(tt.answer(h, digest))
			m, err := h.Store.MailByID(context.Background(), waiting.ID)
			if err != nil {
				t.Fatal(err)
			}
			got := map[checklist.MailState]string{checklist.MailFiled: done, checklist.MailAsked: waits, checklist.MailQuarantined: void}[m.State]
			if got != tt.want || (h.Part(14, "技术服务部").State == checklist.Accepted) != (tt.want == done) {
				t.Errorf("%s (%s), item 14 is %s", got, m.Reason, h.Part(14, "技术服务部").State)
			}
			if tt.want == void && len(h.Letters(letter.KindClerk, inboxtest.Zonghe)) == 0 {
				t.Error("nobody told the clerk")
			}
			h.Deliver(h.Reply(asking(h), inboxtest.Zhuren, "确认"))
			if got := h.Part(14, "技术服务部").State; (got == checklist.Accepted) != (tt.want != void) {
				t.Errorf("after his own yes item 14 is %s", got)
			}
		})
	}
}

// What the digest showed is decided, and nothing that came since.
func TestConfirm_whatChangedMeanwhileIsNotDecided(t *testing.T) {
	t.Parallel()
	for name, meanwhile := range map[string]func(h *inboxtest.Office){
		"the clerk has returned it": func(h *inboxtest.Office) {
			h.Record(db.Record{Events: []checklist.Event{{Kind: checklist.EventReturned, Assignment: h.Part(14, "技术服务部").ID, Actor: "clerk", Reason: msg.Words("缺照片")}}})
		},
		"it was taken back and claimed anew": func(h *inboxtest.Office) {
			id := h.Part(14, "技术服务部").ID
			h.Record(db.Record{Events: []checklist.Event{{Kind: checklist.EventWithdrawn, Assignment: id, Actor: "技术服务部负责人"}, {Kind: checklist.EventSubmitted, Assignment: id, Actor: "技术服务部负责人"}}})
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h, digest := doubting(t)
			h.Deliver(h.Reply(digest, inboxtest.Zhuren, "14 同意"))
			meanwhile(h)
			before := h.Part(14, "技术服务部").State
			h.Deliver(h.Reply(asking(h), inboxtest.Zhuren, "确认"))
			if got := h.Part(14, "技术服务部").State; got != before {
				t.Errorf("item 14 was %s and is %s", before, got)
			}
			if n := len(h.Letters(letter.KindTranscript, inboxtest.Zhuren)); n != 1 {
				t.Errorf("%d transcripts tell so", n)
			}
		})
	}
}

func TestConfirm_oneLetterGathersWhatWaits(t *testing.T) {
	t.Parallel()
	h, digest := doubting(t)
	h.Record(db.Record{Events: []checklist.Event{{Kind: checklist.EventSubmitted, Assignment: h.Part(29, "技术服务部").ID, Actor: "技术服务部负责人"}}})
	other := h.Letter(letter.KindDigest, inboxtest.Zhuren, 14, 29)
	h.Deliver(h.Reply(digest, inboxtest.Zhuren, "14 同意"))
	h.Deliver(h.Reply(other, inboxtest.Zhuren, "29 退回：缺照片"))
	if n := asking(h); len(n.Letter.Confirm.Words) != 2 {
		t.Fatalf("it asks about %+v", n.Letter.Confirm.Words)
	}
	h.Deliver(h.Reply(asking(h), inboxtest.Zhuren, "确认"))
	if a, b := h.Part(14, "技术服务部").State, h.Part(29, "技术服务部"); a != checklist.Accepted || b.Returns != 1 {
		t.Errorf("item 14 is %s, item 29 %+v", a, b)
	}
	if again := h.Deliver(h.Reply(h.Letters(letter.KindConfirm, inboxtest.Zhuren)[0], inboxtest.Zhuren, "确认")); again.State != checklist.MailFiled || h.Part(29, "技术服务部").Returns != 1 {
		t.Errorf("the first letter again: %+v", again)
	}
}

func TestConfirm_tooLateIsNever(t *testing.T) {
	t.Parallel()
	h, digest := doubting(t)
	h.Deliver(h.Reply(digest, inboxtest.Zhuren, "14 同意"))
	h.At = h.At.AddDate(0, 0, 10)
	h.Deliver(h.Reply(asking(h), inboxtest.Zhuren, "确认"))
	if got := h.Part(14, "技术服务部").State; got != checklist.Submitted {
		t.Errorf("item 14 is %s", got)
	}
}

func TestConfirm_anOfficeMayAskForEverything(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	h.Policy.Unproven = checklist.ConfirmAll
	h.Deliver(h.Reply(h.Ask(), inboxtest.Jishu, "14 已完成：系统已上线"))
	if got := h.Part(14, "技术服务部").State; got != checklist.Open {
		t.Fatalf("item 14 is %s", got)
	}
	all := h.Letters(letter.KindConfirm, inboxtest.Jishu)
	if len(all) != 1 || all[0].Letter.Confirm.Judges {
		t.Fatalf("asked: %+v", all)
	}
	h.Deliver(h.Reply(all[0], inboxtest.Jishu, "确认"))
	if got := h.Part(14, "技术服务部").State; got != checklist.Submitted {
		t.Errorf("confirmed: item 14 is %s", got)
	}
}

func TestConfirm_anUnprovenCompletionIsFiledAndMarked(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	h.Policy.Unproven = checklist.ConfirmVerdicts
	h.Deliver(h.Reply(h.Ask(), inboxtest.Jishu, "14 已完成：系统已上线"))
	receipts := h.Letters(letter.KindReceipt, inboxtest.Jishu)
	if got := h.Part(14, "技术服务部"); got.State != checklist.Submitted || len(receipts) != 1 || !receipts[0].Letter.Receipt.Unproven {
		t.Fatalf("item 14 is %s, receipts %+v", got.State, receipts)
	}
	if claim, err := h.Store.ClaimOf(context.Background(), h.Part(14, "技术服务部")); err != nil || !claim.Unproven {
		t.Errorf("the digest does not say so: %+v, %v", claim, err)
	}
}

// Forty mails of robots, of forgers and of guessers in the director's name silence nothing.
func TestConfirm_fortySilencersSilenceNothing(t *testing.T) {
	t.Parallel()
	for name, silencer := range map[string]func(h *inboxtest.Office, digest db.Notice, i int) []byte{
		"bulk": func(h *inboxtest.Office, _ db.Notice, i int) []byte {
			return h.Mail(inboxtest.Zhuren, "news", fmt.Sprint("x", i), "Precedence: bulk")
		},
		"visibly forged": func(h *inboxtest.Office, digest db.Notice, i int) []byte {
			return h.Reply(digest, inboxtest.Zhuren, fmt.Sprint("14 同意", i), "Authentication-Results: mx.evil.example; dmarc=fail header.from=djzx.example")
		},
		"without a letter": func(h *inboxtest.Office, _ db.Notice, i int) []byte {
			return h.Mail(inboxtest.Zhuren, "你好", fmt.Sprint("x", i))
		},
		"guesses": func(h *inboxtest.Office, _ db.Notice, i int) []byte {
			return h.Mail(inboxtest.Zhuren, fmt.Sprintf("〔督办 AAAA%c%c〕", letter.TokenAlphabet[i/26], letter.TokenAlphabet[i%26]), "14 同意")
		},
		"remarks": func(h *inboxtest.Office, digest db.Notice, i int) []byte {
			return h.Reply(digest, inboxtest.Zhuren, fmt.Sprint("14 请抓紧第", i, "遍"))
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h, digest := doubting(t)
			for i := range 45 {
				h.Deliver(silencer(h, digest, i))
			}
			h.Deliver(h.Reply(digest, inboxtest.Zhuren, "14 同意"))
			h.Deliver(h.Reply(asking(h), inboxtest.Zhuren, "确认"))
			transcripts := h.Letters(letter.KindTranscript, inboxtest.Zhuren)
			if got := h.Part(14, "技术服务部").State; got != checklist.Accepted || len(transcripts) == 0 || !transcripts[len(transcripts)-1].Letter.Transcript.Confirmed {
				t.Errorf("item 14 is %s; the transcripts: %d", got, len(transcripts))
			}
		})
	}
}

// Eleven ways to judge in the director's name, by somebody who has seen a digest of his.
func TestConfirm_elevenForgeriesDecideNothing(t *testing.T) {
	t.Parallel()
	for name, forged := range map[string]func(h *inboxtest.Office, digest db.Notice) []byte{
		"plain":       func(h *inboxtest.Office, n db.Notice) []byte { return h.Reply(n, inboxtest.Zhuren, "14 同意") },
		"all at once": func(h *inboxtest.Office, n db.Notice) []byte { return h.Reply(n, inboxtest.Zhuren, "全部同意") },
		"a return": func(h *inboxtest.Office, n db.Notice) []byte {
			return h.Reply(n, inboxtest.Zhuren, "14 退回：缺照片")
		},
		"by In-Reply-To": func(h *inboxtest.Office, n db.Notice) []byte {
			return h.Mail(inboxtest.Zhuren, "x", "14 同意", "In-Reply-To: "+n.MessageID)
		},
		"in an HTML part": func(h *inboxtest.Office, n db.Notice) []byte {
			return h.Reply(n, inboxtest.Zhuren, "<p>14 同意</p>", "Content-Type: text/html; charset=utf-8")
		},
		"a pass of its own": func(h *inboxtest.Office, n db.Notice) []byte {
			return h.Reply(n, inboxtest.Zhuren, "14 同意", "Authentication-Results: mx.evil.example; dmarc=pass header.from=djzx.example")
		},
		"our server's pass, below a hop": func(h *inboxtest.Office, n db.Notice) []byte {
			return h.Reply(n, inboxtest.Zhuren, "14 同意", "Received: from x by mx.evil.example", "Authentication-Results: mx.djzx.example; dmarc=pass header.from=djzx.example")
		},
		"a sibling's signature": func(h *inboxtest.Office, n db.Notice) []byte {
			return h.Reply(n, inboxtest.Zhuren, "14 同意", "Authentication-Results: mx.djzx.example; dkim=pass header.d=ju2.djzx.example; dmarc=pass header.from=djzx.example")
		},
		"a stranger's signature": func(h *inboxtest.Office, n db.Notice) []byte {
			return h.Reply(n, inboxtest.Zhuren, "14 同意", "Authentication-Results: mx.djzx.example; dkim=pass header.d=evil.example; spf=pass smtp.mailfrom=evil.example")
		},
		"a pass in a quoted reason": func(h *inboxtest.Office, n db.Notice) []byte {
			return h.Reply(n, inboxtest.Zhuren, "14 同意", `Authentication-Results: mx.djzx.example; spf=none reason="; dmarc=pass header.from=djzx.example"`)
		},
		"01 of the cases: both fail": func(h *inboxtest.Office, n db.Notice) []byte {
			return h.Reply(n, inboxtest.Zhuren, "14 同意", "Authentication-Results: mx.djzx.example; spf=fail smtp.mailfrom=evil.example; dmarc=fail header.from=djzx.example")
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h, digest := doubting(t)
			h.Policy.AuthServers = []string{"mx.djzx.example"}
			h.Deliver(forged(h, digest))
			h.Deliver(h.Reply(digest, inboxtest.Zhuren, "确认")) // he has the digest's number, and no other
			if got := h.Part(14, "技术服务部").State; got != checklist.Submitted {
				t.Errorf("item 14 is %s", got)
			}
		})
	}
}

func TestConfirm_theDirectorsOwnServerMakesItOneStep(t *testing.T) {
	t.Parallel()
	for name, found := range map[string]string{
		"DMARC":                          "dmarc=pass header.from=djzx.example",
		"his own domain signed":          "spf=none; dkim=pass header.d=djzx.example; dmarc=pass header.from=djzx.example",
		"SPF, forwarded by nobody":       "spf=pass smtp.mailfrom=zhuren@djzx.example; dkim=none",
		"SPF fails beside his signature": "spf=fail smtp.mailfrom=djzx.example; dkim=pass header.d=djzx.example",
	} {
		h, digest := doubting(t)
		h.DeliversWith(found, h.Reply(digest, inboxtest.Zhuren, "14 同意", "DKIM-Signature: v=1; d=djzx.example; s=s; h=from:to:subject; bh=x; b=x"))
		if got := h.Part(14, "技术服务部").State; got != checklist.Accepted {
			t.Errorf("%s: item 14 is %s", name, got)
		}
	}
}

// One mail tries ten tokens and no more, and a source that misses often waits; the author it
// claims does not.
func TestConfirm_guessesAreFewAndCountedBySource(t *testing.T) {
	t.Parallel()
	h, digest := doubting(t)
	h.Policy.Limits.Bytes = 1 << 20
	var guesses strings.Builder
	for i := range 11_000 {
		a := letter.TokenAlphabet
		fmt.Fprintf(&guesses, "〔督办 QQ%c%c%c%c〕\n", a[i/26/26/26%26], a[i/26/26%26], a[i/26%26], a[i%26])
	}
	from := "Received: from evil (evil.example [203.0.113.9]) by mx.djzx.example"
	for range 2 {
		h.Deliver(h.Mail(inboxtest.Zhuren, "x", "14 同意\n"+guesses.String(), from))
	}
	if d := h.Deliver(h.Reply(digest, inboxtest.Zhuren, "14 同意", from)); d.State != checklist.MailQuarantined || !strings.Contains(words.Say(words.Chinese, d.Reason), "同一来源") {
		t.Errorf("the guesser: %s, %s", d.State, d.Reason)
	}
	if d := h.Deliver(h.Reply(digest, inboxtest.Zhuren, "14 同意", "Received: from djzx (djzx.example [198.51.100.7]) by mx.djzx.example")); d.State != checklist.MailAsked {
		t.Errorf("he himself: %s, %s", d.State, d.Reason)
	}
	for range 5 {
		h.Deliver(h.Mail(inboxtest.Zhuren, "〔督办 K7Q4M-2R9XA〕", "确认"))
	}
	h.Deliver(h.Reply(asking(h), inboxtest.Zhuren, "确认"))
	if got := h.Part(14, "技术服务部").State; got != checklist.Accepted {
		t.Errorf("after five misses item 14 is %s", got)
	}
}

// However much comes in his name while a letter gathers, he is asked about each of it.
func TestConfirm_aFloodPushesNothingOutOfTheLetters(t *testing.T) {
	t.Parallel()
	h, digest := doubting(t)
	genuine := h.Deliver(h.Reply(digest, inboxtest.Zhuren, "14 同意"))
	for i := range 65 {
		h.Deliver(h.Reply(digest, inboxtest.Zhuren, fmt.Sprint("14 退回：缺照片", i)))
	}
	times := map[int64]int{}
	for _, n := range h.Letters(letter.KindConfirm, inboxtest.Zhuren) {
		if n.State != checklist.NoticeQueued {
			continue
		}
		if len(n.Letter.Confirm.Words) > 30 || n.NotBefore > h.At.UnixMilli() {
			t.Errorf("a letter asks about %d mails, from %d on", len(n.Letter.Confirm.Words), n.NotBefore)
		}
		for _, w := range n.Letter.Confirm.Words {
			times[w.Mail]++
		}
	}
	if len(times) != 66 || times[genuine.ID] != 1 {
		t.Errorf("he is asked about %d of 66 mails, about his own %d times", len(times), times[genuine.ID])
	}
}

// What somebody sends afterwards under the Message-ID of a mail takes nothing from it.
func TestConfirm_aLaterMailOfTheSameMessageIDDoesNotStopTheConfirmed(t *testing.T) {
	t.Parallel()
	h, digest := doubting(t)
	h.Deliver(h.Reply(digest, inboxtest.Zhuren, "14 同意", "Message-ID: <a@djzx.example>"))
	h.Deliver(h.Reply(digest, inboxtest.Zhuren, "14 退回：缺照片", "Message-ID: <a@djzx.example>"))
	h.Deliver(h.Reply(asking(h), inboxtest.Zhuren, "确认"))
	if got := h.Part(14, "技术服务部"); got.State != checklist.Accepted {
		t.Errorf("confirmed: item 14 is %s", got.State)
	}
}

// Three letters a day ask at once; a further one waits an hour for what else comes, and
// what comes meanwhile neither hastens nor delays it.
func TestConfirm_theFourthLetterOfADayGathers(t *testing.T) {
	t.Parallel()
	h, digest := doubting(t)
	var first [4]time.Time
	for i := range first {
		h.At = h.At.Add(10 * time.Minute)
		h.Deliver(h.Reply(digest, inboxtest.Zhuren, fmt.Sprint("14 退回：缺照片", i)))
		first[i] = h.At
		n := asking(h)
		want := h.At
		if i == 3 {
			want = first[2].Add(time.Hour)
		}
		if got := time.UnixMilli(n.NotBefore); !got.Equal(want) || len(n.Letter.Confirm.Words) != i+1 {
			t.Errorf("letter %d asks about %d mails at %s, want %s", i+1, len(n.Letter.Confirm.Words), got, want)
		}
		if i < 3 {
			h.Letter(letter.KindAssign, inboxtest.Shouli) // sends it
		}
	}
	h.At = h.At.Add(10 * time.Minute)
	h.Deliver(h.Reply(digest, inboxtest.Zhuren, "14 退回：缺照片四"))
	if n := asking(h); !time.UnixMilli(n.NotBefore).Equal(first[2].Add(time.Hour)) || len(n.Letter.Confirm.Words) != 5 {
		t.Errorf("the fifth: %d mails at %s", len(n.Letter.Confirm.Words), time.UnixMilli(n.NotBefore))
	}
}

// One letter asks about thirty mails at most; all that wait are asked about.
func TestConfirm_aLetterAsksAboutThirty(t *testing.T) {
	t.Parallel()
	h, digest := doubting(t)
	h.Policy.AnswersPerDay = 0
	for i := range 33 {
		h.Deliver(h.Reply(digest, inboxtest.Zhuren, fmt.Sprint("14 退回：缺照片", i)))
	}
	var sizes []int
	mails := map[int64]int{}
	for _, n := range h.Letters(letter.KindConfirm, inboxtest.Zhuren) {
		if n.State != checklist.NoticeQueued {
			continue
		}
		sizes = append(sizes, len(n.Letter.Confirm.Words))
		for _, w := range n.Letter.Confirm.Words {
			mails[w.Mail]++
		}
	}
	slices.Sort(sizes)
	if fmt.Sprint(sizes) != "[3 30]" || len(mails) != 33 {
		t.Errorf("letters about %v mails, %d in all", sizes, len(mails))
	}
	h.Letter(letter.KindAssign, inboxtest.Shouli) // sends both
	h.Deliver(h.Reply(digest, inboxtest.Zhuren, "14 退回：缺合影"))
	if again := asking(h).Letter.Confirm.Words; len(again) != 30 || !strings.Contains(again[0].Text, "合影") {
		t.Errorf("a letter after them asks about %d mails, first %+v", len(again), again[0])
	}
}

// His yes counts on the last day that the letter names, and not on the next.
func TestConfirm_theLastDay(t *testing.T) {
	t.Parallel()
	for late, want := range map[int]checklist.State{0: checklist.Accepted, 1: checklist.Submitted} {
		h, digest := doubting(t)
		h.Deliver(h.Reply(digest, inboxtest.Zhuren, "14 同意"))
		n := asking(h)
		for checklist.DayOf(h.At, inboxtest.Zone) != n.Letter.Confirm.Until+checklist.Day(late) {
			h.At = h.At.AddDate(0, 0, 1)
		}
		h.Deliver(h.Reply(n, inboxtest.Zhuren, "确认"))
		if got := h.Part(14, "技术服务部").State; got != want {
			t.Errorf("%d days after %s: item 14 is %s", late, n.Letter.Confirm.Until, got)
		}
	}
}

// What was not confirmed is void, and its transcript says why: he denied it, he was late, or
// it was settled before.
func TestConfirm_theTranscriptSaysWhyNothingWasDone(t *testing.T) {
	t.Parallel()
	const denied, late, filed, void = "denied, not carried out", "too late to be confirmed, not carried out", "filed before, nothing more done", "void before, not carried out"
	for name, c := range map[string]struct {
		answers []string
		days    int
		want    string
	}{
		"he denies it":                   {[]string{"不是本人"}, 0, denied},
		"he confirms it too late":        {[]string{"确认"}, 10, late},
		"he denies it too late":          {[]string{"不是本人"}, 10, denied},
		"he confirms it again":           {[]string{"确认", "确认"}, 0, filed},
		"he denies it when it was done":  {[]string{"确认", "不是本人"}, 0, filed},
		"he confirms what he had denied": {[]string{"不是本人", "确认"}, 0, void},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h, digest := doubting(t)
			h.Deliver(h.Reply(digest, inboxtest.Zhuren, "14 同意"))
			n := asking(h)
			h.At = h.At.AddDate(0, 0, c.days)
			for _, words := range c.answers {
				h.Deliver(h.Reply(n, inboxtest.Zhuren, words))
			}
			all := h.Letters(letter.KindTranscript, inboxtest.Zhuren)
			x := all[len(all)-1].Letter.Transcript
			if !x.Void || len(x.Decided) != 1 || x.Decided[0].Outcome.Code != c.want {
				t.Errorf("%+v", x)
			}
		})
	}
}

// His yes counts from where five wrong tags came on a day, and from where more came no more.
func TestConfirm_whoGuessedConfirmsNothing(t *testing.T) {
	t.Parallel()
	const from = "Received: from out (out.example [203.0.113.9]) by mx.djzx.example"
	for misses, want := range map[int]checklist.State{5: checklist.Accepted, 6: checklist.Submitted} {
		h, digest := doubting(t)
		h.Deliver(h.Reply(digest, inboxtest.Zhuren, "14 同意", from))
		for i := range misses {
			h.Deliver(h.Mail(inboxtest.Zhuren, fmt.Sprintf("〔督办 K7Q4M-2R9X%c〕", letter.TokenAlphabet[i]), "确认", from))
		}
		h.Deliver(h.Reply(asking(h), inboxtest.Zhuren, "确认", from))
		if got := h.Part(14, "技术服务部").State; got != want {
			t.Errorf("after %d misses item 14 is %s", misses, got)
		}
	}
}

// A yes above the letter is none where between its lines stands what may be an answer, too.
func TestConfirm_aYesBesideOtherWordsBetweenTheLines(t *testing.T) {
	t.Parallel()
	const text = "中心主任：\r\n以下意见以您的名义发来，请确认是否为您本人所发。\r\n14　一码通办事项的办理情况\r\n三个工作日内未经确认的意见不作登记。\r\n"
	for between, want := range map[string]checklist.State{"这不是我写的": checklist.Submitted, "二〇二六年四月": checklist.Accepted} {
		h, digest := doubting(t)
		h.Deliver(h.Reply(digest, inboxtest.Zhuren, "14 同意"))
		h.SentAs = []byte("From: duban@djzx.example\r\nSubject: x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + text)
		h.Letter(letter.KindAssign, inboxtest.Shouli) // sends it
		h.Deliver(h.Reply(asking(h), inboxtest.Zhuren, "确认\r\n\r\n------------------ 原始邮件 ------------------\r\n发件人: 督办 <duban@djzx.example>\r\n主题: x\r\n\r\n"+
			strings.Replace(text, "三个", between+"\r\n三个", 1)))
		if got := h.Part(14, "技术服务部").State; got != want {
			t.Errorf("%s: item 14 is %s", between, got)
		}
	}
}

// What asks for nothing needs nobody's confirmation.
func TestConfirm_whatDecidesNothingIsNotAskedAbout(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]int{"14 很好，辛苦了": 0, "14 请抓紧": 1} {
		h, digest := doubting(t)
		fate := h.Deliver(h.Reply(digest, inboxtest.Zhuren, words))
		if got := len(h.Letters(letter.KindConfirm, inboxtest.Zhuren)); got != want || (fate.State == checklist.MailFiled) != (want == 0) {
			t.Errorf("%s: %s, asked %d times", words, fate.State, got)
		}
	}
}
