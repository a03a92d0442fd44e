package checklist

import (
	"time"

	"duban/internal/msg"
)

// Hours are when an office sends the letters of the day: on its workdays, from one
// time until another.
type Hours struct {
	From, Until time.Duration  // since midnight; Until 0: to the end of the day
	Workday     func(Day) bool // nil: every day is one
}

// Leave says whether a letter may leave.
type Leave int

const (
	LeaveNow   Leave = iota
	LeaveLater       // its day has not come: the clock was ahead when it was written
	LeaveNever       // its day is over: what it says is no longer so
)

// Opens is when the letters of a day begin to leave.
func (h Hours) Opens(day Day, zone *time.Location) time.Time {
	return day.At(0, 0, zone).Add(h.From)
}

// Closes is the instant from which the letters of a day no longer leave.
func (h Hours) Closes(day Day, zone *time.Location) time.Time {
	if h.Until == 0 {
		return (day + 1).At(0, 0, zone)
	}
	return day.At(0, 0, zone).Add(h.Until)
}

// Open reports whether letters of the day leave at an instant.
func (h Hours) Open(now time.Time, zone *time.Location) bool {
	day := DayOf(now, zone)
	return h.works(day) && !now.Before(h.Opens(day, zone)) && now.Before(h.Closes(day, zone))
}

func (h Hours) works(day Day) bool { return h.Workday == nil || h.Workday(day) }

// MayLeave is the one rule of when a letter that was written for a day may leave: on
// that day, within the hours, and never again. Otherwise why says, for the record,
// what keeps it. It is asked whenever a letter is taken from the queue, for it may have
// waited for any reason: a pause, a relay that was down, a machine that slept.
func (h Hours) MayLeave(written Day, now time.Time, zone *time.Location) (may Leave, why msg.Message) {
	today := DayOf(now, zone)
	switch {
	case written > today:
		return LeaveLater, msg.New("written for a later day", written.Said())
	case written < today:
		return LeaveNever, msg.New("did not leave on its day", written.Said())
	case !h.works(today):
		return LeaveNever, msg.New("did not leave on a day off", today.Said())
	case !now.Before(h.Closes(today, zone)):
		return LeaveNever, msg.New("did not leave within the hours")
	}
	return LeaveNow, msg.Message{}
}
