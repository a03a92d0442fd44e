package scheduler

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"duban/checklist"
	"duban/db"
	"duban/internal/msg"
	"duban/internal/rejection"
)

// clerkNews gathers what needs a hand; nothing needs one, nothing is written.
func (s *Scheduler) clerkNews(ctx context.Context, r Rules, l ledger, now time.Time) (news checklist.ClerkNews, err error) {
	for _, p := range r.Directory.People() {
		if fault := l.unreachable(p, true); !fault.IsZero() {
			news.Todo = append(news.Todo, checklist.Todo{What: p.Title + inChinese(fault) + "，信不能送达", Do: l.mendAddress(p),
				About: []string{"fault/" + p.ID + "/" + p.Mail + "/" + fault.String()}})
		}
	}
	for _, add := range []func(context.Context, *checklist.ClerkNews, ledger, Rules, time.Time) error{
		s.newsOfMails, s.newsOfLetters, s.newsOfSources,
	} {
		if err := add(ctx, &news, l, r, now); err != nil {
			return news, err
		}
	}
	news.Todo = append(news.Todo, r.unknownParties(l)...)
	news.Todo = append(news.Todo, r.undecidedNews(l)...)
	news.Todo = append(news.Todo, r.silence(l)...)
	news.Todo = append(news.Todo, r.inArrears(l)...)
	news.Todo = append(news.Todo, undated(l)...)
	news.Todo = append(news.Todo, r.awayNews(l)...)
	news.Todo = append(news.Todo, r.calendarNews(l)...)
	return news, nil
}

// mendAddress is what to do about a person whom no letter reaches.
func (l ledger) mendAddress(p checklist.Person) string {
	const write = "改好通讯录里的邮箱后：duban reload"
	if _, fails := l.faults[p.Mail]; !fails {
		return write
	}
	return write + "；邮箱没有写错、已能收信的：duban address revive " + p.Mail
}

func (s *Scheduler) newsOfMails(ctx context.Context, news *checklist.ClerkNews, _ ledger, _ Rules, now time.Time) error {
	unconfirmed, err := s.store.AllUnconfirmed(ctx)
	if err != nil {
		return err
	}
	for _, state := range []checklist.MailState{checklist.MailQuarantined, checklist.MailAsked} {
		mails, err := s.store.MailsIn(ctx, state)
		if err != nil {
			return err
		}
		mails = slices.DeleteFunc(mails, func(m db.Mail) bool { // its sender is asked, not the clerk
			return slices.ContainsFunc(unconfirmed, func(w db.Confirmation) bool { return w.Mail == m.ID })
		})
		for _, h := range db.BundleHeld(mails) {
			todo := heldTodo(h)
			todo.About = []string{fmt.Sprintf("held/%s/%d", h.State, h.ID)}
			news.Todo = append(news.Todo, todo)
		}
	}
	unjudged, err := s.store.Unjudged(ctx, now)
	if len(unjudged) > 0 {
		news.Todo = append(news.Todo, checklist.Todo{What: fmt.Sprintf("%d封来信收下超过5分钟仍未处理，最早的是来信%d", len(unjudged), unjudged[0].No()),
			Do: fmt.Sprintf("查看日志后：duban replay %d", unjudged[0].No()), About: []string{fmt.Sprintf("unfiled/%d", unjudged[0].ID)}})
	}
	return err
}

// heldTodo is what the clerk is told of mail that waits for him.
func heldTodo(h db.Held) checklist.Todo {
	what := "待归档：%s（%s）"
	if h.State == checklist.MailAsked {
		what = "已询问序号、尚未答复：%s（%s）"
	}
	what = fmt.Sprintf(what, h.From(), h.Reason)
	switch {
	case h.Rest > 0:
		return checklist.Todo{What: fmt.Sprintf("待归档：%s来信%d封", h.From(), h.Count), Do: "duban quarantine list --all"}
	case h.Count > 1:
		return checklist.Todo{What: fmt.Sprintf("%s，共%d封，最新的是来信%d", what, h.Count, h.No()),
			Do: fmt.Sprintf("duban quarantine show %d；一并作废：duban quarantine discard --from %s --why 理由", h.No(), h.Sender)}
	}
	return checklist.Todo{What: what, Do: fmt.Sprintf("duban quarantine show %d", h.No())}
}

