package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"

	"duban"
	"duban/checklist"
	"duban/checklist/sheet"
	"duban/db"
	"duban/inbox"
	"duban/inbox/smtpd"
	"duban/internal/config"
	"duban/internal/files"
	"duban/internal/office"
	"duban/internal/office/register"
	"duban/internal/postoffice"
	"duban/internal/reply"
	"duban/notify"
	"duban/scheduler"
)

func (a *app) demoCommand() *cobra.Command {
	dir := "duban-demo"
	c := a.command(func(c *cobra.Command, _ []string) error { return a.demo(c.Context(), dir) }, help{
		use: "demo", zh: "演示：在真实的40项清单上过完一季", en: "live through a season on the real 40 items",
		more:    "时钟从2026年4月1日拨到6月12日；信经真的 SMTP 发出，回复经真的 LMTP 收进，都只在本机。留下一个文件夹：全部信件、index.html、填好的表、佐证、数据库。",
		moreEn:  "A stepped clock, real SMTP and LMTP on loopback. Leaves a folder with every letter, index.html, the filled workbook, the evidence and the database.",
		example: "duban demo --dir duban-demo"})
	c.Args = a.exactly(0)
	c.Flags().StringVar(&dir, "dir", dir, a.say("留下结果的文件夹，须不存在或为空", "folder for the results"))
	return c
}

// season is the demo under way.
type season struct {
	*app
	h       *office.Office
	post    *postoffice.Office
	lmtp    string
	desk    *inbox.Processor
	courier *notify.Courier
	sch     *scheduler.Scheduler
	at      time.Time
	dir     string
	letters []shownLetter
	cast    *cast
	bar     *progressbar.ProgressBar
	serial  int
}

const demoFirst, demoLast = "2026-04-01", "2026-06-12"

