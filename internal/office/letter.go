package office

import (
	"context"
	"time"

	"duban/checklist"
	"duban/db"
	"duban/internal/msg"
	"duban/notify"
	"duban/notify/relay"
)

// TryLetter asks each relay whether it would take a letter from the office to somebody,
// and sends none.
func (o *Office) TryLetter(ctx context.Context, now func() time.Time, dial Dialer, to string) (all []Tried) {
	for _, r := range o.Config.Relays() {
		t := Tried{Kind: RelayKind, Name: r.Host}
		s, err := o.smtp(r, now, dial)
		if err == nil {
			err = s.TryAddresses(ctx, o.Config.Mail.From, to)
			_ = s.Close()
		}
		if t.Works = err == nil; t.Works {
			t.Found = msg.New("would take a letter")
		} else {
			t.failed(err)
		}
		all = append(all, t)
	}
	return all
}

// Preview renders a letter of the office's to be looked at; it is never sent.
func (o *Office) Preview(n db.Notice, at time.Time) (to checklist.Person, raw []byte, err error) {
	to, _ = o.Directory.Person(n.Person)
	raw, err = notify.Preview(n, to, o.Letterhead(), at)
	return to, raw, err
}

// SendRaw sends one message that is no letter of the ledger.
func (o *Office) SendRaw(ctx context.Context, now func() time.Time, dial Dialer, to string, raw []byte) error {
	sender, err := o.Sender(now, dial)
	if err != nil {
		return err
	}
	defer sender.Close()
	conv := sender.Converse()
	defer conv.Release()
	_, err = conv.Send(ctx, &relay.Mail{From: o.Config.Mail.From, To: to, Raw: raw}, nil)
	return err
}