func (s *Scheduler) newsOfLetters(ctx context.Context, news *checklist.ClerkNews, l ledger, _ Rules, now time.Time) error {
	if l.letters.recent.Failed > 0 {
		news.Todo = append(news.Todo, checklist.Todo{What: fmt.Sprintf("上一工作日以来有%d封信未能发出", l.letters.recent.Failed), Do: "看缘由：duban queue；重发：duban resend --all", About: []string{"failed/" + l.on.String()}})
	}
	if l.letters.recent.Small > 0 {
		news.Todo = append(news.Todo, checklist.Todo{What: fmt.Sprintf("上一工作日以来有%d封信太大，发信服务器不收，只发了正文、没有附件", l.letters.recent.Small), Do: "附件请另行送达", About: []string{"small/" + l.on.String()}})
	}
	news.Foot = l.letters.words()
	if hold, held, err := s.store.Hold(ctx); err != nil {
		return err
	} else if held {
		news.Foot += fmt.Sprintf("；发信自%s起停下：%s（duban queue）", time.UnixMilli(hold.SinceMs).In(s.store.Zone()).Format("1月2日15:04"), rejection.Cause(hold.Cause).Chinese())
	}
	ok, err := s.mailboxOK(ctx)
	if ok != "" {
		news.Foot += "；收信最近成功" + ok
	}
	return err
}

// words say what is sent on the day: what had gone when the day was planned, and what
// leaves with the letter that says so.
func (c letterCounts) words() string {
	return fmt.Sprintf("今日发信%d封（含本信），其中排期前已发%d封", c.today.Sent+c.today.Waiting+c.planned, c.today.Sent)
}

func (s *Scheduler) newsOfSources(ctx context.Context, news *checklist.ClerkNews, _ ledger, r Rules, now time.Time) error {
	unread, err := s.unread(ctx, r, now)
	if unread.yes() {
		news.Todo = append(news.Todo, checklist.Todo{What: inChinese(unread.why) + "，提级暂缓", Do: "检查收信服务后：duban status", About: []string{"unread/" + unread.since.String()}})
	}
	return err
}

// unknownParties lists those that the directory no longer knows: nobody gets the
// letters about what they owe.
func (r Rules) unknownParties(l ledger) (todo []checklist.Todo) {
	names, owes := r.unknown(l)
	for _, name := range names {
		todo = append(todo, checklist.Todo{What: fmt.Sprintf("通讯录里没有“%s”，%s无人收信", name, checklist.ItemNumbers(owes[name])),
			Do: fmt.Sprintf("在通讯录里补上后：duban reload；或移交：duban reassign %d --to 部门 --why 理由", owes[name][0]), About: []string{"party/" + name}})
	}
	return todo
}

// unknown returns the parties that the directory does not know, and the numbers of what
// they owe.
func (r Rules) unknown(l ledger) (names []string, owes map[string][]int) {
	owes = map[string][]int{}
	for _, o := range l.said {
		if _, known := r.Directory.Owner(o.Party); known || o.State.Closed() {
			continue
		}
		if owes[o.Party] == nil {
			names = append(names, o.Party)
		}
		owes[o.Party] = append(owes[o.Party], o.No)
	}
	return names, owes
}

// silence lists those who got three letters and answered none: a call helps more
// than a fourth. While mail has not been read nobody is called silent.
func (r Rules) silence(l ledger) (todo []checklist.Todo) {
	const letters = 3
	if l.unread.yes() {
		return nil
	}
	seen := map[string]bool{}
	for _, o := range l.said {
		p, known := r.Directory.ResponsibleFor(o.Party)
		if o.State != checklist.Open || o.Role != checklist.Lead || o.AnswerMs > 0 || l.contacts[o.ID].Reminded < letters ||
			seen[p.ID] || !l.unreachable(p, known).IsZero() {
			continue
		}
		seen[p.ID] = true
		todo = append(todo, checklist.Todo{What: fmt.Sprintf("%d次提醒无回复、无退信：%s", l.contacts[o.ID].Reminded, p.Title), Do: "建议电话催办", About: []string{"silent/" + p.ID}})
	}
	return todo
}

