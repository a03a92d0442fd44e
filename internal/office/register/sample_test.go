package register_test

import (
	"strings"
	"testing"

	"duban/checklist"
	"duban/internal/office/officetest"
	"duban/internal/office/register"
)

// Two departments share the sample; whoever is alone in a directory has all of it.
func TestSample_nobodyTakesPartInWhatHeLeads(t *testing.T) {
	t.Parallel()
	lead := checklist.Entry{Row: 2, Name: "甲部", Kind: checklist.Department, Mail: "a@djzx.example", Supervisor: "主任"}
	director := checklist.Entry{Row: 3, Name: "主任", Kind: checklist.Post, Mail: "d@djzx.example", Duties: []checklist.Duty{checklist.DutyDirector, checklist.DutyClerk}}
	second := checklist.Entry{Row: 4, Name: "乙部", Kind: checklist.Department, Mail: "b@djzx.example"}
	alone := director
	alone.Name = "中心"
	for _, c := range []struct {
		directory []checklist.Entry
		want      string
	}{
		{[]checklist.Entry{director, lead, second}, "甲部会同乙部 甲部 乙部"},
		{[]checklist.Entry{lead, director}, "甲部会同主任 甲部 主任"},
		{[]checklist.Entry{alone}, "中心 中心 中心"},
	} {
		o := officetest.New(t)
		var err error
		if o.Directory, err = checklist.NewDirectory(c.directory); err != nil {
			t.Fatal(err)
		}
		in, err := register.Sample(t.Context(), o, officetest.Issued)
		if err != nil {
			t.Fatal(err)
		}
		var parties []string
		for _, it := range in.Items {
			parties = append(parties, it.Parties)
		}
		if got := strings.Join(parties, " "); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}
