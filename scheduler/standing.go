package scheduler

import (
	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/internal/msg"
)

// Standing (进度) of an item: what its lead assignments together amount to.
type Standing string

const (
	StandingClosed Standing = "accepted" // 已销号
	StandingReview Standing = "review"   // 待审核
	StandingRed    Standing = "red"      // 逾期
	StandingAmber  Standing = "amber"    // 临近
	StandingGreen  Standing = "green"    // 正常
)

// Message is the standing as letters and the ledger say it.
func (s Standing) Message() msg.Message {
	switch s {
	case StandingClosed:
		return checklist.Accepted.Message()
	case StandingReview:
		return checklist.Submitted.Message()
	}
	return letter.Colour(s).Message()
}

// amberWorkdays is how near a deadline must be to be called 临近.
const amberWorkdays = 3

// Standing is Calendar.Standing of the day that counts for the office; what has
// no deadline is neither late nor near.
func (r Rules) Standing(deadline, on checklist.Day) (late, left int) {
	if deadline == 0 {
		return 0, 0
	}
	return r.Calendar.Standing(r.counts(deadline), on)
}

// counts is the day that a deadline on a day off has moved to: the nominal one,
// which letters name, unless the office lets it move to the workday after.
func (r Rules) counts(deadline checklist.Day) checklist.Day {
	if r.Ladder.Shift == ShiftAfter && deadline != 0 {
		return r.Ladder.Deadline(r.Calendar, deadline)
	}
	return deadline
}

// Colour tells how an open deadline stands on a day.
func (r Rules) Colour(deadline, on checklist.Day) letter.Colour {
	late, left := r.Standing(deadline, on)
	if late > 0 {
		return letter.Red
	}
	if deadline != 0 && left <= amberWorkdays {
		return letter.Amber
	}
	return letter.Green
}

// ItemStanding tells how an item stands, by its assignments: struck off when all
// leads are closed, red when an open one is overdue, in review when one waits for its verdict;
// one whose next part has not begun is normal.
func (r Rules) ItemStanding(item []db.Owed, on checklist.Day) Standing {
	open, waiting, later := false, false, false
	nearest := checklist.Day(0)
	for _, o := range item {
		if o.Role != checklist.Lead {
			continue
		}
		switch {
		case o.State == checklist.Submitted:
			waiting = true
		case o.State == checklist.Open && o.Opened > on:
			later = true
		case o.State == checklist.Open:
			open, nearest = true, earlier(nearest, o.Deadline)
		}
	}
	colour := r.Colour(nearest, on)
	switch {
	case open && (colour == letter.Red || !waiting):
		return Standing(colour)
	case waiting:
		return StandingReview
	case later:
		return StandingGreen
	}
	return StandingClosed
}

// PartStanding is how one assignment stands: 逾期（延期待批）.
func (r Rules) PartStanding(o db.Owed, on checklist.Day) msg.Message {
	late, _ := r.Standing(o.Deadline, on)
	if late == 0 || o.State != checklist.Open {
		return o.Standing()
	}
	return o.MarkedUndecided(letter.Red.Message())
}

// ItemUndecided reports whether an item stands as it does while requests for time wait for
// a decision: of all that is late or, where nothing is, of anything open.
func (r Rules) ItemUndecided(item []db.Owed, on checklist.Day) bool {
	late, undecided, lateUndecided := 0, 0, 0
	for _, o := range item {
		if o.Role != checklist.Lead || o.State != checklist.Open {
			continue
		}
		n, _ := r.Standing(o.Deadline, on)
		if n > 0 {
			late++
		}
		if o.Undecided() {
			undecided++
			if n > 0 {
				lateUndecided++
			}
		}
	}
	return undecided > 0 && lateUndecided == late
}

// ByItem groups assignments by their item, in order.
func ByItem(all []db.Owed) (items [][]db.Owed) {
	for i, o := range all {
		if i == 0 || all[i-1].Item != o.Item {
			items = append(items, nil)
		}
		items[len(items)-1] = append(items[len(items)-1], o)
	}
	return items
}

// Count counts items by standing.
func (r Rules) Count(all []db.Owed, on checklist.Day) (n letter.Counts) {
	for _, item := range ByItem(all) {
		r.countItem(&n, item, on)
	}
	return n
}

func (r Rules) countItem(n *letter.Counts, item []db.Owed, on checklist.Day) {
	n.Total++
	switch r.ItemStanding(item, on) {
	case StandingClosed:
		n.Accepted++
	case StandingReview:
		n.Review++
	case StandingRed:
		n.Red++
	case StandingAmber:
		n.Amber++
	default:
		n.Green++
	}
}
