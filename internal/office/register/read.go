package register

import (
	"cmp"
	"context"
	"slices"

	"duban/checklist"
	"duban/checklist/sheet"
	"duban/db"
	"duban/internal/msg"
	"duban/internal/office"
)

// Reading says how a document is to be read.
type Reading struct {
	sheet.Options
	Year               int           // 4月底 is that of this year; must be said
	Start              checklist.Day // of issue; 0: that of the former edition, or today
	Ends               checklist.Day // last day of the campaign (专项行动); 0: not said
	Title              string        // "": the document's own
	AsNew              bool          // it resembles a stored list, but is another one
	Late               bool          // deadlines that have passed are meant as they stand
	Reopen, KeepClosed []int         // numbers of closed items whose text it changes: what becomes of them
}

// Incoming is a list as it was read.
type Incoming struct {
	Name     string // of the file, without its folder
	Raw      []byte // in a form of today
	List     *sheet.List
	Items    []checklist.Item
	Problems checklist.Problems // what is wrong with them
	Start    checklist.Day
	Reading  Reading
}

// Read reads a document into items. NoYear, with a year that the document names where
// it does, unless the reading says the year. The office's store may be nil, where
// nothing was imported yet.
func Read(ctx context.Context, o *office.Office, today checklist.Day, name string, raw []byte, r Reading) (in Incoming, err error) {
	in.Reading = r
	if in.Name, in.Raw, err = modern(ctx, name, raw); err != nil {
		return in, err
	}
	if in.List, err = in.readAsBefore(ctx, o, cmp.Or(r.Start, today)); err != nil {
		return in, err
	}
	if in.List == nil {
		in.List, err = sheet.ReadList(in.Name, in.Raw, r.Options)
	}
	if in.List == nil {
		return in, err
	}
	if r.Year == 0 {
		return in, office.Refusal{Code: office.NoYear, No: in.List.ProposedYear()}
	}
	in.resolve(o, cmp.Or(r.Start, today))
	if r.Start != 0 || r.AsNew || o.Store == nil {
		return in, nil
	}
	// An amended list is read by the day on which its first edition was issued:
	// 三个月内 goes on counting from there.
	former, err := editionOf(ctx, o.Store, in.forStore(o))
	if err != nil || former == nil || former.Start == 0 {
		return in, err
	}
	in.Reading.Start = former.Start
	in.resolve(o, former.Start)
	return in, nil
}

// readAsBefore reads an amended edition with what the clerk has said of the columns
// of the former one; nil where it is none, or where the clerk says it anew.
func (in Incoming) readAsBefore(ctx context.Context, o *office.Office, start checklist.Day) (*sheet.List, error) {
	if o.Store == nil || in.Reading.Map != "" || in.Reading.AsNew || in.Reading.Year == 0 {
		return nil, nil
	}
	lists, err := o.Store.Checklists(ctx)
	if err != nil {
		return nil, err
	}
	for _, l := range slices.Backward(lists) {
		if l.Mapping == "" {
			continue
		}
		opt := in.Reading.Options
		opt.Map = l.Mapping
		if in.List, err = sheet.ReadList(in.Name, in.Raw, opt); err != nil || in.List == nil {
			continue // its columns are others
		}
		in.resolve(o, start)
		former, err := editionOf(ctx, o.Store, in.forStore(o))
		if err != nil {
			return nil, err
		}
		if former != nil && former.ID == l.ID {
			in.List.Warnings = append(in.List.Warnings, checklist.Problem{File: in.Name, Warning: true,
				What: msg.New("columns as said of a former edition", l.Title, l.Mapping), Mend: msg.New("if not, say otherwise by --map")})
			return in.List, nil
		}
	}
	return nil, nil
}

func (in *Incoming) resolve(o *office.Office, start checklist.Day) {
	in.Start = start
	base := DeadlineBase(o, in.Reading.Year, start, in.Reading.Ends)
	base.Assumed = in.Reading.Start == 0
	items, problems := sheet.Resolve(in.List, base, o.Directory)
	in.Items, in.Problems = items, append(slices.Clone(in.List.Warnings), problems...) // wrong numbers among them
}

// DeadlineBase is what deadlines are read against: the clerk's year and day of issue,
// the office's calendar and its own phrases.
func DeadlineBase(o *office.Office, year int, start, ends checklist.Day) checklist.DeadlineBase {
	return checklist.DeadlineBase{Year: year, Start: start, Ends: ends, AtOnce: cmp.Or(o.Config.Deadline.AtOnce, 5), Aliases: o.Config.Phrases(),
		AddWorkdays: o.Calendar.Add, Festival: o.Calendar.Festival}
}

// forStore is the list as it goes into the store.
func (in Incoming) forStore(o *office.Office) db.Import {
	out := db.Import{
		Checklist: checklist.Checklist{Title: cmp.Or(in.Reading.Title, in.List.Title, in.Name), Year: in.Reading.Year, Start: in.Start},
		Items:     in.Items, Encoding: in.List.Encoding, Sheet: in.List.Sheet, Mapping: in.List.Map, Actor: "clerk",
		File: db.Document{Name: in.Name, Raw: in.Raw},
	}
	for _, it := range in.Items {
		out.Assignments = append(out.Assignments, it.Assignments(o.Directory)...)
	}
	return out
}
