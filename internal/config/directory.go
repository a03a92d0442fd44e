package config

import (
	"cmp"
	"errors"
	"os"
	"path/filepath"

	"duban/checklist"
	"duban/checklist/sheet"
	"duban/internal/msg"
)

func (c *Config) Directory() (*checklist.Directory, error) {
	entries, err := c.Entries()
	if err != nil {
		return nil, err
	}
	dir, err := checklist.NewDirectory(entries)
	var problems checklist.Problems
	if err != nil && !errors.As(err, &problems) {
		return nil, err
	}
	problems = append(problems, c.ownAddressProblems(entries)...)
	problems = append(problems, c.copyProblems(entries)...)
	for i := range problems {
		problems[i].File = cmp.Or(c.DirectoryFile, c.path)
	}
	if len(problems) > 0 {
		return dir, problems
	}
	return dir, nil
}

// ownAddressProblems finds people whose mailbox is the one that duban itself writes from:
// what they write from it would be taken for our own letters coming back.
func (c *Config) ownAddressProblems(entries []checklist.Entry) (ps checklist.Problems) {
	own := map[string]string{}
	for _, k := range [][2]string{{"mail.reply_to", c.Mail.ReplyTo}, {"mail.from", c.Mail.From}} {
		own[checklist.FoldMail(k[1])] = k[0]
	}
	delete(own, "")
	for _, e := range entries {
		for _, address := range append([]string{e.Mail}, e.OtherMails...) {
			if key := own[checklist.FoldMail(address)]; key != "" {
				ps = append(ps, checklist.Problem{Row: e.Row, Field: checklist.ColumnMail.Message(), What: msg.New("somebody's mailbox is our own", e.Name, key),
					Mend: msg.New("a mailbox for the follow-up alone")})
			}
		}
	}
	return ps
}

// DirectoryAsYet is the directory as far as it is there: its file may be missing, and what
// is wrong with it is left for later.
func (c *Config) DirectoryAsYet() (*checklist.Directory, error) {
	entries, err := c.Entries()
	if errors.Is(err, os.ErrNotExist) {
		err = nil
	}
	return checklist.DirectoryAsYet(entries), err
}

func (c *Config) Entries() ([]checklist.Entry, error) {
	if c.DirectoryFile != "" {
		raw, err := os.ReadFile(c.Path(c.DirectoryFile))
		if err != nil {
			return nil, msg.New("reading the directory", err)
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
		return nil, msg.New("reading the holidays", err)
	}
	var names []string
	for _, e := range entries { // in the order of their names
		if filepath.Ext(e.Name()) == ".json" {
			names = append(names, filepath.Join(c.Calendar.Folder, e.Name()))
		}
	}
	return append(names, c.Calendar.Files...), nil
}
