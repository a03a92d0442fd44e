package letter

import (
	"duban/checklist"
	"duban/internal/msg"
)

// Digest is what the director decides by: the counts, then only what needs him.
type Digest struct {
	No      int           `json:"no"`                 // 第N期
	LastDay int           `json:"last_day,omitempty"` // so many open items have no workday left after this
	Closing bool          `json:"closing,omitempty"`  // the last of a list: all is settled
	Title   string        `json:"title,omitempty"`    // of that list, where others run or have run beside it
	Counts  Counts        `json:"counts"`
	Overdue []Line        `json:"overdue,omitempty"`
	Review  []Line        `json:"review,omitempty"`
	Asked   []Line        `json:"asked,omitempty"`  // extensions asked for
	Own     []Line        `json:"own,omitempty"`    // what its reader owes himself, on a day on which he is reminded of it
	Raised  []Line        `json:"raised,omitempty"` // reported to the director, and not overdue: what no letter reaches
	Faults  []msg.Message `json:"faults,omitempty"`
	Notes   []msg.Message `json:"notes,omitempty"`   // 转移登记部外出至5月6日，自动回复（4月27日）：……
	Senders []msg.Message `json:"senders,omitempty"` // 近7日登记的来信，发件人未核验：3封
	Depts   []Dept        `json:"depts,omitempty"`
	Course  []CoursePoint `json:"course,omitempty"` // how the season went, week by week

	Instructions []Followed   `json:"instructions,omitempty"` // what became of instructions
	Unfinished   []Unfinished `json:"unfinished,omitempty"`   // in the last one: what was waived or carried over
	Ended        *Ended       `json:"ended,omitempty"`        // in the report on a list that has ended

	Instead  msg.Message `json:"instead,omitzero"`    // why its reader gets it who is not the director, and what he may do
	ReadOnly bool        `json:"read_only,omitempty"` // its reader may not judge
	Unread   msg.Message `json:"unread,omitzero"`     // 4月27日15:04以来未能收信……: nobody is called silent

	Next      checklist.Day `json:"next,omitempty"`
	MailboxOK msg.Message   `json:"mailbox_ok,omitzero"` // when mail was last read without fault
	Head      string        `json:"head"`                // the chain's head hash
	Events    int64         `json:"events"`
}

// Unfinished is what of a list that has ended was waived, or another list carries on.
type Unfinished struct {
	No      int         `json:"no"`
	Content string      `json:"content"`
	Part    string      `json:"part,omitempty"`
	Party   string      `json:"party"`
	Why     msg.Message `json:"why"`
	Partly  bool        `json:"partly,omitempty"` // others of the item were struck off
}

// Ended is how the items of a list ended that were struck off, by their last report: in
// time, with extensions, or late; and how it came about.
type Ended struct {
	OnTime   int           `json:"on_time"`
	Late     int           `json:"late"`
	Extended int           `json:"extended"` // of all of them
	From     checklist.Day `json:"from"`     // when the first item began
	HeadMs   int64         `json:"head_ms"`  // when the chain had its head
}

// Left counts the items of a list that has ended that were not struck off, or only in part,
// each once.
func (d Digest) Left() (waived, carried, partly int) {
	by := map[int][3]bool{}
	for _, u := range d.Unfinished {
		was := by[u.No]
		by[u.No] = [3]bool{was[0] || u.Partly, was[1] || checklist.Carried(u.Why), true}
	}
	for _, u := range by {
		switch {
		case u[0]:
			partly++
		case u[1]:
			carried++
		default:
			waived++
		}
	}
	return waived, carried, partly
}

// Counts of items by standing; they add up to Total.
type Counts struct {
	Total    int `json:"total"`
	Accepted int `json:"accepted"` // 已销号, with 免办
	Review   int `json:"review"`   // 待审核
	Green    int `json:"green"`
	Amber    int `json:"amber"`
	Red      int `json:"red"`
}

// Add adds other items.
func (c *Counts) Add(o Counts) {
	c.Total, c.Accepted, c.Review = c.Total+o.Total, c.Accepted+o.Accepted, c.Review+o.Review
	c.Green, c.Amber, c.Red = c.Green+o.Green, c.Amber+o.Amber, c.Red+o.Red
}

// CoursePoint is how far things were on a day: items struck off, and items whose deadline had come.
type CoursePoint struct {
	On   checklist.Day `json:"on"`
	Done int           `json:"done"`
	Due  int           `json:"due"`
}

// Dept is a department's row in the digest.
type Dept struct {
	Name     string `json:"name"`
	Lead     int    `json:"lead"`
	Accepted int    `json:"accepted"`
	OnTime   int    `json:"on_time"`          // claimed by the deadline that counts, granted extensions included
	Original int    `json:"original_on_time"` // claimed by the deadline as the list had it
	Due      int    `json:"due"`              // accepted, or past their deadline: what OnTime and Original are a share of
	Overdue  int    `json:"overdue"`
	Extended int    `json:"extended"` // whose deadline was moved
	Returned int    `json:"returned"` // how often something was sent back
}

// Add adds what the department has in other lists.
func (d *Dept) Add(o Dept) {
	d.Lead, d.Accepted, d.OnTime, d.Original = d.Lead+o.Lead, d.Accepted+o.Accepted, d.OnTime+o.OnTime, d.Original+o.Original
	d.Due, d.Overdue, d.Extended, d.Returned = d.Due+o.Due, d.Overdue+o.Overdue, d.Extended+o.Extended, d.Returned+o.Returned
}

// Share is a part of what was due, in whole per cent; false where nothing was.
func (d Dept) Share(n int) (percent int, ok bool) {
	if d.Due == 0 {
		return 0, false
	}
	return n * 100 / d.Due, true
}
