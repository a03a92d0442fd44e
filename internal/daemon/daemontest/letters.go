package daemontest

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing/synctest"

	"duban/checklist/letter"
	"duban/db"
	"duban/inbox/message"
	"duban/notify/mailtest"
)

// Letter is a letter that came.
type Letter struct {
	Person, Label string
	Notice        db.Notice
	Raw           []byte
}

// Text is what its reader sees, as plain text.
func (a Letter) Text() string {
	raw := a.Raw
	if raw == nil {
		raw = a.Notice.Raw
	}
	return message.Parse(raw, message.Limits{}).Text
}

func (a Letter) String() string {
	return fmt.Sprintf("%s 收到 %s %v：%s", a.Person, a.Label, a.nos(), a.Notice.Reason)
}

// nos are the items a letter is about: a reminder lists others along.
func (a Letter) nos() (nos []int) {
	for _, l := range a.Notice.Letter.Lines {
		if l.Step == a.Label || a.Notice.Kind != letter.KindRemind {
			nos = append(nos, l.No)
		}
	}
	slices.Sort(nos)
	return slices.Compact(nos)
}

// Watch makes the story be about labels that it otherwise takes no notice of.
func (s *Story) Watch(labels ...string) {
	s.ignored = slices.DeleteFunc(s.ignored, func(l string) bool { return slices.Contains(labels, l) })
}

// Expect expects a letter: its label is the step that caused it, else its kind.
// Numbers, if given, are the items it is about.
func (s *Story) Expect(person, label string, nos ...int) Letter {
	s.Helper()
	s.look()
	at := slices.IndexFunc(s.arrived, func(a Letter) bool {
		return a.Person == person && a.Label == label && (len(nos) == 0 || slices.Equal(a.nos(), nos))
	})
	if at < 0 {
		s.Fatalf("%s: %s got no %s %v, but there came:\n%s", s.Today(), person, label, nos, s.list())
	}
	a := s.arrived[at]
	s.arrived = slices.Delete(s.arrived, at, at+1)
	return a
}

// Quiet fails the story for what came and was not expected.
func (s *Story) Quiet() {
	s.Helper()
	s.look()
	if len(s.arrived) > 0 {
		s.Fatalf("%s: nobody expected:\n%s", s.Today(), s.list())
	}
}

func (s *Story) list() string {
	var lines []string
	for _, a := range s.arrived {
		lines = append(lines, a.String())
	}
	return strings.Join(lines, "\n")
}

// look sorts what the sink has taken since.
func (s *Story) look() {
	s.Helper()
	synctest.Wait()
	for _, l := range s.Relay.Letters()[s.taken:] {
		s.taken++
		a := s.identify(l)
		if !slices.Contains(s.ignored, a.Label) {
			s.arrived = append(s.arrived, a)
		}
	}
}

func (s *Story) identify(l mailtest.Letter) Letter {
	s.Helper()
	m := message.Parse(l.Raw, message.Limits{})
	list, err := s.Store.Notices(context.Background(), db.NoticeFilter{MessageID: m.MessageID})
	if err != nil || len(list) != 1 {
		s.Fatalf("a letter nobody wrote: %s (%v)", m.Subject, err)
	}
	a := Letter{Person: list[0].Person, Label: string(list[0].Kind), Notice: list[0], Raw: l.Raw}
	for _, line := range list[0].Letter.Lines {
		if line.Step != "" && list[0].Kind == letter.KindRemind {
			a.Label = line.Step
			break
		}
	}
	return a
}

// Newest expects nothing: it takes the newest letter of a kind that came, ignored
// or not.
func (s *Story) Newest(kind letter.Kind, person string) Letter {
	s.Helper()
	n, err := s.Store.LastNotice(context.Background(), kind, person)
	if err != nil {
		s.Fatalf("%s: %s has no %s: %v", s.Today(), person, kind, err)
	}
	return Letter{Person: person, Label: string(kind), Notice: n}
}
