package register

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"

	"duban/checklist"
	"duban/internal/office"
)

// Sample is a list of three items for the office's own departments, issued today: what is
// shown of an office that has no list yet.
func Sample(ctx context.Context, o *office.Office, today checklist.Day) (Incoming, error) {
	first, second := sampleParties(o)
	const soon, later = 14, 60 // days
	due := func(days checklist.Day) string { return (today + days).ShortFrom(1) }
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	_ = w.WriteAll([][]string{{"序号", "具体内容", "责任部门", "完成时限"},
		{"1", "（示例）完善一次性告知清单，做到一次说清。", first + "会同" + second, due(soon)},
		{"2", "（示例）每周通报办理时限，压缩办理时间。", first, due(soon)},
		{"3", "（示例）开展业务培训，统一审查标准。", second, due(later)}})
	in, err := Read(ctx, o, today, "示例清单.csv", b.Bytes(), Reading{Year: today.Year(), Start: today, Title: "示例清单", AsNew: true, Late: true})
	if wrong := in.Problems.Errors(); err == nil && len(wrong) > 0 {
		err = fmt.Errorf("reading the sample: %w", wrong)
	}
	return in, err
}

// sampleParties are two departments above which somebody stands, or the next best.
func sampleParties(o *office.Office) (first, second string) {
	var all []string
	for _, fits := range []func(checklist.Entry, checklist.Person) bool{
		func(e checklist.Entry, p checklist.Person) bool {
			return e.Kind == checklist.Department && p.Mail != "" && !p.Has(checklist.DutyDirector) && len(o.Directory.AboveParty(e.Name)) > 0
		},
		func(e checklist.Entry, p checklist.Person) bool { return e.Kind != checklist.Group },
	} {
		for _, e := range o.Directory.Entries {
			if p, _ := o.Directory.ResponsibleFor(e.Name); fits(e, p) {
				all = append(all, e.Name)
			}
		}
	}
	return all[0], all[min(1, len(all)-1)]
}
