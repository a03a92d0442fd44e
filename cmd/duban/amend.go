package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"

	"duban/checklist"
	"duban/db"
	"duban/internal/office"
)

// editionOf finds the stored list that a list is an amended edition of: one of
// the same year that has its title or half of its items. The very same file is
// none, nor is anything where nothing is stored.
func editionOf(ctx context.Context, store *db.Store, in db.Import) (*db.StoredList, error) {
	lists, err := store.Checklists(ctx)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(in.File.Raw)
	for i := len(lists) - 1; i >= 0; i-- {
		l := lists[i]
		if l.Year != in.Checklist.Year || l.Document == hex.EncodeToString(sum[:]) {
			continue
		}
		items, err := store.Items(ctx, l.ID)
		if err != nil {
			return nil, err
		}
		if l.Title == in.Checklist.Title || checklist.Alike(items, in.Items) {
			return &l, nil
		}
	}
	return nil, nil
}

// previewAmendment shows what a list would change of a stored one.
func (a *app) previewAmendment(ctx context.Context, h *office.Office, in db.Import, o importOptions) error {
	if o.asNew || o.json {
		return nil
	}
	store, err := h.ExistingStore(ctx)
	if err != nil || store == nil {
		return err
	}
	defer store.Close()
	o.apply = false
	former, err := editionOf(ctx, store, in)
	return errors.Join(err, a.amend(ctx, h, store, former, in, o))
}

// amend shows what an amended list changes, and changes it when told to.
func (a *app) amend(ctx context.Context, h *office.Office, store *db.Store, former *db.StoredList, in db.Import, o importOptions) error {
	if former == nil {
		return nil
	}
	old, err := store.Items(ctx, former.ID)
	if err != nil {
		return err
	}
	out := a.stdout
	if o.json {
		out = a.stderr // the other one is JSON
	}
	changes := checklist.Compare(old, in.Items)
	fmt.Fprintf(out, "\n与已导入的《%s》（%d年，%d项）相比：\n", visible(former.Title), former.Year, len(old))
	for _, c := range changes {
		fmt.Fprintf(out, "  %s\n", visible(changeLine(c)))
	}
	fmt.Fprintln(out, changeCount(changes))
	if !o.apply {
		fmt.Fprintln(out, "台账没有改动。核对无误后加 --apply 修改；如果这是另一份清单，加 --new 导入")
		return nil
	}
	amend, err := amendment(h, ctx, a, store, former, in, changes)
	if err != nil {
		return err
	}
	if err := store.Amend(ctx, a.now(), amend); err != nil {
		return err
	}
	fmt.Fprintln(out, "台账已按修订后的清单修改；相关责任人会收到通知")
	return nil
}

// changeLine says one change: 改　第7项　完成时限：4月底 → 5月底.
func changeLine(c checklist.Change) string {
	switch {
	case c.Added():
		return fmt.Sprintf("增　第%d项　%s（%s，%s）", c.New.No, c.New.Short(), c.New.Parties, c.New.DeadlineText)
	case c.Removed():
		return fmt.Sprintf("删　原第%d项　%s（免办，记录保留）", c.Old.No, c.Old.Short())
	}
	number := fmt.Sprintf("第%d项", c.New.No)
	if c.Renumbered() {
		number = fmt.Sprintf("第%d项（原第%d项）", c.New.No, c.Old.No)
	}
	if len(c.What) == 0 {
		return fmt.Sprintf("号　%s　%s", number, c.New.Short())
	}
	var cells []string
	for _, cell := range []struct{ name, old, now string }{
		{"内容", c.Old.Short(), c.New.Short()}, {"责任主体", c.Old.Parties, c.New.Parties}, {"完成时限", c.Old.DeadlineText, c.New.DeadlineText},
		{"主要任务", c.Old.Task, c.New.Task}, {"小节", c.Old.Section, c.New.Section},
	} {
		if slices.Contains(c.What, cell.name) {
			cells = append(cells, fmt.Sprintf("%s：%s → %s", cell.name, cell.old, cell.now))
		}
	}
	return fmt.Sprintf("改　%s　%s", number, strings.Join(cells, "；"))
}

func changeCount(changes []checklist.Change) string {
	var added, removed, changed, renumbered int
	for _, c := range changes {
		switch {
		case c.Added():
			added++
		case c.Removed():
			removed++
		case len(c.What) > 0:
			changed++
		default:
			renumbered++
		}
	}
	if len(changes) == 0 {
		return "事项没有不同"
	}
	return fmt.Sprintf("增%d项，删%d项，改%d项，只改号%d项", added, removed, changed, renumbered)
}

// amendment decides what becomes of the assignments of changed items, and who is
// told.
func amendment(h *office.Office, ctx context.Context, a *app, store *db.Store, former *db.StoredList, in db.Import, changes []checklist.Change) (db.Amend, error) {
	out := db.Amend{Import: in, List: former.ID, Was: former.Document, Changes: changes}
	out.Assignments = nil
	out.Checklist.Start = max(in.Checklist.Start, checklist.DayOf(a.now(), h.Zone))
	all, err := store.Ledger(ctx)
	if err != nil {
		return out, err
	}
	held := map[int64][]db.Owed{}
	for _, o := range all {
		held[o.Item] = append(held[o.Item], o)
	}
	var decided []checklist.Decision
	for _, c := range changes {
		parts := held[c.Old.ID]
		s := checklist.Amend(h.Directory, c, assignmentsOf(parts))
		out.Assignments = append(out.Assignments, s.Add...)
		for _, d := range s.Decided {
			d.Content, d.Checklist, d.Title = parts[0].Content, parts[0].Checklist, parts[0].Title
			out.Events = append(out.Events, d.Event)
			decided = append(decided, d)
		}
	}
	clerk := checklist.Person{ID: in.Actor, Title: "督办员"}
	for _, l := range checklist.OutcomeLetters(h.Directory, decided, clerk, checklist.DayOf(a.now(), h.Zone), h.Calendar.Forecast) {
		sum := sha256.Sum256(in.File.Raw)
		out.Notices = append(out.Notices, db.NewNotice{
			Key:    fmt.Sprintf("amend/%d/%s/%x/%d", former.ID, l.To, sum[:6], a.now().Unix()),
			Letter: l, Reason: "清单修订", NotBefore: a.now(),
		})
	}
	return out, nil
}

func assignmentsOf(parts []db.Owed) (all []checklist.Assignment) {
	for _, p := range parts {
		all = append(all, p.Assignment)
	}
	return all
}
