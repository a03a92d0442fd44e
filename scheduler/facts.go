package scheduler

import (
	"cmp"
	"context"
	"slices"
	"time"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/internal/msg"
	"duban/internal/rejection"
	"duban/internal/zh"
	"duban/scheduler/calendar"
)

// Rules are what the office decides by.
type Rules struct {
	Calendar      *calendar.Calendar
	Ladder        Ladder
	Ladders       map[string]Ladder // those that a checklist or an item may have instead
	Directory     *checklist.Directory
	Hours         checklist.Hours // when letters go; on workdays of the Calendar
	Spread        time.Duration   // over so long from their beginning, when there are several
	MostLetters   int             // a day that would bring more stops and asks the clerk; 0 never does
	DigestOn      time.Weekday    // the weekly digest's day; on a day off, the next workday
	Copies        CopyRules
	Slips         bool          // reminders are notices in three colours, numbered within their checklist
	SilenceAfter  int           // workdays after which the clerk hears what waits for a verdict; 0 never
	AttachUpTo    int64         // files of claims up to so many bytes are enclosed in letters to those who judge; 0 none
	QuietWhenCalm bool          // no weekly digest when there is nothing near, overdue or to judge
	StaleAfter    time.Duration // escalations wait when a mailbox was last read before; 0 never waits
}

// hours are when letters leave.
func (r Rules) hours() checklist.Hours {
	h := r.Hours
	h.Workday = r.Calendar.IsWorkday
	return h
}

// ladder is the one that an assignment climbs.
func (r Rules) ladder(o db.Owed) Ladder {
	if l, ok := r.Ladders[o.Ladder]; ok {
		return l
	}
	return r.Ladder
}

// facts are what the planning of a portion knows: everything is read before anything is
// decided.
type facts struct {
	on           checklist.Day
	zone         *time.Location
	reached      []reached
	owed         map[string][]*db.Owed // open assignments by person
	mates        map[int64][]db.Mate   // all assignments, by item, where several share it
	contacts     map[int64]db.Contact
	instructions map[int64][]db.Instruction // that wait, by assignment
	faults       map[string]db.AddressFault
	written      map[string]bool // who has his letter of the day already
	late         allArrears
	climbed      map[series]map[int]checklist.Day // by level, when arrears were told above last
	unread       unread                           // since when answers may lie unread: escalations wait
}

// unread says that a mailbox was not read lately, so that an answer may be waiting in it.
type unread struct {
	why   msg.Message // 收信（督办信箱）自4月30日16:05起不成功; nothing: all is read
	since msg.Message // 4月30日16:05; nothing where it was never read
}

func (u unread) yes() bool { return !u.why.IsZero() }

// standing reads what holds for a whole day, whomever it concerns.
func (s *Scheduler) standing(ctx context.Context, r Rules, on checklist.Day, now time.Time) (f facts, err error) {
	f = facts{on: on, zone: s.store.Zone()}
	if f.faults, err = s.store.Faults(ctx); err != nil {
		return f, err
	}
	f.unread, err = s.unread(ctx, r, now)
	return f, err
}

// gather reads what is needed to decide for some people, and no more.
func (s *Scheduler) gather(ctx context.Context, r Rules, f facts, parties []string) (facts, error) {
	f.owed, f.mates = map[string][]*db.Owed{}, map[int64][]db.Mate{}
	open, err := s.store.OwedBy(ctx, parties, f.on)
	if err != nil {
		return f, err
	}
	if f.instructions, err = s.waitingInstructions(ctx, open); err != nil {
		return f, err
	}
	if err := s.background(ctx, open, &f); err != nil {
		return f, err
	}
	for _, o := range open {
		o.Told = f.contacts[o.ID].LastSent(f.zone)
		if o.Opened <= f.on {
			p, _ := r.Directory.ResponsibleFor(o.Party)
			f.owed[p.ID] = append(f.owed[p.ID], &o.Owed)
		}
	}
	if err := s.readArrears(ctx, r, open, &f); err != nil {
		return f, err
	}
	day := r.ladderDay(f.on)
	for _, o := range open {
		if o.NextDay != 0 && o.NextDay <= f.on {
			f.reached = append(f.reached, r.instruct(f.reach(day, &o.Owed), f.instructions[o.ID], f.on))
		}
	}
	slices.SortFunc(f.reached, func(a, b reached) int { return cmp.Compare(a.ID, b.ID) })
	f.written, err = s.written(ctx, r, f)
	return f, err
}

