package scheduler

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/internal/msg"
	"duban/internal/rejection"
)

// clerkNews gathers what needs a hand; nothing needs one, nothing is written.
func (s *Scheduler) clerkNews(ctx context.Context, r Rules, l ledger, now time.Time) (news letter.ClerkNews, err error) {
	for _, p := range r.Directory.People() {
		if fault := l.unreachable(p, true); !fault.IsZero() {
			news.Todo = append(news.Todo, letter.Todo{What: msg.New("no letter reaches somebody", faultOf(p, fault)), Do: l.mendAddress(p),
				About: []string{"fault/" + p.ID + "/" + p.Mail + "/" + fault.String()}})
		}
	}
	for _, add := range []func(context.Context, *letter.ClerkNews, ledger, Rules, time.Time) error{
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
func (l ledger) mendAddress(p checklist.Person) msg.Message {
	write := msg.New("mend the mailbox")
	if _, fails := l.faults[p.Mail]; !fails {
		return write
	}
	return msg.Together(msg.Clauses, write, msg.New("revive the address", p.Mail))
}

func (s *Scheduler) newsOfMails(ctx context.Context, news *letter.ClerkNews, _ ledger, _ Rules, now time.Time) error {
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
		news.Todo = append(news.Todo, letter.Todo{What: msg.New("mails stored and not processed", len(unjudged), unjudged[0].No()),
			Do: msg.New("look at the log, then replay", unjudged[0].No()), About: []string{fmt.Sprintf("unfiled/%d", unjudged[0].ID)}})
	}
	return err
}

// heldTodo is what the clerk is told of mail that waits for him.
func heldTodo(h db.Held) letter.Todo {
	what := msg.New("a mail to be filed", h.From(), h.Reason)
	if h.State == checklist.MailAsked {
		what = msg.New("a mail asked about", h.From(), h.Reason)
	}
	show := msg.Words(fmt.Sprintf("duban quarantine show %d", h.No()))
	switch {
	case h.Rest > 0:
		return letter.Todo{What: msg.New("mails of others to be filed", h.From(), h.Count), Do: msg.Words("duban quarantine list --all")}
	case h.Count > 1:
		return letter.Todo{What: msg.New("several mails of one sender", what, h.Count, h.No()),
			Do: msg.Together(msg.Clauses, show, msg.New("put all of a sender aside", h.Sender))}
	}
	return letter.Todo{What: what, Do: show}
}

func (s *Scheduler) newsOfLetters(ctx context.Context, news *letter.ClerkNews, l ledger, _ Rules, now time.Time) error {
	if l.letters.recent.Failed > 0 {
		news.Todo = append(news.Todo, letter.Todo{What: msg.New("letters not sent since the last workday", l.letters.recent.Failed), Do: msg.New("look why and send again"), About: []string{"failed/" + l.on.String()}})
	}
	if l.letters.recent.Small > 0 {
		news.Todo = append(news.Todo, letter.Todo{What: msg.New("letters sent without their files", l.letters.recent.Small), Do: msg.New("bring the files another way"), About: []string{"small/" + l.on.String()}})
	}
	foot := []any{l.letters.said()}
	if hold, held, err := s.store.Hold(ctx); err != nil {
		return err
	} else if held {
		foot = append(foot, msg.New("sending stopped", checklist.SaidMoment(time.UnixMilli(hold.SinceMs), s.store.Zone()), rejection.Cause(hold.Cause)))
	}
	ok, err := s.mailboxOK(ctx)
	if !ok.IsZero() {
		foot = append(foot, msg.New("mail last read", ok))
	}
	news.Foot = msg.Together(msg.Clauses, foot...)
	return err
}

// said is what is sent on the day: what had gone when the day was planned, and what
// leaves with the letter that says so.
func (c letterCounts) said() msg.Message {
	return msg.New("letters of the day", c.today.Sent+c.today.Waiting+c.planned, c.today.Sent)
}

func (s *Scheduler) newsOfSources(ctx context.Context, news *letter.ClerkNews, _ ledger, r Rules, now time.Time) error {
	unread, err := s.unread(ctx, r, now)
	if unread.yes() {
		news.Todo = append(news.Todo, letter.Todo{What: msg.New("escalations wait", unread.why), Do: msg.New("look how mail is received"), About: []string{"unread/" + unread.since.String()}})
	}
	return err
}

// unknownParties lists those that the directory no longer knows: nobody gets the
// letters about what they owe.
func (r Rules) unknownParties(l ledger) (todo []letter.Todo) {
	names, owes := r.unknown(l)
	for _, name := range names {
		todo = append(todo, letter.Todo{What: msg.New("a party not in the directory", name, checklist.SaidItems(owes[name])),
			Do: msg.New("add the party or hand over", owes[name][0]), About: []string{"party/" + name}})
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
func (r Rules) silence(l ledger) (todo []letter.Todo) {
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
		todo = append(todo, letter.Todo{What: msg.New("reminded in vain", l.contacts[o.ID].Reminded, p.Title), Do: msg.New("better call them"), About: []string{"silent/" + p.ID}})
	}
	return todo
}

// inArrears lists of whose recurrences several periods were not reported. While mail has
// not been read nobody is called silent.
func (r Rules) inArrears(l ledger) (todo []letter.Todo) {
	if l.unread.yes() {
		return nil
	}
	of := r.arrears(l.said, l.on)
	for _, o := range l.said {
		a := of[seriesOf(*o)]
		if o.Role != checklist.Lead || len(a) < 2 || a[0] != o || o.FirstOn == 0 {
			continue
		}
		todo = append(todo, letter.Todo{What: msg.New("periods in arrears", o.No, r.Directory.PartyName(o.Party), len(a), named(a.Parts())),
			Do: msg.Words(fmt.Sprintf("duban show %d", o.No)), About: []string{fmt.Sprintf("arrears/%d/%s", o.Item, o.Party)}})
	}
	return todo
}

// named are periods in a line; of many the first and the last.
func named(parts []string) msg.Message {
	const most = 6
	if len(parts) > most {
		return msg.New("from one period to another", parts[0], parts[len(parts)-1])
	}
	names := make([]any, len(parts))
	for i, p := range parts {
		names[i] = p
	}
	return msg.Together(msg.Names, names...)
}

// undated lists the items for which nobody has named a day yet.
func undated(l ledger) (todo []letter.Todo) {
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
	return []letter.Todo{{What: msg.New("items without a deadline", checklist.SaidItems(nos)), Do: msg.New("set the deadline", nos[0]), About: ids}}
}

// calendarNews says which years still rest on computed days: those with an open
// deadline, and from December on the next year.
func (r Rules) calendarNews(l ledger) (todo []letter.Todo) {
	years := maps.Clone(l.forecast)
	y, m, _ := l.on.Date()
	if next := checklist.Date(y+1, 1, 1); m == time.December && r.Calendar.Forecast(next) {
		years[y+1] = true
	}
	for _, year := range slices.Sorted(maps.Keys(years)) {
		if year >= y {
			todo = append(todo, letter.Todo{What: msg.New("holidays not imported", year), Do: msg.New("import the notice when it is published")})
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
	last, err := s.store.LastReports(ctx, l.on, letter.KindClerk)
	if err != nil {
		return nil, err
	}
	for _, planned := range toClerks(r.Directory, db.ClerkMatter{Matter: "clerk", Daily: true, On: l.on, News: news,
		Reason: msg.New("matters want a hand", len(news.Todo)), NotBefore: notBefore}) {
		is := last[planned.Notice.Letter.To]
		was, err := s.lastLetter(ctx, is)
		if err != nil {
			return nil, err
		}
		if len(newsFor(news.Todo, was)) > 0 || r.weekly(l, is) {
			letters = append(letters, planned)
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
