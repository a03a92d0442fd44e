// Package calendar knows which days government offices work: Monday to Friday, but
// for the days off and the make-up workdays (调休) of the State Council's
// arrangements. It reads those arrangements, as files and as the text of the yearly
// notice, and computes the years for which none is published.
//
// It never reads the time and knows nothing of letters, items or the database.
//
// It promises that a year whose arrangement is not yet published is computed and
// says so (Forecast), never passed off as known; that a notice is used only where it
// agrees with itself; and that counting workdays is exact across years.
//
// Read Calendar.Add first: it is what ladders count with. Notices are read by
// ParseNotice, files by ReadYearFile.
package calendar
