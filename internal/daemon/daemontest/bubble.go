package daemontest

import (
	"encoding/csv"
	"io"
	"net"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"duban"
	"duban/inbox/imaptest"
	"duban/internal/daemon"
	"duban/internal/office/register"
	"duban/notify/mailtest"
)

// Zone is where the story's office is.
var Zone = time.FixedZone("Asia/Shanghai", 8*3600)

// Item is an item of a story's checklist.
type Item struct{ Content, Parties, Deadline string }

// Office runs a story about a checklist, imported on the day before
// first (MM-DD of 2026). change edits the shipped configuration.
func Office(t *testing.T, first string, items []Item, plot func(s *Story), change ...string) {
	t.Helper()
	OfficeWithMailbox(t, nil, first, items, plot, change...)
}

// OfficeWithMailbox is Office for one whose daemon also reads a mailbox.
func OfficeWithMailbox(t *testing.T, box *imaptest.Server, first string, items []Item, plot func(s *Story), change ...string) {
	t.Helper()
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		s := newStory(t, dir, box, change)
		day := s.Day(first)
		time.Sleep(time.Until((day - 1).At(15, 0, Zone)))
		s.Import("清单.csv", register.Reading{Start: day, Late: true}, items...)
		defer s.Relay.Close() // all that lives in the bubble must end with it
		s.Start()
		defer func() { s.kill(); s.running.Wait() }()
		plot(s)
		s.Quiet()
		s.Stop()
	})
}

// lookLetters is how long the daemon takes at most to find what the clerk's acts have
// written. Nobody else stores mail or letters here.
const lookLetters = time.Hour

// beat is how long planning takes at most to find what is due, and a moment more: each
// hour by day, first when the hours of letters open.
const beat = time.Hour + time.Second

func newStory(t *testing.T, dir string, box *imaptest.Server, change []string) *Story {
	s := &Story{T: t, Dir: dir, Relay: mailtest.Pipe(nil), post: newPipeListener(), Log: io.Discard, ignored: []string{"digest", "report", "clerk", "overview"}}
	s.Options = daemon.Options{Now: s.now, Dial: s.Relay.Dial, Listen: func(string) (net.Listener, error) { return s.post.again(), nil }, Reread: s.source().All,
		Sharing: daemon.Sharing{LookMail: time.Hour, LookLetters: lookLetters, Beat: "30 7-18 * * *"}} // a bubble lives through every look
	conf := strings.NewReplacer(append(slices.Clone(change), `host = ""  `, `host = "sink.example"`, `"starttls"`, `"none"`, "per_minute = 60", "per_minute = 0",
		"authserv_ids = []", `authserv_ids = ["`+ownServer+`"]`)...).Replace(string(duban.Config))
	if box != nil {
		s.Options.Dial = AtTheOffice(box, s.Relay.Dial)
		conf = MailboxConfig(conf, dir)
		s.WriteFile("imap.password", imaptest.Password)
	}
	s.WriteFile("config.toml", conf)
	return s
}

// Written is the list as an office sends it, numbered from 1.
func Written(items []Item) string {
	var b strings.Builder
	w := csv.NewWriter(&b)
	_ = w.Write([]string{"序号", "具体内容", "责任部门", "完成时限"})
	for i, it := range items {
		_ = w.Write([]string{strconv.Itoa(i + 1), it.Content, it.Parties, it.Deadline})
	}
	w.Flush()
	return b.String()
}
