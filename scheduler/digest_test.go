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

// letterDays is an office with a reviewer, planned day by day.
type letterDays struct {
	*testing.T
	*Scheduler
	*db.Store
}

func newLetterDays(t *testing.T, change func(*Rules)) *letterDays {
	t.Helper()
	r, store := withReviewer(t), dbtest.Open(t)
	change(&r)
	return &letterDays{T: t, Scheduler: New(store, func() Rules { return r }, slog.New(slog.DiscardHandler)), Store: store}
}

// plan plans a day and sends its letters, and returns those of some kinds.
func (d *letterDays) plan(on checklist.Day, kinds ...letter.Kind) (letters []db.Notice) {
	d.Helper()
	ctx, at := context.Background(), on.At(9, 0, dbtest.Zone)
	if _, err := d.PlanDue(ctx, at); err != nil {
		d.Fatal(err)
	}
	claimed, err := d.Claim(ctx, at, checklist.Hours{}, 100, time.Minute, func(all []db.Notice) {
		for i := range all {
			all[i].Raw, all[i].Address = []byte("x"), "x@djzx.example"
		}
	})
	if err != nil {
		d.Fatal(err)
	}
	for _, n := range claimed {
		if err := d.Finish(ctx, at, n, db.Outcome{State: "sent", Code: "250"}); err != nil {
			d.Fatal(err)
		}
	}
	all, err := d.Notices(ctx, db.NoticeFilter{On: on})
	if err != nil {
		d.Fatal(err)
	}
	return slices.DeleteFunc(all, func(n db.Notice) bool { return !slices.Contains(kinds, n.Kind) })
}

// happens lets something befall the item of a number, in the afternoon of a day.
func (d *letterDays) happens(on checklist.Day, title string, no int, e checklist.Event) {
	d.Helper()
	all, err := d.Ledger(context.Background())
	if err != nil {
		d.Fatal(err)
	}
	for _, o := range all {
		if o.Title == title && o.No == no {
			e.Assignment = o.ID
		}
	}
	if err := d.Record(context.Background(), on.At(15, 0, dbtest.Zone), db.Record{Events: []checklist.Event{e}}); err != nil {
		d.Fatal(err)
	}
}

// A reviewer hears of what waits for a verdict when it is new, else weekly, and of nothing
// else.
func TestReviews_whatWaitsIsToldWhenItIsNew(t *testing.T) {
	t.Parallel()
	d := newLetterDays(t, func(*Rules) {})
	give(t, d.Store, "清单", tuesday-4, "技术服务部", "综合部")
	claim := checklist.Event{Kind: checklist.EventSubmitted, Actor: "技术服务部负责人"}
	for _, tt := range []struct {
		on   int // of April; the 36th is 6 May, the fifth workday after the 24th
		want string
	}{{21, ""}, {22, "第1期：1"}, {23, ""}, {24, "第2期：1 2"}, {27, ""}, {36, "第3期：1 2"}} {
		on := checklist.Date(2026, 4, 1) + checklist.Day(tt.on-1)
		got := ""
		for _, n := range d.plan(on, letter.KindReview) {
			got += fmt.Sprintf("第%d期：", n.Letter.Digest.No)
			var nos []string
			for _, x := range n.Letter.Digest.Review {
				nos = append(nos, fmt.Sprint(x.No))
			}
			got += strings.Join(nos, " ")
			if n.Person != "分管副主任" || n.Letter.Digest.Overdue != nil || n.Letter.Digest.Depts != nil {
				t.Errorf("%s: %s reads %+v", on, n.Person, n.Letter.Digest)
			}
		}
		if got != tt.want {
			t.Errorf("%s: %q, want %q", on, got, tt.want)
		}
		switch on {
		case tuesday:
			d.happens(on, "清单", 1, claim)
		case tuesday + 2:
			d.happens(on, "清单", 2, claim)
		}
	}
}

