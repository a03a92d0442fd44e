package checklist

// ByHand reports whether an assignment is one that the clerk or the director may decide
// on in this way, by an event of this kind. partyNamed says that its party was: a
// reassignment of an item without a name is about its leads.
func (a Assignment) ByHand(kind EventKind, partyNamed bool) bool {
	switch kind {
	case EventAccepted:
		return a.Role == Lead && (a.State == Submitted || a.State == Open)
	case EventReturned:
		return a.Role == Lead && a.State == Submitted
	case EventReopened:
		return a.Role == Lead && a.State.Closed()
	case EventReassigned:
		return !a.State.Closed() && (partyNamed || a.Role == Lead)
	case EventWaived, EventExtended:
		return !a.State.Closed()
	}
	return false
}
