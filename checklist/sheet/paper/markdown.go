package paper

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// WriteMarkdown writes a table for a page of text. A merged cell has its text in
// its first row; line breaks inside a cell are <br>, and nothing in a text can
// end its cell or become markup.
func WriteMarkdown(w io.Writer, t Table) error {
	t = t.cleaned()
	b := bufio.NewWriter(w)
	for _, line := range t.Head {
		mark := ""
		if line == t.Title {
			mark = "# "
		}
		fmt.Fprintf(b, "%s%s\n\n", mark, markdown(line))
	}
	heads, rules := []string{}, []string{}
	for _, c := range t.Columns {
		heads, rules = append(heads, markdown(c.Heading)), append(rules, "---")
	}
	markdownRow(b, heads)
	markdownRow(b, rules)
	for _, r := range t.Rows {
		cells := []string{"**" + markdown(r.Band) + "**"}
		if r.No > 0 {
			cells = cells[:0]
		}
		for _, c := range r.Cells {
			cells = append(cells, markdown(c.Text))
		}
		for len(cells) < len(t.Columns) {
			cells = append(cells, "")
		}
		markdownRow(b, cells)
	}
	for _, note := range t.Notes {
		fmt.Fprintf(b, "\n%s\n", markdown(note))
	}
	if err := b.Flush(); err != nil {
		return fmt.Errorf("writing markdown: %w", err)
	}
	return nil
}

func markdownRow(w io.Writer, cells []string) {
	fmt.Fprintf(w, "| %s |\n", strings.Join(cells, " | "))
}

var markdownEscapes = strings.NewReplacer(`\`, `\\`, "|", `\|`, "<", "&lt;", "&", "&amp;", "*", `\*`, "_", `\_`, "`", "\\`", "[", `\[`, "\n", "<br>")

func markdown(s string) string { return markdownEscapes.Replace(s) }
