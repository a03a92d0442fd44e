package office

import (
	"crypto/tls"

	"duban/internal/msg"
)

// The names of the ways in by which mail is brought to us.
const (
	LMTPSource = "lmtp"
	SMTPSource = "smtp"
)

// listenerSources are the names of the listeners that are configured.
func (o *Office) listenerSources() (names []string) {
	if o.Config.LMTP.Listen != "" {
		names = append(names, LMTPSource)
	}
	if o.Config.SMTP.Listen != "" {
		names = append(names, SMTPSource)
	}
	return names
}

func (o *Office) SMTPHost() string {
	if o.Config.SMTP.Hostname != "" {
		return o.Config.SMTP.Hostname
	}
	return o.Domain()
}

func (o *Office) Certificate() (*tls.Certificate, error) {
	pair, err := tls.LoadX509KeyPair(o.Config.Path(o.Config.SMTP.CertFile), o.Config.Path(o.Config.SMTP.KeyFile))
	if err != nil {
		return nil, msg.New("reading the certificate", err)
	}
	return &pair, nil
}
