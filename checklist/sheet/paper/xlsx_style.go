package paper

import (
	"fmt"

	"github.com/xuri/excelize/v2"
)

// The types of GB/T 9704, 党政机关公文格式; a machine without them falls back to
// its own Song.
const (
	bodyFont  = "仿宋_GB2312"
	headFont  = "黑体"
	titleFont = "方正小标宋简体"

	// plainFont is that of empty cells. The widths of a workbook's columns are
	// counted in its digits, of 8 pixels each, so it has to be one that Chinese
	// machines have.
	plainFont  = "宋体"
	digitWidth = 6.0 // points
)

const AsText = 49 // number format "@": what is typed later stays text

func (b *book) styles(size float64) {
	b.title = b.style(titleFont, titleSize, "center", "center", false)
	b.line = b.style(bodyFont, BodySize, "left", "center", false)
	b.head = b.style(headFont, size, "center", "center", true)
	b.body = b.style(bodyFont, size, "left", "center", true)
	b.centred = b.style(bodyFont, size, "center", "center", true)
	// A cell over several pages shows its text where its middle falls, so on the
	// first page it looks empty; at the top it stands where the eye begins.
	b.top = b.style(bodyFont, size, "left", "top", true)
	b.centredTop = b.style(bodyFont, size, "center", "top", true)
}

func (b *book) style(font string, size float64, across, down string, boxed bool) int {
	s := &excelize.Style{
		Font:      &excelize.Font{Family: font, Size: size},
		Alignment: &excelize.Alignment{Horizontal: across, Vertical: down, WrapText: true},
		NumFmt:    AsText,
	}
	if boxed {
		for _, side := range []string{"left", "right", "top", "bottom"} {
			s.Border = append(s.Border, excelize.Border{Type: side, Color: "000000", Style: 1})
		}
	}
	id, err := b.file.NewStyle(s)
	b.do(err)
	return id
}

// freeze keeps everything down to a row in sight.
func (b *book) freeze(row int) {
	b.do(b.file.SetPanes(b.sheet, &excelize.Panes{
		Freeze: true, YSplit: row, TopLeftCell: b.axis(0, row+1), ActivePane: "bottomLeft",
	}))
}

// page sets up the print: A4 landscape, as wide as the page and as long as it
// takes, the header row on every page.
func (b *book) page(header int) {
	landscape, a4, one, endless, yes := "landscape", 9, 1, 0, true
	b.do(b.file.SetPageLayout(b.sheet, &excelize.PageLayoutOptions{
		Orientation: &landscape, Size: &a4, FitToWidth: &one, FitToHeight: &endless,
	}))
	b.do(b.file.SetSheetProps(b.sheet, &excelize.SheetPropsOptions{FitToPage: &yes}))
	margin, foot := 0.4, 0.2
	b.do(b.file.SetPageMargins(b.sheet, &excelize.PageLayoutMarginsOptions{
		Left: &margin, Right: &margin, Top: &margin, Bottom: &margin, Header: &foot, Footer: &foot, Horizontally: &yes,
	}))
	b.foot("&C第 &P 页，共 &N 页")
	b.do(b.file.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Titles", RefersTo: fmt.Sprintf("%s!$%d:$%d", b.sheet, header, header), Scope: b.sheet,
	}))
}

func (b *book) foot(says string) {
	b.do(b.file.SetHeaderFooter(b.sheet, &excelize.HeaderFooterOptions{OddFooter: says}))
}

// dropdownRows are the rows that offer a choice.
const dropdownRows = 500

// dropdown offers choices in a column below the header; strict refuses others.
func (b *book) dropdown(col int, choices []string, strict bool) {
	v := excelize.NewDataValidation(true)
	v.SetSqref(b.axis(col, 2) + ":" + b.axis(col, dropdownRows))
	b.do(v.SetDropList(choices))
	v.ShowErrorMessage = strict
	b.do(b.file.AddDataValidation(b.sheet, v))
}

// choiceOf offers in a column what stands in another one, and takes other texts
// as well: a name may still have to be added.
func (b *book) choiceOf(col, of int) {
	v := excelize.NewDataValidation(true)
	v.SetSqref(b.axis(col, 2) + ":" + b.axis(col, dropdownRows))
	name, err := excelize.ColumnNumberToName(of + 1)
	b.do(err)
	v.SetSqrefDropList(fmt.Sprintf("$%s$2:$%s$%d", name, name, dropdownRows))
	v.ShowErrorMessage = false
	b.do(b.file.AddDataValidation(b.sheet, v))
}
