package sheet

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"duban/checklist"
	"duban/checklist/sheet/grid"
	"duban/internal/words"
)

// resolvedBrief is an item in a line, with the parties that were read.
func resolvedBrief(items []checklist.Item) (lines []string) {
	for _, it := range items {
		label := ""
		if it.Label != "" {
			label = "〔" + it.Label + "〕"
		}
		group := strings.TrimSpace(it.Task + " " + it.Section)
		lines = append(lines, fmt.Sprintf("%d%s %s|%s|%s/%s|%s", it.No, label, group, it.Content, strings.Join(it.Leads, " "), strings.Join(it.Joint, " "), it.DeadlineText))
	}
	return lines
}

// Lists of other offices, in their own files: what each reads as, and what the
// clerk is told.
func TestReadList_filesOfOtherOffices(t *testing.T) {
	t.Parallel()
	plain := []string{"1 |完善登记业务流程|业务受理部/|6月底前", "2 |开展培训|综合部/|9月底前", "3 |升级系统|技术服务部/|2026年12月底前"}
	var leads []string
	for i, c := range []string{"综合部 业务受理部/技术服务部", "综合部 业务受理部/技术服务部", "综合部 业务受理部/技术服务部", "综合部 业务受理部/技术服务部", "综合部 业务受理部/技术服务部",
		"综合部 业务受理部/", "综合部 业务受理部 权籍调查部/技术服务部 转移登记部", "综合部 业务受理部/技术服务部 转移登记部", "综合部 业务受理部/技术服务部 转移登记部", "综合部 业务受理部/技术服务部",
		"综合部 业务受理部/技术服务部 转移登记部", "综合部 业务受理部/技术服务部"} {
		leads = append(leads, fmt.Sprintf("%d |事%d|%s|12月底", i+1, i+1, c))
	}
	for _, c := range []struct {
		file string
		want []string
		says []string // warnings
	}{
		{"a-填报单位行.xlsx", plain, nil},
		{"c-两行表头.xlsx", []string{"1 |完善流程|业务受理部/技术服务部|6月底", "2 |开展培训|综合部/各部门|9月底"}, []string{"“启动时间”栏没有用到"}},
		{"c03-semicolon.csv", []string{"1 |甲，第一行\n第二行|综合部/|4月底", "2 |乙|综合部/|5月底"}, nil},
		{"d-表头重复.txt", plain, nil},
		{"f2-序号.xlsx", plain, nil},
		{"f5-序号.xlsx", plain, nil},
		{"h-分节多表.docx", []string{"1〔1〕 一、优化服务|完善登记业务流程|业务受理部/|6月底前", "2〔2〕 一、优化服务|开展培训|综合部/|9月底前", "3〔1〕 二、能力建设|升级系统|技术服务部/|2026年12月底前"},
			[]string{"序号在每个标题下重新从1起"}},
		{"hdr1.csv", []string{"1 |落实甲|综合部/|4月底"}, nil},
		{"hdr3.csv", []string{"1 |落实甲|综合部/|4月底"}, []string{"“任务来源”栏没有用到"}},
		{"k2-一问题多措施各有时限.txt", []string{"1〔1〕 |存在问题：制度执行不严　整改措施：修订制度|综合部/|4月底前", "2〔1〕 |存在问题：制度执行不严　整改措施：开展检查|业务受理部/|6月底前",
			"3〔1〕 |存在问题：制度执行不严　整改措施：抓好落实|技术服务部/|长期坚持", "4〔2〕 |存在问题：学习不够　整改措施：组织学习|综合部/|立行立改"}, []string{"有几个事项共用一个序号"}},
		{"k7-一项多行牵头.docx", []string{"1 老城厢复兴|完成甲馆提升\n推进乙街整治|综合部 业务受理部/权籍调查部 技术服务部|12月底", "2 养老|提供服务|综合部/各部门|12月底"}, nil},
		{"m-预填序号空行.xlsx", plain, []string{"第6至299行只有序号，没有读入"}},
		{"q30-整改清单-存在问题.xlsx", []string{"1 |存在问题：部分案件卷宗归档不及时　整改目标：卷宗全部归档　整改措施：1.开展专项清理；2.建立归档台账|法规科/|2026年6月底前",
			"2 |存在问题：消防通道堆放杂物　整改目标：通道畅通　整改措施：立即清理，每月检查一次|后勤服务中心/|立行立改"}, nil},
		{"q31-工作内容与具体措施.xlsx", []string{"1 |工作内容：深化政务公开　具体措施：一是修订公开目录；二是开展培训不少于2次|办公室/|2026年6月底前",
			"2 |工作内容：加强队伍建设　具体措施：组织业务竞赛|人事科/|2026年9月底前"}, nil},
		{"r-牵头单元格两家.xlsx", leads, nil},
		{"t-无完成情况栏带正文.docx", plain[:2], nil},
	} {
		t.Run(c.file, func(t *testing.T) {
			t.Parallel()
			list, err := ReadList(c.file, readFile(t, "testdata/lists/"+c.file), Options{})
			if err != nil {
				t.Fatal(err)
			}
			items, _ := Resolve(list, checklist.DeadlineBase{Year: 2026, Start: checklist.MonthEnd(2026, 2)}, nil)
			if diff := cmp.Diff(resolvedBrief(items), c.want); diff != "" {
				t.Errorf("items (-got +want):\n%s", diff)
			}
			for _, says := range c.says {
				if !strings.Contains(words.SayError(words.Chinese, list.Warnings), says) {
					t.Errorf("warnings do not say %q:\n%v", says, list.Warnings)
				}
			}
			if len(c.says) == 0 && len(list.Warnings) > 0 {
				t.Errorf("warnings: %v", list.Warnings)
			}
		})
	}
}

