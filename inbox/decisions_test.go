package inbox_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/inbox"
	"duban/inbox/inboxtest"
	"duban/inbox/rawtest"
	"duban/internal/msg"
	"duban/internal/words"
)

// twoWaiting is the digest in which the director finds two items waiting for him.
func twoWaiting(h *inboxtest.Office) db.Notice {
	h.Helper()
	for _, no := range []int{14, 29} {
		h.Record(db.Record{Events: []checklist.Event{{Kind: checklist.EventSubmitted, Assignment: h.Part(no, "技术服务部").ID, Actor: "技术服务部负责人"}}})
	}
	return h.Letter(letter.KindDigest, inboxtest.Zhuren, 7, 14, 29)
}

func TestDecisions_aBareWordOverSeveralWaitingItemsAcceptsNone(t *testing.T) {
	t.Parallel()
	for words, want := range map[string][2]checklist.State{
		"同意":    {checklist.Submitted, checklist.Submitted},
		"同意。":   {checklist.Submitted, checklist.Submitted},
		"全部同意":  {checklist.Accepted, checklist.Accepted},
		"29 同意": {checklist.Submitted, checklist.Accepted},
	} {
		h := inboxtest.New(t)
		h.Deliver(h.Reply(twoWaiting(h), inboxtest.Zhuren, words))
		got := [2]checklist.State{h.Part(14, "技术服务部").State, h.Part(29, "技术服务部").State}
		if got != want || h.Part(7, "业务受理部").State != checklist.Open {
			t.Errorf("%s: items 14 and 29 are %v, want %v", words, got, want)
		}
		if told := len(h.Letters(letter.KindTranscript, inboxtest.Zhuren)); told != 1 {
			t.Errorf("%s: %d transcripts", words, told)
		}
	}
}

func TestDecisions_aBareWordIsAboutTheOnlyItemThatWaits(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	h.Record(db.Record{Events: []checklist.Event{{Kind: checklist.EventSubmitted, Assignment: h.Part(14, "技术服务部").ID, Actor: "技术服务部负责人"}}})
	h.Deliver(h.Reply(h.Letter(letter.KindDigest, inboxtest.Zhuren, 14, 29), inboxtest.Zhuren, "同意"))
	if h.Part(14, "技术服务部").State != checklist.Accepted || h.Part(29, "技术服务部").State != checklist.Open {
		t.Errorf("item 14 is %s, item 29 %s", h.Part(14, "技术服务部").State, h.Part(29, "技术服务部").State)
	}
}

func TestClerk_isAskedOncePerMailAndItem(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	h.Deliver(h.Reply(h.Letter(letter.KindAssign, inboxtest.Jishu, 14, 29), inboxtest.Jishu, "14 帮助：系统进不去\n29 帮助：系统进不去"))
	if got := h.Letters(letter.KindClerk, inboxtest.Zonghe); len(got) != 2 || got[0].Key == got[1].Key {
		t.Errorf("%d letters to the clerk", len(got))
	}
}

// A substitute has the letters of the one he stood in for: for seven days after his
// last one he may still answer them.
func TestActing_aSubstituteAnswersForSevenDaysMore(t *testing.T) {
	t.Parallel()
	for after, want := range map[int]checklist.State{7: checklist.Submitted, 8: checklist.Open} {
		h := inboxtest.New(t)
		on := checklist.DayOf(h.At, inboxtest.Zone)
		away := checklist.Absence{Person: "技术服务部负责人", Substitute: "业务受理部负责人", First: on, Last: on + 1}
		if err := h.Store.AddAbsence(context.Background(), h.At, away, "clerk"); err != nil {
			t.Fatal(err)
		}
		office := h.Policy.Directory
		h.Policy.Directory = office.Acting([]checklist.Absence{away}, on) // the directory of the day on which he is written to
		n := h.Letter(letter.KindAssign, inboxtest.Shouli, 7, 14)
		h.Policy.Directory = office
		h.At = h.At.AddDate(0, 0, 1+after)
		h.Deliver(h.Reply(n, inboxtest.Shouli, "14 已完成：已上线"))
		if got := h.Part(14, "技术服务部").State; got != want {
			t.Errorf("%d days after: %s, want %s", after, got, want)
		}
	}
}