// waitingInstructions reads the instructions that wait on what somebody owes.
func (s *Scheduler) waitingInstructions(ctx context.Context, open []*db.OpenOwed) (map[int64][]db.Instruction, error) {
	var ids []int64
	for _, o := range open {
		if o.InstructedVersion != 0 {
			ids = append(ids, o.ID)
		}
	}
	list, err := s.store.InstructionsOf(ctx, ids)
	byID := map[int64][]db.Instruction{}
	for _, i := range list {
		byID[i.Assignment] = append(byID[i.Assignment], i)
	}
	return byID, err
}

// background reads what is said beside the assignments themselves.
func (s *Scheduler) background(ctx context.Context, open []*db.OpenOwed, f *facts) (err error) {
	ids, items := make([]int64, len(open)), make([]int64, len(open))
	for i, o := range open {
		ids[i], items[i] = o.ID, o.Item
	}
	mates, err := s.store.ItemMates(ctx, items)
	if err != nil {
		return err
	}
	for _, o := range mates {
		f.mates[o.Item] = append(f.mates[o.Item], o)
	}
	f.contacts, err = s.store.Contacts(ctx, f.on, ids)
	return err
}

// readArrears gathers what is in arrears, and when that was last told above.
func (s *Scheduler) readArrears(ctx context.Context, r Rules, open []*db.OpenOwed, f *facts) error {
	var every []*db.Owed
	for _, o := range open {
		if o.Every != "" {
			every = append(every, &o.Owed)
		}
	}
	f.late, f.climbed = r.arrears(every, f.on), map[series]map[int]checklist.Day{}
	var items []int64
	for of, a := range f.late {
		if len(a) > 1 && !slices.Contains(items, of.item) {
			items = append(items, of.item)
		}
	}
	if len(items) == 0 {
		return nil
	}
	told, err := s.store.LastEscalations(ctx, items)
	for _, e := range told {
		of := series{e.Item, e.Party, checklist.Lead}
		if f.climbed[of] == nil {
			f.climbed[of] = map[int]checklist.Day{}
		}
		_, level, _ := ParseStep(e.Step)
		f.climbed[of][level] = e.On
	}
	return err
}

// unread says why nobody may be accused now, and since when: of several mailboxes by
// the one that was read the longest ago.
func (s *Scheduler) unread(ctx context.Context, r Rules, now time.Time) (u unread, err error) {
	if r.StaleAfter == 0 {
		return u, nil
	}
	sources, err := s.store.Sources(ctx)
	if sources = db.Deciding(sources); err != nil || len(sources) == 0 {
		return u, err
	}
	src := slices.MinFunc(sources, func(a, b db.Source) int { return cmp.Compare(a.OkMs, b.OkMs) })
	ok := time.UnixMilli(src.OkMs)
	switch {
	case src.OkMs == 0:
		u.why = msg.New("mail was never received", src.Name)
	case now.Sub(ok) > r.StaleAfter:
		u.since = checklist.SaidMoment(ok, s.store.Zone())
		u.why = letter.NotReceived(src.Name, u.since)
	}
	return u, nil
}

// words are what a letter says that names anybody as late; nothing while all is read.
func (u unread) words() msg.Message {
	switch {
	case !u.yes():
		return msg.Message{}
	case u.since.IsZero():
		return msg.New("no mail was ever received")
	}
	return msg.New("no mail was read since", u.since)
}

// rests reports whether a joint party has nothing to hurry for: all leads of its part
// have reported or are done.
func (f facts) rests(o db.Owed) bool {
	leads := 0
	for _, mate := range f.mates[o.Item] {
		if mate.Part == o.Part && mate.Role == checklist.Lead {
			if mate.State == checklist.Open {
				return false
			}
			leads++
		}
	}
	return o.Role == checklist.Joint && leads > 0
}

// unreachable says why a letter to a person would not arrive; nothing when it would.
func (f facts) unreachable(p checklist.Person, known bool) msg.Message {
	if !known {
		return msg.New("nobody is responsible")
	}
	if p.Mail == "" {
		return msg.New("no mailbox")
	}
	if fault, ok := f.faults[p.Mail]; ok {
		return msg.New("the mailbox bounces", rejection.Said(fault.Fault.String()).Cause)
	}
	return msg.Message{}
}

