package main

import (
	"slices"
	"strings"

	"duban/checklist"
	"duban/cmd/duban/terminal"
	"duban/internal/office/register"
	"duban/internal/words"
	"duban/internal/zh"
)

// tellAmendment tells what a list changes of a stored one, or has changed.
func (a *app) tellAmendment(out register.Imported, besideJSON bool) {
	if out.Former == nil {
		return
	}
	w := a.stdout
	if besideJSON {
		w = a.stderr // the other one is JSON
	}
	terminal.Print(w, "\n"+a.text(words.AmendHead, zh.Visible(out.Former.Title), out.Former.Year, out.FormerNos))
	for _, c := range out.Changes {
		terminal.Print(w, "  "+zh.Visible(a.changeLine(c)))
	}
	terminal.Print(w, a.changeCount(out.Changes))
	if out.Stored {
		terminal.Print(w, a.text(words.AmendStored))
		return
	}
	terminal.Print(w, a.text(words.AmendNotStored))
}

// changeLine says one change: 改　第7项　完成时限：4月底 → 5月底.
func (a *app) changeLine(c checklist.Change) string {
	switch {
	case c.Added():
		return a.text(words.AmendAdded, c.New.No, a.lang.Shortened(c.New.Short()), c.New.Parties, c.New.DeadlineText)
	case c.Removed():
		return a.text(words.AmendRemoved, c.Old.No, a.lang.Shortened(c.Old.Short()))
	}
	number := a.text(words.ItemNo, c.New.No)
	if c.Renumbered() {
		number = a.text(words.AmendNo, c.New.No, c.Old.No)
	}
	if len(c.What) == 0 {
		return a.text(words.AmendRenumbered, number, a.lang.Shortened(c.New.Short()))
	}
	var cells []string
	for _, cell := range []struct {
		name     checklist.Cell
		old, now string
	}{
		{checklist.CellContent, c.Old.Content, c.New.Content}, {checklist.CellParties, c.Old.Parties, c.New.Parties},
		{checklist.CellDeadline, c.Old.DeadlineText, c.New.DeadlineText}, {checklist.CellTask, c.Old.Task, c.New.Task}, {checklist.CellSection, c.Old.Section, c.New.Section},
	} {
		if slices.Contains(c.What, cell.name) {
			old, now := differing(cell.old, cell.now, a.lang.Of("……", "…"))
			cells = append(cells, a.text(words.AmendCell, cell.name, old, now))
		}
	}
	return a.text(words.AmendChanged, number, strings.Join(cells, a.lang.Of("；", "; ")))
}

func (a *app) changeCount(changes []checklist.Change) string {
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
		return a.text(words.AmendSame)
	}
	return a.text(words.AmendCount, added, removed, changed, renumbered)
}

// around is how many characters are shown on either side of what differs.
const around = 8

// differing are the stretches in which two texts differ, with what stands around them:
// of long texts that begin alike the beginnings would say nothing. The mark stands for what
// is left out.
func differing(old, now, mark string) (string, string) {
	a, b := []rune(old), []rune(now)
	head, tail := 0, 0
	for head < min(len(a), len(b)) && a[head] == b[head] {
		head++
	}
	for tail < min(len(a), len(b))-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	return stretch(a, head, tail, mark), stretch(b, head, tail, mark)
}

func stretch(s []rune, head, tail int, mark string) string {
	from, until := max(0, head-around), min(len(s), len(s)-tail+around)
	text := string(s[from:until])
	if from > 0 {
		text = mark + text
	}
	if until < len(s) {
		text += mark
	}
	return text
}
