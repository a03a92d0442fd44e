// Package zh is the Chinese language as offices write it, in neutral values.
//
// It reads numbers, days and words, and returns values that name no noun of this
// program: who uses it turns a zh.Date into a checklist.Day, a word into a verb.
//
// It never reads a clock, knows no calendar (a caller passes its workdays and festivals
// in Facts), never does I/O and imports nothing of ours.
//
// It promises that each of these questions has one reader in the program, so a list, a
// reply and a holiday notice cannot disagree on what 国庆前 or 十二 means.
//
// Read first: FindDate and Date.Resolve for days, FindEvery for recurrences,
// LeadingNumber for numbers, FoldRune and Simplify for characters.
package zh
