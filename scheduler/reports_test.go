package scheduler

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/db/dbtest"
	"duban/internal/msg"
	"duban/internal/words"
)

func onStore(t *testing.T) (*Scheduler, *db.Store) {
	t.Helper()
	r, store := testRules(t), dbtest.Open(t)
	return New(store, func() Rules { return r }, slog.New(slog.DiscardHandler)), store
}

// While mail has not been read for a while, nobody is accused.
func TestStale_namesTheSourceThatWasNotRead(t *testing.T) {
	t.Parallel()
	s, store := onStore(t)
	now := tuesday.At(9, 0, dbtest.Zone)
	r := Rules{StaleAfter: time.Hour}
	check := func(name string, r Rules, stale, ok string) {
		t.Helper()
		got, err := s.unread(context.Background(), r, now)
		if words.Say(words.Chinese, got.why) != stale || err != nil {
			t.Errorf("%s: %v, %v, want %q", name, got.why, err, stale)
		}
		if gotOK, err := s.mailboxOK(context.Background()); chinese(gotOK) != ok || err != nil {
			t.Errorf("%s: read %q, %v, want %q", name, gotOK, err, ok)
		}
	}
	read := func(source string, ago time.Duration) {
		t.Helper()
		if err := store.SourceOK(context.Background(), now.Add(-ago), source); err != nil {
			t.Fatal(err)
		}
	}
	check("nothing is read", r, "", "")
	read("imap/甲", time.Hour)
	check("an hour ago is not long", r, "", "4月21日08:00")
	read("imap/甲", time.Hour+time.Second)
	check("longer is", r, "收信（imap/甲）自4月21日07:59起不成功", "4月21日07:59")
	check("unless nobody asks", Rules{}, "", "4月21日07:59")
	read("imap/乙", 0)
	check("the worst counts", r, "收信（imap/甲）自4月21日07:59起不成功", "4月21日07:59（imap/甲）")
	if err := store.SourceFault(context.Background(), now, "imap/丙", msg.Words("refused")); err != nil {
		t.Fatal(err)
	}
	if got, err := s.mailboxOK(context.Background()); chinese(got) != "从未（imap/丙）" || err != nil {
		t.Errorf("%q, %v", got, err)
	}
	if got, _ := s.unread(context.Background(), r, now); !strings.Contains(words.Say(words.Chinese, got.why), "从未成功") || words.Say(words.Chinese, got.words()) != "收信从未成功，来信尚未读到" {
		t.Errorf("%v", got)
	}
}

func TestClerkNews_mailsThatWait(t *testing.T) {
	t.Parallel()
	s, store := onStore(t)
	now := tuesday.At(9, 0, dbtest.Zone)
	for i, disposition := range []db.Disposition{{State: checklist.MailQuarantined, Person: "技术服务部负责人", Reason: msg.Words("没有编号")}, {State: checklist.MailAsked, Reason: msg.Words("涉及多项")}, {State: checklist.MailFiled, Reason: msg.Words("登记")}} {
		m, _, err := store.Receive(context.Background(), now, db.Arrival{Raw: fmt.Append(nil, i), Source: "lmtp"})
		if err != nil {
			t.Fatal(err)
		}
		disposition.ID = m.ID
		if err := store.Record(context.Background(), now, db.Record{Mails: []db.Disposition{disposition}}); err != nil {
			t.Fatal(err)
		}
	}
	news, err := s.clerkNews(context.Background(), testRules(t), ledger{facts: facts{on: tuesday}}, now)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, todo := range news.Todo {
		got = append(got, saidTodo(todo))
	}
	want := []string{"待归档：技术服务部负责人（没有编号） | duban quarantine show 1", "已询问序号、尚未答复：通讯录以外的来信（涉及多项） | duban quarantine show 2"}
	if diff := cmp.Diff(want, got); diff != "" || chinese(news.Foot) != "今日发信0封（含本信），其中排期前已发0封" {
		t.Errorf("%s\n%s", news.Foot, diff)
	}
}

