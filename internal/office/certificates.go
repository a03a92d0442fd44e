package office

import (
	"slices"
	"strings"
	"sync"
	"time"
)

// Certificate is one that a server has shown, or that we show ourselves.
type Certificate struct {
	Name  string // relay/mail.djzx.example, imap/督办信箱, smtp
	Until time.Time
}

// ExpiresSoon is how long before its end a certificate is told of.
const ExpiresSoon = 14 * 24 * time.Hour

// certificates remembers how long the certificates last that servers have shown.
type certificates struct {
	mu    sync.Mutex
	until map[string]time.Time
}

// note remembers the certificate of a server's newest connection.
func (c *certificates) note(name string) func(until time.Time) {
	return func(until time.Time) {
		c.mu.Lock()
		defer c.mu.Unlock()
		if c.until == nil {
			c.until = map[string]time.Time{}
		}
		c.until[name] = until
	}
}

// Certificates are those that the servers have shown so far, and the listener's own.
func (o *Office) Certificates() (all []Certificate) {
	o.certificates.mu.Lock()
	for name, until := range o.certificates.until {
		all = append(all, Certificate{name, until})
	}
	o.certificates.mu.Unlock()
	if o.Config.SMTP.Listen != "" && o.Config.SMTP.CertFile != "" {
		if pair, err := o.Certificate(); err == nil {
			all = append(all, Certificate{SMTPSource, pair.Leaf.NotAfter})
		}
	}
	slices.SortFunc(all, func(a, b Certificate) int { return strings.Compare(a.Name, b.Name) })
	return all
}

// Expiring reports whether a certificate ends within a fortnight.
func (c Certificate) Expiring(now time.Time) bool { return c.Until.Sub(now) < ExpiresSoon }
