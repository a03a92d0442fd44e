package main

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"duban/checklist"
	"duban/db"
)

// Several offices share a database, a listener and a daemon, each with a file of its
// own: what that leaves out is as in the file that lists them.

// loadConfig reads the configuration of the office that the command is about: the
// only one of its file, or that of --office.
func (a *app) loadConfig() (*config, error) {
	main, err := a.mainConfig()
	if err != nil {
		return nil, err
	}
	if len(main.Offices) == 0 {
		if a.office != "" && !main.is(a.office) {
			return nil, usageError{fmt.Errorf("配置里没有列出机构“%s”", visible(a.office))}
		}
		return main, nil
	}
	all, err := main.offices()
	for _, c := range all {
		if a.office != "" && c.is(a.office) {
			return c, nil
		}
	}
	if err != nil {
		return nil, err
	}
	names := make([]string, len(all))
	for i, c := range all {
		names[i] = fmt.Sprintf("%d %s", c.Office.ID, c.Office.Name)
	}
	return nil, usageError{fmt.Errorf("请用 --office 写明是哪个机构：%s", strings.Join(names, "、"))}
}

// is: an office is called by its name or its number.
func (c *config) is(office string) bool {
	return office == c.Office.Name || office == strconv.FormatInt(c.Office.ID, 10)
}

// loadConfigs reads the configurations of all offices. One that is faulty is left
// out and told of; it is nothing to the others.
func (a *app) loadConfigs() ([]*config, error) {
	main, err := a.mainConfig()
	if err != nil {
		return nil, err
	}
	if len(main.Offices) == 0 {
		return []*config{main}, nil
	}
	return main.offices()
}

// offices reads the files that this one lists: those that are right, and what is
// wrong with the others.
func (c *config) offices() (all []*config, err error) {
	var errs []error
	for _, file := range c.Offices {
		office, err := c.officeFile(c.at(file))
		if err == nil {
			err = office.besides(all)
		}
		if err != nil {
			errs = append(errs, err)
			continue
		}
		all = append(all, office)
	}
	return all, together(errs)
}

func (c *config) officeFile(path string) (*config, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("读机构的配置：%w", err)
	}
	return parseConfig(path, raw, c.inherited)
}

// inherited are the settings that an office's file starts from: those of the file
// that lists it, without what is each office's own.
func (c *config) inherited() settings {
	s := shipped()
	_ = decode(c.raw, &s) // it was read before
	s.Offices, s.IMAP, s.Office.ID, s.Office.Name = nil, nil, 0, ""
	here := func(paths ...*string) {
		for _, p := range paths {
			*p = c.at(*p)
		}
	}
	s.Log = c.Log
	if s.Database = c.Database; !db.OnServer(s.Database) {
		here(&s.Database)
	}
	here(&s.DatabasePasswordFile, &s.SMTP.CertFile, &s.SMTP.KeyFile, &s.Relay.PasswordFile, &s.Relay.Outbox, &s.Calendar.Folder)
	for i := range s.Relay.Fallback {
		here(&s.Relay.Fallback[i].PasswordFile)
	}
	for i := range s.Calendar.Files {
		here(&s.Calendar.Files[i])
	}
	return s
}

// besides finds what an office may not share with those before it.
func (c *config) besides(others []*config) error {
	var ps checklist.Problems
	wrong := func(is bool, key, what, mend string) {
		if is {
			ps = append(ps, checklist.Problem{Column: key, What: what, Mend: mend})
		}
	}
	wrong(c.Office.Name == "", "office.name", "没有写机构名称", "几个机构共用一个数据库时必填")
	for _, o := range others {
		by := filepath.Base(o.path)
		wrong(c.Office.ID == o.Office.ID, "office.id", fmt.Sprintf("%d已是%s的编号", c.Office.ID, by), "每个机构用各自的编号")
		wrong(c.Office.Name == o.Office.Name, "office.name", fmt.Sprintf("“%s”已是%s的名称", c.Office.Name, by), "每个机构用各自的名称")
		wrong(c.Mail.From == o.Mail.From, "mail.from", fmt.Sprintf("%s已是%s的督办信箱", c.Mail.From, by), "每个机构用各自的督办信箱，来信才分得清")
		wrong(c.Database != o.Database, "database", "和"+by+"不是同一个数据库", "删去这一行，用总配置里的")
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

// together makes one list of several files' problems.
func together(errs []error) error {
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

// title is what an office is called where others stand beside it.
func (c *config) title() string { return cmp.Or(c.Office.Name, strconv.FormatInt(c.Office.ID, 10)) }
