package scheduler

import (
	"context"
	"fmt"
	"testing"
	"time"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/db/dbtest"
	"duban/internal/msg"
	"duban/internal/rejection"
	"duban/internal/words"
)

// While a mailbox was not read lately nobody is reported as silent; the letters that go say
// so, and what waited climbs when it has been read.
func TestPlan_nobodyIsReportedWhileMailIsUnread(t *testing.T) {
	t.Parallel()
	d := newLetterDays(t, func(r *Rules) { r.StaleAfter = time.Hour })
	give(t, d.Store, "清单", tuesday, "综合部")
	read := func(on checklist.Day) {
		t.Helper()
		if err := d.SourceOK(context.Background(), on.At(9, 0, dbtest.Zone), "imap/甲"); err != nil {
			t.Fatal(err)
		}
	}
	read(tuesday)
	d.plan(tuesday)
	for _, tt := range []struct {
		on     checklist.Day
		read   bool
		reason string
	}{{tuesday + 2, false, "新逾期1份"}, {tuesday + 3, true, "提级报主任"}} {
		if tt.read {
			read(tt.on)
		}
		reason := ""
		for _, n := range d.plan(tt.on, letter.KindDigest) {
			reason += words.Say(words.Chinese, n.Reason)
			for _, x := range n.Letter.Lines {
				if x.Unread != !tt.read {
					t.Errorf("%s: a line says that mail has not been read: %v", tt.on, x.Unread)
				}
			}
		}
		if reason != tt.reason {
			t.Errorf("%s: the digest goes for %q, want %q", tt.on, reason, tt.reason)
		}
	}
}

// An instruction is told on its day and climbs on the workday after; the digest says for a
// week how it was answered.
func TestPlan_anInstructionFromItsDayToItsAnswer(t *testing.T) {
	t.Parallel()
	d := newLetterDays(t, func(*Rules) {})
	give(t, d.Store, "清单", tuesday+60, "技术服务部")
	d.plan(tuesday)
	d.happens(tuesday, "清单", 1, checklist.Event{Kind: checklist.EventInstructed, Actor: "中心主任", Text: "请报", Day: tuesday + 3})
	for i, want := range []string{"", "remind[instruct] 1", "digest[instructed] 1"} { // Thursday, Friday, Monday
		on, got := d.rules().Calendar.Add(tuesday, i+2), ""
		for _, n := range d.plan(on, letter.KindRemind, letter.KindEscalate, letter.KindDigest) {
			var kinds []string
			for _, x := range n.Letter.Lines {
				if kind := (Step{Name: x.Step}).kind(); kind != 0 {
					kinds = append(kinds, map[StepKind]string{StepInstruct: "instruct", StepInstructed: "instructed"}[kind])
				}
			}
			if len(kinds) > 0 {
				got += fmt.Sprint(n.Kind, kinds, len(n.Letter.Lines[0].Instructions))
			}
		}
		if got != want {
			t.Errorf("%s: %q, want %q", on, got, want)
		}
	}
	d.happens(tuesday+6, "清单", 1, checklist.Event{Kind: checklist.EventFollowed, Actor: "技术服务部负责人", Text: "已报"})
	for days, want := range map[checklist.Day]int{6: 1, 7: 1, 8: 0} {
		on := tuesday + 6 + days
		l, err := d.readLedger(context.Background(), d.rules(), on, on.At(9, 0, dbtest.Zone))
		if err != nil {
			t.Fatal(err)
		}
		list := d.rules().followed(l)
		if len(list) != want || want > 0 && (list[0].Answer != "已报" || list[0].Late) || len(l.instructions) != 0 || l.planned != tuesday+6 {
			t.Errorf("%d days after its answer: %+v, waiting %v, planned until %s", days, list, l.instructions, l.planned)
		}
	}
}

