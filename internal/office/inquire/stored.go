package inquire

import (
	"context"
	"errors"
	"time"

	"duban/internal/msg"
)

// database checks all that is stored, as duban check does.
func (d *doctor) database(ctx context.Context) {
	broken, err := d.o.Broken(ctx, d.now())
	switch {
	case err != nil:
		d.say(partDatabase, Ill, msg.Of(err), msg.New("stop the daemon and restore a backup"))
	case len(broken) > 0:
		d.say(partDatabase, Ill, msg.New("violations found", len(broken)), msg.New("duban check lists each"))
	default:
		d.say(partDatabase, Fine, msg.New("checked and nothing wrong"), msg.Message{})
	}
}

// running says what stands still, when each source was last read, and which addresses
// bounce.
func (d *doctor) running(ctx context.Context) {
	troubles, err := troublesNow(ctx, d.o, d.now())
	for _, t := range troubles {
		d.say(partRunning, map[bool]Level{true: Ill, false: Warning}[t.Stops()], t.Message(d.o.Zone), msg.New("goes on by itself"))
	}
	sources, err2 := d.o.Store.Sources(ctx)
	for _, s := range sources {
		switch {
		case !s.Fault.IsZero():
			d.say(msg.New("part: receiving", s.Name), Warning, s.Fault, msg.Message{})
		case s.OkMs > 0:
			d.say(msg.New("part: receiving", s.Name), Fine, msg.New("last read at", time.UnixMilli(s.OkMs).In(d.o.Zone).Format("2006-01-02 15:04")), msg.Message{})
		}
	}
	faults, err3 := d.o.Store.Faults(ctx)
	var bounced int
	for _, f := range faults {
		if !f.Fault.IsZero() {
			bounced++
		}
	}
	if bounced > 0 {
		d.say(partBounces, Warning, msg.New("mailboxes that bounce", bounced), msg.New("check the mailboxes in the directory"))
	}
	if err := errors.Join(err, err2, err3); err != nil {
		d.say(partDatabase, Ill, msg.Of(err), msg.New("look with duban check"))
	}
}

// backupAge is how old the newest backup may be.
const backupAge = 7 * 24 * time.Hour

// backup says when all was last backed up by duban backup; copies made by other means
// are not known here.
func (d *doctor) backup(ctx context.Context) {
	mend := msg.New("back up by a timer")
	at, err := d.o.Store.LastBackup(ctx)
	day := at.In(d.o.Zone).Format(time.DateOnly)
	switch {
	case err != nil:
		d.say(partBackup, Ill, msg.Of(err), msg.New("look with duban check"))
	case at.IsZero():
		d.say(partBackup, Warning, msg.New("no backup yet"), mend)
	case d.now().Sub(at) > backupAge:
		d.say(partBackup, Warning, msg.New("an old backup", day, int(d.now().Sub(at)/(24*time.Hour))), mend)
	default:
		d.say(partBackup, Fine, msg.New("a recent backup", day), msg.Message{})
	}
}
