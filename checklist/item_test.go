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

func TestSaidFiled_namesItemsByTheirLists(t *testing.T) {
	t.Parallel()
	filed := []checklist.Filed{{No: 3, Mark: "乙"}, {No: 14, Mark: "甲"}, {No: 14, Mark: "甲"}, {No: 2, Mark: "甲"}}
	m := checklist.SaidFiled(filed)
	if zh, en := words.Say(words.Chinese, m), words.Say(words.English, m); zh != "第甲2项、第甲14项、第乙3项" || en != "items 甲2, 甲14, 乙3" {
		t.Errorf("%s, %s", zh, en)
	}
}

// Items are named in the order in which the letter's lists have their marks, and not in that
// of characters in a computer.
func TestSaidFiled_namesListsInTheOrderOfTheirMarks(t *testing.T) {
	t.Parallel()
	var l checklist.Letter
	for list := range int64(30) {
		l.Lines = append(l.Lines, checklist.Line{No: 1, List: list + 1, Title: fmt.Sprint("清单", list)})
	}
	l.MarkLists()
	var filed []checklist.Filed
	var want []string
	for _, line := range l.Lines {
		filed = append([]checklist.Filed{{No: line.No, Mark: line.Mark}}, filed...)
		want = append(want, "第"+line.Mark+"1项")
	}
	if got := words.Say(words.Chinese, checklist.SaidFiled(filed)); got != strings.Join(want, "、") {
		t.Errorf("got %s", got)
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
	if got := words.Say(words.Chinese, checklist.SaidFiled([]checklist.Filed{{No: 14}, {No: 3}, {No: 14}})); got != "第3项、第14项" {
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

func TestDept_shareIsInWholePerCent(t *testing.T) {
	t.Parallel()
	d := checklist.Dept{Due: 3}
	if got, ok := d.Share(2); got != 66 || !ok {
		t.Errorf("two of three are %d per cent, %v", got, ok)
	}
	if got, ok := (checklist.Dept{}).Share(2); got != 0 || ok {
		t.Errorf("of nothing: %d, %v", got, ok)
	}
	for colour, want := range map[checklist.Colour]string{checklist.Red: "逾期", checklist.Amber: "临近", checklist.Green: "正常"} {
		if words.Say(words.Chinese, colour.Message()) != want {
			t.Errorf("%s is %s", colour, words.Say(words.Chinese, colour.Message()))
		}
	}
}

func TestOutcomeLetters_whatEachDecisionTells(t *testing.T) {
	t.Parallel()
	dir := fourPosts(t)
	by := checklist.Person{ID: "x", Title: "中心主任"}
	due, later := checklist.Date(2026, 4, 30), checklist.Date(2027, 5, 31)
	before := checklist.Assignment{ID: 1, No: 3, Party: "甲部", Part: "4月", Role: checklist.Lead, Deadline: due, Original: due}
	undated := before
	undated.Original, undated.Deadline = 0, 0
	for _, tt := range []struct {
		name   string
		before checklist.Assignment
		event  checklist.Event
		want   checklist.Outcome
	}{
		{"returned", before, checklist.Event{Kind: checklist.EventReturned, Reason: msg.Words("材料不足"), Day: later, Party: "乙部"},
			checklist.Outcome{Event: checklist.EventReturned, Deadline: due, Why: msg.Words("材料不足")}},
		{"extended", before, checklist.Event{Kind: checklist.EventExtended, Day: later},
			checklist.Outcome{Event: checklist.EventExtended, Deadline: later, Forecast: true}},
		{"given its first day", undated, checklist.Event{Kind: checklist.EventRescheduled, Day: due},
			checklist.Outcome{Event: checklist.EventRescheduled, Deadline: due, First: true}},
		{"reassigned", before, checklist.Event{Kind: checklist.EventReassigned, Party: "乙部"},
			checklist.Outcome{Event: checklist.EventReassigned, Deadline: due, To: "乙部"}},
		{"remarked without any day", undated, checklist.Event{Kind: checklist.EventRemarked},
			checklist.Outcome{Event: checklist.EventRemarked}},
	} {
		tt.want.No, tt.want.Content, tt.want.By = 3, "甲。", "中心主任"
		got := checklist.OutcomeLetters(dir, []checklist.Decision{{Before: tt.before, Event: tt.event, Content: "甲。", Checklist: 7, Title: "清单"}}, by, due,
			func(d checklist.Day) bool { return d.Year() != 2026 })
		want := []checklist.Letter{{Kind: checklist.LetterOutcome, To: "甲部负责人", Salutation: "甲部负责人", Checklist: 7, List: "清单", On: due,
			Lines: []checklist.Line{{Assignment: 1, No: 3, Content: "甲。", Part: "4月", Role: checklist.Lead, Party: "甲部", Deadline: tt.want.Deadline,
				Heading: checklist.HeadingOwed, List: 7, Title: "清单"}},
			Outcomes: []checklist.Outcome{tt.want}}}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s:\n%s", tt.name, diff)
		}
	}
}

// One letter is about one checklist, and says once what two parties of one person
// are told alike.
func TestOutcomeLetters_oneAList(t *testing.T) {
	t.Parallel()
	decide := func(id, list int64) checklist.Decision {
		return checklist.Decision{Before: checklist.Assignment{ID: id, No: 3, Party: "甲部"}, Event: checklist.Event{Kind: checklist.EventAccepted}, Checklist: list}
	}
	letters := checklist.OutcomeLetters(fourPosts(t), []checklist.Decision{decide(1, 7), decide(2, 8), decide(3, 7)}, checklist.Person{}, 0, func(checklist.Day) bool { return false })
	got := ""
	for _, l := range letters {
		got += fmt.Sprintf("list %d, %d outcomes:", l.Checklist, len(l.Outcomes))
		for _, line := range l.Lines {
			got += fmt.Sprint(" ", line.Assignment)
		}
		got += "; "
	}
	if want := "list 7, 1 outcomes: 1 3; list 8, 1 outcomes: 2; "; got != want {
		t.Errorf("got %s want %s", got, want)
	}
}

// Several decisions on one part are told one by one, below one line of it.
func TestOutcomeLetters_onePartIsOneLine(t *testing.T) {
	t.Parallel()
	before := checklist.Assignment{ID: 1, No: 3, Party: "甲部", Deadline: checklist.Date(2027, 4, 30)}
	instructed := checklist.Decision{Before: before, Event: checklist.Event{Kind: checklist.EventInstructed, Text: "请抓紧"}}
	again := checklist.Decision{Before: before, Event: checklist.Event{Kind: checklist.EventInstructed, Day: checklist.Date(2027, 4, 30) - 3}}
	extended := checklist.Decision{Before: before, Event: checklist.Event{Kind: checklist.EventExtended, Day: checklist.Date(2027, 4, 30) + 20}}
	for name, c := range map[string]struct {
		all  []checklist.Decision
		want checklist.Day
	}{
		"instructed twice":          {[]checklist.Decision{instructed, again}, checklist.Date(2027, 4, 30)},
		"extended, then instructed": {[]checklist.Decision{extended, instructed}, checklist.Date(2027, 4, 30) + 20},
		"instructed, then extended": {[]checklist.Decision{instructed, extended}, checklist.Date(2027, 4, 30) + 20},
	} {
		letters := checklist.OutcomeLetters(fourPosts(t), c.all, checklist.Person{}, 0, func(checklist.Day) bool { return false })
		if len(letters) != 1 || len(letters[0].Lines) != 1 || letters[0].Lines[0].Deadline != c.want || len(letters[0].Outcomes) != 2 {
			t.Errorf("%s: %+v", name, letters)
		}
	}
}

func fourPosts(t *testing.T) *checklist.Directory {
	t.Helper()
	d, err := checklist.NewDirectory([]checklist.Entry{
		{Kind: checklist.Post, Name: "主任", Mail: "z@x.example", Duties: []checklist.Duty{checklist.DutyDirector, checklist.DutyClerk}},
		{Kind: checklist.Post, Name: "副主任", Mail: "f@x.example", Supervisor: "主任"},
		{Kind: checklist.Department, Name: "甲部", Mail: "a@x.example", Supervisor: "副主任"},
		{Kind: checklist.Department, Name: "乙部", Mail: "b@x.example"},
	})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestDirectory_theChainOverSomebodyEndsWithTheDirector(t *testing.T) {
	t.Parallel()
	d := fourPosts(t)
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
