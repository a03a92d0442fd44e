package register

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"slices"

	"duban/checklist"
	"duban/internal/office"
)

// Sample is a list of three items for the office's own departments, issued today: what is
// shown of an office that has no list yet.
func Sample(ctx context.Context, o *office.Office, today checklist.Day) (Incoming, error) {
	first, second := sampleParties(o)
	both := first
	if second != first {
		both += "会同" + second
	}
	const soon, later = 14, 60 // days
	due, l := func(days checklist.Day) string { return (today + days).String() }, o.LetterLanguage()
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	_ = w.WriteAll([][]string{{"序号", "具体内容", "责任部门", "完成时限"},
		{"1", l.Of("（示例）完善一次性告知清单，做到一次说清。", "(sample) Tell applicants at once all that they must bring"), both, due(soon)},
		{"2", l.Of("（示例）每周通报办理时限，压缩办理时间。", "(sample) Report each week how long applications take"), first, due(soon)},
		{"3", l.Of("（示例）开展业务培训，统一审查标准。", "(sample) Train the staff to examine by one standard"), second, due(later)}})
	in, err := Read(ctx, o, today, "sample.csv", b.Bytes(), Reading{Year: today.Year(), Start: today, Title: l.Of("示例清单", "Sample list"), AsNew: true, Late: true})
	if wrong := in.Problems.Errors(); err == nil && len(wrong) > 0 {
		err = fmt.Errorf("reading the sample: %w", wrong)
	}
	return in, err
}

// sampleParties are two departments above which somebody stands, or the next best: one and
// the same where the directory has nobody else.
func sampleParties(o *office.Office) (first, second string) {
	var all []string
	for _, fits := range []func(checklist.Entry, checklist.Person) bool{
		func(e checklist.Entry, p checklist.Person) bool {
			return e.Kind == checklist.Department && p.Mail != "" && !p.Has(checklist.DutyDirector) && len(o.Directory.AboveParty(e.Name)) > 0
		},
		func(e checklist.Entry, p checklist.Person) bool { return e.Kind != checklist.Group },
	} {
		for _, e := range o.Directory.Entries {
			if p, _ := o.Directory.ResponsibleFor(e.Name); fits(e, p) && !slices.Contains(all, e.Name) {
				all = append(all, e.Name)
			}
		}
	}
	return all[0], all[min(1, len(all)-1)]
}
