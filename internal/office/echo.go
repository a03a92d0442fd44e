package office

import (
	"context"
	"fmt"
	"log/slog"
	"time"
)

// echoPause is how often a mailbox is looked into for a letter to ourselves.
const echoPause = 2 * time.Second

// SendEcho sends a letter to the office's own mailbox, with a word in its subject by which
// AwaitEcho finds it: servers rewrite a Message-ID.
func (o *Office) SendEcho(ctx context.Context, now func() time.Time, dial Dialer, word string) error {
	own := o.Addresses()
	to := own[len(own)-1]
	raw := fmt.Sprintf("From: <%s>\r\nTo: <%s>\r\nSubject: duban setup %s\r\nDate: %s\r\nMessage-ID: <setup.%s@%s>\r\nAuto-Submitted: auto-generated\r\n\r\nduban setup\r\n",
		o.Config.Mail.From, to, word, now().Format(time.RFC1123Z), word, o.Domain())
	return o.SendRaw(ctx, now, dial, to, []byte(raw))
}

// AwaitEcho waits for that letter until ctx ends, and returns the folder that has it.
func (o *Office) AwaitEcho(ctx context.Context, now func() time.Time, dial Dialer, word string) (folder string, err error) {
	boxes, err := o.Mailboxes(nil, dial, now, slog.New(slog.DiscardHandler))
	if err != nil {
		return "", err
	}
	for _, box := range boxes {
		if folder, err = box.Await(ctx, word, echoPause); err == nil {
			return folder, nil
		}
	}
	return "", err
}
