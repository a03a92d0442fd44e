package demo

import (
	"context"
	"log/slog"
	"net"
	"path/filepath"
	"time"

	"duban"
	"duban/checklist"
	"duban/db"
	"duban/inbox"
	"duban/inbox/smtpd"
	"duban/internal/config"
	"duban/internal/office"
	"duban/internal/office/register"
	"duban/internal/postoffice"
	"duban/internal/reply"
	"duban/notify"
	"duban/scheduler"
)

// wrongAddress stands in the shipped directory, and nobody reads it.
const wrongAddress = "fangchan@djzx.example"

// open makes the office of the demo: the shipped configuration, with the mail servers
// of the post office.
func (d *demo) open(ctx context.Context) (err error) {
	c, err := config.Parse("", duban.Config)
	if err != nil {
		return err
	}
	c.Office.Language = string(d.lang)
	if d.office, err = office.Load(c); err != nil {
		return err
	}
	d.Office = d.office
	d.at = time.Date(2026, 3, 31, 15, 0, 0, 0, d.office.Zone)
	if d.office.Store, err = db.Open(ctx, filepath.Join(d.dir, "duban.db"), d.office.Options()); err != nil {
		return err
	}
	if d.post, err = postoffice.Open(wrongAddress); err != nil {
		return err
	}
	c.Relay.Host, c.Relay.Port, c.Relay.TLS, c.Relay.PerMinute = "127.0.0.1", d.post.Port(), "none", new(int)
	if err := d.start(ctx); err != nil {
		return err
	}
	return d.importExample(ctx)
}

// start makes the parts that send, receive and plan, each for the stepped clock.
func (d *demo) start(ctx context.Context) error {
	quiet := slog.New(slog.DiscardHandler)
	clock := func() time.Time { return d.at }
	sender, err := d.office.Sender(clock, nil)
	if err != nil {
		return err
	}
	d.courier = notify.NewCourier(d.office.Store, sender, func() *checklist.Directory { return d.office.Directory }, d.office.Letterhead,
		notify.Options{Batch: 50, Lease: time.Minute, MaxAttempts: 3}, clock, quiet)
	d.processor = inbox.NewProcessor(d.office.Store, d.office.Policy, clock, quiet, nil)
	d.scheduler = scheduler.New(d.office.Store, d.office.Rules, quiet)
	ln, err := smtpd.Listen("127.0.0.1:0")
	if err != nil {
		return err
	}
	d.lmtp = ln.Addr().String()
	q := d.processor.NewQueue()
	l := &smtpd.LMTP{Recipients: []smtpd.Recipient{{Receiver: q, Addresses: d.office.Addresses()}}, Domain: d.office.Domain(), MaxBytes: 50 << 20, Source: office.LMTPSource, Log: quiet}
	go func() { _ = l.Serve(ctx, ln); q.Close() }() // ends with the demo
	return nil
}

func (d *demo) importExample(ctx context.Context) error {
	in, err := register.Read(ctx, d.office, First, "实施清单.txt", duban.Checklist, register.Reading{Year: First.Year(), Start: First})
	if err != nil {
		return err
	}
	if errs := in.Problems.Errors(); len(errs) > 0 {
		return errs
	}
	_, err = register.Import(ctx, d.office, d.at, in, false)
	return err
}

// bring delivers an answer over LMTP.
func (d *demo) bring(ctx context.Context, m reply.Mail) error {
	conn, err := (&net.Dialer{}).DialContext(ctx, "tcp", d.lmtp)
	if err != nil {
		return err
	}
	d.serial++
	return postoffice.Deliver(conn, m.From, d.office.Config.Mail.From, m.Raw(d.serial, d.office.Config.Mail.From, d.at))
}
