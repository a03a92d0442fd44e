package inbox_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/inbox/inboxtest"
	"duban/internal/msg"
)

// lived is an office in which people report and digests are written at random.
type lived struct {
	*inboxtest.Office
	random    *rand.Rand
	reminders []db.Notice
	digests   []digested
}

// digested is a digest with what a judge could read in it: of each assignment whether
// it waited, and everything that had been said and decided of it.
type digested struct {
	letter db.Notice
	waits  map[int64]letter.Heading
	known  map[int64]string
}

func (l *lived) one(of ...string) string { return of[l.random.IntN(len(of))] }

// wordsOn are the events of an assignment that change what is to be judged: progress
// does while a claim waits, to which it adds.
func (l *lived) wordsOn(assignment int64) (words string) {
	l.Helper()
	events, err := l.Store.History(context.Background(), assignment)
	if err != nil {
		l.Fatal(err)
	}
	claimed := false
	for _, e := range events {
		switch e.Kind {
		case checklist.EventSubmitted:
			claimed = true
		case checklist.EventWithdrawn, checklist.EventReturned, checklist.EventReopened:
			claimed = false
		case checklist.EventRemarked, checklist.EventInstructed, checklist.EventFollowed, checklist.EventAcknowledged:
			continue
		}
		if claimed || e.Kind != checklist.EventProgress {
			words += fmt.Sprint(e.Seq, e.Kind, " ")
		}
	}
	return words
}

func (l *lived) parts() []db.Owed {
	return []db.Owed{l.Part(7, "业务受理部"), l.Part(14, "技术服务部"), l.Part(29, "技术服务部")}
}

func (l *lived) digest() {
	d := digested{letter: l.Letter(letter.KindDigest, inboxtest.Zhuren, 7, 14, 29), waits: map[int64]letter.Heading{}, known: map[int64]string{}}
	for _, o := range l.parts() {
		switch {
		case o.State == checklist.Submitted:
			d.waits[o.ID] = letter.HeadingWaiting
		case o.State == checklist.Open && o.Asked != 0:
			d.waits[o.ID] = letter.HeadingAsked
		}
		d.known[o.ID] = l.wordsOn(o.ID)
	}
	l.digests = append(l.digests, d)
}

func (l *lived) report() {
	words := l.one("已完成：材料见附件", "撤回", "申请延期到5月20日，因设备未到", "补充：另附照片", "正在推进", "收到")
	if l.random.IntN(3) == 0 {
		l.Deliver(l.Reply(l.reminders[0], inboxtest.Shouli, "7 "+words))
		return
	}
	l.Deliver(l.Reply(l.reminders[1], inboxtest.Jishu, l.one("14 ", "29 ")+words))
}

// answer answers any digest, old or new, and holds what was decided against it.
func (l *lived) answer() {
	if len(l.digests) == 0 {
		return
	}
	d := l.digests[l.random.IntN(len(l.digests))]
	before, owed := map[int64]string{}, map[int64]db.Owed{}
	for _, o := range l.parts() {
		before[o.ID], owed[o.ID] = l.wordsOn(o.ID), o
	}
	words := l.one("全部同意", "全部同意延期", "同意", "7 同意", "14 同意\n29 退回：缺照片", "14、29 同意", "29 同意延期", "7 不同意延期", "收到", "14 请加快")
	l.Deliver(l.Reply(d.letter, inboxtest.Zhuren, words))
	for _, o := range l.parts() {
		decided := l.wordsOn(o.ID) != before[o.ID]
		shown := d.waits[o.ID] != "" && before[o.ID] == d.known[o.ID]
		if decided && !shown {
			l.Errorf("%q to %s decided item %d, %s since, of which the letter showed %q and now:\n%s", words, d.letter.Key, o.No, d.waits[o.ID], d.known[o.ID], l.wordsOn(o.ID))
		}
		if all := words == "全部同意" && shown && d.waits[o.ID] == letter.HeadingWaiting; all && o.State != checklist.Accepted {
			l.Errorf("%q to %s did not strike off item %d, which it showed as waiting", words, d.letter.Key, o.No)
		}
		if words == "全部同意" && o.Deadline != owed[o.ID].Deadline {
			l.Errorf("%q moved the deadline of item %d", words, o.No)
		}
	}
}

// reopen keeps the life going when all is struck off.
func (l *lived) reopen() {
	for _, o := range l.parts() {
		if o.State.Closed() {
			l.Record(db.Record{Events: []checklist.Event{{Kind: checklist.EventReopened, Assignment: o.ID, Actor: "clerk", Reason: msg.Words("复查")}}})
		}
	}
}

