package office

import (
	"context"
	"net"
	"time"
	_ "time/tzdata"

	"duban/internal/config"
	"duban/notify/relay"
)

type Dialer = func(ctx context.Context, network, address string) (net.Conn, error)

// Sender is the relays, or the outbox folder until one is configured.
func (o *Office) Sender(now func() time.Time, dial Dialer) (relay.Sender, error) {
	all := o.Config.Relays()
	if len(all) == 0 {
		return relay.Maildir{Dir: o.Config.Path(o.Config.Relay.Outbox)}, nil
	}
	var servers []relay.Sender
	for _, r := range all {
		s, err := o.smtp(r, now, dial)
		if err != nil {
			return nil, err
		}
		servers = append(servers, s)
	}
	return relay.NewFailover(servers, now), nil
}

func (o *Office) smtp(r config.RelayServer, now func() time.Time, dial Dialer) (*relay.SMTP, error) {
	password, err := config.ReadSecret(o.Config.Path(r.PasswordFile))
	if err != nil {
		return nil, err
	}
	roots, err := o.roots(r.CAFile)
	if err != nil {
		return nil, err
	}
	return relay.NewSMTP(relay.Server{Host: r.Host, Port: r.Port, TLS: r.TLS, User: r.User, Password: password, Roots: roots,
		Certificate: o.certificates.note("relay/" + r.Host), HELO: o.Domain(), Timeout: o.Config.Relay.Timeout.Duration, Connections: *r.Connections, PerMinute: *r.PerMinute, Dial: dial}, now)
}
