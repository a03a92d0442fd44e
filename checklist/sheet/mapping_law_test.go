package sheet

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"duban/checklist"
	"duban/checklist/sheet/grid"
	"duban/internal/words"
	"duban/internal/zh"
)

// drawnColumn is a column of a drawn table: what it holds, and its cells.
type drawnColumn struct {
	kind    grid.Kind
	heading string
	cells   []string
}

// drawnTable is a list such as some office could have written.
type drawnTable struct {
	columns []drawnColumn
	merged  map[string]bool // headings of columns whose equal neighbours are one cell
	twoRows bool            // 责任单位 over 牵头单位 and 配合单位
	band    bool            // every other row has a heading of its own over it
	again   int             // the row before which the header is printed again, 0 for none
}

// headingsByKind are what the columns of a drawn table are called.
var headingsByKind = map[grid.Kind][]string{
	grid.No:       {"序号", "编号", "No.", "项号"},
	grid.Content:  {"具体内容", "具体要求", "工作要点", "存在问题", "整改措施", "问题描述", "工作举措", "Action"},
	grid.Target:   {"工作目标", "量化指标"},
	grid.Task:     {"类别", "重点领域", "任务类别"},
	grid.Parties:  {"责任单位", "责任人/部门", "负责部门", "承办单位", "责任科（室）", "任务分工", "Owner"},
	grid.Leads:    {"牵头单位", "主办科室", "牵头责任单位"},
	grid.Joint:    {"配合单位", "协同责任单位", "协作部门"},
	grid.Leader:   {"责任领导", "分管领导"},
	grid.Deadline: {"完成时限", "整改时限", "截止时限", "完成日期", "时间节点", "进度安排", "时序进度", "Due date"},
	grid.Status:   {"完成情况（采取措施及成效）", "进展情况", "整改结果", "Status"},
	grid.Remark:   {"备注", "Notes"},
	grid.Other:    {"任务来源", "监督单位", "联系人", "实际完成时间", "Priority"},
}

func anyTable(t *rapid.T) (d drawnTable) {
	rows := rapid.IntRange(2, 6).Draw(t, "rows")
	some := func(k grid.Kind) bool { return rapid.Bool().Draw(t, "has "+k.Role().Chinese()) }
	add := func(k grid.Kind, cells ...string) {
		free := slices.DeleteFunc(slices.Clone(headingsByKind[k]), func(h string) bool {
			return slices.ContainsFunc(d.columns, func(c drawnColumn) bool { return c.heading == h })
		})
		d.columns = append(d.columns, drawnColumn{k, rapid.SampledFrom(free).Draw(t, "heading of "+k.Role().Chinese()), cells})
	}
	draw := func(what string, of ...string) (cells []string) {
		for range rows {
			cells = append(cells, rapid.SampledFrom(of).Draw(t, what))
		}
		return cells
	}
	numbered := func(format string) (cells []string) {
		for i := range rows {
			cells = append(cells, fmt.Sprintf(format, i+1))
		}
		return cells
	}
	if numbers := anyNumbers(t, rows); numbers != nil {
		add(grid.No, numbers...)
	}
	if some(grid.Task) {
		add(grid.Task, draw("task", "优化服务", "队伍建设")...)
	}
	add(grid.Content, numbered("落实第%d件事，提升办事体验")...)
	if some(grid.Target) {
		add(grid.Target, numbered("达到第%d项要求")...)
	}
	if rapid.Bool().Draw(t, "two contents") {
		add(grid.Content, numbered("一是开展第%d次培训；二是抓好整改")...)
	}
	parties := []string{"综合部", "业务受理部，技术服务部", "综合部\n法规科", "各业务部门"}
	if some(grid.Leads) {
		add(grid.Leads, draw("leads", parties...)...)
		if some(grid.Joint) {
			add(grid.Joint, draw("joint", "权籍调查部", "各部门", "转移登记部；抵押登记部", "无")...)
		}
	} else {
		add(grid.Parties, draw("parties", append(parties, "综合部会同技术服务部", "综合部牵头，各部门配合")...)...)
	}
	if some(grid.Leader) {
		add(grid.Leader, draw("leader", "张三", "李四")...)
	}
	add(grid.Deadline, draw("deadline", "4月底", "5月底前", "2027年6月30日", "长期坚持")...)
	if some(grid.Status) {
		add(grid.Status, draw("status", "")...)
	}
	if some(grid.Remark) {
		add(grid.Remark, draw("remark", "急", "")...)
	}
	if some(grid.Other) {
		add(grid.Other, draw("other", "办公会纪要", "行政效能监督科")...)
	}
	d.columns = rapid.Permutation(d.columns).Draw(t, "order")
	d.merged = map[string]bool{}
	for _, c := range d.columns {
		if slices.Contains([]grid.Kind{grid.Task, grid.Parties, grid.Leads, grid.Deadline}, c.kind) {
			d.merged[c.heading] = rapid.Bool().Draw(t, "merged "+c.heading)
		}
	}
	d.twoRows = rapid.Bool().Draw(t, "header in two rows")
	d.band = rapid.Bool().Draw(t, "headings across the table") && !slices.ContainsFunc(d.columns, func(c drawnColumn) bool { return c.kind == grid.Task })
	d.again = rapid.IntRange(0, rows-1).Draw(t, "header again")
	return d
}

