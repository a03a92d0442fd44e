package terminal

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"duban/checklist"
	"duban/checklist/sheet"
	"duban/internal/office"
	"duban/internal/words"
	"duban/internal/zh"
)

// Problems lists what is wrong with a document and what is only to be looked at.
func Problems(w io.Writer, l words.Language, problems checklist.Problems) {
	for _, p := range problems {
		mark := words.ProblemMark
		if p.Warning {
			mark = words.HintMark
		}
		PrintEntries(w, mark.In(l, zh.Visible(words.Say(l, p.Message()))))
	}
}

// preview is a list that is being shown.
type preview struct {
	w io.Writer
	l words.Language
	o *office.Office
}

// Preview shows what was understood of a document, before anything is stored.
func Preview(w io.Writer, l words.Language, o *office.Office, list *sheet.List, items []checklist.Item) {
	p := preview{w, l, o}
	p.tell(words.PreviewHead, zh.Visible(cmp.Or(list.Title, list.Name)), len(items), list.Source())
	p.columns(list)
	task, section := "", ""
	for _, it := range items {
		if it.Task != task {
			task = it.Task
			Print(w, "\n"+zh.Visible(task))
		}
		if it.Section != section {
			section = it.Section
			Print(w, "  "+zh.Visible(section))
		}
		p.item(it)
	}
	p.filled(list)
}

func (p preview) tell(t words.Text, facts ...any) { Print(p.w, t.In(p.l, facts...)) }

// mark asks for a look at what was not certain.
func (p preview) mark(doubt bool) string {
	if !doubt {
		return ""
	}
	return words.PleaseLook.In(p.l)
}

// columns says what every column was taken for, and why.
func (p preview) columns(list *sheet.List) {
	for _, m := range list.Mapping {
		p.tell(words.PreviewColumn, m.Place(), zh.Visible(m.Heading), m.Role, m.Reason, p.mark(m.Asked))
	}
}

func (p preview) item(it checklist.Item) {
	label := ""
	if it.Label != "" {
		label = words.PreviewLabel.In(p.l, zh.Visible(it.Label))
	}
	Print(p.w, fmt.Sprintf("%5d%s  %s", it.No, label, zh.Visible(it.Content)))
	for _, side := range []struct {
		role  checklist.Role
		names []string
	}{{checklist.Lead, it.Leads}, {checklist.Joint, it.Joint}} {
		for _, name := range side.names {
			p.tell(words.PreviewParty, side.role, zh.Visible(p.expanded(name)))
		}
	}
	dues := it.Schedule()
	for i, due := range dues {
		const most = 6
		if i == most && len(dues) > most+1 {
			p.tell(words.PreviewMore, len(dues), DayWithWorkday(p.l, p.o, it.Deadline))
			break
		}
		p.tell(words.PreviewDue, zh.Visible(strings.TrimSpace(it.DeadlineText+"　"+due.Part)), DayWithWorkday(p.l, p.o, due.Day))
	}
}

func (p preview) expanded(name string) string {
	parties, group := p.o.Directory.Expand(name)
	switch {
	case len(parties) == 0:
		return words.PreviewUnknown.In(p.l, name)
	case group:
		return words.PreviewGroup.In(p.l, name, len(parties), strings.Join(parties, p.l.Of("、", ", ")))
	}
	if who, _ := p.o.Directory.ResponsibleFor(parties[0]); who.Mail == "" {
		return words.PreviewNoMail.In(p.l, name)
	}
	return name
}

func (p preview) filled(list *sheet.List) {
	for _, j := range list.Joined {
		p.tell(words.PreviewJoined, j.Row, j.No)
	}
	for _, note := range list.Notes {
		p.tell(words.PreviewNote, zh.Visible(note))
	}
	if len(list.Filled) == 0 {
		return
	}
	p.tell(words.PreviewFilled, len(list.Filled))
	for _, f := range list.Filled {
		p.tell(words.PreviewFill, f.No, f.Column, f.Row, f.From, zh.Visible(f.Value), f.Reason, p.mark(f.Doubt))
	}
}
