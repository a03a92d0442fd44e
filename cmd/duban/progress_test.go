package main

import (
	"bytes"
	"fmt"
	"io"
	"testing"
	"testing/synctest"
	"time"
)

func TestProgress_isShownAfterASecondAndGoneBeforeOutput(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		takes time.Duration
		want  string
	}{
		{900 * time.Millisecond, "out\n"},
		{2500 * time.Millisecond, "\r\x1b[K1 s\r\x1b[K2 s\r\x1b[Kout\n"},
	} {
		synctest.Test(t, func(t *testing.T) {
			var screen bytes.Buffer
			p := startProgress(&screen, &screen, func(seconds int) string { return fmt.Sprint(seconds, " s") })
			time.Sleep(c.takes)
			_, _ = io.WriteString(p, "out\n")
			p.stop()
			if got := screen.String(); got != c.want {
				t.Errorf("after %s: got %q, want %q", c.takes, got, c.want)
			}
		})
	}
}
