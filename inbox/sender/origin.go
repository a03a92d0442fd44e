package sender

import (
	"net"

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
