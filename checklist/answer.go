package checklist

import (
	"strings"

	"duban/internal/msg"
	"duban/internal/zh"
)

// Verb (行为) is what a line of a reply does.
type Verb string

const (
	VerbProgress    Verb = "进展" // no verb at all: filed, closes nothing
	VerbDone        Verb = "完成"
	VerbAcknowledge Verb = "收到"
	VerbExtend      Verb = "延期"
	VerbTransfer    Verb = "转交"
	VerbWithdraw    Verb = "撤回"
	VerbHelp        Verb = "帮助"
	VerbAsk         Verb = "查询"   // 14 情况: asks what happened, says nothing
	VerbFollow      Verb = "答复批示" // what became of an instruction
	VerbAccept      Verb = "同意"   // director and reviewer: strike off, or grant what was asked
	VerbReturn      Verb = "退回"   // also 不同意
	VerbGrant       Verb = "同意延期"
	VerbRefuse      Verb = "不同意延期"
	VerbRemark      Verb = "批示" // the director's words without a verdict
)

var verbNames = map[Verb]msg.Message{
	VerbProgress: msg.New("progress"), VerbDone: msg.New("done"), VerbAcknowledge: msg.New("acknowledges"), VerbExtend: msg.New("extension"),
	VerbTransfer: msg.New("transfer"), VerbWithdraw: msg.New("withdraws"), VerbHelp: msg.New("help"), VerbAsk: msg.New("question"),
	VerbFollow: msg.New("instruction answered"), VerbAccept: msg.New("consent"), VerbReturn: msg.New("return"), VerbGrant: msg.New("extension granted"),
	VerbRefuse: msg.New("extension refused"), VerbRemark: msg.New("instruction"),
}

// Message is the verb's name.
func (v Verb) Message() msg.Message { return verbNames[v] }

// Judges reports whether a verb is a word of one who judges.
func (v Verb) Judges() bool {
	switch v {
	case VerbAccept, VerbReturn, VerbGrant, VerbRefuse, VerbRemark:
		return true
	}
	return false
}

// Answer is one thing a person's own words say, in the order of the text.
type Answer struct {
	Nos []int `json:"nos,omitempty"` // item numbers named; none: the line names no item

	// Lines are the lines of the answered letter that it is about, counted from 0, and
	// Unlisted the numbers named that the letter has not.
	Lines    []int `json:"lines,omitempty"`
	Unlisted []int `json:"unlisted,omitempty"`

	All    bool        `json:"all,omitempty"` // 全部, 都
	Verb   Verb        `json:"verb"`
	Idle   bool        `json:"idle,omitempty"`  // 批示 that asks for nothing: 很好
	Text   string      `json:"text"`            // the person's words for these items, all lines of them
	Until  Day         `json:"until,omitempty"` // the day asked for by 延期, or named by 批示
	To     string      `json:"to,omitempty"`    // the party named by 转交
	Of     Verb        `json:"of,omitempty"`    // what 撤回 names: 完成 or 延期; "": whatever waits
	Reason msg.Message `json:"reason"`          // why it was read so: 第1行“已完成”
	Doubt  msg.Message `json:"doubt,omitzero"`  // what must be asked back before it may count
}

// Stated is what a reply says under the labels that offices report by.
type Stated struct {
	Measures string // 采取措施
	Effect   string // 成效
}

var statedLabel = zh.NewPattern(`(?:^|[\s，。；;、：:])(?:一是|二是)?(?:主要|已|工作)?(?:(采取的?措施|工作措施|措施|(?i:measures(?: taken)?))|取得成效|工作成效|成效|效果|(?i:results?))[:：]`)

// ReadStated finds 采取措施：… and 成效：… in a reply, in English measures: … and results: ….
// What is not labelled is not guessed: both are empty where the reply has no such labels.
func ReadStated(reply string) (s Stated) {
	marks := statedLabel.FindAllStringSubmatchIndex(reply, -1)
	for i, m := range marks {
		to := len(reply)
		if i+1 < len(marks) {
			to = marks[i+1][0]
		}
		text := strings.Trim(reply[m[1]:to], " \t\r\n　；;，")
		into := &s.Measures
		if m[2] < 0 { // no label of measures
			into = &s.Effect
		}
		*into = strings.TrimSpace(*into + "\n" + text)
	}
	return s
}

// CellFields are the words that export.cell may use.
func CellFields(party, reply string) map[string]string {
	s := ReadStated(reply)
	return map[string]string{"责任主体": party, "回复": reply, "采取措施": s.Measures, "成效": s.Effect}
}
