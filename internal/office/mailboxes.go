package office

import (
	"crypto/x509"
	"log/slog"
	"os"
	"time"

	"duban/inbox"
	"duban/inbox/imap"
	"duban/internal/config"
	"duban/internal/msg"
)

// Mailboxes are the accounts to read, with their passwords, each for a receiver.
func (o *Office) Mailboxes(receiver imap.Receiver, dial Dialer, now func() time.Time, log *slog.Logger) (list []*imap.Mailbox, err error) {
	for _, m := range o.Config.IMAP {
		m = m.WithDefaults()
		box := &imap.Mailbox{Receiver: receiver, Positions: inbox.Cursors{Store: o.Store}, Now: now, Log: log, Name: m.Name, Host: m.Host, Port: m.Port, TLS: m.TLS, User: m.User, Dial: dial,
			Folders: m.Folders, Processed: m.Processed, Failed: m.Failed, Poll: m.Poll.Duration, MaxBytes: o.Config.LMTP.MaxSize.Bytes}
		box.Since, _ = m.FirstDay() // validated
		if box.Password, err = config.ReadSecret(o.Config.Path(m.PasswordFile)); err != nil {
			return nil, err
		}
		if box.Roots, err = o.roots(m.CAFile); err != nil {
			return nil, err
		}
		box.Certificate = o.certificates.note("imap/" + m.Name)
		list = append(list, box)
	}
	return list, nil
}

// roots are the certificates that a file adds to those of the system: offices
// often have an authority of their own.
func (o *Office) roots(file string) (*x509.CertPool, error) {
	if file == "" {
		return nil, nil
	}
	pem, err := os.ReadFile(o.Config.Path(file))
	if err != nil {
		return nil, msg.New("reading the certificate", err)
	}
	pool, err := x509.SystemCertPool()
	if err != nil {
		pool = x509.NewCertPool()
	}
	if !pool.AppendCertsFromPEM(pem) {
		return nil, msg.New("reading a certificate that is none", file)
	}
	return pool, nil
}

// Sources are the names of all ways in.
func (o *Office) Sources(boxes []*imap.Mailbox) (names []string) {
	names = o.listenerSources()
	for _, box := range boxes {
		names = append(names, box.Sources()...)
	}
	return names
}
