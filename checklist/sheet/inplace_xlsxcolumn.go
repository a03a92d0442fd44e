package sheet

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"duban/checklist/sheet/grid"
	"duban/checklist/sheet/paper"
	"duban/internal/zh"
)

const (
	statusWidth = 36 // characters, of a new column
	fitTag      = `pageSetUpPr`
)

func (c newCell) last() int { return c.rows[len(c.rows)-1].row }

// cellsOf are all cells of a new column in the order of the rows: the headings,
// the items with their texts, and those that have only a border.
func (n *newColumn) cellsOf(texts []spotted) (all []spotted) {
	at := map[int]spotted{}
	for _, s := range texts {
		at[s.row] = s
	}
	bottom := 0
	for _, c := range n.cells {
		bottom = max(bottom, c.last())
		if c.no == 0 {
			at[c.rows[0].row] = spotted{spot: spot{row: c.rows[0].row}, text: paper.StatusHeading}
		}
	}
	for row := n.cells[0].rows[0].row; row <= bottom; row++ {
		s := at[row]
		s.row, s.col, s.beside = row, n.col, n.beside
		all = append(all, s)
	}
	return all
}

// around finds the edits around the filled cells of a column: its width, a page
// as wide as the table, and where the column is new its merged cells.
func (f *sheetFiller) around(col int, width float64) (edits []edit) {
	sheet := string(f.part)
	if !sheetTag.MatchString(sheet) || !dataTag.MatchString(sheet) || !afterSetup.MatchString(sheet) || !beforeIt.MatchString(sheet) {
		return nil // no worksheet as any program writes it
	}
	edits = append(edits, f.columnWidth(sheet, col+1, width))
	if f.added != nil {
		edits = append(edits, f.merges(sheet))
	}
	return append(edits, f.fitPage(sheet)...)
}

var (
	colsTag   = zh.NewPattern(`(?s)<(?:\w+:)?cols\b[^>]*>(.*?)</(?:\w+:)?cols>`)
	colTag    = zh.NewPattern(`<(?:\w+:)?col\b[^>]*?(?:/>|></(?:\w+:)?col>)`)
	colBounds = zh.NewPattern(`\s(min|max)="(\d+)"`)
	dataTag   = zh.NewPattern(`<(\w+:)?sheetData\b`)
	mergesTag = zh.NewPattern(`(?s)<((?:\w+:)?)mergeCells\b[^>]*>(.*?)</(?:\w+:)?mergeCells>`)
	mergeRef  = zh.NewPattern(`ref="([A-Z]+\d+):([A-Z]+\d+)"`)
	beforeIt  = zh.NewPattern(`(?s).*(</(?:\w+:)?(?:sheetData|sheetProtection|protectedRanges|scenarios|autoFilter|sortState|dataConsolidate|customSheetViews)>|<(?:\w+:)?(?:sheetData|sheetCalcPr|sheetProtection|autoFilter|sortState|dataConsolidate)\b[^>]*/>)`)
)

// columnWidth says how wide a column is, from 1, in the place of what is said of
// it and its neighbours together.
func (f *sheetFiller) columnWidth(sheet string, no int, width float64) edit {
	own := fmt.Sprintf(`<%scol min="%d" max="%d" width="%g" customWidth="1"/>`, f.prefix(), no, no, width)
	m := colsTag.FindStringSubmatchIndex(sheet)
	if m == nil {
		at := int64(dataTag.FindStringIndex(sheet)[0])
		return edit{grid.Span{From: at, To: at}, fmt.Appendf(nil, `<%scols>%s</%scols>`, f.prefix(), own, f.prefix())}
	}
	var b bytes.Buffer
	put := false
	for _, tag := range colTag.FindAllString(sheet[m[2]:m[3]], -1) {
		from, to := bounds(tag)
		if !put && from >= no {
			b.WriteString(own)
			put = true
		}
		for _, part := range [][2]int{{from, min(to, no-1)}, {max(from, no+1), to}} {
			if part[0] <= part[1] {
				b.Write(withValue(withValue([]byte(tag), "min", part[0]), "max", part[1]))
			}
			if !put && to >= no {
				b.WriteString(own)
				put = true
			}
		}
	}
	if !put {
		b.WriteString(own)
	}
	return edit{grid.Span{From: int64(m[2]), To: int64(m[3])}, b.Bytes()}
}

