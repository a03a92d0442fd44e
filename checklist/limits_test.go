package checklist

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"duban/internal/msg"
	"duban/internal/words"
)

// plainDay is the short way for days that every month has; others take the long one.
func TestPlainDay(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]Day{"2026-01-01": Date(2026, 1, 1), "2026-12-28": Date(2026, 12, 28), "0000-10-19": Date(0, 10, 19), "9999-09-09": Date(9999, 9, 9)} {
		if got, ok := plainDay(s); got != want || !ok {
			t.Errorf("%s: %s, %v", s, got, ok)
		}
	}
	for _, s := range []string{"2026-12-29", "2026-00-01", "2026-13-01", "2026-01-00", "2026/01-01", "2026-01/01", "2026-01-011", "/026-01-01", "202:-01-01", ""} {
		if got, ok := plainDay(s); ok {
			t.Errorf("%s: %s", s, got)
		}
	}
	for digits, want := range map[string]int{"": 0, "09": 9, "90": 90, "123": 123, "1/": -1, ":1": -1} {
		if got := number(digits); got != want {
			t.Errorf("%q is %d, want %d", digits, got, want)
		}
	}
}

func TestProblem_saysWhereAndHowToMend(t *testing.T) {
	t.Parallel()
	for want, p := range map[string]Problem{
		"错":                {What: msg.Words("错")},
		"错；改":              {What: msg.Words("错"), Mend: msg.Words("改")},
		"a.csv：错":          {File: "a.csv", What: msg.Words("错")},
		"a.csv 第3行 邮箱：错；改": {File: "a.csv", Row: 3, Column: "邮箱", What: msg.Words("错"), Mend: msg.Words("改")},
		"config.toml offices（第2个）.name：错": {File: "config.toml", Column: "offices.name", Nth: 2, What: msg.Words("错")},
		"copies第3条：错":                     {Column: "copies", Nth: 3, What: msg.Words("错")},
		"第1行：错":                           {Row: 1, What: msg.Words("错")},
	} {
		if got := words.Say(words.Chinese, p.Message()); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	ps := Problems{{What: msg.Words("甲"), Warning: true}, {What: msg.Words("乙")}}
	if got := ps.Errors(); len(got) != 1 || got[0].What.String() != "乙" || words.SayError(words.Chinese, ps) != "甲\n乙" {
		t.Errorf("got %v", got)
	}
}

func TestActing_whoIsThereAnswersForNoMore(t *testing.T) {
	t.Parallel()
	d := fourPeople(t)
	on := Date(2026, 5, 6)
	acting := d.Acting([]Absence{{Person: "甲部负责人", Substitute: "乙部负责人", First: on, Last: on}}, on)
	for id, want := range map[string][]string{"丙部负责人": {"丙部"}, "乙部负责人": {"乙部", "甲部"}, "甲部负责人": {"甲部"}} {
		p, _ := acting.Person(id)
		if diff := cmp.Diff(want, p.Parties); diff != "" {
			t.Errorf("%s:\n%s", id, diff)
		}
	}
	oneDay := []Entry{
		{Kind: Post, Name: "主任", Mail: "z@x.example", Duties: []Duty{DutyDirector, DutyClerk}},
		{Kind: Department, Name: "甲部", Mail: "a@x.example", AwayFrom: on, AwayUntil: on},
	}
	if d, err := NewDirectory(oneDay); err != nil || len(d.Absences()) != 1 {
		t.Errorf("away for one day: %v", err)
	}
}

// Entries with one address are one person, who may have others.
func TestNewDirectory_onePersonIsOneAddress(t *testing.T) {
	t.Parallel()
	d, err := NewDirectory([]Entry{
		{Kind: Post, Name: "主任", Mail: "z@x.example", Duties: []Duty{DutyDirector, DutyClerk}},
		{Kind: Department, Name: "甲部", Mail: "A@x.example", OtherMails: []string{"a2@x.example", "a@x.example", ""}},
		{Kind: Department, Name: "乙部", Mail: "a@x.example", OtherMails: []string{"a2@x.example", "a3@x.example"}},
		{Kind: Department, Name: "丙部"},
		{Kind: Department, Name: "丁部"},
	})
	if err != nil {
		t.Fatal(err)
	}
	people := d.People()
	if len(people) != 4 {
		t.Fatalf("%d people", len(people))
	}
	if diff := cmp.Diff([]string{"甲部", "乙部"}, people[1].Parties); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"a2@x.example", "a3@x.example"}, people[1].OtherMails); diff != "" {
		t.Error(diff)
	}
	_, err = NewDirectory([]Entry{
		{Kind: Post, Name: "主任", Mail: "z@x.example", Duties: []Duty{DutyDirector, DutyClerk}},
		{Kind: Department, Name: "甲部", Mail: "a@x.example", OtherMails: []string{"z@x.example"}},
	})
	if err == nil || !strings.Contains(words.SayError(words.Chinese, err), "已属于主任") {
		t.Errorf("one address of two people: %v", err)
	}
}

