package imap

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"duban/inbox/imaptest"
	"duban/internal/words"
)

// mails is a rude server's folder with answers of a person unknown.
func mails(n int) (list []string) {
	for i := range n {
		list = append(list, fmt.Sprintf("From: <a@else.example>\r\nSubject: %d\r\nMessage-ID: <m%d@else.example>\r\n\r\nhello %d\r\n", i, i, i))
	}
	return list
}

func TestMailbox_C29_neteaseOpensNoFolderBeforeID(t *testing.T) {
	t.Parallel()
	known := false
	s := &imaptest.Rude{Caps: "XLIST SPECIAL-USE ID LITERAL+ UIDPLUS", Mails: mails(1)}
	s.Answer = func(l *imaptest.Line) bool {
		known = known || l.Is("ID ")
		if known || !l.Is("SELECT") && !l.Is("EXAMINE") {
			return false
		}
		l.Says("%s NO SELECT Unsafe Login. Please contact kefu@188.com for help", l.Tag)
		return true
	}
	readMailbox(t, s.Dial, func(r *reader) {
		r.start()
		r.wants("quarantined")
		s.Gets(mails(2)[1])
		r.pass(time.Minute) // it has no IDLE
		r.wants("quarantined", "quarantined")
		if s.Connections() != 1 || slices.ContainsFunc(s.Heard(), func(l string) bool { return l == "IDLE" }) {
			t.Errorf("it heard %q", s.Heard())
		}
	})
}

func TestMailbox_IDOnlyWhereItIsKnown(t *testing.T) {
	t.Parallel()
	s := &imaptest.Rude{Caps: "IDLE"}
	readMailbox(t, s.Dial, func(r *reader) {
		r.start()
		r.pass(time.Hour)
		if heard := strings.Join(s.Heard(), "\n"); strings.Contains(heard, "\nID ") || strings.Count(heard, "IDLE") != 13 {
			t.Errorf("it heard\n%s", heard)
		}
	})
}

func TestMailbox_M08_aMailCutOffIsNotStored(t *testing.T) {
	t.Parallel()
	s := &imaptest.Rude{Mails: mails(3)}
	cuts := 1
	s.Answer = func(l *imaptest.Line) bool {
		if !l.Is("UID FETCH 2 ") || l.Wants("RFC822.SIZE") || cuts == 0 {
			return false
		}
		cuts--
		l.Sends(fmt.Sprintf("* 2 FETCH (UID 2 BODY[] {%d}\r\n%s", len(s.Mails[1]), s.Mails[1][:len(s.Mails[1])/2]))
		l.HangsUp()
		return true
	}
	readMailbox(t, s.Dial, func(r *reader) {
		r.start()
		r.wants("quarantined") // the first
		if got := words.Say(words.Chinese, r.source("INBOX").Fault); got != "信没有取全：the mail was cut off" {
			t.Errorf("fault %q", got)
		}
		r.pass(time.Minute)
		r.wants("quarantined", "quarantined", "quarantined")
		for i, m := range r.all() {
			raw, err := r.Store.RawMail(context.Background(), m.ID)
			if err != nil || string(raw) != s.Mails[i] {
				t.Errorf("mail %d is %q (%v)", i, raw, err)
			}
		}
	})
}

func TestMailbox_aMailThatAlwaysBreaksTheConnectionIsPassedBy(t *testing.T) {
	t.Parallel()
	for name, breaks := range map[string]struct {
		at, reason string
	}{
		"its text":   {"BODY.PEEK[]", `{"say":"broke off so often, only the header was fetched","of":[3]}`},
		"its header": {"BODY.PEEK[", `{"say":"broke off so often, only the header was fetched","of":[5]}`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := &imaptest.Rude{Mails: mails(3)}
			s.Answer = func(l *imaptest.Line) bool {
				broken := l.Is("UID FETCH 2 ") && l.Wants(breaks.at)
				if broken {
					l.HangsUp()
				}
				return broken
			}
			readMailbox(t, s.Dial, func(r *reader) {
				r.start()
				r.pass(time.Hour)
				r.wants("quarantined", "quarantined", "quarantined")
				raw, _ := r.Store.RawMail(context.Background(), r.all()[1].ID)
				if !strings.HasPrefix(string(raw), "X-Duban-Missing: "+breaks.reason+"\r\nX-Duban-Position: imap/督办信箱/INBOX 7/2\r\n") {
					t.Errorf("it is stored as %q", raw)
				}
			})
		})
	}
}