// Of a list in which nothing is left to do the director has a last report, with what was
// not struck off and why; beside others it bears its title.
func TestClosings_theLastReportOfAList(t *testing.T) {
	t.Parallel()
	d := newLetterDays(t, func(*Rules) {})
	give(t, d.Store, "清单", tuesday+9, "技术服务部", "综合部")
	d.plan(tuesday, letter.KindDigest)
	d.happens(tuesday, "清单", 1, checklist.Event{Kind: checklist.EventSubmitted, Actor: "技术服务部负责人"})
	d.happens(tuesday, "清单", 1, checklist.Event{Kind: checklist.EventAccepted, Actor: "中心主任"})
	if got := closed(d.plan(tuesday+1, letter.KindDigest)); got != nil {
		t.Errorf("one item is left: %v", got)
	}
	d.happens(tuesday+1, "清单", 2, checklist.Event{Kind: checklist.EventWaived, Actor: "中心主任", Reason: msg.Words("上级已取消")})
	for i, want := range [][]string{{" 第2项：上级已取消"}, nil} {
		if diff := cmp.Diff(want, closed(d.plan(tuesday+2+checklist.Day(i), letter.KindDigest))); diff != "" {
			t.Error(diff)
		}
	}
	give(t, d.Store, "又一份", tuesday+9, "技术服务部")
	d.plan(tuesday+6, letter.KindDigest)
	d.happens(tuesday+6, "又一份", 1, checklist.Event{Kind: checklist.EventWaived, Actor: "中心主任", Reason: msg.Words("并入下年")})
	if diff := cmp.Diff([]string{"又一份 第1项：并入下年"}, closed(d.plan(tuesday+7, letter.KindDigest))); diff != "" {
		t.Error(diff)
	}
}

func closed(letters []db.Notice) (said []string) {
	for _, n := range letters {
		if n.Letter.Digest.Closing {
			line := n.Letter.Digest.Title
			for _, u := range n.Letter.Digest.Unfinished {
				line += fmt.Sprintf(" 第%d项：%s", u.No, words.Say(words.Chinese, u.Why))
			}
			said = append(said, line)
		}
	}
	return said
}

// What the digest gathers of the ledger, in which order.
func TestDigest_whatItGathers(t *testing.T) {
	t.Parallel()
	s, store := onStore(t)
	if err := store.SourceOK(context.Background(), tuesday.At(8, 0, dbtest.Zone), "imap/甲"); err != nil {
		t.Fatal(err)
	}
	late := func(no int, by checklist.Day, change ...func(*db.Owed)) *db.Owed {
		return owed(no, "技术服务部", append(change, func(o *db.Owed) { o.Deadline = tuesday - by })...)
	}
	l := ledger{facts: facts{on: tuesday, zone: dbtest.Zone, faults: map[string]db.AddressFault{"zhb@djzx.example": {Fault: msg.Words("5.1.1")}}}, said: []*db.Owed{
		late(1, 1), late(2, 8), late(3, 4, isJoint), late(4, 8, func(o *db.Owed) { o.State = checklist.Accepted }), owed(5, "综合部", func(o *db.Owed) { o.Deadline = tuesday - 1 }), owed(6, "综合部"),
	}, notes: []db.Note{{Person: "张三", Text: "外出", AwayUntil: tuesday - 1}, {Person: "李四", Text: "外出", AwayUntil: tuesday}, {Person: "王五", Text: "外出"}}}
	l.running.depts.rows = []letter.Dept{{Name: "甲"}, {Name: "乙", Overdue: 2}, {Name: "丙", Overdue: 1}}
	d, err := s.digest(context.Background(), testRules(t), l)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, x := range d.Overdue {
		got = append(got, fmt.Sprintf("%d逾期%d%s", x.No, x.Late, words.Say(words.Chinese, x.Fault)))
	}
	for _, x := range d.Depts {
		got = append(got, x.Name)
	}
	for _, note := range d.Notes {
		got = append(got, chinese(note)[:6])
	}
	want := []string{"2逾期6", "1逾期1", "5逾期1邮箱退信（地址不存在或已停用）", "乙", "丙", "甲", "李四", "王五"}
	if diff := cmp.Diff(append(want, "综合部负责人邮箱退信（地址不存在或已停用）", "4月21日08:00"), append(got, chinese(d.Faults[0]), chinese(d.MailboxOK))); diff != "" {
		t.Error(diff)
	}
}

