package relay_test

import (
	"testing"
	"time"

	"duban/notify/relay"
)

func TestBackoff_growsByWhatStoodInTheWayAndScatters(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		refused relay.SendError
		want    [3]time.Duration // in the middle, after the first, third and ninth attempt
	}{
		"no answer":            {relay.SendError{}, [3]time.Duration{time.Minute, 15 * time.Minute, 4 * time.Hour}},
		"the relay is leaving": {relay.SendError{Code: 421, Enhanced: "4.3.2"}, [3]time.Duration{time.Minute, 15 * time.Minute, 4 * time.Hour}},
		"a local error":        {relay.SendError{Code: 451, Enhanced: "4.3.0"}, [3]time.Duration{time.Minute, 15 * time.Minute, 4 * time.Hour}},
		"greylisted":           {relay.SendError{Code: 451, Enhanced: "4.7.1"}, [3]time.Duration{6 * time.Minute, 30 * time.Minute, 4 * time.Hour}},
		"greylisted, in words": {relay.SendError{Code: 451, Text: "Greylisted, come back"}, [3]time.Duration{6 * time.Minute, 30 * time.Minute, 4 * time.Hour}},
		"greylisted, old code": {relay.SendError{Code: 450}, [3]time.Duration{6 * time.Minute, 30 * time.Minute, 4 * time.Hour}},
		"a full mailbox":       {relay.SendError{Code: 452, Enhanced: "4.2.2"}, [3]time.Duration{time.Hour, 4 * time.Hour, 4 * time.Hour}},
	} {
		for i, attempt := range []int{1, 3, 9} {
			low, high := tt.want[i]*4/5, tt.want[i]*6/5
			got := [2]time.Duration{relay.Backoff(&tt.refused, attempt, 0), relay.Backoff(&tt.refused, attempt, 0.9999)}
			if got[0] != low || got[1] > high || got[1] < high-5*time.Second {
				t.Errorf("%s, attempt %d: %v to %v, want %v to %v", name, attempt, got[0], got[1], low, high)
			}
		}
	}
}