func TestMailbox_aRefusedMailIsPassedBy(t *testing.T) {
	t.Parallel()
	s := &imaptest.Rude{Mails: mails(3)}
	s.Answer = func(l *imaptest.Line) bool {
		refused := l.Is("UID FETCH 2 ") && l.Wants("BODY.PEEK[]")
		if refused {
			l.Says("%s NO [SERVERBUG] internal error", l.Tag)
		}
		return refused
	}
	readMailbox(t, s.Dial, func(r *reader) {
		r.start()
		r.wants("quarantined", "quarantined", "quarantined")
		if s.Connections() != 1 {
			t.Errorf("%d connections", s.Connections())
		}
	})
}

// A misbehaviour costs at most the connection: the fault is noted, and when the
// server has come to its senses all mail is there, once.
func TestMailbox_P15_hostileServers(t *testing.T) {
	t.Parallel()
	for name, misbehaves := range map[string]struct {
		at    string // the command that is answered so
		says  string // %s is the tag; "" is silence
		fault string
	}{
		"an untagged BAD":               {"UID SEARCH", "* BAD command not supported", "new mail not looked for: the server does not answer"},
		"silence":                       {"LOGIN", "", "mailbox login refused: the server does not answer"},
		"a million mails exist":         {"UID SEARCH", "* 1000000 EXISTS\r\n* SEARCH 1 2 3\r\n%s BAD what", "new mail not looked for: imap: BAD what"},
		"a negative size":               {"UID FETCH", "* 1 FETCH (UID 1 RFC822.SIZE -5)\r\n%s OK", "sizes of mails not told: "},
		"an item nobody asked for":      {"UID FETCH", "* 1 FETCH (UID 1 X-HORROR (1 2))\r\n%s OK", "sizes of mails not told: "},
		"an answer nobody knows":        {"UID SEARCH", "* HORROR 12\r\n%s OK", "new mail not looked for: "},
		"BYE":                           {"UID SEARCH", "* BYE maintenance", "new mail not looked for: "},
		"a literal larger than the RAM": {"UID FETCH 1 (UID BODY", "* 1 FETCH (UID 1 BODY[] {99999999999}\r\nxx", "mail not fetched whole: the server does not answer"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := &imaptest.Rude{Mails: mails(3)}
			s.Answer = func(l *imaptest.Line) bool {
				if l.No > 1 || !l.Is(misbehaves.at) {
					return false
				}
				switch {
				case strings.Contains(misbehaves.says, "%s"):
					l.Says(misbehaves.says, l.Tag)
				case misbehaves.says != "":
					l.Says("%s", misbehaves.says)
				}
				if strings.HasPrefix(misbehaves.says, "* BYE") {
					l.HangsUp()
				}
				return true
			}
			readMailbox(t, s.Dial, func(r *reader) {
				r.start()
				r.pass(70 * time.Second)
				r.pass(time.Minute)
				if want := `msg="mailbox not read" source=督办信箱 err="` + misbehaves.fault; !strings.Contains(r.Log.String(), want) {
					t.Errorf("no %s in\n%s", want, &r.Log)
				}
				r.wants("quarantined", "quarantined", "quarantined")
			})
		})
	}
}

