package sheet

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"duban/checklist"
	"duban/internal/words"
)

// Lists as other offices write them: other words, other orders, other numbers.
func TestReadList_listsOfOtherOffices(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		reason string
		rows   []string // as a document
		want   []string
		says   string
	}{
		{"leader, lead and joint in columns of their own", []string{"序号|重点任务|具体措施|牵头负责领导|牵头责任单位|协同责任单位|完成时限", "1|v优化窗口|设咨询台|张三|综合部|各部|6月底前", "2|^|设热线|李四|业务受理部||年底前"},
			[]string{"1 优化窗口  设咨询台 综合部会同各部 6月底前", "2 优化窗口  设热线 业务受理部 年底前"}, ""},
		{"problems of an inspection", []string{"序号|反馈问题|整改目标|整改措施|责任单位|整改时限|整改进展", "1|窗口少|够用|增设窗口|综合部|2024年底前，并长期坚持|"},
			[]string{"1   反馈问题：窗口少　整改目标：够用　整改措施：增设窗口 综合部 2024年底前，并长期坚持"}, ""},
		{"departments beside persons", []string{"序号|工作任务|责任部门|责任人|完成时限|备注", "1|做甲|综合部|张三|4月底|"}, []string{"1   做甲 综合部 4月底"}, ""},
		{"persons before departments", []string{"序号|工作任务|责任人|责任科室|完成时限|备注", "1|做甲|张三|综合部|4月底|"}, []string{"1   做甲 综合部 4月底"}, ""},
		{"words that no list of synonyms has", []string{"序号|本年度重点举措|牵头主办科室|协助配合部门|整改完成期限", "1|做甲|综合部|各部|4月底"}, []string{"1   做甲 综合部会同各部 4月底"}, ""},
		{"columns in another order", []string{"完成时限|责任单位|工作内容|序号", "4月底|综合部|做甲|1"}, []string{"1   做甲 综合部 4月底"}, ""},
		{"a heading whose numeral stands among the numbers", []string{"序号|工作内容|责任单位|完成时限", "一|抓整治||", "1|做甲|综合部|4月底", "二|抓建设||", "2|做乙|各部|5月底"},
			[]string{"1 一、抓整治  做甲 综合部 4月底", "2 二、抓建设  做乙 各部 5月底"}, ""},
		{"numbers that begin anew under each heading", []string{"序号|工作内容|责任单位|完成时限", "7>一、抓整治", "1|做甲|综合部|4月底", "2|做乙|综合部|4月底", "7>二、抓建设", "1|做丙|各部|5月底"},
			[]string{"1 一、抓整治  做甲 综合部 4月底", "2 一、抓整治  做乙 综合部 4月底", "3 二、抓建设  做丙 各部 5月底"}, "序号在每个标题下重新从1起，已按顺序编为第1至3项"},
		{"numbers with levels", []string{"序号|工作内容|责任单位|完成时限", "1.1|做甲|综合部|4月底", "1.2|做乙|各部|5月底"},
			[]string{"1   做甲 综合部 4月底", "2   做乙 各部 5月底"}, "序号是分级的，已按顺序编为第1至2项"},
		{"no numbers at all", []string{"工作内容|责任单位|完成时限|备注", "做甲|综合部|4月底|", "做乙|各部|5月底|"},
			[]string{"1   做甲 综合部 4月底", "2   做乙 各部 5月底"}, "表里没有序号栏，已按顺序编为第1至2项"},
		{"several measures under one number", []string{"序号|任务名称|具体措施|责任单位|完成时限", "v1|v优化窗口|设咨询台|综合部|4月底", "^|^|设热线|业务受理部|5月底", "2|提质|培训|各部|6月底"},
			[]string{"1  优化窗口 设咨询台 综合部 4月底", "2  优化窗口 设热线 业务受理部 5月底", "3  提质 培训 各部 6月底"}, "有几个事项共用一个序号"},
		{"headings in two rows, merged", []string{"v序号|v工作内容|2>责任单位|v完成时限", "^|^|牵头单位|配合单位|^", "1|做甲|综合部|各部|4月底"}, []string{"1   做甲 综合部会同各部 4月底"}, ""},
		{"the title in the table's first row", []string{"7>某专项行动任务清单", "序号|工作内容|责任单位|完成时限", "1|做甲|综合部|4月底"}, []string{"1   做甲 综合部 4月底"}, ""},
		{"a heading that counts its items", []string{"序号|工作内容|责任单位|完成时限", "7>（一）优化服务（2项）", "1|做甲|综合部|4月底", "2|做乙|综合部|4月底"}, []string{"1  （一）优化服务（2项） 做甲 综合部 4月底", "2  （一）优化服务（2项） 做乙 综合部 4月底"}, ""},
		{"a heading left out", []string{"序号|工作内容|责任单位|完成时限", "7>一、抓整治", "1|做甲|综合部|4月底", "7>三、抓典型", "2|做乙|综合部|4月底"}, []string{"1 一、抓整治  做甲 综合部 4月底", "2 三、抓典型  做乙 综合部 4月底"}, "主要任务编号从“一、抓整治”跳到“三、抓典型”"},
		{"parties in lines of their own", []string{"序号|工作内容|责任单位|完成时限", "1|做甲|" + par("综合部") + par("业务受理部") + "|4月底"}, []string{"1   做甲 综合部\n业务受理部 4月底"}, ""},
		{"Roman numbers", []string{"No.|Recommendation|Responsible|Target date", "I|do A|综合部|30 June 2027", "II|do B|综合部|by 30/09/2027", "IV|do C|综合部|30/06/2027"},
			[]string{"1   do A 综合部 30 June 2027", "2   do B 综合部 by 30/09/2027", "4   do C 综合部 30/06/2027"}, "缺"},
		{"an owner beside who supports", []string{"ID|Action item|Owner|Support|Due date", "1|do A|Legal|Finance|30 June 2027"}, []string{"1   do A Legal会同Finance 30 June 2027"}, ""},
		{"the day of an inspection is no deadline", []string{"序号|排查时间|问题隐患|责任单位|整改时限", "1|2027年3月5日|老旧|综合部|2027年9月底前"}, []string{"1   老旧 综合部 2027年9月底前"}, "“排查时间”栏没有用到"},
		{"a total and a signature under the table", []string{"序号|工作内容|责任单位|完成时限", "1|做甲|综合部|4月底", "合计|1项||", "填表人：张三|审核人：李四||"}, []string{"1   做甲 综合部 4月底"}, ""},
	} {
		t.Run(c.reason, func(t *testing.T) {
			t.Parallel()
			list := readDocx(t, Options{}, docx(t, tbl(c.rows...)))
			if diff := cmp.Diff(brief(list.Items), c.want); diff != "" {
				t.Errorf("items (-got +want):\n%s", diff)
			}
			if !strings.Contains(words.SayError(words.Chinese, list.Warnings), c.says) || c.says == "" && len(list.Warnings) > 0 {
				t.Errorf("warnings, want %q:\n%v", c.says, list.Warnings)
			}
		})
	}
}

