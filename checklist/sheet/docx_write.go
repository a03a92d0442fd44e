package sheet

import (
	"archive/zip"
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
)

// WriteDOCX writes a table as a document that prints as an office's own: A4
// landscape, the headings on every page, merged cells, page numbers at the
// foot, the types of GB/T 9704. The same table gives the same bytes.
func WriteDOCX(w io.Writer, t Table) error {
	z := zip.NewWriter(w)
	for _, part := range wordParts {
		if err := writePart(z, part.name, func(w io.Writer) error { _, err := io.WriteString(w, xmlHead+part.text); return err }); err != nil {
			return err
		}
	}
	if err := writePart(z, wordPart, func(w io.Writer) error { return writeWord(w, t.cleaned()) }); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("writing docx: %w", err)
	}
	return nil
}

func writePart(z *zip.Writer, name string, write func(io.Writer) error) error {
	out, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate}) // without a time: deterministic
	if err == nil {
		err = write(out)
	}
	if err != nil {
		return fmt.Errorf("writing docx: %s: %w", name, err)
	}
	return nil
}

const (
	pageWidth  = 16838 // twips: A4 landscape
	pageHeight = 11906
	pageMargin = 1134 // 20 mm
)

// word writes word/document.xml; the first error stays in the buffer.
type word struct {
	*bufio.Writer
	columns []Column
	widths  []int // twips
}

func writeWord(w io.Writer, t Table) error {
	d := word{Writer: bufio.NewWriterSize(w, 64<<10), columns: t.Columns, widths: columnTwips(t.Columns)}
	d.WriteString(xmlHead + `<w:document ` + wordSpace + `><w:body>`)
	title := t.Title
	for _, line := range t.Head {
		style, align := "", ""
		if line == title && line != "" {
			style, align, title = "Title", "center", ""
		}
		d.paragraph(line, style, align)
	}
	d.table(t)
	for _, note := range t.Notes {
		d.paragraph(note, "", "")
	}
	// A table that ends the body is lost when LibreOffice writes .doc.
	fmt.Fprintf(d, `<w:p/><w:sectPr><w:footerReference w:type="default" r:id="rId2"/><w:pgSz w:w="%d" w:h="%d" w:orient="landscape"/>`+
		`<w:pgMar w:top="%d" w:right="%d" w:bottom="%d" w:left="%d" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>`,
		pageWidth, pageHeight, pageMargin, pageMargin, pageMargin, pageMargin)
	return d.Flush()
}

// columnTwips shares the page among the columns as their kinds need.
func columnTwips(columns []Column) (out []int) {
	total := totalWidth(Table{Columns: columns})
	for _, c := range columns {
		out = append(out, int(widths[c.Kind]/total*(pageWidth-2*pageMargin)))
	}
	return out
}

func (d word) table(t Table) {
	d.WriteString(`<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/><w:tblW w:w="0" w:type="auto"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>`)
	for _, width := range d.widths {
		fmt.Fprintf(d, `<w:gridCol w:w="%d"/>`, width)
	}
	d.WriteString(`</w:tblGrid>`)
	d.header()
	left := make([]int, len(d.columns)) // rows that the merged cell above still covers
	for _, r := range t.Rows {
		d.WriteString(`<w:tr><w:trPr><w:cantSplit/></w:trPr>`)
		if r.No == 0 {
			d.cell(r.Band, 0, len(d.columns), "", "", "Heading")
		}
		for col, c := range r.Cells {
			d.itemCell(c, col, &left[col])
		}
		d.WriteString(`</w:tr>`)
	}
	d.WriteString(`</w:tbl>`)
}

// header writes the headings; one with a headless section column to its right
// spans both, as 主要任务 does.
func (d word) header() {
	d.WriteString(`<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>`)
	for col := 0; col < len(d.columns); {
		span := 1
		if next := col + 1; next < len(d.columns) && d.columns[next].Heading == "" && d.columns[next].Kind == Section {
			span = 2
		}
		d.cell(d.columns[col].Heading, col, span, "", "center", "Heading")
		col += span
	}
	d.WriteString(`</w:tr>`)
}

func (d word) itemCell(c Cell, col int, left *int) {
	merge, align := "", ""
	switch {
	case c.Rows > 1:
		merge, *left = `<w:vMerge w:val="restart"/>`, c.Rows-1
	case *left > 0:
		merge, *left = `<w:vMerge/>`, *left-1
	}
	switch d.columns[col].Kind {
	case No, Parties, Leads, Joint, Leader, Deadline:
		align = "center"
	}
	d.cell(c.Text, col, 1, merge, align, "")
}

// cell writes a cell; the order inside tcPr is the schema's: tcW, gridSpan,
// vMerge, vAlign. A merged cell has its text at the top, where a reader of its
// first page looks.
func (d word) cell(text string, col, span int, merge, align, style string) {
	width := 0
	for _, w := range d.widths[col : col+span] {
		width += w
	}
	fmt.Fprintf(d, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/>`, width)
	if span > 1 {
		fmt.Fprintf(d, `<w:gridSpan w:val="%d"/>`, span)
	}
	d.WriteString(merge)
	if merge == "" {
		d.WriteString(`<w:vAlign w:val="center"/>`)
	}
	d.WriteString(`</w:tcPr>`)
	for _, line := range strings.Split(text, "\n") {
		d.paragraph(line, style, align)
	}
	d.WriteString(`</w:tc>`)
}

func (d word) paragraph(text, style, align string) {
	d.WriteString(`<w:p>`)
	if style != "" || align != "" {
		d.WriteString(`<w:pPr>`)
		if style != "" {
			fmt.Fprintf(d, `<w:pStyle w:val="%s"/>`, style)
		}
		if align != "" {
			fmt.Fprintf(d, `<w:jc w:val="%s"/>`, align)
		}
		d.WriteString(`</w:pPr>`)
	}
	if text != "" {
		d.WriteString(`<w:r>` + wordText(text) + `</w:r>`)
	}
	d.WriteString(`</w:p>`)
}

// wordText is a text as it stands in a run; white space is kept.
func wordText(s string) string {
	var b strings.Builder
	b.WriteString(`<w:t xml:space="preserve">`)
	_ = xml.EscapeText(&b, []byte(s)) // a builder never fails
	b.WriteString(`</w:t>`)
	return b.String()
}
