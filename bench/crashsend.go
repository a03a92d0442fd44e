package main

import (
	"fmt"
	"strings"
	"time"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/internal/msg"
)

const sendDay = "2026-04-27T08:30:00+08:00"

// crashSend kills the daemon while it sends what waits in its store.
func crashSend(c *trial) (e ending, err error) {
	c.now = sendDay
	total := 0
	more := func(n int) error {
		total += n
		return fillOutbox(c.victim, total-n, total)
	}
	if err := more(max(c.size.letters, 400)); err != nil {
		return e, err
	}
	for range c.kills {
		if total-c.came() < 100 {
			if err := more(400); err != nil {
				return e, err
			}
		}
		if err := c.dieAfter(c.came, 60); err != nil {
			return e, err
		}
	}
	c.size.letters = total
	if err := c.start(); err != nil {
		return e, err
	}
	ctx, done := soon()
	defer done()
	if err := c.until("every letter", func() bool { return c.came() >= total }); err != nil {
		return e, err
	}
	if err := c.idle(ctx); err != nil {
		return e, err
	}
	if err := c.stop(); err != nil {
		return e, err
	}
	return c.end(ctx, func(key string) bool { return true })
}

// dieAfter starts the daemon and kills it at a random moment: most often in the
// middle of its work, after up to most more of it were done; else at any moment of
// its beginning.
func (c *trial) dieAfter(progress func() int, most int) error {
	before := progress()
	if err := c.start(); err != nil {
		return err
	}
	if c.random.IntN(4) == 0 {
		time.Sleep(time.Duration(c.random.Int64N(int64(300 * time.Millisecond))))
		return c.kill()
	}
	enough := before + 1 + c.random.IntN(most)
	for deadline := time.Now().Add(10 * time.Second); progress() < enough && time.Now().Before(deadline); {
		time.Sleep(100 * time.Microsecond)
	}
	time.Sleep(time.Duration(c.random.Int64N(int64(3 * time.Millisecond))))
	return c.kill()
}

// fillOutbox writes letters to be sent, by their numbers.
func fillOutbox(v *victim, from, to int) error {
	ctx, done := soon()
	defer done()
	s, err := v.open(ctx)
	if err != nil {
		return err
	}
	defer s.Close()
	at, err := time.Parse(time.RFC3339, v.now)
	if err != nil {
		return err
	}
	return s.Record(ctx, at, outbox(at, from, to))
}

func outbox(at time.Time, from, to int) (r db.Record) {
	words := strings.Repeat("严格落实一码通，提高登记业务进度查询精准性和及时性。", 3)
	for i := from; i < to; i++ {
		r.Notices = append(r.Notices, db.NewNotice{Key: fmt.Sprintf("outcome/%d", i), NotBefore: at, Reason: msg.Words("审核结果"), Letter: letter.Letter{
			Kind: letter.KindOutcome, To: "技术服务部负责人", Salutation: "技术服务部负责人", On: checklist.DayOf(at, zone),
			Outcomes: []letter.Outcome{{No: 14, Content: words, Event: checklist.EventReturned, By: "中心主任", Why: msg.Words(words), Deadline: checklist.Date(2026, 4, 30)}}}})
	}
	return r
}
