package scheduler

import (
	"fmt"
	"testing"

	"duban/checklist"
	"duban/db"
)

func TestCopies_whoGetsThem(t *testing.T) {
	t.Parallel()
	r := withReviewer(t)
	r.Copies = CopyRules{Of: map[checklist.LetterKind][]string{
		checklist.LetterRemind: {"上级", "分管副主任", "分管副主任"}, checklist.LetterAssign: {"superior", "技术服务部"}, checklist.LetterEscalate: nil},
		Parties: map[string][]string{"技术服务部": {"综合部"}}}
	letter := func(kind checklist.LetterKind, to, party string) db.PlannedLetter {
		return db.PlannedLetter{Notice: db.NewNotice{Key: "k", Letter: checklist.Letter{Kind: kind, To: to, Lines: []checklist.Line{{Party: party}}}}}
	}
	for _, tt := range []struct {
		name string
		l    db.PlannedLetter
		want string
	}{
		{"each once, whoever is above", letter(checklist.LetterRemind, "综合部负责人", "综合部"), "[中心主任 分管副主任]"},
		{"of the letters about a party, too", letter(checklist.LetterRemind, "技术服务部负责人", "技术服务部"), "[中心主任 分管副主任 综合部负责人]"},
		{"not the reader himself", letter(checklist.LetterAssign, "技术服务部负责人", "综合部"), "[中心主任]"},
		{"nobody is above the director", letter(checklist.LetterAssign, "中心主任", "综合部"), "[技术服务部负责人]"},
		{"by a party only of what asks for what is owed", letter(checklist.LetterEscalate, "中心主任", "技术服务部"), "[]"},
		{"of no other kind", letter(checklist.LetterOverview, "中心主任", "技术服务部"), "[]"},
	} {
		var got []string
		for _, c := range r.copies([]db.PlannedLetter{tt.l}) {
			got = append(got, c.Notice.Letter.To)
			if c.Notice.Key != "copy/k/"+c.Notice.Letter.To || c.Notice.Letter.Kind != checklist.LetterCopy {
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
	if got := r.copiedIn(letter(checklist.LetterRemind, "综合部负责人", "综合部").Notice.Letter); len(got) != 1 || got[0].ID != "中心主任" {
		t.Errorf("who has no address gets none: %+v", got)
	}
}

// Of digests each gets one, who gets none himself.
func TestCopies_ofADigestOneEach(t *testing.T) {
	t.Parallel()
	r := withReviewer(t)
	r.Copies = CopyRules{Of: map[checklist.LetterKind][]string{checklist.LetterDigest: {"综合部", "分管副主任"}}}
	digest := func(to string, list int64, closing bool) db.PlannedLetter {
		return db.PlannedLetter{Notice: db.NewNotice{Key: "k", Letter: checklist.Letter{Kind: checklist.LetterDigest, To: to, Checklist: list, Digest: &checklist.Digest{Closing: closing}}}}
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
