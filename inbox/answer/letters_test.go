package answer

import (
	"fmt"
	"strings"
	"testing"

	"duban/checklist"
)

// short tells of each answer the lines it is about, its verb, and whether it asks.
func short(answers []checklist.Answer) string {
	var out []string
	for _, a := range answers {
		s := fmt.Sprint(a.Lines, string(a.Verb))
		if !a.Doubt.IsZero() {
			s += "?"
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

func TestRead_anAnswerIsAboutTheLinesOfItsLetter(t *testing.T) {
	t.Parallel()
	parties := Letter{Lines: []Line{{No: 14, Party: "综合部", Waiting: true}, {No: 14, Party: "业务受理部", Waiting: true}, {No: 8, Party: "综合部"}}}
	parts := Letter{Lines: []Line{{No: 14, Party: "综合部", Part: "4月"}, {No: 14, Party: "综合部", Part: "5月"}, {No: 8, Party: "综合部"}}}
	lists := Letter{Lines: []Line{{No: 3, List: "甲", Content: "甲事"}, {No: 3, List: "乙", Content: "乙事"}}}
	half := Letter{Lines: []Line{{No: 14, Part: "4月", Waiting: true}, {No: 14, Part: "5月"}}}
	one := Letter{Lines: []Line{{No: 8}, {No: 14, Waiting: true}, {No: 17}}}
	asking := Letter{Lines: []Line{{No: 8}, {No: 29, Asked: checklist.Date(2027, 6, 10), Deadline: checklist.Date(2027, 5, 31)}}}
	single := Letter{Lines: []Line{{No: 14, Content: "建立台账"}}}
	mine := Letter{Lines: []Line{{No: 2, Own: true}, {No: 8, Waiting: true}}}
	for _, c := range []struct {
		why    string
		letter Letter
		opt    Options
		words  string
		want   string
	}{
		{"a prepared answer sent off as it is claims", one, department, "17 已完成：采取措施：　成效：", "[2]完成"},
		{"a prepared request without its day is asked", one, department, "8 申请延期到　月　日，因", "[0]进展?"},
		{"a prepared request with its day asks for time", asking, department, "8 申请延期到 6月20日，因设备未到", "[0]延期"},
		{"a prepared return gives no reason and returns", one, director, "14 退回：", "[1]退回"},
		{"a number of two departments is asked", parties, director, "14 同意", "[]批示?"},
		{"a department that is named picks one", parties, director, "14（业务受理部）同意", "[1]同意"},
		{"and needs no brackets", parties, director, "14 综合部 退回", "[0]退回"},
		{"全部 means them all", parties, director, "全部同意", "[0 1]同意"},
		{"a number of two months is asked", parts, department, "14 已完成", "[]进展?"},
		{"a month that is named picks one", parts, department, "14 5月 已完成", "[1]完成"},
		{"progress is told of both", parts, department, "14 正在推进", "[0 1]进展"},
		{"a list that is named picks one", lists, department, "3 乙 已完成", "[1]完成"},
		{"what waits for a verdict is not answered anew", half, department, "14 已完成", "[1]完成"},
		{"what waits is what is withdrawn", half, department, "14 撤回", "[0]撤回"},
		{"a bare word is of the only one that waits", one, director, "同意", "[1]同意"},
		{"of the only request too", asking, director, "同意", "[1]同意延期"},
		{"不同意 refuses it", asking, director, "不同意", "[1]不同意延期"},
		{"全部同意 grants no extension", asking, director, "全部同意", "[]同意"},
		{"nothing waits", single, director, "同意", "[]批示?"},
		{"one item needs no number", single, department, "已完成", "[0]完成"},
		{"nor a question which", single, department, "台账已完成", "[0]完成"},
		{"a number that the letter has not is told", single, department, "99 已完成", "[]进展?"},
		{"a judge answers for his own item", mine, director, "2 已完成\n8 同意", "[0]完成 [1]同意"},
		{"a superior instructs", one, Options{Writer: Superior}, "14 同意，抓紧", "[1]批示"},
		{"files alone claim the only item", single, Options{Files: true, Received: department.Received}, "", "[0]完成"},
		{"and of several none", one, Options{Files: true, Received: department.Received}, "", "[]进展?"},
	} {
		t.Run(c.why, func(t *testing.T) {
			t.Parallel()
			if got := short(Read(c.words, c.letter, c.opt)); got != c.want {
				t.Errorf("%s: got %s, want %s", c.words, got, c.want)
			}
		})
	}
}

func TestRead_questionsKeepThePersonsNumbers(t *testing.T) {
	t.Parallel()
	l := digest(t)
	for reply, want := range map[string]string{
		"14 已完成招标":    "“已完成招标”是否指该事项已全部办结？如是，请回复“14 已完成”",
		"29 申请延期":     "未写明延期到哪一天，请写明几月几日",
		"29 延期到2月30日": "“2月30日”不是一个确定的日期，请写明延期到几月几日",
		"99 已完成":      "来信所答的信里没有第99项",
		"3项已完成":       "“3项”是指第3项，还是共3项？",
	} {
		answers := Read(reply, l, department)
		if got := asked(answers[len(answers)-1].Doubt); got != want {
			t.Errorf("%s: got %q, want %q", reply, got, want)
		}
	}
	if got, want := asked(Read("14 同意继续推进", l, director)[0].Doubt), "“同意继续推进”已作为批示转达，未作审定；同意销号请回复“14 同意”"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestRead_theWordsAreKeptWithTheirItem(t *testing.T) {
	t.Parallel()
	text := "技术服务部：您好！\n\n14　已完成：采取措施，升级查询功能；\n1. 系统已上线；\n2. 人员已培训。\n29 申请延期到6月20日，\n因设备未到货。\n\n此致\n敬礼\n张三\n4月28日"
	answers := Read(text, digest(t), department)
	want := []string{"已完成：采取措施，升级查询功能\n1. 系统已上线\n2. 人员已培训。", "申请延期到6月20日\n因设备未到货。"}
	if len(answers) != 2 || answers[0].Text != want[0] || answers[1].Text != want[1] {
		t.Errorf("got %+v", answers)
	}
}

func TestCut_readsAQuarterOfAMegabyte(t *testing.T) {
	t.Parallel()
	text := strings.Repeat("14 已完成\n", MaxText/8)
	read, unread := Cut(text)
	if read+unread != text || len(read) > MaxText || len(read) < MaxText/2 || unread == "" {
		t.Errorf("%d read, %d not", len(read), len(unread))
	}
}
