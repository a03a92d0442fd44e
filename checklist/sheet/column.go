package sheet

import (
	"regexp"

	"duban/checklist"
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
	No:       {"序号", "编号", "项号", "任务编号", "事项编号", "No", "No."},
	Task:     {"主要任务", "重点任务", "工作任务", "任务类别", "类别", "问题类别", "一级任务", "任务"},
	Section:  {"任务名称", "工作事项", "事项", "二级任务", "反馈问题", "小节"},
	Content:  {"具体内容", "工作内容", "任务内容", "具体措施", "工作措施", "整改措施", "主要举措", "具体任务", "工作要求", "内容"},
	Target:   {"工作目标", "量化指标", "成果形式", "佐证材料"},
	Parties:  {"责任人/部门", "责任部门", "责任单位", "责任科室", "责任人", "责任主体", "承办单位", "落实单位", "责任部门/人", "责任单位/人"},
	Leads:    {"牵头单位", "牵头部门", "主办单位", "牵头责任单位", "第一责任单位", "牵头科室"},
	Joint:    {"配合单位", "配合部门", "协办单位", "参与单位", "协同单位", "协同责任单位", "配合科室"},
	Leader:   {"责任领导", "分管领导", "牵头领导", "包保领导", "牵头负责领导"},
	Deadline: {"完成时限", "完成时间", "时限要求", "整改时限", "时间节点", "时间要求", "办结时限", "计划完成时间", "时限", "完成期限"},
	Status:   {"完成情况", "进展情况", "工作进展", "落实情况", "推进情况", "整改情况", "采取措施及成效", "办理情况"},
	Remark:   {"备注"},
}

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

var inBrackets = regexp.MustCompile(`\([^()]*\)`)

// kindOf knows a heading by its synonyms, without spaces, line breaks and what
// stands in brackets: 完成情况（采取措施及成效）.
func kindOf(heading string) (Kind, bool) {
	key := checklist.PartyKey(heading)
	if kind, ok := kinds[key]; ok {
		return kind, true
	}
	kind, ok := kinds[inBrackets.ReplaceAllString(key, "")]
	return kind, ok
}
