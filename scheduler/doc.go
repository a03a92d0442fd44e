// Package scheduler decides when: which days the office works, on which of them
// an assignment steps up its ladder (节点), what a round of the day therefore has
// to write, and what the director's digest says.
//
// It never sends a letter and never reads one. It never reads the time: every
// rule is handed the day it is asked about. It changes nothing but through db,
// and meets the rooms that send and receive only there.
//
// It promises that no step falls on a day off of the State Council's calendar,
// make-up workdays (调休) included; that a year whose arrangement is not yet
// published is computed and says so (Forecast), never passed off as known; that a
// rule is a pure function of facts and day, and gives its reason in words fit for
// a letter; and that the cost of asking does not grow with the time gone by.
//
// Read Ladder.Steps first: it is the whole life of a reminder. Calendar.Add is
// what it counts with.
package scheduler
