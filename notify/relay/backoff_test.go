package relay_test

import (
	"testing"
	"time"

	"duban/internal/rejection"
	"duban/notify/relay"
)

func TestBackoff_growsByWhatStoodInTheWayAndScatters(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		refused rejection.Answer
		want    [3]time.Duration // in the middle, after the first, third and ninth attempt
	}{
		"the relay is leaving":    {at(rejection.AtRecipient, 421, "4.3.2", ""), [3]time.Duration{time.Minute, 15 * time.Minute, 15 * time.Minute}},
		"a local error":           {at(rejection.AtRecipient, 451, "4.3.0", ""), [3]time.Duration{time.Minute, 15 * time.Minute, 4 * time.Hour}},
		"greylisted":              {at(rejection.AtRecipient, 451, "4.7.1", ""), [3]time.Duration{6 * time.Minute, 30 * time.Minute, 4 * time.Hour}},
		"greylisted, in words":    {at(rejection.AtRecipient, 451, "", "Greylisted, come back"), [3]time.Duration{6 * time.Minute, 30 * time.Minute, 4 * time.Hour}},
		"greylisted, old code":    {at(rejection.AtRecipient, 450, "", ""), [3]time.Duration{6 * time.Minute, 30 * time.Minute, 4 * time.Hour}},
		"a full mailbox":          {at(rejection.AtRecipient, 452, "4.2.2", ""), [3]time.Duration{time.Hour, 4 * time.Hour, 4 * time.Hour}},
		"too many in a minute":    {at(rejection.AtRecipient, 550, "", "Connection frequency limited"), [3]time.Duration{10 * time.Minute, 40 * time.Minute, time.Hour}},
		"too many in a day":       {at(rejection.AtEnd, 554, "", "MI:STC"), [3]time.Duration{time.Hour, time.Hour, time.Hour}},
		"taken for spam":          {at(rejection.AtEnd, 554, "", "DT:SPM"), [3]time.Duration{30 * time.Minute, 4 * time.Hour, 4 * time.Hour}},
		"not our sender's server": {at(rejection.AtSender, 553, "", ""), [3]time.Duration{5 * time.Minute, 30 * time.Minute, time.Hour}},
	} {
		v := rejection.Read(tt.refused)
		for i, attempt := range []int{1, 3, 9} {
			low, high := tt.want[i]*4/5, tt.want[i]*6/5
			got := [2]time.Duration{relay.Backoff(v, attempt, 0), relay.Backoff(v, attempt, 0.9999)}
			if got[0] != low || got[1] > high || got[1] < high-5*time.Second {
				t.Errorf("%s, attempt %d: %v to %v, want %v to %v", name, attempt, got[0], got[1], low, high)
			}
		}
	}
}

func at(stage rejection.Stage, code int, enhanced, text string) rejection.Answer {
	return rejection.Answer{Stage: stage, Code: code, Enhanced: enhanced, Text: text}
}