// faultOf names a person beside the fault that keeps letters from him.
func faultOf(p checklist.Person, fault msg.Message) msg.Message {
	return msg.New("a fault of somebody's", p.Title, fault)
}

// missing names a joint party that has not answered, and says so where no letter reaches it.
func (f facts) missing(r Rules, party string) msg.Message {
	name := r.Directory.PartyName(party)
	if p, known := r.Directory.ResponsibleFor(party); !f.unreachable(p, known).IsZero() {
		return msg.New("somebody whom no letter reaches", name)
	}
	return msg.Words(name)
}

// probeEvery is how many days apart letters go to an address that is known to fail: one
// that works again is known by it, and no relay takes offence at it.
const probeEvery = 7

// isProbe reports whether a letter goes to a person's failing address to put it to the test.
func (f facts) isProbe(p checklist.Person) bool {
	fault, fails := f.faults[p.Mail]
	return fails && fault.TriedMs > 0 && f.day(fault.TriedMs)+probeEvery <= f.on
}

// reach is what the ladder says of an assignment. A probe that brings the first letter
// brings nothing that only who had it could have missed.
func (f facts) reach(d ladderDay, o *db.Owed) reached {
	got := d.reach(o, f.first(d.Rules, *o))
	if p, _ := d.Directory.ResponsibleFor(o.Party); got.first.owed && f.isProbe(p) {
		afresh := got.first
		afresh.begin = max(o.Opened, f.on)
		probe := d.reach(o, afresh)
		got.Reminder, got.Missed = probe.Reminder, probe.Missed
	}
	f.aMonthApart(d, &got)
	return got
}

// line is an assignment as its reader sees it on the day.
func (f facts) line(r Rules, o db.Owed) letter.Line {
	l := o.Line(letter.OwedUnder(o.Assignment))
	r.Dated(&l, f.on)
	if owner, ok := r.Directory.Owner(o.Party); ok && !r.standsIn(o).IsZero() {
		l.For = owner.Title
	}
	if o.Original != o.Deadline {
		l.Original = o.Original
	}
	if l.Unread = f.unread.yes(); o.Requests() {
		l.Asked, l.AskedOn = o.Asked, f.day(o.AskedMs)
	}
	l.Instructions = r.shown(f.instructions[o.ID])
	l.Party = r.Directory.PartyName(o.Party)
	for _, mate := range f.mates[o.Item] {
		if mate.Part != o.Part || mate.Role == o.Role {
			continue
		}
		if o.Role == checklist.Joint {
			l.LeadParty = joinParty(l.LeadParty, r.Directory.PartyName(mate.Party))
		} else if mate.State == checklist.Open {
			l.Missing = append(l.Missing, f.missing(r, mate.Party))
		} else if mate.AnswerMs > 0 {
			l.Answered = append(l.Answered, letter.OnDay(r.Directory.PartyName(mate.Party), f.day(mate.AnswerMs)))
		}
	}
	f.addContact(&l, o)
	return l
}

// Dated fills in how a line's deadline stands on a day.
func (r Rules) Dated(l *letter.Line, on checklist.Day) {
	l.Late, l.Left = r.Standing(l.Deadline, on)
	l.Last, l.Forecast = r.Calendar.OnOrBefore(r.counts(l.Deadline)), r.Calendar.Forecast(l.Deadline)
	l.Colour = r.Colour(l.Deadline, on)
}

func (f facts) addContact(l *letter.Line, o db.Owed) {
	c := f.contacts[o.ID]
	l.Told, l.Reminded, l.LastWord, l.WordBy = c.Told, c.Reminded, kept(c.LastWord), c.Way
	l.LastSent = c.LastSent(f.zone)
	if c.WordMs > 0 {
		l.WordOn = f.day(c.WordMs)
	}
}

func (f facts) day(ms int64) checklist.Day { return checklist.DayOf(time.UnixMilli(ms), f.zone) }

func joinParty(list, more string) string {
	if list == "" {
		return more
	}
	return list + "、" + more
}

// kept is as much of somebody's words as a letter needs, which says MostQuoted of them and
// that there are more.
func kept(text string) string { return zh.FirstRunes(text, letter.MostQuoted+1) }