func TestReadList_aTitlePrintedOnEveryPageIsNoHeading(t *testing.T) {
	t.Parallel()
	raw := workbookOf(t, func(f *excelize.File) {
		for _, row := range []int{1, 5} {
			must(f.MergeCell("Sheet1", fmt.Sprintf("A%d", row), fmt.Sprintf("D%d", row)))
		}
	}, "任务清单", "序号|工作内容|责任单位|完成时限", "1|做甲|综合部|4月底", "", "任务清单", "序号|工作内容|责任单位|完成时限", "2|做乙|各部|5月底")
	list, err := ReadList("清单.xlsx", raw, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(brief(list.Items), []string{"1   做甲 综合部 4月底", "2   做乙 各部 5月底"}); diff != "" {
		t.Errorf("items (-got +want):\n%s", diff)
	}
}

func TestReadList_rowsThatWereJoinedAreTold(t *testing.T) {
	t.Parallel()
	if diff := cmp.Diff(readSeed(t).Joined, []Joined{{12, 19}, {37, 47}}); diff != "" {
		t.Errorf("(-got +want):\n%s", diff)
	}
}

func TestList_aYearIsProposedNotTaken(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		reason string
		head   []string
		want   int
	}{
		{"in the title", []string{"2023年重点任务清单"}, 2023},
		{"in Han digits under it", []string{"任务清单", "（二〇二三年四月）"}, 2023},
		{"in a document's number", []string{"任务清单", "某发〔2024〕7号"}, 2024},
		{"none", []string{"任务清单"}, 0},
	} {
		t.Run(c.reason, func(t *testing.T) {
			t.Parallel()
			if got := (&List{Head: c.head}).ProposedYear(); got != c.want {
				t.Errorf("got %d, want %d", got, c.want)
			}
		})
	}
}

// A number renumbered is still that of the item when the table goes back.
func TestFill_findsItemsThatWereRenumbered(t *testing.T) {
	t.Parallel()
	raw := docx(t, tbl("序号|工作内容|责任单位|完成时限|完成情况", "一|抓整治|||", "1|做甲|综合部|4月底|", "二|抓建设|||", "1|做乙|各部|5月底|"))
	_, again := fill(t, "清单.docx", raw, map[int]string{2: "办了"})
	if diff := cmp.Diff(again.Status, map[int]string{2: "办了"}); diff != "" {
		t.Errorf("(-got +want):\n%s", diff)
	}
	if _, err := NewTable(again, again.Items, nil); err != nil {
		t.Error(err)
	}
	_, problems := Resolve(again, checklist.DeadlineBase{Year: 2027}, nil)
	if len(problems.Errors()) > 0 {
		t.Error(problems)
	}
}

// A notice stands before its annex, and its signature is no title.
func TestTitleOf_theListsOwn(t *testing.T) {
	t.Parallel()
	for want, lines := range map[string][]string{
		"2027年重点任务分解表":     {"关于开展督查的通知", "各单位：", "现将有关事项通知如下。", "附件：2027年重点任务分解表", "市督查室", "2027年2月10日", "附件", "2027年重点任务分解表"},
		"迎检准备":             {"附件2", "迎检准备", "（2027年5月）"},
		"整改台账（2027年）":      {"某某局", "整改台账（2027年）", "填报单位：综合部"},
		"填报单位：综合部":         {"填报单位：综合部"},
		"2027 Action Plan": {"2027 Action Plan"},
	} {
		if got := titleOf(lines); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
