package main

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"duban/checklist"
	"duban/checklist/sheet"
	"duban/db"
	"duban/internal/office"
)

// incoming is a list as it was read, with what its reading depends on.
type incoming struct {
	name     string // of the file, without its folder
	raw      []byte
	list     *sheet.List
	items    []checklist.Item
	problems checklist.Problems
	start    checklist.Day
}

// readIncoming reads a file into items; what is wrong with them is in problems.
func (a *app) readIncoming(ctx context.Context, path string, o importOptions) (h *office.Office, in incoming, err error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, in, fmt.Errorf("读清单：%w", err)
	}
	if in.name, in.raw, err = modern(ctx, filepath.Base(path), raw); err != nil {
		return nil, in, err
	}
	in.list, err = sheet.ReadList(in.name, in.raw, sheet.Options{Encoding: o.encoding, Sheet: o.sheet})
	if in.list == nil {
		return nil, in, err
	}
	if o.year == 0 {
		return nil, in, usageError{fmt.Errorf("请用 --year 写明基准年份%s", yearHint(in.list))}
	}
	if h, err = a.loadOffice(); err != nil {
		return nil, in, err
	}
	if err = a.resolve(h, &in, o); err != nil || o.start != "" || o.asNew {
		return h, in, err
	}
	return h, in, a.resolveAsIssued(ctx, h, &in, o)
}

// resolveAsIssued reads an amended list by the day on which its first edition was
// issued: 三个月内 goes on counting from there.
func (a *app) resolveAsIssued(ctx context.Context, h *office.Office, in *incoming, o importOptions) error {
	store, err := h.ExistingStore(ctx)
	if err != nil || store == nil {
		return err // nil where nothing was imported yet
	}
	defer store.Close()
	former, err := editionOf(ctx, store, in.forStore(h, o))
	if err != nil || former == nil || former.Start == 0 {
		return err
	}
	o.start = former.Start.String()
	return a.resolve(h, in, o)
}

func (a *app) resolve(h *office.Office, in *incoming, o importOptions) error {
	start, ends, err := o.days(checklist.DayOf(a.now(), h.Zone))
	if err != nil {
		return err
	}
	in.start = start
	base := deadlineBase(h, o.year, in.start, ends)
	base.Assumed = o.start == ""
	items, problems := sheet.Resolve(in.list, base, h.Directory)
	in.items, in.problems = items, append(slices.Clone(in.list.Warnings), problems...) // wrong numbers among them
	return nil
}

// forStore is the list as it goes into the store.
func (in incoming) forStore(h *office.Office, o importOptions) db.Import {
	out := db.Import{
		Checklist: checklist.Checklist{Title: cmp.Or(o.title, in.list.Title, in.name), Year: o.year, Start: in.start},
		Items:     in.items, Encoding: in.list.Encoding, Sheet: in.list.Sheet, Actor: "clerk",
		File: db.Document{Name: in.name, Raw: in.raw},
	}
	for _, it := range in.items {
		out.Assignments = append(out.Assignments, it.Assignments(h.Directory)...)
	}
	return out
}
