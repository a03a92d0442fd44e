package daemon

import (
	"context"
	"crypto/tls"
	"net"
	"slices"
	"sync"
	"time"

	"duban/inbox"
	"duban/inbox/smtpd"
	"duban/internal/config"
	"duban/internal/office"
)

// listener takes mail that others bring.
type listener interface {
	Serve(context.Context, net.Listener) error
}

// listeners are the workers that wait for mail: one for each address, however
// many offices share it.
func (s *service) listeners() (workers []worker) {
	for address, sharers := range s.sharersOf(func(c *config.Config) string { return c.LMTP.Listen }) {
		workers = append(workers, func(ctx context.Context) error {
			recipients, stop := recipients(sharers)
			defer stop()
			o := sharers[0].office()
			l := &smtpd.LMTP{Recipients: recipients, Domain: o.Domain(), MaxBytes: o.Config.LMTP.MaxSize.Bytes, Source: office.LMTPSource, Log: sharers[0].log}
			return s.receive(ctx, office.LMTPSource, address, l, sharers)
		})
	}
	for address, sharers := range s.sharersOf(func(c *config.Config) string { return c.SMTP.Listen }) {
		workers = append(workers, func(ctx context.Context) error {
			recipients, stop := recipients(sharers)
			defer stop()
			l, err := smtpListener(sharers, recipients)
			if err != nil {
				return err
			}
			return s.receive(ctx, office.SMTPSource, address, l, sharers)
		})
	}
	return workers
}

// sharersOf are the offices by the address that each listens on.
func (s *service) sharersOf(listen func(*config.Config) string) map[string][]*instance {
	all := map[string][]*instance{}
	for _, i := range s.offices {
		if address := listen(i.office().Config); address != "" {
			all[address] = append(all[address], i)
		}
	}
	return all
}

// recipients are the offices that a listener receives for, each with a queue of its own;
// stop ends the queues, once nothing is received any more.
func recipients(sharers []*instance) (all []smtpd.Recipient, stop func()) {
	var queues []*inbox.Queue
	for _, i := range sharers {
		q := i.processor.NewQueue()
		queues = append(queues, q)
		all = append(all, smtpd.Recipient{Receiver: q, Addresses: i.office().Addresses()})
	}
	return all, func() {
		for _, q := range queues {
			q.Close()
		}
	}
}

func (s *service) receive(ctx context.Context, source, address string, l listener, sharers []*instance) error {
	ln, err := s.Listen(address)
	if err != nil {
		return err
	}
	s.log.Info("listening", source, ln.Addr().String())
	alive, stop := context.WithCancel(ctx)
	var fresh sync.WaitGroup
	for _, i := range sharers {
		fresh.Go(func() { i.stayFresh(alive, source) })
	}
	defer fresh.Wait()
	defer stop()
	return l.Serve(ctx, ln)
}

// stayFresh notes that a listener is up: mail is delivered to it as it comes, so
// while it listens it is never behind. Not so at the start: after a longer rest the
// delivering server still holds what was written meanwhile, and until it has had
// time to bring it nobody may be accused of silence.
func (i *instance) stayFresh(ctx context.Context, source string) {
	tick := time.NewTicker(10 * time.Minute)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		if err := i.store().SourceOK(ctx, i.Now(), source); err != nil && ctx.Err() == nil {
			i.log.Error("source not noted", "err", err)
		}
	}
}

// smtpListener is what the world's servers deliver to. The first of the offices that
// share it gives it its name and its certificate; it examines senders where any of
// them wants that, for each believes no more than it wants to.
func smtpListener(sharers []*instance, recipients []smtpd.Recipient) (*smtpd.SMTP, error) {
	h := sharers[0].office()
	l := &smtpd.SMTP{Recipients: recipients, Hostname: h.SMTPHost(), MaxBytes: h.Config.LMTP.MaxSize.Bytes, Source: office.SMTPSource, Now: sharers[0].Now, Log: sharers[0].log}
	if slices.ContainsFunc(sharers, func(i *instance) bool { return i.office().Config.SMTP.CheckSender }) {
		l.DNS = net.DefaultResolver
	}
	if h.Config.SMTP.CertFile == "" {
		return l, nil
	}
	first, err := h.Certificate()
	if err != nil {
		return nil, err
	}
	l.TLS = &tls.Config{MinVersion: tls.VersionTLS12, GetCertificate: func(*tls.ClientHelloInfo) (*tls.Certificate, error) {
		if renewed, err := h.Certificate(); err == nil { // certificates change every few months, and nobody restarts us for that
			return renewed, nil
		}
		return first, nil
	}}
	return l, nil
}
