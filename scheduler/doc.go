// Package scheduler decides when: on which workdays an assignment steps up its
// ladder (节点), what the day therefore has to write, and what the director's digest
// says. Which days are workdays is scheduler/calendar's to know.
//
// It never sends a letter and never reads one. It never reads the time: every
// rule is handed the day it is asked about. It changes nothing but through db,
// and meets the packages that send and receive only there.
//
// It promises that no step falls on a day off, make-up workdays (调休) included; that
// a rule is a pure function of facts and day, and gives its reason in words fit for
// a letter; and that the cost of asking does not grow with the time gone by.
//
// Read Ladder.Steps first: it is the whole life of a reminder. Then Scheduler.PlanDue.
package scheduler
