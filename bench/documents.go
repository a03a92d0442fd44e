package main

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"time"

	"duban/checklist"
	"duban/checklist/sheet"
	"duban/checklist/sheet/paper"
)

const documentRows = 5000

// documents measures a large list on its way in and out in each form, against
// encoding/csv writing and reading the same cells: what the rules and the forms
// cost beyond moving the text.
func documents(string) (b benchmark, end func(), err error) {
	items := manyItems(documentRows)
	table := paper.PlainTable("清单", items, nil)
	reference := func(int) (time.Duration, error) { return timed(func() error { return plainly(table) }) }
	b = benchmark{about: fmt.Sprintf("DOCUMENTS of %d items", documentRows), reference: "encoding/csv, the same cells written and read"}
	for _, form := range []struct {
		ext   string
		write func(io.Writer, paper.Table) error
	}{{".docx", paper.WriteDOCX}, {".xlsx", paper.WriteXLSX}, {".csv", paper.WriteCSV}} {
		var file bytes.Buffer
		if err := form.write(&file, table); err != nil {
			return b, nil, err
		}
		raw := file.Bytes()
		add := func(what string, do func() error) {
			b.cases = append(b.cases, measured{name: what + " " + form.ext, work: documentRows, reference: reference,
				run: func(int) (time.Duration, error) { return timed(do) }})
		}
		add("import", func() error { _, err := imported("a"+form.ext, raw); return err })
		add("rebuild", func() error { return form.write(io.Discard, table) })
		if form.ext != ".csv" {
			add("fill", func() error { return filled("a"+form.ext, raw) })
		}
	}
	return b, func() {}, nil
}

func manyItems(n int) (items []checklist.Item) {
	for i := range n {
		items = append(items, checklist.Item{No: i + 1, Task: fmt.Sprintf("第%d类任务", i/500+1), Section: fmt.Sprintf("（%d）", i%500/25+1),
			Content: fmt.Sprintf("第%d件：严格落实“一窗受理、并行办理”，窗口工作人员要互相帮助、互相补位，不得各行其是。", i+1),
			Parties: "业务受理部会同技术服务部、各业务部门", DeadlineText: "4月底"})
	}
	return items
}

func plainly(t paper.Table) error {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	for _, r := range t.Rows {
		var cells []string
		for _, c := range r.Cells {
			cells = append(cells, c.Text)
		}
		if err := w.Write(cells); err != nil {
			return err
		}
	}
	w.Flush()
	_, err := csv.NewReader(&b).ReadAll()
	return err
}

func imported(name string, raw []byte) (*sheet.List, error) {
	list, err := sheet.ReadList(name, raw, sheet.Options{})
	if err != nil {
		return nil, err
	}
	if _, problems := sheet.Resolve(list, checklist.DeadlineBase{Year: 2027}, nil); len(problems.Errors()) > 0 {
		return nil, problems
	}
	return list, nil
}

// filled is an export: the document is read again, then filled in place.
func filled(name string, raw []byte) error {
	list, err := sheet.ReadList(name, raw, sheet.Options{})
	if err != nil {
		return err
	}
	status := map[int]string{}
	for _, it := range list.Items {
		status[it.No] = "采取措施：开展轮训。\n成效：群众满意。"
	}
	return sheet.Fill(io.Discard, list, raw, list.Items, status)
}
