package scheduler_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/db/dbtest"
	"duban/internal/fulltest"
	"duban/scheduler"
	"duban/scheduler/calendar"
)

// A life: days on which the machine may be off, people may answer, the director may
// judge, a deadline may move, sending is paused, the relay is down, the clock jumps, the
// directory or the ladder changes, a list comes. Whatever happens, the laws hold.
func TestPlan_lawsOverRandomLives(t *testing.T) {
	t.Parallel()
	dir := office(t)
	begin := lifeStores(t, dir)
	if flag.Lookup("rapid.checks").Value.String() == "100" {
		lives := "3"
		if fulltest.Asked() {
			lives = "8"
		}
		if err := flag.Set("rapid.checks", lives); err != nil { // a life takes a second on a slow disk; -rapid.checks=1000 for a night
			t.Fatal(err)
		}
	}
	rapid.Check(t, func(r *rapid.T) {
		l := newLife(t, r, begin(r), dir)
		defer l.close()
		for day := checklist.Date(2026, 4, 1); day <= checklist.Date(2026, 5, 8); day++ {
			l.live(day)
		}
		l.endAwake(checklist.Date(2026, 5, 9), checklist.Date(2026, 5, 15))
	})
}

// lifeStores returns what opens a store with a few items for each life: copies of one file
// or, where DUBAN_TEST_POSTGRES names a server, schemas there.
func lifeStores(t *testing.T, dir *checklist.Directory) func(r *rapid.T) *db.Store {
	t.Helper()
	open := func(r *rapid.T, location string) *db.Store {
		s, err := db.Open(context.Background(), location, dbtest.Options())
		if err != nil {
			r.Fatal(err)
		}
		return s
	}
	if os.Getenv("DUBAN_TEST_POSTGRES") != "" {
		return func(r *rapid.T) *db.Store {
			s := open(r, dbtest.Server(t))
			fewItems(t, s, dir)
			aWeeklyItem(t, s, dir)
			return s
		}
	}
	s := dbtest.OpenFile(t)
	fewItems(t, s, dir)
	aWeeklyItem(t, s, dir)
	return func(r *rapid.T) *db.Store {
		path := filepath.Join(t.TempDir(), "life.db")
		if err := s.CopyTo(context.Background(), path); err != nil {
			r.Fatal(err)
		}
		return open(r, path)
	}
}

// fewItems imports three items with near deadlines: enough for every rule.
func fewItems(t *testing.T, s *db.Store, dir *checklist.Directory) {
	t.Helper()
	items := []checklist.Item{
		{No: 1, Content: "甲", Leads: []string{"综合部"}, Joint: []string{"技术服务部"}, Deadline: checklist.Date(2026, 4, 20)},
		{No: 2, Content: "乙", Leads: []string{"各窗口部门负责人"}, Joint: []string{}, Deadline: checklist.Date(2026, 4, 26)},
		{No: 3, Content: "丙", Leads: []string{"中心主任", "分管副主任"}, Joint: []string{}, Deadline: checklist.Date(2026, 4, 12)},
	}
	in := db.Import{Checklist: checklist.Checklist{Title: "清单", Year: 2026, Start: checklist.Date(2026, 4, 1)},
		Items: items, File: db.Document{Name: "x", Raw: []byte("x")}, Actor: "clerk"}
	for _, it := range items {
		in.Assignments = append(in.Assignments, assign(dir, it)...)
	}
	if _, err := s.Import(context.Background(), checklist.Date(2026, 3, 30).At(9, 0, dbtest.Zone), in); err != nil {
		t.Fatal(err)
	}
}

