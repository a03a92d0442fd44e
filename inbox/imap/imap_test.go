package imap

import (
	"context"
	"net"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/inbox"
	"duban/inbox/imaptest"
	"duban/inbox/inboxtest"
	"duban/internal/words"
)

// reader is an office whose mailbox is read, in a bubble where hours pass in no time.
type reader struct {
	*inboxtest.Office
	m    *Mailbox
	stop func()
}

// readMailbox tells a story about a mailbox at a server.
func readMailbox(t *testing.T, dial func(context.Context, string, string) (net.Conn, error), plot func(r *reader)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(time.Until(inboxtest.Day))
		r := &reader{Office: inboxtest.New(t)}
		r.Clock = time.Now
		r.m = &Mailbox{Receiver: r.Processor, Positions: inbox.Cursors{Store: r.Store}, Now: time.Now, Log: r.Logger(), Name: "督办信箱", Host: "127.0.0.1", Port: 143, TLS: "none", User: imaptest.User, Password: imaptest.Password,
			Dial: dial, Folders: []string{"INBOX"}, Poll: time.Minute, MaxBytes: 1 << 20}
		plot(r)
		if r.stop != nil {
			r.stop()
		}
		if strings.Contains(r.Log.String(), imaptest.Password) {
			t.Error("the password stands in the log") // P17
		}
	})
}

// start reads until stop, or until the story ends.
func (r *reader) start() {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- r.m.Run(ctx) }()
	r.stop = func() {
		cancel()
		if err := <-done; err != nil {
			r.Error(err)
		}
	}
	r.pass(time.Second)
}

