package report

import (
	"context"
	"path/filepath"
	"strings"
	"time"

	"duban/checklist"
	"duban/checklist/sheet"
	"duban/db"
	"duban/internal/words"
)

// Filled is a checklist on its way out: the document it came from, and what goes
// into its last column.
type Filled struct {
	words.Language
	Stored db.StoredList
	Doc    db.Document
	List   *sheet.List
	Items  []checklist.Item
	Status map[int]string // by item number
	Ledger []db.Owed

	Standing func(db.Owed) string // how an assignment stands, in words
}

// Read reads a checklist's document again and composes its last column.
func Read(ctx context.Context, store *db.Store, stored db.StoredList, cell Cell, zone *time.Location) (f Filled, err error) {
	f.Stored, f.Language = stored, cell.Language
	if f.Doc, err = store.DocumentOf(ctx, stored.Document); err != nil {
		return f, err
	}
	if f.List, err = sheet.ReadList(f.Doc.Name, f.Doc.Raw, sheet.Options{Encoding: stored.Encoding, Sheet: stored.Sheet, Map: stored.Mapping}); err != nil {
		return f, err
	}
	if f.Items, err = store.Items(ctx, stored.ID); err != nil {
		return f, err
	}
	f.Ledger, f.Status, err = accepted(ctx, store, stored, cell, f.List.Status, zone)
	return f, err
}

// accepted is a list's ledger and its last column, under what the document says
// already.
func accepted(ctx context.Context, store *db.Store, stored db.StoredList, cell Cell, was map[int]string, zone *time.Location) (ledger []db.Owed, status map[int]string, err error) {
	all, err := store.Ledger(ctx)
	if err != nil {
		return nil, nil, err
	}
	for _, o := range all {
		if o.Checklist == stored.ID {
			ledger = append(ledger, o)
		}
	}
	leads, err := Leads(ctx, store, cell, ledger)
	if err != nil {
		return nil, nil, err
	}
	status, err = cell.Statuses(leads, was, zone)
	return ledger, status, err
}

// Leads are the leads of a ledger with what was accepted of each.
func Leads(ctx context.Context, store *db.Store, cell Cell, ledger []db.Owed) (leads []Lead, err error) {
	for _, o := range ledger {
		if o.Role != checklist.Lead {
			continue
		}
		l := Lead{Owed: o}
		if o.State == checklist.Accepted {
			evidence, err := store.EvidenceOf(ctx, o.ID)
			if err != nil {
				return nil, err
			}
			history, err := store.History(ctx, o.ID)
			if err != nil {
				return nil, err
			}
			l.Words = cell.Accepted(o, evidence, history)
		}
		leads = append(leads, l)
	}
	return leads, nil
}

// InPlace reports whether a form is the document's own and can be filled in place.
func (f Filled) InPlace(form string) bool {
	if form == ".pdf" {
		form = f.PrintForm()
	}
	return form == f.form() && f.List.CanFill(f.Doc.Raw)
}

func (f Filled) form() string { return strings.ToLower(filepath.Ext(f.Doc.Name)) }

// PrintForm is the form that a printed page is made from: the document itself
// where it can be filled, else a document built anew.
func (f Filled) PrintForm() string {
	if form := f.form(); f.List.CanFill(f.Doc.Raw) && (form == ".xlsx" || form == ".docx") {
		return form
	}
	return ".docx"
}

// DefaultName is 原名（填报20270430）with the document's own form, .docx for a text.
func (f Filled) DefaultName(on checklist.Day) string {
	form := f.form()
	if form != ".xlsx" {
		form = ".docx"
	}
	base := strings.TrimSuffix(f.Doc.Name, filepath.Ext(f.Doc.Name))
	return words.CellFile.In(f.Language, Names{Language: f.Language}.fileName(base), strings.ReplaceAll(on.String(), "-", ""), form)
}

// Clipped lists what of a filled workbook no program can show on paper.
func (f Filled) Clipped(form string) checklist.Problems {
	if form == ".pdf" || form == ".xls" {
		form = ".xlsx"
	}
	if form != ".xlsx" || !f.InPlace(form) {
		return nil
	}
	return sheet.Clipped(f.List, f.Doc.Raw, f.Status)
}
