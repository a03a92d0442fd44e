package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"duban/checklist"
	"duban/checklist/sheet"
	"duban/db"
	"duban/inbox"
	"duban/inbox/message"
	"duban/inbox/sender"
	"duban/notify"
	"duban/scheduler"
	"duban/scheduler/calendar"
)

// house is the configuration made into the parts that work.
type house struct {
	conf      *config
	zone      *time.Location
	directory *checklist.Directory
	calendar  *calendar.Calendar
	store     *db.Store
}

// openHouse loads everything a command needs; the caller closes it.
func (a *app) openHouse(ctx context.Context) (*house, error) {
	h, err := a.furnish()
	if err != nil {
		return nil, err
	}
	h.store, err = h.openStore(ctx)
	return h, err
}

// openHouses loads all offices of the configuration over one database. One that is
// faulty is left out and told of.
func (a *app) openHouses(ctx context.Context) (all []*house, err error) {
	configs, err := a.loadConfigs()
	errs := []error{err}
	for _, c := range configs {
		h, err := a.furnishFrom(c)
		if err == nil && len(all) == 0 {
			h.store, err = h.openStore(ctx)
		} else if err == nil {
			h.store, err = all[0].store.For(ctx, h.options())
		}
		if err != nil {
			errs = append(errs, err)
			continue
		}
		all = append(all, h)
	}
	return all, errors.Join(errs...)
}

// furnish loads all but the database.
func (a *app) furnish() (*house, error) {
	c, err := a.loadConfig()
	if err != nil {
		return nil, err
	}
	return a.furnishFrom(c)
}

// furnishAny is furnish for what concerns the whole database: any of its offices will do.
func (a *app) furnishAny() (*house, error) {
	all, err := a.loadConfigs()
	if len(all) == 0 {
		return nil, err
	}
	return a.furnishFrom(all[0])
}

func (a *app) furnishFrom(c *config) (h *house, err error) {
	h = &house{conf: c}
	if h.zone, err = time.LoadLocation(c.Office.Zone); err != nil {
		return nil, err
	}
	if h.directory, err = c.loadDirectory(); err != nil {
		return nil, err
	}
	h.calendar, err = c.loadCalendar()
	return h, err
}

func (c *config) loadDirectory() (*checklist.Directory, error) {
	entries, err := c.entries()
	if err != nil {
		return nil, err
	}
	dir, err := checklist.NewDirectory(entries)
	var problems checklist.Problems
	if errors.As(err, &problems) {
		for i := range problems {
			problems[i].File = cmp.Or(c.DirectoryFile, c.path)
		}
	}
	return dir, err
}

func (c *config) entries() ([]checklist.Entry, error) {
	if c.DirectoryFile != "" {
		raw, err := os.ReadFile(c.at(c.DirectoryFile))
		if err != nil {
			return nil, fmt.Errorf("读通讯录：%w", err)
		}
		return sheet.ReadDirectory(c.DirectoryFile, raw)
	}
	var all []checklist.Entry
	for _, table := range []struct {
		kind checklist.EntryKind
		name string
		list []entry
	}{{checklist.Post, "post", c.People.Post}, {checklist.Department, "department", c.People.Department}, {checklist.Group, "group", c.People.Group}} {
		for i, e := range table.list {
			out := checklist.Entry{Kind: table.kind, Name: e.Name, Aliases: e.Aliases, Holder: e.Holder, Mail: e.Mail,
				OtherMails: e.OtherMails, Phone: e.Phone, Supervisor: e.Supervisor, Members: e.Members,
				Substitute: e.Substitute, AwayFrom: e.AwayFrom.Day, AwayUntil: e.AwayUntil.Day, Row: c.row("directory."+table.name, i)}
			for _, d := range e.Duties {
				out.Duties = append(out.Duties, checklist.Duty(d))
			}
			all = append(all, out)
		}
	}
	return all, nil
}

func (c *config) loadCalendar() (*calendar.Calendar, error) {
	names, err := c.holidayFiles()
	if err != nil {
		return nil, err
	}
	var overlay []calendar.YearFile
	for _, name := range names {
		raw, err := os.ReadFile(c.at(name))
		if err != nil {
			return nil, fmt.Errorf("读放假安排：%w", err)
		}
		f, err := calendar.ReadYearFile(name, raw)
		if err != nil {
			return nil, err
		}
		overlay = append(overlay, f)
	}
	return calendar.New(overlay...)
}

