package notify_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"duban/notify"
	"duban/notify/mailtest"
)

// answering is a server that answers each letter with the next of its failures.
type answering struct {
	name     string
	failures []*notify.SendError
	tried    *[]string
}

func (a *answering) Line() notify.Line { return a }
func (a *answering) Rest()             {}

func (a *answering) Send(context.Context, *notify.Mail, *notify.Mail) (notify.Reply, error) {
	*a.tried = append(*a.tried, a.name)
	if len(a.failures) == 0 {
		return notify.Reply{Relay: a.name}, nil
	}
	e := a.failures[0]
	a.failures = a.failures[1:]
	if e == nil {
		return notify.Reply{Relay: a.name}, nil
	}
	return notify.Reply{}, e
}

func (a *answering) Close() error { return nil }

func TestRelays(t *testing.T) {
	t.Parallel()
	down := &notify.SendError{Text: "connection refused", Relay: true}
	tests := map[string]struct {
		first []*notify.SendError
		pause time.Duration // between letters
		want  []string      // who was tried, for two letters
	}{
		"the first works":                            {nil, 0, []string{"a", "a"}},
		"the first is down, and rests":               {[]*notify.SendError{down}, 0, []string{"a", "b", "b"}},
		"the first is tried again after a while":     {[]*notify.SendError{down}, 6 * time.Minute, []string{"a", "b", "a"}},
		"a refused recipient is not tried elsewhere": {[]*notify.SendError{{Code: 550, Permanent: true, Recipient: true}}, 0, []string{"a", "a"}},
		"what may have arrived is not sent twice":    {[]*notify.SendError{{Relay: true, Doubt: true}}, 0, []string{"a", "a"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var tried []string
			at := morning
			r := notify.NewRelays([]notify.Sender{&answering{"a", tt.first, &tried}, &answering{"b", nil, &tried}}, func() time.Time { return at })
			for range 2 {
				_, _ = sendOne(r, "", "", "") // what counts is who was tried
				at = at.Add(tt.pause)
			}
			if diff := cmp.Diff(tt.want, tried); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestRelays_aDoubtfulLetterStaysWithItsServer(t *testing.T) {
	t.Parallel()
	drops := mailtest.Start(t, func(stage, _ string) error {
		if stage == "data" {
			return mailtest.ErrDrop
		}
		return nil
	})
	other := mailtest.Start(t, nil)
	r := notify.NewRelays([]notify.Sender{smtpTo(t, drops.Addr), smtpTo(t, other.Addr)}, func() time.Time { return morning })
	if _, err := sendOne(r, "a@djzx.example", "b@djzx.example", "Subject: x\r\n\r\nx\r\n"); err == nil {
		t.Error("a lost connection was taken for a yes")
	}
	if len(drops.Letters()) != 1 || len(other.Letters()) != 0 {
		t.Errorf("%d and %d letters", len(drops.Letters()), len(other.Letters()))
	}
}
