package scheduler

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/db/dbtest"
	"duban/internal/msg"
)

// A joint party is left alone once all leads of its part have reported or are done.
func TestFacts_whenAJointPartyRests(t *testing.T) {
	t.Parallel()
	lead := func(part string, state checklist.State) db.Mate {
		return db.Mate{Item: 1, Part: part, Role: checklist.Lead, State: state}
	}
	joint := db.Mate{Item: 1, Role: checklist.Joint, State: checklist.Open}
	for _, tt := range []struct {
		name  string
		mates []db.Mate
		role  checklist.Role
		want  bool
	}{
		{"the lead is at it", []db.Mate{lead("", checklist.Open), joint}, checklist.Joint, false},
		{"the lead has reported", []db.Mate{lead("", checklist.Submitted), joint}, checklist.Joint, true},
		{"one of two has", []db.Mate{lead("", checklist.Submitted), lead("", checklist.Open), joint}, checklist.Joint, false},
		{"both are done", []db.Mate{lead("", checklist.Accepted), lead("", checklist.Waived), joint}, checklist.Joint, true},
		{"another part goes on", []db.Mate{lead("", checklist.Submitted), lead("5月", checklist.Open), joint}, checklist.Joint, true},
		{"another part is done", []db.Mate{lead("", checklist.Open), lead("5月", checklist.Accepted), joint}, checklist.Joint, false},
		{"nobody leads its part", []db.Mate{lead("5月", checklist.Accepted), joint}, checklist.Joint, false},
		{"a lead never rests", []db.Mate{lead("", checklist.Submitted), joint}, checklist.Lead, false},
	} {
		f := facts{mates: map[int64][]db.Mate{1: tt.mates}}
		if got := f.rests(*owed(1, "技术服务部", func(o *db.Owed) { o.Role = tt.role })); got != tt.want {
			t.Errorf("%s: %v", tt.name, got)
		}
	}
}

// A failing address is put to the test a week after a letter last went there.
func TestFacts_whenALetterProbesAnAddress(t *testing.T) {
	t.Parallel()
	person := checklist.Person{Mail: "jsb@djzx.example"}
	at := func(d checklist.Day) int64 { return d.At(10, 0, dbtest.Zone).UnixMilli() }
	for _, tt := range []struct {
		name   string
		faults map[string]db.AddressFault
		want   bool
	}{
		{"it works", nil, false},
		{"none ever went there", map[string]db.AddressFault{person.Mail: {Fault: msg.Words("5.1.1")}}, false},
		{"six days ago", map[string]db.AddressFault{person.Mail: {Fault: msg.Words("5.1.1"), TriedMs: at(tuesday - 6)}}, false},
		{"a week ago", map[string]db.AddressFault{person.Mail: {Fault: msg.Words("5.1.1"), TriedMs: at(tuesday - 7)}}, true},
	} {
		if got := (facts{on: tuesday, zone: dbtest.Zone, faults: tt.faults}).isProbe(person); got != tt.want {
			t.Errorf("%s: %v", tt.name, got)
		}
	}
}

// Whether a first letter is owed, and from which day on the ladder is climbed.
func TestFacts_howItStandsWithTheFirstLetter(t *testing.T) {
	t.Parallel()
	r := testRules(t)
	opened, sent := tuesday-5, tuesday-3
	failing := func(d checklist.Day) map[string]db.AddressFault {
		return map[string]db.AddressFault{"jsb@djzx.example": {Fault: msg.Words("5.1.1"), SinceMs: d.At(10, 0, dbtest.Zone).UnixMilli()}}
	}
	for _, tt := range []struct {
		name   string
		party  string
		to     string // whose mailbox it is for; "": none is on its way
		on     checklist.Day
		faults map[string]db.AddressFault
		owed   bool
		begin  checklist.Day
	}{
		{"it goes today", "技术服务部", "", 0, nil, true, tuesday},
		{"it is on its way", "技术服务部", "jsb@djzx.example ", 0, nil, false, tuesday},
		{"it was sent", "技术服务部", "jsb@djzx.example ", sent, nil, false, sent},
		{"to another mailbox", "技术服务部", "old@djzx.example ", sent, nil, true, tuesday},
		{"it was sent before letters came back", "技术服务部", "jsb@djzx.example ", sent, failing(tuesday - 1), false, sent},
		{"letters come back since yesterday", "技术服务部", "", 0, failing(tuesday - 1), true, tuesday - 1},
		{"they did before it began", "技术服务部", "", 0, failing(opened - 9), true, opened},
		{"nobody answers for it", "档案部", "", 0, nil, true, opened},
		{"who left does not get it anew", "档案部", "old@djzx.example ", sent, nil, false, sent},
	} {
		o := *owed(1, tt.party, func(o *db.Owed) { o.Opened, o.FirstTo, o.FirstOn = opened, tt.to, tt.on })
		got := facts{on: tuesday, zone: dbtest.Zone, faults: tt.faults}.first(r, o)
		if got.owed != tt.owed || got.begin != tt.begin {
			t.Errorf("%s: %+v, want %v from %s", tt.name, got, tt.owed, tt.begin)
		}
		quiet := r
		quiet.Ladder.Assign = false
		if got := (facts{on: tuesday}).first(quiet, o); got != (first{begin: opened}) {
			t.Errorf("%s: a ladder without first letters says %+v", tt.name, got)
		}
	}
}

