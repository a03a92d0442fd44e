package sender

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"slices"
	"strings"
	"time"

	"duban/inbox/message"
)

// Stamp examines who sent a message that came straight from its sender's server, and
// returns it as it is stored: with our findings on top, as any mail exchanger writes
// them. Without a DNS senders are not examined.
func Stamp(ctx context.Context, dns DNS, e Envelope, raw []byte, hostname string, now time.Time) []byte {
	var found []finding
	if dns != nil {
		found = examineSender(ctx, dns, e, raw)
	}
	return stamped(raw, e, hostname, now, found)
}

// stamped is a mail as it is stored that came straight from its sender's server:
// our fields on top, and without those that only we may write (RFC 5321, section
// 4.4; RFC 8601, section 5). That is every result of an examination, by whatever
// name: a listener has one, and each office that it serves may have another. Nor is
// there anything left in front of its header, which under ours would be read otherwise.
func stamped(raw []byte, e Envelope, hostname string, now time.Time, found []finding) []byte {
	var b bytes.Buffer
	b.Grow(len(raw) + 1024)
	fmt.Fprintf(&b, "Return-Path: <%s>\r\n", e.From)
	fmt.Fprintf(&b, "Authentication-Results: %s;%s\r\n", hostname, results(found))
	fmt.Fprintf(&b, "Received: from %s (%s)\r\n\tby %s with %s;\r\n\t%s\r\n", helloName(e.Helo), peerAddress(e.Peer), hostname, e.with(), now.Format(time.RFC1123Z))
	writeWithout(&b, message.SkipPreface(raw), func(name string) bool {
		return strings.EqualFold(name, "Return-Path") ||
			strings.EqualFold(name, "Authentication-Results")
	})
	return b.Bytes()
}

// StampedBy is the name that our stamp bears. The stamp is known by its place: the
// name is that of the listener on the day it came, and no office need know it.
func StampedBy(h message.Header) []string {
	if len(h) < 2 || h[1].Name != "Authentication-Results" {
		return nil
	}
	return []string{parseAuthResults(h[1].Raw).server}
}

// results writes findings; with none it says so.
func results(found []finding) string {
	if len(found) == 0 {
		return " none"
	}
	var list []string
	for _, f := range found {
		one := "\r\n\t" + f.method + "=" + f.result
		if IsDomain(f.domain) {
			one += " " + f.prop + "=" + strings.ToLower(f.domain)
		}
		if f.relaxed {
			one += " " + relaxedInWords + "=r"
		}
		if !slices.Contains(list, one) {
			list = append(list, one)
		}
	}
	return strings.Join(list, ";")
}

// helloName is what the peer calls itself, where that can stand in a field.
func helloName(helo string) string {
	if literal := strings.TrimSuffix(strings.TrimPrefix(helo, "["), "]"); IsDomain(helo) || net.ParseIP(strings.TrimPrefix(literal, "IPv6:")) != nil {
		return helo
	}
	return "unknown"
}

func peerAddress(peer net.Addr) string {
	if ip := RemoteIP(peer); ip != nil {
		return "[" + ip.String() + "]"
	}
	return "local"
}

// writeWithout copies a mail without the header fields that are not to stay. What
// is no field stays as it is, for signatures are over bytes.
func writeWithout(b *bytes.Buffer, raw []byte, leave func(name string) bool) {
	leaving := false // the field that goes on
	for len(raw) > 0 {
		line, rest := message.CutLine(raw)
		if message.EndsHeader(line, rest) {
			b.Write(raw)
			return
		}
		if !message.IsFolded(line) {
			leaving = leave(message.FieldName(line))
		}
		if !leaving {
			b.Write(raw[:len(raw)-len(rest)])
		}
		raw = rest
	}
}
