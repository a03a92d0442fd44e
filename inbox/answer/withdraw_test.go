package answer_test

import (
	"testing"

	"duban/checklist"
	. "duban/inbox/answer"
)

// What is taken back is what the words name, in whatever order; what is asked for anew is
// not taken back.
func TestRead_whatIsTakenBack(t *testing.T) {
	t.Parallel()
	const withdraw, extend, done, progress = checklist.VerbWithdraw, checklist.VerbExtend, checklist.VerbDone, checklist.VerbProgress
	for _, tt := range []struct {
		words    string
		verb, of checklist.Verb
	}{
		{"14 撤回", withdraw, ""}, {"撤回14", withdraw, ""}, {"14 撤回申请", withdraw, ""},
		{"14 撤回延期申请", withdraw, extend}, {"撤回14的延期申请", withdraw, extend}, {"撤回第14项延期申请", withdraw, extend}, {"14 延期申请撤回", withdraw, extend},
		{"14 申请撤回延期", withdraw, extend}, {"14 撤销延期申请", withdraw, extend}, {"14 取消延期申请", withdraw, extend}, {"14 取消延期", withdraw, extend},
		{"14 延期申请作废", withdraw, extend}, {"14 之前的延期申请撤回", withdraw, extend}, {"14 请撤回我部4月20日的延期申请", withdraw, extend},
		{"14 撤回延期到5月20日的申请", withdraw, extend}, {"14 收回延期申请，仍按原时限办理", withdraw, extend},
		{"14 撤回前报“已完成”", withdraw, done}, {"14 撤回办结", withdraw, done},
		{"14 申请撤回并延期到5月25日", extend, ""},
		{"14 撤回，申请延期到5月20日", progress, ""}, {"14 撤回延期申请，已完成", progress, ""}, // which of the two is meant is asked
		{"14 不撤回延期申请", progress, ""}, {"14 是否撤回延期申请？", progress, ""}, {"14 已撤回窗口人员", progress, ""}, {"14 将服务时间延期，撤回公告", progress, ""},
	} {
		letter := Letter{Lines: []Line{
			{No: 14, Content: "严格落实“一码通”。", Deadline: checklist.Date(2027, 4, 30), Role: checklist.Lead, Asked: checklist.Date(2027, 5, 20)},
			{No: 29, Content: "推动税费一次收缴。", Deadline: checklist.Date(2027, 5, 31), Role: checklist.Lead},
		}}
		answers := Read(tt.words, letter, Options{Year: 2027, Received: checklist.Date(2027, 4, 26)})
		if len(answers) != 1 || answers[0].Verb != tt.verb || answers[0].Of != tt.of || len(answers[0].Lines) != 1 || answers[0].Lines[0] != 0 {
			t.Errorf("%s: %+v", tt.words, answers)
		}
	}
}

// Of several parts of one item the one is meant that has something to be taken back.
func TestRead_whatIsTakenBackOfSeveralParts(t *testing.T) {
	t.Parallel()
	april := Line{No: 1, Part: "4月", Content: "报送数据。", Deadline: checklist.Date(2027, 4, 30), Role: checklist.Lead}
	may := Line{No: 1, Part: "5月", Content: "报送数据。", Deadline: checklist.Date(2027, 5, 31), Role: checklist.Lead, Asked: checklist.Date(2027, 6, 9)}
	answers := Read("1 撤回延期申请", Letter{Lines: []Line{april, may}}, Options{Year: 2027, Received: checklist.Date(2027, 4, 26)})
	if len(answers) != 1 || answers[0].Verb != checklist.VerbWithdraw || len(answers[0].Lines) != 1 || answers[0].Lines[0] != 1 {
		t.Errorf("%+v", answers)
	}
}
