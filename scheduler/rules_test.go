package scheduler

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/db/dbtest"
	"duban/internal/msg"
	"duban/internal/words"
	"duban/scheduler/calendar"
)

func chinese(m msg.Message) string { return words.Say(words.Chinese, m) }

func saidTodo(t letter.Todo) string { return chinese(t.What) + " | " + chinese(t.Do) }

// Tuesday 21 April 2026: 30 April is seven workdays away.
var tuesday = checklist.Date(2026, 4, 21)

func testRules(t testing.TB) Rules {
	t.Helper()
	cal, err := calendar.New()
	if err != nil {
		t.Fatal(err)
	}
	dir, err := checklist.NewDirectory([]checklist.Entry{
		{Kind: checklist.Post, Name: "中心主任", Mail: "zr@djzx.example", Duties: []checklist.Duty{checklist.DutyDirector}},
		{Kind: checklist.Department, Name: "综合部", Mail: "zhb@djzx.example", Supervisor: "中心主任", Duties: []checklist.Duty{checklist.DutyClerk}},
		{Kind: checklist.Department, Name: "技术服务部", Mail: "jsb@djzx.example", Supervisor: "中心主任"},
	})
	if err != nil {
		t.Fatal(err)
	}
	return Rules{Calendar: cal, Ladder: DefaultLadder(), Directory: dir, DigestOn: time.Monday}
}

func owed(no int, party string, change ...func(*db.Owed)) *db.Owed {
	o := &db.Owed{Assignment: checklist.Assignment{ID: int64(no), Item: int64(no), No: no, Party: party, Role: checklist.Lead, State: checklist.Open,
		Round: 1, Opened: tuesday - 20, Original: tuesday + 9, Deadline: tuesday + 9},
		FirstTo: "jsb@djzx.example ", FirstOn: tuesday - 20}
	for _, c := range change {
		c(o)
	}
	return o
}

