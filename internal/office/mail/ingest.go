package mail

import (
	"context"
	"log/slog"
	"time"

	"duban/checklist"
	"duban/db"
	"duban/inbox/message"
	"duban/internal/office"
)

// source is the way in of mail that is brought by hand.
const source = "ingest"

// Ingested is what became of a mail that was brought.
type Ingested struct {
	db.Mail
	Known   bool            // it was here before
	Outcome *db.Disposition // nil: it is stored, and the daemon will process it
}

// Taker takes a raw message in.
type Taker func(ctx context.Context, raw []byte) (Ingested, error)

// LeaveToDaemon only stores, as the daemon's own listeners do before their 250: a
// mail system that starts a process for each mail shall not wait for more.
func LeaveToDaemon(o *office.Office, now func() time.Time) Taker {
	return func(ctx context.Context, raw []byte) (Ingested, error) {
		m, _, err := o.Store.Receive(ctx, now(), db.Arrival{Raw: raw, Source: source})
		return Ingested{Mail: m, Known: m.State != checklist.MailReceived}, err
	}
}

// FileAtOnce processes and files each mail as it comes.
func FileAtOnce(o *office.Office, now func() time.Time, log *slog.Logger) Taker {
	processor := o.Processor(now, log)
	return func(ctx context.Context, raw []byte) (Ingested, error) {
		m, _, err := processor.Receive(ctx, message.Arrival{Raw: raw, Source: source})
		if err != nil || m.State != checklist.MailReceived {
			return Ingested{Mail: m, Known: err == nil}, err
		}
		disposition, err := processor.File(ctx, m)
		return Ingested{Mail: m, Outcome: &disposition}, err
	}
}