// anyNumbers are the numbers of rows as some office writes them, nil for none.
func anyNumbers(t *rapid.T, rows int) (cells []string) {
	style := rapid.SampledFrom([]string{"1", "１.", "第1项", "一", "（1）", "①", "ZG-01", "问题1", "gaps", ""}).Draw(t, "numbers")
	for i := range rows {
		n := i + 1
		cell := map[string]string{"1": fmt.Sprint(n), "１.": string(rune('０'+n)) + ".", "第1项": fmt.Sprintf("第%d项", n), "一": grid.Numeral(n, "chineseCounting"), "（1）": fmt.Sprintf("（%d）", n),
			"①": string(rune('①' + i)), "ZG-01": fmt.Sprintf("ZG-%02d", n), "问题1": fmt.Sprintf("问题%d", n), "gaps": fmt.Sprint(2*n + 1), "": ""}[style]
		cells = append(cells, cell)
	}
	if style == "" {
		return nil
	}
	return cells
}

// document is the table as a document has it.
func (d drawnTable) document() string {
	var heads, second, rows []string
	for i, c := range d.columns {
		head, under := c.heading, "^"
		switch next := i+1 < len(d.columns) && d.columns[i+1].kind == grid.Joint; {
		case d.twoRows && c.kind == grid.Leads && next:
			head, under = "2>责任单位", c.heading
		case d.twoRows && c.kind == grid.Joint && i > 0 && d.columns[i-1].kind == grid.Leads:
			head, under = "", c.heading
		case d.twoRows:
			head = "v" + head
		}
		if head != "" {
			heads = append(heads, head)
		}
		second = append(second, under)
	}
	rows = append(rows, strings.Join(heads, "|"))
	if d.twoRows {
		rows = append(rows, strings.Join(second, "|"))
	}
	header := slices.Clone(rows)
	for row := range d.columns[0].cells {
		if row > 0 && row == d.again {
			rows = append(rows, header...)
		}
		if d.band && row%2 == 0 {
			rows = append(rows, "7>"+bandOver(row))
		}
		var cells []string
		for _, c := range d.columns {
			cells = append(cells, d.cell(c, row))
		}
		rows = append(rows, strings.Join(cells, "|"))
	}
	return tbl(rows...)
}

func (d drawnTable) cell(c drawnColumn, row int) string {
	text := c.cells[row]
	if strings.Contains(text, "\n") {
		text = par(strings.Split(text, "\n")[0]) + par(strings.Split(text, "\n")[1])
	}
	switch {
	case !d.merged[c.heading]:
		return text
	case row > 0 && c.cells[row-1] == c.cells[row] && row != d.again && !(d.band && row%2 == 0):
		return "^"
	case strings.HasPrefix(text, "<"):
		return text // the helper merges plain texts alone
	}
	return "v" + text
}

