package inbox

import (
	"context"
	"hash/maphash"
	"sync"
	"time"

	"duban/db"
)

// judges judge the mails that listeners have stored, so that a peer waits for the
// disk and not for what we think of its mail. A sender's mails are judged in the
// order in which they came; those of different senders share a sync (group commit).
type judges struct {
	desk  *Desk
	lanes [judgeLanes]chan db.Mail
	seed  maphash.Seed
	work  sync.WaitGroup
	ctx   context.Context
	stop  context.CancelFunc
}

const (
	judgeLanes  = 8
	laneLength  = 256 // mails that wait; with more, their peers wait too
	lastHearing = 5 * time.Second
)

// startJudges begins to judge; close ends it.
func (d *Desk) startJudges() *judges {
	j := &judges{desk: d, seed: maphash.MakeSeed()}
	j.ctx, j.stop = context.WithCancel(context.Background())
	for i := range j.lanes {
		lane := make(chan db.Mail, laneLength)
		j.lanes[i] = lane
		j.work.Go(func() { j.sit(lane) })
	}
	return j
}

// add has a mail judged after those that its sender brought before.
func (j *judges) add(m db.Mail) {
	j.lanes[maphash.String(j.seed, m.Envelope)%judgeLanes] <- m
}

// sit judges one mail after the other. One that cannot be judged now stays stored
// as it came, until Pending takes it up.
func (j *judges) sit(lane <-chan db.Mail) {
	for m := range lane {
		if j.ctx.Err() != nil {
			continue // the daemon stops: its next start begins with these
		}
		if _, err := j.desk.File(j.ctx, m); err != nil {
			j.desk.log.Error("mail stored but not judged", "mail", m.ID, "err", err)
		}
	}
}

// close judges what waits, as far as that is quickly done.
func (j *judges) close() {
	for _, lane := range j.lanes {
		close(lane)
	}
	late := time.AfterFunc(lastHearing, j.stop)
	j.work.Wait()
	late.Stop()
	j.stop()
}