func TestPartyKey_leavesOutWhatCannotBeSeen(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{"综合部": "综合部", "\u0001综合部": "综合部", " 综合部": "综合部", "综 合\t部": "综合部", "综合部１": "综合部1", "\u3000": "", "": ""} {
		if got := PartyKey(name); got != want {
			t.Errorf("%q is compared as %q, want %q", name, got, want)
		}
	}
}

// Bounds of what is still read as a party.
func TestParseParties_bounds(t *testing.T) {
	t.Parallel()
	known := func(string) bool { return false }
	name := strings.Repeat("长", longestName-1) + "部"
	for _, row := range []struct {
		cell string
		ok   bool
	}{
		{name, true},
		{"长" + name, false},
		{strings.Repeat(strings.Repeat("短", 8)+"部、", longestCell/10), true},
		{strings.Repeat(strings.Repeat("短", 8)+"部、", longestCell/10) + "、", false},
	} {
		if _, err := ParseParties(row.cell, known); (err == nil) != row.ok {
			t.Errorf("%d characters: %v", len([]rune(row.cell)), err)
		}
	}
	long := "！" + strings.Repeat("长", longestPhrase-1)
	if _, err := ParseParties(long, known); err == nil || strings.Contains(words.SayError(words.Chinese, err), "……") || !strings.Contains(words.SayError(words.Chinese, err), long) {
		t.Errorf("as long as is shown whole: %v", err)
	}
	if _, err := ParseParties(long+"长", known); err == nil || !strings.Contains(words.SayError(words.Chinese, err), long+"……") {
		t.Errorf("longer than is shown: %v", err)
	}
	for s, want := range map[string]bool{"张": false, "张三": true, "欧阳长三": true, "欧阳长三丰": false, "张3": false, "阿·明": true} {
		if isPerson(s) != want {
			t.Errorf("%s is a person: %v", s, !want)
		}
	}
	r := partyReader{known: known}
	if diff := cmp.Diff([]string{"和平部", "乙部"}, r.splitAnd("和平部和乙部")); diff != "" {
		t.Errorf("a name that begins with 和:\n%s", diff)
	}
	for s, want := range map[string]bool{"部": false, "综合部": true, "甲部": true, "部甲": false} {
		if r.isParty(s) != want {
			t.Errorf("%s is a party: %v", s, !want)
		}
	}
}

func TestProblem_itsPlaceIsLegible(t *testing.T) {
	t.Parallel()
	p := Problem{File: "config.toml", Row: 27, At: 1, Column: "office.sign", What: msg.New("more than one line"), Mend: msg.New("write it in one line")}
	if got, want := p.String(), "config.toml line: 27 character: 1 office.sign more than one line; write it in one line"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := (Problem{What: msg.New("no name")}).String(); got != "no name" {
		t.Errorf("without a place: %q", got)
	}
}