// inArrears lists of whose recurrences several periods were not reported. While mail has
// not been read nobody is called silent.
func (r Rules) inArrears(l ledger) (todo []checklist.Todo) {
	if l.unread.yes() {
		return nil
	}
	of := r.arrears(l.said, l.on)
	for _, o := range l.said {
		a := of[seriesOf(*o)]
		if o.Role != checklist.Lead || len(a) < 2 || a[0] != o || o.FirstOn == 0 {
			continue
		}
		names := a.Parts()
		if len(names) > mostNamed {
			names = []string{names[0] + "至" + names[len(names)-1]}
		}
		todo = append(todo, checklist.Todo{What: fmt.Sprintf("第%d项%s欠报%d期（%s）", o.No, r.Directory.PartyName(o.Party), len(a), strings.Join(names, "、")),
			Do: fmt.Sprintf("duban show %d", o.No), About: []string{fmt.Sprintf("arrears/%d/%s", o.Item, o.Party)}})
	}
	return todo
}

// mostNamed is how many periods are named one by one.
const mostNamed = 6

// undated lists the items for which nobody has named a day yet.
func undated(l ledger) (todo []checklist.Todo) {
	var nos []int
	var ids []string
	for _, o := range l.said {
		if o.State == checklist.Open && o.Deadline == 0 && checklist.Pace(o.Part) == 0 && o.Opened <= l.on {
			nos, ids = append(nos, o.No), append(ids, fmt.Sprintf("undated/%d", o.ID))
		}
	}
	if len(nos) == 0 {
		return nil
	}
	return []checklist.Todo{{What: checklist.ItemNumbers(nos) + "时限待定，已请责任人报拟完成日期", Do: fmt.Sprintf("定下后：duban extend %d --to 日期", nos[0]), About: ids}}
}

// calendarNews says which years still rest on computed days: those with an open
// deadline, and from December on the next year.
func (r Rules) calendarNews(l ledger) (todo []checklist.Todo) {
	years := maps.Clone(l.forecast)
	y, m, _ := l.on.Date()
	if next := checklist.Date(y+1, 1, 1); m == time.December && r.Calendar.Forecast(next) {
		years[y+1] = true
	}
	for _, year := range slices.Sorted(maps.Keys(years)) {
		if year >= y {
			todo = append(todo, checklist.Todo{What: fmt.Sprintf("%d年放假安排未导入，日期暂按周末推算", year), Do: "国务院办公厅通知公布后，粘贴原文：duban holidays add"})
		}
	}
	return todo
}

// clerkLetters decides the letters to the clerks: what needs a hand, when something of it
// is new, else weekly.
func (s *Scheduler) clerkLetters(ctx context.Context, r Rules, l ledger, now, notBefore time.Time) (letters []db.PlannedLetter, err error) {
	news, err := s.clerkNews(ctx, r, l, now)
	if err != nil || len(news.Todo) == 0 {
		return nil, err
	}
	last, err := s.store.LastReports(ctx, l.on, checklist.LetterClerk)
	if err != nil {
		return nil, err
	}
	for _, letter := range toClerks(r.Directory, db.ClerkMatter{Matter: "clerk", Daily: true, On: l.on, News: news,
		Reason: msg.New("matters want a hand", len(news.Todo)), NotBefore: notBefore}) {
		is := last[letter.Notice.Letter.To]
		was, err := s.lastLetter(ctx, is)
		if err != nil {
			return nil, err
		}
		if len(newsFor(news.Todo, was)) > 0 || r.weekly(l, is) {
			letters = append(letters, letter)
		}
	}
	return letters, nil
}

func toClerks(dir *checklist.Directory, m db.ClerkMatter) (letters []db.PlannedLetter) {
	for _, n := range m.Letters(dir) {
		letters = append(letters, db.PlannedLetter{Notice: n})
	}
	return letters
}

// inChinese is a reason as the sentences of these letters still hold it.
func inChinese(m msg.Message) string {
	switch m.Code {
	case "nobody is responsible":
		return "通讯录中没有责任人"
	case "no mailbox":
		return "邮箱缺失"
	case "the mailbox bounces":
		return fmt.Sprintf("邮箱退信（%s）", m.Facts[0].(rejection.Cause).Chinese())
	case "mail was never received":
		return fmt.Sprintf("收信（%v）从未成功", m.Facts[0])
	case "mail is not received since":
		since := m.Facts[1].(msg.Message).Facts
		return fmt.Sprintf("收信（%v）自%d月%d日%s起不成功", m.Facts[0], since[1], since[2], since[4])
	}
	return fmt.Sprintf("本日要发%d封信，超过一轮%d封的上限，已全部暂停", m.Facts...)
}
