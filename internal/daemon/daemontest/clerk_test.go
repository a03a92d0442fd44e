package daemontest

import (
	"context"
	"errors"
	"strings"
	"time"

	"duban/checklist"
	"duban/internal/office"
	"duban/internal/office/decide"
	"duban/internal/office/inquire"
	"duban/internal/office/register"
)

// act is what the clerk does, or tries to.
type act = func(ctx context.Context, o *office.Office) error

// refuses tries an act that must be refused for a reason, and returns its facts.
func (s *Story) refuses(want office.Code, do act) (r office.Refusal) {
	s.Helper()
	if err := s.tries(do); !errors.As(err, &r) || r.Code != want {
		s.Errorf("%s: got %v, want %q", s.Today(), err, want)
	}
	return r
}

// deed is a decision on all that it fits of a number.
func deed(kind checklist.EventKind, why string) decide.Deed {
	return decide.Deed{ByHand: checklist.ByHand{Kind: kind}, Why: why}
}

func deciding(no int, d decide.Deed) act {
	return func(ctx context.Context, o *office.Office) error {
		_, err := decide.Do(ctx, o, time.Now(), no, d)
		return err
	}
}

func (s *Story) decide(no int, d decide.Deed) { s.Helper(); s.Act(deciding(no, d)) }

func (s *Story) away(a decide.Absence) {
	s.Helper()
	s.Act(func(ctx context.Context, o *office.Office) error {
		_, err := decide.Away(ctx, o, time.Now(), a)
		return err
	})
}

func (s *Story) pause(why string) {
	s.Helper()
	s.Act(func(ctx context.Context, o *office.Office) error { return decide.Pause(ctx, o, time.Now(), why) })
}

func (s *Story) resume() {
	s.Helper()
	s.Act(func(ctx context.Context, o *office.Office) error { return decide.Resume(ctx, o, time.Now()) })
}

// release lets the letters of a day go that wait for the clerk.
func (s *Story) release(mmdd string) {
	s.Helper()
	s.Act(func(ctx context.Context, o *office.Office) error {
		return decide.Release(ctx, o, s.now(), s.Day(mmdd))
	})
}

// revive says that the address of a department works.
func (s *Story) revive(name string) {
	s.Helper()
	s.Act(func(ctx context.Context, o *office.Office) error {
		_, err := decide.Revive(ctx, o, time.Now(), name)
		return err
	})
}

// resend lets all letters go again that have failed, and returns how many are written anew.
func (s *Story) resend() (anew int) {
	s.Helper()
	s.Act(func(ctx context.Context, o *office.Office) (err error) {
		_, anew, err = decide.Resend(ctx, o, time.Now(), decide.Again{})
		return err
	})
	return anew
}

// importMore imports a further list, issued today, and lives until it was planned.
func (s *Story) importMore(items ...Item) {
	s.Helper()
	s.Import("又一份.csv", register.Reading{Late: true, AsNew: true}, items...)
	time.Sleep(beat)
}

// amend applies an amended edition of the list that runs, and lets its letters go.
func (s *Story) amend(items ...Item) {
	s.Helper()
	s.Import("修订.csv", register.Reading{}, items...)
	s.Settle()
}

func closing(c register.Closing) act {
	return func(ctx context.Context, o *office.Office) error {
		_, err := register.Close(ctx, o, time.Now(), c)
		return err
	}
}

// configure changes the configuration while the daemon rests.
func (s *Story) configure(change func(conf string) string) {
	s.Helper()
	s.Stop()
	s.WriteFile("config.toml", change(s.ReadFile("config.toml")))
	s.Start()
}

// directory changes what stands in the directory, and lives until it was planned.
func (s *Story) directory(replace ...string) {
	s.Helper()
	s.configure(strings.NewReplacer(replace...).Replace)
	time.Sleep(beat)
}

// withoutTech leaves a department out of the directory.
func withoutTech(conf string) string {
	at := strings.Index(conf, "[[directory.department]]\nname = \"技术服务部\"")
	return conf[:at] + conf[at+strings.Index(conf[at:], "\n\n"):]
}

// standing is duban status.
func (s *Story) standing() (got inquire.Standing) {
	s.Helper()
	s.Act(func(ctx context.Context, o *office.Office) (err error) {
		got, err = inquire.Status(ctx, o, time.Now())
		return err
	})
	return got
}
