package main

import (
	"fmt"
	"slices"
	"strings"

	"duban/checklist"
	"duban/internal/office/register"
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
	fmt.Fprintf(w, "\n与已导入的《%s》（%d年，%d项）相比：\n", zh.Visible(out.Former.Title), out.Former.Year, out.FormerNos)
	for _, c := range out.Changes {
		fmt.Fprintf(w, "  %s\n", zh.Visible(changeLine(c)))
	}
	fmt.Fprintln(w, changeCount(out.Changes))
	if out.Stored {
		fmt.Fprintln(w, "台账已按修订后的清单修改；相关责任人会收到通知")
		return
	}
	fmt.Fprintln(w, "台账没有改动。核对无误后加 --apply 修改；如果这是另一份清单，加 --new 导入")
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