// Those whom a letter was not written to are told so while they are few.
func TestThread_whoIsNotItsReaderIsToldTwentyTimesAnHour(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	n := h.Ask()
	for i := range inbox.MostAnswering + 2 {
		h.Deliver(h.Reply(n, inboxtest.Shouli, fmt.Sprintf("我部没有意见%d", i)))
	}
	if got := len(h.Letters(letter.KindHeld, inboxtest.Shouli)); got != inbox.MostAnswering {
		t.Errorf("%d letters, want %d", got, inbox.MostAnswering)
	}
}

// As one who judges he is read in an answer to every letter that does not ask for what he
// must do himself: to a report of what is late, too, and not to a reminder.
func TestProcessor_whereADirectorIsReadAsJudge(t *testing.T) {
	t.Parallel()
	for kind, want := range map[letter.Kind]checklist.State{
		letter.KindEscalate: checklist.Accepted, letter.KindRemind: checklist.Submitted,
	} {
		h := inboxtest.New(t)
		h.Submitted14()
		o := h.Part(14, "技术服务部")
		l := letter.Letter{Kind: kind, To: "中心主任", On: checklist.DayOf(h.At, inboxtest.Zone), Lines: []letter.Line{o.Line(letter.JudgedUnder(o.Assignment))}}
		h.Record(db.Record{Notices: []db.NewNotice{{Key: "x", Letter: l, Reason: msg.Words("试"), NotBefore: h.At}}})
		h.Letter(letter.KindAssign, inboxtest.Zhuren) // sends both
		fate := h.Deliver(h.Reply(h.Letters(kind, inboxtest.Zhuren)[0], inboxtest.Zhuren, "14 同意"))
		if got := h.Part(14, "技术服务部").State; got != want {
			t.Errorf("answering %s: %s %s, item 14 is %s", kind, fate.State, fate.Reason, got)
		}
	}
}

// What two programs do not go on doing is filed in a storm of answers, too.
func TestChanges_whatAStormDoesNotHold(t *testing.T) {
	t.Parallel()
	for kind, want := range map[checklist.EventKind]bool{
		checklist.EventProgress: false, checklist.EventAcknowledged: false, checklist.EventRemarked: false,
		checklist.EventSubmitted: true, checklist.EventAskedExtend: true, checklist.EventAccepted: true, checklist.EventInstructed: true,
	} {
		if got := inbox.Changes([]checklist.Event{{Kind: checklist.EventProgress}, {Kind: kind}}); got != want {
			t.Errorf("%s: %v", kind, got)
		}
	}
}

// Why a mail is asked about is stored in words that quote none of its own, for they are logged.
func TestProcessor_whyAMailIsAskedAbout(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"请查收。":     "来信涉及多项，未写明是哪一项",
		"> 14 已完成": "来信有不明确之处，已请来信人说明",
	} {
		h := inboxtest.New(t)
		fate := h.Deliver(h.Reply(h.Letter(letter.KindRemind, inboxtest.Jishu, 14, 29), inboxtest.Jishu, text))
		if fate.State != checklist.MailAsked || words.Say(words.Chinese, fate.Reason) != want {
			t.Errorf("%s: %s, %s, want %s", text, fate.State, fate.Reason, want)
		}
	}
}