// aWeeklyItem imports one that falls due on four Fridays.
func aWeeklyItem(t *testing.T, s *db.Store, dir *checklist.Directory) {
	t.Helper()
	it := checklist.Item{No: 1, Content: "周报", Leads: []string{"技术服务部"}, Joint: []string{}}
	var dues []checklist.Due
	for day := checklist.Date(2026, 4, 10); day <= checklist.Date(2026, 5, 1); day += 7 {
		dues = append(dues, checklist.Due{Part: day.Short(), Day: day, Opens: day - 6, Every: checklist.EveryWeek})
	}
	it.Take(dues)
	in := db.Import{Checklist: checklist.Checklist{Title: "周报", Year: 2026, Start: checklist.Date(2026, 4, 1)}, Items: []checklist.Item{it},
		Assignments: it.Assignments(dir), File: db.Document{Name: "z", Raw: []byte("z")}, Actor: "clerk"}
	if _, err := s.Import(context.Background(), checklist.Date(2026, 3, 30).At(9, 0, dbtest.Zone), in); err != nil {
		t.Fatal(err)
	}
}

type life struct {
	t      *testing.T
	r      *rapid.T
	s      *db.Store
	rules  *scheduler.Rules
	round  func(time.Time) (int, error)
	down   bool                                 // the relay
	paused bool                                 // sending
	cal    map[checklist.Day]*calendar.Calendar // by which each day was planned
	jumped map[checklist.Day]bool               // days that only a wrong clock has seen
}

func newLife(t *testing.T, r *rapid.T, s *db.Store, dir *checklist.Directory) *life {
	t.Helper()
	cal, err := calendar.New()
	if err != nil {
		r.Fatal(err)
	}
	rules := &scheduler.Rules{Calendar: cal, Ladder: scheduler.DefaultLadder(), Directory: dir, Hours: checklist.Hours{From: 8*time.Hour + 30*time.Minute, Until: 18 * time.Hour}, DigestOn: time.Monday}
	sch := scheduler.New(s, func() scheduler.Rules { return *rules }, slog.New(slog.DiscardHandler))
	return &life{t: t, r: r, s: s, rules: rules, jumped: map[checklist.Day]bool{}, cal: map[checklist.Day]*calendar.Calendar{}, round: func(at time.Time) (int, error) { return sch.PlanDue(context.Background(), at) }}
}

// close checks every invariant and throws the life away.
func (l *life) close() {
	broken, err := l.s.Check(context.Background())
	if err != nil || len(broken) > 0 {
		l.r.Errorf("broken: %v %v", broken, err)
	}
	if err := l.s.Close(); err != nil {
		l.r.Error(err)
	}
	if err := os.Remove(l.s.Where()); err != nil && !errors.Is(err, os.ErrNotExist) { // a schema goes with the test
		l.r.Error(err)
	}
}

// live passes one day: perhaps the machine is off, perhaps somebody acts.
func (l *life) live(day checklist.Day) {
	if rapid.IntRange(0, 3).Draw(l.r, "awake") == 0 {
		return
	}
	at := day.At(9, 0, dbtest.Zone)
	l.cal[day] = l.rules.Calendar
	first, err := l.round(at)
	if err != nil {
		l.r.Fatal(err)
	}
	again, err := l.round(at.Add(time.Minute))
	if err != nil || again != 0 {
		l.r.Fatalf("%s: planning twice planned %d more, %v (first %d)", day, again, err, first)
	}
	l.deliver(at.Add(2 * time.Minute))
	l.newIsHeard(day)
	switch rapid.IntRange(0, 11).Draw(l.r, "acts") {
	case 0:
		l.somethingHappens(day)
	case 1:
		l.somebodyLeaves(day)
	case 2:
		l.theCalendarChanges(day)
	case 3:
		l.sendingIsPausedOrGoesOn(day)
	case 4:
		l.down = !l.down
	case 5:
		l.theClockJumps(day)
	case 6:
		l.theDirectoryChanges(day)
	case 7:
		l.theLadderChanges(day)
	case 8:
		l.aListComes(day)
	}
	l.deliver(day.At(rapid.IntRange(10, 23).Draw(l.r, "later"), 0, dbtest.Zone))
}