func bandOver(row int) string {
	return zh.Numeral(row/2+1) + "、抓好第" + fmt.Sprint(row) + "类任务"
}

// csv is the table as text, where every cell has its text.
func (d drawnTable) csv() string {
	var b strings.Builder
	line := func(cell func(c drawnColumn) string) {
		for i, c := range d.columns {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(`"` + cell(c) + `"`)
		}
		b.WriteString("\r\n")
	}
	line(func(c drawnColumn) string { return c.heading })
	for row := range d.columns[0].cells {
		if d.band && row%2 == 0 {
			b.WriteString(bandOver(row) + "\r\n")
		}
		line(func(c drawnColumn) string { return c.cells[row] })
	}
	return b.String()
}

// items is what the table must read as.
func (d drawnTable) items() (items []checklist.Item) {
	of := func(row int, kinds ...grid.Kind) (texts, headings []string) {
		for _, c := range d.columns {
			if slices.Contains(kinds, c.kind) {
				texts, headings = append(texts, c.cells[row]), append(headings, c.heading)
			}
		}
		return texts, headings
	}
	one := func(row int, k grid.Kind) string { texts, _ := of(row, k); return strings.Join(texts, "") }
	for row := range d.columns[0].cells {
		it := checklist.Item{No: row + 1, Task: one(row, grid.Task), DeadlineText: one(row, grid.Deadline), Parties: one(row, grid.Parties) + one(row, grid.Leads)}
		if d.band {
			it.Task = bandOver(row / 2 * 2)
		}
		if n, label := grid.NumberOf(one(row, grid.No)); n > 0 {
			it.No, it.Label = n, label
		}
		if joint := one(row, grid.Joint); joint != "" && joint != "无" {
			it.Parties += "会同" + joint
		}
		texts, headings := of(row, grid.Content, grid.Target)
		for i, text := range texts {
			if len(texts) > 1 {
				texts[i] = headings[i] + "：" + text
			}
		}
		it.Content = strings.Join(texts, "　")
		items = append(items, it)
	}
	return items
}

// Any table of the columns that offices have, called as they call them, in any
// order, merged, numbered and reprinted in any way, reads as it was drawn, and no
// cell of it gets lost.
func TestLaw_anyOfficesTableReadsAsDrawn(outer *testing.T) {
	outer.Parallel()
	rapid.Check(outer, func(t *rapid.T) {
		d := anyTable(t)
		name, raw := "清单.csv", []byte(d.csv())
		if rapid.Bool().Draw(t, "document") {
			name = "清单.docx"
			raw = docx(outer, d.document())
		}
		list, err := ReadList(name, raw, Options{})
		if err != nil {
			t.Fatalf("%v", err)
		}
		if diff := cmp.Diff(list.Items, d.items(), asWritten); diff != "" {
			t.Fatalf("items (-got +want):\n%s", diff)
		}
		for _, c := range d.columns {
			for row, text := range c.cells {
				if text != "" && !list.keeps(c.heading, row, text) {
					t.Fatalf("“%s” of column %s is nowhere", text, c.heading)
				}
			}
		}
		Resolve(list, checklist.DeadlineBase{Year: 2027}, nil)
	})
}

// keeps reports whether a cell's text stands in an item or in the column that the
// list keeps, whose use is told.
func (l *List) keeps(heading string, row int, text string) bool {
	it := l.Items[row]
	if strings.Contains(it.Task+it.Content+it.Parties+it.DeadlineText, text) {
		return true
	}
	items := slices.DeleteFunc(slices.Clone(l.rows), func(r layoutRow) bool { return r.band != "" })
	for col, c := range l.Columns {
		if c.Heading != heading || items[row].cells[col].text != text {
			continue
		}
		told := c.Kind != grid.Other || strings.Contains(words.SayError(words.Chinese, l.Warnings), "“"+heading+"”")
		return told && slices.ContainsFunc(l.Mapping, func(m Mapped) bool { return m.Heading == heading && m.Role != (grid.Word{}) })
	}
	return false
}
