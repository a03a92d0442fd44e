package config

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"duban/checklist"
	"duban/checklist/sheet"
)

func (c *Config) Directory() (*checklist.Directory, error) {
	entries, err := c.Entries()
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

func (c *Config) Entries() ([]checklist.Entry, error) {
	if c.DirectoryFile != "" {
		raw, err := os.ReadFile(c.Path(c.DirectoryFile))
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

// HolidayFiles are those of the folder, by name, and then those named one by one:
// the last to speak of a day is right.
func (c *Config) HolidayFiles() ([]string, error) {
	if c.Calendar.Folder == "" {
		return c.Calendar.Files, nil
	}
	entries, err := os.ReadDir(c.Path(c.Calendar.Folder))
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
