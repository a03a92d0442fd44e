package inbox

import (
	"context"
	"hash/maphash"
	"sync"
	"sync/atomic"
	"time"

	"duban/db"
)

// judges judge the mails that listeners have stored, so that a peer waits for the
// disk and not for what we think of its mail. A sender's mails are judged in the
// order in which they came; those of different senders share a sync (group commit).
type judges struct {
	desk  *Desk
	lanes [judgeLanes]chan db.Mail
	came  atomic.Int64 // mails so far
	seed  maphash.Seed
	work  sync.WaitGroup

	closing atomic.Bool
	ctx     context.Context
	stop    context.CancelFunc
}

const (
	judgeLanes  = 8
	laneLength  = 256 // mails that wait; with more, their peers wait too
	lastHearing = 5 * time.Second

	breather    = 10 * time.Millisecond
	mostBreaths = 100
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

// add has a mail judged after those that its sender brought before, unless a judge has it.
func (j *judges) add(m db.Mail) {
	if !j.desk.inHand.take(m, j.desk.now()) {
		return
	}
	j.came.Add(1)
	j.lanes[maphash.String(j.seed, m.Envelope)%judgeLanes] <- m
}

// sit judges one mail after the other. One that cannot be judged now stays stored
// as it came, until Look or Pending takes it up.
func (j *judges) sit(lane <-chan db.Mail) {
	var heard int64
	for m := range lane {
		heard = j.giveWay(heard, lane)
		if j.ctx.Err() != nil {
			continue // the daemon stops: its next start begins with these
		}
		j.judge(m)
	}
}

func (j *judges) judge(m db.Mail) {
	if _, err := j.inTurn(m); err != nil {
		j.desk.log.Error("mail stored but not judged", "mail", m.ID, "err", err)
		j.desk.inHand.putOff(m, j.desk.now().Add(nextTry))
		return
	}
	j.desk.inHand.judged(m)
}

// giveWay lets a burst come in first: who brings a mail waits for its 250, and
// nobody waits for its judgement yet. Not for long, and not where many wait.
func (j *judges) giveWay(heard int64, lane <-chan db.Mail) int64 {
	for range mostBreaths {
		came := j.came.Load()
		if came == heard || len(lane) > laneLength/2 || j.closing.Load() {
			return came
		}
		heard = came
		time.Sleep(breather)
	}
	return heard
}

// close judges what waits, as far as that is quickly done.
func (j *judges) close() {
	j.closing.Store(true)
	for _, lane := range j.lanes {
		close(lane)
	}
	late := time.AfterFunc(lastHearing, j.stop)
	j.work.Wait()
	late.Stop()
	j.stop()
}

// inTurn judges a mail. Where several daemons share a database, one of them may have
// died with an earlier mail of the same sender in its hands: that one comes first.
func (j *judges) inTurn(m db.Mail) (db.MailFate, error) {
	if j.desk.store.Shared() {
		earlier, err := j.desk.store.UnjudgedBefore(j.ctx, m)
		if err != nil {
			return db.MailFate{}, err
		}
		for _, e := range earlier {
			if _, err := j.desk.File(j.ctx, e); err != nil {
				j.desk.log.Error("mail stored but not judged", "mail", e.ID, "err", err)
			}
		}
	}
	return j.desk.File(j.ctx, m)
}
