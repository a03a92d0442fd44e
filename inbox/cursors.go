package inbox

import (
	"context"
	"time"

	"duban/db"
	"duban/internal/msg"
)

// Cursors remembers in the store how far each mailbox folder was read (imap.Positions).
type Cursors struct{ Store *db.Store }

// Cursor returns how far a source was read, zeros when it never was.
func (c Cursors) Cursor(ctx context.Context, source string) (validity, uid uint32, err error) {
	at, err := c.Store.Cursor(ctx, source)
	return at.Validity, at.UID, err
}

// SourceRead remembers that a source was read up to a cursor.
func (c Cursors) SourceRead(ctx context.Context, now time.Time, source string, validity, uid uint32) error {
	return c.Store.SourceRead(ctx, now, source, db.Cursor{Validity: validity, UID: uid})
}

// SourceOK remembers that a source works.
func (c Cursors) SourceOK(ctx context.Context, now time.Time, source string) error {
	return c.Store.SourceOK(ctx, now, source)
}

// SourceFault remembers why a source does not work.
func (c Cursors) SourceFault(ctx context.Context, now time.Time, source string, fault msg.Message) error {
	return c.Store.SourceFault(ctx, now, source, fault)
}
