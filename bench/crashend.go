package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"duban/checklist"
	"duban/db"
)

// ending is how an office stands when all work is done, in lines that do not depend
// on tokens, row numbers and clocks.
type ending struct {
	letters  []string // by their natural keys, with what became of them
	evidence []string
	chains   []string // the events of each assignment, in order
	steps    []string
	repeated int
}

func (e ending) String() string {
	return fmt.Sprintf("%d letters (%d came again), %d chains, %d pieces of evidence, %d steps", len(e.letters), e.repeated, len(e.chains), len(e.evidence), len(e.steps))
}

// same returns the first differences from another ending.
func (e ending) same(calm ending) error {
	for _, part := range []struct {
		name      string
		got, want []string
	}{{"letters", e.letters, calm.letters}, {"evidence", e.evidence, calm.evidence}, {"chains", e.chains, calm.chains}, {"steps", e.steps, calm.steps}} {
		if slices.Equal(part.got, part.want) {
			continue
		}
		for _, line := range part.got {
			if !slices.Contains(part.want, line) {
				return fmt.Errorf("%s: only after kills: %s", part.name, line)
			}
		}
		for _, line := range part.want {
			if !slices.Contains(part.got, line) {
				return fmt.Errorf("%s: only undisturbed: %s", part.name, line)
			}
		}
		return fmt.Errorf("%s: %d lines, undisturbed %d", part.name, len(part.got), len(part.want))
	}
	return nil
}

// end reads how the office stands, and proves that every letter that was sent came,
// and that one that came again is named in the history. Only letters of which
// counts says so are compared: the keys of answers are row numbers.
func (v *victim) end(ctx context.Context, counts func(key string) bool) (e ending, err error) {
	s, err := v.open(ctx)
	if err != nil {
		return e, err
	}
	defer s.Close()
	if err := v.addLetters(ctx, s, &e, counts); err != nil {
		return e, err
	}
	all, err := s.Everything(ctx)
	if err != nil {
		return e, err
	}
	for _, o := range all {
		if err := e.addAssignment(ctx, s, o); err != nil {
			return e, err
		}
	}
	for _, lines := range [][]string{e.letters, e.evidence, e.steps} {
		slices.Sort(lines)
	}
	return e, nil
}

// addLetters reads the letters by the hundred: their bytes come along.
func (v *victim) addLetters(ctx context.Context, s *db.Store, e *ending, counts func(key string) bool) error {
	repeats := map[string]bool{}
	for _, id := range v.repeats() {
		repeats[id] = true
	}
	e.repeated = len(repeats)
	for last := int64(0); ; {
		list, err := s.Notices(ctx, db.NoticeFilter{After: last, Most: 100})
		if err != nil || len(list) == 0 {
			return err
		}
		for _, n := range list {
			last = n.ID
			if counts(n.Key) {
				e.letters = append(e.letters, n.Key+" "+string(n.State))
			}
			if came := len(v.arrivals[n.MessageID]) > 0; came != (n.State == checklist.NoticeSent) {
				return fmt.Errorf("letter %s is %s; it came: %v", n.Key, n.State, came)
			}
			if repeats[n.MessageID] {
				if err := namedInHistory(ctx, s, n); err != nil {
					return err
				}
			}
		}
	}
}

func namedInHistory(ctx context.Context, s *db.Store, n db.Notice) error {
	tries, err := s.Attempts(ctx, n.ID)
	if err == nil && !slices.ContainsFunc(tries, func(a db.Attempt) bool { return a.Repeat }) {
		err = fmt.Errorf("letter %s came again, and no attempt says so: %+v", n.Key, tries)
	}
	return err
}

func (e *ending) addAssignment(ctx context.Context, s *db.Store, o db.Owed) error {
	name := fmt.Sprintf("第%d项%s%s", o.No, o.Part, o.Party)
	events, err := s.History(ctx, o.ID)
	if err != nil {
		return err
	}
	var kinds []string
	for _, x := range events {
		kinds = append(kinds, string(x.Kind))
	}
	e.chains = append(e.chains, name+" "+string(o.State)+" "+strings.Join(kinds, " "))
	filed, err := s.EvidenceOf(ctx, o.ID)
	if err != nil {
		return err
	}
	for _, x := range filed {
		e.evidence = append(e.evidence, fmt.Sprintf("%s %s %s", name, x.Verb, strings.TrimSpace(x.Text)))
	}
	steps, err := s.Steps(ctx, o.ID)
	for _, x := range steps {
		e.steps = append(e.steps, fmt.Sprintf("%s %d %s %s %s", name, x.Round, x.Day, x.Step, x.State))
	}
	return err
}