// Of which assignments a report says more than a number.
func TestLedger_whatItSays(t *testing.T) {
	t.Parallel()
	far := func(o *db.Owed) { o.Deadline = tuesday + 30 }
	undated := func(part string) func(*db.Owed) {
		return func(o *db.Owed) { o.Deadline, o.Part = 0, part }
	}
	for _, tt := range []struct {
		name   string
		change []func(*db.Owed)
		want   bool
	}{
		{"in time", []func(*db.Owed){far}, false},
		{"near", []func(*db.Owed){func(o *db.Owed) { o.Deadline = tuesday + 1 }}, true},
		{"near, and closed", []func(*db.Owed){func(o *db.Owed) { o.Deadline, o.State = tuesday+1, checklist.Accepted }}, false},
		{"claimed", []func(*db.Owed){far, func(o *db.Owed) { o.State = checklist.Submitted }}, true},
		{"asked for time", []func(*db.Owed){far, requesting}, true},
		{"asked for time, and closed", []func(*db.Owed){far, requesting, func(o *db.Owed) { o.State = checklist.Waived }}, false},
		{"of a party that nobody knows", []func(*db.Owed){far, func(o *db.Owed) { o.Party = "档案部" }}, true},
		{"without a day", []func(*db.Owed){undated("")}, true},
		{"that lasts", []func(*db.Owed){undated("长期坚持")}, false},
		{"settled since a supervisor was told", []func(*db.Owed){far, func(o *db.Owed) { o.ID = 9 }}, true},
	} {
		x := ledgerReader{ledger: &ledger{facts: facts{on: tuesday}}, r: testRules(t), settled: map[int64]bool{9: true}}
		if got := x.says(*owed(1, "技术服务部", tt.change...)); got != tt.want {
			t.Errorf("%s: %v", tt.name, got)
		}
	}
}

// What is only counted is not kept, and years that rest on computed days are noticed.
func TestLedger_whatItKeeps(t *testing.T) {
	t.Parallel()
	s, store := onStore(t)
	give(t, store, "清单", tuesday+30, "技术服务部")
	give(t, store, "下年清单", checklist.Date(2035, 4, 20), "技术服务部")
	give(t, store, "待定", 0, "技术服务部")
	ctx, at := context.Background(), tuesday.At(9, 0, dbtest.Zone)
	m, _, err := store.Receive(ctx, at, db.Arrival{Raw: []byte("x"), Source: "lmtp"})
	if err != nil {
		t.Fatal(err)
	}
	away := db.Record{Mails: []db.Disposition{{ID: m.ID, State: checklist.MailNoted}}, Notes: []db.Note{{Person: "技术服务部负责人", Text: "外出", Mail: m.ID}}}
	if err := store.Record(ctx, at, away); err != nil {
		t.Fatal(err)
	}
	l, err := s.readLedger(ctx, testRules(t), tuesday, at)
	if err != nil {
		t.Fatal(err)
	}
	if len(l.notes) != 1 {
		t.Errorf("noted of people: %v", l.notes)
	}
	if len(l.said) != 1 || len(l.mates) != 1 || fmt.Sprint(l.forecast) != "map[2035:true]" || l.running.counts.Total != 3 {
		t.Errorf("said %v, mates %v, computed years %v, %+v", l.said, l.mates, l.forecast, l.running.counts)
	}
}

// What was first asked for when its day had passed counts as near, and as late when its
// grace has run; what is in time counts as it is.
func TestLedger_whatWasAskedForLate(t *testing.T) {
	t.Parallel()
	x := ledgerReader{ledger: &ledger{facts: facts{on: tuesday, zone: dbtest.Zone}}, r: testRules(t)}
	for name, tt := range map[string]struct{ deadline, first, want checklist.Day }{
		"in time, and not asked for yet": {tuesday + 9, 0, tuesday + 9},
		"due today":                      {tuesday, 0, tuesday},
		"late, and not asked for yet":    {tuesday - 9, 0, tuesday},
		"late, and asked for in time":    {tuesday - 9, tuesday - 20, tuesday - 9},
	} {
		if got := x.reported(*owed(1, "技术服务部", func(o *db.Owed) { o.Deadline, o.FirstOn = tt.deadline, tt.first })); got.Deadline != tt.want {
			t.Errorf("%s: counts as due %s, want %s", name, got.Deadline, tt.want)
		}
	}
}

