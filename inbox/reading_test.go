package inbox_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/inbox/inboxtest"
	"duban/inbox/message"
)

// answering14 is a letter of a kind to somebody who both leads item 14 and may judge.
func answering14(h *inboxtest.Office, kind letter.Kind) db.Notice {
	h.Helper()
	entries := h.Policy.Directory.Entries
	for i := range entries {
		if entries[i].Name == "技术服务部" {
			entries[i].Duties = []checklist.Duty{checklist.DutyReviewer}
		}
	}
	var err error
	if h.Policy.Directory, err = checklist.NewDirectory(entries); err != nil {
		h.Fatal(err)
	}
	h.Record(db.Record{Events: []checklist.Event{{Kind: checklist.EventSubmitted, Assignment: h.Part(14, "技术服务部").ID, Actor: "技术服务部负责人"}}})
	o := h.Part(14, "技术服务部")
	l := letter.Letter{Kind: kind, To: "技术服务部负责人", On: checklist.DayOf(h.At, inboxtest.Zone), Lines: []letter.Line{o.Line(letter.JudgedUnder(o.Assignment))}}
	h.Record(db.Record{Notices: []db.NewNotice{{Key: "x", Letter: l, NotBefore: h.At}}})
	h.Letter(letter.KindAssign, inboxtest.Shouli) // sends both
	return h.Letters(kind, inboxtest.Jishu)[0]
}

// In which letters one who may judge, and owes items himself, is read as a judge.
func TestProcessor_whoOwesAndJudgesIsReadByHisLetter(t *testing.T) {
	t.Parallel()
	for kind, want := range map[letter.Kind]checklist.State{
		letter.KindDigest: checklist.Accepted, letter.KindInquiry: checklist.Accepted, letter.KindHeld: checklist.Accepted,
		letter.KindClerk: checklist.Accepted, letter.KindEscalate: checklist.Accepted,
		letter.KindAssign: checklist.Submitted, letter.KindRemind: checklist.Submitted, letter.KindReceipt: checklist.Submitted,
	} {
		h := inboxtest.New(t)
		fate := h.Deliver(h.Reply(answering14(h, kind), inboxtest.Jishu, "14 同意"))
		if got := h.Part(14, "技术服务部").State; got != want {
			t.Errorf("answering %s: %s %s, item 14 is %s", kind, fate.State, fate.Reason, got)
		}
	}
}

// Who stands above a party urges it, and nobody else by such a letter.
func TestProcessor_whoAsksAboutHisPeopleUrgesThem(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	withDeputy(h)
	asked(h, fujian, "14 情况")
	h.Letter(letter.KindAssign, inboxtest.Shouli) // sends it
	h.Deliver(h.Reply(h.Letters(letter.KindInquiry, fujian)[0], fujian, "14 请抓紧，4月20日前报进展"))
	if o := h.Part(14, "技术服务部"); o.InstructedVersion == 0 || len(h.Letters(letter.KindOutcome, inboxtest.Jishu)) != 1 {
		t.Errorf("%d letters tell of it; %+v", len(h.Letters(letter.KindOutcome, inboxtest.Jishu)), o)
	}
	h = inboxtest.New(t)
	asked(h, inboxtest.Jishu, "14 情况")
	h.Letter(letter.KindAssign, inboxtest.Shouli)
	h.Deliver(h.Reply(h.Letters(letter.KindInquiry, inboxtest.Jishu)[0], inboxtest.Jishu, "14 已完成：已上线"))
	if got := h.Part(14, "技术服务部").State; got != checklist.Submitted {
		t.Errorf("his own item, by an answer to what he asked: %s", got)
	}
}

// A receipt shows what is owed still as owed, and what is not asked for any more as told.
func TestReceipt_howItsLinesStand(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]string{"14 进展：正在试用": "14 owed", "14 已完成：已上线": "14 told", "14 申请延期到5月20日，因设备未到": "14 owed"} {
		h := inboxtest.New(t)
		h.Deliver(h.Reply(h.Ask(), inboxtest.Jishu, words))
		got := ""
		for _, n := range h.Letters(letter.KindReceipt, inboxtest.Jishu) {
			for _, l := range n.Letter.Lines {
				got += fmt.Sprint(l.No, " ", l.Heading)
			}
		}
		if got != want {
			t.Errorf("%s: %q, want %q", words, got, want)
		}
	}
}

