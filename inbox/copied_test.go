package inbox_test

import (
	"fmt"
	"testing"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/inbox/inboxtest"
)

// copied is a copy, sent to somebody, of a letter about items of 技术服务部; none: of one that
// lists nothing.
func copied(h *inboxtest.Office, mail string, nos ...int) db.Notice {
	h.Helper()
	p, _ := h.Policy.Directory.Sender(mail)
	l := letter.Letter{Kind: letter.KindCopy, To: p.ID, On: checklist.DayOf(h.At, inboxtest.Zone), Copied: &letter.Copied{Kind: letter.KindEscalate, To: "分管副主任"}}
	for _, no := range nos {
		o := h.Part(no, "技术服务部")
		l.Lines = append(l.Lines, o.Line(letter.HeadingTold))
	}
	h.Record(db.Record{Notices: []db.NewNotice{{Key: fmt.Sprint("copy/", mail), Letter: l, NotBefore: h.At}}})
	h.Letter(letter.KindAssign, inboxtest.Shouli) // sends it
	return h.Letters(letter.KindCopy, mail)[0]
}

// By a copy nobody changes a state; who stands above the party urges it, and the clerk reads
// what all others say.
func TestCopied_whatAnAnswerToACopyBrings(t *testing.T) {
	t.Parallel()
	type brought struct{ instructed, clerk, told, passed, unread int }
	for name, c := range map[string]struct {
		from  string
		nos   []int
		words string
		want  brought
	}{
		"who stands above":            {fujian, []int{14, 29}, "14 请抓紧，4月20日前报进展", brought{instructed: 1, told: 1}},
		"who does not":                {inboxtest.Shouli, []int{14, 29}, "14 请抓紧，4月20日前报进展", brought{clerk: 1, told: 1}},
		"a verdict":                   {inboxtest.Shouli, []int{14, 29}, "14 同意", brought{clerk: 1, told: 1}},
		"of the whole letter, above":  {fujian, []int{14, 29}, "请抓紧落实", brought{instructed: 2, told: 2}},
		"of the whole letter, beside": {inboxtest.Shouli, []int{14, 29}, "请抓紧落实", brought{clerk: 1, told: 2}},
		"a number beside it":          {fujian, []int{14}, "7 请抓紧落实", brought{unread: 1}},
		"a receipt of one":            {inboxtest.Shouli, nil, "收到", brought{}},
		"words to one without lines":  {inboxtest.Shouli, nil, "14 请抓紧", brought{clerk: 1, passed: 1}},
		"marks without words":         {inboxtest.Shouli, nil, "……", brought{clerk: 1, passed: 1}},
		"nothing but a quote of one":  {inboxtest.Shouli, nil, "", brought{}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := inboxtest.New(t)
			withDeputy(h)
			fate := h.Deliver(h.Reply(copied(h, c.from, c.nos...), c.from, c.words))
			got := brought{clerk: len(h.Letters(letter.KindClerk, inboxtest.Zonghe))}
			for _, no := range []int{14, 29} {
				o := h.Part(no, "技术服务部")
				if o.State != checklist.Open {
					t.Errorf("item %d is %s", no, o.State)
				}
				if o.InstructedVersion != 0 {
					got.instructed++
				}
			}
			for _, n := range h.Letters(letter.KindTranscript, c.from) {
				x := n.Letter.Transcript
				got.told, got.passed, got.unread = got.told+len(x.Decided), got.passed+len(x.Passed), got.unread+len(x.Unread)
				if len(x.Waiting) > 0 {
					t.Errorf("offered to judge %v", waitingIn(n))
				}
			}
			if got != c.want || fate.State != checklist.MailFiled {
				t.Errorf("%s %s: %+v, want %+v", fate.State, fate.Reason, got, c.want)
			}
		})
	}
}

// Who reads the director's digest in his place may instruct and urge, and decides nothing:
// he and the clerk are told.
func TestDecisions_inTheDirectorsPlace(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]struct{ decided, clerk, instructed int }{
		"14 同意":              {decided: 1, clerk: 1},
		"14 退回：缺照片":          {decided: 1, clerk: 1},
		"29 请抓紧，4月20日前报进展":   {decided: 1, instructed: 1},
		"14 同意\n29 请抓紧，明天报我": {decided: 2, clerk: 1, instructed: 1},
	} {
		h := inboxtest.New(t)
		h.Submitted14()
		l := letter.Letter{Kind: letter.KindDigest, To: "业务受理部负责人", On: checklist.DayOf(h.At, inboxtest.Zone), Digest: &letter.Digest{ReadOnly: true}}
		for _, no := range []int{14, 29} {
			o := h.Part(no, "技术服务部")
			l.Lines = append(l.Lines, o.Line(letter.JudgedUnder(o.Assignment)))
		}
		h.Record(db.Record{Notices: []db.NewNotice{{Key: "digest/in-place", Letter: l, NotBefore: h.At}}})
		h.Letter(letter.KindAssign, inboxtest.Shouli) // sends it
		h.Deliver(h.Reply(h.Letters(letter.KindDigest, inboxtest.Shouli)[0], inboxtest.Shouli, words))
		got := struct{ decided, clerk, instructed int }{clerk: len(h.Letters(letter.KindClerk, inboxtest.Zonghe))}
		for _, n := range h.Letters(letter.KindTranscript, inboxtest.Shouli) {
			got.decided += len(n.Letter.Transcript.Decided)
		}
		if h.Part(29, "技术服务部").InstructedVersion != 0 {
			got.instructed++
		}
		if o := h.Part(14, "技术服务部"); got != want || o.State != checklist.Submitted {
			t.Errorf("%s: %+v, want %+v; item 14 is %s", words, got, want, o.State)
		}
	}
}

// Of words to the report on a list the clerk hears that it was the report.
func TestCopied_theClerkHearsOfWhichLetter(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	h.Deliver(h.Reply(copied(h, inboxtest.Shouli, 14), inboxtest.Shouli, "14 请抓紧"))
	l := letter.Letter{Kind: letter.KindReport, To: "中心主任", On: checklist.DayOf(h.At, inboxtest.Zone), Digest: &letter.Digest{Ended: &letter.Ended{}}}
	h.Record(db.Record{Notices: []db.NewNotice{{Key: "report", Letter: l, NotBefore: h.At}}})
	h.Letter(letter.KindAssign, inboxtest.Shouli) // sends it
	h.Deliver(h.Reply(h.Letters(letter.KindReport, inboxtest.Zhuren)[0], inboxtest.Zhuren, "请转发各部门"))
	var got []string
	for _, n := range h.Letters(letter.KindClerk, inboxtest.Zonghe) {
		got = append(got, n.Letter.Clerk.Todo[0].What.Code)
	}
	if fmt.Sprint(got) != "[who had a copy writes who had the report writes]" {
		t.Errorf("the clerk hears %q", got)
	}
}
