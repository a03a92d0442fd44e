package inbox

import (
	"context"
	"fmt"
	"testing"

	"duban/checklist"
	"duban/db"
)

// twoWaiting is the digest in which the director finds two items waiting for him.
func (h *house) twoWaiting() db.Notice {
	h.Helper()
	for _, no := range []int{14, 29} {
		h.record(db.Record{Events: []checklist.Event{{Kind: checklist.EventSubmitted, Assignment: h.part(no, "技术服务部").ID, Actor: "技术服务部负责人"}}})
	}
	return h.letter(checklist.LetterDigest, zhuren, 7, 14, 29)
}

func TestDecisions_aBareWordOverSeveralWaitingItemsAcceptsNone(t *testing.T) {
	t.Parallel()
	for words, want := range map[string][2]checklist.State{
		"同意":    {checklist.Submitted, checklist.Submitted},
		"同意。":   {checklist.Submitted, checklist.Submitted},
		"全部同意":  {checklist.Accepted, checklist.Accepted},
		"29 同意": {checklist.Submitted, checklist.Accepted},
	} {
		h := newHouse(t)
		h.deliver(h.reply(h.twoWaiting(), zhuren, words))
		got := [2]checklist.State{h.part(14, "技术服务部").State, h.part(29, "技术服务部").State}
		if got != want || h.part(7, "业务受理部").State != checklist.Open {
			t.Errorf("%s: items 14 and 29 are %v, want %v", words, got, want)
		}
		if told := len(h.letters(checklist.LetterTranscript, zhuren)); told != 1 {
			t.Errorf("%s: %d transcripts", words, told)
		}
	}
}

func TestDecisions_aBareWordIsAboutTheOnlyItemThatWaits(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.record(db.Record{Events: []checklist.Event{{Kind: checklist.EventSubmitted, Assignment: h.part(14, "技术服务部").ID, Actor: "技术服务部负责人"}}})
	h.deliver(h.reply(h.letter(checklist.LetterDigest, zhuren, 14, 29), zhuren, "同意"))
	if h.part(14, "技术服务部").State != checklist.Accepted || h.part(29, "技术服务部").State != checklist.Open {
		t.Errorf("item 14 is %s, item 29 %s", h.part(14, "技术服务部").State, h.part(29, "技术服务部").State)
	}
}

func TestClerk_isAskedOncePerMailAndItem(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.deliver(h.reply(h.letter(checklist.LetterAssign, jishu, 14, 29), jishu, "14 帮助：系统进不去\n29 帮助：系统进不去"))
	if got := h.letters(checklist.LetterClerk, zonghe); len(got) != 2 || got[0].Key == got[1].Key {
		t.Errorf("%d letters to the clerk", len(got))
	}
}

// A substitute has the letters of the one he stood in for: for seven days after his
// last one he may still answer them.
func TestActing_aSubstituteAnswersForSevenDaysMore(t *testing.T) {
	t.Parallel()
	for after, want := range map[int]checklist.State{7: checklist.Submitted, 8: checklist.Open} {
		h := newHouse(t)
		on := checklist.DayOf(h.at, dbZone)
		if err := h.store.AddAbsence(context.Background(), h.at, checklist.Absence{Person: "技术服务部负责人", Substitute: "业务受理部负责人", First: on, Last: on + 1}, "clerk"); err != nil {
			t.Fatal(err)
		}
		p, err := h.desk.actingPolicy(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		office := h.policy.Directory
		h.policy.Directory = p.Directory // of the day on which he is written to
		n := h.letter(checklist.LetterAssign, shouli, 7)
		h.policy.Directory = office
		h.at = h.at.AddDate(0, 0, 1+after)
		h.deliver(h.reply(n, shouli, "14 已完成：已上线"))
		if got := h.part(14, "技术服务部").State; got != want {
			t.Errorf("%d days after: %s, want %s", after, got, want)
		}
	}
}

// Those whom a letter was not written to are told so while they are few.
func TestThread_whoIsNotItsReaderIsToldTwentyTimesAnHour(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	n := h.ask()
	for i := range mostAnswering + 2 {
		h.deliver(h.reply(n, shouli, fmt.Sprintf("我部没有意见%d", i)))
	}
	if got := len(h.letters(checklist.LetterHeld, shouli)); got != mostAnswering {
		t.Errorf("%d letters, want %d", got, mostAnswering)
	}
}
