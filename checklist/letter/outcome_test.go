package letter_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/internal/msg"
	"duban/internal/words"
)

func TestSaidFiled_namesItemsByTheirLists(t *testing.T) {
	t.Parallel()
	filed := []letter.Filed{{No: 3, Mark: "乙"}, {No: 14, Mark: "甲"}, {No: 14, Mark: "甲"}, {No: 2, Mark: "甲"}}
	m := letter.SaidFiled(filed)
	if zh, en := words.Say(words.Chinese, m), words.Say(words.English, m); zh != "第甲2项、第甲14项、第乙3项" || en != "items 甲2, 甲14, 乙3" {
		t.Errorf("%s, %s", zh, en)
	}
	if got := words.Say(words.Chinese, letter.SaidFiled([]letter.Filed{{No: 14}, {No: 3}, {No: 14}})); got != "第3项、第14项" {
		t.Error(got)
	}
}

// Items are named in the order in which the letter's lists have their marks, and not in that
// of characters in a computer.
func TestSaidFiled_namesListsInTheOrderOfTheirMarks(t *testing.T) {
	t.Parallel()
	var l letter.Letter
	for list := range int64(30) {
		l.Lines = append(l.Lines, letter.Line{No: 1, List: list + 1, Title: fmt.Sprint("清单", list)})
	}
	l.MarkLists()
	var filed []letter.Filed
	var want []string
	for _, line := range l.Lines {
		filed = append([]letter.Filed{{No: line.No, Mark: line.Mark}}, filed...)
		want = append(want, "第"+line.Mark+"1项")
	}
	if got := words.Say(words.Chinese, letter.SaidFiled(filed)); got != strings.Join(want, "、") {
		t.Errorf("got %s", got)
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
	letters := letter.OutcomeLetters(dir, []checklist.Decision{decide(1, 3, "技术服务部"), decide(2, 7, "中心主任"), decide(3, 9, "技术服务部"), decide(4, 9, "无此部")}, director, 0, func(checklist.Day) bool { return false })
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
		want   letter.Outcome
	}{
		{"returned", before, checklist.Event{Kind: checklist.EventReturned, Reason: msg.Words("材料不足"), Day: later, Party: "乙部"},
			letter.Outcome{Event: checklist.EventReturned, Deadline: due, Why: msg.Words("材料不足")}},
		{"extended", before, checklist.Event{Kind: checklist.EventExtended, Day: later},
			letter.Outcome{Event: checklist.EventExtended, Deadline: later, Forecast: true}},
		{"given its first day", undated, checklist.Event{Kind: checklist.EventRescheduled, Day: due},
			letter.Outcome{Event: checklist.EventRescheduled, Deadline: due, First: true}},
		{"reassigned", before, checklist.Event{Kind: checklist.EventReassigned, Party: "乙部"},
			letter.Outcome{Event: checklist.EventReassigned, Deadline: due, To: "乙部"}},
		{"remarked without any day", undated, checklist.Event{Kind: checklist.EventRemarked},
			letter.Outcome{Event: checklist.EventRemarked}},
	} {
		tt.want.No, tt.want.Content, tt.want.By = 3, "甲。", "中心主任"
		got := letter.OutcomeLetters(dir, []checklist.Decision{{Before: tt.before, Event: tt.event, Content: "甲。", Checklist: 7, Title: "清单"}}, by, due,
			func(d checklist.Day) bool { return d.Year() != 2026 })
		want := []letter.Letter{{Kind: letter.KindOutcome, To: "甲部负责人", Salutation: "甲部负责人", Checklist: 7, List: "清单", On: due,
			Lines: []letter.Line{{Assignment: 1, No: 3, Content: "甲。", Part: "4月", Role: checklist.Lead, Party: "甲部", Deadline: tt.want.Deadline,
				Heading: letter.HeadingOwed, List: 7, Title: "清单"}},
			Outcomes: []letter.Outcome{tt.want}}}
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
	letters := letter.OutcomeLetters(fourPosts(t), []checklist.Decision{decide(1, 7), decide(2, 8), decide(3, 7)}, checklist.Person{}, 0, func(checklist.Day) bool { return false })
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
		letters := letter.OutcomeLetters(fourPosts(t), c.all, checklist.Person{}, 0, func(checklist.Day) bool { return false })
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
