package relay

import (
	"time"

	"duban/internal/rejection"
)

// Backoff is how long to wait after a refusal, 1 being the first, by what it was about:
// with one letter, or with all of them where it holds the queue. It is given or taken a
// fifth, so that a relay that comes back is not met by everything at once; random is in
// [0, 1).
func Backoff(v rejection.Verdict, refused int, random float64) time.Duration {
	steps := stepsAfter(v)
	d := steps[min(max(refused, 1), len(steps))-1]
	return time.Duration(float64(d) * (0.8 + 0.4*random))
}

// A letter's own tries last for about three days with the number that the shipped
// configuration allows. What holds the queue is tried by one letter at a time: a relay
// that was away is back within a quarter of an hour, one that limits us is asked ever
// less often, and one that does not know us waits for the clerk.
var (
	usual      = []time.Duration{time.Minute, 5 * time.Minute, 15 * time.Minute, time.Hour, 4 * time.Hour}
	greylisted = []time.Duration{6 * time.Minute, 15 * time.Minute, 30 * time.Minute, time.Hour, 4 * time.Hour}
	full       = []time.Duration{time.Hour, 4 * time.Hour}
	spam       = []time.Duration{30 * time.Minute, time.Hour, 4 * time.Hour}

	away    = []time.Duration{time.Minute, 5 * time.Minute, 15 * time.Minute}
	limited = []time.Duration{10 * time.Minute, 20 * time.Minute, 40 * time.Minute, time.Hour}
	spent   = []time.Duration{time.Hour}
	unknown = []time.Duration{5 * time.Minute, 15 * time.Minute, 30 * time.Minute, time.Hour}
	alike   = []time.Duration{time.Minute, 5 * time.Minute, 15 * time.Minute, time.Hour}
)

func stepsAfter(v rejection.Verdict) []time.Duration {
	switch v.Cause {
	case rejection.Pace:
		return limited
	case rejection.Quota:
		return spent
	case rejection.Login, rejection.Sender, rejection.Encryption:
		return unknown
	case rejection.Alike:
		return alike
	case rejection.Spam:
		return spam
	case rejection.Greylisted: // most often five minutes (RFC 6647, section 3): who comes sooner waits anew
		return greylisted
	case rejection.Full:
		return full
	}
	if v.Holds {
		return away
	}
	return usual
}