// A receipt that lists nothing is answered as any letter: none of it was handed to another.
func TestProcessor_anAnswerToAReceiptOfNothing(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	l := letter.Letter{Kind: letter.KindReceipt, To: "技术服务部负责人", On: checklist.DayOf(h.At, inboxtest.Zone), Receipt: &letter.Receipt{}}
	h.Record(db.Record{Notices: []db.NewNotice{{Key: "x", Letter: l, Reason: msg.Words("试"), NotBefore: h.At}}})
	h.Ask() // sends both
	fate := h.Deliver(h.Reply(h.Letters(letter.KindReceipt, inboxtest.Jishu)[0], inboxtest.Jishu, "请问联系人是谁"))
	if fate.Reason.IsZero() || strings.Contains(words.Say(words.Chinese, fate.Reason), "移交") {
		t.Errorf("%s: %s", fate.State, fate.Reason)
	}
}

// A question is answered by a number or a name; what is neither leaves it asked.
func TestProcessor_anAnswerThatNamesNothing(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	first := h.Deliver(h.Reply(h.Letter(letter.KindRemind, inboxtest.Jishu, 14, 29), inboxtest.Jishu, "请查收。"))
	h.Letter(letter.KindAssign, inboxtest.Shouli, 7) // sends the question, too
	h.Deliver(h.Reply(h.Letters(letter.KindQuestion, inboxtest.Jishu)[0], inboxtest.Jishu, "、"))
	if m, err := h.Store.MailByID(context.Background(), first.ID); err != nil || m.State != checklist.MailAsked || h.Part(14, "技术服务部").AnswerMs+h.Part(29, "技术服务部").AnswerMs != 0 {
		t.Errorf("the first mail is %s: %s, %v", m.State, m.Reason, err)
	}
}

// waitingIn are the items that a judge's receipt offers him to go on with.
func waitingIn(n db.Notice) (nos []int) {
	for _, l := range n.Letter.Transcript.Waiting {
		nos = append(nos, l.No)
	}
	return nos
}

// A judge's receipt shows what else waits for him, once each, and nobody else's does.
func TestDecisions_aReceiptShowsWhatStillWaits(t *testing.T) {
	t.Parallel()
	for words, want := range map[string][]int{
		"14 同意":            {29},
		"14 同意\n29 退回：缺照片": nil,
		"7 请抓紧":            {14, 29},
		"29 请抓紧\n29 请写明成效": {14, 29},
	} {
		h := inboxtest.New(t)
		h.Deliver(h.Reply(twoWaiting(h), inboxtest.Zhuren, words))
		all := h.Letters(letter.KindTranscript, inboxtest.Zhuren)
		if len(all) != 1 || fmt.Sprint(waitingIn(all[0])) != fmt.Sprint(want) {
			t.Errorf("%s: %d receipts; waiting %v, want %v", words, len(all), waitingIn(all[0]), want)
		}
	}
}

// What names no item is passed on if it is surely an instruction; else it is told as not read.
func TestDecisions_wordsWithoutANumber(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]struct{ letters, passed, unread, clerk int }{
		"请各部门抓紧":                                    {letters: 1, passed: 1, clerk: 1},
		"40 请抓紧":                                    {letters: 1, unread: 1},
		"收到":                                        {},
		"很好，辛苦了":                                    {},
		"14 收到":                                     {letters: 1},
		"收到\n14 同意\n40 请抓紧":                         {letters: 1, unread: 1},
		"请各部门抓紧\n40 请抓紧":                            {letters: 1, passed: 1, unread: 1, clerk: 1},
		"Everybody, please hurry\n40: please hurry": {letters: 1, passed: 1, unread: 1, clerk: 1},
		"原则同意":                                      {letters: 1, unread: 1},
		"收到\n14 同意":                                 {letters: 1},
		"收到\n原则同意":                                  {letters: 1, unread: 1},
		"收到\n请各部门抓紧":                                {letters: 1, passed: 1, clerk: 1},
	} {
		h := inboxtest.New(t)
		h.Deliver(h.Reply(twoWaiting(h), inboxtest.Zhuren, words))
		got := struct{ letters, passed, unread, clerk int }{clerk: len(h.Letters(letter.KindClerk, inboxtest.Zonghe))}
		for _, n := range h.Letters(letter.KindTranscript, inboxtest.Zhuren) {
			got.letters++
			got.passed, got.unread = len(n.Letter.Transcript.Passed), len(n.Letter.Transcript.Unread)
		}
		if got != want {
			t.Errorf("%s: %+v, want %+v", words, got, want)
		}
	}
}

