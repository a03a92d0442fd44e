package config

import (
	"cmp"
	"errors"
	"os"
	"path/filepath"
	"strconv"

	"duban/checklist"
	"duban/db"
	"duban/internal/msg"
)

// Several offices share a database, a listener and a daemon, each with a file of its
// own: what that leaves out is as in the file that lists them.

// is: an office is called by its name or its number.
func (c *Config) is(office string) bool {
	return office == c.Office.Name || office == strconv.FormatInt(c.Office.ID, 10)
}

// offices reads the files that this one lists: those that are right, and what is
// wrong with the others.
func (c *Config) offices() (all []*Config, err error) {
	var errs []error
	for _, file := range c.Offices {
		office, err := c.officeFile(c.Path(file))
		if err == nil {
			err = office.besides(all)
		}
		if err != nil {
			errs = append(errs, err)
			continue
		}
		all = append(all, office)
	}
	return all, Together(errs)
}

func (c *Config) officeFile(path string) (*Config, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, msg.New("reading an office's configuration", err)
	}
	return parse(path, raw, c.inherited)
}

// inherited are the settings that an office's file starts from: those of the file
// that lists it, without what is each office's own.
func (c *Config) inherited() settings {
	s := shipped()
	_ = decodeSettings(c.raw, &s) // it was read before
	s.Offices, s.IMAP, s.Office.ID, s.Office.Name = nil, nil, 0, ""
	here := func(paths ...*string) {
		for _, p := range paths {
			*p = c.Path(*p)
		}
	}
	s.Log = c.Log
	if s.Database = c.Database; !db.OnServer(s.Database) {
		here(&s.Database)
	}
	here(&s.DatabasePasswordFile, &s.SMTP.CertFile, &s.SMTP.KeyFile, &s.Relay.PasswordFile, &s.Relay.CAFile, &s.Alarm.SecretFile, &s.Relay.Outbox, &s.Calendar.Folder)
	if len(s.Alarm.Command) > 0 {
		s.Alarm.Command[0] = c.commandPath()
	}
	for i := range s.Relay.Fallback {
		here(&s.Relay.Fallback[i].PasswordFile, &s.Relay.Fallback[i].CAFile)
	}
	for i := range s.Calendar.Files {
		here(&s.Calendar.Files[i])
	}
	return s
}

// besides finds what an office may not share with those before it.
func (c *Config) besides(others []*Config) error {
	var ps checklist.Problems
	wrong := func(is bool, key string, what, mend msg.Message) {
		if is {
			ps = append(ps, checklist.Problem{Column: key, What: what, Mend: mend})
		}
	}
	wrong(c.Office.Name == "", "office.name", msg.New("no name of the office"), msg.New("needed where offices share a database"))
	for _, o := range others {
		by := filepath.Base(o.path)
		wrong(c.Office.ID == o.Office.ID, "office.id", msg.New("number of another office", c.Office.ID, by), msg.New("a number for each office"))
		wrong(c.Office.Name == o.Office.Name, "office.name", msg.New("name of another office", c.Office.Name, by), msg.New("a name for each office"))
		wrong(c.Mail.From == o.Mail.From, "mail.from", msg.New("mailbox of another office", c.Mail.From, by), msg.New("a mailbox for each office"))
		wrong(c.Database != o.Database, "database", msg.New("another database than", by), msg.New("the main file says it"))
	}
	if len(ps) == 0 {
		return nil
	}
	ps = c.located(ps)
	for i := range ps {
		ps[i].File = c.path
	}
	return ps
}

// Together makes one list of several files' problems.
func Together(errs []error) error {
	var all checklist.Problems
	for _, err := range errs {
		var ps checklist.Problems
		if err != nil && !errors.As(err, &ps) {
			return errors.Join(errs...)
		}
		all = append(all, ps...)
	}
	if len(all) == 0 {
		return nil
	}
	return all
}

// Title is what an office is called where others stand beside it.
func (c *Config) Title() string { return cmp.Or(c.Office.Name, strconv.FormatInt(c.Office.ID, 10)) }