func bounds(tag string) (from, to int) {
	for _, m := range colBounds.FindAllStringSubmatch(tag, -1) {
		n := number32(m[2], 1)
		if m[1] == "min" {
			from = n
		} else {
			to = n
		}
	}
	return from, to
}

// merges merges what the new column has over several rows, and takes the column
// into cells that span the table, as its title does.
func (f *sheetFiller) merges(sheet string) edit {
	var own strings.Builder
	count := 0
	for _, c := range f.added.cells {
		if len(c.rows) > 1 {
			fmt.Fprintf(&own, `<%smergeCell ref="%s:%s"/>`, f.prefix(), axisOf(f.added.col, c.rows[0].row), axisOf(f.added.col, c.last()))
			count++
		}
	}
	m := mergesTag.FindStringSubmatchIndex(sheet)
	if m == nil {
		if count == 0 {
			return edit{}
		}
		at := int64(beforeIt.FindStringIndex(sheet)[1])
		return edit{grid.Span{From: at, To: at}, fmt.Appendf(nil, `<%smergeCells count="%d">%s</%smergeCells>`, f.prefix(), count, own.String(), f.prefix())}
	}
	kept := sheet[m[4]:m[5]]
	count += strings.Count(kept, "ref=")
	kept = mergeRef.ReplaceAllStringFunc(kept, f.span)
	return edit{grid.Span{From: int64(m[0]), To: int64(m[1])}, fmt.Appendf(nil, `<%smergeCells count="%d">%s%s</%smergeCells>`, f.prefix(), count, kept, own.String(), f.prefix())}
}

// span takes the new column into a merged cell from the first column to what was
// the last.
func (f *sheetFiller) span(ref string) string {
	m := mergeRef.FindStringSubmatch(ref)
	left, top, err := excelize.CellNameToCoordinates(m[1])
	right, bottom, err2 := excelize.CellNameToCoordinates(m[2])
	if err != nil || err2 != nil || left != 1 || right != f.added.col || right < 3 {
		return ref
	}
	return fmt.Sprintf(`ref="%s:%s"`, axisOf(0, top-1), axisOf(right, bottom-1))
}

// axisOf names a cell, both from 0.
func axisOf(col, row int) string {
	name, _ := excelize.CoordinatesToCellName(col+1, row+1)
	return name
}

var (
	fitToPage   = zh.NewPattern(`<(?:\w+:)?pageSetUpPr\b[^>]*?(?:/>|></(?:\w+:)?pageSetUpPr>)`)
	propertyTag = zh.NewPattern(`<((?:\w+:)?)sheetPr\b([^>]*?)(/?)>`)
	sheetTag    = zh.NewPattern(`<((?:\w+:)?)worksheet\b[^>]*>`)
	setupTag    = zh.NewPattern(`<((?:\w+:)?)pageSetup\b`)
	setupFit    = zh.NewPattern(`<(?:\w+:)?pageSetup\b[^>]*>`)
	fitOf       = zh.NewPattern(`\s(scale|fitToWidth|fitToHeight)="[^"]*"`)
	marginsTag  = zh.NewPattern(`<(?:\w+:)?pageMargins\b[^>]*?(?:/>|></(?:\w+:)?pageMargins>)`)
	afterSetup  = zh.NewPattern(`<(?:\w+:)?(headerFooter|rowBreaks|colBreaks|customProperties|cellWatches|ignoredErrors|smartTags|drawing|legacyDrawing|legacyDrawingHF|picture|oleObjects|controls|webPublishItems|tableParts|extLst)\b|</(?:\w+:)?worksheet>`)
)