// Who takes part answers to the lead: of his part nothing is decided, an instruction for
// the lead stands until it is answered.
func TestDecisions_anInstructionIsTheLeads(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	h.Deliver(h.Reply(h.Letter(letter.KindDigest, inboxtest.Zhuren, 14), inboxtest.Zhuren, "14 请抓紧，4月20日前报进展"))
	if lead, joint := h.Part(14, "技术服务部"), h.Part(14, "综合部"); lead.InstructedVersion == 0 || joint.InstructedVersion != 0 {
		t.Errorf("instructed: lead %d, joint %d", lead.InstructedVersion, joint.InstructedVersion)
	}
}

// An extension moves those who take part, and only that tells them.
func TestDecisions_anExtensionMovesWhoTakesPart(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]checklist.Day{"14 同意延期": checklist.Date(2026, 5, 20), "14 不同意延期": checklist.Date(2026, 4, 30)} {
		h := inboxtest.New(t)
		h.Deliver(h.Reply(h.Ask(), inboxtest.Jishu, "14 申请延期到5月20日，因设备未到"))
		h.Deliver(h.Reply(h.Letter(letter.KindDigest, inboxtest.Zhuren, 14), inboxtest.Zhuren, words))
		if lead, joint := h.Part(14, "技术服务部").Deadline, h.Part(14, "综合部").Deadline; lead != want || joint != want {
			t.Errorf("%s: lead %s, joint %s", words, lead, joint)
		}
		told := len(h.Letters(letter.KindOutcome, inboxtest.Zonghe))
		if (told > 0) != (want > checklist.Date(2026, 4, 30)) {
			t.Errorf("%s: who takes part has %d letters about it", words, told)
		}
	}
}

// Of a word in doubt the judge's receipt says what was made of it, and how to say it.
func TestDecisions_whatIsDoubtedIsSaidWithIt(t *testing.T) {
	t.Parallel()
	for words, doubted := range map[string]bool{"14 同意": false, "14 原则同意": true, "14 退回：缺照片": false} {
		h := inboxtest.New(t)
		h.Deliver(h.Reply(h.Submitted14(), inboxtest.Zhuren, words))
		filed := h.Letters(letter.KindTranscript, inboxtest.Zhuren)[0].Letter.Transcript.Decided
		if len(filed) != 1 || filed[0].Hint.IsZero() == doubted {
			t.Errorf("%s: %+v", words, filed)
		}
	}
}

// reviewing lets 技术服务部 judge, too.
func reviewing(h *inboxtest.Office) {
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
}

// digestOf is a digest of all items to 技术服务部, in which item 14 waits.
func digestOf(h *inboxtest.Office, d letter.Digest) db.Notice {
	h.Helper()
	h.Record(db.Record{Events: []checklist.Event{{Kind: checklist.EventSubmitted, Assignment: h.Part(14, "技术服务部").ID, Actor: "技术服务部负责人"}}})
	l := letter.Letter{Kind: letter.KindDigest, To: "技术服务部负责人", On: checklist.DayOf(h.At, inboxtest.Zone), Digest: &d}
	for _, o := range []db.Owed{h.Part(7, "业务受理部"), h.Part(14, "技术服务部"), h.Part(29, "技术服务部")} {
		l.Lines = append(l.Lines, o.Line(letter.JudgedUnder(o.Assignment)))
	}
	h.Record(db.Record{Notices: []db.NewNotice{{Key: "digest", Letter: l, NotBefore: h.At}}})
	h.Letter(letter.KindAssign, inboxtest.Shouli) // sends it
	return h.Letters(letter.KindDigest, inboxtest.Jishu)[0]
}