// What the clerk is told of the ledger, one row a rule.
func TestClerkNews_whatNeedsAHand(t *testing.T) {
	t.Parallel()
	r := testRules(t)
	undatedPart := func(o *db.Owed) { o.Deadline = 0 }
	contacts := map[int64]db.Contact{1: {Reminded: 3}, 2: {Reminded: 2}, 3: {Reminded: 9}, 4: {Reminded: 3}, 5: {Reminded: 3}}
	december := checklist.Date(2026, time.December, 1)
	monday := (tuesday - 1).At(15, 0, dbtest.Zone).UnixMilli()
	absent := r
	absent.Directory = r.Directory.Acting([]checklist.Absence{{Person: "技术服务部负责人", First: tuesday - 3, Last: tuesday + 3}}, tuesday)
	tests := []struct {
		name string
		todo []letter.Todo
		want []string
	}{
		{"a party that has left", r.unknownParties(ledger{said: []*db.Owed{owed(3, "档案部"), owed(1, "档案部"), owed(2, "技术服务部"),
			owed(4, "档案部", func(o *db.Owed) { o.State = checklist.Waived }), owed(5, "信息部")}}),
			[]string{"通讯录里没有“档案部”，第1项、第3项无人收信 | 在通讯录里补上后：duban reload；或移交：duban reassign 3 --to 部门 --why 理由",
				"通讯录里没有“信息部”，第5项无人收信 | 在通讯录里补上后：duban reload；或移交：duban reassign 5 --to 部门 --why 理由"}},
		{"three letters without an answer", r.silence(ledger{facts: facts{contacts: contacts}, said: []*db.Owed{owed(1, "技术服务部"), owed(3, "技术服务部")}}),
			[]string{"3次提醒无回复、无退信：技术服务部负责人 | 建议电话催办"}},
		{"two letters are not three", r.silence(ledger{facts: facts{contacts: contacts}, said: []*db.Owed{owed(2, "技术服务部")}}), nil},
		{"an answer came", r.silence(ledger{facts: facts{contacts: contacts}, said: []*db.Owed{owed(1, "技术服务部", func(o *db.Owed) { o.AnswerMs = 1 })}}), nil},
		{"a joint part", r.silence(ledger{facts: facts{contacts: contacts}, said: []*db.Owed{owed(1, "技术服务部", func(o *db.Owed) { o.Role = checklist.Joint })}}), nil},
		{"a claim waits", r.silence(ledger{facts: facts{contacts: contacts}, said: []*db.Owed{owed(1, "技术服务部", func(o *db.Owed) { o.State = checklist.Submitted })}}), nil},
		{"whose letters come back is not called", r.silence(ledger{facts: facts{contacts: contacts, faults: map[string]db.AddressFault{"jsb@djzx.example": {Fault: msg.Words("x")}}}, said: []*db.Owed{owed(1, "技术服务部")}}), nil},
		{"no day was read", undated(ledger{facts: facts{on: tuesday}, said: []*db.Owed{owed(4, "技术服务部", undatedPart), owed(2, "技术服务部", undatedPart), owed(7, "技术服务部")}}),
			[]string{"第2项、第4项时限待定，已请责任人报拟完成日期 | 定下后：duban extend 4 --to 日期"}},
		{"that opens today", undated(ledger{facts: facts{on: tuesday}, said: []*db.Owed{owed(4, "技术服务部", undatedPart, func(o *db.Owed) { o.Opened = tuesday })}}),
			[]string{"第4项时限待定，已请责任人报拟完成日期 | 定下后：duban extend 4 --to 日期"}},
		{"that opens tomorrow", undated(ledger{facts: facts{on: tuesday}, said: []*db.Owed{owed(4, "技术服务部", undatedPart, func(o *db.Owed) { o.Opened = tuesday + 1 })}}), nil},
		{"that is done", undated(ledger{facts: facts{on: tuesday}, said: []*db.Owed{owed(4, "技术服务部", undatedPart, func(o *db.Owed) { o.State = checklist.Submitted })}}), nil},
		{"a year without a notice", r.calendarNews(ledger{facts: facts{on: tuesday}, forecast: map[int]bool{2027: true}}), []string{"2027年放假安排未导入，日期暂按周末推算 | 国务院办公厅通知公布后，粘贴原文：duban holidays add"}},
		{"the year that runs, too, and none that is over", r.calendarNews(ledger{facts: facts{on: tuesday}, forecast: map[int]bool{2025: true, 2026: true}}), []string{"2026年放假安排未导入，日期暂按周末推算 | 国务院办公厅通知公布后，粘贴原文：duban holidays add"}},
		{"November does not ask", r.calendarNews(ledger{facts: facts{on: december - 1}, forecast: map[int]bool{}}), nil},
		{"December does", r.calendarNews(ledger{facts: facts{on: december}, forecast: map[int]bool{}}), []string{"2027年放假安排未导入，日期暂按周末推算 | 国务院办公厅通知公布后，粘贴原文：duban holidays add"}},
		{"away without a substitute", r.awayNews(ledger{facts: facts{on: tuesday}, notes: []db.Note{{Person: "技术服务部负责人", AwayUntil: tuesday}}}),
			[]string{"技术服务部负责人自动回复外出至4月21日，没有人代办 | duban away 技术服务部 --to 2026-04-21 --substitute 部门"}},
		{"of whom the clerk knows", absent.awayNews(ledger{facts: facts{on: tuesday}, notes: []db.Note{{Person: "技术服务部负责人", AwayUntil: tuesday}}}), nil},
		{"of whom he knows, without a day", absent.awayNews(ledger{facts: facts{on: tuesday, zone: dbtest.Zone}, notes: []db.Note{{Person: "技术服务部负责人", Text: "本人住院", AtMs: monday}}}), nil},
		{"somebody unknown, without a day", r.awayNews(ledger{facts: facts{on: tuesday, zone: dbtest.Zone}, notes: []db.Note{{Person: "某人", Text: "本人住院", AtMs: monday}}}), nil},
		{"a mail came in, and who else is asked", r.awayNews(ledger{facts: facts{on: tuesday, zone: dbtest.Zone}, notes: []db.Note{{Person: "技术服务部负责人", Text: "您的邮件已收到，本人出差", AtMs: monday}}}),
			[]string{"技术服务部负责人自动回复（4月20日），没有写明日期：“您的邮件已收到，本人出差” | 外出的：duban away 技术服务部 --to 日期 --substitute 部门；邮箱有变的：改好通讯录后 duban reload"}},
		{"something else", r.awayNews(ledger{facts: facts{on: tuesday, zone: dbtest.Zone}, notes: []db.Note{{Person: "技术服务部负责人", Text: "祝好", AtMs: monday}}}),
			[]string{"技术服务部负责人自动回复（4月20日），没有写明日期：“祝好” | 外出的：duban away 技术服务部 --to 日期 --substitute 部门；邮箱有变的：改好通讯录后 duban reload"}},
		{"what lasts has no day", undated(ledger{facts: facts{on: tuesday}, said: []*db.Owed{owed(4, "技术服务部", undatedPart, func(o *db.Owed) { o.Part = "长期坚持" })}}), nil},
		{"back since yesterday", r.awayNews(ledger{facts: facts{on: tuesday}, notes: []db.Note{{Person: "技术服务部负责人", AwayUntil: tuesday - 1}}}), nil},
		{"in hospital, nobody knows how long", r.awayNews(ledger{facts: facts{on: tuesday, zone: dbtest.Zone}, notes: []db.Note{{Person: "技术服务部负责人", Text: "本人住院，由李四代理", AtMs: monday}}}),
			[]string{"技术服务部负责人自动回复（4月20日），没有写明日期：“本人住院，由李四代理” | 外出的：duban away 技术服务部 --to 日期 --substitute 部门；邮箱有变的：改好通讯录后 duban reload"}},
		{"told of once", r.awayNews(ledger{facts: facts{on: tuesday + 1, zone: dbtest.Zone}, notes: []db.Note{{Person: "技术服务部负责人", Text: "本邮箱已停用", AtMs: monday}}}), nil},
		{"a mail came in, and no more", r.awayNews(ledger{facts: facts{on: tuesday, zone: dbtest.Zone}, notes: []db.Note{{Person: "技术服务部负责人", Text: "您好，您的邮件我已收到，会尽快回复。", AtMs: monday}}}), nil},
		{"somebody unknown", r.awayNews(ledger{facts: facts{on: tuesday}, notes: []db.Note{{Person: "某人", AwayUntil: tuesday}}}), nil},
	}
	for _, tt := range tests {
		var got []string
		for _, todo := range tt.todo {
			got = append(got, saidTodo(todo))
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s:\n%s", tt.name, diff)
		}
	}
}

