package inquire

import (
	"context"
	"strings"
	"time"

	"duban/checklist"
	"duban/db"
	"duban/inbox/imap"
	"duban/internal/msg"
	"duban/internal/office"
	"duban/internal/rejection"
)

// The matters of troubles.
const (
	QueueMatter       = "queue"       // letters wait in vain
	MailMatter        = "mail"        // mailboxes are not read
	RoundMatter       = "round"       // nothing is planned
	DatabaseMatter    = "database"    // it does not answer
	CertificateMatter = "certificate" // one ends soon; /NAME
	AlarmMatter       = "alarm"       // a way of telling fails; /WAY
)

// Trouble is why letters or mails do not move. Cause is for anybody; Words are what a
// server said, for a terminal only: they may hold addresses.
type Trouble struct {
	db.Trouble
	Words msg.Message
}

// Health finds out whether letters wait longer than ops.queue_after, and mailboxes were
// not read for ops.mail_after. What was not read before since is no fault yet: then
// nobody was there to read it; zero counts all.
func Health(ctx context.Context, o *office.Office, now, since time.Time) (all []Trouble, err error) {
	backlog, err := o.Store.Backlog(ctx, now)
	if err != nil {
		return nil, err
	}
	after := o.Config.Ops.QueueAfter.Duration
	if start := max(backlog.SinceMs, untilStart(since)); after > 0 && backlog.Count > 0 && now.Sub(time.UnixMilli(start)) > after {
		cause, words := relayCause(backlog)
		all = append(all, Trouble{db.Trouble{Matter: QueueMatter, SinceMs: backlog.SinceMs, Count: backlog.Count, Cause: cause}, words})
	}
	sources, err := o.Store.Sources(ctx)
	if err != nil {
		return nil, err
	}
	if t, is := unread(db.Deciding(sources), o.Config.Ops.MailAfter.Duration, now, since); is {
		all = append(all, t)
	}
	return all, nil
}

// troublesNow are those that show in the database, and what only the daemon knows, as
// it last saw it.
func troublesNow(ctx context.Context, o *office.Office, now time.Time) ([]Trouble, error) {
	all, err := Health(ctx, o, now, time.Time{})
	if err != nil {
		return nil, err
	}
	stored, err := o.Store.Troubles(ctx)
	for _, t := range stored {
		if t.Matter != QueueMatter && t.Matter != MailMatter && t.Matter != DatabaseMatter {
			all = append(all, Trouble{Trouble: t})
		}
	}
	return all, err
}

func untilStart(since time.Time) int64 {
	if since.IsZero() {
		return 0
	}
	return since.UnixMilli()
}

// unread sums up the mailboxes that were not read for a while.
func unread(sources []db.Source, after time.Duration, now, since time.Time) (t Trouble, is bool) {
	for _, s := range sources {
		at := s.UnreadSince()
		if !strings.HasPrefix(s.Name, "imap/") || after == 0 || now.Sub(time.UnixMilli(max(at, untilStart(since)))) <= after {
			continue
		}
		if !is || at < t.SinceMs {
			t.SinceMs = at
		}
		is, t.Matter, t.Count = true, MailMatter, t.Count+1
		if t.Cause, t.Words = imap.Told(s.Fault); s.Fault.IsZero() {
			t.Cause = msg.New("nobody reads the mailboxes")
		}
	}
	return t, is
}

// relayCause says why letters do not go, and what the relay said. Where it holds back no
// letter, what it said of the last one is the best that is known.
func relayCause(b db.Backlog) (cause, words msg.Message) {
	if b.Text == "" {
		return msg.New("nobody sends letters"), msg.Message{}
	}
	why := rejection.Cause(b.Cause)
	if why == "" {
		why = rejection.Said(b.Text).Cause
	}
	return rejection.Told(why, b.Text), msg.Words(b.Text)
}

// Message says since when, and why: for an alarm or a terminal.
func (t Trouble) Message(zone *time.Location) msg.Message {
	since := checklist.SaidMoment(time.UnixMilli(t.SinceMs), zone)
	kind, _, _ := strings.Cut(t.Matter, "/")
	switch kind {
	case QueueMatter:
		return msg.New("no letter goes", since, t.Count, t.Cause)
	case MailMatter:
		if t.SinceMs == 0 {
			return msg.New("no mail was ever read", t.Count, t.Cause)
		}
		return msg.New("no mail is read", since, t.Count, t.Cause)
	case RoundMatter, DatabaseMatter:
		return msg.New("a cause since", since, t.Cause)
	}
	return t.Cause
}

// Stops reports whether letters or mails do not move because of it.
func (t Trouble) Stops() bool {
	kind, _, _ := strings.Cut(t.Matter, "/")
	return kind == QueueMatter || kind == MailMatter || kind == RoundMatter || kind == DatabaseMatter
}
