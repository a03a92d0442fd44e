package scheduler

import (
	"fmt"
	"testing"

	"duban/db"
	"duban/internal/msg"
)

// A mailbox that a person no longer reads is told what is no longer its matter, once a day
// for all of it.
func TestHandovers(t *testing.T) {
	t.Parallel()
	r := testRules(t)
	person, _ := r.Directory.ResponsibleFor("技术服务部")
	assign := &Step{Name: "assign", Day: tuesday}
	moved := func(no int, change ...func(*db.Owed)) reached {
		o := owed(no, "技术服务部", append([]func(*db.Owed){func(o *db.Owed) { o.FirstTo = "old@djzx.example " }}, change...)...)
		return reached{Owed: o, Reminder: assign}
	}
	with := func(got reached, reminder *Step) reached {
		got.Reminder = reminder
		return got
	}
	for _, tt := range []struct {
		name    string
		reached []reached
		faults  map[string]db.AddressFault
		known   bool
		want    string
	}{
		{"both in one letter", []reached{moved(1), moved(2)}, nil, true, "[old@djzx.example:1、2]"},
		{"each mailbox has its own", []reached{moved(1), moved(2, func(o *db.Owed) { o.FirstTo = "older@djzx.example " }), moved(3)}, nil, true, "[old@djzx.example:1、3 older@djzx.example:2]"},
		{"nothing goes to the new one today", []reached{with(moved(1), nil)}, nil, true, "[]"},
		{"a reminder is no first letter", []reached{with(moved(1), &Step{Name: "remind-3", Day: tuesday})}, nil, true, "[]"},
		{"its first letter was not sent", []reached{moved(1, func(o *db.Owed) { o.FirstOn = 0 })}, nil, true, "[]"},
		{"none was for anybody", []reached{moved(1, func(o *db.Owed) { o.FirstTo = "" })}, nil, true, "[]"},
		{"it is the same mailbox", []reached{moved(1, func(o *db.Owed) { o.FirstTo = person.Mail + " 张三" })}, nil, true, "[]"},
		{"letters to the old one come back", []reached{moved(1)}, map[string]db.AddressFault{"old@djzx.example": {Fault: msg.Words("5.1.1")}}, true, "[]"},
		{"letters to the new one come back", []reached{moved(1)}, map[string]db.AddressFault{person.Mail: {Fault: msg.Words("5.1.1")}}, true, "[]"},
		{"nobody answers for it", []reached{moved(1)}, nil, false, "[]"},
	} {
		var got []string
		for _, l := range r.handovers(facts{on: tuesday, faults: tt.faults}, debtor{Person: person, known: tt.known, reached: tt.reached}) {
			var nos []int
			for _, x := range l.Notice.Letter.Outcomes {
				nos = append(nos, x.No)
			}
			got = append(got, l.Notice.Letter.Address+":"+numbers(nos))
		}
		if fmt.Sprint(got) != tt.want {
			t.Errorf("%s: %v, want %s", tt.name, got, tt.want)
		}
	}
	o := r.handovers(facts{on: tuesday}, debtor{Person: person, known: true, reached: []reached{moved(1)}})[0].Notice.Letter.Outcomes[0]
	if o.To != person.Title || !o.Moved || o.By != "clerk" {
		t.Errorf("%+v", o)
	}
}

func numbers(nos []int) (s string) {
	for i, no := range nos {
		if i > 0 {
			s += "、"
		}
		s += fmt.Sprint(no)
	}
	return s
}
