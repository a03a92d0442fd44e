package register

import (
	"cmp"
	"context"
	"errors"
	"io"
	"os"

	"duban/checklist"
	"duban/checklist/sheet"
	"duban/internal/config"
	"duban/internal/files"
	"duban/internal/msg"
	"duban/internal/office"
)

// CompareDirectory says what an edited directory changes. Problems where the directory
// makes no sense, or no longer knows who still owes something; in the latter case the
// changes are told as well.
func CompareDirectory(ctx context.Context, o *office.Office, edited []checklist.Entry) (changes []checklist.EntryChange, err error) {
	dir, err := checklist.NewDirectory(edited)
	if err != nil {
		return nil, err
	}
	entries, err := o.Config.Entries()
	if err != nil {
		return nil, err
	}
	return checklist.CompareEntries(entries, edited), nobodyLost(ctx, o, dir)
}

// nobodyLost refuses a directory that no longer knows who still owes something.
func nobodyLost(ctx context.Context, o *office.Office, dir *checklist.Directory) error {
	if o.Store == nil {
		return nil
	}
	all, err := o.Store.Ledger(ctx)
	if err != nil {
		return err
	}
	owed := map[string]int{}
	var problems checklist.Problems
	for _, part := range all {
		if !part.State.Closed() && !dir.Knows(part.Party) {
			owed[part.Party]++
		}
	}
	for _, part := range all {
		if n := owed[part.Party]; n > 0 {
			problems = append(problems, checklist.Problem{What: msg.New("open parts of who leaves the directory", part.Party, n),
				Mend: msg.New("keep the old name or reassign")})
			delete(owed, part.Party)
		}
	}
	if len(problems) > 0 {
		return problems
	}
	return nil
}

// Replaced says where a directory was written.
type Replaced struct {
	Path   string
	Former string // where the former one is kept; "": there was none, or it is the very file that was edited
	Config string // the configuration that names it since; "": it did before
}

// ReplaceDirectory writes the directory's own file anew from an edited one; the former one
// stays beside it. A directory that stands in the configuration moves to a workbook, which
// the configuration names from then on: all else in it stays as it is, byte for byte, and
// the former one is kept. Where there is no configuration file yet, fresh is its text.
func ReplaceDirectory(c *config.Config, edited string, entries []checklist.Entry, fresh []byte) (done Replaced, err error) {
	name := cmp.Or(c.DirectoryFile, "通讯录.xlsx")
	done.Path = c.Path(name)
	if !sameFile(done.Path, edited) {
		if done.Former, err = keepFormer(done.Path); err != nil {
			return Replaced{}, err
		}
		if err := files.Write(done.Path, func(w io.Writer) error { return sheet.WriteDirectory(done.Path, w, entries) }); err != nil {
			return Replaced{}, err
		}
	}
	if c.DirectoryFile == "" {
		done.Config, err = nameDirectory(c, name, fresh)
	}
	return done, err
}

func sameFile(a, b string) bool {
	one, err1 := os.Stat(a)
	other, err2 := os.Stat(b)
	return err1 == nil && err2 == nil && os.SameFile(one, other)
}

// keepFormer copies a file, where there is one, to the same name with .bak behind it.
func keepFormer(path string) (kept string, err error) {
	former, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	kept = path + ".bak"
	return kept, files.Write(kept, func(w io.Writer) error { _, err := w.Write(former); return err })
}

// nameDirectory writes the configuration of a directory's file.
func nameDirectory(c *config.Config, name string, fresh []byte) (path string, err error) {
	raw, path := c.Text()
	if path == "" {
		raw, path = fresh, "config.toml"
	}
	if _, err := keepFormer(path); err != nil {
		return path, err
	}
	return path, files.Write(path, func(w io.Writer) error { _, err := w.Write(config.UseDirectoryFile(raw, name)); return err })
}

// WriteSkeleton writes what the directory lacks of the parties that items name into a
// workbook to be filled in. What stands in the file already stays. It returns the names
// that it wrote anew.
func WriteSkeleton(path string, items []checklist.Item, dir *checklist.Directory) (added []string, err error) {
	raw, err := os.ReadFile(path)
	var entries []checklist.Entry
	switch {
	case err == nil:
		entries, err = sheet.ReadDirectory(path, raw)
	case errors.Is(err, os.ErrNotExist):
		err = nil
	}
	if err != nil {
		return nil, err
	}
	there := checklist.DirectoryAsYet(entries)
	fresh := raw == nil && len(dir.Entries) == 0
	for _, e := range sheet.Skeleton(items, dir) {
		if !there.Names(e.Name) {
			entries, added = append(entries, e), append(added, e.Name)
		}
	}
	if len(added) == 0 && raw != nil {
		return nil, nil
	}
	if fresh {
		entries = sheet.ProposeDuties(entries)
	}
	return added, files.Write(path, func(w io.Writer) error { return sheet.WriteDirectory(path, w, entries) })
}