// Mails of unproven senders are told of for a week.
func TestDigest_unprovenSendersOfAWeek(t *testing.T) {
	t.Parallel()
	s, store := onStore(t)
	ctx := context.Background()
	m, _, err := store.Receive(ctx, tuesday.At(0, 0, dbtest.Zone), db.Arrival{Raw: []byte("x"), Source: "lmtp"})
	if err != nil {
		t.Fatal(err)
	}
	filed := db.Disposition{ID: m.ID, State: checklist.MailFiled, Proof: db.Proof{State: "unproven", Why: msg.Words("没有签名")}}
	if err := store.Record(ctx, tuesday.At(0, 1, dbtest.Zone), db.Record{Mails: []db.Disposition{filed}}); err != nil {
		t.Fatal(err)
	}
	for days, want := range map[checklist.Day]int{0: 1, 7: 1, 8: 0} {
		if news, err := s.sendersNews(ctx, tuesday+days); err != nil || len(news) != want {
			t.Errorf("after %d days: %v, %v", days, news, err)
		}
	}
}

// A quiet office has no digest while nothing is near, late or waiting, whatever else happened.
func TestDigest_whatAQuietOfficeCallsCalm(t *testing.T) {
	t.Parallel()
	s, store := onStore(t)
	give(t, store, "清单", tuesday+9, "技术服务部")
	one := []letter.Line{{Assignment: 1}}
	was := letter.Letter{Digest: &letter.Digest{Overdue: one, Review: one, Asked: one, Senders: []msg.Message{msg.Words("甲")}}}
	const news = "交办、审定、了结1件"
	for _, tt := range []struct {
		name string
		d    letter.Digest
		want string
		calm bool
	}{
		{"nothing", letter.Digest{}, "", true},
		{"late, as before", letter.Digest{Overdue: one}, news, false},
		{"waiting, as before", letter.Digest{Review: one}, news, false},
		{"asked, as before", letter.Digest{Asked: one}, news, false},
		{"near", letter.Digest{Counts: letter.Counts{Amber: 1}}, news, false},
		{"as much of each", letter.Digest{Counts: letter.Counts{Amber: 1}, Overdue: one, Review: one, Asked: one}, news, false},
		{"the last workday of one", letter.Digest{LastDay: 1}, "1项时限的最后一个工作日；" + news, true},
		{"as many news as lines", letter.Digest{Overdue: []letter.Line{{Assignment: 2}}}, "新逾期1份；" + news, false},
		{"a mail that nobody confirmed", letter.Digest{Counts: letter.Counts{Amber: 1}, Senders: []msg.Message{msg.New(unprovenLately, 7, 1), msg.Words("甲"), msg.Words("乙"), msg.Words("丙")}}, "来信未经本人确认2件；" + news, false},
	} {
		if got := calm(tt.d); got != tt.calm {
			t.Errorf("%s: calm is %v", tt.name, got)
		}
		r := testRules(t)
		r.QuietWhenCalm = true
		if got, err := s.digestNews(context.Background(), r, tt.d, "中心主任", was); words.Say(words.Chinese, joined(got...)) != tt.want || err != nil {
			t.Errorf("%s: %v, %v, want %q", tt.name, got, err, tt.want)
		}
		r.QuietWhenCalm = false
		if got, err := s.digestNews(context.Background(), r, tt.d, "中心主任", was); len(got) == 0 || err != nil {
			t.Errorf("%s: an office that is not quiet says nothing, %v", tt.name, err)
		}
	}
}

