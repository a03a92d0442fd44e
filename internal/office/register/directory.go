package register

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"duban/checklist"
	"duban/checklist/sheet"
	"duban/internal/config"
	"duban/internal/files"
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
			problems = append(problems, checklist.Problem{What: fmt.Sprintf("“%s”还有%d份未办结的责任，新的通讯录里没有", part.Party, n),
				Mend: "改了名称的，请把旧名写进别名；撤销的，请先用 duban reassign 移交"})
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
	Former string // where the former one is kept; "": it stands in the configuration
}

// ReplaceDirectory writes the directory's own file anew; the former one stays
// beside it. A directory written in the configuration is moved to a workbook,
// which the clerk has to name there: a program that edits his configuration
// would lose his notes in it.
func ReplaceDirectory(c *config.Config, entries []checklist.Entry) (Replaced, error) {
	path := c.Path(cmp.Or(c.DirectoryFile, "通讯录.xlsx"))
	write := func(w io.Writer) error { return sheet.WriteDirectory(path, w, entries) }
	if c.DirectoryFile == "" {
		return Replaced{Path: path}, files.WriteNew(path, write)
	}
	former, err := os.ReadFile(path)
	if err != nil {
		return Replaced{}, err
	}
	kept := path + ".bak"
	return Replaced{Path: path, Former: kept}, errors.Join(
		files.Write(kept, func(w io.Writer) error { _, err := w.Write(former); return err }),
		files.Write(path, write))
}
