package relay_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"duban/internal/rejection"
	"duban/notify/mailtest"
	"duban/notify/relay"
)

// answering is a server that answers each letter with the next of its failures.
type answering struct {
	name     string
	failures []*relay.SendError
	tried    *[]string
}

func (a *answering) Converse() relay.Conversation { return a }
func (a *answering) Release()                     {}

func (a *answering) Send(context.Context, *relay.Mail, *relay.Mail) (relay.Reply, error) {
	*a.tried = append(*a.tried, a.name)
	if len(a.failures) == 0 {
		return relay.Reply{Relay: a.name}, nil
	}
	e := a.failures[0]
	a.failures = a.failures[1:]
	if e == nil {
		return relay.Reply{Relay: a.name}, nil
	}
	return relay.Reply{}, e
}

func (a *answering) Close() error { return nil }

func TestRelays(t *testing.T) {
	t.Parallel()
	down := &relay.SendError{Text: "connection refused", Verdict: rejection.Verdict{Holds: true}}
	tests := map[string]struct {
		first []*relay.SendError
		pause time.Duration // between letters
		want  []string      // who was tried, for two letters
	}{
		"the first works":                            {nil, 0, []string{"a", "a"}},
		"the first is down, and rests":               {[]*relay.SendError{down}, 0, []string{"a", "b", "b"}},
		"the first is tried again after a while":     {[]*relay.SendError{down}, 6 * time.Minute, []string{"a", "b", "a"}},
		"a refused recipient is not tried elsewhere": {[]*relay.SendError{{Code: 550, Verdict: rejection.Verdict{About: rejection.Address, Final: true, Marks: true}}}, 0, []string{"a", "a"}},
		"what may have arrived is not sent twice":    {[]*relay.SendError{{Verdict: rejection.Verdict{Holds: true}, Doubt: true}}, 0, []string{"a", "a"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var tried []string
			at := time.Unix(0, 0)
			r := relay.NewFailover([]relay.Sender{&answering{"a", tt.first, &tried}, &answering{"b", nil, &tried}}, func() time.Time { return at })
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
	r := relay.NewFailover([]relay.Sender{smtpTo(t, drops.Addr), smtpTo(t, other.Addr)}, func() time.Time { return time.Unix(0, 0) })
	if _, err := sendOne(r, "a@djzx.example", "b@djzx.example", "Subject: x\r\n\r\nx\r\n"); err == nil {
		t.Error("a lost connection was taken for a yes")
	}
	if len(drops.Letters()) != 1 || len(other.Letters()) != 0 {
		t.Errorf("%d and %d letters", len(drops.Letters()), len(other.Letters()))
	}
}