// deliver sends what may leave, unless the relay is down: then each try fails.
func (l *life) deliver(at time.Time) {
	hours := l.rules.Hours
	hours.Workday = l.rules.Calendar.IsWorkday
	ctx := context.Background()
	for {
		claimed, err := l.s.Claim(ctx, at, hours, 100, time.Minute, toNowhere)
		if err != nil {
			l.r.Fatal(err)
		}
		for _, n := range claimed {
			out := db.Outcome{State: "sent", Code: "250"}
			if l.down {
				out = db.Outcome{State: "retry", Code: "451", Refusal: db.Refusal{Cause: "away", Answer: "451", Holds: true,
					Wait: func(int) time.Duration { return 40 * time.Minute }}}
			}
			if err := l.s.Finish(ctx, at, n, out); err != nil {
				l.r.Fatal(err)
			}
		}
		if len(claimed) == 0 {
			return
		}
	}
}

func (l *life) sendingIsPausedOrGoesOn(day checklist.Day) {
	ctx, at := context.Background(), day.At(12, 0, dbtest.Zone)
	l.paused = !l.paused
	if err := l.s.Pause(ctx, at, "clerk", "检修"); errors.Is(err, checklist.ErrConflict) {
		err = l.s.Resume(ctx, at, "clerk")
		if err != nil {
			l.r.Fatal(err)
		}
	} else if err != nil {
		l.r.Fatal(err)
	}
}

// theClockJumps ahead for a morning, and comes back.
func (l *life) theClockJumps(day checklist.Day) {
	wrong := day + checklist.Day(rapid.IntRange(1, 40).Draw(l.r, "ahead"))
	l.jumped[wrong] = true
	at := wrong.At(9, 0, dbtest.Zone)
	if _, err := l.round(at); err != nil {
		l.r.Fatal(err)
	}
	l.deliver(at)
	if _, err := l.round(day.At(12, 0, dbtest.Zone)); err != nil {
		l.r.Fatal(err)
	}
	if found, err := l.s.CheckClock(context.Background(), day.At(12, 1, dbtest.Zone)); err != nil || len(found) > 0 {
		l.r.Errorf("%s: %v %v", day, found, err)
	}
}

// theDirectoryChanges: somebody has another mailbox, or none.
func (l *life) theDirectoryChanges(day checklist.Day) {
	entries := slices.Clone(l.rules.Directory.Entries)
	i := rapid.IntRange(0, len(entries)-1).Draw(l.r, "entry")
	if entries[i].Kind == checklist.Group || len(entries[i].Duties) > 0 {
		return
	}
	entries[i].Mail = rapid.SampledFrom([]string{"", fmt.Sprintf("a%d@djzx.example", day)}).Draw(l.r, "mail")
	dir, err := checklist.NewDirectory(entries)
	if err != nil {
		l.r.Fatal(err)
	}
	l.rules.Directory = dir
	l.askAgain(day)
}

func (l *life) theLadderChanges(day checklist.Day) {
	l.rules.Ladder.Before = rapid.SampledFrom([][]int{{10, 5, 3, 1, 0}, {7, 2}, {0}}).Draw(l.r, "before")
	l.askAgain(day)
}

func (l *life) askAgain(day checklist.Day) {
	if err := l.s.AskAgain(context.Background(), day.At(12, 0, dbtest.Zone)); err != nil {
		l.r.Fatal(err)
	}
}

// aListComes with a deadline near, far or past.
func (l *life) aListComes(day checklist.Day) {
	it := checklist.Item{No: 1, Content: "丁", Leads: []string{"技术服务部"}, Joint: []string{}, Deadline: day + checklist.Day(rapid.IntRange(-9, 20).Draw(l.r, "due"))}
	in := db.Import{Checklist: checklist.Checklist{Title: "又一份", Year: 2026, Start: day}, Items: []checklist.Item{it},
		Assignments: assign(l.rules.Directory, it), File: db.Document{Name: "y", Raw: []byte(day.String())}, Actor: "clerk"}
	if _, err := l.s.Import(context.Background(), day.At(10, 0, dbtest.Zone), in); err != nil && !errors.Is(err, checklist.ErrConflict) {
		l.r.Fatal(err)
	}
}

