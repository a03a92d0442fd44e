package config

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"duban/checklist"
)

// RelayServer is a server that takes our letters, as the configuration names it.
type RelayServer struct {
	Host         string `toml:"host"`
	Port         int    `toml:"port"`
	TLS          string `toml:"tls"`
	CAFile       string `toml:"ca_file"`
	User         string `toml:"user"`
	PasswordFile string `toml:"password_file"`
	PerMinute    *int   `toml:"per_minute"`
	Connections  *int   `toml:"connections"`
}

// or takes from another server what this one leaves out.
func (r RelayServer) or(other RelayServer) RelayServer {
	r.Port, r.TLS, r.CAFile = cmp.Or(r.Port, other.Port), cmp.Or(r.TLS, other.TLS), cmp.Or(r.CAFile, other.CAFile)
	r.PerMinute, r.Connections = cmp.Or(r.PerMinute, other.PerMinute), cmp.Or(r.Connections, other.Connections)
	return r
}

// Relays are the servers in order of preference; none is configured as an empty list.
func (c *Config) Relays() (all []RelayServer) {
	if c.Relay.Host == "" {
		return nil
	}
	all = append(all, c.Relay.RelayServer)
	for _, r := range c.Relay.Fallback {
		all = append(all, r.or(c.Relay.RelayServer))
	}
	return all
}

func (c *Config) relayProblems() (ps checklist.Problems) {
	for i, r := range append([]RelayServer{c.Relay.RelayServer}, c.Relay.Fallback...) {
		key := "relay."
		if i > 0 {
			key = fmt.Sprintf("relay.fallback（第%d个）.", i)
			r = r.or(c.Relay.RelayServer)
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

func (r RelayServer) limitProblems(key string) (ps checklist.Problems) {
	if n := r.Connections; n != nil && (*n < 1 || *n > 64) {
		ps = append(ps, checklist.Problem{Column: key + "connections", What: fmt.Sprintf("%d个连接不合适", *n), Mend: "写1到64"})
	}
	if n := r.PerMinute; n != nil && *n < 0 {
		ps = append(ps, checklist.Problem{Column: key + "per_minute", What: fmt.Sprintf("%d不对", *n), Mend: "请写每分钟最多几封，0 不限"})
	}
	return ps
}

// Lines is how many letters may be under way at once: what the widest server takes.
// Each keeps to its own limit.
func (c *Config) Lines() (n int) {
	for _, r := range c.Relays() {
		n = max(n, *r.Connections)
	}
	return n
}

// Batch is how many letters are claimed at once: no more than the slowest server
// takes in a minute, for their lease must not run out while they wait.
func (c *Config) Batch() int {
	n := 200
	for _, r := range c.Relays() {
		if *r.PerMinute > 0 {
			n = min(n, *r.PerMinute)
		}
	}
	return n
}

// Patience is how long one letter may be under way, at the worst: each server in turn
// is waited for at its opening and for the letter, each twice where a kept connection
// has died, and before that for as many turns as others have.
func (c *Config) Patience() (d time.Duration) {
	for _, r := range c.Relays() {
		d += 4 * c.Relay.Timeout.Duration
		if n := *r.PerMinute; n > 0 {
			d += time.Duration(c.Lines()) * time.Minute / time.Duration(n)
		}
	}
	return d
}
