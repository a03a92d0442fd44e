package sheet

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"duban/checklist"
	"duban/checklist/sheet/grid"
	"duban/checklist/sheet/paper"
	"duban/internal/msg"
	"duban/internal/words"
)

// table is a text table: one string a row, columns by |.
func table(rows ...string) []byte {
	return []byte(strings.ReplaceAll(strings.Join(rows, "\n"), "|", "\t"))
}

const head = "主要任务||序号|具体内容|责任人/部门|完成时限|完成情况"

func readTable(t testing.TB, rows ...string) *List {
	t.Helper()
	list, err := ReadList("清单.txt", table(rows...), Options{})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestReadList_everyFilledCellOfTheRealListIsTold(t *testing.T) {
	t.Parallel()
	list := readSeed(t)
	count := map[string]int{}
	for _, f := range list.Filled {
		count[words.Say(words.Chinese, f.Column)]++
		if f.From == 0 || f.Row == 0 || f.Value == "" || f.Reason.IsZero() {
			t.Errorf("told in part: %+v", f)
		}
	}
	// 36 blank tasks (3 texts and a reprint stand), 27 blank sections, item 7, 40 less 12 printed deadlines.
	if diff := cmp.Diff(count, map[string]int{"主要任务": 36, "小节": 27, "责任人/部门": 1, "完成时限": 28}); diff != "" {
		t.Errorf("filled cells (-got +want):\n%s", diff)
	}
	want := []Filled{
		{24, 31, msg.Words("主要任务"), 34, "二、抓基础能力建设，促进登记效能再提高", msg.New("heading on a later line"), true},
		{25, 32, msg.Words("主要任务"), 34, "二、抓基础能力建设，促进登记效能再提高", msg.New("heading on a later line"), true},
		{26, 34, msg.Words("完成时限"), 31, "5月底", msg.New("blank, across a section"), true},
		{40, 50, msg.Words("完成时限"), 49, "5月底", msg.New("blank, across a section"), true},
	}
	if diff := cmp.Diff(list.Doubts(), want); diff != "" {
		t.Errorf("doubts (-got +want):\n%s", diff)
	}
}

func TestReadList_theRealListsHeadingsAndTheirReprints(t *testing.T) {
	t.Parallel()
	var got []string
	for _, h := range readSeed(t).Headings {
		if h.Kind == grid.Task {
			got = append(got, fmt.Sprintf("%d-%d %s %v", h.First, h.Last, h.Text, h.Aliases))
		}
	}
	want := []string{
		"1-23 一、抓典型问题整治，促进服务质量再提升 [一、抓典型问题整改，促进服务质量再提升]",
		"24-36 二、抓基础能力建设，促进登记效能再提高 []",
		"37-40 三、抓先进典型培树，发挥示范引领作用 []",
	}
	if diff := cmp.Diff(got, want); diff != "" {
		t.Errorf("tasks (-got +want):\n%s", diff)
	}
}

func TestResolve_theRealListHasTwoDeadlines(t *testing.T) {
	t.Parallel()
	items, problems := Resolve(readSeed(t), checklist.DeadlineBase{Year: 2027}, exampleDirectory(t))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if diff := cmp.Diff(items, truth(t), resolved); diff != "" {
		t.Errorf("items (-got +want):\n%s", diff)
	}
	days := map[string]int{}
	for _, it := range items {
		days[it.Deadline.String()]++
	}
	if diff := cmp.Diff(days, map[string]int{"2027-04-30": 20, "2027-05-31": 20}); diff != "" {
		t.Errorf("deadlines (-got +want):\n%s", diff)
	}
}

func TestResolve_allProblemsWithRowAndColumn(t *testing.T) {
	t.Parallel()
	list := readTable(t, head,
		"一、甲|（一）乙|1|做甲|综合部会同档案室|4月31日|",
		"|（二）丙|2|做乙|相关部门|尽快|",
		"|（三）丁|3|做丙|档案室、综合部（张三）|6月前|")
	items, problems := Resolve(list, checklist.DeadlineBase{Year: 2027}, exampleDirectory(t))
	if len(items) != 3 {
		t.Fatalf("got %d items", len(items))
	}
	var got []string
	for _, p := range problems {
		got = append(got, fmt.Sprintf("%v %s", p.Warning, words.Say(words.Chinese, p.Message())))
	}
	want := []string{
		"false 清单.txt 第2行 完成时限：第1项完成时限“4月31日”不是日期：2027年4月只有30天；请改成4月30日前，或4月底",
		"true 清单.txt 第3行 责任人/部门：第2项的责任主体“相关部门”没有指明是谁；先由督办员承接，定下后：duban reassign 2 --to 单位；也可在通讯录中建一个同名的组",
		"true 清单.txt 第3行 完成时限：第2项完成时限“尽快”没有写明日期；请写一个最迟的日期，如4月15日前；先按时限待定导入，定下后：duban extend 2 --to 日期",
		"true 清单.txt 第4行 责任人/部门：第3项“张三”没有读入，责任主体读作“综合部”，由通讯录决定找谁；请核对",
		"true 清单.txt 第4行 完成时限：第3项“6月前”读作5月最后一日；如指6月底，请改写；请核对",
		"false 清单.txt 第2行 责任人/部门：责任主体“档案室”（第1、3项）不在通讯录中；请在通讯录中增加，或作为别名写入；可用 --directory-skeleton 生成待填的通讯录",
	}
	if diff := cmp.Diff(got, want); diff != "" {
		t.Errorf("problems (-got +want):\n%s", diff)
	}
}

func TestResolve_dittoIsTheRowAbove(t *testing.T) {
	t.Parallel()
	list := readTable(t, head,
		"一、甲|（一）乙|1|做甲|综合部会同业务受理部|4月底|",
		"||2|做乙|同上|〃|",
		"||3|做丙|同上|5月底|")
	items, problems := Resolve(list, checklist.DeadlineBase{Year: 2027}, nil)
	if len(problems) > 0 || len(items) != 3 {
		t.Fatal(items, problems)
	}
	for _, it := range items[1:] {
		if diff := cmp.Diff([][]string{it.Leads, it.Joint}, [][]string{{"综合部"}, {"业务受理部"}}); diff != "" {
			t.Errorf("item %d (-got +want):\n%s", it.No, diff)
		}
	}
	if items[1].Deadline != items[0].Deadline || items[2].Deadline != checklist.MonthEnd(2027, 5) {
		t.Errorf("deadlines: %v, %v", items[1].Deadline, items[2].Deadline)
	}
}

func TestResolve_aNoteMayMakeTheFirstPartyTheLead(t *testing.T) {
	t.Parallel()
	list := readTable(t, head, "一、甲|（一）乙|1|做甲|综合部、业务受理部|4月底|", "注：责任部门列首位的为牵头单位。")
	items, problems := Resolve(list, checklist.DeadlineBase{Year: 2027}, nil)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if diff := cmp.Diff([][]string{items[0].Leads, items[0].Joint}, [][]string{{"综合部"}, {"业务受理部"}}); diff != "" {
		t.Errorf("parties (-got +want):\n%s", diff)
	}
}

// brief is an item in one line: number, task, section, content, parties, deadline.
func brief(items []checklist.Item) (lines []string) {
	for _, it := range items {
		lines = append(lines, fmt.Sprintf("%d %s %s %s %s %s", it.No, it.Task, it.Section, it.Content, it.Parties, it.DeadlineText))
	}
	return lines
}

func TestReadList_rowsTornAndHeadingsReprinted(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		reason string
		rows   []string
		want   []string
	}{
		{"the header again on a new page", []string{head, "一、甲|（一）乙|1|做甲|综合部|4月底|", head, "|（二）丙|2|做丙|各部|5月底|"},
			[]string{"1 一、甲 （一）乙 做甲 综合部 4月底", "2 一、甲 （二）丙 做丙 各部 5月底"}},
		{"task, section and deadline again on a torn row", []string{head, "一、甲|（一）乙|1|做|综合部|4月底|", "", "一、甲|（一）乙||甲|综合部|4月底|"},
			[]string{"1 一、甲 （一）乙 做甲 综合部 4月底"}},
		{"the header between the halves of a row", []string{head, "一、甲|（一）乙|1|做|业务受|4月|", "", head, "|||甲|理部|底|"},
			[]string{"1 一、甲 （一）乙 做甲 业务受理部 4月底"}},
		{"a task's text in the middle of its page", []string{head, "|（一）乙|1|做甲|综合部|4月底|", "一、甲|（二）丙|2|做丙|各部||"},
			[]string{"1 一、甲 （一）乙 做甲 综合部 4月底", "2 一、甲 （二）丙 做丙 各部 4月底"}},
		{"two tasks of one section each", []string{head, "一、甲|（一）乙|1|做甲|综合部|4月底|", "二、丙|（一）丁|2|做丙|各部|5月底|"},
			[]string{"1 一、甲 （一）乙 做甲 综合部 4月底", "2 二、丙 （一）丁 做丙 各部 5月底"}},
		{"a heading in a row of its own", []string{head, "一、甲", "|（一）乙|1|做甲|综合部|4月底|"},
			[]string{"1 一、甲 （一）乙 做甲 综合部 4月底"}},
		{"ditto", []string{head, "一、甲|（一）乙|1|做甲|综合部|4月底|", "|（二）丙|2|做丙|同上|〃|"},
			[]string{"1 一、甲 （一）乙 做甲 综合部 4月底", "2 一、甲 （二）丙 做丙 综合部 4月底"}},
		{"bands across a table without a task column", []string{"序号|工作任务|责任单位|完成时限", "一、甲", "1|做甲|综合部|4月底", "二、乙", "2|做乙|各部|5月底"},
			[]string{"1 一、甲  做甲 综合部 4月底", "2 二、乙  做乙 各部 5月底"}},
		{"lead and joint in two columns", []string{"序号|工作内容|牵头单位|配合单位|完成时限|备注", "1|做甲|综合部|各部|4月底|急", "2|做乙||——|5月底|", "3|做丙|业务受理部||5月底|"},
			[]string{"1   做甲 综合部会同各部 4月底", "2   做乙 综合部 5月底", "3   做丙 业务受理部 5月底"}},
		{"责任单位 beside 牵头单位 takes part", []string{"序号|工作内容|牵头单位|责任单位|完成时限", "1|做甲|综合部|各部|4月底"},
			[]string{"1   做甲 综合部会同各部 4月底"}},
		{"headings in two rows", []string{"序号|工作内容|责任单位||完成时限", "||牵头单位|配合单位|", "1|做甲|综合部|各部|4月底"},
			[]string{"1   做甲 综合部会同各部 4月底"}},
		{"numbers as some write them", []string{"序号|工作内容|责任单位|完成时限", "１|做甲|综合部|4月底", "2.|做乙|各部|4月底", "第3项|做丙|各部|4月底"},
			[]string{"1   做甲 综合部 4月底", "2   做乙 各部 4月底", "3   做丙 各部 4月底"}},
	} {
		t.Run(c.reason, func(t *testing.T) {
			t.Parallel()
			list := readTable(t, c.rows...)
			if diff := cmp.Diff(brief(list.Items), c.want); diff != "" {
				t.Errorf("items (-got +want):\n%s", diff)
			}
		})
	}
}

