package scheduler

// InBatchesOf makes rounds work in batches of about so many due assignments.
func (s *Scheduler) InBatchesOf(due int) { s.most = due }
