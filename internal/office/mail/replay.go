package mail

import (
	"context"
	"log/slog"
	"time"

	"duban/checklist"
	"duban/db"
	"duban/internal/office"
)

// Replayed is a mail that was processed again.
type Replayed struct {
	Was     db.Mail
	Changed bool
	Outcome db.Disposition // where it has changed
}

// Numbers are those of all stored mail.
func Numbers(ctx context.Context, o *office.Office) (all []int64, err error) {
	ids, err := o.Store.MailIDs(ctx)
	for _, id := range ids {
		all = append(all, checklist.Local(id))
	}
	return all, err
}

// Replay processes stored mail again by the rules of today, and files what was missed;
// what is filed stays filed. It stops at the first mail that it cannot process.
func Replay(ctx context.Context, o *office.Office, now func() time.Time, log *slog.Logger, numbers []int64) (all []Replayed, err error) {
	processor := o.Processor(now, log)
	for _, number := range numbers {
		was, err := o.Mail(ctx, number)
		if err != nil {
			return all, err
		}
		disposition, changed, err := processor.Replay(ctx, was)
		if err != nil {
			return all, err
		}
		all = append(all, Replayed{Was: was, Changed: changed, Outcome: disposition})
	}
	return all, nil
}