func TestWeekly_isDueUntilItHasGoneAndNeverNearALetterBefore(t *testing.T) {
	t.Parallel()
	r := testRules(t)
	day := func(d int) checklist.Day { return checklist.Date(2026, 4, d) }
	for _, tt := range []struct {
		name                   string
		on, last, lapsed, plan int // days of April
		begun                  int
		want                   bool
	}{
		{"on its day", 20, 0, 0, 17, 1, true},
		{"on another day", 21, 0, 0, 20, 1, false},
		{"when its day was not planned", 21, 0, 0, 17, 1, true},
		{"the workday after its day", 7, 0, 0, 3, 1, true}, // 6 April is 清明
		{"but not on its day off", 6, 0, 0, 3, 1, false},
		{"not when one has left", 21, 20, 0, 20, 1, false},
		{"but when the last did not leave", 21, 13, 20, 20, 1, true},
		{"five workdays after a letter with news", 20, 16, 0, 17, 1, false},
		{"and then", 23, 16, 0, 22, 1, true},
		{"a week after the last", 27, 20, 0, 24, 1, true},
		{"on the day on which the list begins", 20, 0, 0, 17, 20, true},
		{"before it begins", 20, 0, 0, 17, 21, false},
	} {
		l := ledger{facts: facts{on: day(tt.on)}, running: oneList{begun: day(tt.begun)}, planned: day(tt.plan)}
		last := db.Reported{}
		if tt.last > 0 {
			last.OfDay = day(tt.last)
		}
		if tt.lapsed > 0 {
			last.Lapsed = day(tt.lapsed)
		}
		if got := r.weekly(l, last); got != tt.want {
			t.Errorf("%s: %v", tt.name, got)
		}
	}
}

