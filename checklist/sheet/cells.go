package sheet

import (
	"strings"

	"duban/checklist"
	"duban/checklist/sheet/grid"
)

// What an item is made of where a list has several columns for it.

// partyCells are what the columns of leads and of joint parties say; they are
// read as columns, so that neither runs into the other.
type partyCells struct{ leads, joint string }

func (f *folder) partyCells(i int) (c partyCells) {
	ks := f.header.partyKinds()
	c.leads = f.value(i, ks[0])
	for _, k := range ks[1:] {
		if joint := f.value(i, k); !isNone(joint) {
			c.joint = joint
		}
	}
	return c
}

// parties is the one text that the columns of a list make: A会同B.
func (f *folder) parties(i int) string {
	c := f.partyCells(i)
	if c.joint == "" {
		return c.leads
	}
	return c.leads + "会同" + c.joint
}

func isNone(s string) bool {
	switch checklist.PartyKey(s) {
	case "", "无", "/", "-", "--", "—", "——":
		return true
	}
	return false
}

// content is what an item has to do. Several columns go one after the other with
// their headings, so that a letter shows the problem with its measures:
// 存在问题：…　整改措施：….
func (f *folder) content(i int) string {
	cols := f.header.contents
	if len(cols) == 1 {
		return f.contentOf(i, cols[0])
	}
	var texts []string
	for _, col := range cols {
		text := f.contentOf(i, col)
		if text == "" {
			continue
		}
		if label := f.header.label(col); label != "" {
			text = label + "：" + text
		}
		texts = append(texts, text)
	}
	return strings.Join(texts, "　")
}

// contentOf is the text of one column: the item's own, or that of the cell which
// it shares with the item above.
func (f *folder) contentOf(i, col int) string {
	r := f.records[i]
	switch {
	case r.own[col] != "" && !isDitto(r.own[col]):
		return r.own[col]
	case i == 0:
		return r.own[col]
	case r.owner[col] != r.row:
		return f.contentOf(min(f.recordAt(r.owner[col]), i-1), col)
	case r.shares, isDitto(r.own[col]):
		return f.contentOf(i-1, col)
	}
	return ""
}

// label is a heading in a sentence: without layout, and what its brackets explain.
func (h header) label(col int) string {
	label, _, _ := strings.Cut(strings.ReplaceAll(grid.TidyHeading(h.columns[col].Heading), "(", "（"), "（")
	return strings.Join(strings.Fields(label), " ")
}
