package grid

import (
	"slices"

	"duban/internal/msg"
)

// Kind is what a column of a checklist holds.
type Kind string

const (
	No       Kind = "序号"
	Task     Kind = "主要任务"
	Section  Kind = "小节"
	Content  Kind = "具体内容" // several columns of it go into an item one after the other, with their headings
	Target   Kind = "工作目标" // goes into the item as Content does
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

// Word is how documents have something, in Chinese and in English.
type Word struct{ chinese, english string }

func (w Word) Chinese() string { return w.chinese }
func (w Word) English() string { return w.english }

// Examples are headings that are named for a kind that is missing.
var Examples = map[Kind]Word{
	No:       {"序号、编号", "No., Number"},
	Content:  {"具体内容、工作内容、任务内容、具体措施、工作措施、整改措施", "Action, Description, Measure"},
	Parties:  {"责任单位、责任部门、责任人/部门、牵头单位", "Responsible, Owner, Department"},
	Deadline: {"完成时限、完成时间、时限要求、整改时限、时间节点", "Deadline, Due date"},
}

// Words are those that --map takes for a kind: the first and the last, which is English,
// are shown.
type Words struct {
	kind  Kind
	words []string
}

// Role is the pair that is shown.
func (w Words) Role() Word { return Word{w.words[0], w.words[len(w.words)-1]} }

// Roles are the words of all kinds.
var Roles = []Words{
	{No, []string{"序号", "编号", "number"}},
	{Task, []string{"任务", "主要任务", "类别", "task"}},
	{Section, []string{"小节", "事项", "section"}},
	{Content, []string{"内容", "具体内容", "问题", "措施", "目标", "要求", "content"}},
	{Parties, []string{"责任", "责任主体", "责任单位", "责任部门", "责任人", "responsible"}},
	{Leads, []string{"牵头", "牵头单位", "主办", "lead"}},
	{Joint, []string{"配合", "配合单位", "协办", "joint"}},
	{Leader, []string{"领导", "责任领导", "leader"}},
	{Deadline, []string{"时限", "完成时限", "时间", "deadline"}},
	{Status, []string{"情况", "完成情况", "进展", "status"}},
	{Remark, []string{"备注", "remarks"}},
	{Other, []string{"不用", "其他", "照录", "unused"}},
}

// Undated is the deadline of every item of a list that has none.
const Undated = "待定"

// Message names the kind.
func (k Kind) Message() msg.Message {
	switch k {
	case No:
		return msg.New("column of numbers")
	case Task:
		return msg.New("column of tasks")
	case Section:
		return msg.New("column of sections")
	case Content:
		return msg.New("column of contents")
	case Target:
		return msg.New("column of goals")
	case Parties:
		return msg.New("column of the responsible")
	case Leads:
		return msg.New("column of leads")
	case Joint:
		return msg.New("column of joint parties")
	case Leader:
		return msg.New("column of leaders")
	case Deadline:
		return msg.New("column of deadlines")
	case Status:
		return msg.New("column of the status")
	case Remark:
		return msg.New("column of remarks")
	}
	return msg.Message{}
}

// Role is the word for a kind in questions and answers, one that --map takes; a target is
// content.
func (k Kind) Role() Word {
	if k == Target {
		k = Content
	}
	for _, r := range Roles {
		if r.kind == k {
			return r.Role()
		}
	}
	return Word{}
}

// KindNamed is the kind that a word of --map stands for.
func KindNamed(word string) (Kind, bool) {
	for _, r := range Roles {
		if slices.Contains(r.words, FoldHeading(word)) {
			return r.kind, true
		}
	}
	return Other, false
}
