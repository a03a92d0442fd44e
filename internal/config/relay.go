package config

import (
	"cmp"
	"slices"
	"time"

	"duban/checklist"
	"duban/internal/msg"
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
			key = "relay.fallback."
			r = r.or(c.Relay.RelayServer)
			if r.Host == "" {
				ps = append(ps, checklist.Problem{Nth: i, Column: key + "host", What: msg.New("no server"), Mend: msg.New("for example", "smtp2.djzx.example")})
			}
		}
		if r.Port < 1 || r.Port > 65535 {
			ps = append(ps, checklist.Problem{Nth: i, Column: key + "port", What: msg.New("not a port", r.Port), Mend: msg.New("usually one of", 587, 465)})
		}
		if !slices.Contains([]string{"starttls", "implicit", "none"}, r.TLS) {
			ps = append(ps, checklist.Problem{Nth: i, Column: key + "tls", What: msg.New("not a way of encryption", r.TLS), Mend: msg.New("write one of", msg.Choice{"starttls", "implicit", "none"})})
		}
		ps = append(ps, r.limitProblems(key, i)...)
	}
	if d := c.Relay.Timeout.Duration; d < time.Second || d > 10*time.Minute {
		ps = append(ps, checklist.Problem{Column: "relay.timeout", What: msg.New("does not fit", d), Mend: msg.New("1s to 10m")})
	}
	if c.Relay.Host == "" && len(c.Relay.Fallback) > 0 {
		ps = append(ps, checklist.Problem{Column: "relay.host", What: msg.New("a fallback without a first server"), Mend: msg.New("make the fallback the first server")})
	}
	return ps
}

func (r RelayServer) limitProblems(key string, i int) (ps checklist.Problems) {
	if n := r.Connections; n != nil && (*n < 1 || *n > 64) {
		ps = append(ps, checklist.Problem{Nth: i, Column: key + "connections", What: msg.New("not a number of connections", *n), Mend: msg.New("write a number from to", 1, 64)})
	}
	if n := r.PerMinute; n != nil && *n < 0 {
		ps = append(ps, checklist.Problem{Nth: i, Column: key + "per_minute", What: msg.New("wrong number", *n), Mend: msg.New("letters a minute")})
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
