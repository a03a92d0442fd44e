package main

import (
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/testscript"

	"duban"
	"duban/checklist"
	"duban/cmd/duban/postoffice"
	"duban/db"
	"duban/inbox/imaptest"
	"duban/inbox/message"
	"duban/internal/daemon"
	"duban/internal/office"
	"duban/internal/reply"
	"duban/notify/mailtest"
)

// A story is some weeks in the life of the whole daemon: the real cron, the real
// SQLite file, SMTP and LMTP over pipes, in a bubble where days pass in no time.
// Every letter that goes out must be expected, or the story fails:
//
//	s.On("04-30")                                 // live until that afternoon
//	due := s.Gets("技术服务部负责人", "due", 1)     // this letter came
//	s.Reply(due, "已完成")                         // and is answered
//	s.Gets("技术服务部负责人", "receipt")
type story struct {
	*testing.T
	dir  string
	app  *app
	sink *mailtest.Sink
	post *pipeListener
	log  io.Writer

	store   *db.Store
	running sync.WaitGroup
	kill    context.CancelFunc

	taken   int       // letters of the sink that were looked at
	arrived []arrival // and not yet expected
	hushed  []string  // labels that this story is not about
	replies int
}

// arrival is a letter that came.
type arrival struct {
	person, label string
	notice        db.Notice
	raw           []byte
}

func (a arrival) String() string {
	return fmt.Sprintf("%s 收到 %s %v：%s", a.person, a.label, a.nos(), a.notice.Reason)
}

// nos are the items a letter is about: a reminder lists others along.
func (a arrival) nos() (nos []int) {
	for _, l := range a.notice.Letter.Lines {
		if l.Step == a.label || a.notice.Kind != checklist.LetterRemind {
			nos = append(nos, l.No)
		}
	}
	slices.Sort(nos)
	return slices.Compact(nos)
}

// TestMain lets the runtime begin to watch for signals outside of any bubble: its
// watcher never ends, and a bubble waits for all that began in it.
func TestMain(m *testing.M) {
	signal.Notify(make(chan os.Signal, 1), syscall.SIGUSR2)
	testscript.Main(m, map[string]func(){"duban": scriptedDuban})
}

// row is an item of a story's checklist.
type row struct{ content, parties, deadline string }

// tell runs a story about a checklist, imported on the day before
// first (MM-DD of 2026). change edits the shipped configuration.
func tell(t *testing.T, first string, items []row, plot func(s *story), change ...string) {
	t.Helper()
	tellWithMailbox(t, nil, first, items, plot, change...)
}

// tellWithMailbox is tell for an office whose daemon also reads a mailbox.
func tellWithMailbox(t *testing.T, box *imaptest.Server, first string, items []row, plot func(s *story), change ...string) {
	t.Helper()
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		s := &story{T: t, dir: dir, sink: mailtest.Pipe(nil), post: newPipeListener(), log: io.Discard}
		s.hushed = []string{"digest", "clerk", "overview"}
		s.app = &app{now: time.Now, getenv: func(string) string { return "" }, stdin: strings.NewReader(""), stdout: io.Discard, stderr: io.Discard,
			config: filepath.Join(dir, "config.toml"), dial: s.sink.Dial, listen: func(string) (net.Listener, error) { return s.post.again(), nil },
			sharing: daemon.Sharing{LookMail: time.Hour}} // nobody else stores mail here, and a bubble lives through every look
		conf := strings.NewReplacer(append([]string{`host = ""  `, `host = "sink.example"`, `"starttls"`, `"none"`, "per_minute = 60", "per_minute = 0"}, change...)...).Replace(string(duban.Config))
		if box != nil {
			s.app.dial = atTheOffice(box, s.sink.Dial)
			conf = mailboxConfig(conf, dir)
			s.write("imap.password", imaptest.Password)
		}
		s.write("config.toml", conf)
		s.write("清单.csv", written(items))
		day := s.day(first)
		time.Sleep(time.Until((day - 1).At(15, 0, zone)))
		s.duban("import", filepath.Join(dir, "清单.csv"), "--year", "2026", "--start", day.String())
		defer s.sink.Close() // all that lives in the bubble must end with it
		s.start()
		defer func() { s.kill(); s.running.Wait() }()
		plot(s)
		s.quiet()
		s.stop()
	})
}

// written is the list as an office sends it, numbered from 1.
func written(items []row) string {
	var b strings.Builder
	w := csv.NewWriter(&b)
	_ = w.Write([]string{"序号", "具体内容", "责任部门", "完成时限"})
	for i, it := range items {
		_ = w.Write([]string{strconv.Itoa(i + 1), it.content, it.parties, it.deadline})
	}
	w.Flush()
	return b.String()
}

func (s *story) write(name, content string) {
	s.Helper()
	if err := os.WriteFile(filepath.Join(s.dir, name), []byte(content), 0o600); err != nil {
		s.Fatal(err)
	}
}

func (s *story) read(name string) string {
	s.Helper()
	raw, err := os.ReadFile(filepath.Join(s.dir, name))
	if err != nil {
		s.Fatal(err)
	}
	return string(raw)
}

// duban runs a command of the clerk's.
func (s *story) duban(args ...string) string {
	s.Helper()
	var out strings.Builder
	clerk := *s.app
	clerk.stdout, clerk.stderr = &out, &out
	if status := clerk.run(context.Background(), append([]string{"--config", clerk.config}, args...)); status != exitDone {
		s.Fatalf("duban %v: exit %d\n%s", args, status, &out)
	}
	return out.String()
}

