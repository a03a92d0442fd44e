package checklist_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"duban/checklist"
	"duban/internal/msg"
	"duban/internal/words"
)

func TestSaidItems(t *testing.T) {
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
		if got := words.Say(words.Chinese, checklist.SaidItems(tt.nos)); got != tt.want {
			t.Errorf("%s: said %q, want %q", name, got, tt.want)
		}
	}
}

func TestShortName_leavesOutTheHeadingsOfColumns(t *testing.T) {
	t.Parallel()
	for content, want := range map[string]string{
		"存在问题：归档不及时　整改措施：1.专项清理；2.建立台账": "归档不及时",
		"做好两件事：培训、考核":                   "做好两件事……",
		"第一件：甲　和乙":                      "第一件……",
		"一二三四五六七八九十甲乙：长的栏名　整改措施：清理":     "长的栏名",
		"一二三四五六七八九十甲乙丙：不是栏名　整改措施：清理":    "一二三四五六七八九十甲乙丙……",
		"优化服务。": "优化服务",
	} {
		if got := checklist.ShortName(content); got != want {
			t.Errorf("%s: got %q, want %q", content, got, want)
		}
	}
}

func TestShortName_callsAnItemByItsFirstWords(t *testing.T) {
	t.Parallel()
	thirty := strings.Repeat("字", 30)
	for content, want := range map[string]string{
		"":                   "",
		" 规范业务流程。 ":          "规范业务流程",
		"规范业务流程：一是":          "规范业务流程……",
		"规范；再规范。":            "规范……",
		"。规范业务流程":            "。规范业务流程",
		"规范业务流程":             "规范业务流程",
		thirty:               thirty,
		thirty + "。":         thirty,
		thirty + "。后":        thirty + "……",
		thirty + "字":         thirty + "……",
		thirty + "字。后":       thirty + "……",
		thirty + "字" + "字字。": thirty + "……",

		"Tell applicants at the outset all that they must bring": "Tell applicants at the outset……",
		"Tell applicants at once of all that they must bring":    "Tell applicants at once of all……",
		strings.Repeat("x", 31):                                  strings.Repeat("x", 30) + "……",
		thirty[:3*27] + "OAxx" + "系统建设":                          thirty[:3*27] + "……",
	} {
		if got := checklist.ShortName(content); got != want || (checklist.Item{Content: content}).Short() != want {
			t.Errorf("%q is called %q, want %q", content, got, want)
		}
	}
}

func TestItemNumbers_fiveAreStillNamed(t *testing.T) {
	t.Parallel()
	if got := words.Say(words.Chinese, checklist.SaidItems([]int{5, 4, 3, 2, 1})); got != "第1项、第2项、第3项、第4项、第5项" {
		t.Error(got)
	}
}

func TestItem_aPlainDayIsItsWholeSchedule(t *testing.T) {
	t.Parallel()
	day, later := checklist.Date(2026, 4, 30), checklist.Date(2026, 5, 31)
	part := checklist.Due{Part: "启动", Day: day}
	for name, tt := range map[string]struct {
		dues     []checklist.Due
		deadline checklist.Day
		kept     int
		schedule []checklist.Due
	}{
		"one plain day":       {[]checklist.Due{{Day: day}}, day, 0, []checklist.Due{{Day: day}}},
		"one day of a part":   {[]checklist.Due{part}, day, 1, []checklist.Due{part}},
		"several, the last":   {[]checklist.Due{{Day: later}, part}, later, 2, []checklist.Due{{Day: later}, part}},
		"one without any day": {[]checklist.Due{{}}, 0, 1, []checklist.Due{{}}},
		"nothing at all":      {nil, 0, 0, []checklist.Due{{}}},
	} {
		it := checklist.Item{Deadline: later + 9, Dues: []checklist.Due{part, part, part}}
		it.Take(tt.dues)
		if it.Deadline != tt.deadline || len(it.Dues) != tt.kept || !cmp.Equal(it.Schedule(), tt.schedule) {
			t.Errorf("%s: deadline %s, dues %v, schedule %v", name, it.Deadline, it.Dues, it.Schedule())
		}
	}
}

func TestDirectory_theChainOverSomebodyEndsWithTheDirector(t *testing.T) {
	t.Parallel()
	d, err := checklist.NewDirectory([]checklist.Entry{
		{Kind: checklist.Post, Name: "主任", Mail: "z@x.example", Duties: []checklist.Duty{checklist.DutyDirector, checklist.DutyClerk}},
		{Kind: checklist.Post, Name: "副主任", Mail: "f@x.example", Supervisor: "主任"},
		{Kind: checklist.Department, Name: "甲部", Mail: "a@x.example", Supervisor: "副主任"},
		{Kind: checklist.Department, Name: "乙部", Mail: "b@x.example"},
	})
	if err != nil {
		t.Fatal(err)
	}
	for id, want := range map[string]string{"甲部负责人": "[副主任 主任]", "副主任": "[主任]", "乙部负责人": "[主任]", "主任": "[]"} {
		ids := []string{}
		for _, p := range d.Above(id) {
			ids = append(ids, p.ID)
		}
		if got := fmt.Sprint(ids); got != want {
			t.Errorf("over %s: %s, want %s", id, got, want)
		}
	}
}

func TestEvent_isSealedAsItsOfficeNumbersThings(t *testing.T) {
	t.Parallel()
	e := checklist.Event{Office: 3, Seq: 1, Kind: checklist.EventSent, Actor: "duban", Assignment: 2*checklist.OfficeSpan + 7, Mail: 2*checklist.OfficeSpan + 8, Notice: 2*checklist.OfficeSpan + 9}
	if got, want := string(e.JSON()), `{"seq":1,"at":0,"on":"","kind":"sent","assignment":7,"actor":"duban","mail":8,"notice":9}`; got != want {
		t.Errorf("sealed as %s, want %s", got, want)
	}
	e.Reason = msg.Words("<材料>“不足”")
	if got := string(e.JSON()); !strings.Contains(got, `"actor":"duban","reason":"\u003c材料\u003e“不足”","mail":8`) { // as when it was a text
		t.Errorf("sealed as %s", got)
	}
	sum := sha256.Sum256([]byte("before\n" + string(e.JSON())))
	if got := e.Seal("before"); got != hex.EncodeToString(sum[:]) {
		t.Errorf("the seal is %s", got)
	}
}
