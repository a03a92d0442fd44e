package inbox_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/inbox/inboxtest"
	"duban/inbox/message"
	"duban/inbox/rawtest"
)

// answering14 is a letter of a kind to somebody who both leads item 14 and may judge.
func answering14(h *inboxtest.Office, kind letter.Kind) db.Notice {
	h.Helper()
	reviewing(h)
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

// twoLists is a letter to 技术服务部 that shows the items of two lists under their marks.
func twoLists(h *inboxtest.Office) db.Notice {
	h.Helper()
	giveBeside(h)
	l := letter.Letter{Kind: letter.KindAssign, To: "技术服务部负责人", On: checklist.DayOf(h.At, inboxtest.Zone)}
	for _, no := range []int{14, 29, 3} {
		all, err := h.Store.AssignmentsOf(context.Background(), no)
		if err != nil {
			h.Fatal(err)
		}
		for _, o := range all {
			if o.Party == "技术服务部" {
				l.Lines = append(l.Lines, o.Line(letter.OwedUnder(o.Assignment)))
			}
		}
	}
	l.MarkLists()
	h.Record(db.Record{Notices: []db.NewNotice{{Key: "two-lists", Letter: l, NotBefore: h.At}}})
	h.Letter(letter.KindAssign, inboxtest.Shouli) // sends it
	return h.Letters(letter.KindAssign, inboxtest.Jishu)[0]
}

// A number that two lists have is that of the list whose mark stands with it, else of the one
// item for which the words can be meant now; else it is asked which. The question is answered
// by the mark and the number, and by nothing less.
func TestProcessor_theMarkOfAListPicksTheItem(t *testing.T) {
	t.Parallel()
	const done = " 已完成：已上线"
	for name, c := range map[string]struct {
		words []string // the last answers the question, where one was asked
		want  string   // what is claimed
	}{
		"the mark before the number": {[]string{"甲14" + done}, "甲14"},
		"the mark behind it":         {[]string{"14 乙" + done}, "乙14"},
		"the other list":             {[]string{"乙14" + done}, "乙14"},
		"a number of one list":       {[]string{"3" + done}, "乙3"},
		"its mark with it":           {[]string{"乙3" + done}, "乙3"},
		"a mark of no list":          {[]string{"丙14" + done}, ""},
		"a mark of another list":     {[]string{"乙29" + done}, ""},
		"no mark":                    {[]string{"14" + done}, ""},
		"no mark, and one is open":   {[]string{"甲14" + done, "14" + done}, "甲14 乙14"},
		"no mark, and one waits":     {[]string{"甲14" + done, "14 撤回"}, ""},
		"asked, and answered":        {[]string{"14" + done, "乙14"}, "乙14"},
		"asked, and not answered":    {[]string{"14" + done, "。"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := inboxtest.New(t)
			n := twoLists(h)
			for _, words := range c.words {
				h.Deliver(h.Reply(n, inboxtest.Jishu, words))
				if asked := h.Letters(letter.KindQuestion, inboxtest.Jishu); len(asked) > 0 {
					h.Letter(letter.KindAssign, inboxtest.Shouli) // sends it
					n = asked[0]
				}
			}
			if got := claimed(h); got != c.want {
				t.Errorf("claimed are %q, want %q", got, c.want)
			}
		})
	}
}

// claimed are the items of both lists that wait for a verdict.
func claimed(h *inboxtest.Office) string {
	h.Helper()
	var names []string
	for _, no := range []int{14, 29, 3} {
		all, err := h.Store.AssignmentsOf(context.Background(), no)
		if err != nil {
			h.Fatal(err)
		}
		for _, o := range all {
			if o.State == checklist.Submitted {
				names = append(names, map[string]string{"清单": "甲", "另一份": "乙"}[o.Title]+fmt.Sprint(no))
			}
		}
	}
	return strings.Join(names, " ")
}

// What was asked about is not filed by an answer that names nothing, though by now it could be
// meant of one item only.
func TestProcessor_whatIsNotAnsweredIsNotFiled(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	n := twoLists(h)
	h.Deliver(h.Reply(n, inboxtest.Jishu, "14 已完成：已上线"))
	h.Deliver(h.Reply(n, inboxtest.Jishu, "甲14 已完成：已上线")) // sends the question, too
	h.Letter(letter.KindAssign, inboxtest.Shouli)
	h.Deliver(h.Reply(h.Letters(letter.KindQuestion, inboxtest.Jishu)[0], inboxtest.Jishu, "。"))
	if got := claimed(h); got != "甲14" {
		t.Errorf("claimed are %q", got)
	}
}

// Of several parts of an item the name of the department tells which is meant.
func TestProcessor_aQuestionIsAnsweredByADepartment(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]string{"技术服务部": "submitted open", "综合部": "open submitted", "业务受理部": "open open"} {
		h := inboxtest.New(t)
		on := checklist.DayOf(h.At, inboxtest.Zone)
		away := checklist.Absence{Person: "技术服务部负责人", Substitute: "综合部负责人", First: on, Last: on + 9}
		if err := h.Store.AddAbsence(context.Background(), h.At, away, "clerk"); err != nil {
			t.Fatal(err)
		}
		office := h.Policy.Directory
		h.Policy.Directory = office.Acting([]checklist.Absence{away}, on)
		n := h.Letter(letter.KindAssign, inboxtest.Zonghe, 14)
		h.Policy.Directory = office
		h.Deliver(h.Reply(n, inboxtest.Zonghe, "14 已完成：已上线"))
		h.Letter(letter.KindAssign, inboxtest.Shouli) // sends the question
		h.Deliver(h.Reply(h.Letters(letter.KindQuestion, inboxtest.Zonghe)[0], inboxtest.Zonghe, words))
		if got := fmt.Sprint(h.Part(14, "技术服务部").State, " ", h.Part(14, "综合部").State); got != want {
			t.Errorf("%s: %s, want %s", words, got, want)
		}
	}
}

