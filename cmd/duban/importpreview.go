package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"duban/checklist"
	"duban/checklist/sheet"
	"duban/internal/office"
)

func (a *app) listProblems(problems checklist.Problems) {
	for _, p := range problems {
		word := "问题"
		if p.Warning {
			word = "提示"
		}
		fmt.Fprintf(a.stderr, "%s　%s\n", word, visible(p.String()))
	}
}

// preview shows what was understood, before anything is stored.
func (a *app) preview(h *office.Office, list *sheet.List, items []checklist.Item, problems checklist.Problems, o importOptions) {
	if o.json {
		if problems == nil {
			problems = checklist.Problems{}
		}
		enc := json.NewEncoder(a.stdout)
		enc.SetEscapeHTML(false)
		_ = enc.Encode(map[string]any{"title": list.Title, "columns": list.Mapping, "items": items, "problems": problems})
		return
	}
	fmt.Fprintf(a.stdout, "《%s》%d项（%s）\n", visible(cmp.Or(list.Title, list.Name)), len(items), cmp.Or(list.Encoding, list.Sheet))
	a.previewColumns(list)
	task, section := "", ""
	for _, it := range items {
		if it.Task != task {
			task = it.Task
			fmt.Fprintf(a.stdout, "\n%s\n", visible(task))
		}
		if it.Section != section {
			section = it.Section
			fmt.Fprintf(a.stdout, "  %s\n", visible(section))
		}
		a.previewItem(h, it)
	}
	a.previewFilled(list)
}

// previewColumns says what every column was taken for, and why.
func (a *app) previewColumns(list *sheet.List) {
	for _, m := range list.Mapping {
		mark := ""
		if m.Asked {
			mark = "〔请核对〕"
		}
		fmt.Fprintf(a.stdout, "  %s “%s” → %s（%s）%s\n", m.Column, visible(m.Heading), m.Role, m.Reason, mark)
	}
}

func (a *app) previewItem(o *office.Office, it checklist.Item) {
	label := ""
	if it.Label != "" {
		label = "（原序号" + visible(it.Label) + "）"
	}
	fmt.Fprintf(a.stdout, "%5d%s  %s\n", it.No, label, visible(it.Content))
	for _, side := range []struct {
		role  checklist.Role
		names []string
	}{{checklist.Lead, it.Leads}, {checklist.Joint, it.Joint}} {
		for _, name := range side.names {
			fmt.Fprintf(a.stdout, "       %s　%s\n", side.role.Chinese(), visible(a.expanded(o, name)))
		}
	}
	dues := it.Schedule()
	for i, due := range dues {
		const most = 6
		if i == most && len(dues) > most+1 {
			fmt.Fprintf(a.stdout, "       ……共%d次，最后 %s\n", len(dues), dayWithWorkday(o, it.Deadline))
			break
		}
		fmt.Fprintf(a.stdout, "       时限　%s → %s\n", visible(strings.TrimSpace(it.DeadlineText+"　"+due.Part)), dayWithWorkday(o, due.Day))
	}
}

func (a *app) expanded(o *office.Office, name string) string {
	parties, group := o.Directory.Expand(name)
	switch {
	case len(parties) == 0:
		return name + "（通讯录中没有）"
	case group:
		return name + " → " + strconv.Itoa(len(parties)) + "人：" + strings.Join(parties, "、")
	}
	p, _ := o.Directory.ResponsibleFor(parties[0])
	if p.Mail == "" {
		return name + "（没有邮箱）"
	}
	return name
}

func (a *app) previewFilled(list *sheet.List) {
	for _, j := range list.Joined {
		fmt.Fprintf(a.stdout, "\n第%d行没有序号，接在第%d项之后\n", j.Row, j.No)
	}
	for _, note := range list.Notes {
		fmt.Fprintf(a.stdout, "\n不是事项的行，原样留在表里：%s\n", visible(note))
	}
	if len(list.Filled) == 0 {
		return
	}
	fmt.Fprintf(a.stdout, "\n原表空白、按合并单元格补上的%d格：\n", len(list.Filled))
	for _, f := range list.Filled {
		mark := ""
		if f.Doubt {
			mark = "〔请核对〕"
		}
		fmt.Fprintf(a.stdout, "  第%d项 %s（第%d行）← 第%d行“%s”：%s%s\n", f.No, f.Column, f.Row, f.From, visible(f.Value), f.Reason, mark)
	}
}
