package inquire

import (
	"context"
	"fmt"
	"strings"
	"time"

	"duban/db"
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
	Words string
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
		cause, words, _ := strings.Cut(s.Fault, "：")
		if cause == "" {
			cause = "没有去读（duban serve 没有运行，或连接没有应答）"
		}
		is, t.Matter, t.Count, t.Cause, t.Words = true, MailMatter, t.Count+1, cause, words
	}
	return t, is
}

// relayCause says why letters do not go, and what the relay said.
func relayCause(b db.Backlog) (cause, words string) {
	words = strings.TrimPrefix(b.Text, "sending: ")
	switch cause := rejection.Cause(b.Cause); {
	case b.Text == "":
		return "没有在发（duban serve 没有运行，或正忙）", ""
	case cause != "" && cause != rejection.Unreachable && cause != rejection.Encryption:
		return cause.Chinese(), words
	}
	return office.RelayFault(words), words
}

// Sentence says the trouble in Chinese, for an alarm or a terminal.
func (t Trouble) Sentence(zone *time.Location) string {
	since := time.UnixMilli(t.SinceMs).In(zone).Format("1月2日15:04")
	kind, _, _ := strings.Cut(t.Matter, "/")
	switch kind {
	case QueueMatter:
		return fmt.Sprintf("发信自%s起不通，%d封在等：%s", since, t.Count, t.Cause)
	case MailMatter:
		if t.SinceMs == 0 {
			return fmt.Sprintf("收信从未成功（%d个信箱）：%s", t.Count, t.Cause)
		}
		return fmt.Sprintf("收信自%s起不通（%d个信箱）：%s", since, t.Count, t.Cause)
	case RoundMatter, DatabaseMatter:
		return fmt.Sprintf("自%s起，%s", since, t.Cause)
	}
	return t.Cause
}

// Stops reports whether letters or mails do not move because of it.
func (t Trouble) Stops() bool {
	kind, _, _ := strings.Cut(t.Matter, "/")
	return kind == QueueMatter || kind == MailMatter || kind == RoundMatter || kind == DatabaseMatter
}
