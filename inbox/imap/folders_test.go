package imap

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"duban/inbox/imaptest"
	"duban/inbox/inboxtest"
	"duban/internal/words"
)

func TestFind_aFolderIsKnownByItsUseAndThenByItsName(t *testing.T) {
	t.Parallel()
	for reason, row := range map[string]struct {
		there  []Folder
		wanted string
		want   string
	}{
		"it is there by that name":                        {[]Folder{{"Junk", ""}, {"垃圾邮件", `\Junk`}}, "Junk", "Junk"},
		"the server marks another for that use":           {[]Folder{{"已隔离", `\Junk`}, {"Spam", ""}}, "Junk", "已隔离"},
		"nothing is marked, one is called so":             {[]Folder{{"INBOX/Junk E-mail", ""}}, "垃圾邮件", "INBOX/Junk E-mail"},
		"a name of no known use means only itself":        {[]Folder{{"垃圾邮件", `\Junk`}}, "督办", ""},
		"what is marked for another use is not called so": {[]Folder{{"Spam", `\Archive`}}, "Junk", ""},
		"INBOX needs no asking":                           {nil, "inbox", "inbox"},
	} {
		if got, _ := find(row.there, row.wanted); got != row.want {
			t.Errorf("%s: %q is read as %q, want %q", reason, row.wanted, got, row.want)
		}
	}
}

// spamFolder is a server whose spam folder is called 垃圾邮件, in the modified UTF-7
// of RFC 3501, and marked.
func spamFolder(l *imaptest.Line) bool {
	switch {
	case l.Is("LIST"):
		l.Says("* LIST (\\HasNoChildren) \"/\" INBOX\r\n* LIST (\\NoSelect) \"/\" \"Public\"\r\n* LIST (\\HasNoChildren \\Junk) \"/\" \"&V4NXPpCuTvY-\"\r\n%s OK done", l.Tag)
	case l.Is("EXAMINE JUNK"), l.Is(`EXAMINE "JUNK"`), l.Is("EXAMINE NOSUCH"), l.Is(`EXAMINE "NOSUCH"`):
		l.Says("%s NO [NONEXISTENT] no such mailbox", l.Tag)
	default:
		return false
	}
	return true
}

func TestMailbox_theSpamFolderIsReadWhateverItIsCalled(t *testing.T) {
	t.Parallel()
	s := &imaptest.Rude{Caps: "SPECIAL-USE", Mails: mails(1), Answer: spamFolder}
	readMailbox(t, s.Dial, func(r *reader) {
		r.m.Folders = []string{"INBOX", "Junk"}
		r.start()
		if got := r.source("Junk"); got.OkMs == 0 || !got.Fault.IsZero() {
			t.Errorf("Junk: %+v", got)
		}
		if heard := strings.Join(s.Heard(), "\n"); !strings.Contains(heard, `EXAMINE "&V4NXPpCuTvY-"`) || strings.Contains(heard, "EXAMINE Junk") {
			t.Errorf("it heard\n%s", heard)
		}
	})
}

func TestMailbox_tryingProposesTheFoldersThatThereAre(t *testing.T) {
	t.Parallel()
	for reason, row := range map[string]struct {
		folders []string
		found   string
		advice  []string
	}{
		"known by its use": {[]string{"INBOX", "Junk"}, "INBOX 1封；Junk（这里叫“垃圾邮件”） 1封", nil},
		"the spam folder is left out": {[]string{"INBOX"}, "INBOX 1封", []string{"没有读垃圾邮件箱“垃圾邮件”，里面常有误判的回复",
			`建议写成 folders = ["INBOX", "垃圾邮件"]`}},
		"one that there is not": {[]string{"INBOX", "Junk", "nosuch"}, "没有 nosuch", []string{"服务器上没有 nosuch；有：INBOX、垃圾邮件",
			`建议写成 folders = ["INBOX", "垃圾邮件"]`}},
	} {
		t.Run(reason, func(t *testing.T) {
			t.Parallel()
			s := &imaptest.Rude{Caps: "SPECIAL-USE", Mails: mails(1), Answer: spamFolder}
			readMailbox(t, s.Dial, func(r *reader) {
				r.m.Folders = row.folders
				got, err := r.m.Try(context.Background())
				if err != nil || !strings.Contains(words.Say(words.Chinese, got.Found), row.found) {
					t.Errorf("got %q (%v), want %q", got.Found, err, row.found)
				}
				var advice []string
				for _, m := range got.Advice {
					advice = append(advice, words.Say(words.Chinese, m))
				}
				if diff := cmp.Diff(row.advice, advice); diff != "" {
					t.Error(diff)
				}
			})
		})
	}
}

func TestMailbox_aFolderThatBreaksTheConnectionKeepsTheInboxFromNothing(t *testing.T) {
	t.Parallel()
	s := &imaptest.Rude{Mails: mails(1)}
	s.Answer = func(l *imaptest.Line) bool {
		if l.Is("EXAMINE JUNK") || l.Is(`EXAMINE "JUNK"`) {
			l.HangsUp()
			return true
		}
		return false
	}
	readMailbox(t, s.Dial, func(r *reader) {
		r.m.Folders = []string{"INBOX", "Junk"}
		r.start()
		r.pass(time.Minute)
		r.wants("quarantined")
		before := r.source("INBOX").OkMs
		r.pass(6 * time.Hour)
		if got := r.source("INBOX"); before == 0 || time.UnixMilli(got.OkMs).Before(inboxtest.Day.Add(5*time.Hour)) {
			t.Errorf("INBOX was read at %d, then %+v", before, got)
		}
	})
}
