package inbox_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/inbox/inboxtest"
	"duban/inbox/message"
)

// Guesses are counted by whom a server names as their source. Neither an envelope in
// somebody's name that no server vouches for, nor one that a mailbox's provider serves
// as well, holds back the mail of him whose name or provider it is.
func TestNaming_guessesOfOneSourceHoldBackNoOther(t *testing.T) {
	t.Parallel()
	const provider = "Received: from out.qq.example (out.qq.example [203.0.113.9]) by mx.djzx.example"
	for name, tt := range map[string]struct {
		guesser, his []string // header lines on top
		envelope     string   // of both
	}{
		"LMTP of an inner network, an envelope in his name": {envelope: "<" + inboxtest.Zhuren + ">"},
		"a mailbox of the same provider": {
			guesser: []string{"Return-Path: <evil@qq.example>", provider},
			his:     []string{"Return-Path: <" + inboxtest.Zhuren + ">", provider},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h, digest := doubting(t)
			n := 0
			deliver := func(raw []byte) checklist.MailState {
				n++
				m, _, err := h.Processor.Receive(context.Background(), message.Arrival{Raw: raw, Source: "x", Position: fmt.Sprint(n), Envelope: tt.envelope})
				if err != nil {
					t.Fatal(err)
				}
				d, err := h.Processor.File(context.Background(), m)
				if err != nil {
					t.Fatal(err)
				}
				return d.State
			}
			for i := range 4 {
				var guesses strings.Builder
				for j := range 10 {
					fmt.Fprintf(&guesses, "〔督办 QQQQ%c%c〕\n", letter.TokenAlphabet[i], letter.TokenAlphabet[j])
				}
				deliver(h.Mail(inboxtest.Zhuren, fmt.Sprint("x", i), "14 同意\n"+guesses.String(), tt.guesser...))
			}
			if got := deliver(h.Reply(digest, inboxtest.Zhuren, "14 同意", tt.his...)); got != checklist.MailAsked {
				t.Fatalf("his verdict is %s", got)
			}
			deliver(h.Reply(asking(h), inboxtest.Zhuren, "确认", tt.his...))
			if got := h.Part(14, "技术服务部").State; got != checklist.Accepted {
				t.Errorf("confirmed: item 14 is %s", got)
			}
		})
	}
}
