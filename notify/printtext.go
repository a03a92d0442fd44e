package notify

import (
	"bytes"
	"strconv"

	"duban/checklist"
)

// printText sets the text part.
func (s layout) printText(w *printed) {
	draft := newPrinted()
	defer draft.release()
	draft.textOf(s)
	w.lines(bytes.TrimSpace(draft.bytes))
	w.put("\r\n")
}

func (w *printed) textOf(s layout) {
	w.text(s.Salutation)
	w.put("：\n\n")
	for _, b := range s.Blocks {
		w.textBlock(b)
	}
	w.put("\n")
	w.text(s.Sign)
	if s.Tag != "" {
		w.put("\n", s.Tag, keepTag)
	}
}

const keepTag = "（回复时请保留此编号）"

func (w *printed) textBlock(b block) {
	switch b.Kind {
	case "item", "group":
		w.textItem(b)
	case "lines":
		w.indented(b.Lines)
		w.put("\n")
	case "head":
		w.put("\n")
		w.text(b.Text)
		w.put("\n")
	case "table":
		w.textTable(b.Rows)
	case "course":
		w.textCourse(b.Course)
	case "links": // of the page
	case "bar": // a picture: its numbers stand in words beside it
	default:
		w.put("\n")
		w.text(b.Text)
		w.put("\n\n")
	}
}

func (w *printed) textItem(b block) {
	if b.Mark != "" {
		w.put("【")
		w.text(b.Mark)
		w.put("】")
	}
	w.text(b.Text)
	w.put("\n")
	w.indented(b.Lines)
	for _, part := range b.Parts {
		w.indented([]string{part.Text})
		for _, l := range part.Lines {
			w.indented([]string{"　" + l})
		}
	}
}

func (w *printed) indented(all []string) {
	for _, l := range all {
		w.put("　　")
		w.text(l)
		w.put("\n")
	}
}

// textTable sets a row as a line, each number behind the name of its column.
func (w *printed) textTable(rows [][]string) {
	for _, row := range rows[1:] {
		w.put("　　")
		for i, cell := range row {
			if i > 0 {
				w.put("　")
				w.text(rows[0][i])
			}
			w.text(cell)
		}
		w.put("\n")
	}
	w.put("\n")
}

// textCourse says week by week how many items were struck off, of those that were due.
func (w *printed) textCourse(all []checklist.CoursePoint) {
	w.put("\n销号进度（已销号/时限已到）：")
	for i, c := range all {
		if i > 0 {
			w.put("，")
		}
		w.put(c.On.Short(), " ", strconv.Itoa(c.Done), "/", strconv.Itoa(c.Due))
	}
	w.put("\n\n")
}