// The clerk's letter ends with what is sent on the day, what keeps letters back, and when
// mail was last read.
func TestClerkNews_theFoot(t *testing.T) {
	t.Parallel()
	counts := letterCounts{today: db.LetterCounts{Sent: 5, Waiting: 3}, planned: 4}
	d := newLetterDays(t, func(*Rules) {})
	give(t, d.Store, "清单", tuesday+9, "技术服务部")
	ctx, at := context.Background(), tuesday.At(9, 0, dbtest.Zone)
	foot := func() string {
		t.Helper()
		news := letter.ClerkNews{}
		if err := d.newsOfLetters(ctx, &news, ledger{facts: facts{on: tuesday}, letters: counts}, Rules{}, at); err != nil {
			t.Fatal(err)
		}
		return chinese(news.Foot)
	}
	const sent = "今日发信12封（含本信），其中排期前已发5封"
	if got := foot(); got != sent {
		t.Errorf("got %s, want %s", got, sent)
	}
	if err := d.SourceOK(ctx, at, "imap/甲"); err != nil {
		t.Fatal(err)
	}
	if _, err := d.PlanDue(ctx, at); err != nil {
		t.Fatal(err)
	}
	claimed, err := d.Claim(ctx, at, checklist.Hours{}, 1, time.Minute, func(all []db.Notice) { all[0].Raw, all[0].Address = []byte("x"), "x@djzx.example" })
	if err != nil {
		t.Fatal(err)
	}
	refused := db.Outcome{State: "retry", Code: "451", Refusal: db.Refusal{Cause: string(rejection.Unreachable), Answer: "451", Holds: true, Wait: func(int) time.Duration { return time.Hour }}}
	if err := d.Finish(ctx, at, claimed[0], refused); err != nil {
		t.Fatal(err)
	}
	if got, want := foot(), sent+"；发信自4月21日09:00起停下：连不上发信服务器（duban queue）；收信最近成功4月21日09:00"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// A panic where nobody would catch it is an error.
func TestParallel_losesNoPanic(t *testing.T) {
	t.Parallel()
	fine, broken := func() error { return nil }, func() error { panic("broken") }
	for _, both := range [][2]func() error{{fine, broken}, {broken, fine}, {broken, broken}} {
		if err := parallel(both[0], both[1]); err == nil {
			t.Error("a panic is lost")
		}
	}
	if err := parallel(fine, fine); err != nil {
		t.Error(err)
	}
}

// What climbs to the director after the reports of a day were decided is told on that day.
func TestPlan_whatClimbsAtNoon(t *testing.T) {
	t.Parallel()
	d := newLetterDays(t, func(*Rules) {})
	d.plan(tuesday)
	give(t, d.Store, "清单", tuesday+9, "档案部") // of whom nobody answers: it climbs at once
	if _, err := d.PlanDue(context.Background(), tuesday.At(12, 0, dbtest.Zone)); err != nil {
		t.Fatal(err)
	}
	letters, err := d.Notices(context.Background(), db.NoticeFilter{On: tuesday})
	if err != nil {
		t.Fatal(err)
	}
	got := ""
	for _, n := range letters {
		if n.Kind == letter.KindDigest {
			got += n.Person + "：" + words.Say(words.Chinese, n.Reason)
		}
	}
	if got != "中心主任：提级报主任" {
		t.Errorf("at noon goes %q", got)
	}
}

// What was given up since the workday before is told on the first day that is planned, too.
func TestClerkNews_lettersThatWereGivenUpYesterday(t *testing.T) {
	t.Parallel()
	d := newLetterDays(t, func(*Rules) {})
	ctx, yesterday := context.Background(), (tuesday-1).At(10, 0, dbtest.Zone)
	l := db.NewNotice{Key: "x", Reason: msg.Words("r"), NotBefore: yesterday, Letter: letter.Letter{Kind: letter.KindOutcome, To: "技术服务部负责人"}}
	if err := d.Record(ctx, yesterday, db.Record{Notices: []db.NewNotice{l}}); err != nil {
		t.Fatal(err)
	}
	for hour := range 3 { // a no that no other letter can put to the test is believed the third time
		at := yesterday.Add(time.Duration(2*hour) * time.Hour)
		claimed, err := d.Claim(ctx, at, checklist.Hours{}, 1, time.Minute, func(all []db.Notice) { all[0].Raw, all[0].Address = []byte("x"), "jsb@djzx.example" })
		if err != nil || len(claimed) != 1 {
			t.Fatal(claimed, err)
		}
		gone := db.Outcome{State: checklist.AttemptFailed, Code: "5.1.1", Refusal: db.Refusal{Cause: string(rejection.NoMailbox), Answer: "550", Wait: func(int) time.Duration { return time.Hour }}}
		if err := d.Finish(ctx, at, claimed[0], gone); err != nil {
			t.Fatal(err)
		}
	}
	got := ""
	for _, n := range d.plan(tuesday, letter.KindClerk) {
		for _, todo := range n.Letter.Clerk.Todo {
			got += chinese(todo.What)
		}
	}
	if got != "上一工作日以来有1封信未能发出" {
		t.Errorf("the clerk is told %q", got)
	}
}