// Who judges, and by which digest: who may not does nothing by one that was his to judge by,
// and who may does by one that he reads in another's place.
func TestDecisions_byWhichDigestSomebodyJudges(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		judges, readOnly bool
		words            string
		state            checklist.MailState
		accepted         bool
		instructed       bool
	}{
		"his own, and he judges":                  {true, false, "14 同意\n7 请抓紧", checklist.MailFiled, true, true},
		"another's, and he judges":                {true, true, "14 同意\n7 请抓紧", checklist.MailFiled, true, true},
		"his own of when he judged":               {false, false, "14 同意\n7 请抓紧", checklist.MailQuarantined, false, false},
		"another's, and he reads it":              {false, true, "14 同意\n7 请抓紧", checklist.MailFiled, false, true},
		"another's, with nothing but a thank you": {false, true, "7 很好，辛苦了", checklist.MailFiled, false, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := inboxtest.New(t)
			if c.judges {
				reviewing(h)
			}
			fate := h.Deliver(h.Reply(digestOf(h, letter.Digest{ReadOnly: c.readOnly}), inboxtest.Jishu, c.words))
			accepted, instructed := h.Part(14, "技术服务部").State == checklist.Accepted, h.Part(7, "业务受理部").InstructedVersion != 0
			if fate.State != c.state || accepted != c.accepted || instructed != c.instructed {
				t.Errorf("%s %s; accepted %v, instructed %v", fate.State, fate.Reason, accepted, instructed)
			}
		})
	}
}

// Of his own items one who judges, or reads in a judge's place, reports as anybody does; he
// passes no verdict on them unless they were shown to be judged, and reports on nobody else's.
func TestDecisions_ofHisOwnItems(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]string{
		"29 已完成：已上线":       "open, submitted, submitted",
		"29 退回：缺照片":        "open, submitted, open",
		"7 已完成：已上线":        "open, submitted, open",
		"29 已完成：已上线\n7 同上": "open, submitted, submitted",
		"29 收到\n7、14 同上":   "open, submitted, open acknowledged",
		"14 请补充材料\n29 同上":  "open, submitted, open",
	} {
		for _, judges := range []bool{true, false} {
			h := inboxtest.New(t)
			if judges {
				reviewing(h)
			}
			h.Deliver(h.Reply(digestOf(h, letter.Digest{ReadOnly: !judges}), inboxtest.Jishu, words))
			var got []string
			for _, o := range []db.Owed{h.Part(7, "业务受理部"), h.Part(14, "技术服务部"), h.Part(29, "技术服务部")} {
				got = append(got, string(o.State)+map[bool]string{true: " acknowledged"}[o.AckedMs != 0])
			}
			if strings.Join(got, ", ") != want {
				t.Errorf("%s, who judges %v: %s, want %s", words, judges, got, want)
			}
		}
	}
}

// Words that thank stand for nothing that anybody must answer, and a verdict on what does not
// wait is told as that.
func TestDecisions_whatAVerdictLeaves(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]string{
		"29 很好，辛苦了": "false instruction passed on",
		"29 请抓紧":    "true instruction passed on, until it is answered",
		"14 同意":     "false taken back by the department, nothing done",
	} {
		h := inboxtest.New(t)
		n := twoOf(h)
		h.Record(db.Record{Events: []checklist.Event{{Kind: checklist.EventWithdrawn, Assignment: h.Part(14, "技术服务部").ID, Actor: "技术服务部负责人"}}})
		h.Deliver(h.Reply(n, inboxtest.Zhuren, words))
		all := h.Letters(letter.KindTranscript, inboxtest.Zhuren)
		got := fmt.Sprint(h.Part(29, "技术服务部").InstructedVersion != 0)
		for _, n := range all {
			for _, f := range n.Letter.Transcript.Decided {
				got += " " + f.Outcome.Code
			}
		}
		if got != want {
			t.Errorf("%s: %s, want %s", words, got, want)
		}
	}
}

