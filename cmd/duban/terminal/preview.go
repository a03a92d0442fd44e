package terminal

import (
	"cmp"
	"fmt"
	"io"
	"strconv"
	"strings"

	"duban/checklist"
	"duban/checklist/sheet"
	"duban/internal/office"
	"duban/internal/zh"
)

// Problems lists what is wrong with a document and what is only to be looked at.
func Problems(w io.Writer, problems checklist.Problems) {
	for _, p := range problems {
		word := "问题"
		if p.Warning {
			word = "提示"
		}
		fmt.Fprintf(w, "%s　%s\n", word, zh.Visible(p.String()))
	}
}

// Preview shows what was understood of a document, before anything is stored.
func Preview(w io.Writer, h *office.Office, list *sheet.List, items []checklist.Item) {
	fmt.Fprintf(w, "《%s》%d项（%s）\n", zh.Visible(cmp.Or(list.Title, list.Name)), len(items), cmp.Or(list.Encoding, list.Sheet))
	previewColumns(w, list)
	task, section := "", ""
	for _, it := range items {
		if it.Task != task {
			task = it.Task
			fmt.Fprintf(w, "\n%s\n", zh.Visible(task))
		}
		if it.Section != section {
			section = it.Section
			fmt.Fprintf(w, "  %s\n", zh.Visible(section))
		}
		previewItem(w, h, it)
	}
	previewFilled(w, list)
}

// previewColumns says what every column was taken for, and why.
func previewColumns(w io.Writer, list *sheet.List) {
	for _, m := range list.Mapping {
		mark := ""
		if m.Asked {
			mark = "〔请核对〕"
		}
		fmt.Fprintf(w, "  %s “%s” → %s（%s）%s\n", m.Column, zh.Visible(m.Heading), m.Role, m.Reason, mark)
	}
}

func previewItem(w io.Writer, o *office.Office, it checklist.Item) {
	label := ""
	if it.Label != "" {
		label = "（原序号" + zh.Visible(it.Label) + "）"
	}
	fmt.Fprintf(w, "%5d%s  %s\n", it.No, label, zh.Visible(it.Content))
	for _, side := range []struct {
		role  checklist.Role
		names []string
	}{{checklist.Lead, it.Leads}, {checklist.Joint, it.Joint}} {
		for _, name := range side.names {
			fmt.Fprintf(w, "       %s　%s\n", side.role.Chinese(), zh.Visible(expanded(o, name)))
		}
	}
	dues := it.Schedule()
	for i, due := range dues {
		const most = 6
		if i == most && len(dues) > most+1 {
			fmt.Fprintf(w, "       ……共%d次，最后 %s\n", len(dues), DayWithWorkday(o, it.Deadline))
			break
		}
		fmt.Fprintf(w, "       时限　%s → %s\n", zh.Visible(strings.TrimSpace(it.DeadlineText+"　"+due.Part)), DayWithWorkday(o, due.Day))
	}
}

func expanded(o *office.Office, name string) string {
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

func previewFilled(w io.Writer, list *sheet.List) {
	for _, j := range list.Joined {
		fmt.Fprintf(w, "\n第%d行没有序号，接在第%d项之后\n", j.Row, j.No)
	}
	for _, note := range list.Notes {
		fmt.Fprintf(w, "\n不是事项的行，原样留在表里：%s\n", zh.Visible(note))
	}
	if len(list.Filled) == 0 {
		return
	}
	fmt.Fprintf(w, "\n原表空白、按合并单元格补上的%d格：\n", len(list.Filled))
	for _, f := range list.Filled {
		mark := ""
		if f.Doubt {
			mark = "〔请核对〕"
		}
		fmt.Fprintf(w, "  第%d项 %s（第%d行）← 第%d行“%s”：%s%s\n", f.No, f.Column, f.Row, f.From, zh.Visible(f.Value), f.Reason, mark)
	}
}