func TestNextStep_whatHasNoDayIsAskedAfterAtAPace(t *testing.T) {
	t.Parallel()
	r := testRules(t)
	opened := checklist.Date(2026, 3, 2)
	for part, want := range map[string]string{
		"":     "2026-03-09 2026-03-16 2026-03-23",
		"长期坚持": "",
	} {
		o := *owed(1, "甲部", func(o *db.Owed) { o.Deadline, o.Opened, o.FirstOn, o.Part = 0, opened, opened, part })
		var days []string
		after := opened
		for range 3 {
			next, ok := r.NextStep(o, after)
			if !ok || next.kind() != StepAsk {
				t.Fatalf("%s: %+v, %v", part, next, ok)
			}
			days = append(days, next.Day.String())
			after = next.Day
		}
		if months := checklist.Pace(part); months > 0 {
			want = ""
			for n := 1; n <= 3; n++ {
				want += r.Calendar.OnOrAfter(opened.AddMonths(months*n)).String() + " "
			}
			want = strings.TrimSpace(want)
		}
		if got := strings.Join(days, " "); got != want {
			t.Errorf("%q: asked on %s, want %s", part, got, want)
		}
		if steps := r.steps(o, opened, after); len(steps) != 4 || steps[3].Day != after {
			t.Errorf("%q: steps %v by %s", part, steps, after)
		}
	}
	if _, ok := r.NextStep(*owed(1, "甲部", func(o *db.Owed) { o.Deadline, o.Opened = 0, 0 }), tuesday); ok {
		t.Error("what never opened is asked after")
	}
}

func TestFactsLine_whoTakesPart(t *testing.T) {
	t.Parallel()
	r := testRules(t)
	answered := time.Date(2026, 4, 20, 9, 0, 0, 0, dbtest.Zone).UnixMilli()
	mate := func(party string, role checklist.Role, state checklist.State, ms int64) db.Mate {
		return db.Mate{Item: 1, Party: party, Role: role, State: state, AnswerMs: ms}
	}
	f := facts{on: tuesday, zone: dbtest.Zone, mates: map[int64][]db.Mate{1: {
		mate("甲部", checklist.Lead, checklist.Open, 0), mate("乙部", checklist.Lead, checklist.Open, answered),
		mate("丙部", checklist.Joint, checklist.Open, answered), mate("丁部", checklist.Joint, checklist.Submitted, answered), mate("戊部", checklist.Joint, checklist.Waived, 0),
		{Item: 1, Part: "另一次", Party: "己部", Role: checklist.Joint, State: checklist.Open},
	}}}
	lead := f.line(r, *owed(1, "甲部"))
	if got := words.Say(words.Chinese, joined(slices.Concat(lead.Missing, lead.Answered)...)); got != "丙部（信不能送达）；丁部（4月20日）" {
		t.Errorf("to the lead: %s", got)
	}
	joint := f.line(r, *owed(1, "丙部", func(o *db.Owed) { o.Role = checklist.Joint }))
	if got := fmt.Sprint(joint.Missing, joint.Answered, joint.LeadParty); got != "[] []甲部、乙部" {
		t.Errorf("to a joint party: %s", got)
	}
	if lead.Original != 0 || f.line(r, *owed(1, "甲部", func(o *db.Owed) { o.Original-- })).Original != tuesday+8 {
		t.Error("an extended deadline names the one before")
	}
}

