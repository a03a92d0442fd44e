package main

import (
	"context"
	"fmt"
	"time"

	"duban/internal/config"
	"duban/notify"
)

// sender is the relays, or the outbox folder until one is configured.
func (h *house) sender(now func() time.Time, dial dialer) (notify.Sender, error) {
	all := h.conf.Relays()
	if len(all) == 0 {
		return notify.Maildir{Dir: h.conf.Path(h.conf.Relay.Outbox)}, nil
	}
	var servers []notify.Sender
	for _, r := range all {
		s, err := h.smtp(r, now, dial)
		if err != nil {
			return nil, err
		}
		servers = append(servers, s)
	}
	return notify.NewRelays(servers, now), nil
}

func (h *house) smtp(r config.RelayServer, now func() time.Time, dial dialer) (*notify.SMTP, error) {
	password, err := config.ReadSecret(h.conf.Path(r.PasswordFile))
	if err != nil {
		return nil, err
	}
	return notify.NewSMTP(notify.Relay{Host: r.Host, Port: r.Port, TLS: r.TLS, User: r.User, Password: password,
		HELO: h.domain(), Timeout: h.conf.Relay.Timeout.Duration, Connections: *r.Connections, PerMinute: *r.PerMinute, Dial: dial}, now)
}

// tryRelays logs in to each server, and says in a line what works.
func (a *app) tryRelays(ctx context.Context, h *house) (works bool, err error) {
	all := h.conf.Relays()
	if len(all) == 0 {
		fmt.Fprintln(a.stdout, "发信：没有配置发信服务器，信存入 "+h.conf.Relay.Outbox)
	}
	works = true
	for _, r := range all {
		s, err := h.smtp(r, a.now, a.dial)
		if err != nil {
			return false, err
		}
		found := "✓ 可以登录"
		if err := s.Try(ctx); err != nil {
			works, found = false, "✗ 不能登录："+err.Error()
		}
		fmt.Fprintln(a.stdout, visible("发信（"+r.Host+"）："+found))
		_ = s.Close()
	}
	return works, nil
}
