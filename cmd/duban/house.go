package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"strings"
	"time"

	"duban/checklist"
	"duban/db"
	"duban/inbox"
	"duban/internal/config"
	"duban/notify"
	"duban/scheduler"
)

// house is the configuration made into the parts that work.
type house struct {
	conf      *config.Config
	zone      *time.Location
	directory *checklist.Directory
	calendar  *scheduler.Calendar
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
	configs, err := a.source().All()
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
	c, err := a.source().Office(a.office)
	if err != nil {
		return nil, err
	}
	return a.furnishFrom(c)
}

// furnishAny is furnish for what concerns the whole database: any of its offices will do.
func (a *app) furnishAny() (*house, error) {
	all, err := a.source().All()
	if len(all) == 0 {
		return nil, err
	}
	return a.furnishFrom(all[0])
}

func (a *app) furnishFrom(c *config.Config) (h *house, err error) {
	h = &house{conf: c}
	if h.zone, err = time.LoadLocation(c.Office.Zone); err != nil {
		return nil, err
	}
	if h.directory, err = c.Directory(); err != nil {
		return nil, err
	}
	h.calendar, err = loadCalendar(c)
	return h, err
}

func loadCalendar(c *config.Config) (*scheduler.Calendar, error) {
	names, err := c.HolidayFiles()
	if err != nil {
		return nil, err
	}
	var overlay []scheduler.YearFile
	for _, name := range names {
		raw, err := os.ReadFile(c.Path(name))
		if err != nil {
			return nil, fmt.Errorf("读放假安排：%w", err)
		}
		f, err := scheduler.ReadYearFile(name, raw)
		if err != nil {
			return nil, err
		}
		overlay = append(overlay, f)
	}
	return scheduler.NewCalendar(overlay...)
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
	return scheduler.Rules{Calendar: h.calendar, Ladder: c.UsualLadder(), Ladders: c.NamedLadders(), Directory: h.directory,
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
	p := inbox.Policy{Directory: h.directory, Self: inbox.Self{Addresses: h.ourAddresses(), LoopID: h.domain()},
		Limits: inbox.Limits{Bytes: int(h.conf.LMTP.MaxSize.Bytes)}, JudgeByMail: h.conf.Inbox.JudgeByMail, AnswersPerDay: h.conf.Inbox.AnswersPerDay,
		AuthServers: h.conf.Inbox.AuthservIDs, RequireProof: h.conf.Inbox.RequireProof, Forecast: h.calendar.Forecast}
	p.SMTPSource, p.CheckSender = smtpSource, h.conf.SMTP.CheckSender
	if h.conf.Inbox.VerifyDKIM {
		p.LookupTXT = inbox.SystemLookupTXT
	}
	return p
}

func (a *app) logger(c *config.Config) *slog.Logger {
	var level slog.Level
	_ = level.UnmarshalText([]byte(c.Log.Level)) // validated
	opt := &slog.HandlerOptions{Level: level}
	if c.Log.Format == "json" {
		return slog.New(slog.NewJSONHandler(a.stderr, opt))
	}
	return slog.New(slog.NewTextHandler(a.stderr, opt))
}
