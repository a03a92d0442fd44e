package report

import (
	"encoding/json"
	"fmt"
	"io"

	"duban/checklist"
	"duban/checklist/sheet"
	"duban/checklist/sheet/paper"
	"duban/db"
)

// Write writes the filled table in one of the forms .docx, .xlsx, .csv, .md and
// .json: in the document itself where it has that form, else built anew. Another
// form is checklist.ErrInvalid.
func (f Filled) Write(w io.Writer, form string) error {
	switch {
	case form == ".json":
		return f.writeJSON(w)
	case f.InPlace(form):
		return sheet.Fill(w, f.List, f.Doc.Raw, f.Items, f.Status)
	}
	write := map[string]func(io.Writer, paper.Table) error{
		".docx": paper.WriteDOCX, ".xlsx": paper.WriteXLSX, ".csv": paper.WriteCSV, ".md": paper.WriteMarkdown,
	}[form]
	if write == nil {
		return fmt.Errorf("%w: no table is written as %s", checklist.ErrInvalid, form)
	}
	t, err := sheet.NewTable(f.List, f.Items, f.Status)
	if err != nil {
		return err
	}
	return write(w, t)
}

// Item is an item as .json has it.
type Item struct {
	checklist.Item
	Status      string       `json:"status"`
	Assignments []Assignment `json:"assignments"`
}

// Assignment is a part of an item as .json has it.
type Assignment struct {
	Party    string          `json:"party"`
	Role     checklist.Role  `json:"role"`
	State    checklist.State `json:"state"`
	Round    int             `json:"round"`
	Deadline checklist.Day   `json:"deadline"`
	Original checklist.Day   `json:"original_deadline"`
	Asked    checklist.Day   `json:"requested_deadline,omitempty"` // of a request that waits for a decision
	Standing string          `json:"standing"`                     // in words
}

func (f Filled) assignment(o db.Owed) Assignment {
	a := Assignment{Party: o.Party, Role: o.Role, State: o.State, Round: o.Round, Deadline: o.Deadline, Original: o.Original, Standing: f.Standing(o)}
	if o.Undecided() {
		a.Asked = o.Asked
	}
	return a
}

func (f Filled) writeJSON(w io.Writer) error {
	parts := map[int64][]Assignment{}
	for _, o := range f.Ledger {
		parts[o.Item] = append(parts[o.Item], f.assignment(o))
	}
	items := []Item{}
	for _, it := range f.Items {
		items = append(items, Item{it, f.Status[it.No], parts[it.ID]})
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(map[string]any{"title": f.Stored.Title, "year": f.Stored.Year, "start": f.Stored.Start, "items": items})
}
