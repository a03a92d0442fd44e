package main

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"path/filepath"
	"time"

	"duban/checklist"
	"duban/db"
	"duban/inbox"
	"duban/inbox/message"
	"duban/inbox/smtpd"
)

// intake measures the way of a reply from the hands of a mail server to the disk,
// 250 by 250, against Dovecot's LMTP server, which lays it into a maildir and asks
// no questions. The same client brings the same mails to both.
func intake(dir string) (b benchmark, end func(), err error) {
	ref, err := startDovecot(dir)
	if err != nil {
		return b, nil, err
	}
	b = benchmark{about: "INTAKE of replies over LMTP, each acknowledged when it is on disk", reference: "dovecot LMTP into a maildir, same mails and sessions"}
	add := func(size, work, sessions int, judged bool) {
		name := fmt.Sprintf("%d KB, %d sessions", size>>10, sessions)
		if judged {
			name += ", until filed"
		}
		b.cases = append(b.cases, measured{name: name, work: work,
			reference: func(work int) (time.Duration, error) { return ref.take(work, size, sessions) },
			run:       func(work int) (time.Duration, error) { return takeIn(dir, work, size, sessions, judged) }})
	}
	for _, sessions := range []int{1, 4, 16} {
		add(4<<10, 600, sessions, false)
	}
	for _, sessions := range []int{1, 4} {
		add(1<<20, 40, sessions, false)
	}
	for _, sessions := range []int{1, 16} {
		add(4<<10, 600, sessions, true)
	}
	return b, ref.stop, nil
}

// takeIn has an office of its own take replies in; judged: until each is filed.
func takeIn(dir string, work, size, sessions int, judged bool) (took time.Duration, err error) {
	ctx := context.Background()
	o, err := newOffice(ctx, filepath.Join(dir, fmt.Sprintf("intake-%d.db", time.Now().UnixNano())), work)
	if err != nil {
		return 0, err
	}
	defer o.store.Close()
	policy := inbox.Policy{Directory: o.people, Self: message.Self{Addresses: []string{followUp}, LoopID: "djzx.example"}, AnswersPerDay: 40}
	quiet := slog.New(slog.DiscardHandler)
	processor := inbox.NewProcessor(o.store, func() inbox.Policy { return policy }, time.Now, quiet, nil)
	ln, err := smtpd.Listen("127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	serving, stop := context.WithCancel(ctx)
	served := make(chan error, 1)
	q := processor.NewQueue()
	l := &smtpd.LMTP{Recipients: []smtpd.Recipient{{Receiver: q, Addresses: []string{followUp}}}, Domain: "djzx.example", MaxBytes: 50 << 20, Source: "lmtp", Log: quiet}
	go func() { err := l.Serve(serving, ln); q.Close(); served <- err }()
	mails := o.replies(size)
	took, err = timed(func() error {
		if err := bring(ln.Addr().String(), followUp, mails, sessions); err != nil || !judged {
			return err
		}
		return untilFiled(ctx, o.store)
	})
	stop()
	if err == nil {
		err = <-served
	}
	if err == nil {
		err = o.allFiled(ctx, processor, work)
	}
	return took, err
}

// untilFiled waits for what listeners judge after the 250.
func untilFiled(ctx context.Context, store *db.Store) error {
	for {
		waiting, err := store.Unprocessed(ctx)
		if err != nil || len(waiting) == 0 {
			return err
		}
		time.Sleep(5 * time.Millisecond)
	}
}

// allFiled sees to it that what was measured is what is promised.
func (o *office) allFiled(ctx context.Context, processor *inbox.Processor, work int) error {
	if err := processor.Pending(ctx); err != nil {
		return err
	}
	filed, err := o.store.MailsIn(ctx, checklist.MailFiled)
	if err == nil && len(filed) != work {
		err = fmt.Errorf("%d of %d mails are filed", len(filed), work)
	}
	return err
}

// bring delivers mails over LMTP in so many sessions, each command of a mail in one
// go (RFC 2920), as mail servers do.
func bring(addr, to string, mails []reply, sessions int) error {
	queue := make(chan reply, len(mails))
	for _, m := range mails {
		queue <- m
	}
	close(queue)
	errs := make(chan error, sessions)
	for range sessions {
		go func() { errs <- bringInOneSession(addr, to, queue) }()
	}
	for range sessions {
		if err := <-errs; err != nil {
			return err
		}
	}
	return nil
}

func bringInOneSession(addr, to string, queue <-chan reply) error {
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		return err
	}
	defer conn.Close()
	c := newDialogue(conn)
	c.expect(220)
	c.send("LHLO bench.example\r\n")
	c.expect(250)
	for m := range queue {
		c.send("MAIL FROM:<" + m.from + ">\r\nRCPT TO:<" + to + ">\r\nDATA\r\n")
		c.expect(250)
		c.expect(250)
		c.expect(354)
		c.send(string(m.raw) + ".\r\n")
		c.expect(250)
		if c.err != nil {
			return c.err
		}
	}
	c.send("QUIT\r\n")
	c.expect(221)
	return c.err
}

// office is a store with people who each owe an item and have a letter about it.
type office struct {
	store   *db.Store
	entries []checklist.Entry
	people  *checklist.Directory
	letters []db.Notice
}

const followUp = "duban@djzx.example"
