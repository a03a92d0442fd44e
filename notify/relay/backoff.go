package relay

import (
	"strings"
	"time"
)

// Backoff is how long to wait after a failed attempt, 1 being the first, by what
// stood in the way. It is given or taken a fifth, so that a relay that comes back
// is not met by everything at once; random is in [0, 1).
func Backoff(e *SendError, attempt int, random float64) time.Duration {
	steps := stepsAfter(e)
	d := steps[min(max(attempt, 1), len(steps))-1]
	return time.Duration(float64(d) * (0.8 + 0.4*random))
}

// However it fails, the attempts that the shipped configuration allows last for
// about three days.
var (
	usual      = []time.Duration{time.Minute, 5 * time.Minute, 15 * time.Minute, time.Hour, 4 * time.Hour}
	greylisted = []time.Duration{6 * time.Minute, 15 * time.Minute, 30 * time.Minute, time.Hour, 4 * time.Hour}
	full       = []time.Duration{time.Hour, 4 * time.Hour}
)

func stepsAfter(e *SendError) []time.Duration {
	switch {
	case isGrey(e):
		return greylisted
	case e.Enhanced == "4.2.2" || e.Enhanced == "4.3.1": // a full mailbox, a full disk: somebody has to clear it
		return full
	}
	return usual
}

// isGrey reports a server that lets pass only what comes again after a while, most
// often five minutes (RFC 6647, section 3): who comes sooner waits anew.
func isGrey(e *SendError) bool {
	text := strings.ToLower(e.Text)
	return e.Code == 450 && e.Enhanced != "4.2.2" || e.Code == 451 && strings.HasPrefix(e.Enhanced, "4.7.") ||
		e.Code/100 == 4 && (strings.Contains(text, "greylist") || strings.Contains(text, "graylist"))
}
