package office

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"duban/checklist"
	"duban/db"
	"duban/inbox"
	"duban/inbox/message"
	"duban/inbox/sender"
	"duban/internal/config"
	"duban/internal/msg"
	"duban/internal/words"
	"duban/notify"
	"duban/scheduler"
	"duban/scheduler/calendar"
)

// Office is the configuration made into the parts that work.
type Office struct {
	Config    *config.Config
	Zone      *time.Location
	Directory *checklist.Directory
	Calendar  *calendar.Calendar
	Store     *db.Store

	certificates certificates
}

// Opening opens the database of an office: (*Office).OpenStore or (*Office).StoredBefore.
type Opening = func(*Office, context.Context) (*db.Store, error)

// Open loads everything a command needs; the caller closes the store.
func Open(ctx context.Context, c *config.Config) (*Office, error) {
	return open(ctx, c, (*Office).OpenStore)
}

// OpenBefore is Open for an office that has a database; NoDatabase where it has none.
func OpenBefore(ctx context.Context, c *config.Config) (*Office, error) {
	return open(ctx, c, (*Office).StoredBefore)
}

func open(ctx context.Context, c *config.Config, database Opening) (*Office, error) {
	o, err := Load(c)
	if err != nil {
		return nil, err
	}
	o.Store, err = database(o, ctx)
	return o, err
}

// OpenAll opens offices over the one database that they share. One that is faulty
// is left out and told of.
func OpenAll(ctx context.Context, configs []*config.Config, database Opening) (all []*Office, err error) {
	var errs []error
	for _, c := range configs {
		o, err := Load(c)
		if err == nil && len(all) == 0 {
			o.Store, err = database(o, ctx)
		} else if err == nil {
			o.Store, err = all[0].Store.For(ctx, o.Options())
		}
		if err != nil {
			errs = append(errs, err)
			continue
		}
		all = append(all, o)
	}
	return all, errors.Join(errs...)
}

// OpenBare opens only the database: for what must be quick and needs neither directory
// nor calendar.
func OpenBare(ctx context.Context, c *config.Config) (o *Office, err error) {
	o = &Office{Config: c}
	if o.Zone, err = time.LoadLocation(c.Office.Zone); err != nil {
		return nil, err
	}
	o.Store, err = o.OpenStore(ctx)
	return o, err
}

// Load loads all but the database.
func Load(c *config.Config) (o *Office, err error) { return load(c, c.Directory) }

// LoadAsYet is Load for an office whose directory is still being made.
func LoadAsYet(c *config.Config) (o *Office, err error) { return load(c, c.DirectoryAsYet) }

func load(c *config.Config, directory func() (*checklist.Directory, error)) (o *Office, err error) {
	o = &Office{Config: c}
	if o.Zone, err = time.LoadLocation(c.Office.Zone); err != nil {
		return nil, err
	}
	if o.Directory, err = directory(); err != nil {
		return nil, err
	}
	o.Calendar, err = loadCalendar(c)
	return o, err
}

func loadCalendar(c *config.Config) (*calendar.Calendar, error) {
	names, err := c.HolidayFiles()
	if err != nil {
		return nil, err
	}
	var overlay []calendar.YearFile
	for _, name := range names {
		raw, err := os.ReadFile(c.Path(name))
		if err != nil {
			return nil, msg.New("reading the holidays", err)
		}
		f, err := calendar.ReadYearFile(name, raw)
		if err != nil {
			return nil, err
		}
		overlay = append(overlay, f)
	}
	return calendar.New(overlay...)
}

func (o *Office) Domain() string {
	if o.Config.Mail.Domain != "" {
		return o.Config.Mail.Domain
	}
	_, domain, _ := strings.Cut(o.Config.Mail.From, "@")
	return domain
}

func (o *Office) Rules() scheduler.Rules {
	c := o.Config
	return scheduler.Rules{Calendar: o.Calendar, Hours: o.Hours(), Ladder: c.UsualLadder(), Ladders: c.NamedLadders(), Directory: o.Directory,
		Spread: c.Ladder.Spread.Duration, MostLetters: c.Ladder.MostLetters,
		DigestOn: time.Weekday(c.Digest.Weekday % 7), QuietWhenCalm: c.Digest.QuietWhenCalm, SilenceAfter: c.Digest.SilenceAfter, AttachUpTo: c.Digest.AttachUpTo.Bytes, Copies: c.CopyRules(), Slips: c.Ladder.Slips, StaleAfter: c.Inbox.StaleAfter.Duration}
}

