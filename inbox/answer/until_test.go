package answer_test

import (
	"testing"

	"duban/checklist"
	. "duban/inbox/answer"
)

func TestRead_anExtensionWithoutAYearLiesBehindTheDeadline(t *testing.T) {
	t.Parallel()
	november := checklist.Date(2026, 11, 16)
	may := checklist.Date(2027, 5, 31)
	for _, tt := range []struct {
		words    string
		deadline checklist.Day
		received checklist.Day
		want     checklist.Day
		doubted  bool
	}{
		{"申请延期到6月10日，因设备未到货", may, november, checklist.Date(2027, 6, 10), false},
		{"申请延期到2027年6月10日", may, november, checklist.Date(2027, 6, 10), false},
		{"申请延期到2026年6月10日", may, november, checklist.Date(2026, 6, 10), true},
		{"申请延期到12月20日", may, november, checklist.Date(2026, 12, 20), true}, // a slip, or next December: asked
		{"申请延期到3月1日", checklist.Date(2026, 12, 31), november, checklist.Date(2027, 3, 1), false},
		{"申请延期两周", checklist.Date(2026, 4, 30), checklist.Date(2026, 4, 10), checklist.Date(2026, 5, 14), false},
		{"申请延期到6月上旬", may, november, checklist.Date(2027, 6, 10), false},
		{"申请延期到4月10日", checklist.Date(2026, 4, 1), checklist.Date(2026, 4, 10), checklist.Date(2026, 4, 10), false},
		{"申请延期到4月9日", checklist.Date(2026, 4, 1), checklist.Date(2026, 4, 10), checklist.Date(2026, 4, 9), true},
		{"申请延期到4月30日", checklist.Date(2026, 4, 30), checklist.Date(2026, 4, 10), checklist.Date(2026, 4, 30), true},
		{"申请延期到6月29日", checklist.Date(2026, 12, 31), november, checklist.Date(2027, 6, 29), false},
		{"申请延期到6月30日", checklist.Date(2026, 12, 31), november, checklist.Date(2026, 6, 30), true},
		{"申请延期到1月15日", checklist.Date(2026, 12, 31), checklist.Date(2026, 12, 30), checklist.Date(2027, 1, 15), false},
		{"申请延期到4月20日", checklist.Date(2026, 4, 30), checklist.Date(2026, 4, 10), checklist.Date(2026, 4, 20), true},
		{"申请延期到5月20日", checklist.Date(2026, 4, 30), checklist.Date(2026, 4, 10), checklist.Date(2026, 5, 20), false},
	} {
		answers := Read(tt.words, Letter{Lines: []Line{{No: 1, Content: "数据共享。", Deadline: tt.deadline, Role: checklist.Lead}}}, Options{Year: tt.received.Year(), Received: tt.received})
		if len(answers) != 1 || answers[0].Until != tt.want || answers[0].Doubt.IsZero() == tt.doubted {
			t.Errorf("%s of %s, on %s: %+v", tt.words, tt.deadline, tt.received, answers)
		}
	}
}
