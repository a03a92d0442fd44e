package main

import (
	"context"
	"fmt"
	"time"

	"duban/internal/office"
)

// sendingNow tells, while letters are going out, how fast they go and until when.
func (a *app) sendingNow(ctx context.Context, h *office.Office) error {
	now := a.now()
	due, err := h.Store.LettersDue(ctx, now)
	if err != nil {
		return err
	}
	last, err := h.Store.LetterCounts(ctx, now.Add(-time.Minute))
	if line := sendingLine(now.In(h.Zone), last.Sent, due); err == nil && line != "" {
		fmt.Fprintln(a.stdout, line)
	}
	return err
}

func sendingLine(now time.Time, lastMinute, due int) string {
	if lastMinute == 0 || due == 0 {
		return ""
	}
	left := time.Duration(due) * time.Minute / time.Duration(lastMinute)
	return fmt.Sprintf("正在发信：最近一分钟发了%d封，还有%d封，约%s发完", lastMinute, due, now.Add(left).Format("15:04"))
}