func TestMovedFrom(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		firstTo, mail, name string
		want                bool
	}{
		{"a@x.example ", "a@x.example", "", false},
		{"a@x.example ", "b@x.example", "", true},
		{"a@x.example ", "", "", false}, // an address that was struck out is no other mailbox
		{"a@x.example 张三", "a@x.example", "张三", false},
		{"a@x.example 张三", "a@x.example", "李四", true},
		{"a@x.example 张三", "a@x.example", "", false}, // the name was struck out
		{"a@x.example ", "a@x.example", "李四", false}, // or filled in
	} {
		if got := movedFrom(tt.firstTo, checklist.Person{Mail: tt.mail, Name: tt.name}); got != tt.want {
			t.Errorf("from %q to %q: %v", tt.firstTo, tt.mail+" "+tt.name, got)
		}
	}
}

// Who was first asked when its day had passed has the grace of a level from then on: two
// workdays, after Friday 17 April until the Tuesday.
func TestSpared_whoWasAskedLate(t *testing.T) {
	t.Parallel()
	r := testRules(t)
	friday := tuesday - 4
	for _, tt := range []struct {
		name          string
		deadline, was checklist.Day // asked first
		on            checklist.Day
		change        func(*db.Owed)
		want          bool
	}{
		{"not asked yet", friday - 9, 0, tuesday, nil, true},
		{"asked in time", friday, friday - 20, friday + 3, nil, false},
		{"asked on the last day", friday, friday, friday + 3, nil, false},
		{"asked the day after, the day before grace ends", friday - 1, friday, friday + 3, nil, true},
		{"when it ends", friday - 1, friday, tuesday, nil, false},
		{"that is claimed", friday - 1, 0, tuesday, func(o *db.Owed) { o.State = checklist.Submitted }, false},
		{"whom no letter reaches", friday - 1, 0, tuesday, func(o *db.Owed) { o.Party = "档案部" }, false},
	} {
		o := owed(1, "技术服务部", func(o *db.Owed) { o.Deadline, o.FirstOn = tt.deadline, tt.was })
		if tt.change != nil {
			tt.change(o)
		}
		if got := (facts{on: tt.on, zone: dbtest.Zone}).spared(r, *o, 2); got != tt.want {
			t.Errorf("%s: %v", tt.name, got)
		}
		quiet := r
		quiet.Ladder.Assign = false
		if (facts{on: tt.on}).spared(quiet, *o, 2) {
			t.Errorf("%s: a ladder without first letters spares nobody", tt.name)
		}
	}
}

// What a line says beside its deadline.
func TestFactsLine_whatIsKnownOfIt(t *testing.T) {
	t.Parallel()
	r := testRules(t)
	asked := tuesday - 1
	r.Directory = r.Directory.Acting([]checklist.Absence{{Person: "技术服务部负责人", Substitute: "综合部负责人", First: tuesday, Last: tuesday + 2}}, tuesday)
	f := facts{on: tuesday, zone: dbtest.Zone, unread: unread{why: msg.New("mail was never received", "imap/甲")},
		contacts:     map[int64]db.Contact{1: {Reminded: 2, LastWord: "在办", WordMs: asked.At(9, 0, dbtest.Zone).UnixMilli()}},
		instructions: map[int64][]db.Instruction{1: {{Seq: 3, Actor: "中心主任", On: asked, Text: "请报"}}}}
	requests := func(o *db.Owed) { o.Asked, o.AskedMs = tuesday+20, asked.At(9, 0, dbtest.Zone).UnixMilli() }
	type says struct {
		For          string
		Unread       bool
		Asked, On    checklist.Day
		Reminded     int
		WordOn       checklist.Day
		Instructions int
	}
	saysOf := func(l letter.Line) says {
		return says{l.For, l.Unread, l.Asked, l.AskedOn, l.Reminded, l.WordOn, len(l.Instructions)}
	}
	if diff := cmp.Diff(says{"技术服务部负责人", true, tuesday + 20, asked, 2, asked, 1}, saysOf(f.line(r, *owed(1, "技术服务部", requests)))); diff != "" {
		t.Error(diff)
	}
	f.unread = unread{}
	if diff := cmp.Diff(says{}, saysOf(f.line(r, *owed(2, "综合部")))); diff != "" {
		t.Error(diff)
	}
}