// start starts the daemon; stop ends it as SIGTERM does, and checks all it stored.
func (s *story) start() {
	s.Helper()
	ctx, kill := context.WithCancel(context.Background())
	h, err := s.app.openOffice(ctx)
	if err != nil {
		s.Fatal(err)
	}
	s.store, s.kill = h.Store, kill
	s.running.Go(func() {
		if err := daemon.Run(ctx, []*office.Office{h}, s.app.daemonOptions(), slog.New(slog.NewTextHandler(s.log, nil))); err != nil {
			s.Error(err)
		}
	})
	synctest.Wait()
}

func (s *story) stop() {
	s.Helper()
	s.kill()
	s.running.Wait()
	s.duban("check")
}

func (s *story) day(mmdd string) checklist.Day {
	s.Helper()
	day, err := checklist.ParseDay("2026-" + mmdd)
	if err != nil {
		s.Fatal(err)
	}
	return day
}

// On lives until four in the afternoon of a day. What came on the way and was not
// expected fails the story.
func (s *story) On(mmdd string) {
	s.Helper()
	s.quiet()
	time.Sleep(time.Until(s.day(mmdd).At(16, 0, zone)))
	synctest.Wait()
}

// Hears makes the story be about labels that it otherwise takes no notice of.
func (s *story) Hears(labels ...string) {
	s.hushed = slices.DeleteFunc(s.hushed, func(l string) bool { return slices.Contains(labels, l) })
}

// Gets expects a letter: its label is the step that caused it, else its kind.
// Numbers, if given, are the items it is about.
func (s *story) Gets(person, label string, nos ...int) arrival {
	s.Helper()
	s.look()
	at := slices.IndexFunc(s.arrived, func(a arrival) bool {
		return a.person == person && a.label == label && (len(nos) == 0 || slices.Equal(a.nos(), nos))
	})
	if at < 0 {
		s.Fatalf("%s: %s got no %s %v, but there came:\n%s", s.today(), person, label, nos, s.list())
	}
	a := s.arrived[at]
	s.arrived = slices.Delete(s.arrived, at, at+1)
	return a
}

func (s *story) today() checklist.Day { return checklist.DayOf(time.Now(), zone) }

// quiet fails the story for what came and was not expected.
func (s *story) quiet() {
	s.Helper()
	s.look()
	if len(s.arrived) > 0 {
		s.Fatalf("%s: nobody expected:\n%s", s.today(), s.list())
	}
}

func (s *story) list() string {
	var lines []string
	for _, a := range s.arrived {
		lines = append(lines, a.String())
	}
	return strings.Join(lines, "\n")
}

// look sorts what the sink has taken since.
func (s *story) look() {
	s.Helper()
	synctest.Wait()
	for _, l := range s.sink.Letters()[s.taken:] {
		s.taken++
		a := s.identify(l)
		if !slices.Contains(s.hushed, a.label) {
			s.arrived = append(s.arrived, a)
		}
	}
}

func (s *story) identify(l mailtest.Letter) arrival {
	s.Helper()
	m := message.Parse(l.Raw, message.Limits{})
	list, err := s.store.Notices(context.Background(), db.NoticeFilter{MessageID: m.MessageID})
	if err != nil || len(list) != 1 {
		s.Fatalf("a letter nobody wrote: %s (%v)", m.Subject, err)
	}
	a := arrival{person: list[0].Person, label: string(list[0].Kind), notice: list[0], raw: l.Raw}
	for _, line := range list[0].Letter.Lines {
		if line.Step != "" && list[0].Kind == checklist.LetterRemind {
			a.label = line.Step
			break
		}
	}
	return a
}

// Newest expects nothing: it takes the newest letter of a kind that came, hushed
// or not.
func (s *story) Newest(kind checklist.LetterKind, person string) arrival {
	s.Helper()
	n, err := s.store.LastNotice(context.Background(), kind, person)
	if err != nil {
		s.Fatalf("%s: %s has no %s: %v", s.today(), person, kind, err)
	}
	return arrival{person: person, label: string(kind), notice: n}
}

// Reply answers a letter as its reader, and waits until what follows is sent.
func (s *story) Reply(a arrival, text string) {
	s.Helper()
	s.Write(a, reply.Mail{Text: text})
}

// Write brings any mail that answers a letter; what it leaves open is as the
// reader's own would be.
func (s *story) Write(a arrival, m reply.Mail) {
	s.Helper()
	s.replies++
	if m.From == "" {
		m.From = a.notice.Address
	}
	if m.Subject == "" {
		m.Subject = "回复：" + a.notice.Token.Tag()
	}
	s.Bring(m.From, m.Raw(s.replies, "duban@djzx.example", time.Now().In(zone)))
}

// Bring delivers raw bytes over LMTP.
func (s *story) Bring(from string, raw []byte) {
	s.Helper()
	if err := postoffice.Deliver(s.post.dial(), from, "duban@djzx.example", raw); err != nil {
		s.Fatalf("%s: delivering: %v", s.today(), err)
	}
	time.Sleep(time.Minute) // the answer goes at once
	synctest.Wait()
}

// Stands compares the states of an item's parts.
func (s *story) Stands(no int, want ...checklist.State) {
	s.Helper()
	all, err := s.store.AssignmentsOf(context.Background(), no)
	if err != nil {
		s.Fatal(err)
	}
	var got []checklist.State
	for _, o := range all {
		if o.Role == checklist.Lead {
			got = append(got, o.State)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		s.Errorf("%s: item %d (-want +got):\n%s", s.today(), no, diff)
	}
}