func (r *reader) pass(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

// states are what became of all mails, in the order they came.
func (r *reader) states() (states []string) {
	r.Helper()
	for _, m := range r.all() {
		states = append(states, string(m.State))
	}
	return states
}

func (r *reader) all() (mails []db.Mail) {
	r.Helper()
	for _, state := range []checklist.MailState{"received", "filed", "asked", "noted", "dropped", "quarantined", "discarded"} {
		list, err := r.Store.MailsIn(context.Background(), state)
		if err != nil {
			r.Fatal(err)
		}
		mails = append(mails, list...)
	}
	slices.SortFunc(mails, func(a, b db.Mail) int { return int(a.ID - b.ID) })
	return mails
}

func (r *reader) wants(states ...string) {
	r.Helper()
	if diff := cmp.Diff(r.states(), states); diff != "" {
		r.Errorf("the mails are (-got +want):\n%s\n%s", diff, &r.Log)
	}
}

// source is how a folder fares.
func (r *reader) source(folder string) db.Source {
	r.Helper()
	all, err := r.Store.Sources(context.Background())
	if err != nil {
		r.Fatal(err)
	}
	for _, s := range all {
		if s.Name == r.m.Source(folder) {
			return s
		}
	}
	return db.Source{}
}

func TestMailbox_anAnswerIsFiledTheMomentItComes(t *testing.T) {
	t.Parallel()
	s := imaptest.New(t, nil)
	readMailbox(t, s.Dial, func(r *reader) {
		asked := r.Ask()
		r.start()
		s.Deliver(t, "INBOX", r.Reply(asked, inboxtest.Jishu, "已完成"), time.Now())
		r.pass(time.Second) // IDLE tells at once
		r.wants("filed")
		if got := r.Part(14, "技术服务部").State; got != checklist.Submitted {
			t.Errorf("item 14 is %s", got)
		}
		if got := s.Held(t, "INBOX"); len(got) != 1 || strings.Contains(got[0], "Seen") {
			t.Errorf("the mailbox was changed: %v", got)
		}
	})
}

func TestMailbox_allFoldersAreRead(t *testing.T) {
	t.Parallel()
	s := imaptest.New(t, []string{"Junk"})
	readMailbox(t, s.Dial, func(r *reader) {
		r.m.Folders = []string{"INBOX", "Junk", "Spam"} // there is no Spam
		asked := r.Ask()
		s.Deliver(t, "Junk", r.Reply(asked, inboxtest.Jishu, "进展：已起草"), time.Now())
		s.Deliver(t, "INBOX", r.Mail("a@else.example", "广告", "买"), time.Now())
		r.start()
		r.wants("filed", "quarantined")
		s.Deliver(t, "Junk", r.Reply(asked, inboxtest.Jishu, "已完成"), time.Now())
		r.pass(idleFor + time.Second) // IDLE watches INBOX only
		r.wants("filed", "quarantined", "filed")
		if got := r.source("Spam"); got.OkMs != r.source("Junk").OkMs || !strings.HasPrefix(words.Say(words.Chinese, got.Fault), "文件夹Spam打不开：") {
			t.Errorf("Spam: %+v", got)
		}
		if got := r.source("Junk"); got.OkMs == 0 || !got.Fault.IsZero() {
			t.Errorf("Junk: %+v", got)
		}
	})
}

func TestMailbox_aRestartReadsOnFromTheCursor(t *testing.T) {
	t.Parallel()
	s := imaptest.New(t, nil)
	readMailbox(t, s.Dial, func(r *reader) {
		for range 3 {
			s.Deliver(t, "INBOX", r.Mail("a@else.example", "问", "问"), time.Now())
		}
		r.start()
		r.stop()
		got, err := r.Store.Cursor(context.Background(), r.m.Source("INBOX"))
		if want := (db.Cursor{Validity: 1, UID: 3}); err != nil || got != want {
			t.Errorf("cursor %+v (%v), want %+v", got, err, want)
		}
		r.Log.Reset()
		s.Deliver(t, "INBOX", r.Mail("a@else.example", "问", "再问"), time.Now())
		r.start()
		if n := strings.Count(r.Log.String(), "mail stored"); n != 1 {
			t.Errorf("%d mails were stored after the restart", n)
		}
		r.wants("quarantined", "quarantined", "quarantined", "quarantined")
	})
}

func TestMailbox_S23_renumberedFoldersBringNothingTwice(t *testing.T) {
	t.Parallel()
	s := imaptest.New(t, []string{"Junk"})
	readMailbox(t, s.Dial, func(r *reader) {
		r.m.Folders = []string{"INBOX", "Junk"}
		answer := r.Reply(r.Ask(), inboxtest.Jishu, "已完成")
		r.Deliver(answer) // LMTP had it first
		s.Deliver(t, "INBOX", answer, time.Now())
		s.Deliver(t, "Junk", append([]byte("X-Spam: yes\r\n"), answer...), time.Now())
		r.start()
		r.stop()
		s.Renumber(t, "INBOX")
		s.Deliver(t, "INBOX", r.Mail("a@else.example", "问", "问"), time.Now())
		s.Deliver(t, "INBOX", answer, time.Now())
		r.start()
		r.wants("filed", "dropped", "quarantined") // the one with the spam mark is a duplicate by its Message-ID
		evidence, err := r.Store.EvidenceOf(context.Background(), r.Part(14, "技术服务部").ID)
		if err != nil || len(evidence) != 1 {
			t.Errorf("%d pieces of evidence (%v)", len(evidence), err)
		}
	})
}

func TestMailbox_onlyMailSinceADay(t *testing.T) {
	t.Parallel()
	s := imaptest.New(t, nil)
	readMailbox(t, s.Dial, func(r *reader) {
		r.m.Since = checklist.DayOf(inboxtest.Day, time.UTC)
		s.Deliver(t, "INBOX", r.Mail("a@else.example", "旧", "旧"), inboxtest.Day.AddDate(0, 0, -2))
		s.Deliver(t, "INBOX", r.Mail("a@else.example", "新", "新"), inboxtest.Day)
		r.start()
		r.wants("quarantined")
	})
}

func TestMailbox_M06_ofTooLargeAMailOnlyTheHeaderIsTaken(t *testing.T) {
	t.Parallel()
	s := imaptest.New(t, nil)
	readMailbox(t, s.Dial, func(r *reader) {
		r.m.Processed, r.m.Failed = "done", "failed"
		asked := r.Ask()
		s.Deliver(t, "INBOX", r.Reply(asked, inboxtest.Jishu, strings.Repeat("附件", 1<<20)), time.Now())
		s.Deliver(t, "INBOX", r.Reply(asked, inboxtest.Jishu, "已完成"), time.Now())
		r.start()
		r.wants("quarantined", "filed")
		if got, want := words.Say(words.Chinese, r.all()[0].Reason), "信有 8.0 MB，超过上限 1.0 MB，只取了信头，原信还在邮箱里"; got != want {
			t.Errorf("reason %q, want %q", got, want)
		}
		if got := r.Letters(letter.KindHeld, inboxtest.Jishu); len(got) != 1 {
			t.Errorf("the sender was told %d times", len(got))
		}
		if got := s.Held(t, "INBOX"); len(got) != 1 {
			t.Errorf("INBOX holds %d mails, the large one should lie there", len(got))
		}
	})
}

func TestMailbox_aMailThatBreaksUsDoesNotStopTheOthers(t *testing.T) {
	t.Parallel()
	s := imaptest.New(t, nil)
	readMailbox(t, s.Dial, func(r *reader) {
		asked, policy := r.Ask(), r.Policy
		first := true
		r.Rules = func() inbox.Policy {
			p := policy
			if first {
				p.Directory = nil // whatever the fault of ours is
			}
			first = false
			return p
		}
		s.Deliver(t, "INBOX", r.Mail(inboxtest.Jishu, "怪信", "怪"), time.Now())
		s.Deliver(t, "INBOX", r.Reply(asked, inboxtest.Jishu, "已完成"), time.Now())
		r.start()
		r.wants("quarantined", "filed")
	})
}

func TestMailbox_anOutageIsNotedAndEnds(t *testing.T) {
	t.Parallel()
	s := imaptest.New(t, []string{"Junk"})
	readMailbox(t, s.Dial, func(r *reader) {
		r.m.Folders = []string{"INBOX", "Junk"}
		r.start()
		before := r.source("INBOX")
		s.Down()
		s.Deliver(t, "INBOX", r.Reply(r.Ask(), inboxtest.Jishu, "已完成"), time.Now())
		r.pass(time.Hour)
		for _, folder := range r.m.Folders {
			if got := r.source(folder); got.OkMs != before.OkMs || !strings.HasPrefix(words.Say(words.Chinese, got.Fault), "连不上：") {
				t.Errorf("%s: %+v, before %+v", folder, got, before)
			}
		}
		s.Up()
		r.pass(longestPause)
		if got := r.source("INBOX"); !got.Fault.IsZero() || got.OkMs == before.OkMs {
			t.Errorf("INBOX: %+v", got)
		}
		r.wants("filed")
	})
}

func TestMailbox_P15_noMoreThanTwelveLoginsAnHour(t *testing.T) {
	t.Parallel()
	s := imaptest.New(t, nil)
	readMailbox(t, s.Dial, func(r *reader) {
		r.m.Password = "wrong"
		r.start()
		for range 5 {
			before := s.Dialled()
			r.pass(time.Hour)
			if got := s.Dialled() - before; got > loginsPerHour || got < 5 {
				t.Errorf("%d logins in an hour", got)
			}
		}
		if got := words.Say(words.Chinese, r.source("INBOX").Fault); !strings.HasPrefix(got, "登录被拒绝：") {
			t.Errorf("fault %q", got)
		}
	})
}

func TestPatience_growsAndIsReset(t *testing.T) {
	t.Parallel()
	var p patience
	var got []time.Duration
	for range 8 {
		got = append(got, p.next(inboxtest.Day))
	}
	p.worked()
	got = append(got, p.next(inboxtest.Day))
	for range 20 {
		p.login(inboxtest.Day)
	}
	got = append(got, p.next(inboxtest.Day.Add(10*time.Minute)))
	s := time.Second
	if diff := cmp.Diff(got, []time.Duration{15 * s, 30 * s, 60 * s, 120 * s, 240 * s, 480 * s, 600 * s, 600 * s, 15 * s, 3000 * s}); diff != "" {
		t.Error(diff)
	}
}