// twoOf is the director's digest of two items, of which one waits.
func twoOf(h *inboxtest.Office) db.Notice {
	h.Helper()
	h.Submitted14()
	return h.Letter(letter.KindDigest, inboxtest.Zhuren, 14, 29)
}

// Who stands above a party that takes part urges the lead; his words on the part are a remark.
func TestDecisions_whoTakesPartIsNotInstructed(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	withDeputy(h)
	entries := h.Policy.Directory.Entries
	for i := range entries {
		if entries[i].Name == "综合部" {
			entries[i].Supervisor = "分管副主任"
		}
	}
	var err error
	if h.Policy.Directory, err = checklist.NewDirectory(entries); err != nil {
		t.Fatal(err)
	}
	l := letter.Letter{Kind: letter.KindEscalate, To: "分管副主任", On: checklist.DayOf(h.At, inboxtest.Zone)}
	for _, party := range []string{"技术服务部", "综合部"} {
		o := h.Part(14, party)
		l.Lines = append(l.Lines, o.Line(letter.HeadingOverdue))
	}
	h.Record(db.Record{Notices: []db.NewNotice{{Key: "x", Letter: l, NotBefore: h.At}}})
	h.Letter(letter.KindAssign, inboxtest.Shouli) // sends it
	h.Deliver(h.Reply(h.Letters(letter.KindEscalate, fujian)[0], fujian, "14 请抓紧，4月20日前报进展"))
	if lead, joint := h.Part(14, "技术服务部"), h.Part(14, "综合部"); lead.InstructedVersion == 0 || joint.InstructedVersion != 0 {
		t.Errorf("instructed: lead %d, joint %d", lead.InstructedVersion, joint.InstructedVersion)
	}
}

// A judge who sends nothing but a file is not taken for one who has read and no more.
func TestDecisions_aFileWithoutWordsIsAnswered(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	h.Deliver(h.Reply(twoWaiting(h), inboxtest.Zhuren, rawtest.TextPart("")+"\r\n"+file("批示.pdf", "application/pdf", []byte("%PDF-1.7"))+"\r\n--x--", rawtest.Mixed, eightBit))
	if all := h.Letters(letter.KindTranscript, inboxtest.Zhuren); len(all) != 1 || fmt.Sprint(waitingIn(all[0])) != "[14 29]" {
		t.Errorf("%d receipts", len(all))
	}
}

// Who has only read the letter hears nothing, but for words between its lines that were not read.
func TestDecisions_wordsBetweenTheLinesBelowAReceipt(t *testing.T) {
	t.Parallel()
	const text = "中心主任：\r\n以下事项已报办结，请审核。\r\n14　推行一码通查询\r\n29　部门之间数据共享\r\n直接回复本邮件即可登记，例如“14 同意”。\r\n"
	for between, want := range map[string]string{"": "0", "14 退回，材料不足\r\n": "1 14 退回，材料不足"} {
		h := inboxtest.New(t)
		h.SentAs = []byte("From: duban@djzx.example\r\nSubject: x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + text)
		h.Deliver(h.Reply(twoWaiting(h), inboxtest.Zhuren, "很好，辛苦了\r\n\r\n------------------ 原始邮件 ------------------\r\n发件人: 督办 <duban@djzx.example>\r\n主题: x\r\n\r\n"+
			strings.Replace(text, "29", between+"29", 1)))
		all := h.Letters(letter.KindTranscript, inboxtest.Zhuren)
		got := fmt.Sprint(len(all))
		for _, n := range all {
			got += " " + strings.Join(inboxtest.AllSaid(n.Letter.Transcript.Unread), " ")
		}
		if got != want || h.Part(14, "技术服务部").State != checklist.Submitted {
			t.Errorf("%q between the lines: %s, want %s", between, got, want)
		}
	}
}