func TestMailbox_P15_BYEWhileIdle(t *testing.T) {
	t.Parallel()
	s := &imaptest.Rude{Caps: "IDLE", Mails: mails(1)}
	s.Answer = func(l *imaptest.Line) bool {
		if l.No == 1 && l.Is("IDLE") {
			l.Says("+ idling\r\n* BYE going down")
			l.HangsUp()
			return true
		}
		return false
	}
	readMailbox(t, s.Dial, func(r *reader) {
		r.start()
		s.Gets(mails(2)[1])
		r.pass(15 * time.Second)
		r.wants("quarantined", "quarantined")
	})
}

func TestMailbox_P15_anIdleThatDiedInSilenceIsFoundOut(t *testing.T) {
	t.Parallel()
	s := &imaptest.Rude{Caps: "IDLE", Mails: mails(1)}
	s.Answer = func(l *imaptest.Line) bool { return l.No == 1 && l.Text == "DONE" } // as half-open connections do
	readMailbox(t, s.Dial, func(r *reader) {
		r.start()
		s.Gets(mails(2)[1])
		r.pass(idleFor + r.m.timeout() + firstPause + time.Second)
		r.wants("quarantined", "quarantined")
	})
}

func TestMailbox_P15_aFloodOfNewsBlocksNothing(t *testing.T) {
	t.Parallel()
	s := &imaptest.Rude{Caps: "IDLE", Mails: mails(2)}
	s.Answer = func(l *imaptest.Line) bool {
		if l.Is("UID SEARCH") || l.Is("UID FETCH") {
			l.Sends(strings.Repeat("* 2 EXISTS\r\n* 1 EXPUNGE\r\n* 1 FETCH (FLAGS (\\Seen))\r\n", 2000))
		}
		return false
	}
	readMailbox(t, s.Dial, func(r *reader) {
		r.start()
		r.wants("quarantined", "quarantined")
		if s.Connections() != 1 {
			t.Errorf("%d connections", s.Connections())
		}
	})
}

func TestMailbox_P15_aServerThatHangsUpAtOnceIsNotKnockedAtAllDay(t *testing.T) {
	t.Parallel()
	s := &imaptest.Rude{Caps: "IDLE"}
	s.Answer = func(l *imaptest.Line) bool {
		if l.Is("IDLE") {
			l.HangsUp()
		}
		return l.Is("IDLE")
	}
	readMailbox(t, s.Dial, func(r *reader) {
		r.start()
		r.pass(time.Hour)
		before := s.Connections()
		r.pass(4 * time.Hour)
		if got := s.Connections() - before; got > 4*loginsPerHour || got < 40 {
			t.Errorf("%d logins in four hours", got)
		}
	})
}

func TestMailbox_aFolderThatIsThereAndRefusedIsNotRead(t *testing.T) {
	t.Parallel()
	s := &imaptest.Rude{Mails: mails(1)}
	s.Answer = func(l *imaptest.Line) bool {
		switch {
		case l.Is("EXAMINE \"JUNK\""), l.Is("EXAMINE JUNK"):
			l.Says("%s NO [UNAVAILABLE] backend down", l.Tag)
		case l.Is("LIST"):
			l.Says("* LIST () \"/\" Junk\r\n%s OK done", l.Tag)
		default:
			return false
		}
		return true
	}
	readMailbox(t, s.Dial, func(r *reader) {
		r.m.Folders = []string{"INBOX", "Junk"}
		r.start()
		r.wants("quarantined")
		if got := r.source("Junk"); got.OkMs != 0 || !strings.HasPrefix(words.Say(words.Chinese, got.Fault), "文件夹Junk打不开：") {
			t.Errorf("Junk: %+v", got)
		}
	})
}

func TestMailbox_theLastMailIsNotTakenAgainAndAgain(t *testing.T) {
	t.Parallel()
	s := &imaptest.Rude{Mails: mails(2)} // answers 3:* with 2
	readMailbox(t, s.Dial, func(r *reader) {
		r.start()
		r.pass(time.Hour)
		n := 0
		for _, text := range s.Heard() {
			if strings.HasPrefix(text, "UID FETCH") {
				n++
			}
		}
		if n != 3 { // the sizes, and each mail
			t.Errorf("%d fetches", n)
		}
	})
}
