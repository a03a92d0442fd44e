package scheduler

import (
	"fmt"
	"testing"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
)

func TestCopies_whoGetsThem(t *testing.T) {
	t.Parallel()
	r := withReviewer(t)
	r.Copies = CopyRules{Of: map[letter.Kind][]string{
		letter.KindRemind: {"上级", "分管副主任", "分管副主任"}, letter.KindAssign: {"superior", "技术服务部"}, letter.KindEscalate: nil},
		Parties: map[string][]string{"技术服务部": {"综合部"}}}
	l := func(kind letter.Kind, to, party string) db.PlannedLetter {
		return db.PlannedLetter{Notice: db.NewNotice{Key: "k", Letter: letter.Letter{Kind: kind, To: to, Lines: []letter.Line{{Party: party}}}}}
	}
	for _, tt := range []struct {
		name string
		l    db.PlannedLetter
		want string
	}{
		{"each once, whoever is above", l(letter.KindRemind, "综合部负责人", "综合部"), "[中心主任 分管副主任]"},
		{"of the letters about a party, too", l(letter.KindRemind, "技术服务部负责人", "技术服务部"), "[中心主任 分管副主任 综合部负责人]"},
		{"not the reader himself", l(letter.KindAssign, "技术服务部负责人", "综合部"), "[中心主任]"},
		{"nobody is above the director", l(letter.KindAssign, "中心主任", "综合部"), "[技术服务部负责人]"},
		{"by a party only of what asks for what is owed", l(letter.KindEscalate, "中心主任", "技术服务部"), "[]"},
		{"of no other kind", l(letter.KindOverview, "中心主任", "技术服务部"), "[]"},
	} {
		var got []string
		for _, c := range r.copies([]db.PlannedLetter{tt.l}) {
			got = append(got, c.Notice.Letter.To)
			if c.Notice.Key != "copy/k/"+c.Notice.Letter.To || c.Notice.Letter.Kind != letter.KindCopy {
				t.Errorf("%s: %+v", tt.name, c.Notice)
			}
		}
		if fmt.Sprint(got) != tt.want {
			t.Errorf("%s: %v, want %s", tt.name, got, tt.want)
		}
	}
	entries := append([]checklist.Entry{}, r.Directory.Entries...)
	entries[len(entries)-1].Mail = ""
	var err error
	if r.Directory, err = checklist.NewDirectory(entries); err != nil {
		t.Fatal(err)
	}
	if got := r.copiedIn(l(letter.KindRemind, "综合部负责人", "综合部").Notice.Letter); len(got) != 1 || got[0].ID != "中心主任" {
		t.Errorf("who has no address gets none: %+v", got)
	}
}

// Of digests each gets one, who gets none himself.
func TestCopies_ofADigestOneEach(t *testing.T) {
	t.Parallel()
	r := withReviewer(t)
	r.Copies = CopyRules{Of: map[letter.Kind][]string{letter.KindDigest: {"综合部", "分管副主任"}}}
	digest := func(to string, list int64, closing bool) db.PlannedLetter {
		return db.PlannedLetter{Notice: db.NewNotice{Key: "k", Letter: letter.Letter{Kind: letter.KindDigest, To: to, Checklist: list, Digest: &letter.Digest{Closing: closing}}}}
	}
	for _, tt := range []struct {
		name string
		all  []db.PlannedLetter
		want string
	}{
		{"of one", []db.PlannedLetter{digest("中心主任", 1, false)}, "[分管副主任 综合部负责人]"},
		{"not who gets it instead", []db.PlannedLetter{digest("中心主任", 1, false), digest("分管副主任", 1, false)}, "[综合部负责人]"},
		{"the last of another list, too", []db.PlannedLetter{digest("中心主任", 1, false), digest("中心主任", 2, true)}, "[分管副主任 综合部负责人 分管副主任 综合部负责人]"},
	} {
		var got []string
		for _, c := range r.copies(tt.all) {
			got = append(got, c.Notice.Letter.To)
			if !c.Notice.Letter.Digest.ReadOnly {
				t.Errorf("%s: %s may decide", tt.name, c.Notice.Letter.To)
			}
		}
		if fmt.Sprint(got) != tt.want {
			t.Errorf("%s: %v, want %s", tt.name, got, tt.want)
		}
	}
}
