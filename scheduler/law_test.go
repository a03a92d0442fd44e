package scheduler_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"time"

	"pgregory.net/rapid"

	"duban/checklist"
	"duban/db"
	"duban/db/dbtest"
	"duban/scheduler"
	"duban/scheduler/calendar"
)

// A life: days on which the machine may be off, people may answer, the director
// may judge, a deadline may move. Whatever happens, the laws hold.
func TestPlan_lawsOverRandomLives(t *testing.T) {
	t.Parallel()
	template := filepath.Join(t.TempDir(), "seeded.db")
	s := dbtest.OpenAt(t, template)
	dir := office(t)
	fewItems(t, s, dir)
	if flag.Lookup("rapid.checks").Value.String() == "100" {
		if err := flag.Set("rapid.checks", "8"); err != nil { // a life takes a second on a slow disk; -rapid.checks=1000 for a night
			t.Fatal(err)
		}
	}
	rapid.Check(t, func(r *rapid.T) {
		path := filepath.Join(t.TempDir(), "life.db")
		if err := s.CopyTo(context.Background(), path); err != nil {
			r.Fatal(err)
		}
		l := newLife(t, r, path, dir)
		defer l.close()
		for day := checklist.Date(2026, 4, 1); day <= checklist.Date(2026, 5, 8); day++ {
			l.live(day)
		}
		l.endAwake(checklist.Date(2026, 5, 9), checklist.Date(2026, 5, 15))
	})
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

type life struct {
	t     *testing.T
	r     *rapid.T
	s     *db.Store
	rules *scheduler.Rules
	round func(time.Time) (int, error)
}

func newLife(t *testing.T, r *rapid.T, path string, dir *checklist.Directory) *life {
	t.Helper()
	s, err := db.Open(context.Background(), path, dbtest.Options())
	if err != nil {
		r.Fatal(err)
	}
	cal, err := calendar.New()
	if err != nil {
		r.Fatal(err)
	}
	rules := &scheduler.Rules{Calendar: cal, Ladder: scheduler.DefaultLadder(), Directory: dir, Hours: checklist.Hours{From: 8*time.Hour + 30*time.Minute, Until: 18 * time.Hour}, DigestOn: time.Monday}
	sch := scheduler.New(s, func() scheduler.Rules { return *rules }, slog.New(slog.DiscardHandler))
	return &life{t: t, r: r, s: s, rules: rules, round: func(at time.Time) (int, error) { return sch.PlanDue(context.Background(), at) }}
}

// close checks every invariant and throws the life away.
func (l *life) close() {
	broken, err := l.s.Check(context.Background())
	if err != nil || len(broken) > 0 {
		l.r.Errorf("broken: %v %v", broken, err)
	}
	if err := errors.Join(l.s.Close(), os.Remove(l.s.Where())); err != nil {
		l.r.Error(err)
	}
}

// live passes one day: perhaps the machine is off, perhaps somebody acts.
func (l *life) live(day checklist.Day) {
	if rapid.IntRange(0, 3).Draw(l.r, "awake") == 0 {
		return
	}
	at := day.At(9, 0, dbtest.Zone)
	first, err := l.round(at)
	if err != nil {
		l.r.Fatal(err)
	}
	again, err := l.round(at.Add(time.Minute))
	if err != nil || again != 0 {
		l.r.Fatalf("%s: planning twice planned %d more, %v (first %d)", day, again, err, first)
	}
	deliver(l.t, l.s, at.Add(2*time.Minute))
	switch rapid.IntRange(0, 6).Draw(l.r, "acts") {
	case 0:
		l.somethingHappens(day)
	case 1:
		l.somebodyLeaves(day)
	case 2:
		l.theCalendarChanges(day)
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
	if err := l.s.AskAgain(context.Background(), day.At(12, 0, dbtest.Zone)); err != nil {
		l.r.Fatal(err)
	}
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
	for day := from; day <= to; day++ {
		at := day.At(9, 0, dbtest.Zone)
		if _, err := l.round(at); err != nil {
			l.r.Fatal(err)
		}
		deliver(l.t, l.s, at)
	}
	ctx := context.Background()
	all, err := l.s.Ledger(ctx)
	if err != nil {
		l.r.Fatal(err)
	}
	for _, o := range all {
		if o.State != checklist.Open || o.Role != checklist.Lead || o.Deadline >= from-4 || o.Opened >= from-4 {
			continue
		}
		if told := l.told(ctx, o); !told {
			l.r.Errorf("item %d of %s, due %s, opened %s, overdue and nobody above was told", o.No, o.Party, o.Deadline, o.Opened)
		}
	}
	l.noLetterOnADayOff(ctx)
	l.noStepTwice(ctx)
}

// noStepTwice: in one round, for one deadline, a rung brings one letter, and the
// rungs never go backward.
func (l *life) noStepTwice(ctx context.Context) {
	all, err := l.s.Ledger(ctx)
	if err != nil {
		l.r.Fatal(err)
	}
	letters, err := l.s.Notices(ctx, db.NoticeFilter{})
	if err != nil {
		l.r.Fatal(err)
	}
	for _, o := range all {
		seen := map[string]string{}
		for _, n := range letters {
			for _, line := range n.Letter.Lines {
				key := fmt.Sprint(o.ID, line.Step, line.Deadline, n.Kind)
				if line.Assignment != o.ID || line.Step == "" || line.Step == scheduler.StepSettled || o.Round > 1 {
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

func (l *life) told(ctx context.Context, o db.Owed) bool {
	c, err := l.s.Contacts(ctx, []int64{o.ID})
	if err != nil {
		l.r.Fatal(err)
	}
	return len(c[o.ID].Told) > 0
}

func (l *life) noLetterOnADayOff(ctx context.Context) {
	list, err := l.s.Notices(ctx, db.NoticeFilter{})
	if err != nil {
		l.r.Fatal(err)
	}
	off := map[string]bool{"2026-05-01": true, "2026-05-04": true, "2026-05-05": true, "2026-04-06": true}
	for _, n := range list {
		day := n.CreatedOn
		weekend := (day.Weekday() == time.Saturday || day.Weekday() == time.Sunday) && day != checklist.Date(2026, 5, 9)
		if weekend || off[day.String()] {
			l.r.Errorf("%s was written on a day off", n.Key)
		}
	}
}
