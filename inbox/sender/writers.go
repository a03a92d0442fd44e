package sender

import (
	"maps"
	"slices"
	"strings"

	"duban/inbox/message"
)

// leastWritten is how many of an office's mails must bear a server's findings before it is
// proposed: one alone may be a forger's.
const leastWritten = 2

// Writers are the servers that seem to write their findings into the mail that an office
// receives: by the headers of its newest mails, those that stand on top, below hops of the
// same organisation only, in at least half of them.
func Writers(headers [][]byte) []string {
	seen := map[string]int{}
	for _, raw := range headers {
		h, _, _ := message.ReadHeader(raw, message.DefaultLimits())
		if id := writerOf(h); id != "" {
			seen[id]++
		}
	}
	return slices.DeleteFunc(slices.Sorted(maps.Keys(seen)), func(id string) bool {
		return seen[id] < leastWritten || 2*seen[id] < len(headers)
	})
}

// writerOf is the server that signed the topmost findings of a mail, where our own servers
// brought it from there.
func writerOf(h message.Header) string {
	var hops []string
	for _, f := range h {
		switch {
		case strings.EqualFold(f.Name, "Received"):
			hops = append(hops, hopBy(f.Raw))
		case strings.EqualFold(f.Name, "Authentication-Results"):
			if id := parseAuthResults(f.Raw).server; allHopsOf(id, hops) {
				return id
			}
			return ""
		}
	}
	return ""
}
