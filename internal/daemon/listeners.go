package daemon

import (
	"context"
	"crypto/tls"
	"net"
	"slices"
	"sync"
	"time"

	"duban/inbox"
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
		h := sharers[0].office()
		l := &inbox.LMTP{Counters: counters(sharers), Domain: h.Domain(), MaxBytes: h.Config.LMTP.MaxSize.Bytes, Source: office.LMTPSource}
		workers = append(workers, func(ctx context.Context) error { return s.receive(ctx, office.LMTPSource, address, l, sharers) })
	}
	for address, sharers := range s.sharersOf(func(c *config.Config) string { return c.SMTP.Listen }) {
		workers = append(workers, func(ctx context.Context) error {
			l, err := smtpListener(sharers)
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

func counters(sharers []*instance) (all []inbox.Counter) {
	for _, i := range sharers {
		all = append(all, inbox.Counter{Desk: i.desk, Recipients: i.office().Addresses()})
	}
	return all
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
func smtpListener(sharers []*instance) (*inbox.SMTP, error) {
	h := sharers[0].office()
	l := &inbox.SMTP{Counters: counters(sharers), Hostname: h.SMTPHost(), MaxBytes: h.Config.LMTP.MaxSize.Bytes, Source: office.SMTPSource}
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
