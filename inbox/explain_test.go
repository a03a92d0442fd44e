package inbox_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/inbox"
	"duban/inbox/inboxtest"
	"duban/internal/fulltest"
	"duban/internal/msg"
)

// replies are words that offices write, from the cases of the reader of words.
func replies(t *testing.T, names ...string) (all []string) {
	t.Helper()
	for _, name := range names {
		raw, err := os.ReadFile("answer/testdata/" + name)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(raw)) {
			var c struct{ Words string }
			if err := json.Unmarshal([]byte(line), &c); err != nil {
				t.Fatal(err)
			}
			all = append(all, c.Words)
		}
	}
	return all
}

// recorded are what a mail's acts are called by the events that filing it recorded.
func recorded(h *inboxtest.Office, mail int64) (acts []string) {
	h.Helper()
	events, err := h.Store.EventsOfMail(context.Background(), mail)
	if err != nil {
		h.Fatal(err)
	}
	for _, e := range events {
		acts = append(acts, string(e.Kind)+" "+e.Day.String())
	}
	return acts
}

// TestExplain_saysWhatFileDoes: of every reply, to items in every state that the replies
// before it have led to, what is said beforehand is what is recorded then.
func TestExplain_saysWhatFileDoes(t *testing.T) {
	t.Parallel()
	for name, scene := range map[string]struct {
		from   string
		letter func(h *inboxtest.Office, assigned db.Notice) db.Notice
		files  []string
	}{
		"a department": {inboxtest.Jishu, func(h *inboxtest.Office, assigned db.Notice) db.Notice { return assigned },
			[]string{"answers-of-a-department.jsonl", "more-of-a-department.jsonl", "more-after-a-claim.jsonl"}},
		"the director": {inboxtest.Zhuren, func(h *inboxtest.Office, _ db.Notice) db.Notice {
			return h.Letter(letter.KindDigest, inboxtest.Zhuren, 7, 14, 29)
		},
			[]string{"answers-of-the-director.jsonl", "more-of-the-director.jsonl"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := inboxtest.New(t)
			h.Policy.AnswersPerDay = 0
			assigned, all := h.Letter(letter.KindAssign, inboxtest.Jishu, 14, 29), replies(t, scene.files...)
			oneOf := 21 // each is filed in a store that all before it have filled
			if fulltest.Asked() {
				oneOf = 7
			}
			for i := 0; i < len(all); i += oneOf {
				words := all[i]
				h.At = h.At.Add(time.Minute)
				if scene.from == inboxtest.Zhuren {
					h.Deliver(h.Reply(assigned, inboxtest.Jishu, []string{"14 已完成", "29 申请延期到6月10日", "14、29已完成"}[i%3]))
					h.At = h.At.Add(time.Minute)
				}
				raw := h.Reply(scene.letter(h, assigned), scene.from, words)
				said, err := h.Processor.Explain(context.Background(), raw, h.At)
				if err != nil {
					t.Fatal(err)
				}
				fate := h.Deliver(raw)
				var acts []string
				for _, a := range said.Acts {
					kind, day := eventOf(a.Act), a.Day
					if a.Instructs {
						kind, day = string(checklist.EventInstructed), a.AnswerBy
					}
					acts = append(acts, kind+" "+day.String())
				}
				got := recorded(h, fate.ID)
				slices.Sort(acts)
				slices.Sort(got)
				if diff := cmp.Diff(acts, got); diff != "" || said.State != fate.State || said.Reason.Text() != fate.Reason.Text() {
					t.Errorf("%q: said %s %s, filed %s %s (-said +filed)\n%s", words, said.State, said.Reason, fate.State, fate.Reason, diff)
				}
			}
		})
	}
}

func eventOf(act string) string {
	return string(map[string]checklist.EventKind{
		"done": checklist.EventSubmitted, "coop": checklist.EventSubmitted, "progress": checklist.EventProgress, "ack": checklist.EventAcknowledged,
		"extend": checklist.EventAskedExtend, "move": checklist.EventAskedMove, "help": checklist.EventAskedHelp, "withdrawn": checklist.EventWithdrawn,
		"accept": checklist.EventAccepted, "return": checklist.EventReturned, "grant": checklist.EventExtended, "refuse": checklist.EventRefused,
		"remark": checklist.EventRemarked,
	}[act])
}