func (a *app) demo(ctx context.Context, dir string) error {
	if entries, err := os.ReadDir(dir); err == nil && len(entries) > 0 {
		return fmt.Errorf("文件夹 %s 里已有内容；请用 --dir 换一个，或先删去", dir)
	}
	if err := os.MkdirAll(filepath.Join(dir, "letters"), 0o755); err != nil {
		return err
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	s := &season{app: a, dir: dir, cast: newCast()}
	if err := s.set(ctx); err != nil {
		return err
	}
	defer s.h.Store.Close()
	defer s.post.Close()
	first, _ := checklist.ParseDay(demoFirst)
	last, _ := checklist.ParseDay(demoLast)
	if a.colours() {
		s.bar = progressbar.NewOptions(int(last-first)+1, progressbar.OptionSetWriter(a.stderr), progressbar.OptionClearOnFinish())
	}
	for day := first; day <= last; day++ {
		if err := s.live(ctx, day); err != nil {
			return fmt.Errorf("%s：%w", day, err)
		}
	}
	return s.finish(ctx)
}

// set builds the house of the demo: the shipped configuration, with the mail
// servers of the post office.
func (s *season) set(ctx context.Context) (err error) {
	c, err := config.Parse("", duban.Config)
	if err != nil {
		return err
	}
	if s.h, err = office.Load(c); err != nil {
		return err
	}
	s.at = time.Date(2026, 3, 31, 15, 0, 0, 0, s.h.Zone)
	if s.h.Store, err = db.Open(ctx, filepath.Join(s.dir, "duban.db"), s.h.Options()); err != nil {
		return err
	}
	if s.post, err = postoffice.Open("fangchan@djzx.example"); err != nil {
		return err
	}
	c.Relay.Host, c.Relay.Port, c.Relay.TLS, c.Relay.PerMinute = "127.0.0.1", s.post.Port(), "none", new(int)
	return s.furnishRooms(ctx)
}

func (s *season) furnishRooms(ctx context.Context) error {
	quiet := slog.New(slog.DiscardHandler)
	clock := func() time.Time { return s.at }
	sender, err := s.h.Sender(clock, nil)
	if err != nil {
		return err
	}
	s.courier = notify.NewCourier(s.h.Store, sender, func() *checklist.Directory { return s.h.Directory }, s.h.Letterhead,
		notify.Options{Batch: 50, Lease: time.Minute, MaxAttempts: 3}, clock, quiet)
	s.desk = inbox.NewProcessor(s.h.Store, s.h.Policy, clock, quiet, nil)
	s.sch = scheduler.New(s.h.Store, s.h.Rules, quiet)
	ln, err := smtpd.Listen("127.0.0.1:0")
	if err != nil {
		return err
	}
	s.lmtp = ln.Addr().String()
	q := s.desk.NewQueue()
	l := &smtpd.LMTP{Recipients: []smtpd.Recipient{{Receiver: q, Addresses: s.h.Addresses()}}, Domain: s.h.Domain(), MaxBytes: 50 << 20, Source: office.LMTPSource, Log: quiet}
	go func() { _ = l.Serve(ctx, ln); q.Close() }() // ends with the demo
	return s.importExample(ctx)
}

func (s *season) importExample(ctx context.Context) error {
	list, err := sheet.ReadList("实施清单.txt", duban.Checklist, sheet.Options{})
	if err != nil {
		return err
	}
	start := checklist.Date(2026, 4, 1)
	items, problems := sheet.Resolve(list, register.DeadlineBase(s.h, 2026, start, 0), s.h.Directory)
	if errs := problems.Errors(); len(errs) > 0 {
		return errs
	}
	in := db.Import{Checklist: checklist.Checklist{Title: list.Title, Year: 2026, Start: start}, Items: items, Encoding: list.Encoding,
		Actor: "clerk", File: db.Document{Name: "实施清单.txt", Raw: duban.Checklist}}
	for _, it := range items {
		in.Assignments = append(in.Assignments, it.Assignments(s.h.Directory)...)
	}
	_, err = s.h.Store.Import(ctx, s.at, in)
	return err
}

// live passes one day: letters in the morning, answers in the afternoon, what
// they bring about at once.
func (s *season) live(ctx context.Context, day checklist.Day) error {
	if s.bar != nil {
		_ = s.bar.Add(1)
	}
	if err := s.clerk(ctx, day); err != nil {
		return err
	}
	s.at = day.At(8, 30, s.h.Zone)
	if err := s.h.Store.SourceOK(ctx, s.at, office.LMTPSource); err != nil {
		return err
	}
	if _, err := s.sch.Round(ctx, s.at); err != nil {
		return err
	}
	arrived, err := s.send(ctx)
	if err != nil {
		return err
	}
	s.tell(day, arrived)
	s.at = day.At(15, 0, s.h.Zone)
	for _, l := range arrived {
		for _, answer := range s.cast.answers(day, l) {
			if err := s.bring(ctx, answer); err != nil {
				return err
			}
		}
	}
	if err := s.desk.Pending(ctx); err != nil {
		return err
	}
	_, err = s.send(ctx)
	return err
}

// send lets the courier run, and shows what arrived.
func (s *season) send(ctx context.Context) (arrived []shownLetter, err error) {
	if _, err := s.courier.RunOnce(ctx); err != nil {
		return nil, err
	}
	for _, l := range s.post.Collect() {
		shown, err := s.keep(l)
		if err != nil {
			return nil, err
		}
		arrived = append(arrived, shown)
	}
	return arrived, nil
}

// bring delivers an answer over LMTP.
func (s *season) bring(ctx context.Context, m reply.Mail) error {
	conn, err := (&net.Dialer{}).DialContext(ctx, "tcp", s.lmtp)
	if err != nil {
		return err
	}
	s.serial++
	return postoffice.Deliver(conn, m.From, s.h.Config.Mail.From, m.Raw(s.serial, s.h.Config.Mail.From, s.at))
}

// clerk does what his daily letters ask for, a few days late.
func (s *season) clerk(ctx context.Context, day checklist.Day) error {
	switch day {
	case checklist.Date(2026, 4, 7):
		return s.discardForgery(ctx)
	case checklist.Date(2026, 4, 14):
		return s.mendAddress()
	}
	return nil
}

func (s *season) discardForgery(ctx context.Context) error {
	held, err := s.h.Store.MailsIn(ctx, "quarantined")
	if err != nil {
		return err
	}
	for _, m := range held {
		if err := s.h.Store.DiscardMail(ctx, s.at, m.ID, "clerk", "经电话核实，不是本部门所发"); err != nil {
			return err
		}
		s.announce("　　督办员核实后作废了一封冒名来信")
	}
	return nil
}

// mendAddress is the clerk putting the right address into the directory.
func (s *season) mendAddress() error {
	for i, e := range s.h.Config.People.Department {
		if e.Mail == "fangchan@djzx.example" {
			s.h.Config.People.Department[i].Mail = "fangchanbu@djzx.example"
		}
	}
	d, err := s.h.Config.Directory()
	s.h.Directory = d
	s.announce("　　督办员按日报改正了房产登记部的邮箱")
	return err
}

func (s *season) announce(format string, args ...any) {
	if s.bar != nil {
		_ = s.bar.Clear()
	}
	fmt.Fprintf(s.stdout, format+"\n", args...)
}

// tell prints a day on which something went out.
func (s *season) tell(day checklist.Day, arrived []shownLetter) {
	if len(arrived) == 0 {
		return
	}
	byKind := map[checklist.LetterKind]int{}
	director := ""
	for _, l := range arrived {
		byKind[l.Notice.Kind]++
		if l.Notice.Kind == checklist.LetterDigest {
			director = l.Subject
		}
	}
	var parts []string
	for _, k := range []checklist.LetterKind{checklist.LetterAssign, checklist.LetterRemind, checklist.LetterEscalate, checklist.LetterClerk} {
		if byKind[k] > 0 {
			parts = append(parts, fmt.Sprintf("%s%d封", kindNames[k], byKind[k]))
		}
	}
	line := slices.DeleteFunc([]string{day.Long(), strings.Join(parts, "，"), director}, func(s string) bool { return s == "" })
	s.announce("%s", strings.Join(line, "　"))
}

func (s *season) finish(ctx context.Context) error {
	if s.bar != nil {
		_ = s.bar.Finish()
	}
	f, err := fillList(s.h, ctx, 0)
	if err != nil {
		return err
	}
	for _, form := range []string{".xlsx", ".docx"} {
		if err := files.Write(filepath.Join(s.dir, "完成情况"+form), func(w io.Writer) error { return exportForms[form](ctx, w, f) }); err != nil {
			return err
		}
	}
	n, err := bindEvidence(s.h, ctx, filepath.Join(s.dir, "佐证"))
	if err != nil {
		return err
	}
	if err := s.index(); err != nil {
		return err
	}
	broken, err := s.h.Store.Check(ctx)
	if err != nil {
		return err
	}
	fmt.Fprintf(s.stdout, "\n共%d封信，%d份佐证，填好%d项。结果在 %s：\n  index.html　逐封看信\n  完成情况.xlsx　填好的原表\n  佐证　每项一个文件夹\n  duban.db　数据库（核对：%d处不符）\n",
		len(s.letters), n, len(f.status), s.dir, len(broken))
	if len(broken) > 0 {
		return errProblems
	}
	return nil
}