func TestReadList_theSameTableIsLaidOutFromBands(t *testing.T) {
	t.Parallel()
	list := readTable(t, "附件1", "某专项行动任务清单", "填报单位：某中心", "序号|工作任务|责任单位|完成时限|备注",
		"一、甲", "1|做甲|综合部|4月底|急", "二、乙", "2|做乙|各部||", "注：按月填报。")
	if list.Title != "某专项行动任务清单" {
		t.Errorf("title %q", list.Title)
	}
	got, err := NewTable(list, list.Items, map[int]string{2: "已开展"})
	if err != nil {
		t.Fatal(err)
	}
	cells := func(no int, texts ...string) paper.Row {
		r := paper.Row{No: no}
		for _, s := range texts {
			r.Cells = append(r.Cells, paper.Cell{Text: s, Rows: 1})
		}
		return r
	}
	want := paper.Table{
		Head: []string{"附件1", "某专项行动任务清单", "填报单位：某中心"}, Title: "某专项行动任务清单",
		Columns: []grid.Column{{Heading: "序号", Kind: grid.No}, {Heading: "工作任务", Kind: grid.Content}, {Heading: "责任单位", Kind: grid.Parties}, {Heading: "完成时限", Kind: grid.Deadline}, {Heading: "备注", Kind: grid.Remark}, {Heading: "完成情况（采取措施及成效）", Kind: grid.Status}},
		Rows:    []paper.Row{{Band: "一、甲"}, cells(1, "1", "做甲", "综合部", "4月底", "急", ""), {Band: "二、乙"}, cells(2, "2", "做乙", "各部", "4月底", "", "已开展")},
		Notes:   []string{"注：按月填报。"},
	}
	if diff := cmp.Diff(got, want); diff != "" {
		t.Errorf("table (-got +want):\n%s", diff)
	}
}

