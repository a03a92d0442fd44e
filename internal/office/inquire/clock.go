package inquire

import (
	"bytes"
	"context"
	"fmt"
	"net/mail"
	"strings"
	"time"

	"duban/db"
	"duban/internal/msg"
	"duban/internal/office"
)

// loopPatience is how long the letter to ourselves is waited for.
const loopPatience = 2 * time.Minute

// loop sends a letter to the office's own mailbox and waits until the intake has it.
func (d *doctor) loop(ctx context.Context) {
	began := d.now()
	to := d.o.Addresses()[len(d.o.Addresses())-1]
	id := fmt.Sprintf("<doctor.%d@%s>", began.UnixNano(), d.o.Domain())
	raw := fmt.Sprintf("From: <%s>\r\nTo: <%s>\r\nSubject: duban doctor\r\nDate: %s\r\nMessage-ID: %s\r\nAuto-Submitted: auto-generated\r\n\r\nduban doctor\r\n",
		d.c.Mail.From, to, began.Format(time.RFC1123Z), id)
	if _, err := mail.ParseAddress(to); err != nil || len(d.c.Relays()) == 0 {
		d.say(partLoop, Warning, msg.New("no relay to try"), msg.New("set the relay's host"))
		return
	}
	if err := d.o.SendRaw(ctx, d.now, d.dial, to, []byte(raw)); err != nil {
		d.say(partLoop, Ill, msg.New("the letter was not sent", err), msg.New("try again online"))
		return
	}
	for waited := time.Duration(0); waited < loopPatience && ctx.Err() == nil; waited += time.Second {
		known, err := d.o.Store.MailKnown(ctx, id)
		if err == nil && known {
			d.looped = began
			d.say(partLoop, Fine, msg.New("the letter came back", int(waited.Seconds())), msg.Message{})
			return
		}
		select {
		case <-ctx.Done():
		case <-time.After(time.Second):
		}
	}
	d.say(partLoop, Ill, msg.New("the letter did not come back"), msg.New("see whether the daemon reads the mailbox"))
}

// clockSlack is how far clocks may differ: transport and reading take their time too.
const clockSlack = 2 * time.Minute

// clock compares this machine's clock with that of the mail servers. Neither SMTP nor
// IMAP tells the time, but every server stamps what it passes on (Received; RFC 5321,
// section 4.4): the newest mail that bears the stamp of another machine is taken. A mail
// cannot have been stored here before it was stamped there, so a clock that is behind
// shows by any mail. How long a mail lay before it was read is not known, so a clock
// that is ahead shows by the letter of the loop only, which cannot have been stamped
// before it was sent.
func (d *doctor) clock(ctx context.Context) {
	mend := msg.New("set the clock right")
	stamped, stored, err := d.stamped(ctx)
	switch {
	case err != nil:
		d.say(partClock, Ill, msg.Of(err), msg.New("look with duban check"))
	case stamped.IsZero():
		d.say(partClock, Fine, msg.New("no mail to compare the clock with"), msg.Message{})
	case stamped.Sub(stored) > clockSlack:
		d.say(partClock, Warning, msg.New("clock behind the mail server", int(stamped.Sub(stored).Minutes())), mend)
	case d.looped.IsZero():
		d.say(partClock, Fine, msg.New("clock not behind the mail server"), msg.Message{})
	case d.looped.Sub(stamped) > clockSlack:
		d.say(partClock, Warning, msg.New("clock ahead of the mail server", int(d.looped.Sub(stamped).Minutes())), mend)
	default:
		d.say(partClock, Fine, msg.New("clock agrees with the mail server"), msg.Message{})
	}
}

// stamped returns when another machine stamped the newest mail that bears such a stamp,
// by its clock, and when that mail was here at the latest, by ours.
func (d *doctor) stamped(ctx context.Context) (stamp, stored time.Time, err error) {
	const newest = 10
	list, err := d.o.Store.NewestMails(ctx, newest)
	if err != nil {
		return stamp, stored, err
	}
	for _, m := range list {
		raw, err := d.o.Store.RawMail(ctx, m.ID)
		if err != nil {
			return stamp, stored, err
		}
		if stamp, ok := othersStamp(m, raw); ok {
			stored = time.UnixMilli(m.ReceivedMs)
			if now := d.now(); now.Before(stored) { // set back since
				stored = now
			}
			return stamp, stored, nil
		}
	}
	return stamp, stored, nil
}

// othersStamp is the date of the topmost Received field that we did not write: our own
// listener stamps what it takes.
func othersStamp(m db.Mail, raw []byte) (time.Time, bool) {
	parsed, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		return time.Time{}, false
	}
	fields := parsed.Header["Received"]
	if m.Source == office.SMTPSource && len(fields) > 0 {
		fields = fields[1:]
	}
	if len(fields) == 0 {
		return time.Time{}, false
	}
	date := fields[0][strings.LastIndexByte(fields[0], ';')+1:]
	at, err := mail.ParseDate(strings.TrimSpace(date))
	return at, err == nil
}