// holidayFiles are those of the folder, by name, and then those named one by one:
// the last to speak of a day is right.
func (c *config) holidayFiles() ([]string, error) {
	if c.Calendar.Folder == "" {
		return c.Calendar.Files, nil
	}
	entries, err := os.ReadDir(c.at(c.Calendar.Folder))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("读放假安排：%w", err)
	}
	var names []string
	for _, e := range entries { // in the order of their names
		if filepath.Ext(e.Name()) == ".json" {
			names = append(names, filepath.Join(c.Calendar.Folder, e.Name()))
		}
	}
	return append(names, c.Calendar.Files...), nil
}

func (h *house) domain() string {
	if h.conf.Mail.Domain != "" {
		return h.conf.Mail.Domain
	}
	_, domain, _ := strings.Cut(h.conf.Mail.From, "@")
	return domain
}

func (h *house) rules() scheduler.Rules {
	c := h.conf
	return scheduler.Rules{Calendar: h.calendar, Ladder: c.ladder(), Ladders: c.ladders(), Directory: h.directory,
		Spread: c.Ladder.Spread.Duration, MostLetters: c.Ladder.MostLetters,
		Hour: c.Ladder.Hour.Hour, Minute: c.Ladder.Hour.Minute, DigestOn: time.Weekday(c.Digest.Weekday % 7), QuietWhenCalm: c.Digest.QuietWhenCalm, Slips: c.Ladder.Slips, StaleAfter: c.Inbox.StaleAfter.Duration}
}

func (h *house) office() notify.Office {
	c := h.conf
	return notify.Office{ID: c.Office.ID, Sign: c.Office.Sign, Contact: c.Office.Contact, Phone: c.Office.Phone, From: c.Mail.From, FromName: c.Mail.FromName,
		ReplyTo: c.Mail.ReplyTo, ReplySuffix: c.Mail.ReplySuffix, Domain: h.domain(), Zone: h.zone}
}

func (h *house) ourAddresses() []string {
	list := []string{h.conf.Mail.From}
	if h.conf.Mail.ReplyTo != "" {
		list = append(list, h.conf.Mail.ReplyTo)
	}
	return list
}

func (h *house) policy() inbox.Policy {
	p := inbox.Policy{Directory: h.directory, Self: message.Self{Addresses: h.ourAddresses(), LoopID: h.domain()},
		Limits: message.Limits{Bytes: int(h.conf.LMTP.MaxSize.Bytes)}, JudgeByMail: h.conf.Inbox.JudgeByMail, AnswersPerDay: h.conf.Inbox.AnswersPerDay,
		AuthServers: h.conf.Inbox.AuthservIDs, RequireProof: h.conf.Inbox.RequireProof, Forecast: h.calendar.Forecast,
		AddWorkdays: h.calendar.Add, Festival: h.calendar.Festival}
	p.SMTPSource, p.CheckSender = smtpSource, h.conf.SMTP.CheckSender
	if h.conf.Inbox.VerifyDKIM {
		p.LookupTXT = sender.SystemLookupTXT
	}
	return p
}

// readSecret reads a password from a file that only this user may read.
func readSecret(path string) (string, error) {
	if path == "" {
		return "", nil
	}
	info, err := os.Stat(path)
	if err != nil {
		return "", fmt.Errorf("读密码文件：%w", err)
	}
	if info.Mode().Perm()&0o077 != 0 {
		return "", fmt.Errorf("密码文件 %s 别人也能读；请先 chmod 600 %s", path, filepath.Base(path))
	}
	raw, err := os.ReadFile(path)
	return strings.TrimRight(string(raw), "\r\n"), err
}

func (a *app) logger(c *config) *slog.Logger {
	var level slog.Level
	_ = level.UnmarshalText([]byte(c.Log.Level)) // validated
	opt := &slog.HandlerOptions{Level: level}
	if c.Log.Format == "json" {
		return slog.New(slog.NewJSONHandler(a.stderr, opt))
	}
	return slog.New(slog.NewTextHandler(a.stderr, opt))
}
