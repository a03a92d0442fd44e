package scheduler

import (
	"slices"
	"time"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
)

// course collects on which days items were struck off, and on which they are due.
type course struct{ done, due []checklist.Day }

// add takes in an item, by its parts that must be delivered.
func (c *course) add(item []db.Owed, zone *time.Location) {
	done, due, open := checklist.Day(0), checklist.Day(0), false
	for _, o := range item {
		if o.Role != checklist.Lead {
			continue
		}
		due, open = max(due, o.Deadline), open || !o.State.Closed()
		if o.ClosedMs != 0 {
			done = max(done, checklist.DayOf(time.UnixMilli(o.ClosedMs), zone))
		}
	}
	if !open && done != 0 {
		c.done = append(c.done, done)
	}
	if due != 0 {
		c.due = append(c.due, due)
	}
}

// mostPoints are as many as a phone shows beside each other.
const mostPoints = 8

// until is how it stood on a day and in the weeks before, back to the first; nothing where
// that is less than a week.
func (c course) until(on, from checklist.Day) (all []letter.CoursePoint) {
	const week = 7
	step := max(1, (on-from+week*(mostPoints-1)-1)/(week*(mostPoints-1))) * week
	for day := on; from != 0 && day >= from; day -= step {
		all = append(all, letter.CoursePoint{On: day, Done: upTo(c.done, day), Due: upTo(c.due, day)})
	}
	if len(all) < 2 {
		return nil
	}
	slices.Reverse(all)
	return all
}

func upTo(days []checklist.Day, day checklist.Day) (n int) {
	for _, d := range days {
		n += one(d <= day)
	}
	return n
}
