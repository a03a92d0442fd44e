package notify

import (
	"bytes"
	"strconv"

	"duban/checklist/letter"
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
	if s.Greeting != "" {
		w.text(s.Greeting)
		w.put("\n\n")
	}
	for _, b := range s.Blocks {
		w.textBlock(b, s.voice)
	}
	w.put("\n")
	w.text(s.Sign)
	if s.Tag != "" {
		w.put("\n", s.Tag, s.keepTag())
	}
}

// greeting begins a letter.
func (v voice) greeting(reader string) string { return v.say("%s：", "Dear %s,", reader) }

func (v voice) keepTag() string {
	return v.Of("（回复时请保留此编号）", " (please keep this tag)")
}

// marked is the colour of an item in words, before it.
func (v voice) marked(mark string) string { return v.Of("【", "[") + mark + v.Of("】", "] ") }

// indent stands before a line below its heading.
func (v voice) indent() string { return v.Of("　　", "  ") }

func (w *printed) textBlock(b block, v voice) {
	switch b.Kind {
	case "item", "group":
		w.textItem(b, v)
	case "lines":
		w.indented(b.Lines, v)
		w.put("\n")
	case "head":
		w.put("\n")
		w.text(b.Text)
		w.put("\n")
	case "table":
		w.textTable(b.Rows, v)
	case "course":
		w.textCourse(b.Course, v)
	case "links": // of the page
	case "bar": // a picture: its numbers stand in words beside it
	default:
		w.put("\n")
		w.text(b.Text)
		w.put("\n\n")
	}
}

func (w *printed) textItem(b block, v voice) {
	if b.Mark != "" {
		w.text(v.marked(b.Mark))
	}
	w.text(b.Text)
	w.put("\n")
	w.indented(b.Lines, v)
	for _, part := range b.Parts {
		w.indented([]string{part.Text}, v)
		for _, l := range part.Lines {
			w.indented([]string{v.gap() + l}, v)
		}
	}
}

func (w *printed) indented(all []string, v voice) {
	for _, l := range all {
		w.put(v.indent())
		w.text(l)
		w.put("\n")
	}
}

// textTable sets a row as a line, each number behind the name of its column.
func (w *printed) textTable(rows [][]string, v voice) {
	for _, row := range rows[1:] {
		w.put(v.indent())
		for i, cell := range row {
			if i > 0 {
				w.put(v.gap())
				w.text(rows[0][i] + v.Of("", " "))
			}
			w.text(cell)
		}
		w.put("\n")
	}
	w.put("\n")
}

// textCourse says week by week how many items were struck off, of those that were due.
func (w *printed) textCourse(all []letter.CoursePoint, v voice) {
	w.put("\n", v.Of("销号进度（已销号/时限已到）：", "Struck off, of those that were due: "))
	for i, c := range all {
		if i > 0 {
			w.put(v.Of("，", ", "))
		}
		w.put(v.short(c.On), " ", strconv.Itoa(c.Done), "/", strconv.Itoa(c.Due))
	}
	w.put("\n\n")
}
