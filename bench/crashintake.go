package main

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"net"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/internal/postoffice"
)

// writer is somebody who answers one letter about one item, again and again.
type writer struct {
	address string
	token   letter.Token
	no      int
}

// crashIntake kills the daemon while mail comes in. Each mail is delivered until it
// is acknowledged, as mail servers do.
func crashIntake(c *trial) (e ending, err error) {
	writers, err := c.lettersToAnswer()
	if err != nil {
		return e, err
	}
	c.now = firstDay + "T10:00:00+08:00"
	h := newHail(c.victim, writers, c.size.mails)
	defer h.end()
	for range c.kills {
		if err := c.dieAfter(h.acknowledged, 40); err != nil {
			return e, err
		}
	}
	h.enough()
	if err := c.start(); err != nil {
		return e, err
	}
	if c.size.mails, err = h.wait(); err != nil {
		return e, err
	}
	ctx, done := soon()
	defer done()
	if err := c.idle(ctx); err != nil {
		return e, err
	}
	if err := c.stop(); err != nil {
		return e, err
	}
	return c.end(ctx, func(key string) bool { return strings.HasPrefix(key, "daily/") })
}

// lettersToAnswer lives through the day of issue, and chooses what is answered: an
// item of each of a few people.
func (c *trial) lettersToAnswer() (writers []writer, err error) {
	if err := importMany(c.victim, 20); err != nil {
		return nil, err
	}
	c.now = firstDay + "T08:30:00+08:00"
	if err := c.liveThroughTheDay(); err != nil {
		return nil, err
	}
	ctx, done := soon()
	defer done()
	s, err := c.open(ctx)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	list, err := s.Notices(ctx, db.NoticeFilter{State: checklist.NoticeSent})
	for _, n := range list {
		if n.Kind == letter.KindAssign && len(writers) < connections {
			writers = append(writers, writer{n.Address, n.Token, n.Letter.Lines[0].No})
		}
	}
	if err == nil && len(writers) < connections {
		err = fmt.Errorf("%d letters to answer among %d", len(writers), len(list))
	}
	return writers, err
}

// hail is mail that comes from several servers at once until it is enough.
type hail struct {
	v       *victim
	stop    chan struct{}
	stopped sync.Once
	all     sync.WaitGroup
	taken   atomic.Int64
	counts  []int
	errs    []error
}

// newHail begins; counts, if there are any, say how many mails of each writer come.
func newHail(v *victim, writers []writer, counts []int) *hail {
	h := &hail{v: v, stop: make(chan struct{}), counts: make([]int, len(writers)), errs: make([]error, len(writers))}
	for i, w := range writers {
		h.all.Go(func() {
			for n := 0; h.goesOn(n, counts, i); n++ {
				if h.errs[i] = h.deliver(w, n); h.errs[i] != nil {
					return
				}
				h.counts[i] = n + 1
			}
		})
	}
	return h
}

// goesOn reports whether a writer writes once more: as often as told, or until it
// is enough.
func (h *hail) goesOn(n int, counts []int, i int) bool {
	if counts != nil {
		return n < counts[i]
	}
	select {
	case <-h.stop:
		return false
	default:
		return true
	}
}

func (h *hail) acknowledged() int { return int(h.taken.Load()) }

func (h *hail) enough() { h.stopped.Do(func() { close(h.stop) }) }

// end ends it in any case, also where nobody takes the mails any more.
func (h *hail) end() {
	h.enough()
	h.v.bury()
}

func (h *hail) wait() ([]int, error) {
	h.all.Wait()
	for _, err := range h.errs {
		if err != nil {
			return nil, err
		}
	}
	return h.counts, nil
}

// deliver tries as a mail server does that has got no answer.
func (h *hail) deliver(w writer, n int) error {
	raw := w.answer(n)
	for deadline := time.Now().Add(2 * time.Minute); time.Now().Before(deadline); time.Sleep(2 * time.Millisecond) {
		conn, err := net.Dial("unix", filepath.Join(h.v.dir, "lmtp.sock"))
		if err == nil && postoffice.Deliver(conn, w.address, "duban@djzx.example", raw) == nil {
			h.taken.Add(1)
			return nil
		}
	}
	return fmt.Errorf("mail %d of %s was never taken", n, w.token)
}

// answer is a writer's n-th mail: he has seen the letter, then he reports.
func (w writer) answer(n int) []byte {
	words := "收到"
	if n > 0 {
		words = fmt.Sprintf("进展：第%d次汇报，已开展轮训。", n)
	}
	subject := base64.StdEncoding.EncodeToString([]byte("回复：" + w.token.Tag() + "交办"))
	var m bytes.Buffer
	fmt.Fprintf(&m, "From: <%s>\r\nTo: <duban@djzx.example>\r\nSubject: =?UTF-8?B?%s?=\r\nMessage-ID: <%d.%s@djzx.example>\r\nDate: Mon, 27 Apr 2026 10:00:00 +0800\r\n",
		w.address, subject, n, w.token)
	fmt.Fprintf(&m, "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n%d %s\r\n", w.no, words)
	return m.Bytes()
}