func TestAnswer_lawAnOldLetterDecidesNothingThatItDidNotShow(t *testing.T) {
	t.Parallel()
	for seed := range uint64(6) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			l := &lived{Office: inboxtest.New(t), random: rand.New(rand.NewPCG(seed, 13))}
			l.reminders = []db.Notice{l.Letter(letter.KindRemind, inboxtest.Shouli, 7), l.Letter(letter.KindRemind, inboxtest.Jishu, 14, 29)}
			for range 40 {
				l.At = l.At.Add(3 * time.Hour)
				steps := []func(){l.report, l.report, l.digest, l.answer, l.answer, l.reopen}
				steps[l.random.IntN(len(steps))]()
			}
		})
	}
}

func TestAnswer_whatItNamesBesideANumberPicksTheLine(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	for _, party := range []string{"技术服务部", "综合部"} {
		h.Record(db.Record{Events: []checklist.Event{{Kind: checklist.EventAcknowledged, Assignment: h.Part(14, party).ID, Actor: party}}})
	}
	digest := h.Submitted14()
	lines, err := h.Store.ShownIn(context.Background(), digest.ID)
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(lines, func(s letter.Shown) bool { return s.Heading == letter.HeadingWaiting })
	if len(lines) != 2 || at < 0 || lines[at].Party != "技术服务部" || lines[at].No != 14 || lines[at].ClaimVersion != h.Part(14, "技术服务部").ClaimVersion {
		t.Fatalf("the record of the letter: %+v", lines)
	}
	h.Deliver(h.Reply(digest, inboxtest.Zhuren, "14 同意"))
	if got := h.Part(14, "技术服务部").State; got != checklist.Accepted {
		t.Errorf("the only line that waits is meant, but it stands %s", got)
	}
}

// renumber amends the list: item 14 becomes 40, or goes.
func renumber(h *inboxtest.Office, goes bool) {
	h.Helper()
	lists, err := h.Store.Checklists(context.Background())
	if err != nil {
		h.Fatal(err)
	}
	items, err := h.Store.Items(context.Background(), lists[0].ID)
	if err != nil {
		h.Fatal(err)
	}
	old := items[slices.IndexFunc(items, func(i checklist.Item) bool { return i.No == 14 })]
	change, events := checklist.Change{Old: old, New: old}, []checklist.Event(nil)
	if change.New.No = 40; goes {
		change.New = checklist.Item{}
		events = append(events, checklist.Event{Kind: checklist.EventWaived, Assignment: h.Part(14, "技术服务部").ID, Actor: "clerk"})
	}
	if err := h.Store.Amend(context.Background(), h.At, db.Amend{List: lists[0].ID, Was: lists[0].Document, Changes: []checklist.Change{change}, Events: events,
		Import: db.Import{Checklist: lists[0].Checklist, Actor: "clerk", File: db.Document{Name: "修订.txt", Raw: []byte("修订")}}}); err != nil {
		h.Fatal(err)
	}
}

// An item is called by the number that its reader's letter gave it, and beside it by the
// number that it has by now, where it has another.
func TestAnswer_whatAnItemIsCalledThatHasAnotherNumberNow(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		amend func(h *inboxtest.Office)
		want  string
	}{
		"the same":   {func(*inboxtest.Office) {}, "14 now 0"},
		"another":    {func(h *inboxtest.Office) { renumber(h, false) }, "14 now 40"},
		"none, gone": {func(h *inboxtest.Office) { renumber(h, true) }, "14 now 0"},
	} {
		h := inboxtest.New(t)
		n := h.Ask()
		c.amend(h)
		h.Deliver(h.Reply(n, inboxtest.Jishu, "14 进展：正在试用"))
		got := ""
		for _, r := range h.Letters(letter.KindReceipt, inboxtest.Jishu) {
			for _, f := range r.Letter.Receipt.Filed {
				got += fmt.Sprint(f.No, " now ", f.Now)
			}
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// What waits stands once in a judge's receipt, though he named it by both its numbers.
func TestAnswer_anItemNamedByBothItsNumbersWaitsOnce(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	digest := h.Submitted14()
	renumber(h, false)
	h.Deliver(h.Reply(digest, inboxtest.Zhuren, "40 请抓紧"))
	if all := h.Letters(letter.KindTranscript, inboxtest.Zhuren); len(all) != 1 || fmt.Sprint(waitingIn(all[0])) != "[14]" || len(all[0].Letter.Transcript.Decided) != 1 {
		t.Errorf("%d receipts: %+v", len(all), all[0].Letter.Transcript)
	}
}