// Hours are when the letters of the day leave.
func (o *Office) Hours() checklist.Hours {
	h := o.Config.Hours()
	h.Workday = o.Calendar.IsWorkday
	return h
}

// LetterLanguage is the language of the office's letters.
func (o *Office) LetterLanguage() words.Language { return words.Language(o.Config.Office.Language) }

func (o *Office) Letterhead() notify.Office {
	c := o.Config
	head := notify.Office{ID: c.Office.ID, Name: c.Office.Name, Language: o.LetterLanguage(), Words: c.LetterWords(), Sign: c.Office.Sign, Contact: c.Office.Contact, Phone: c.Office.Phone, From: c.Mail.From, FromName: c.Mail.FromName,
		ReplyTo: c.Mail.ReplyTo, ReplySuffix: c.Mail.ReplySuffix, Links: c.Mail.ReplyLinks, Domain: o.Domain(), Zone: o.Zone, Hours: o.Hours(), Files: o.filesOf}
	if c.Copies.List {
		head.List = o.listOf
	}
	return head
}

// listOf is the file of a list as it was imported.
func (o *Office) listOf(list int64) (name string, raw []byte, err error) {
	ctx := context.Background()
	all, err := o.Store.Checklists(ctx)
	for _, l := range all {
		if l.ID == list {
			d, err := o.Store.DocumentOf(ctx, l.Document)
			return filepath.Base(d.Name), d.Raw, err
		}
	}
	return "", nil, err
}

// filesOf reads the files of a mail that came in.
func (o *Office) filesOf(mail int64) (files [][]byte, err error) {
	raw, err := o.Store.RawMail(context.Background(), mail)
	if err != nil {
		return nil, err
	}
	for _, a := range message.Parse(raw, o.Policy().Limits).Attachments {
		files = append(files, a.Content)
	}
	return files, nil
}

func (o *Office) Addresses() []string {
	list := []string{o.Config.Mail.From}
	if o.Config.Mail.ReplyTo != "" {
		list = append(list, o.Config.Mail.ReplyTo)
	}
	return list
}

func (o *Office) Policy() inbox.Policy {
	p := inbox.Policy{Directory: o.Directory, Self: message.Self{Addresses: o.Addresses(), LoopID: o.Domain()},
		Limits: message.Limits{Bytes: int(o.Config.LMTP.MaxSize.Bytes)}, JudgeByMail: o.Config.Inbox.JudgeByMail, AnswersPerDay: o.Config.Inbox.AnswersPerDay,
		AuthServers: o.Config.Inbox.AuthservIDs, Unproven: o.Config.Inbox.Unproven, Forecast: o.Calendar.Forecast,
		AddWorkdays: o.Calendar.Add, Festival: o.Calendar.Festival, Days: o.Days(), Dated: o.Rules().Dated}
	p.SMTPSource, p.CheckSender = SMTPSource, o.Config.SMTP.CheckSender
	if o.Config.Inbox.VerifyDKIM {
		p.LookupTXT = sender.SystemLookupTXT
	}
	return p
}

// Days is what rules about days ask of the office, but for today.
func (o *Office) Days() checklist.OfficeDays {
	ladder := o.Config.UsualLadder()
	return checklist.OfficeDays{Zone: o.Zone, IsWorkday: o.Calendar.IsWorkday, Between: o.Calendar.Between,
		Counts: func(day checklist.Day) checklist.Day { return ladder.Deadline(o.Calendar, day) }}
}

// UnpublishedYears lists the years whose holidays are not published and already matter:
// this year, and from 1 December the next.
func (o *Office) UnpublishedYears(on checklist.Day) (years []int) {
	for _, y := range o.Calendar.Sources() {
		if len(y.Missing) > 0 && (y.Year == on.Year() || y.Year == (on+31).Year()) {
			years = append(years, y.Year)
		}
	}
	return years
}

// Processor judges and files mail for a command that ends when it is done; nobody is
// told of letters that result, for the daemon finds them.
func (o *Office) Processor(now func() time.Time, log *slog.Logger) *inbox.Processor {
	return inbox.NewProcessor(o.Store, o.Policy, now, log, nil)
}
