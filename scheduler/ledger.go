package scheduler

import (
	"context"
	"time"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
)

// ledger is all that is owed on one day, as the reports see it: what is only counted
// is counted while it is read, and not kept.
type ledger struct {
	facts
	lists    []*oneList    // in the order of the ledger
	running  oneList       // what counts of those that have not ended, taken together
	lastDay  int           // items whose deadline has no workday left after this
	planned  checklist.Day // the last day before this that was planned to its end
	forecast map[int]bool  // years of open deadlines that rest on computed days

	given []db.Instruction   // that wait, or were answered of late
	about map[int64]*db.Owed // what they are about

	said    []*db.Owed // those of which a report says more than a number, in the order of the ledger
	settled []db.SettledReport
	head    checklist.Event
	notes   []db.Note
	letters letterCounts // before the round
}

// readLedger reads everything: once a day, for the director.
func (s *Scheduler) readLedger(ctx context.Context, r Rules, on checklist.Day, now time.Time) (l ledger, err error) {
	l = ledger{facts: facts{on: on, zone: s.store.Zone(), mates: map[int64][]db.Mate{}}, forecast: map[int]bool{}}
	if l.faults, err = s.store.Faults(ctx); err != nil {
		return l, err
	}
	if l.settled, err = s.store.SettledReports(ctx); err != nil {
		return l, err
	}
	if l.given, err = s.store.Instructions(ctx, on-answeredDays); err != nil {
		return l, err
	}
	l.about, l.instructions = map[int64]*db.Owed{}, map[int64][]db.Instruction{}
	for _, i := range l.given {
		l.about[i.Assignment] = nil
		if i.Answered == 0 {
			l.instructions[i.Assignment] = append(l.instructions[i.Assignment], i)
		}
	}
	reader := ledgerReader{ledger: &l, r: r, settled: map[int64]bool{}}
	for _, one := range l.settled {
		reader.settled[one.Assignment] = true
	}
	if err := s.store.EachOwed(ctx, reader.line); err != nil {
		return l, err
	}
	reader.endItem()
	l.running = runningOf(l.lists)
	if l.contacts, err = s.store.Contacts(ctx, on, reader.matter); err != nil {
		return l, err
	}
	if l.head, err = s.store.Head(ctx); err != nil {
		return l, err
	}
	if l.planned, err = s.store.LastPlanned(ctx, on); err != nil {
		return l, err
	}
	l.notes, err = s.store.Notes(ctx, now.AddDate(0, 0, -14))
	return l, err
}

// ledgerReader takes the ledger in line by line, and closes an item when the next
// one begins.
type ledgerReader struct {
	*ledger
	r       Rules
	settled map[int64]bool // reported to a supervisor
	item    []db.Owed
	matter  []int64 // those of which is said what was sent and said
}

func (x *ledgerReader) line(o db.Owed) {
	if len(x.item) > 0 && x.item[0].Item != o.Item {
		x.endItem()
	}
	x.item = append(x.item, o)
	if _, is := x.about[o.ID]; is {
		x.about[o.ID] = &o
	}
	if o.State == checklist.Open && o.Deadline != 0 && x.r.Calendar.Forecast(o.Deadline) {
		x.forecast[o.Deadline.Year()] = true
	}
}

// listOf is the list of an item: the ledger has a list's items behind each other.
func (x *ledgerReader) listOf(item []db.Owed) *oneList {
	first := item[0]
	if n := len(x.lists); n > 0 && x.lists[n-1].id == first.Checklist {
		return x.lists[n-1]
	}
	x.lists = append(x.lists, &oneList{id: first.Checklist, title: first.Title})
	return x.lists[len(x.lists)-1]
}

func (x *ledgerReader) endItem() {
	if len(x.item) == 0 {
		return
	}
	item := make([]db.Owed, len(x.item))
	for i, o := range x.item {
		item[i] = x.reported(o)
	}
	x.listOf(item).count(x.r, item, x.on, x.zone)
	before := len(x.said)
	lastDay := false
	for _, o := range x.item {
		lastDay = lastDay || x.r.lastWorkday(o, x.on)
		late, _ := x.r.Standing(o.Deadline, x.on)
		if o.State == checklist.Submitted || o.State == checklist.Open && (late > 0 || o.Asked != 0) {
			x.matter = append(x.matter, o.ID)
		}
		if x.says(o) {
			said := o
			x.said = append(x.said, &said)
		}
	}
	x.lastDay += one(lastDay)
	if len(x.said) > before {
		x.mates[x.item[0].Item] = matesOf(x.item)
	}
	x.item = x.item[:0]
}

// reported is an assignment as the reports count it: what was first asked for when its day
// had passed is near, and late when its grace has run.
func (x *ledgerReader) reported(o db.Owed) db.Owed {
	late, _ := x.r.Standing(o.Deadline, x.on)
	if late > 0 && x.spared(x.r, o, x.r.ladder(o).DirectorAfter) {
		o.Deadline, o.Original = x.on, x.on
	}
	return o
}

// says reports whether a report says more of an assignment than a number.
func (x *ledgerReader) says(o db.Owed) bool {
	if x.settled[o.ID] || o.State == checklist.Submitted || o.Asked != 0 && !o.State.Closed() {
		return true
	}
	_, known := x.r.Directory.Owner(o.Party)
	undated := o.Deadline == 0 && checklist.Pace(o.Part) == 0
	return o.State == checklist.Open && (!known || undated || x.r.Colour(o.Deadline, x.on) != letter.Green)
}

func matesOf(item []db.Owed) (mates []db.Mate) {
	for _, o := range item {
		mates = append(mates, db.Mate{Item: o.Item, Part: o.Part, Role: o.Role, Party: o.Party, State: o.State, AnswerMs: o.AnswerMs})
	}
	return mates
}

// lastWorkday reports whether the deadline of an assignment has no workday left
// after this.
func (r Rules) lastWorkday(o db.Owed, on checklist.Day) bool {
	return o.Role == checklist.Lead && o.State == checklist.Open && o.Deadline != 0 && r.Calendar.OnOrBefore(r.counts(o.Deadline)) == on
}
