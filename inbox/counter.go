package inbox

import (
	"log/slog"
	"slices"
	"strings"

	"duban/checklist"
)

// Counter is where a listener takes an office's mail: to which addresses it comes,
// with any +suffix, and the desk that judges it.
type Counter struct {
	Desk       *Desk
	Recipients []string
}

// counters are those of all offices that a listener serves.
type counters []Counter

// of is the counter that takes mail to an address; nil: this is no relay.
func (all counters) of(to string) *Counter {
	for i, c := range all {
		if slices.ContainsFunc(c.Recipients, func(ours string) bool { return sameMailbox(ours, to) }) {
			return &all[i]
		}
	}
	return nil
}

// sameMailbox compares addresses without case and without a +suffix.
func sameMailbox(ours, to string) bool {
	local, domain, _ := strings.Cut(checklist.FoldMail(to), "@")
	local, _, _ = strings.Cut(local, "+")
	return local+"@"+domain == checklist.FoldMail(ours)
}

// log is for what concerns no office.
func (all counters) log() *slog.Logger { return all[0].Desk.log }
