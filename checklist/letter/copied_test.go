package letter_test

import (
	"testing"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/internal/msg"
)

// A copy is dropped with what was owed, and calls somebody silent, where the letter does.
func TestLetter_aCopyIsAboutWhatItShows(t *testing.T) {
	t.Parallel()
	late := []letter.Line{{Assignment: 1, Colour: letter.Red, Step: "overdue+2"}}
	digest := &letter.Digest{Overdue: late, Review: []letter.Line{{Assignment: 2, Files: []letter.Enclosure{{Enclosed: true, File: letter.File{Name: "报告.pdf", Size: 9}}}}}}
	for _, tt := range []struct {
		kind          letter.Kind
		digest        *letter.Digest
		owed, accuses bool
	}{
		{letter.KindRemind, nil, true, false},
		{letter.KindEscalate, nil, true, true},
		{letter.KindOverview, nil, false, true},
		{letter.KindDigest, digest, false, true},
	} {
		was := letter.Letter{Kind: tt.kind, To: "a", Salutation: "甲", Lines: late, Digest: tt.digest}
		c := was.Copy(checklist.Person{ID: "b", Title: "乙"})
		if !c.Complete() || c.Traits().Owed != tt.owed || c.Accuses() != tt.accuses {
			t.Errorf("the copy of %s is complete %t, lists what is owed %t, accuses %t", tt.kind, c.Complete(), c.Traits().Owed, c.Accuses())
		}
		if d := c.Digest; d != nil && (!d.ReadOnly || d.Review[0].Files[0].Enclosed) {
			t.Errorf("the copy of %s lets its reader decide, or encloses evidence: %+v", tt.kind, d)
		}
		if c.Lines = nil; c.Complete() != (tt.digest != nil) {
			t.Errorf("the copy of %s without what was settled is complete: %t", tt.kind, c.Complete())
		}
	}
	if digest.ReadOnly || !digest.Review[0].Files[0].Enclosed {
		t.Errorf("copying changed the letter: %+v", digest)
	}
}

func TestDigest_whatOfAListWasLeft(t *testing.T) {
	t.Parallel()
	carried := checklist.CarriedTo("下年", 3)
	d := letter.Digest{Unfinished: []letter.Unfinished{
		{No: 1, Why: msg.Words("已取消")}, {No: 2, Why: msg.Words("已取消")}, {No: 2, Why: carried}, {No: 5, Why: msg.Words("转入《下年》第5项")}, {No: 3, Why: carried, Partly: true}, {No: 4, Why: msg.Words("已取消"), Partly: true}, {No: 4, Why: msg.Words("合并"), Partly: true}}}
	if waived, carried, partly := d.Left(); waived != 1 || carried != 2 || partly != 2 {
		t.Errorf("waived %d, carried over %d, in part %d", waived, carried, partly)
	}
}

// What a copy lists is no step of the assignment's, but for what it says is settled.
func TestLetter_aCopysLinesAreNoSteps(t *testing.T) {
	t.Parallel()
	was := letter.Letter{Kind: letter.KindRemind, Lines: []letter.Line{{Step: "overdue+2"}, {Step: letter.StepSettled}, {}}}
	c := was.Copy(checklist.Person{ID: "b"})
	if c.Lines[0].Step == "overdue+2" || c.Lines[0].Step == "" || c.Lines[1].Step != letter.StepSettled || c.Lines[2].Step != "" {
		t.Errorf("the copy's lines are %+v", c.Lines)
	}
}