func TestNews_isWhatTheLastLetterDidNotTell(t *testing.T) {
	t.Parallel()
	line := func(id int64, h letter.Heading, version int64) letter.Line {
		return letter.Line{Assignment: id, Heading: h, ClaimVersion: version}
	}
	was := []letter.Line{line(1, letter.HeadingOverdue, 0), line(2, letter.HeadingWaiting, 4)}
	for name, tt := range map[string]struct {
		line letter.Line
		want int
	}{
		"late still":          {line(1, letter.HeadingOverdue, 3), 0},
		"late now":            {line(3, letter.HeadingOverdue, 0), 1},
		"the same claim":      {line(2, letter.HeadingWaiting, 4), 0},
		"a claim added to":    {line(2, letter.HeadingWaiting, 6), 1},
		"late, and claimed":   {line(1, letter.HeadingWaiting, 7), 1},
		"late by another day": {letter.Line{Assignment: 1, Heading: letter.HeadingOverdue, Deadline: tuesday}, 1},
	} {
		if got := newIn([]letter.Line{tt.line}, was); got != tt.want {
			t.Errorf("%s: %d", name, got)
		}
	}
	last := letter.Letter{Clerk: &letter.ClerkNews{Todo: []letter.Todo{{What: msg.Words("3次提醒无回复"), About: []string{"silent/甲"}}, {What: msg.Words("磁盘将满")}}}}
	if news := newsFor([]letter.Todo{{What: msg.Words("4次提醒无回复"), About: []string{"silent/甲"}}, {What: msg.Words("磁盘将满")}}, last); len(news) != 0 {
		t.Errorf("the clerk knows of %+v", news)
	}
	if news := newsFor([]letter.Todo{{What: msg.Words("3次提醒无回复"), About: []string{"silent/甲", "silent/乙"}}, {What: msg.Words("磁盘已满")}}, last); len(news) != 2 {
		t.Errorf("the clerk does not know of all of %+v", news)
	}
}

func TestAbsence_namesThePersonAndTheDays(t *testing.T) {
	t.Parallel()
	monday := tuesday - 1
	for name, n := range map[string]db.Note{
		"张三自动回复（4月20日）：已收到":               {Person: "张三"},
		"张三外出至4月21日，自动回复（4月20日）：已收到":      {Person: "张三", AwayUntil: tuesday},
		"张三4月20日至4月21日外出，自动回复（4月20日）：已收到": {Person: "张三", AwayFrom: monday, AwayUntil: tuesday},
	} {
		n.AtMs, n.Text = monday.At(9, 0, dbtest.Zone).UnixMilli(), "已收到"
		if got := chinese(facts{on: tuesday, zone: dbtest.Zone}.noted(n)); got != name {
			t.Errorf("%s, want %s", got, name)
		}
	}
}