func TestOverview_whatASupervisorReads(t *testing.T) {
	t.Parallel()
	for want, o := range map[string]*db.Owed{
		"已销号":            owed(1, "甲部", func(o *db.Owed) { o.State = checklist.Accepted }),
		"已同意延期至5月1日（周五）": owed(1, "甲部", func(o *db.Owed) { o.Deadline = checklist.Date(2026, 5, 1) }),
		"已转由甲部办理":        owed(1, "甲部"),
	} {
		if got := words.Say(words.Chinese, settledWords(*o)); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	lines := []letter.Line{{Step: StepSettled, Colour: letter.Red}, {Colour: letter.Red}, {Colour: letter.Red}, {Colour: letter.Amber}}
	if got := words.Say(words.Chinese, overviewReason(lines)); got != "分管的责任：逾期2份，临近1份，报过的已了结1份" {
		t.Error(got)
	}
}

// A first letter that is still to go today is to come; what has gone, or would go after
// the hours of the day, is not.
func TestSeenFrom(t *testing.T) {
	t.Parallel()
	r := testRules(t)
	r.Hours = checklist.Hours{From: 8*time.Hour + 30*time.Minute, Until: 18 * time.Hour}
	first := func(o *db.Owed) { o.Opened, o.FirstOn, o.FirstTo = tuesday, 0, "" }
	for name, tt := range map[string]struct {
		o    *db.Owed
		now  time.Time
		want string
	}{
		"before the letters of the day": {owed(1, "技术服务部", first), tuesday.At(8, 0, dbtest.Zone), "04-21 assign"},
		"a moment after the import":     {owed(1, "技术服务部", first), tuesday.At(17, 59, dbtest.Zone), "04-21 assign"},
		"in the evening":                {owed(1, "技术服务部", first), tuesday.At(18, 0, dbtest.Zone), "04-22 assign"},
		"on a day off":                  {owed(1, "技术服务部", first), (tuesday + 4).At(9, 0, dbtest.Zone), "04-27 assign"},
		"given in advance":              {owed(1, "技术服务部", first, func(o *db.Owed) { o.Opened = tuesday + 1 }), tuesday.At(9, 0, dbtest.Zone), "04-22 assign"},
		"whose first letter has gone":   {owed(1, "技术服务部", func(o *db.Owed) { o.FirstOn = tuesday }), tuesday.At(9, 0, dbtest.Zone), "04-23 remind-5"},
	} {
		next, ok := r.NextStep(*tt.o, r.SeenFrom(*tt.o, tt.now, dbtest.Zone))
		if got := next.Day.String()[5:] + " " + next.Name; !ok || got != tt.want {
			t.Errorf("%s: %s, want %s", name, got, tt.want)
		}
	}
}

func TestOutlook_whatIsToComeIfNothingHappens(t *testing.T) {
	t.Parallel()
	s, store := onStore(t)
	if err := store.AddAbsence(context.Background(), tuesday.At(9, 0, dbtest.Zone), checklist.Absence{Person: "技术服务部负责人", Substitute: "综合部负责人", First: tuesday + 8, Last: tuesday + 8}, "clerk"); err != nil {
		t.Fatal(err)
	}
	list := func(o *db.Owed) (out []string) {
		coming, err := s.Outlook(context.Background(), *o, tuesday.At(20, 0, dbtest.Zone))
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range coming {
			out = append(out, fmt.Sprint(c.Day.String()[5:], " ", c.Name, " ", c.To))
		}
		return out
	}
	deadline := tuesday + 9 // Thursday 30 April
	want := []string{"04-23 remind-5 技术服务部负责人", "04-27 remind-3 技术服务部负责人", "04-29 remind-1 综合部负责人", "04-30 due 技术服务部负责人",
		"05-06 overdue+1 技术服务部负责人", "05-07 overdue+2 技术服务部负责人", "05-07 escalate-1 中心主任", "05-08 overdue+3 技术服务部负责人",
		"05-11 overdue+5 技术服务部负责人", "05-11 escalate-2 中心主任", "05-18 overdue+10 技术服务部负责人"} // 9 May is a make-up workday
	open := owed(1, "技术服务部", func(o *db.Owed) { o.Deadline, o.LastStep = deadline, "remind-10" })
	if diff := cmp.Diff(want, list(open)); diff != "" {
		t.Errorf("an open one:\n%s", diff)
	}
	joint := owed(1, "技术服务部", func(o *db.Owed) { o.Deadline, o.LastStep, o.Role = deadline, "remind-3", checklist.Joint })
	if diff := cmp.Diff(slices.DeleteFunc(want[2:], func(s string) bool { return strings.Contains(s, "escalate") }), list(joint)); diff != "" {
		t.Errorf("a joint one:\n%s", diff)
	}
	if got := list(owed(1, "技术服务部", func(o *db.Owed) { o.State = checklist.Submitted })); got != nil {
		t.Errorf("one that waits for a verdict: %v", got)
	}
	asked := list(owed(1, "技术服务部", func(o *db.Owed) { o.Deadline, o.Opened = 0, tuesday }))
	if fmt.Sprint(asked) != "[04-28 ask+1 技术服务部负责人]" {
		t.Errorf("one without a day: %v", asked)
	}
	unknown, err := s.Outlook(context.Background(), *owed(1, "档案部", func(o *db.Owed) { o.Deadline, o.LastStep = deadline, "remind-1" }), tuesday.At(20, 0, dbtest.Zone))
	if err != nil || len(unknown) == 0 || unknown[0].To != "档案部" || !strings.HasSuffix(words.Say(words.Chinese, unknown[0].Reason), "；通讯录中没有责任人，将报上级") {
		t.Errorf("nobody in the directory: %+v, %v", unknown, err)
	}
}
