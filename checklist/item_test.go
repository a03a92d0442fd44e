package checklist_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"duban/checklist"
)

func TestItemNumbers(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		nos  []int
		want string
	}{
		"none":                   {nil, ""},
		"one":                    {[]int{14}, "第14项"},
		"each once and in order": {[]int{29, 14, 29}, "第14项、第29项"},
		"too many for a subject": {[]int{1, 3, 4, 5, 6, 7}, "第1项等6项"},
	} {
		if got := checklist.ItemNumbers(tt.nos); got != tt.want {
			t.Errorf("%s: got %q, want %q", name, got, tt.want)
		}
	}
}

func TestShortName_leavesOutTheHeadingsOfColumns(t *testing.T) {
	t.Parallel()
	for content, want := range map[string]string{
		"存在问题：归档不及时　整改措施：1.专项清理；2.建立台账": "归档不及时",
		"做好两件事：培训、考核":                   "做好两件事……",
		"第一件：甲　和乙":                      "第一件……",
		"优化服务。":                         "优化服务",
	} {
		if got := checklist.ShortName(content); got != want {
			t.Errorf("%s: got %q, want %q", content, got, want)
		}
	}
}

func TestOutcomeLetters_onePersonGetsOneLetter(t *testing.T) {
	t.Parallel()
	dir, err := checklist.NewDirectory([]checklist.Entry{
		{Kind: checklist.Department, Name: "技术服务部", Mail: "jishu@djzx.example", Duties: []checklist.Duty{checklist.DutyClerk}},
		{Kind: checklist.Post, Name: "中心主任", Mail: "zhuren@djzx.example", Duties: []checklist.Duty{checklist.DutyDirector}},
	})
	if err != nil {
		t.Fatal(err)
	}
	director, _ := dir.ResponsibleFor("中心主任")
	decide := func(id int64, no int, party string) checklist.Decision {
		return checklist.Decision{Before: checklist.Assignment{ID: id, No: no, Party: party}, Content: "甲", Event: checklist.Event{Kind: checklist.EventAccepted}}
	}
	letters := checklist.OutcomeLetters(dir, []checklist.Decision{decide(1, 3, "技术服务部"), decide(2, 7, "中心主任"), decide(3, 9, "技术服务部"), decide(4, 9, "无此部")}, director, 0, func(checklist.Day) bool { return false })
	got := map[string][]int{}
	for _, l := range letters {
		for _, o := range l.Outcomes {
			got[l.To] = append(got[l.To], o.No)
		}
		if len(l.Lines) != len(l.Outcomes) {
			t.Errorf("%s: %d lines for %d outcomes", l.To, len(l.Lines), len(l.Outcomes))
		}
	}
	tech, _ := dir.ResponsibleFor("技术服务部")
	if diff := cmp.Diff(map[string][]int{tech.ID: {3, 9}, director.ID: {7}}, got); diff != "" {
		t.Error(diff)
	}
}
