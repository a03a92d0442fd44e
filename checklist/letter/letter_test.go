package letter

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"duban/checklist"
	"duban/internal/msg"
)

// A period of a recurrence is in arrears once it is late and not settled; what is done
// once never is.
func TestLine_inArrears(t *testing.T) {
	t.Parallel()
	late := Line{Every: "每月", Colour: Red, Step: "overdue+1"}
	once, near, settled := late, late, late
	once.Every, near.Colour, settled.Step = "", Amber, StepSettled
	for _, c := range []struct {
		name string
		line Line
		want bool
	}{{"a late month", late, true}, {"done once", once, false}, {"a month that is near", near, false}, {"settled", settled, false}} {
		if got := c.line.InArrears(); got != c.want {
			t.Errorf("%s is in arrears: %t", c.name, got)
		}
	}
}

// Only the periods in arrears of one recurrence that one party owes stand together, the
// oldest first; every other line stands by itself, where it was.
func TestPeriods(t *testing.T) {
	t.Parallel()
	month := func(id int64, day checklist.Day, change ...func(*Line)) Line {
		l := Line{Assignment: id, Every: "每月", Colour: Red, List: 1, Mark: "甲", No: 3, Content: "报送", Party: "综合部", Role: checklist.Lead, Deadline: day}
		for _, c := range change {
			c(&l)
		}
		return l
	}
	april, may := month(1, 30), month(2, 60)
	for name, other := range map[string]Line{
		"of another list":         month(3, 60, func(l *Line) { l.List = 2 }),
		"of another mark":         month(3, 60, func(l *Line) { l.Mark = "乙" }),
		"of another item":         month(3, 60, func(l *Line) { l.No = 4 }),
		"with other words":        month(3, 60, func(l *Line) { l.Content = "公示" }),
		"of another party":        month(3, 60, func(l *Line) { l.Party = "受理部" }),
		"that it is a part of":    month(3, 60, func(l *Line) { l.Role = checklist.Joint }),
		"that is done once":       month(3, 60, func(l *Line) { l.Every = "" }),
		"that is not late":        month(3, 60, func(l *Line) { l.Colour = Green }),
		"that was settled before": month(3, 60, func(l *Line) { l.Step = StepSettled }),
	} {
		if diff := cmp.Diff([][]Line{{april, may}, {other}}, Periods([]Line{may, other, april})); diff != "" {
			t.Errorf("a line %s (-want +got):\n%s", name, diff)
		}
	}
	if got := WithoutLaterPeriods([]Line{may, april}); len(got) != 1 || got[0].Assignment != april.Assignment {
		t.Errorf("the ladder is carried by %+v", got)
	}
}

func TestLetter_saysUnread(t *testing.T) {
	t.Parallel()
	unread := msg.New("mail has not been read")
	for _, c := range []struct {
		name   string
		letter Letter
		want   bool
	}{
		{"a letter of a day when all was read", Letter{Digest: &Digest{}}, false}, {"a letter", Letter{Unread: unread}, true}, {"a digest", Letter{Digest: &Digest{Unread: unread}}, true}, {"nothing", Letter{}, false},
	} {
		if got := c.letter.SaysUnread(); got != c.want {
			t.Errorf("%s says it: %t", c.name, got)
		}
	}
}

// Who is late is called silent by an escalation whoever it is, save whom no letter reaches;
// by a report only where the mail was read and the line asks for something.
func TestLetter_accuses(t *testing.T) {
	t.Parallel()
	red := Line{Colour: Red}
	fault := msg.New("no letter reaches them")
	for _, c := range []struct {
		name  string
		kind  Kind
		line  Line
		wants bool
	}{
		{"an escalation", KindEscalate, Line{Colour: Amber}, true},
		{"an escalation about whom none reaches", KindEscalate, Line{Colour: Red, Fault: fault}, false},
		{"a report of what is late", KindOverview, red, true},
		{"a report about whom none reaches", KindOverview, Line{Colour: Red, Fault: fault}, true},
		{"a report of what is near", KindOverview, Line{Colour: Amber}, false},
		{"a report while mail is unread", KindOverview, Line{Colour: Red, Unread: true}, false},
		{"a report of what is told", KindOverview, Line{Colour: Red, Heading: HeadingTold}, false},
	} {
		if got := (Letter{Kind: c.kind, Lines: []Line{c.line}}).Accuses(); got != c.wants {
			t.Errorf("%s accuses: %t", c.name, got)
		}
	}
}

// A letter leaves on the day that it is written for, or whenever it can.
func TestLetter_ofDay(t *testing.T) {
	t.Parallel()
	const day = 9
	for _, c := range []struct {
		name   string
		letter Letter
		want   checklist.Day
	}{
		{"a reminder", Letter{Kind: KindRemind, On: day}, day}, {"a receipt", Letter{Kind: KindReceipt, On: day}, 0},
		{"the clerk's of the day", Letter{Kind: KindClerk, On: day, Clerk: &ClerkNews{Daily: true}}, day}, {"the clerk's at once", Letter{Kind: KindClerk, On: day, Clerk: &ClerkNews{}}, 0},
	} {
		if got := c.letter.OfDay(); got != c.want {
			t.Errorf("%s is of %v", c.name, got)
		}
	}
}

func TestLine_returned(t *testing.T) {
	t.Parallel()
	if !(Line{Before: []Said{{Event: checklist.EventProgress}, {Event: checklist.EventReturned}}}).Returned() || (Line{Before: []Said{{Event: checklist.EventProgress}}}).Returned() {
		t.Error("what was sent back is not told from what was not")
	}
}
