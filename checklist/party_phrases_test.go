package checklist

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// phraseDirectory is an office of departments A to D with posts and groups.
func phraseDirectory(t *testing.T) *Directory {
	t.Helper()
	d, err := NewDirectory([]Entry{
		{Kind: Post, Name: "中心主任", Aliases: []string{"主要负责人", "一把手"}, Mail: "z@x.example", Duties: []Duty{DutyDirector}},
		{Kind: Post, Name: "分管副主任", Aliases: []string{"分管领导"}, Mail: "f@x.example", Supervisor: "中心主任"},
		{Kind: Post, Name: "党支部委员会", Mail: "d@x.example"},
		{Kind: Department, Name: "综合部", Mail: "a@x.example", Supervisor: "分管副主任", Duties: []Duty{DutyClerk}},
		{Kind: Department, Name: "受理部", Mail: "b@x.example", Supervisor: "分管副主任"},
		{Kind: Department, Name: "技术部", Mail: "c@x.example", Supervisor: "分管副主任"},
		{Kind: Department, Name: "自然资源和规划局", Mail: "e@x.example"},
		{Kind: Group, Name: "业务部门", Members: []string{"综合部", "受理部"}},
		{Kind: Group, Name: "窗口部门", Members: []string{"受理部"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// said is a cell in a line: the parties that lead, then those that take part, !
// where the clerk is shown a doubt; ? is asked back, with unknown names by name.
func saidOf(cell string, d *Directory) string {
	c, err := ParseParties(cell, d.Knows)
	if err != nil || !c.Ask.IsZero() {
		return "?"
	}
	var taken, sides []string
	for _, names := range [][]string{c.Leads, c.Joint} {
		var side []string
		for _, name := range names {
			parties, _ := d.Expand(name)
			if len(parties) == 0 {
				parties = []string{name + "?"}
			}
			for _, p := range parties {
				if !slices.Contains(taken, p) {
					taken, side = append(taken, p), append(side, p)
				}
			}
		}
		sides = append(sides, strings.Join(side, " "))
	}
	text := strings.TrimSuffix(strings.Join(sides, " / "), " / ")
	if !c.Doubt.IsZero() {
		text += " !"
	}
	return text
}

// The ways in which offices name who is responsible, each as it is understood.
func TestParseParties_phrasesThatOfficesWrite(t *testing.T) {
	t.Parallel()
	d := phraseDirectory(t)
	const all = "综合部 受理部 技术部 自然资源和规划局"
	for _, c := range []struct {
		no      int
		phrases string // | between those that mean the same
		want    string
	}{
		{1, "综合部", "综合部"},
		{2, "综合部、受理部", "综合部 受理部"},
		{3, "综合部会同受理部", "综合部 / 受理部"},
		{4, "综合部会同受理部、技术部", "综合部 / 受理部 技术部"},
		{5, "综合部、受理部会同技术部", "综合部 受理部 / 技术部"},
		{6, "综合部会同各部", "综合部 / 受理部 技术部 自然资源和规划局"},
		{7, "各业务部门会同技术部", "综合部 受理部 / 技术部"},
		{8, "各部门|各部|各科室", all},
		{9, "各业务部门", "综合部 受理部"},
		{10, "各窗口部门负责人|窗口部门负责人", "受理部"},
		{11, "部门负责人", all},
		{12, "党支部委员会、部门负责人", "党支部委员会 " + all},
		{13, "中心主任、分管副主任", "中心主任 分管副主任"},
		{14, "主要负责人|一把手", "中心主任"},
		{15, "分管领导", "分管副主任"},
		{16, "相关部门|有关部门|各相关单位|相关负责人", "?"},
		{17, "综合部牵头，受理部、技术部配合", "综合部 / 受理部 技术部"},
		{18, "综合部牵头，受理部按职责分工负责", "综合部 / 受理部"},
		{19, "综合部、受理部按职责分工负责|综合部、受理部分别负责|综合部、受理部各负其责", "综合部 受理部"},
		{20, "综合部、受理部、技术部等单位按职责分工负责", "综合部 受理部 技术部 !"},
		{21, "综合部、受理部牵头", "综合部 受理部"},
		{22, "综合部牵头，各有关单位按职责分工负责", "综合部 !"}, // the open rest is shown, and does not stop the list
		{23, "综合部负责，受理部协助|综合部负责，受理部协办|综合部负责，受理部参与|综合部负责，受理部支持", "综合部 / 受理部"},
		{24, "综合部负责，受理部监督", "综合部 !"},
		{25, "牵头单位：综合部；配合单位：受理部、技术部", "综合部 / 受理部 技术部"},
		{26, "牵头领导：张三；责任部门：综合部", "综合部 !"},
		{27, "张三（综合部）|综合部（张三）|综合部 张三", "综合部 !"},
		{28, "综合部（牵头）、受理部", "综合部 / 受理部"},
		{29, "综合部（受理部、技术部）", "综合部 !"},
		{30, "张三、李四", "张三? 李四?"},
		{31, "省科技厅、工业和信息化厅，省税务局", "省科技厅? 省工业和信息化厅? 省税务局?"},
		{32, "各县（市、区）人民政府", "各县（市、区）人民政府?"},
		{33, "全体党员", "全体党员?"},
		{34, "同上", "?"},            // sheet copies the row above
		{35, " ", "?"},             // sheet fills down inside a merge
		{36, "综合部、受理部", "综合部 受理部"}, // a footnote may make the first the lead: sheet
		{37, "综合部会同技 术部", "综合部 / 技术部"},
		{38, "综合部/受理部", "综合部 受理部"},
		{39, "综合部、受理部等有关部门|综合部、受理部等部门|综合部、受理部等2个部门按职责分工负责", "综合部 受理部 !"},
		{40, "综合部牵头抓总、受理部具体负责", "综合部 受理部"},
		{41, "综合部为牵头单位，受理部为配合单位|综合部为牵头单位、受理部为配合单位", "综合部 / 受理部"},
		{42, "1.综合部 2.受理部|1、综合部\n2、受理部|①综合部②受理部|（1）综合部；（2）受理部", "综合部 受理部"},
		{43, "综合部+受理部|综合部＋受理部", "综合部 受理部"},
		{44, "综合部负责落实|由综合部负责实施|综合部组织实施|综合部抓好落实", "综合部"},
		{45, "综合部（牵头单位）、受理部（配合单位）|综合部（牵头）受理部（配合）|综合部（受理部配合）|综合部（会同受理部）", "综合部 / 受理部"},
		{46, "综合部（68号窗口，电话12345）", "综合部 !"},
		{48, "综合部\n张三|综合部：张三", "综合部 !"},
		{49, "各镇（街道）", "各镇（街道）?"},
		{50, "市直有关单位|其他市级有关部门", "?"},
		{47, "综合部会同相关部门|综合部、各有关单位", "综合部 !"},
	} {
		for _, phrase := range strings.Split(c.phrases, "|") {
			t.Run(fmt.Sprintf("%d %s", c.no, phrase), func(t *testing.T) {
				t.Parallel()
				if diff := cmp.Diff(saidOf(phrase, d), c.want); diff != "" {
					t.Errorf("(-got +want):\n%s", diff)
				}
			})
		}
	}
}
