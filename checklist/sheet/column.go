package sheet

import (
	"unicode/utf8"

	"duban/checklist"
	"duban/internal/zh"
)

// Kind is what a column of a checklist holds.
type Kind string

const (
	No       Kind = "序号"
	Task     Kind = "主要任务"
	Section  Kind = "小节"
	Content  Kind = "具体内容"
	Target   Kind = "工作目标"
	Parties  Kind = "责任主体" // leads and joint parties in one cell
	Leads    Kind = "牵头单位"
	Joint    Kind = "配合单位"
	Leader   Kind = "责任领导" // kept, not followed up
	Deadline Kind = "完成时限"
	Status   Kind = "完成情况"
	Remark   Kind = "备注"
	Other    Kind = "" // kept as it stands
)

// Column is one column as its document heads it.
type Column struct {
	Heading string
	Kind    Kind
}

// synonyms are the headings seen in offices' lists.
var synonyms = map[Kind][]string{
	No:       {"序号", "编号", "项号", "任务编号", "事项编号", "任务序号", "No", "No."},
	Task:     {"主要任务", "重点任务", "工作任务", "任务类别", "类别", "问题类别", "一级任务", "任务"},
	Section:  {"任务名称", "工作事项", "事项", "二级任务", "反馈问题", "小节"},
	Content:  {"具体内容", "工作内容", "任务内容", "具体措施", "工作措施", "整改措施", "主要举措", "具体任务", "工作要求", "内容"},
	Target:   {"工作目标", "量化指标", "成果形式", "佐证材料"},
	Parties:  {"责任人/部门", "责任部门", "责任单位", "责任科室", "责任人", "责任主体", "承办单位", "落实单位", "责任部门/人", "责任单位/人", "责任处室", "责任股室", "责任人员", "具体责任人", "落实部门", "承办部门", "实施单位"},
	Leads:    {"牵头单位", "牵头部门", "主办单位", "牵头责任单位", "第一责任单位", "牵头科室", "牵头处室", "主办部门", "主办科室", "主责单位"},
	Joint:    {"配合单位", "配合部门", "协办单位", "参与单位", "协同单位", "协同责任单位", "配合科室", "配合处室", "协办部门", "协同部门", "会办单位", "会同部门", "参加单位", "协助单位"},
	Leader:   {"责任领导", "分管领导", "牵头领导", "包保领导", "牵头负责领导", "挂点领导", "责任校领导", "主管领导"},
	Deadline: {"完成时限", "完成时间", "时限要求", "整改时限", "时间节点", "时间要求", "办结时限", "计划完成时间", "时限", "完成期限", "整改期限", "办理时限", "完成节点", "时间安排", "时间进度", "期限", "目标时限"},
	Status:   {"完成情况", "进展情况", "工作进展", "落实情况", "推进情况", "整改情况", "采取措施及成效", "办理情况", "工作成效", "完成进度", "工作进度", "整改进展", "贯彻落实情况", "进展", "进度"},
	Remark:   {"备注"},
}

// endings know a heading that no list of synonyms has: 本年度重点工作措施. The first
// that fits counts, so the narrower ones come first.
var endings = []struct {
	ending *zh.Pattern
	kind   Kind
}{
	{zh.NewPattern(`(牵头|主办|主责)[^，。；]{0,4}(单位|部门|科室|处室|股室)$`), Leads},
	{zh.NewPattern(`(配合|协办|协同|参与|参加|协助|会办)[^，。；]{0,4}(单位|部门|科室|处室|股室)$`), Joint},
	{zh.NewPattern(`(责任|承办|落实|实施)[^，。；]{0,2}(单位|部门|科室|处室|股室|主体)$`), Parties},
	{zh.NewPattern(`(责任|分管|牵头|包保|挂点|主管)[^，。；]{0,3}领导$`), Leader},
	{zh.NewPattern(`(完成|整改|办结|办理|落实)[^，。；]{0,3}(时限|期限|时间)$`), Deadline},
	{zh.NewPattern(`(完成|进展|落实|推进|整改|办理)情况$`), Status},
	{zh.NewPattern(`(目标|指标)$`), Target},
	{zh.NewPattern(`(措施|举措|内容)$`), Content},
}

// longestHeading bounds what endings look at: a sentence is no heading.
const longestHeading = 12

// persons are headings that name people: beside a column of departments they
// are kept and not followed up, alone they are the parties.
var persons = map[string]bool{"责任人": true, "责任人员": true, "具体责任人": true}

// kinds is synonyms the other way round.
var kinds = func() map[string]Kind {
	m := map[string]Kind{}
	for kind, headings := range synonyms {
		for _, h := range headings {
			m[checklist.PartyKey(h)] = kind
		}
	}
	return m
}()

var inBrackets = zh.NewPattern(`\([^()]*\)`)

// kindOf knows a heading by its synonyms, without spaces, line breaks and what
// stands in brackets: 完成情况（采取措施及成效）.
func kindOf(heading string) (Kind, bool) {
	key := checklist.PartyKey(heading)
	if kind, ok := kinds[key]; ok {
		return kind, true
	}
	key = inBrackets.ReplaceAllString(key, "")
	if kind, ok := kinds[key]; ok {
		return kind, true
	}
	if utf8.RuneCountInString(key) > longestHeading {
		return Other, false
	}
	for _, e := range endings {
		if e.ending.MatchString(key) {
			return e.kind, true
		}
	}
	return Other, false
}