// fitPage prints the table as wide as a page, unless the sheet says already how
// it is fitted.
func (f *sheetFiller) fitPage(sheet string) (edits []edit) {
	tag := fitToPage.FindStringIndex(sheet)
	if tag != nil {
		if s := sheet[tag[0]:tag[1]]; strings.Contains(s, `fitToPage="1"`) || strings.Contains(s, `fitToPage="true"`) {
			return nil
		}
	}
	p := f.prefix()
	fit := `<` + p + fitTag + ` fitToPage="1"/>`
	properties := propertyTag.FindStringSubmatchIndex(sheet)
	switch {
	case tag != nil:
		edits = append(edits, edit{grid.Span{From: int64(tag[0]), To: int64(tag[1])}, []byte(fit)})
	case properties == nil:
		at := int64(sheetTag.FindStringIndex(sheet)[1])
		edits = append(edits, edit{grid.Span{From: at, To: at}, []byte(`<` + p + `sheetPr>` + fit + `</` + p + `sheetPr>`)})
	case properties[6] < properties[7]: // <sheetPr …/>
		attributes := sheet[properties[4]:properties[5]]
		edits = append(edits, edit{grid.Span{From: int64(properties[0]), To: int64(properties[1])}, fmt.Appendf(nil, `<%ssheetPr%s>%s</%ssheetPr>`, p, attributes, fit, p)})
	default:
		at := int64(properties[0] + strings.Index(sheet[properties[0]:], `</`+p+`sheetPr>`))
		edits = append(edits, edit{grid.Span{From: at, To: at}, []byte(fit)})
	}
	return append(edits, f.fitHeight(sheet))
}

// fitHeight lets the pages be as many as it takes.
func (f *sheetFiller) fitHeight(sheet string) edit {
	p := f.prefix()
	if at := setupFit.FindStringIndex(sheet); at != nil {
		tag := fitOf.ReplaceAllString(sheet[at[0]:at[1]], "")
		return edit{grid.Span{From: int64(at[0]), To: int64(at[1])}, []byte(setupTag.ReplaceAllString(tag, `<${1}pageSetup fitToWidth="1" fitToHeight="0"`))}
	}
	if at := marginsTag.FindStringIndex(sheet); at != nil {
		return edit{grid.Span{From: int64(at[1]), To: int64(at[1])}, []byte(`<` + p + `pageSetup fitToWidth="1" fitToHeight="0"/>`)}
	}
	at := int64(afterSetup.FindStringIndex(sheet)[0])
	return edit{grid.Span{From: at, To: at}, []byte(`<` + p + `pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/><` + p + `pageSetup fitToWidth="1" fitToHeight="0"/>`)}
}

var printArea = zh.NewPattern(`(<(?:\w+:)?definedName\b[^>]*_xlnm\.Print_Area[^>]*>)([^<]*)(!\$[A-Z]+\$\d+:\$)([A-Z]+)(\$\d+<)`)

// widenPrintArea takes the new column into what is printed.
func widenPrintArea(a grid.Archive, parts map[string][]byte, l *List) error {
	const part = "xl/workbook.xml"
	book, err := a.Part(part)
	if err != nil {
		return err
	}
	wide := printArea.ReplaceAllStringFunc(string(book), func(tag string) string {
		m := printArea.FindStringSubmatch(tag)
		last, err := excelize.ColumnNameToNumber(m[4])
		if name := strings.ReplaceAll(strings.Trim(m[2], "'"), "''", "'"); err != nil || last > l.added.col || name != l.Sheet {
			return tag
		}
		letters, _ := excelize.ColumnNumberToName(l.added.col + 1)
		return m[1] + m[2] + m[3] + letters + m[5]
	})
	if wide != string(book) {
		parts[part] = []byte(wide)
	}
	return nil
}