// somebodyLeaves registers an absence, with or without a substitute; what cannot
// be (the same days twice) is refused and changes nothing.
func (l *life) somebodyLeaves(day checklist.Day) {
	ids := []string{"", "综合部负责人", "分管副主任", "业务受理部负责人", "技术服务部负责人"}
	a := checklist.Absence{Person: rapid.SampledFrom(ids[1:]).Draw(l.r, "away"), Substitute: rapid.SampledFrom(ids).Draw(l.r, "substitute"),
		First: day + 1, Last: day + checklist.Day(rapid.IntRange(1, 9).Draw(l.r, "for"))}
	if a.Person == a.Substitute {
		a.Substitute = ""
	}
	if err := l.s.AddAbsence(context.Background(), day.At(11, 0, dbtest.Zone), a, "clerk"); err != nil && !errors.Is(err, checklist.ErrConflict) {
		l.r.Fatal(err)
	}
}

// theCalendarChanges makes a working Thursday or Friday of the weeks ahead a day
// off, or takes it back.
func (l *life) theCalendarChanges(day checklist.Day) {
	off := day + checklist.Day(rapid.IntRange(1, 12).Draw(l.r, "off"))
	var overlay []calendar.YearFile
	if l.rules.Calendar.IsWorkday(off) && off.Weekday() >= time.Thursday && off.Weekday() <= time.Friday {
		overlay = append(overlay, calendar.YearFile{Year: 2026, Days: []calendar.Arrangement{{Name: "停电", Date: off, IsOffDay: true}}})
	}
	cal, err := calendar.New(overlay...)
	if err != nil {
		l.r.Fatal(err)
	}
	l.rules.Calendar = cal
	l.askAgain(day)
}

// somethingHappens lets a random event befall a random assignment; those that do
// not fit its state are refused and change nothing.
func (l *life) somethingHappens(day checklist.Day) {
	ctx := context.Background()
	all, err := l.s.Ledger(ctx)
	if err != nil {
		l.r.Fatal(err)
	}
	o := rapid.SampledFrom(all).Draw(l.r, "assignment")
	kind := rapid.SampledFrom([]checklist.EventKind{
		checklist.EventAcknowledged, checklist.EventProgress, checklist.EventSubmitted, checklist.EventWithdrawn, checklist.EventAccepted,
		checklist.EventReturned, checklist.EventWaived, checklist.EventReopened, checklist.EventReassigned, checklist.EventAskedExtend, checklist.EventExtended,
	}).Draw(l.r, "event")
	e := checklist.Event{Kind: kind, Assignment: o.ID, Actor: "somebody"}
	switch kind {
	case checklist.EventReassigned:
		e.Party = "行政效能监督科"
	case checklist.EventAskedExtend, checklist.EventExtended:
		e.Day = o.Deadline + checklist.Day(rapid.IntRange(1, 20).Draw(l.r, "days"))
	}
	err = l.s.Record(ctx, day.At(10, 0, dbtest.Zone), db.Record{Events: []checklist.Event{e}})
	if err != nil && !errors.Is(err, checklist.ErrConflict) {
		// two parts of one item cannot come into the same hands in the same role
		if kind != checklist.EventReassigned {
			l.r.Fatal(err)
		}
	}
}

