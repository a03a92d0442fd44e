package sheet

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"duban/checklist"
	"duban/internal/words"
)

const seedDirectory = "../../examples/通讯录.csv"

func exampleDirectory(t testing.TB) *checklist.Directory {
	t.Helper()
	entries, err := ReadDirectory("通讯录.csv", readFile(t, seedDirectory))
	if err != nil {
		t.Fatal(err)
	}
	dir, err := checklist.NewDirectory(entries)
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestReadDirectory_theExampleKnowsEveryPartyOfTheRealList(t *testing.T) {
	t.Parallel()
	dir := exampleDirectory(t)
	items, problems := Resolve(readSeed(t), checklist.DeadlineBase{Year: 2027}, dir)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for _, it := range items {
		for _, name := range append(slices.Clone(it.Leads), it.Joint...) {
			parties, _ := dir.Expand(name)
			for _, p := range parties {
				if person, ok := dir.ResponsibleFor(p); !ok || !strings.HasSuffix(person.Mail, "@djzx.example") {
					t.Errorf("item %d, %s: %s reaches %+v", it.No, name, p, person)
				}
			}
			if len(parties) == 0 {
				t.Errorf("item %d: %s expands to nobody", it.No, name)
			}
		}
	}
	if got := Skeleton(items, dir); len(got) > 0 {
		t.Errorf("the skeleton still asks for %+v", got)
	}
}

func TestReadDirectory_headingsInAnyOrderAndListsInCells(t *testing.T) {
	t.Parallel()
	text := "通讯录\n\n邮箱,名 称,类别,别名,职责,其他邮箱,成员,电话\n" +
		"a@x.example,综合部,部门,\"办公室、行政部\",督办员；审核,\"b@x.example; c@x.example\nd@x.example\",,'+86 20 1234\n" +
		",业务部门,组,,,,\"综合部,受理部 登记部\",\n"
	got, err := ReadDirectory("通讯录.csv", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	want := []checklist.Entry{
		{Kind: checklist.Department, Name: "综合部", Aliases: []string{"办公室", "行政部"}, Mail: "a@x.example",
			OtherMails: []string{"b@x.example", "c@x.example", "d@x.example"}, Phone: "+86 20 1234",
			Duties: []checklist.Duty{checklist.DutyClerk, checklist.DutyReviewer}, Row: 4},
		{Kind: checklist.Group, Name: "业务部门", Members: []string{"综合部", "受理部", "登记部"}, Row: 5}, // a spreadsheet counts the record above as one row
	}
	if diff := cmp.Diff(got, want, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("entries (-got +want):\n%s", diff)
	}
}

func TestReadDirectory_allProblemsAtOnceWithRowAndColumn(t *testing.T) {
	t.Parallel()
	text := "类别,名称,邮相,职责,职责\n科室,综合部,,主人,\n部门,受理部,,主任、审批,\n"
	_, err := ReadDirectory("通讯录.csv", []byte(text))
	if !errors.Is(err, checklist.ErrInvalid) {
		t.Fatalf("got %v, want problems", err)
	}
	for _, says := range []string{
		"通讯录.csv 第1行 C列：不认识表头“邮相”", "第1行 E列：表头“职责”重复",
		"第2行 类别：不认识类别“科室”", "第2行 职责：不认识职责“主人”", "第3行 职责：不认识职责“审批”",
	} {
		if !strings.Contains(words.SayError(words.Chinese, err), says) {
			t.Errorf("problems do not say %q:\n%v", says, err)
		}
	}
}

func TestReadDirectory_anAddressTypedInFullWidth(t *testing.T) {
	t.Parallel()
	got, err := ReadDirectory("通讯录.csv", []byte("类别,名称,邮箱,其他邮箱\n部门,综合部,ｂａｎ＠ｘ．ｅｘａｍｐｌｅ,\u200bｂ@x.example\n"))
	if err != nil {
		t.Fatal(err)
	}
	want := []checklist.Entry{{Kind: checklist.Department, Name: "综合部", Mail: "ban@x.example", OtherMails: []string{"b@x.example"}, Row: 2}}
	if diff := cmp.Diff(got, want, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("entries (-got +want):\n%s", diff)
	}
}

func TestReadDirectory_refusesWhatIsNoDirectory(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ reason, text, says string }{
		{"no header", "部门,综合部\n", "找不到表头"},
		{"only a header", "类别,名称\n", "没有内容"},
		{"text under no heading", "类别,名称\n部门,综合部,a@x.example\n", "第1行 C列：这一栏有内容而没有表头"},
		{"empty", "", "文件是空的"},
	} {
		t.Run(c.reason, func(t *testing.T) {
			t.Parallel()
			_, err := ReadDirectory("通讯录.csv", []byte(c.text))
			if !errors.Is(err, checklist.ErrInvalid) || !strings.Contains(words.SayError(words.Chinese, err), c.says) {
				t.Errorf("got %v, want %q", err, c.says)
			}
		})
	}
}

func TestSkeleton_asksForWhatTheRealListNames(t *testing.T) {
	t.Parallel()
	items, problems := Resolve(readSeed(t), checklist.DeadlineBase{Year: 2027}, nil)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	var got []string
	for _, e := range Skeleton(items, nil) {
		got = append(got, string(e.Kind)+" "+e.Name)
	}
	want := []string{
		"组 业务部门", "岗位 中心主任", "岗位 分管副主任", "组 窗口部门", "岗位 党支部委员会", "部门 行政效能监督科",
		"部门 业务受理部", "部门 技术服务部", "部门 综合部", "部门 权籍调查部", "部门 转移登记部", "部门 抵押登记部", "部门 房产登记部",
	}
	if diff := cmp.Diff(got, want); diff != "" {
		t.Errorf("skeleton (-got +want):\n%s", diff)
	}
}

func TestSkeleton_leavesOutWhatTheDirectoryKnows(t *testing.T) {
	t.Parallel()
	dir := exampleDirectory(t)
	items := []checklist.Item{{Leads: []string{"综合部", "档案室", "各街道", "主要负责人"}, Joint: []string{"各部", "党支部", "档案室"}}}
	got := Skeleton(items, dir)
	want := []checklist.Entry{
		{Kind: checklist.Department, Name: "档案室"}, {Kind: checklist.Group, Name: "街道"},
		{Kind: checklist.Post, Name: "主要负责人"}, {Kind: checklist.Post, Name: "党支部"},
	}
	if diff := cmp.Diff(got, want); diff != "" {
		t.Errorf("skeleton (-got +want):\n%s", diff)
	}
}

// Whatever entries are written, the same are read back.
func TestWriteDirectory_isReadBackWhole(t *testing.T) {
	t.Parallel()
	word := rapid.StringMatching(`[甲乙丙丁a-z=+@]{1,4}[部科处]`)
	words := rapid.SliceOfN(word, 0, 3)
	entry := rapid.Custom(func(t *rapid.T) checklist.Entry {
		return checklist.Entry{
			Kind: rapid.SampledFrom(entryKinds).Draw(t, "kind"), Name: word.Draw(t, "name"), Aliases: words.Draw(t, "aliases"),
			Holder: rapid.SampledFrom([]string{"", "张三", "欧阳 小明"}).Draw(t, "holder"), Mail: word.Draw(t, "mail"), OtherMails: words.Draw(t, "mails"),
			Phone: rapid.SampledFrom([]string{"", "13800138000", "+86 20 83130000", "-1"}).Draw(t, "phone"), Supervisor: word.Draw(t, "supervisor"),
			Members: words.Draw(t, "members"), Duties: rapid.SliceOfN(rapid.SampledFrom(duties), 0, 3).Draw(t, "duties"),
			Substitute: word.Draw(t, "substitute"), AwayFrom: checklist.Day(rapid.IntRange(20000, 22000).Draw(t, "from")), AwayUntil: checklist.Day(rapid.IntRange(20000, 22000).Draw(t, "until")),
		}
	})
	rapid.Check(t, func(t *rapid.T) {
		entries := rapid.SliceOfN(entry, 1, 5).Draw(t, "entries")
		name := rapid.SampledFrom([]string{"a.csv", "a.xlsx"}).Draw(t, "file")
		var b bytes.Buffer
		if err := WriteDirectory(name, &b, entries); err != nil {
			t.Fatal(err)
		}
		got, err := ReadDirectory(name, b.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(got, entries, cmpopts.EquateEmpty(), cmpopts.IgnoreFields(checklist.Entry{}, "Row")); diff != "" {
			t.Fatalf("%s (-got +want):\n%s", name, diff)
		}
	})
}

func TestWriteDirectory_offersKindsSupervisorsSubstitutesAndDuties(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	if err := WriteDirectory("通讯录.xlsx", &b, nil); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	rules, err := f.GetDataValidations(directorySheet)
	if err != nil || len(rules) != 4 {
		t.Fatalf("got %d rules, %v; want 4", len(rules), err)
	}
	for i, want := range []string{`"部门,岗位,组"`, "$B$2:$B$500", "$B$2:$B$500", `"主任,审核,督办员"`} {
		if rules[i].Formula1 != want {
			t.Errorf("rule %d offers %s, want %s", i, rules[i].Formula1, want)
		}
	}
	if err := WriteDirectory("通讯录.docx", &b, nil); !errors.Is(err, checklist.ErrInvalid) {
		t.Errorf("an unknown extension: %v", err)
	}
}

// FuzzReadDirectory: whatever the bytes are, there are entries with a kind and a
// place in the file, or problems.
func FuzzReadDirectory(f *testing.F) {
	f.Add("通讯录.csv", []byte("类别,名称,邮箱,职责\r\n部门,综合部,a@x.example,督办员\r\n"))
	f.Add("通讯录.xlsx", workbookOf(f, nil, "类别|名称|上级", "岗位|中心主任|", "部门|综合部|中心主任"))
	f.Add("通讯录.docx", docx(f, tbl("类别|名称|上级", "岗位|中心主任|")))
	f.Fuzz(func(t *testing.T, name string, raw []byte) {
		entries, err := ReadDirectory(name, raw)
		if err != nil && !errors.Is(err, checklist.ErrInvalid) {
			t.Fatalf("not problems: %v", err)
		}
		for _, e := range entries {
			if e.Kind == "" || e.Row < 1 {
				t.Fatalf("incomplete entry %+v", e)
			}
		}
	})
}

func TestReadDirectory_daysAsOfficesWriteThem(t *testing.T) {
	t.Parallel()
	for written, want := range map[string]string{"2027-05-01": "2027-05-01", "2027/5/1": "2027-05-01", "2027年5月1日": "2027-05-01", "": ""} {
		entries, err := ReadDirectory("通讯录.csv", []byte("类别,名称,邮箱,代办,外出自,外出至\n部门,综合部,a@djzx.example,人事部,"+written+",2027-05-10\n"))
		if err != nil || entries[0].AwayFrom.String() != want || entries[0].Substitute != "人事部" {
			t.Errorf("%q: %+v, %v", written, entries, err)
		}
	}
	if _, err := ReadDirectory("通讯录.csv", []byte("类别,名称,外出自\n部门,综合部,五一\n")); err == nil || !strings.Contains(words.SayError(words.Chinese, err), "“五一”不是日期") {
		t.Errorf("got %v", err)
	}
}
