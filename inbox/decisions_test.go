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
