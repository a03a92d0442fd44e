package inbox

import (
	"context"

	"duban/checklist"
	"duban/db"
)

// What tests of the package see besides what everybody sees.

const (
	MostExchanges = mostExchanges
	MostExchanged = mostExchanged
	MostAnswering = mostAnswering
)

// Add queues a message that is stored already.
func (q *Queue) Add(m db.Mail) { q.add(m) }

// RescanOnce queues what nobody processes, once.
func (p *Processor) RescanOnce(ctx context.Context, q *Queue) error { return p.rescan(ctx, q) }

// Changes reports whether events change how assignments stand.
func Changes(events []checklist.Event) bool { return changes(events) }

// Unfiled is what is stored of a mail whose filing failed too often.
func (p *Processor) Unfiled(ctx context.Context, m db.Mail) db.Disposition {
	return p.unfiled(ctx, m).disposition
}