// An issue is numbered behind those that its reader had of its kind, of this planning, too;
// who reads it in the director's place and is no judge gets no files.
func TestDigestTo_numberAndFiles(t *testing.T) {
	t.Parallel()
	s, _ := onStore(t)
	before := func(n int, kind letter.Kind, to string) []db.PlannedLetter {
		return slices.Repeat([]db.PlannedLetter{{Notice: db.NewNotice{Letter: letter.Letter{Kind: kind, To: to}}}}, n)
	}
	files := letter.Digest{Review: []letter.Line{{Assignment: 1, Files: []letter.Enclosure{{Enclosed: true}}}}}
	deputy := checklist.Person{ID: "分管副主任", Duties: []checklist.Duty{checklist.DutyReviewer}}
	for _, tt := range []struct {
		name   string
		to     reader
		before []db.PlannedLetter
		no     int
		files  bool
	}{
		{"the director", reader{Person: checklist.Person{ID: "中心主任", Duties: []checklist.Duty{checklist.DutyDirector}}}, nil, 1, true},
		{"who stands in", reader{checklist.Person{ID: "综合部负责人"}, msg.Words("代办")}, nil, 1, false},
		{"a judge who does", reader{deputy, msg.Words("代办")}, nil, 1, true},
		{"behind a last report", reader{deputy, msg.Message{}}, slices.Concat(before(1, letter.KindDigest, deputy.ID), before(2, letter.KindDigest, "中心主任"), before(4, letter.KindReview, deputy.ID)), 2, true},
	} {
		l, err := s.digestTo(context.Background(), letter.KindDigest, tt.to, ledger{facts: facts{on: tuesday}}, files, tt.before)
		if err != nil {
			t.Fatal(err)
		}
		d := l.Notice.Letter.Digest
		if d.No != tt.no || d.Review[0].Files[0].Enclosed != tt.files || d.ReadOnly == tt.files {
			t.Errorf("%s: %+v", tt.name, d)
		}
	}
}

// What is counted of a list: it has begun when its first item has; a lead that was waived
// is unfinished, partly where another of its item was struck off.
func TestOneList_whatIsCounted(t *testing.T) {
	t.Parallel()
	r := testRules(t)
	part := func(no int, role checklist.Role, state checklist.State, opened checklist.Day) db.Owed {
		return *owed(no, "技术服务部", func(o *db.Owed) { o.Role, o.State, o.Opened, o.ClosedMs = role, state, opened, int64(no) })
	}
	begun := oneList{id: 1, title: "甲"}
	begun.count(r, []db.Owed{part(1, checklist.Lead, checklist.Waived, tuesday), part(1, checklist.Lead, checklist.Accepted, tuesday)}, tuesday, dbtest.Zone)
	begun.count(r, []db.Owed{part(2, checklist.Lead, checklist.Waived, tuesday+1), part(2, checklist.Joint, checklist.Accepted, tuesday+1)}, tuesday, dbtest.Zone)
	begun.count(r, []db.Owed{part(3, checklist.Lead, checklist.Open, tuesday), part(3, checklist.Joint, checklist.Waived, tuesday)}, tuesday, dbtest.Zone)
	var got []string
	for _, u := range begun.unfinished {
		got = append(got, fmt.Sprint(u.No, " ", u.partly))
	}
	if fmt.Sprint(got) != "[1 true 2 false]" || begun.begun != tuesday || begun.lastClosed != 3 || begun.ended() {
		t.Errorf("unfinished %v, begun on %s, closed at %d", got, begun.begun, begun.lastClosed)
	}
	over := oneList{id: 3, title: "丙", counts: letter.Counts{Total: 2, Accepted: 2}}
	later := oneList{id: 2, title: "乙", begun: tuesday - 9, counts: letter.Counts{Total: 1}}
	if all := runningOf([]*oneList{&over, &begun, &later}); all.id != 1 || all.title != "甲" || all.begun != tuesday-9 || all.counts.Total != 4 {
		t.Errorf("together they are %+v", all)
	}
}
