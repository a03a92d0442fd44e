package scheduler

import (
	"duban/checklist"
	"duban/internal/msg"
)

// reader is who gets a digest, and if it is not the director himself, why he does and
// what he may do.
type reader struct {
	checklist.Person
	instead msg.Message
}

// digestReaders returns who gets the digest: the directors, while one is away also who
// stands in for him, and where no letter reaches any of these the clerks: it always
// reaches somebody, and whoever is no judge is told so.
func (r Rules) digestReaders(f facts) (readers []reader) {
	var faults []any
	add := func(p checklist.Person, why msg.Message) {
		for _, x := range readers {
			if x.ID == p.ID {
				return
			}
		}
		readers = append(readers, reader{p, why})
	}
	for _, p := range r.Directory.WithDuty(checklist.DutyDirector) {
		if fault := f.unreachable(p, true); fault.IsZero() {
			add(p, msg.Message{})
		} else {
			faults = append(faults, faultOf(p, fault))
		}
	}
	for _, p := range r.Directory.WithDuty(checklist.DutyDirector) {
		if a, stand, away := r.Directory.Away(p.ID); away && stand.ID != "" && f.unreachable(stand, true).IsZero() {
			add(stand, msg.New("a digest to who stands in", p.Title, a.Last.SaidFrom(f.on), r.mayDo(stand)))
		}
	}
	if len(readers) > 0 {
		return readers
	}
	for _, p := range r.Directory.WithDuty(checklist.DutyClerk) {
		add(p, msg.New("a digest to the clerk instead", msg.Together(msg.Commas, faults...), r.mayDo(p)))
	}
	return readers
}

// mayDo says what somebody may do who reads a digest in the director's place.
func (r Rules) mayDo(p checklist.Person) msg.Message {
	if p.MayJudge() {
		return msg.New("you may judge")
	}
	if others := r.reviewers(); len(others) > 0 {
		return msg.New("only the director or a judge decides", titles(others))
	}
	return msg.New("only the director decides")
}

// reviewers are those who may judge beside the director.
func (r Rules) reviewers() (others []checklist.Person) {
	for _, p := range r.Directory.WithDuty(checklist.DutyReviewer) {
		if !p.Has(checklist.DutyDirector) {
			others = append(others, p)
		}
	}
	return others
}

func titles(people []checklist.Person) (names []string) {
	for _, p := range people {
		names = append(names, p.Title)
	}
	return names
}
