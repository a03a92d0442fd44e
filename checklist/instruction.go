package checklist

import "duban/internal/msg"

// Instruction (批示) is what one who judges or supervises has asked for on an item. It
// stands in the letters of whoever owes the item, and in the digest, until it is answered.
type Instruction struct {
	Seq  int64  `json:"seq"` // of the event that gave it
	By   string `json:"by"`  // 中心主任
	On   Day    `json:"on"`
	Text string `json:"text"`
	Due  Day    `json:"due,omitempty"` // 0: no day was named
}

// Message is the instruction as a letter says it: 中心主任批示（4月20日）：请4月30日前报。
func (i Instruction) Message() msg.Message {
	return msg.New("an instruction in its words", i.By, i.On.Said(), i.Text)
}

// Followed is an instruction with what became of it.
type Followed struct {
	Instruction
	No      int    `json:"no"`
	Mark    string `json:"mark,omitempty"`
	Content string `json:"content"`
	Party   string `json:"party"`
	Late    bool   `json:"late,omitempty"` // its day has passed without an answer
	Answer  string `json:"answer,omitempty"`
	On      Day    `json:"answered_on,omitempty"` // 0: it waits
	Done    bool   `json:"done,omitempty"`        // the item itself was settled
	Claimed bool   `json:"claimed,omitempty"`     // it waits, and the item with it, for a verdict
}