// endAwake runs the last days without a pause: by then every overdue open lead
// has been reminded and somebody with authority has been told.
func (l *life) endAwake(from, to checklist.Day) {
	ctx := context.Background()
	l.down, l.paused = false, false
	if err := l.s.Resume(ctx, from.At(8, 0, dbtest.Zone), "clerk"); err != nil && !errors.Is(err, checklist.ErrConflict) {
		l.r.Fatal(err)
	}
	for day := from; day <= to; day++ {
		at := day.At(9, 0, dbtest.Zone)
		l.cal[day] = l.rules.Calendar
		if _, err := l.round(at); err != nil {
			l.r.Fatal(err)
		}
		l.deliver(at)
		l.newIsHeard(day)
	}
	all, err := l.s.Ledger(ctx)
	if err != nil {
		l.r.Fatal(err)
	}
	for _, o := range all {
		if o.State != checklist.Open || o.Role != checklist.Lead || max(o.Deadline, o.Opened, o.FirstOn) >= from-4 || l.asksInTime(o, to) || l.isCarried(all, o, to) {
			continue
		}
		if told := l.told(ctx, o); !told {
			l.r.Errorf("item %d of %s, due %s, opened %s, overdue and nobody above was told", o.No, o.Party, o.Deadline, o.Opened)
		}
	}
	letters, err := l.s.Notices(ctx, db.NoticeFilter{})
	if err != nil {
		l.r.Fatal(err)
	}
	l.eachLeftOnItsDay(letters)
	l.noStepTwice(all, letters)
	l.firstBeforeAll(all, letters)
	l.nothingTwiceAWeek(ctx, letters)
}

// isCarried reports whether an earlier period climbs for a later one, which is told above
// with it and by itself a month later.
func (l *life) isCarried(all []db.Owed, o db.Owed, on checklist.Day) bool {
	_, carried := l.rules.CarriedBy(all, o, on)
	return carried
}

// newIsHeard: what has begun by a workday on which letters go has been given to whoever
// can be reached.
func (l *life) newIsHeard(day checklist.Day) {
	if l.down || l.paused || !l.rules.Calendar.IsWorkday(day) {
		return
	}
	all, err := l.s.Ledger(context.Background())
	if err != nil {
		l.r.Fatal(err)
	}
	absences, err := l.s.Absences(context.Background(), day)
	if err != nil {
		l.r.Fatal(err)
	}
	acting := l.rules.Directory.Acting(absences, day)
	for _, o := range all {
		p, known := acting.ResponsibleFor(o.Party)
		if o.State == checklist.Open && o.Opened <= day && o.FirstOn == 0 && known && p.Mail != "" {
			l.r.Errorf("%s: item %d of %s %s has begun on %s, and nobody was told", day, o.No, o.Party, o.Part, o.Opened)
		}
	}
}

// nothingTwiceAWeek: what only says again what a letter of the last five workdays to the
// same person has said does not go. A step of the ladder is new, one that was missed, too.
func (l *life) nothingTwiceAWeek(ctx context.Context, letters []db.Notice) {
	shown := map[string]checklist.Day{} // by person and what was said
	for _, n := range letters {
		if n.Kind != letter.KindRemind && n.Kind != letter.KindAssign || n.State != checklist.NoticeSent || l.jumped[n.OfDay] {
			continue
		}
		if n.Kind == letter.KindRemind && !slices.ContainsFunc(n.Letter.Lines, func(x letter.Line) bool {
			before, known := shown[said(n, x)]
			return x.Step != "" && (!known || l.isStep(ctx, n, x) || l.cal[n.OfDay].Between(before, n.OfDay) >= 5)
		}) {
			l.r.Errorf("%s says nothing that its reader had not read within five workdays: %+v", n.Key, n.Letter.Lines)
		}
		for _, x := range n.Letter.Lines {
			shown[said(n, x)] = n.OfDay
		}
	}
}

// said is a line as its reader knows it: another day or another state is another thing.
func said(n db.Notice, x letter.Line) string {
	return fmt.Sprint(n.Person, "/", x.Assignment, "/", x.Deadline, "/", x.Asked)
}

