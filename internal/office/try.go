package office

import (
	"context"
	"log/slog"
	"slices"
	"strings"
	"time"

	"duban/inbox/imap"
	"duban/inbox/sender"
	"duban/internal/msg"
	"duban/internal/rejection"
)

// The kinds of servers that are tried.
const (
	RelayKind    = "relay"
	ListenerKind = "listener"
	MailboxKind  = "mailbox"
)

// Tried is what came of trying a server.
type Tried struct {
	Kind   string
	Name   string // "" of a relay: none is configured
	Works  bool
	Found  msg.Message
	Advice []msg.Message // what the configuration would better say

	Folders []string // of a mailbox: those to read
}

// Try logs in to the relays and the mailboxes, and looks at the listener's
// certificate; it sends and changes nothing.
func (o *Office) Try(ctx context.Context, now func() time.Time, dial Dialer) (all []Tried, err error) {
	boxes, err := o.Mailboxes(nil, dial, now, slog.New(slog.DiscardHandler))
	if err != nil {
		return nil, err
	}
	if all, err = o.tryRelays(ctx, now, dial); err != nil {
		return nil, err
	}
	if o.Config.SMTP.Listen != "" {
		all = append(all, o.tryListener(now()))
	}
	for _, box := range boxes {
		trial, err := box.Try(ctx)
		found := trial.Found
		if err != nil {
			found = imap.FaultOf(err)
		}
		all = append(all, Tried{Kind: MailboxKind, Name: box.Name, Works: err == nil, Found: found, Folders: trial.Folders, Advice: append(trial.Advice, o.proves(trial.Newest)...)})
	}
	return all, nil
}

// proves proposes the servers to believe, by the newest mails of a mailbox.
func (o *Office) proves(headers [][]byte) []msg.Message {
	found := slices.DeleteFunc(sender.Writers(headers), func(id string) bool {
		return slices.ContainsFunc(o.Config.Inbox.AuthservIDs, func(known string) bool { return strings.EqualFold(known, id) })
	})
	switch {
	case len(found) > 0:
		return []msg.Message{msg.New("servers that may be believed", strings.Join(found, `", "`))}
	case len(headers) > 0 && len(o.Config.Inbox.AuthservIDs) == 0 && !o.Config.Inbox.VerifyDKIM:
		return []msg.Message{msg.New("no server writes results")}
	}
	return nil
}

// CanProve reports whether the office can prove who sent a mail.
func (o *Office) CanProve() bool {
	c := o.Config
	return len(c.Inbox.AuthservIDs) > 0 || c.Inbox.VerifyDKIM || c.SMTP.Listen != "" && c.SMTP.CheckSender
}

func (o *Office) tryRelays(ctx context.Context, now func() time.Time, dial Dialer) (all []Tried, err error) {
	relays := o.Config.Relays()
	if len(relays) == 0 {
		return []Tried{{Kind: RelayKind, Works: true}}, nil
	}
	for _, r := range relays {
		s, err := o.smtp(r, now, dial)
		if err != nil {
			return nil, err
		}
		t := Tried{Kind: RelayKind, Name: r.Host, Works: true}
		if err := s.Try(ctx); err != nil {
			t.failed(err)
		}
		_ = s.Close()
		all = append(all, t)
	}
	return all, nil
}

// failed notes why a relay that was tried takes nothing. A server that encrypts at once
// never greets one that waits for its greeting.
func (t *Tried) failed(err error) {
	t.Works, t.Found = false, msg.Of(err)
	if t.Found.Holds(rejection.Silent) {
		t.Advice = append(t.Advice, msg.New("look at the encryption"))
	}
}

// tryListener looks whether the world's servers can encrypt what they bring.
func (o *Office) tryListener(now time.Time) Tried {
	t := Tried{Kind: ListenerKind, Name: SMTPSource}
	if o.Config.SMTP.CertFile == "" {
		t.Works, t.Found = true, msg.New("not encrypted for want of a certificate")
		return t
	}
	pair, err := o.Certificate()
	if err != nil {
		t.Found = msg.Of(err)
		return t
	}
	until := pair.Leaf.NotAfter.In(o.Zone).Format(time.DateOnly)
	switch {
	case pair.Leaf.VerifyHostname(o.SMTPHost()) != nil:
		t.Found = msg.New("the certificate of another", o.SMTPHost())
	case now.After(pair.Leaf.NotAfter):
		t.Found = msg.New("the certificate has expired", until)
	default:
		t.Works, t.Found = true, msg.New("encrypted by a certificate", until)
	}
	return t
}
