package checklist

import (
	"testing"
	"time"
)

func TestHours_aLetterLeavesOnItsDayWithinTheHours(t *testing.T) {
	t.Parallel()
	zone := time.FixedZone("Asia/Shanghai", 8*3600)
	friday := Date(2026, 4, 24)
	office := Hours{From: 8*time.Hour + 30*time.Minute, Until: 18 * time.Hour,
		Workday: func(d Day) bool { return d.Weekday() != time.Saturday && d.Weekday() != time.Sunday }}
	for _, c := range []struct {
		reason string
		h      Hours
		on     Day
		at     time.Time
		want   Leave
	}{
		{"in the morning", office, friday, friday.At(8, 30, zone), LeaveNow},
		{"in the last minute", office, friday, friday.At(17, 59, zone), LeaveNow},
		{"at the end of the hours", office, friday, friday.At(18, 0, zone), LeaveNever},
		{"on the day after", office, friday, (friday + 3).At(9, 0, zone), LeaveNever},
		{"written on a day off", office, friday + 1, (friday + 1).At(9, 0, zone), LeaveNever},
		{"written by a clock that was ahead", office, friday + 3, friday.At(9, 0, zone), LeaveLater},
		{"without hours, in the night", Hours{}, friday + 1, (friday + 1).At(23, 59, zone), LeaveNow},
		{"without hours, on another day", Hours{}, friday, (friday + 1).At(0, 0, zone), LeaveNever},
	} {
		if got, why := c.h.MayLeave(c.on, c.at, zone); got != c.want || why.IsZero() != (got == LeaveNow) {
			t.Errorf("%s: got %v (%s), want %v", c.reason, got, why, c.want)
		}
	}
	if office.Open(friday.At(8, 29, zone), zone) || !office.Open(friday.At(8, 30, zone), zone) || office.Open((friday+1).At(9, 0, zone), zone) {
		t.Error("the office sends from 08:30 on workdays")
	}
}
