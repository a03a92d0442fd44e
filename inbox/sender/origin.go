package sender

import (
	"net"
	"strings"

	"duban/inbox/message"
	"duban/internal/zh"
)

var peerInTrace = zh.NewPattern(`[\[(](?:IPv6:)?([0-9A-Fa-f:.]{3,45})[\])]`)

// Peer is the machine from which the world's mail came to the servers of ours that wrote
// the topmost trace fields: their first address that is not one of an inner network. ""
// where no such field names one. What lies below is the sender's to write.
func Peer(h message.Header) string {
	for _, f := range h.All("Received") {
		for _, found := range peerInTrace.FindAllStringSubmatch(f.Raw, -1) {
			if ip := net.ParseIP(found[1]); ip != nil && !ip.IsPrivate() && !ip.IsLoopback() && !ip.IsUnspecified() && !ip.IsLinkLocalUnicast() {
				return ip.String()
			}
		}
	}
	return ""
}

// ReturnPath is the envelope's sender as the server wrote it that put a mail into its
// mailbox, "" where it wrote none: below the first trace field it is the sender's to write.
func ReturnPath(h message.Header) string {
	for _, f := range h {
		switch {
		case strings.EqualFold(f.Name, "Return-Path"):
			return strings.TrimSpace(f.Raw)
		case strings.EqualFold(f.Name, "Received"):
			return ""
		}
	}
	return ""
}
