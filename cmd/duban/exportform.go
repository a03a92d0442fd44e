package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"io"
	"path/filepath"
	"strings"

	"duban/checklist"
	"duban/checklist/sheet"
	"duban/internal/libreoffice"
)

// exportForms are the forms a checklist can be written in, by extension.
var exportForms map[string]func(context.Context, io.Writer, filled) error

func init() {
	exportForms = map[string]func(context.Context, io.Writer, filled) error{
		".docx": own(".docx", sheet.WriteDOCX), ".xlsx": own(".xlsx", sheet.WriteXLSX),
		".csv": rebuilt(sheet.WriteCSV), ".md": rebuilt(sheet.WriteMarkdown), ".json": writeJSON,
		".pdf": throughOffice(".pdf", ""), ".doc": throughOffice(".doc", ".docx"), ".xls": throughOffice(".xls", ".xlsx"),
	}
}

// inPlace reports whether a form is the document's own and can be filled in place.
func (f filled) inPlace(form string) bool {
	if form == ".pdf" {
		form = f.printForm()
	}
	return form == strings.ToLower(filepath.Ext(f.doc.Name)) && f.list.CanFill(f.doc.Raw)
}

// printForm is the form that a printed page is made from: the document itself
// where it can be filled, else a document built anew.
func (f filled) printForm() string {
	if form := strings.ToLower(filepath.Ext(f.doc.Name)); f.list.CanFill(f.doc.Raw) && (form == ".xlsx" || form == ".docx") {
		return form
	}
	return ".docx"
}

func (f filled) table() (sheet.Table, error) { return sheet.NewTable(f.list, f.items, f.status) }

func rebuilt(write func(io.Writer, sheet.Table) error) func(context.Context, io.Writer, filled) error {
	return func(_ context.Context, w io.Writer, f filled) error {
		t, err := f.table()
		if err != nil {
			return err
		}
		return write(w, t)
	}
}

// own fills the original where it has this form, and rebuilds it otherwise.
func own(form string, write func(io.Writer, sheet.Table) error) func(context.Context, io.Writer, filled) error {
	return func(ctx context.Context, w io.Writer, f filled) error {
		if f.inPlace(form) {
			return sheet.Fill(w, f.list, f.doc.Raw, f.items, f.status)
		}
		return rebuilt(write)(ctx, w, f)
	}
}

// throughOffice writes one form and lets LibreOffice make another of it.
func throughOffice(to, from string) func(context.Context, io.Writer, filled) error {
	return func(ctx context.Context, w io.Writer, f filled) error {
		from := cmp.Or(from, f.printForm())
		var b bytes.Buffer
		if err := exportForms[from](ctx, &b, f); err != nil {
			return err
		}
		raw, err := libreoffice.Convert(ctx, from, to, b.Bytes())
		if err != nil {
			return err
		}
		_, err = w.Write(raw)
		return err
	}
}

// exportedItem is an item as .json has it.
type exportedItem struct {
	checklist.Item
	Status      string         `json:"status"`
	Assignments []exportedPart `json:"assignments"`
}

type exportedPart struct {
	Party    string          `json:"party"`
	Role     checklist.Role  `json:"role"`
	State    checklist.State `json:"state"`
	Round    int             `json:"round"`
	Deadline checklist.Day   `json:"deadline"`
	Original checklist.Day   `json:"original_deadline"`
}

func writeJSON(_ context.Context, w io.Writer, f filled) error {
	parts := map[int64][]exportedPart{}
	for _, o := range f.ledger {
		parts[o.Item] = append(parts[o.Item], exportedPart{o.Party, o.Role, o.State, o.Round, o.Deadline, o.Original})
	}
	items := []exportedItem{}
	for _, it := range f.items {
		items = append(items, exportedItem{it, f.status[it.No], parts[it.ID]})
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(map[string]any{"title": f.stored.Title, "year": f.stored.Year, "start": f.stored.Start, "items": items})
}
