package imap

import (
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-imap/v2"

	"duban/inbox/imaptest"
	"duban/inbox/inboxtest"
)

func TestMailbox_judgedMailIsMoved(t *testing.T) {
	t.Parallel()
	for name, without := range map[string][]imap.Cap{
		"by MOVE":                        nil,
		"by COPY, STORE and UID EXPUNGE": {imap.CapMove},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := imaptest.New(t, nil, without...)
			readMailbox(t, s.Dial, func(r *reader) {
				r.m.Processed, r.m.Failed = "duban/已登记", "duban/待归档" // they are made when needed
				s.Deliver(t, "INBOX", r.Reply(r.Ask(), inboxtest.Jishu, "已完成"), time.Now())
				s.Deliver(t, "INBOX", r.Mail("a@else.example", "问", "问"), time.Now())
				r.start()
				r.wants("filed", "quarantined")
				for folder, want := range map[string]int{"INBOX": 0, r.m.Processed: 1, r.m.Failed: 1} {
					if got := s.Held(t, folder); len(got) != want {
						t.Errorf("%s holds %d mails, want %d", folder, len(got), want)
					}
				}
			})
		})
	}
}

func TestMailbox_withoutUIDPlusOthersMarksAreLeftAlone(t *testing.T) {
	t.Parallel()
	s := imaptest.New(t, nil, imap.CapMove, imap.CapUIDPlus)
	readMailbox(t, s.Dial, func(r *reader) {
		r.m.Processed = "done"
		s.Deliver(t, "INBOX", r.Reply(r.Ask(), inboxtest.Jishu, "已完成"), time.Now())
		r.start()
		if got := s.Held(t, "INBOX"); len(got) != 1 || !strings.Contains(got[0], `\Deleted`) {
			t.Errorf("INBOX holds %d mails", len(got))
		}
		if got := s.Held(t, "done"); len(got) != 1 {
			t.Errorf("done holds %d mails", len(got))
		}
	})
}

func TestMailbox_nothingMovesBeforeTheCommit(t *testing.T) {
	t.Parallel()
	s := imaptest.New(t, nil)
	readMailbox(t, s.Dial, func(r *reader) {
		r.m.Processed, r.m.Failed = "done", "failed"
		s.Deliver(t, "INBOX", r.Reply(r.Ask(), inboxtest.Jishu, "已完成"), time.Now())
		r.m.Receiver = r.Over(inboxtest.ClosedStore(t))
		r.start()
		r.pass(time.Minute)
		r.stop()
		if got := s.Held(t, "INBOX"); len(got) != 1 {
			t.Errorf("INBOX holds %d mails", len(got))
		}
		r.m.Receiver = r.Processor
		r.start()
		r.wants("filed")
	})
}
