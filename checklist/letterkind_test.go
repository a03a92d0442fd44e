package checklist_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"duban/checklist"
	"duban/internal/words"
)

// The whole table: who changes a trait, or adds a kind, changes a line here.
func TestLetterKind_traits(t *testing.T) {
	t.Parallel()
	want := []string{
		"assign 交办 reminds owed asks expects worded",
		"remind 提醒 reminds owed asks expects worded",
		"escalate 提级 remark owed expects worded",
		"overview 分管情况 remark expects worded",
		"report 督办报告 copied aside",
		"review 待审 verdict expects worded",
		"digest 督办专报 verdict reports expects worded",
		"clerk 督办员日报",
		"receipt 回执 asks answers reports",
		"question 询问 asks answers",
		"held 待登记 answers reports",
		"transcript 批示登记 verdict answers reports",
		"confirm 请确认 confirm answers reports expects binds",
		"inquiry 查询答复 answers reports",
		"copy 抄送 copied owed aside",
		"outcome 审核结果 reports worded",
	}
	var got []string
	for kind := range checklist.LetterKinds() {
		tr := kind.Traits()
		row := []string{string(kind), words.Say(words.Chinese, kind.Message()), map[checklist.Reading]string{checklist.ReadVerdict: "verdict", checklist.ReadRemark: "remark", checklist.ReadConfirm: "confirm", checklist.ReadCopied: "copied"}[tr.Answered]}
		for _, trait := range []struct {
			name string
			has  bool
		}{{"reminds", tr.Reminds}, {"owed", tr.Owed}, {"asks", tr.Asks}, {"answers", tr.Answers}, {"reports", tr.Reports}, {"expects", tr.Expects}, {"binds", tr.Binds}, {"aside", tr.Aside}, {"worded", tr.Worded}} {
			if trait.has {
				row = append(row, trait.name)
			}
		}
		got = append(got, strings.Join(slices.DeleteFunc(row, func(w string) bool { return w == "" }), " "))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestLetterKind_anUnknownKindHasNoTraits(t *testing.T) {
	t.Parallel()
	k := checklist.LetterKind("telegram")
	if words.Say(words.Chinese, k.Message()) != "" || k.Traits().Owed || (checklist.Letter{Kind: k, Lines: make([]checklist.Line, 1)}).Complete() {
		t.Errorf("%+v", k.Traits())
	}
}

func TestLetterKinds_mayBeLeftEarly(t *testing.T) {
	t.Parallel()
	var first []checklist.LetterKind
	for k := range checklist.LetterKindsThat(func(tr checklist.Traits) bool { return tr.Answers }) {
		if first = append(first, k); len(first) == 2 {
			break
		}
	}
	if fmt.Sprint(first) != "[receipt question]" {
		t.Errorf("got %v", first)
	}
}

func TestLetter_isCompleteWithTheFactsOfItsKind(t *testing.T) {
	t.Parallel()
	facts := map[string]func(*checklist.Letter){
		"lines":      func(l *checklist.Letter) { l.Lines = make([]checklist.Line, 1) },
		"digest":     func(l *checklist.Letter) { l.Digest = &checklist.Digest{Ended: &checklist.Ended{}} },
		"clerk":      func(l *checklist.Letter) { l.Clerk = &checklist.ClerkNews{} },
		"receipt":    func(l *checklist.Letter) { l.Receipt = &checklist.Receipt{} },
		"transcript": func(l *checklist.Letter) { l.Transcript = &checklist.Transcript{} },
		"confirm":    func(l *checklist.Letter) { l.Confirm = &checklist.Confirm{} },
		"inquiry":    func(l *checklist.Letter) { l.Inquiry = &checklist.Inquiry{} },
		"copied": func(l *checklist.Letter) {
			l.Copied = &checklist.Copied{Kind: checklist.LetterRemind, Lines: make([]checklist.Line, 1)}
		},
		"outcomes": func(l *checklist.Letter) { l.Outcomes = make([]checklist.Outcome, 1) },
	}
	needs := map[checklist.LetterKind][]string{
		checklist.LetterAssign: {"lines"}, checklist.LetterRemind: {"lines"}, checklist.LetterEscalate: {"lines"}, checklist.LetterOverview: {"lines"},
		checklist.LetterDigest: {"digest"}, checklist.LetterReview: {"digest"}, checklist.LetterReport: {"digest"}, checklist.LetterClerk: {"clerk"},
		checklist.LetterReceipt: {"receipt"}, checklist.LetterHeld: {"receipt"}, checklist.LetterQuestion: {"lines", "receipt"},
		checklist.LetterTranscript: {"transcript"}, checklist.LetterConfirm: {"confirm"}, checklist.LetterOutcome: {"outcomes"}, checklist.LetterInquiry: {"inquiry"}, checklist.LetterCopy: {"lines", "copied"},
	}
	for kind := range checklist.LetterKinds() {
		whole := checklist.Letter{Kind: kind}
		for _, fact := range needs[kind] {
			facts[fact](&whole)
		}
		if !whole.Complete() {
			t.Errorf("%s with %v is not complete", kind, needs[kind])
		}
		for _, missing := range needs[kind] {
			l := checklist.Letter{Kind: kind}
			for fact, add := range facts {
				if fact != missing {
					add(&l)
				}
			}
			if l.Complete() {
				t.Errorf("%s without %s is complete", kind, missing)
			}
		}
	}
}
