package checklist_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	. "duban/checklist"

	"duban/internal/words"
)

func boss(name string) Entry {
	return Entry{Kind: Post, Name: name, Mail: "boss@djzx.example", Duties: []Duty{DutyDirector, DutyClerk}}
}

func TestDirectory_faultsAreToldAllAtOnce(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		reason  string
		entries []Entry
		want    []string
	}{
		{"two who supervise each other", []Entry{boss("主任"),
			{Kind: Department, Name: "甲部", Supervisor: "乙部", Row: 2}, {Kind: Department, Name: "乙部", Supervisor: "甲部", Row: 3}},
			[]string{"第2行 上级：上级关系成环：甲部负责人 → 乙部负责人 → 甲部负责人；请改正其中一行的上级"}},
		{"a ring of three", []Entry{boss("主任"),
			{Kind: Post, Name: "甲", Supervisor: "乙", Row: 2}, {Kind: Post, Name: "乙", Supervisor: "丙", Row: 3}, {Kind: Post, Name: "丙", Supervisor: "甲", Row: 4}},
			[]string{"第2行 上级：上级关系成环：甲 → 乙 → 丙 → 甲；请改正其中一行的上级"}},
		{"a name used twice, an unknown superior, a bad address", []Entry{boss("主任"),
			{Kind: Department, Name: "甲部", Row: 2}, {Kind: Department, Name: "甲部", Row: 3, Supervisor: "某人", Mail: "甲＠乙"}},
			[]string{"第3行 名称：“甲部”与第2行重名；同名的岗位请写成“分管副主任（李四）”这样可以区分的名称",
				"第3行 邮箱：“甲＠乙”不是邮箱地址；请写成 name@example.com", "第3行 上级：“某人”不在通讯录中；上级应写通讯录里一个部门或岗位的名称"}},
		{"a duty nobody knows", []Entry{boss("主任"), {Kind: Department, Name: "甲部", Duties: []Duty{"主人"}, Row: 2}},
			[]string{"第2行 职责：不认识职责“主人”；可写：主任、审核、督办员"}},
		{"nobody to report to", []Entry{{Kind: Department, Name: "甲部"}},
			[]string{"职责：通讯录没有主任；请在一行的“职责”写“主任”，督办专报发给他", "职责：通讯录没有督办员；请在一行的“职责”写“督办员”，需要人工处理的事发给他"}},
	} {
		t.Run(c.reason, func(t *testing.T) {
			t.Parallel()
			_, err := NewDirectory(c.entries)
			if err == nil {
				t.Fatal("nothing was found wrong")
			}
			if diff := cmp.Diff(c.want, strings.Split(words.SayError(words.Chinese, err), "\n")); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestDirectory_whoHasNoAddressIsAPersonAllTheSame(t *testing.T) {
	t.Parallel()
	d, err := NewDirectory([]Entry{boss("主任"), {Kind: Department, Name: "甲部", Supervisor: "主任"}, {Kind: Department, Name: "乙部", Supervisor: "主任"}})
	if err != nil {
		t.Fatal(err)
	}
	for _, party := range []string{"甲部", "乙部"} {
		got, ok := d.ResponsibleFor(party)
		want := Person{ID: party + "负责人", Title: party + "负责人", Supervisor: "主任", Parties: []string{party}}
		if diff := cmp.Diff(want, got); !ok || diff != "" {
			t.Errorf("%s (-want +got):\n%s", party, diff)
		}
	}
	if p, known := d.Sender(""); known {
		t.Errorf("a mail from nobody is %s's", p.ID)
	}
}

func TestDirectory_aliasesAreKnownWhereverNamesAre(t *testing.T) {
	t.Parallel()
	d, err := NewDirectory([]Entry{
		{Kind: Post, Name: "主任", Mail: "z@x.cn", Duties: []Duty{DutyDirector, DutyClerk}},
		{Kind: Department, Name: "数据中心", Aliases: []string{"技术服务部", "信息 科"}, Mail: "s@x.cn", Supervisor: "主任"},
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"数据中心", "技术服务部", "信息 科", "信息科"} {
		p, known := d.ResponsibleFor(name)
		if !known || p.Title != "数据中心负责人" || d.PartyName(name) != "数据中心" {
			t.Errorf("%s: %+v, called %s", name, p, d.PartyName(name))
		}
		if o, known := d.Acting([]Absence{{Person: p.ID, First: 1, Last: 9, Substitute: "主任"}}, 5).Owner(name); !known || o.ID != p.ID {
			t.Errorf("%s is owned by %+v while he is away", name, o)
		}
	}
	if d.PartyName("档案室") != "档案室" {
		t.Error("an unknown name is called otherwise")
	}
}

func TestDirectory_eachPostHasItsOwnLine(t *testing.T) {
	t.Parallel()
	d, err := NewDirectory([]Entry{
		{Kind: Post, Name: "主任", Mail: "z@x.cn", Duties: []Duty{DutyDirector, DutyClerk}},
		{Kind: Post, Name: "甲副主任", Mail: "a@x.cn", Supervisor: "主任"},
		{Kind: Post, Name: "乙副主任", Mail: "b@x.cn", Supervisor: "主任"},
		{Kind: Department, Name: "档案部", Mail: "c@x.cn", Supervisor: "甲副主任"},
		{Kind: Department, Name: "信访部", Mail: "c@x.cn", Supervisor: "乙副主任"},
		{Kind: Department, Name: "工会", Mail: "c@x.cn"},
		{Kind: Department, Name: "妇联", Mail: "d@x.cn", Supervisor: "档案部"},
	})
	if err != nil {
		t.Fatal(err)
	}
	for party, want := range map[string]string{"档案部": "甲副主任、主任", "信访部": "乙副主任、主任", "工会": "主任", "妇联": "档案部负责人、甲副主任、主任", "主任": "", "档案室": "主任"} {
		var got []string
		for _, p := range d.AboveParty(party) {
			got = append(got, p.Title)
		}
		if strings.Join(got, "、") != want {
			t.Errorf("over %s stand %v, want %s", party, got, want)
		}
	}
}
