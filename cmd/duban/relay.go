package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"duban/checklist"
	"duban/notify/relay"
)

// relayServer is a server that takes our letters, as the configuration names it.
type relayServer struct {
	Host         string `toml:"host"`
	Port         int    `toml:"port"`
	TLS          string `toml:"tls"`
	User         string `toml:"user"`
	PasswordFile string `toml:"password_file"`
	PerMinute    *int   `toml:"per_minute"`
	Connections  *int   `toml:"connections"`
}

// or takes from another server what this one leaves out.
func (r relayServer) or(other relayServer) relayServer {
	r.Port, r.TLS = cmp.Or(r.Port, other.Port), cmp.Or(r.TLS, other.TLS)
	r.PerMinute, r.Connections = cmp.Or(r.PerMinute, other.PerMinute), cmp.Or(r.Connections, other.Connections)
	return r
}

// relays are the servers in order of preference; none is configured as an empty list.
func (c *config) relays() (all []relayServer) {
	if c.Relay.Host == "" {
		return nil
	}
	all = append(all, c.Relay.relayServer)
	for _, r := range c.Relay.Fallback {
		all = append(all, r.or(c.Relay.relayServer))
	}
	return all
}

func (c *config) relayProblems() (ps checklist.Problems) {
	for i, r := range append([]relayServer{c.Relay.relayServer}, c.Relay.Fallback...) {
		key := "relay."
		if i > 0 {
			key = fmt.Sprintf("relay.fallback（第%d个）.", i)
			r = r.or(c.Relay.relayServer)
			if r.Host == "" {
				ps = append(ps, checklist.Problem{Column: key + "host", What: "没有写服务器", Mend: "例如 smtp2.djzx.example"})
			}
		}
		if r.Port < 1 || r.Port > 65535 {
			ps = append(ps, checklist.Problem{Column: key + "port", What: fmt.Sprintf("%d不是端口", r.Port), Mend: "通常是587或465"})
		}
		if !slices.Contains([]string{"starttls", "implicit", "none"}, r.TLS) {
			ps = append(ps, checklist.Problem{Column: key + "tls", What: fmt.Sprintf("“%s”不是加密方式", r.TLS), Mend: "请写 starttls、implicit 或 none"})
		}
		ps = append(ps, r.limitProblems(key)...)
	}
	if d := c.Relay.Timeout.Duration; d < time.Second || d > 10*time.Minute {
		ps = append(ps, checklist.Problem{Column: "relay.timeout", What: fmt.Sprintf("%v不合适", d), Mend: "写1s到10m，通常30s"})
	}
	if c.Relay.Host == "" && len(c.Relay.Fallback) > 0 {
		ps = append(ps, checklist.Problem{Column: "relay.host", What: "有后备服务器，没有写首选的", Mend: "把后备的那一个写在 [relay] 里"})
	}
	return ps
}

func (r relayServer) limitProblems(key string) (ps checklist.Problems) {
	if n := r.Connections; n != nil && (*n < 1 || *n > 64) {
		ps = append(ps, checklist.Problem{Column: key + "connections", What: fmt.Sprintf("%d个连接不合适", *n), Mend: "写1到64"})
	}
	if n := r.PerMinute; n != nil && *n < 0 {
		ps = append(ps, checklist.Problem{Column: key + "per_minute", What: fmt.Sprintf("%d不对", *n), Mend: "请写每分钟最多几封，0 不限"})
	}
	return ps
}

// lines is how many letters may be under way at once: what the widest server takes.
// Each keeps to its own limit.
func (c *config) lines() (n int) {
	for _, r := range c.relays() {
		n = max(n, *r.Connections)
	}
	return n
}

// batch is how many letters are claimed at once: no more than the slowest server
// takes in a minute, for their lease must not run out while they wait.
func (c *config) batch() int {
	n := 200
	for _, r := range c.relays() {
		if *r.PerMinute > 0 {
			n = min(n, *r.PerMinute)
		}
	}
	return n
}

// patience is how long one letter may be under way, at the worst: each server in turn
// is waited for at its opening and for the letter, each twice where a kept connection
// has died, and before that for as many turns as others have.
func (c *config) patience() (d time.Duration) {
	for _, r := range c.relays() {
		d += 4 * c.Relay.Timeout.Duration
		if n := *r.PerMinute; n > 0 {
			d += time.Duration(c.lines()) * time.Minute / time.Duration(n)
		}
	}
	return d
}

// sender is the relays, or the outbox folder until one is configured.
func (h *house) sender(now func() time.Time, dial dialer) (relay.Sender, error) {
	all := h.conf.relays()
	if len(all) == 0 {
		return relay.Maildir{Dir: h.conf.at(h.conf.Relay.Outbox)}, nil
	}
	var servers []relay.Sender
	for _, r := range all {
		s, err := h.smtp(r, now, dial)
		if err != nil {
			return nil, err
		}
		servers = append(servers, s)
	}
	return relay.NewFailover(servers, now), nil
}

func (h *house) smtp(r relayServer, now func() time.Time, dial dialer) (*relay.SMTP, error) {
	password, err := readSecret(h.conf.at(r.PasswordFile))
	if err != nil {
		return nil, err
	}
	return relay.NewSMTP(relay.Server{Host: r.Host, Port: r.Port, TLS: r.TLS, User: r.User, Password: password,
		HELO: h.domain(), Timeout: h.conf.Relay.Timeout.Duration, Connections: *r.Connections, PerMinute: *r.PerMinute, Dial: dial}, now)
}

// tryRelays logs in to each server, and says in a line what works.
func (a *app) tryRelays(ctx context.Context, h *house) (works bool, err error) {
	all := h.conf.relays()
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