func TestRules_departmentsCountWhatWasDue(t *testing.T) {
	t.Parallel()
	r := testRules(t)
	zone := dbtest.Zone
	at := func(d checklist.Day) int64 { return d.At(10, 0, zone).UnixMilli() }
	due := tuesday - 4 // Friday the 17th
	part := func(change func(*db.Owed)) db.Owed {
		return *owed(1, "甲部", func(o *db.Owed) { o.Deadline, o.Original = due, due }, change)
	}
	tests := map[string]struct {
		o    db.Owed
		want letter.Dept
	}{
		"overdue":                 {part(func(*db.Owed) {}), letter.Dept{Lead: 1, Overdue: 1, Due: 1}},
		"due today":               {part(func(o *db.Owed) { o.Deadline, o.Original = tuesday, tuesday }), letter.Dept{Lead: 1}},
		"claimed on the last day": {part(func(o *db.Owed) { o.State, o.ClaimedMs = checklist.Submitted, at(due) }), letter.Dept{Lead: 1, Due: 1, OnTime: 1, Original: 1}},
		"claimed a day late":      {part(func(o *db.Owed) { o.State, o.ClaimedMs = checklist.Submitted, at(due+1) }), letter.Dept{Lead: 1, Due: 1}},
		"accepted early": {part(func(o *db.Owed) {
			o.State, o.ClosedMs, o.Deadline, o.Original = checklist.Accepted, at(due), tuesday+9, tuesday+9
		}), letter.Dept{Lead: 1, Accepted: 1, Due: 1, OnTime: 1, Original: 1}},
		"extended, and in time for that": {part(func(o *db.Owed) { o.State, o.ClaimedMs, o.Original = checklist.Submitted, at(due), due-1 }), letter.Dept{Lead: 1, Due: 1, OnTime: 1, Extended: 1}},
		"the first day it has":           {part(func(o *db.Owed) { o.Original = 0 }), letter.Dept{Lead: 1, Overdue: 1, Due: 1}},
		"returned twice":                 {part(func(o *db.Owed) { o.Returns = 2 }), letter.Dept{Lead: 1, Overdue: 1, Due: 1, Returned: 2}},
		"reopened after a claim":         {part(func(o *db.Owed) { o.ClaimedMs = at(due) }), letter.Dept{Lead: 1, Overdue: 1, Due: 1}},
		"accepted without a day":         {part(func(o *db.Owed) { o.State, o.ClosedMs, o.Deadline, o.Original = checklist.Accepted, at(due), 0, 0 }), letter.Dept{Lead: 1, Accepted: 1, Due: 1, OnTime: 1, Original: 1}},
	}
	for name, tt := range tests {
		tt.want.Name = "甲部"
		got := r.Departments([]db.Owed{tt.o, *owed(2, "乙部", func(o *db.Owed) { o.State = checklist.Waived }), *owed(3, "乙部", func(o *db.Owed) { o.Role = checklist.Joint })}, tuesday, zone)
		if diff := cmp.Diff([]letter.Dept{tt.want}, got); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
	}
}

func TestRank_whoComesFirst(t *testing.T) {
	t.Parallel()
	better := [][2]letter.Dept{
		{{Due: 1}, {Due: 0, Overdue: -1}},
		{{Due: 3, OnTime: 2}, {Due: 2, OnTime: 1}},
		{{Due: 2, OnTime: 1, Original: 1}, {Due: 4, OnTime: 2, Original: 1}},
		{{Due: 2, OnTime: 1, Overdue: 1}, {Due: 2, OnTime: 1, Overdue: 2}},
		{{Due: 2, OnTime: 1, Returned: 1}, {Due: 2, OnTime: 1, Returned: 2}},
	}
	for _, pair := range better {
		for _, rows := range [][]letter.Dept{{pair[0], pair[1]}, {pair[1], pair[0]}} {
			if got := Rank(rows); got[0] != pair[0] {
				t.Errorf("%+v comes before %+v", got[0], got[1])
			}
		}
	}
}

