package scheduler

import (
	"duban/checklist"
	"duban/db"
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

// Chinese is the standing as letters and the ledger say it.
func (s Standing) Chinese() string {
	switch s {
	case StandingClosed:
		return "已销号"
	case StandingReview:
		return "待审核"
	}
	return checklist.Colour(s).Chinese()
}

// amberWorkdays is how near a deadline must be to be called 临近.
const amberWorkdays = 3

// Colour tells how an open deadline stands on a day.
func (c *Calendar) Colour(deadline, on checklist.Day) checklist.Colour {
	late, left := c.Standing(deadline, on)
	switch {
	case late > 0:
		return checklist.Red
	case deadline != 0 && left <= amberWorkdays:
		return checklist.Amber
	}
	return checklist.Green
}

// ItemStanding tells how an item stands, by its assignments: struck off when all
// leads are closed, red when an open one is overdue, in review when none is open.
func (c *Calendar) ItemStanding(item []db.Owed, on checklist.Day) Standing {
	open, waiting := false, false
	nearest := checklist.Day(0)
	for _, o := range item {
		if o.Role != checklist.Lead {
			continue
		}
		waiting = waiting || o.State == checklist.Submitted
		if o.State == checklist.Open {
			open = true
			if nearest == 0 || o.Deadline < nearest {
				nearest = o.Deadline
			}
		}
	}
	switch {
	case open:
		return Standing(c.Colour(nearest, on))
	case waiting:
		return StandingReview
	}
	return StandingClosed
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
func (c *Calendar) Count(all []db.Owed, on checklist.Day) (n checklist.Counts) {
	for _, item := range ByItem(all) {
		n.Total++
		switch c.ItemStanding(item, on) {
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
	return n
}
