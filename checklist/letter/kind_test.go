package letter_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"duban/checklist/letter"
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
	for kind := range letter.Kinds() {
		tr := kind.Traits()
		row := []string{string(kind), words.Say(words.Chinese, kind.Message()), map[letter.Reading]string{letter.ReadVerdict: "verdict", letter.ReadRemark: "remark", letter.ReadConfirm: "confirm", letter.ReadCopied: "copied"}[tr.Answered]}
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
	k := letter.Kind("telegram")
	if words.Say(words.Chinese, k.Message()) != "" || k.Traits().Owed || (letter.Letter{Kind: k, Lines: make([]letter.Line, 1)}).Complete() {
		t.Errorf("%+v", k.Traits())
	}
}

func TestLetterKinds_mayBeLeftEarly(t *testing.T) {
	t.Parallel()
	var first []letter.Kind
	for k := range letter.KindsThat(func(tr letter.Traits) bool { return tr.Answers }) {
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
	facts := map[string]func(*letter.Letter){
		"lines":      func(l *letter.Letter) { l.Lines = make([]letter.Line, 1) },
		"digest":     func(l *letter.Letter) { l.Digest = &letter.Digest{Ended: &letter.Ended{}} },
		"clerk":      func(l *letter.Letter) { l.Clerk = &letter.ClerkNews{} },
		"receipt":    func(l *letter.Letter) { l.Receipt = &letter.Receipt{} },
		"transcript": func(l *letter.Letter) { l.Transcript = &letter.Transcript{} },
		"confirm":    func(l *letter.Letter) { l.Confirm = &letter.Confirm{} },
		"inquiry":    func(l *letter.Letter) { l.Inquiry = &letter.Inquiry{} },
		"copied": func(l *letter.Letter) {
			l.Copied = &letter.Copied{Kind: letter.KindRemind, Lines: make([]letter.Line, 1)}
		},
		"outcomes": func(l *letter.Letter) { l.Outcomes = make([]letter.Outcome, 1) },
	}
	needs := map[letter.Kind][]string{
		letter.KindAssign: {"lines"}, letter.KindRemind: {"lines"}, letter.KindEscalate: {"lines"}, letter.KindOverview: {"lines"},
		letter.KindDigest: {"digest"}, letter.KindReview: {"digest"}, letter.KindReport: {"digest"}, letter.KindClerk: {"clerk"},
		letter.KindReceipt: {"receipt"}, letter.KindHeld: {"receipt"}, letter.KindQuestion: {"lines", "receipt"},
		letter.KindTranscript: {"transcript"}, letter.KindConfirm: {"confirm"}, letter.KindOutcome: {"outcomes"}, letter.KindInquiry: {"inquiry"}, letter.KindCopy: {"lines", "copied"},
	}
	for kind := range letter.Kinds() {
		whole := letter.Letter{Kind: kind}
		for _, fact := range needs[kind] {
			facts[fact](&whole)
		}
		if !whole.Complete() {
			t.Errorf("%s with %v is not complete", kind, needs[kind])
		}
		for _, missing := range needs[kind] {
			l := letter.Letter{Kind: kind}
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