// Words without a number are about the only item of the letter, whatever number of another
// letter stands beside them.
func TestProcessor_aNumberThatTheLetterHasNotLeavesItsOwnItem(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	h.Deliver(h.Reply(h.Ask(), inboxtest.Jishu, "进展：正在试用\n29 已完成：已上线"))
	if a, b := h.Part(14, "技术服务部"), h.Part(29, "技术服务部"); a.State != checklist.Open || a.AnswerMs == 0 || b.State != checklist.Submitted {
		t.Errorf("item 14 is %s, answered %d; item 29 is %s", a.State, a.AnswerMs, b.State)
	}
}

// Words that only hand files over claim an item where files came with them, or with the mail
// that was asked about.
func TestProcessor_filesOfTheMailThatWasAskedAbout(t *testing.T) {
	t.Parallel()
	pdf := file("整改.pdf", "application/pdf", []byte("%PDF-1.7"))
	for name, c := range map[string]struct {
		parts []string
		want  checklist.State
	}{
		"files":    {[]string{rawtest.TextPart("请查收"), pdf}, checklist.Submitted},
		"no files": {[]string{rawtest.TextPart("请查收")}, checklist.Open},
	} {
		h := inboxtest.New(t)
		h.Deliver(mailOf(h, h.Letter(letter.KindAssign, inboxtest.Jishu, 14, 29), c.parts...))
		h.Letter(letter.KindAssign, inboxtest.Shouli) // sends the question
		h.Deliver(h.Reply(h.Letters(letter.KindQuestion, inboxtest.Jishu)[0], inboxtest.Jishu, "14"))
		if got := h.Part(14, "技术服务部").State; got != c.want {
			t.Errorf("%s: item 14 is %s", name, got)
		}
	}
}

// What is asked of a mail that is nothing but files is which item, and of one that is nothing
// whether anything was meant.
func TestReceipt_whatIsAskedOfAMailWithoutWords(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		parts []string
		want  string
	}{
		"files":   {[]string{rawtest.TextPart(""), file("整改.pdf", "application/pdf", []byte("%PDF-1.7"))}, "which item is not said"},
		"nothing": {[]string{rawtest.TextPart("")}, "neither words nor files"},
	} {
		h := inboxtest.New(t)
		h.Deliver(mailOf(h, h.Letter(letter.KindAssign, inboxtest.Jishu, 14, 29), c.parts...))
		if got := h.Letters(letter.KindQuestion, inboxtest.Jishu)[0].Letter.Receipt.Why.Code; got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// Whose words were filed though nobody proved that they are his is told so; where nothing was
// filed there is nothing to say of it.
func TestReceipt_saysWhatNobodyProved(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	h.Policy.Unproven = checklist.ConfirmVerdicts
	n := h.Letter(letter.KindAssign, inboxtest.Jishu, 14, 29)
	h.Deliver(h.Reply(n, inboxtest.Jishu, "已完成"))
	h.Deliver(h.Reply(n, inboxtest.Jishu, "14 已完成"))
	asked, filed := h.Letters(letter.KindQuestion, inboxtest.Jishu), h.Letters(letter.KindReceipt, inboxtest.Jishu)
	if len(asked) != 1 || asked[0].Letter.Receipt.Unproven || len(filed) != 1 || !filed[0].Letter.Receipt.Unproven {
		t.Errorf("asked %+v, filed %+v", asked, filed)
	}
}

// Who has had his letters of the day hears still of what his words decided, and of nothing else.
func TestReceipt_whatAJudgeHearsHoweverManyLettersHeHad(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]int{"14 同意": 1, "原则同意": 0} {
		h := inboxtest.New(t)
		n := twoWaiting(h)
		h.Policy.AnswersPerDay = 1
		h.Deliver(h.Mail(inboxtest.Zhuren, "", "清单"))
		h.Deliver(h.Reply(n, inboxtest.Zhuren, words))
		if got := len(h.Letters(letter.KindTranscript, inboxtest.Zhuren)); got != want {
			t.Errorf("%s: %d letters, want %d", words, got, want)
		}
	}
}