// isStep reports whether a line is there for a step of the ladder, or for one that was
// missed and goes with it.
func (l *life) isStep(ctx context.Context, n db.Notice, x letter.Line) bool {
	kind, days, _ := scheduler.ParseStep(x.Step)
	if kind != scheduler.StepOverdue || slices.Contains(l.rules.Ladder.Overdue, days) {
		return true
	}
	steps, err := l.s.Steps(ctx, x.Assignment)
	if err != nil {
		l.r.Fatal(err)
	}
	return slices.ContainsFunc(steps, func(st db.Step) bool {
		kind, days, _ := scheduler.ParseStep(st.Step)
		return st.State == checklist.StepSkipped && st.AtMs == n.CreatedMs && (kind != scheduler.StepOverdue || slices.Contains(l.rules.Ladder.Overdue, days))
	})
}

// asksInTime reports whether a request that came by the deadline is still undecided and
// holds the climbing: for ten workdays.
func (l *life) asksInTime(o db.Owed, on checklist.Day) bool {
	return o.Asked != 0 && checklist.DayOf(time.UnixMilli(o.AskedMs), dbtest.Zone) <= o.Deadline && l.rules.Calendar.Between(o.Deadline, on) <= 10
}

// noStepTwice: in one round, for one deadline, a rung is sent once; what a wrong clock
// has sent may come again.
func (l *life) noStepTwice(all []db.Owed, letters []db.Notice) {
	for _, o := range all {
		seen := map[string]string{}
		for _, n := range letters {
			for _, line := range n.Letter.Lines {
				key := fmt.Sprint(o.ID, line.Step, line.Deadline, n.Kind)
				if line.Assignment != o.ID || n.State != checklist.NoticeSent || l.jumped[n.OfDay] || o.Round > 1 ||
					line.Step == "" || line.Step == "assign" || line.Step == scheduler.StepSettled {
					continue
				}
				if seen[key] != "" {
					l.r.Errorf("%s went in %s and again in %s", key, seen[key], n.Key)
				}
				seen[key] = n.Key
			}
		}
	}
}

// eachLeftOnItsDay: what was written for a day left on it, a workday, within the hours,
// and one letter of reminders a person.
func (l *life) eachLeftOnItsDay(letters []db.Notice) {
	reminded := map[string]string{}
	for _, n := range letters {
		if n.OfDay == 0 || n.State != checklist.NoticeSent || l.jumped[n.OfDay] {
			continue
		}
		at := time.UnixMilli(n.SentMs)
		if checklist.DayOf(at, dbtest.Zone) != n.OfDay || n.Letter.On != n.OfDay {
			l.r.Errorf("%s left on %s", n.Key, at.In(dbtest.Zone))
		}
		if hour := at.In(dbtest.Zone).Hour(); hour < 8 || hour >= 18 {
			l.r.Errorf("%s left at %s", n.Key, at.In(dbtest.Zone))
		}
		who := n.Person + n.OfDay.String()
		if n.Kind == letter.KindRemind && reminded[who] != "" {
			l.r.Errorf("%s left beside %s", n.Key, reminded[who])
		} else if n.Kind == letter.KindRemind {
			reminded[who] = n.Key
		}
	}
}

// firstBeforeAll: nobody is reminded or accused before a first letter has left.
func (l *life) firstBeforeAll(all []db.Owed, letters []db.Notice) {
	for _, o := range all {
		given := false
		for _, n := range letters {
			if n.State != checklist.NoticeSent {
				continue
			}
			for _, line := range n.Letter.Lines {
				if line.Assignment != o.ID || o.Round > 1 || line.Step == "" || line.Step == scheduler.StepSettled {
					continue
				}
				given = given || line.Step == "assign" || !line.Fault.IsZero()
				if !given {
					l.r.Errorf("item %d of %s: %s in %s before any first letter", o.No, o.Party, line.Step, n.Key)
					given = true
				}
			}
		}
	}
}

func (l *life) told(ctx context.Context, o db.Owed) bool {
	c, err := l.s.Contacts(ctx, o.Deadline+1000, []int64{o.ID})
	if err != nil {
		l.r.Fatal(err)
	}
	return len(c[o.ID].Told) > 0
}
