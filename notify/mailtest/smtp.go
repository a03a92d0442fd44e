package mailtest

import (
	"net"
	"strconv"
	"testing"
	"time"

	"duban/notify/relay"
)

// SMTP returns a sender to the server at an address, closed when the test ends;
// change, if any, alters its settings first.
func SMTP(t testing.TB, address string, change func(*relay.Server)) *relay.SMTP {
	t.Helper()
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		t.Fatal(err)
	}
	n, err := strconv.Atoi(port)
	if err != nil {
		t.Fatal(err)
	}
	r := relay.Server{Host: host, Port: n, TLS: "none", HELO: "duban.example", Timeout: 2 * time.Second}
	if change != nil {
		change(&r)
	}
	s, err := relay.NewSMTP(r, func() time.Time { return time.Unix(0, 0) })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}
