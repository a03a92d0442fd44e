package checklist

// OfficeSpan is how many identifiers of each kind an office has: those of the
// office n are (n-1)·OfficeSpan + 1, + 2 …, so that the rows of several offices
// never share one.
const OfficeSpan = 1_000_000_000

// Local is an identifier as its office knows it: 1, 2, 3 …
func Local(id int64) int64 { return id % OfficeSpan }