// What is said beforehand names each act, and each question with the number that it is about.
func TestExplain_namesTheActsAndTheQuestions(t *testing.T) {
	t.Parallel()
	type said struct{ acts, asked []string }
	for name, c := range map[string]struct {
		from   string
		letter func(h *inboxtest.Office) db.Notice
		words  string
		want   said
	}{
		"a lead reports": {inboxtest.Jishu, (*inboxtest.Office).Ask, "14 已完成：已上线", said{acts: []string{"14 done"}}},
		"who takes part answers": {inboxtest.Zonghe, func(h *inboxtest.Office) db.Notice { return h.Letter(letter.KindAssign, inboxtest.Zonghe, 14) },
			"14 已完成：已配合", said{acts: []string{"14 coop"}}},
		"how it stands, of who takes part": {inboxtest.Zonghe, func(h *inboxtest.Office) db.Notice { return h.Letter(letter.KindAssign, inboxtest.Zonghe, 14) },
			"14 进展：正在配合", said{acts: []string{"14 coop"}}},
		"a verdict":            {inboxtest.Zhuren, (*inboxtest.Office).Submitted14, "14 同意", said{acts: []string{"14 accept"}}},
		"a verdict in doubt":   {inboxtest.Zhuren, (*inboxtest.Office).Submitted14, "14 原则同意", said{acts: []string{"14 remark"}, asked: []string{"14 " + msg.Clauses}}},
		"a claim in doubt":     {inboxtest.Jishu, (*inboxtest.Office).Ask, "14 基本完成", said{acts: []string{"14 progress"}, asked: []string{"14 asked, and how to say yes"}}},
		"which of several":     {inboxtest.Jishu, func(h *inboxtest.Office) db.Notice { return h.Letter(letter.KindAssign, inboxtest.Jishu, 14, 29) }, "已完成", said{asked: []string{"0 which item is not said"}}},
		"another of his own":   {inboxtest.Jishu, (*inboxtest.Office).Ask, "29 已完成", said{acts: []string{"29 done"}}},
		"nothing that it does": {inboxtest.Jishu, (*inboxtest.Office).Ask, "14 收到", said{acts: []string{"14 ack"}}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := inboxtest.New(t)
			e, err := h.Processor.Explain(context.Background(), h.Reply(c.letter(h), c.from, c.words), h.At)
			if err != nil {
				t.Fatal(err)
			}
			var got said
			for _, a := range e.Acts {
				got.acts = append(got.acts, fmt.Sprint(a.No, " ", a.Act))
			}
			for _, q := range e.Asked {
				got.asked = append(got.asked, fmt.Sprint(q.No, " ", q.Why.Code))
			}
			if !slices.Equal(got.acts, c.want.acts) || !slices.Equal(got.asked, c.want.asked) {
				t.Errorf("%s: %s, %s; asked %+v, acts %v", c.words, e.State, e.Reason, e.Asked, got.acts)
			}
			if e.Confirm {
				t.Error("confirmed by nobody's wish")
			}
		})
	}
}

func TestExplain_aWordThatMustBeConfirmedIsSaidSo(t *testing.T) {
	t.Parallel()
	h, digest := doubting(t)
	e, err := h.Processor.Explain(context.Background(), h.Reply(digest, inboxtest.Zhuren, "14 同意"), h.At)
	if err != nil || !e.Confirm || e.Message == nil || e.Message.From.Addr != inboxtest.Zhuren {
		t.Errorf("%+v, %v", e, err)
	}
}

// What is said and names no item is told as it stands, with what is not clear of it.
func TestExplain_whatWasNotReadIsSaid(t *testing.T) {
	t.Parallel()
	for words, want := range map[string][]string{
		"已完成":            {"words, and what is not clear of them"},
		"14 已完成\n40 已完成": {"not his item"},
		"14 已完成":         nil,
	} {
		h := inboxtest.New(t)
		e, err := h.Processor.Explain(context.Background(), h.Reply(h.Letter(letter.KindAssign, inboxtest.Jishu, 14, 29), inboxtest.Jishu, words), h.At)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, m := range e.Unread {
			got = append(got, m.Code)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", words, got, want)
		}
	}
}

// A mail on which the program fails is held, and stays what it was where it was filed; said
// beforehand is who wrote it all the same.
func TestProcessor_aFaultOfOursLosesNoMail(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	raw := h.Reply(h.Ask(), inboxtest.Jishu, "14 已完成")
	filed := h.Deliver(raw)
	h.Rules = func() inbox.Policy { panic("fault") }
	if state, changed := replay(h, filed.ID); state != "filed" || changed {
		t.Errorf("filed before: %s, changed %v", state, changed)
	}
	e, err := h.Processor.Explain(t.Context(), raw, h.At)
	if err != nil || e.State != checklist.MailQuarantined || e.Message == nil || e.Message.From.Addr != inboxtest.Jishu {
		t.Errorf("said beforehand: %+v, %v", e, err)
	}
}