func TestReadList_whatCannotBeReadIsRefusedWithTheWayToMendIt(t *testing.T) {
	t.Parallel()
	row := "一、甲|（一）乙|1|做甲|综合部|4月底|"
	text := func(rows ...string) string { return string(table(rows...)) }
	for _, c := range []struct {
		reason, name, content string
		says                  []string
	}{
		{"an empty file", "a.txt", "\ufeff \r\n", []string{"文件是空的"}},
		{"an old Office file", "a.doc", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", []string{"旧版 Office", "另存为 .docx"}},
		{"an old workbook", "a.xls", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", []string{"旧版 Office", "或 .xlsx"}},
		{"a PDF", "a.pdf", "%PDF-1.7", []string{"PDF"}},
		{"a picture", "a.png", "\x89PNG\r\n\x1a\n", []string{"是图片"}},
		{"a picture with a wrong name", "a.xlsx", "\xff\xd8\xff\xe0", []string{"是图片"}},
		{"a web page called a workbook", "a.xls", "<html><table>", []string{"网页", "另存为 .xlsx"}},
		{"a broken archive", "a.xlsx", "PK\x03\x04 and no more", []string{"损坏"}},
		{"text called a workbook", "a.xlsx", "序号", []string{"内容却不是"}},
		{"an unknown extension", "a.md", "序号", []string{"不认识扩展名“.md”"}},
		{"binary", "a.txt", "a\x00b\x01", []string{"不是文本文件", "--encoding"}},
		{"no known encoding", "a.txt", "\xff\xff\xff\x81", []string{"认不出文件的编码", "--encoding"}},
		{"no header", "a.txt", "一些文字\n", []string{"找不到表头", "制表符"}},
		{"no column of numbers", "a.txt", text("具体内容|责任部门|完成时限", "做甲|综合部|4月底"), []string{"表头没有“序号”栏"}},
		{"several columns missing", "a.txt", text("序号|责任领导|备注|具体内容", "1|张三||做甲"), []string{"表头没有“完成时限”栏", "表头没有“责任主体”栏"}},
		{"a column twice", "a.txt", text("序号|具体内容|责任部门|完成时限|完成时间", "1|做甲|综合部|4月底|5月底"), []string{"表头有两个“完成时限”栏"}},
		{"only a header", "a.txt", text(head), []string{"第2行：表头之下没有事项"}},
		{"a list without numbers", "a.txt", text(head, "一、甲|（一）乙||做甲|综合部|4月底|"), []string{"第2行 序号：表头之下没有一个序号"}},
		{"no number at all", "a.txt", text(head, "一、甲|（一）乙|甲|做甲|综合部|4月底|"), []string{"第2行 序号：“甲”不是序号"}},
		{"a doubled number", "a.txt", text(head, row, "|||", "||1|做乙|各部|4月底|"), []string{"第4行 序号：序号1重复，第2行已有"}},
		{"no party to fill down", "a.txt", text(head, "一、甲|（一）乙|1|做甲||4月底|"), []string{"第2行 责任人/部门：第1项没有责任主体"}},
		{"no deadline to fill down", "a.txt", text(head, "一、甲|（一）乙|1|做甲|综合部||"), []string{"第2行 完成时限：第1项没有完成时限"}},
		{"no content", "a.txt", text(head, "一、甲|（一）乙|1||综合部|4月底|"), []string{"第2行 具体内容：第1项没有内容"}},
		{"text beyond the header", "a.txt", text(head, row+"|多|余"), []string{"没有表头"}},
		{"a section begins again under no task", "a.txt", text(head, row, "|（二）丙|2|做乙|各部|4月底|", "|（一）丁|3|做丙|各部|4月底|"), []string{"第4行 主要任务：第3项起小节编号重新开始"}},
		{"a new task on a torn row", "a.txt", text(head, row, "二、丁|||续|||"), []string{"第1项的续行出现新的标题“二、丁”"}},
		{"a heading with nothing under it", "a.txt", text(head, row, "二、丁"), []string{"第3行：标题“二、丁”之下没有事项"}},
		{"all at once", "a.txt", text(head, "一、甲|（一）乙|1||综合部||", "||3|做乙|||"), []string{"没有内容", "没有完成时限"}},
		{"broken CSV", "a.csv", "序号,具体内容,责任部门,完成时限\n1,\"做甲,综合部,4月底\n", []string{"第2行"}},
		{"too many rows", "a.txt", strings.Repeat("\n", 10001), []string{"文件是空的"}},
		{"far too many rows", "a.txt", "a" + strings.Repeat("\n", 10001), []string{"超过10000行"}},
		{"too many columns", "a.txt", "a" + strings.Repeat("\t", 101), []string{"超过100列"}},
	} {
		t.Run(c.reason, func(t *testing.T) {
			t.Parallel()
			list, err := ReadList(c.name, []byte(c.content), Options{})
			numbers := strings.Contains(c.reason, "number")
			if !errors.Is(err, checklist.ErrInvalid) || list != nil && !numbers {
				t.Fatalf("got %+v, %v; want problems", list, err)
			}
			for _, says := range append(c.says, c.name+" ") {
				if !strings.Contains(words.SayError(words.Chinese, err), strings.TrimSpace(says)) {
					t.Errorf("does not say %q:\n%v", says, err)
				}
			}
		})
	}
}

func TestReadList_wrongNumbersDoNotHideTheOtherFaults(t *testing.T) {
	t.Parallel()
	list, err := ReadList("a.csv", []byte("序号,具体内容,责任部门,完成时限\n1,做甲,综合部,4月31日\n1,做乙,综合部,4月底\n"), Options{})
	if !errors.Is(err, checklist.ErrInvalid) || list == nil {
		t.Fatalf("got %+v, %v; want the list and its problems", list, err)
	}
	_, more := Resolve(list, checklist.DeadlineBase{Year: 2026}, nil)
	got := words.SayError(words.Chinese, append(list.Warnings, more...).Errors())
	for _, want := range []string{"序号1重复", "4月31日"} {
		if !strings.Contains(got, want) {
			t.Errorf("does not say %q:\n%s", want, got)
		}
	}
}

func TestReadList_anUnknownOrWrongEncodingIsRefused(t *testing.T) {
	t.Parallel()
	for name, says := range map[string]string{"latin-1": "不认识编码", "utf-8": "读不出", "utf-16le": "请用 --encoding"} {
		_, err := ReadList("a.txt", encode(t, string(readFile(t, seedFile)), "gb18030"), Options{Encoding: name})
		if !errors.Is(err, checklist.ErrInvalid) || !strings.Contains(words.SayError(words.Chinese, err), says) {
			t.Errorf("%s: got %v, want %q", name, err, says)
		}
	}
}

func TestReadList_warnsButReads(t *testing.T) {
	t.Parallel()
	row := "一、甲|（一）乙|1|做甲|综合部|4月底|"
	for _, c := range []struct{ reason, name, content, says string }{
		{"quotes against the rules of CSV", "a.csv", "序号,具体内容,责任部门,完成时限\n1,做\"甲\",综合部,4月底\n", "第2行：引号不合"},
		{"a section left out", "a.txt", string(table(head, row, "|（三）丙|2|做乙|各部||")), "小节编号从“（一）乙”跳到“（三）丙”"},
		{"numbers missing, which stay as they are", "a.txt", string(table(head, row, "||3|做乙|各部||", "||7|做丙|各部||")), "第3行 序号：缺少序号2；请核对有没有漏掉事项；编号照原表，不另编\n第4行 序号：缺少序号4至6"},
		{"the first number missing", "a.txt", string(table(head, strings.Replace(row, "|1|", "|2|", 1))), "缺少序号1"},
		{"numbers out of order", "a.txt", string(table(head, strings.Replace(row, "|1|", "|2|", 1), "||1|做乙|各部||")), "序号1排在2之后"},
	} {
		t.Run(c.reason, func(t *testing.T) {
			t.Parallel()
			list, err := ReadList(c.name, []byte(c.content), Options{})
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(words.SayError(words.Chinese, list.Warnings), c.says) || len(list.Warnings.Errors()) > 0 {
				t.Errorf("warnings do not say %q:\n%v", c.says, list.Warnings)
			}
		})
	}
}
