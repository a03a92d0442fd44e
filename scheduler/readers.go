package scheduler

import (
	"fmt"
	"strings"

	"duban/checklist"
)

// reader is who gets a digest, and if it is not the director himself, why he does and
// what he may do.
type reader struct {
	checklist.Person
	instead string
}

// digestReaders returns who gets the digest: the directors, while one is away also who
// stands in for him, and where no letter reaches any of these the clerks: it always
// reaches somebody, and whoever is no judge is told so.
func (r Rules) digestReaders(f facts) (readers []reader) {
	var faults []string
	add := func(p checklist.Person, why string) {
		for _, x := range readers {
			if x.ID == p.ID {
				return
			}
		}
		readers = append(readers, reader{p, why})
	}
	for _, p := range r.Directory.WithDuty(checklist.DutyDirector) {
		if fault := f.unreachable(p, true); fault.IsZero() {
			add(p, "")
		} else {
			faults = append(faults, p.Title+inChinese(fault))
		}
	}
	for _, p := range r.Directory.WithDuty(checklist.DutyDirector) {
		if a, stand, away := r.Directory.Away(p.ID); away && stand.ID != "" && f.unreachable(stand, true).IsZero() {
			add(stand, fmt.Sprintf("%s外出至%s，由您代办，专报同时送您。%s", p.Title, a.Last.Short(), r.mayDo(stand)))
		}
	}
	if len(readers) > 0 {
		return readers
	}
	for _, p := range r.Directory.WithDuty(checklist.DutyClerk) {
		add(p, fmt.Sprintf("%s，专报送不到本人，改送督办员，请设法转呈。%s", strings.Join(faults, "，"), r.mayDo(p)))
	}
	return readers
}

// mayDo says what somebody may do who reads a digest in the director's place.
func (r Rules) mayDo(p checklist.Person) string {
	if p.MayJudge() {
		return "您是审核人，可以直接回复审核。"
	}
	judges := "主任本人"
	if others := r.reviewers(); len(others) > 0 {
		judges += "或审核人（" + titles(others) + "）"
	}
	return "您可以回复批示、督促；同意、退回、延期只能由" + judges + "审定，您的回复不作审定。"
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

func titles(people []checklist.Person) string {
	var names []string
	for _, p := range people {
		names = append(names, p.Title)
	}
	return strings.Join(names, "、")
}