func TestReadList_filesThatAreAskedAbout(t *testing.T) {
	t.Parallel()
	for file, says := range map[string]string{
		"c09-quote-inside.csv":      "第3行：引号没有成对",
		"x28-formula-deadline.xlsx": "第3行 D列：单元格D3是公式，文件里没有存下结果",
		"hdr6.csv":                  "第2行 负责部门：第1项没有责任主体",
	} {
		_, err := ReadList(file, readFile(t, "testdata/lists/"+file), Options{})
		if err == nil || !strings.Contains(words.SayError(words.Chinese, err), says) {
			t.Errorf("%s: got %v, want %q", file, err, says)
		}
	}
}

func TestReadList_columnsAndRowsAsOfficesMakeThem(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		reason, name string
		raw          []byte
		named        string
		want         []string
	}{
		{"a number merged over rows with leads and deadlines of their own: items", "a.docx", docx(t, tbl("序号|工作内容|牵头单位|完成时限", "v1|v完成改造|综合部|4月底", "^|^|业务受理部|6月底")), "",
			[]string{"1〔1〕 |完成改造|综合部/|4月底", "2〔1〕 |完成改造|业务受理部/|6月底"}},
		{"a number merged over rows with one deadline: several leads", "a.docx", docx(t, tbl("序号|工作内容|牵头单位|配合单位|完成时限", "v1|v完成改造|综合部|法规科|v4月底", "^|^|业务受理部|人事科|^")), "",
			[]string{"1 |完成改造|综合部 业务受理部/法规科 人事科|4月底"}},
		{"a problem merged over numbered measures", "a.docx", docx(t, tbl("序号|存在问题|整改措施|责任单位|整改时限", "1|v归档不及时|专项清理|法规科|4月底", "2|^|建立台账|综合部|5月底")), "",
			[]string{"1 |存在问题：归档不及时　整改措施：专项清理|法规科/|4月底", "2 |存在问题：归档不及时　整改措施：建立台账|综合部/|5月底"}},
		{"a heading over number and text", "a.docx", docx(t, tbl("2>工作任务|责任单位|完成时限", "1|完善登记业务流程|综合部|4月底", "2|开展培训|各部|5月底")), "",
			[]string{"1 |完善登记业务流程|综合部/|4月底", "2 |开展培训|各部/|5月底"}},
		{"numbers without a heading", "a.txt", table("|工作任务|责任部门|完成时间", "1|完善流程|综合部|4月底", "2|开展培训|各部|5月底"), "",
			[]string{"1 |完善流程|综合部/|4月底", "2 |开展培训|各部/|5月底"}},
		{"traditional characters", "a.txt", table("序號|具體內容|責任單位|完成時限", "1|完善流程|綜合部|6月底前"), "", []string{"1 |完善流程|綜合部/|6月底前"}},
		{"characters without ink or width", "a.txt", table("序\u200b号|具体内容|责任\ufeff单位|完成时限", "1|完善\u200b流程|综\u200b合部|6月底\u00ad前"), "", []string{"1 |完善流程|综合部/|6月底前"}},
		{"English headings", "a.csv", []byte("ID,Action,Owner,Due Date,Status\nA-001,Update design,J. Smith,2026-03-15,Open\nA-002,Review spec,K. Jones,2026-03-10,Closed\n"), "",
			[]string{"1〔A-001〕 |Update design|J. Smith/|2026-03-15", "2〔A-002〕 |Review spec|K. Jones/|2026-03-10"}},
		{"Excel says its separator", "a.csv", []byte("sep=;\r\n序号;具体内容;责任部门;完成时限\r\n1;做甲;综合部;4月底\r\n"), "", []string{"1 |做甲|综合部/|4月底"}},
		{"full-width commas", "a.csv", []byte("序号，具体内容，责任部门，完成时限\n1，做甲，综合部，4月底\n"), "", []string{"1 |做甲|综合部/|4月底"}},
		{"a heading without a number under the header, and a note without a mark", "a.txt", table("序号|工作内容|责任部门|完成时限", "重点改革任务", "1|推行一窗受理|综合部|6月底", "日常工作任务", "2|做好值班|综合部|全年", "每月25日前由各部门报送进展情况"), "",
			[]string{"1 重点改革任务|推行一窗受理|综合部/|6月底", "2 日常工作任务|做好值班|综合部/|全年"}},
		{"no numbers, and cells left blank beside the content", "a.csv", []byte("具体内容,责任部门,完成时限\n完善登记业务流程和各项制度,综合部,4月底\n开展窗口人员业务培训和考核,,\n"), "",
			[]string{"1 |完善登记业务流程和各项制度|综合部/|4月底", "2 |开展窗口人员业务培训和考核|综合部/|4月底"}},
		{"goals beside tasks", "a.txt", table("主要任务|序号|重点工作|工作目标|责任单位|完成时限", "优化环境|1|推行一窗|满意|综合部|6月底", "|2|推行容缺|压缩|综合部|9月底"), "",
			[]string{"1 优化环境|重点工作：推行一窗　工作目标：满意|综合部/|6月底", "2 优化环境|重点工作：推行容缺　工作目标：压缩|综合部/|9月底"}},
		{"numbers of groups and of measures", "a.csv", []byte("序号,责任单位及责任人,主要任务,编号,具体措施,完成时限\n一,综合部 张三,优化服务,1,设咨询台,4月底\n,综合部 张三,,2,设热线,5月底\n二,业务科：李四,队伍建设,1,开展培训,6月底\n"), "",
			[]string{"1〔1〕 优化服务|设咨询台|综合部/|4月底", "2〔2〕 优化服务|设热线|综合部/|5月底", "3〔1〕 队伍建设|开展培训|业务科/|6月底"}},
		{"a heading that could be two things over cells that are one", "a.txt", table("序号|主要内容及措施|牵头部门（单位）|进度要求", "1|建设助餐点|民政局|年底前完成", "2|加装电梯|住建局|12月底完工"), "",
			[]string{"1 |建设助餐点|民政局/|年底前完成", "2 |加装电梯|住建局/|12月底完工"}},
		{"numbers with gaps", "a.txt", table("序号|具体内容|责任部门|完成时限", "3|做甲|综合部|4月底", "7|做乙|综合部|4月底"), "", []string{"3 |做甲|综合部/|4月底", "7 |做乙|综合部/|4月底"}},
		{"codes of several groups", "a.txt", table("序号|具体内容|责任部门|完成时限", "A1|做甲|综合部|4月底", "B1|做乙|综合部|4月底"), "", []string{"1〔A1〕 |做甲|综合部/|4月底", "2〔B1〕 |做乙|综合部/|4月底"}},
		{"the clerk says which column is the deadline", "a.txt", table("序号|具体内容|责任部门|完成时限|办结时间", "1|做甲|综合部|4月底|5月底"), "办结时间=不用", []string{"1 |做甲|综合部/|4月底"}},
		{"the clerk says what a strange heading is", "a.txt", table("序号|具体内容|责任部门|里程碑", "1|做甲|综合部|封顶后"), "里程碑＝时限", []string{"1 |做甲|综合部/|封顶后"}},
		{"the clerk names a column by its letter", "a.txt", table("序号|具体内容|责任部门|完成时限|", "1|做甲|综合部|4月底|张三收"), "E列=备注", []string{"1 |做甲|综合部/|4月底"}},
		{"the clerk says that there are no deadlines", "a.txt", table("序号|具体内容|责任部门", "1|做甲|综合部"), "无=时限", []string{"1 |做甲|综合部/|待定"}},
		{"the clerk wants an unused column in the item", "a.txt", table("序号|任务来源|具体内容|责任部门|完成时限", "1|办公会|做甲|综合部|4月底"), "任务来源=内容", []string{"1 |任务来源：办公会　具体内容：做甲|综合部/|4月底"}},
		{"a heading nobody knows over cells that all know", "a.txt", table("序号|具体内容|谁干|何日", "1|做甲|综合部|4月底", "2|做乙|业务受理部|5月底"), "", []string{"1 |做甲|综合部/|4月底", "2 |做乙|业务受理部/|5月底"}},
	} {
		t.Run(c.reason, func(t *testing.T) {
			t.Parallel()
			list, err := ReadList(c.name, c.raw, Options{Map: c.named})
			if err != nil {
				t.Fatal(err)
			}
			items, _ := Resolve(list, checklist.DeadlineBase{Year: 2026, Start: checklist.MonthEnd(2026, 2)}, nil)
			if diff := cmp.Diff(resolvedBrief(items), c.want); diff != "" {
				t.Errorf("items (-got +want):\n%s", diff)
			}
			if list.Map != c.named {
				t.Errorf("mapping %q is not kept", list.Map)
			}
			if _, err := NewTable(list, list.Items, nil); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestReadList_theMappingIsAskedForWithTheChoiceShown(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		reason string
		rows   []string
		named  string
		says   []string
	}{
		{"a column that is missing", []string{"序号|具体内容|谁管|备注", "1|做甲|张三|4月底"}, "",
			[]string{"表头没有“完成时限”栏：第1行读作表头，“序号”→序号，“具体内容”→内容，“谁管”→没认出，“备注”→备注", `--map "备注=时限"`, `--map "无=时限"`}},
		{"two of a kind", []string{"序号|具体内容|责任部门|完成时限|完成时间", "1|做甲|综合部|4月底|5月底"}, "", []string{"表头有两个“完成时限”栏：“完成时限”、“完成时间”", `--map "完成时间=不用"`}},
		{"a row with two headings of a list", []string{"任务清单", "事由|经办人", "做甲|张三"}, "", []string{"第2行读作表头", "没有“完成时限”栏"}},
		{"a row with one heading", []string{"任务清单", "整改措施|甲|乙", "做甲|张三|4月底"}, "", []string{"最像的是这一行：“整改措施”→内容，“甲”→没认出"}},
		{"an answer that names no column", []string{"序号|具体内容|责任部门|完成时限", "1|做甲|综合部|4月底"}, "时序=时限", []string{"--map 里的“时序”不是表头", "序号、具体内容、责任部门、完成时限"}},
		{"an answer that names no role", []string{"序号|具体内容|责任部门|完成时限", "1|做甲|综合部|4月底"}, "完成时限=期间", []string{"“期间”不是栏目", "时限"}},
		{"another table below", []string{"序号|具体内容|责任部门|完成时限", "1|做甲|综合部|4月底", "序号|责任部门|具体内容|完成时限", "2|综合部|做乙|4月底"}, "", []string{"第3行 责任部门：又有一个表头，与第1行的栏目不同"}},
	} {
		t.Run(c.reason, func(t *testing.T) {
			t.Parallel()
			_, err := ReadList("a.txt", table(c.rows...), Options{Map: c.named})
			if err == nil {
				t.Fatal("was read")
			}
			for _, says := range c.says {
				if !strings.Contains(words.SayError(words.Chinese, err), says) {
					t.Errorf("does not say %q:\n%v", says, err)
				}
			}
		})
	}
}

func TestReadList_whatIsNotUsedIsNamed(t *testing.T) {
	t.Parallel()
	list := readTable(t, "序号|任务来源|具体内容|责任部门|监督单位|完成时限|里程碑", "1|办公会|做甲|综合部|监督科|4月底|封顶")
	if says := "“任务来源”“监督单位”“里程碑”栏没有用到"; !strings.Contains(words.SayError(words.Chinese, list.Warnings), says) {
		t.Errorf("does not say %q: %v", says, list.Warnings)
	}
	if !slices.ContainsFunc(list.Mapping, func(m Mapped) bool {
		return m.Column == 6 && m.Heading == "里程碑" && m.Role == grid.Other.Role() && words.Say(words.Chinese, m.Reason) == "没有用到，原样留在表里"
	}) {
		t.Errorf("mapping: %+v", list.Mapping)
	}
}

// Of a list that has no deadlines that is said once, and not of each item as of a cell that
// cannot be read; a cell of one that has them is still told.
func TestResolve_aListWithoutDeadlinesIsToldOnce(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		raw   []byte
		named string
		want  []string
	}{
		{table("序号|具体内容|责任部门", "1|做甲|综合部", "2|做乙|综合部"), "无=时限",
			[]string{"a.txt：清单没有时限栏（由 --map 写明），2项都按时限待定导入；交办信会请责任人报拟完成日期；定下后逐项写：duban extend 序号 --to 日期",
				"a.txt: the list has no column of deadlines (said by --map): all its 2 items are imported without a date; the first letters ask those responsible to propose one; to set it, item by item: duban extend NUMBER --to DATE"}},
		{table("序号|具体内容|责任部门|完成时限", "1|做甲|综合部|4月底", "2|做乙|综合部|待定"), "",
			[]string{"a.txt 第3行 完成时限：第2项完成时限“待定”读不出日期；请写成一个日期，如4月底或4月30日前；先按时限待定导入，定下后：duban extend 2 --to 日期",
				"a.txt line 3 完成时限: item 2: the deadline \"待定\" cannot be read as a date; write one date; imported without a date; when it is set: duban extend 2 --to DATE"}},
	} {
		list, err := ReadList("a.txt", c.raw, Options{Map: c.named})
		if err != nil {
			t.Fatal(err)
		}
		_, problems := Resolve(list, checklist.DeadlineBase{Year: 2026}, nil)
		var got []string
		for _, p := range problems {
			got = append(got, words.Say(words.Chinese, p.Message()), words.Say(words.English, p.Message()))
		}
		if diff := cmp.Diff(got, c.want); diff != "" {
			t.Errorf("%q (-got +want):\n%s", c.named, diff)
		}
	}
}