// An identifier goes into a header of ours as it came, or not at all.
func TestReceipt_answersTheMailThatItIsAbout(t *testing.T) {
	t.Parallel()
	for id, want := range map[string]string{"<a.1@qq.com>": "<a.1@qq.com>", "<a 1@qq.com>": "", "a@qq.com": "<a@qq.com>", "<一@qq.com>": ""} {
		h := inboxtest.New(t)
		h.Deliver(h.Reply(h.Ask(), inboxtest.Jishu, "14 已完成：已上线", "Message-ID: "+id))
		all := h.Letters(letter.KindReceipt, inboxtest.Jishu)
		if len(all) != 1 || all[0].Letter.InReplyTo != want {
			t.Errorf("%s: %d receipts, answering %+v", id, len(all), all)
		}
	}
}

// What answers the question which item is meant may say no more than that.
func TestProcessor_aQuestionIsAnsweredByANumber(t *testing.T) {
	t.Parallel()
	const open, done = checklist.Open, checklist.Submitted
	for words, want := range map[string][2]checklist.State{
		"14": {done, open}, "14、29": {done, done}, "第29项": {open, done}, "29。": {open, done},
		"谢谢": {open, open}, "14 撤回": {open, open}, "技术服务部": {open, open},
	} {
		h := inboxtest.New(t)
		h.Deliver(h.Reply(h.Letter(letter.KindAssign, inboxtest.Jishu, 14, 29), inboxtest.Jishu, "已完成：已上线"))
		questions := h.Letters(letter.KindQuestion, inboxtest.Jishu)
		if len(questions) != 1 {
			t.Fatalf("%d questions", len(questions))
		}
		h.Letter(letter.KindAssign, inboxtest.Shouli) // sends it
		h.Deliver(h.Reply(questions[0], inboxtest.Jishu, words))
		if got := [2]checklist.State{h.Part(14, "技术服务部").State, h.Part(29, "技术服务部").State}; got != want {
			t.Errorf("%s: items 14 and 29 are %v, want %v", words, got, want)
		}
	}
}

// A letter can be answered for four hundred days.
func TestProcessor_howLongALetterCanBeAnswered(t *testing.T) {
	t.Parallel()
	for late, want := range map[time.Duration]checklist.MailState{0: checklist.MailFiled, time.Minute: checklist.MailQuarantined} {
		h := inboxtest.New(t)
		n := h.Ask()
		h.At = time.UnixMilli(n.CreatedMs).Add(400*24*time.Hour + late)
		if fate := h.Deliver(h.Reply(n, inboxtest.Jishu, "14 进展：正在试用")); fate.State != want {
			t.Errorf("%s late: %s %s", late, fate.State, fate.Reason)
		}
	}
}

// What the program of its writer noted as answered counts before what stands in the quote.
func TestProcessor_theSubjectsTagCountsBeforeTheQuotes(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	first, second := h.Ask(), h.Letter(letter.KindAssign, inboxtest.Jishu, 29)
	h.Deliver(h.Reply(second, inboxtest.Jishu, "已完成：已上线\n\n> "+first.Token.Tag()))
	if a, b := h.Part(14, "技术服务部").State, h.Part(29, "技术服务部").State; a != checklist.Open || b != checklist.Submitted {
		t.Errorf("items 14 and 29 are %s and %s", a, b)
	}
}

// The instant that a header states is believed of a mailbox, and for ten days of a server.
func TestReceive_whenAMailCameIn(t *testing.T) {
	t.Parallel()
	day := 24 * time.Hour
	for name, c := range map[string]struct {
		position string
		ago      time.Duration
		want     time.Duration
	}{
		"delivered, just now":           {"", time.Minute, time.Minute},
		"delivered after ten days":      {"", 10 * day, 10 * day},
		"delivered after a moment more": {"", 10*day + time.Second, 0},
		"read in a mailbox":             {"7/1", 30 * day, 30 * day},
	} {
		h := inboxtest.New(t)
		m, _, err := h.Processor.Receive(context.Background(), message.Arrival{Raw: h.Mail(inboxtest.Jishu, "你好", "你好"), Source: "x", Position: c.position, Received: h.At.Add(-c.ago)})
		if err != nil || m.ReceivedMs != h.At.Add(-c.want).UnixMilli() {
			t.Errorf("%s: received %s, %v", name, time.UnixMilli(m.ReceivedMs), err)
		}
	}
}