func TestRules_itemStandings(t *testing.T) {
	t.Parallel()
	r := testRules(t)
	with := func(state checklist.State, deadline checklist.Day, more ...func(*db.Owed)) db.Owed {
		return *owed(1, "甲部", append([]func(*db.Owed){func(o *db.Owed) { o.State, o.Deadline = state, deadline }}, more...)...)
	}
	later := func(o *db.Owed) { o.Opened = tuesday + 1 }
	today := func(o *db.Owed) { o.Opened = tuesday }
	joint := func(o *db.Owed) { o.Role = checklist.Joint }
	for _, tt := range []struct {
		name string
		item []db.Owed
		want Standing
	}{
		{"overdue", []db.Owed{with(checklist.Open, tuesday-1)}, StandingRed},
		{"due today", []db.Owed{with(checklist.Open, tuesday)}, StandingAmber},
		{"three workdays left", []db.Owed{with(checklist.Open, tuesday+3)}, StandingAmber},
		{"four workdays left", []db.Owed{with(checklist.Open, tuesday+6)}, StandingGreen},
		{"no day", []db.Owed{with(checklist.Open, 0)}, StandingGreen},
		{"the nearest counts", []db.Owed{with(checklist.Open, tuesday+20), with(checklist.Open, tuesday-1), with(checklist.Open, tuesday+30), with(checklist.Open, 0)}, StandingRed},
		{"waiting before what is in time", []db.Owed{with(checklist.Submitted, tuesday-1), with(checklist.Open, tuesday+20)}, StandingReview},
		{"late before waiting", []db.Owed{with(checklist.Submitted, tuesday-1), with(checklist.Open, tuesday-1)}, StandingRed},
		{"waiting", []db.Owed{with(checklist.Submitted, tuesday-1), with(checklist.Accepted, tuesday)}, StandingReview},
		{"a part that begins tomorrow", []db.Owed{with(checklist.Open, tuesday+3, later)}, StandingGreen},
		{"a part that begins today", []db.Owed{with(checklist.Open, tuesday+3, today)}, StandingAmber},
		{"all closed", []db.Owed{with(checklist.Accepted, tuesday), with(checklist.Waived, tuesday), with(checklist.Open, tuesday-1, joint)}, StandingClosed},
	} {
		if got := r.ItemStanding(tt.item, tuesday); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
	items := ByItem([]db.Owed{*owed(1, "甲"), *owed(1, "乙"), *owed(2, "甲")})
	if len(items) != 2 || len(items[0]) != 2 || len(items[1]) != 1 {
		t.Errorf("grouped as %v", items)
	}
	counts := r.Count([]db.Owed{*owed(1, "甲", func(o *db.Owed) { o.State = checklist.Accepted }), *owed(2, "甲", func(o *db.Owed) { o.State = checklist.Submitted }),
		*owed(3, "甲", func(o *db.Owed) { o.Deadline = tuesday - 1 }), *owed(4, "甲", func(o *db.Owed) { o.Deadline = tuesday + 1 }), *owed(5, "甲", func(o *db.Owed) { o.Deadline = 0 })}, tuesday)
	if want := (letter.Counts{Total: 5, Accepted: 1, Review: 1, Green: 1, Amber: 1, Red: 1}); counts != want {
		t.Errorf("counted %+v", counts)
	}
	for s, want := range map[Standing]string{StandingClosed: "已销号", StandingReview: "待审核", StandingRed: "逾期", StandingAmber: "临近", StandingGreen: "正常"} {
		if words.Say(words.Chinese, s.Message()) != want {
			t.Errorf("%s is %s", s, words.Say(words.Chinese, s.Message()))
		}
	}
}

func TestReasonOf_namesNoMoreThanFitsInALetter(t *testing.T) {
	t.Parallel()
	for want, reasons := range map[string][]string{"甲": {"甲", "甲"}, "甲；乙；丙": {"甲", "乙", "甲", "丙"}, "甲；乙等4种": {"甲", "乙", "丙", "丁"}} {
		var steps []db.Step
		for _, r := range reasons {
			steps = append(steps, db.Step{Reason: msg.Words(r)})
		}
		if got := words.Say(words.Chinese, reasonOf(steps)); got != want {
			t.Errorf("%v: %s, want %s", reasons, got, want)
		}
	}
}

func TestSortLines_theMostUrgentFirst(t *testing.T) {
	t.Parallel()
	line := func(no int, c letter.Colour, role checklist.Role, deadline checklist.Day) letter.Line {
		return letter.Line{No: no, Colour: c, Role: role, Deadline: deadline}
	}
	want := []letter.Line{line(9, letter.Red, checklist.Lead, 5), line(8, letter.Red, checklist.Joint, 1), line(7, letter.Amber, checklist.Lead, 6),
		line(2, letter.Green, checklist.Lead, 7), line(3, letter.Green, checklist.Lead, 7), line(1, letter.Green, checklist.Lead, 0)}
	for shift := range want {
		lines := append(append([]letter.Line{}, want[shift:]...), want[:shift]...)
		sortLines(lines)
		if diff := cmp.Diff(want, lines); diff != "" {
			t.Error(diff)
		}
	}
}

func TestBatches_wholePeopleInHalves(t *testing.T) {
	t.Parallel()
	for n, want := range map[int]string{0: "0 0", 1: "1 0", 2: "1 1", 3: "2 1", 4: "2 2"} {
		one, other := make(batch, n).halves()
		if got := fmt.Sprint(len(one), len(other)); got != want {
			t.Errorf("%d people are %s, want %s", n, got, want)
		}
	}
	r := testRules(t)
	due := []db.DueParty{{Party: "技术服务部", Due: 2}, {Party: "综合部", Due: 1}, {Party: "技术服务部", Due: 1}, {Party: "档案部", Due: 1}, {Party: "中心主任", Due: 1}}
	for most, want := range map[int]string{1: "[[[技术服务部]] [[综合部]] [[档案部]] [[中心主任]]]", 3: "[[[技术服务部]] [[综合部] [档案部] [中心主任]]]", 4: "[[[技术服务部] [综合部]] [[档案部] [中心主任]]]", 9: "[[[技术服务部] [综合部] [档案部] [中心主任]]]"} {
		if got := fmt.Sprint(r.batches(due, most)); got != want {
			t.Errorf("at most %d: %s, want %s", most, got, want)
		}
	}
}

func TestFacts_whyALetterWouldNotArrive(t *testing.T) {
	t.Parallel()
	f := facts{faults: map[string]db.AddressFault{"a@x.example": {Fault: msg.Words("5.1.1")}}}
	for want, who := range map[string]checklist.Person{"": {Mail: "b@x.example"}, "邮箱缺失": {}, "邮箱退信（地址不存在或已停用）": {Mail: "a@x.example"}} {
		if got := words.Say(words.Chinese, f.unreachable(who, true)); got != want {
			t.Errorf("%s: %s, want %s", who.Mail, got, want)
		}
	}
	if got := words.Say(words.Chinese, f.unreachable(checklist.Person{Mail: "b@x.example"}, false)); got != "通讯录中没有责任人" {
		t.Error(got)
	}
}

func TestRules_spreadOverAWindow(t *testing.T) {
	t.Parallel()
	r := Rules{Spread: 8 * time.Minute}
	at := time.Unix(1000, 0)
	letters := make([]db.PlannedLetter, 2)
	for i := range letters {
		letters[i].Notice.NotBefore = at
	}
	r.spread(letters, 2, 4)
	if got := letters[0].Notice.NotBefore.Sub(at); got != 4*time.Minute {
		t.Errorf("the third of four goes after %v", got)
	}
	if got := letters[1].Notice.NotBefore.Sub(at); got != 6*time.Minute {
		t.Errorf("the last of four goes after %v", got)
	}
}

func TestRules_aSubstituteIsSaidToBeOne(t *testing.T) {
	t.Parallel()
	r := testRules(t)
	for substitute, want := range map[string]string{"综合部负责人": "技术服务部负责人外出至4月23日，由综合部负责人代办", "": ""} {
		acting := r
		acting.Directory = r.Directory.Acting([]checklist.Absence{{Person: "技术服务部负责人", Substitute: substitute, First: tuesday, Last: tuesday + 2}}, tuesday)
		if got := words.Say(words.Chinese, acting.standsIn(*owed(1, "技术服务部"))); got != want {
			t.Errorf("%q: %s", substitute, got)
		}
		if got := acting.owner(*owed(1, "技术服务部"), checklist.Person{}); got.ID != "技术服务部负责人" {
			t.Errorf("the owner is %s", got.ID)
		}
	}
	if got := r.standsIn(*owed(1, "档案部")); !got.IsZero() || !r.standsIn(*owed(1, "技术服务部")).IsZero() {
		t.Errorf("got %v", got)
	}
	if got := r.owner(*owed(1, "档案部"), checklist.Person{ID: "某人"}); got.ID != "某人" {
		t.Errorf("the owner is %s", got.ID)
	}
}
