package paper

import (
	"archive/zip"
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"strings"

	"duban/checklist/sheet/grid"
)

// WriteDOCX writes a table as a document that prints as an office's own: A4
// landscape, the headings on every page, merged cells, page numbers at the
// foot, the types of GB/T 9704. The same table gives the same bytes.
func WriteDOCX(w io.Writer, t Table) error {
	t = t.cleaned()
	l := lay(t, headTwips(t)/twips, wordPaper)
	z := zip.NewWriter(w)
	for _, part := range wordParts(l.medium) {
		if err := writePart(z, part.name, func(w io.Writer) error { _, err := io.WriteString(w, xmlHead+part.text); return err }); err != nil {
			return err
		}
	}
	if err := writePart(z, grid.DocumentPart, func(w io.Writer) error { return writeWord(w, t, l) }); err != nil {
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
	pageMargin = 850 // 15 mm

	twips       = 20 // to a point
	cellSide    = 85 // twips, at either side of a cell
	cellOver    = 20 // twips, over and under its text
	lineSpacing = 9.0 / 7
)

// wordPaper is A4 landscape. A row is as high as its lines and its border; a
// few points of a page stay free for what renderers add to that.
func wordPaper(size float64) medium {
	m := medium{size: size, page: (pageHeight-2*pageMargin)/twips - 8, line: size * lineSpacing, pad: 2*cellOver/twips + 1.2, flows: true}
	m.width, m.padding = (pageWidth-2*pageMargin)/twips/m.character(), 2.0*cellSide/twips/m.character()
	return m
}

// word writes word/document.xml; the first error stays in the buffer.
type word struct {
	*bufio.Writer
	columns []grid.Column
	widths  []int // twips
}

const (
	titleTwips = 600 // a line of the title
	titleAbove = 120
	titleBelow = 240
)

func writeWord(w io.Writer, t Table, l laid) error {
	d := word{Writer: bufio.NewWriterSize(w, 64<<10), columns: t.Columns}
	for _, width := range l.widths {
		d.widths = append(d.widths, int(width*l.character()*twips))
	}
	d.WriteString(xmlHead + `<w:document ` + WordSpace + `><w:body>`)
	title := t.Title
	for _, line := range t.Head {
		style, align := "", ""
		if line == title && line != "" {
			style, align, title = "Title", "center", ""
		}
		d.paragraph(line, style, align)
	}
	d.table(l)
	for _, note := range t.Notes {
		d.paragraph(note, "", "")
	}
	// A table that ends the body is lost when LibreOffice writes .doc.
	fmt.Fprintf(d, `<w:p/><w:sectPr><w:footerReference w:type="default" r:id="rId2"/><w:pgSz w:w="%d" w:h="%d" w:orient="landscape"/>`+
		`<w:pgMar w:top="%d" w:right="%d" w:bottom="%d" w:left="%d" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>`,
		pageWidth, pageHeight, pageMargin, pageMargin, pageMargin, pageMargin)
	return d.Flush()
}

// headTwips is the height of the lines over the table.
func headTwips(t Table) (sum float64) {
	const across = pageWidth - 2*pageMargin
	title := t.Title
	for _, line := range t.Head {
		if line == title && line != "" {
			title = ""
			sum += titleAbove + titleBelow + titleTwips*math.Ceil(displayWidth(line)*titleSize/2*twips/across)
			continue
		}
		sum += BodySize * lineSpacing * twips * max(1, math.Ceil(displayWidth(line)*BodySize/2*twips/across))
	}
	return sum
}

func (d word) table(l laid) {
	d.WriteString(`<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/><w:tblW w:w="0" w:type="auto"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>`)
	for _, width := range d.widths {
		fmt.Fprintf(d, `<w:gridCol w:w="%d"/>`, width)
	}
	d.WriteString(`</w:tblGrid>`)
	d.header(l)
	left := make([]int, len(d.columns)) // rows that the merged cell above still covers
	for i, r := range l.Rows {
		fmt.Fprintf(d, `<w:tr><w:trPr><w:trHeight w:val="%d"/></w:trPr>`, int(l.heights[i]*twips))
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
// spans both.
func (d word) header(l laid) {
	fmt.Fprintf(d, `<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="%d"/><w:tblHeader/></w:trPr>`, int(l.head*twips))
	for col := 0; col < len(d.columns); {
		span := 1
		if l.headless(col + 1) {
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
	case grid.No, grid.Parties, grid.Leads, grid.Joint, grid.Leader, grid.Deadline:
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
	if k := d.columns[col].Kind; style == "Heading" || merge == "" && k != grid.Task && k != grid.Section {
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
		d.WriteString(`<w:r>` + WordText(text) + `</w:r>`)
	}
	d.WriteString(`</w:p>`)
}

// WordText is a text as it stands in a run; white space is kept.
func WordText(s string) string {
	var b strings.Builder
	b.WriteString(`<w:t xml:space="preserve">`)
	_ = xml.EscapeText(&b, []byte(s)) // a builder never fails
	b.WriteString(`</w:t>`)
	return b.String()
}
