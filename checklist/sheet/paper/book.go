package paper

import "io"

// Page is a sheet of plain rows under one row of headings.
type Page struct {
	Name     string
	Headings []string
	Widths   []float64 // in characters
	Rows     [][]string
	Choices  []Choice
	Foot     string // of a printed page, as Excel writes it; "": 第1页，共2页
}

// Choice is what the cells of a column offer.
type Choice struct {
	Column int
	Of     []string // these texts; nil: what stands in the column From, and other texts as well
	Strict bool     // other texts than Of are refused
	From   int
}

// WriteBook writes pages as a workbook for looking things up: headings that stay
// in sight, wrapped text, print set-up. Every value is text. The same pages give
// the same bytes.
func WriteBook(w io.Writer, pages ...Page) error {
	b := newBook(pages[0].Name)
	defer b.close()
	b.styles(BodySize)
	for i, p := range pages {
		if i > 0 {
			_, err := b.file.NewSheet(p.Name)
			b.do(err)
			b.sheet = p.Name
		}
		b.plainPage(p)
	}
	return b.write(w)
}

func (b *book) plainPage(p Page) {
	for col, width := range p.Widths {
		b.columnWidth(col, width)
	}
	for i, row := range append([][]string{p.Headings}, p.Rows...) {
		style, height := b.body, 0.0
		if i == 0 {
			style = b.head
		}
		for col, text := range row {
			text = Clean(text)
			b.text(col, i+1, text, style)
			height = max(height, textHeight(text, p.Widths[col]))
		}
		b.height(i+1, min(height, MostHeight))
	}
	for _, c := range p.Choices {
		if c.Of == nil {
			b.choiceOf(c.Column, c.From)
		} else {
			b.dropdown(c.Column, c.Of, c.Strict)
		}
	}
	b.freeze(1)
	b.page(1)
	if p.Foot != "" {
		b.foot(p.Foot)
	}
}
