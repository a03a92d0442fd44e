package alarm

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"
)

// Ways are how an office is told.
type Ways struct {
	Command []string // run with the message on its standard input as JSON
	Webhook Webhook
	Ping    string // called by GET after each good round
}

// Message is what is said. It bears no names, addresses or words of people.
type Message struct {
	State    string    `json:"state"` // "fault", or "well" when all is well again
	Text     string    `json:"text"`  // one paragraph, in the language of the office's letters
	Troubles []Trouble `json:"troubles"`
}

// The states of a message.
const (
	Fault = "fault"
	Well  = "well"
)

// Trouble is one thing that is wrong, or was.
type Trouble struct {
	Office int64     `json:"office"`
	Matter string    `json:"matter"` // queue, mail, round, certificate, database
	Since  time.Time `json:"since"`
	Count  int       `json:"count"` // letters that wait, mailboxes that are not read
	Cause  string    `json:"cause"` // in that language
}

// patience is how long one way may take.
const patience = 15 * time.Second

// Failure is a way that failed.
type Failure struct {
	Way string // command, webhook, ping
	Err error
}

func (f Failure) Error() string { return f.Way + ": " + f.Err.Error() }
func (f Failure) Unwrap() error { return f.Err }

// None reports whether nobody is to be told.
func (w Ways) None() bool { return len(w.Command) == 0 && w.Webhook.URL == "" }

// Raise tells by every way that is configured, and returns those that failed; told is
// whether at least one did not.
func (w Ways) Raise(ctx context.Context, m Message) (told bool, failed []Failure) {
	try := func(way string, is bool, say func(context.Context, Message) error) {
		if !is {
			return
		}
		ctx, cancel := context.WithTimeout(ctx, patience)
		defer cancel()
		if err := say(ctx, m); err != nil {
			failed = append(failed, Failure{way, err})
			return
		}
		told = true
	}
	try("command", len(w.Command) > 0, w.run)
	try("webhook", w.Webhook.URL != "", w.Webhook.post)
	return told, failed
}

// AllWell calls the dead man's switch: whoever listens raises an alarm when it was
// not called for a while.
func (w Ways) AllWell(ctx context.Context) error {
	if w.Ping == "" {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, w.Ping, nil)
	if err != nil {
		return Failure{"ping", errors.New("the address is not one")}
	}
	answer, err := do(req)
	if err != nil {
		return Failure{"ping", err}
	}
	defer answer.Body.Close()
	if answer.StatusCode/100 != 2 {
		return Failure{"ping", fmt.Errorf("the answer is %d", answer.StatusCode)}
	}
	return nil
}
