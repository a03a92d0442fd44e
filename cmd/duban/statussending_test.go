package main

import (
	"testing"
	"time"
)

func TestStatus_saysHowLongLettersGoOn(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 4, 27, 8, 31, 0, 0, time.UTC)
	for want, in := range map[string][2]int{
		"正在发信：最近一分钟发了60封，还有600封，约08:41发完":   {60, 600},
		"正在发信：最近一分钟发了4000封，还有100封，约08:31发完": {4000, 100},
	} {
		if got := sendingLine(now, in[0], in[1]); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	for name, in := range map[string][2]int{"nothing goes": {0, 600}, "nothing waits": {60, 0}} {
		if got := sendingLine(now, in[0], in[1]); got != "" {
			t.Errorf("%s: %q", name, got)
		}
	}
}
