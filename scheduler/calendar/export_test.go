package calendar

import "duban/checklist"

// Statutory names the festival that the law gives a day off for.
func (c *Calendar) Statutory(d checklist.Day) string { return c.year(d.Year()).festivalOn(d) }
