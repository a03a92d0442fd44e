package inquire

import (
	"testing"
	"time"
)

func TestRate_saysHowLongLettersGoOn(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		reason string
		rate   Rate
		want   time.Duration
	}{
		{"nothing is going out", Rate{0, 500}, 0},
		{"nothing waits", Rate{60, 0}, 0},
		{"half a minute's worth", Rate{60, 30}, 30 * time.Second},
		{"an hour's worth", Rate{20, 1200}, time.Hour},
	} {
		if got := row.rate.Left(); got != row.want {
			t.Errorf("%s: %v, want %v", row.reason, got, row.want)
		}
	}
}
