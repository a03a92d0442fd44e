package grid

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"duban/checklist"
	"duban/internal/msg"
	"duban/internal/zh"
)

// Limits against archives that unpack without end; the second is what stays in
// memory of one part before it goes to a temporary file.
const (
	mostUnzipped  = 64 << 20
	mostUnzipPart = 16 << 20
)

// readWorkbook reads the sheet that was asked for, else the only visible one
// that fits.
func readWorkbook(raw []byte, want string, fits func(*Grid) bool) (g *Grid, err error) {
	defer func() {
		// The archive is a stranger's and the library large: whatever the one does
		// to the other, the clerk gets a sentence, not a stack.
		if recover() != nil {
			g, err = nil, damaged()
		}
	}()
	f, err := excelize.OpenReader(bytes.NewReader(raw), excelize.Options{
		UnzipSizeLimit: mostUnzipped, UnzipXMLSizeLimit: mostUnzipPart, CultureInfo: excelize.CultureNameZhCN,
	})
	if err != nil {
		return nil, damaged()
	}
	defer func() { _ = f.Close() }() // removes temporary files; nothing was written
	w := workbook{file: f, dateStyles: map[int]dateStyle{}}
	return w.choose(want, fits)
}

func damaged() error {
	return checklist.Problems{{What: msg.New("a workbook that does not open"), Mend: msg.New("open the workbook and save it anew")}}
}

type workbook struct {
	file       *excelize.File
	dateStyles map[int]dateStyle
}

// dateStyle is what a cell's format shows of a number: nothing of a date, its day,
// or its month alone.
type dateStyle int

const (
	noDate dateStyle = iota
	showsDay
	showsMonth
)

// layout is a date as it is put into the grid.
func (s dateStyle) layout() string {
	if s == showsMonth {
		return "2006年1月"
	}
	return time.DateOnly
}

// said is a date as it was read.
func (s dateStyle) said(t time.Time) any {
	if s == showsMonth {
		return msg.New("month of a year", t.Year(), int(t.Month()))
	}
	return t.Format(time.DateOnly)
}

func (w *workbook) choose(want string, fits func(*Grid) bool) (*Grid, error) {
	names := w.file.GetSheetList()
	if want != "" {
		if !slices.Contains(names, want) {
			return nil, checklist.Problems{{What: msg.New("no such worksheet", want), Mend: msg.New("the worksheets", names)}}
		}
		return w.grid(want)
	}
	var found, others []*Grid
	var problems checklist.Problems
	for _, name := range names {
		if visible, err := w.file.GetSheetVisible(name); err != nil || !visible {
			continue
		}
		g, err := w.grid(name)
		switch {
		case err != nil:
			problems = append(problems, err.(checklist.Problems)...)
		case fits(g):
			found = append(found, g)
		case g.hasHeading():
			others = append(others, g)
		}
	}
	if len(found) == 0 && len(others) == 1 && len(problems) == 0 {
		return others[0], nil // what it lacks is told when it is read
	}
	return onlyOne(found, problems, names)
}

func onlyOne(found []*Grid, problems checklist.Problems, names []string) (*Grid, error) {
	switch {
	case len(found) == 1:
		return found[0], nil
	case len(found) > 1:
		var fit []string
		for _, g := range found {
			fit = append(fit, g.Sheet)
		}
		return nil, checklist.Problems{{What: msg.New("several worksheets like a list", fit), Mend: msg.New("say which by --sheet")}}
	case len(problems) > 0:
		return nil, problems
	}
	return nil, checklist.Problems{{
		What: msg.New("no worksheet with headings", names),
		Mend: wantedHeadings,
	}}
}

// grid reads one sheet: what its cells show, dates as 2027-04-30, merged cells
// with their text in every row.
func (w *workbook) grid(name string) (*Grid, error) {
	shown, err := w.file.GetRows(name)
	if err != nil {
		return nil, damaged()
	}
	g := &Grid{Sheet: name, Merges: true, Wide: map[int]bool{}}
	for _, fields := range shown[:min(len(shown), MostRows+1)] {
		g.add(fields)
	}
	if err := g.tooLarge(); err != nil {
		return nil, err
	}
	if err := w.dates(g); err != nil {
		return nil, err
	}
	if err := w.merge(g); err != nil {
		return nil, err
	}
	w.tellHidden(g)
	return g, nil
}

// dates puts days for the serial numbers behind cells formatted as dates, since
// what such a cell shows depends on the reader's country.
func (w *workbook) dates(g *Grid) error {
	var raw [][]string                    // read when the first date is met; most sheets have none
	props, _ := w.file.GetWorkbookProps() // without them the 1900 calendar holds
	from1904 := props.Date1904 != nil && *props.Date1904
	for i, row := range g.Rows {
		for j := range row {
			style := noDate
			if row[j].Text != "" {
				style = w.dateStyle(g.Sheet, i, j)
			}
			if style == noDate {
				continue
			}
			if raw == nil {
				var err error
				if raw, err = w.file.GetRows(g.Sheet, excelize.Options{RawCellValue: true}); err != nil {
					return damaged()
				}
			}
			if i >= len(raw) || j >= len(raw[i]) {
				continue
			}
			serial, err := strconv.ParseFloat(raw[i][j], 64)
			if err != nil {
				continue // a text in a cell formatted as a date
			}
			t, err := excelize.ExcelDateToTime(serial, from1904)
			if err != nil || t.Year() < 1950 {
				continue
			}
			row[j].Text = t.Format(style.layout())
			g.warn(checklist.Problem{Row: i + 1, Field: At(j), What: msg.New("a cell that is a date", style.said(t)), Mend: msg.New("if wrong, make it a text")})
		}
	}
	return nil
}

var dateCode = zh.NewPattern(`[yYdD年月日]`)

func (w *workbook) dateStyle(sheet string, row, col int) dateStyle {
	axis, err := excelize.CoordinatesToCellName(col+1, row+1)
	if err != nil {
		return noDate
	}
	id, err := w.file.GetCellStyle(sheet, axis)
	if err != nil {
		return noDate
	}
	style, known := w.dateStyles[id]
	if !known {
		style = w.shows(id)
		w.dateStyles[id] = style
	}
	return style
}

// shows knows the built-in formats of ECMA-376 part 1, 18.8.30, with those
// of the Chinese editions (27 to 36, 50 to 58), and the custom ones by their
// letters. Times of day (18 to 21, 45 to 47) are no dates.
func (w *workbook) shows(id int) dateStyle {
	style, err := w.file.GetStyle(id)
	if err != nil || style == nil {
		return noDate
	}
	if style.CustomNumFmt != nil {
		code := strings.ToLower(quotedOrColour.ReplaceAllString(*style.CustomNumFmt, ""))
		switch {
		case !dateCode.MatchString(code):
			return noDate
		case strings.ContainsAny(code, "y年") && !strings.ContainsAny(code, "d日"):
			return showsMonth
		}
		return showsDay
	}
	switch n := style.NumFmt; {
	case n == 17, n == 27, n == 36, n == 50, n == 52, n == 57:
		return showsMonth // yyyy"年"m"月" in the Chinese editions
	case isDayFormat(n):
		return showsDay
	}
	return noDate
}

func isDayFormat(n int) bool {
	return 14 <= n && n <= 17 || n == 22 || 27 <= n && n <= 31 || n == 36 || 50 <= n && n <= 54 || n == 57 || n == 58
}

var quotedOrColour = zh.NewPattern(`\[[^\]]*\]|"[^"]*"`)

// merge copies the text of a merged cell down its first column.
func (w *workbook) merge(g *Grid) error {
	merged, err := w.file.GetMergeCells(g.Sheet)
	if err != nil {
		return damaged()
	}
	for _, m := range merged {
		left, top, err := excelize.CellNameToCoordinates(m.GetStartAxis())
		if err != nil {
			return damaged()
		}
		right, bottom, err := excelize.CellNameToCoordinates(m.GetEndAxis())
		if err != nil {
			return damaged()
		}
		if right-left >= 2 && top <= len(g.Rows) {
			g.Wide[top-1] = true
		}
		g.coverDown(left-1, top-1, min(bottom, len(g.Rows))-1)
	}
	return nil
}

func (g *Grid) coverDown(col, top, bottom int) {
	if col >= MostColumns || top >= len(g.Rows) {
		return
	}
	text := g.At(top, col).Text
	for row := top + 1; row <= bottom; row++ {
		for len(g.Rows[row]) <= col {
			g.Rows[row] = append(g.Rows[row], cell{Owner: row})
		}
		g.Rows[row][col] = cell{Text: text, Owner: top}
	}
}

func (w *workbook) tellHidden(g *Grid) {
	for i, row := range g.Rows {
		if len(row) == 0 {
			continue
		}
		if visible, err := w.file.GetRowVisible(g.Sheet, i+1); err == nil && !visible {
			g.warn(checklist.Problem{Row: i + 1, What: msg.New("a hidden line"), Mend: msg.New("delete what is not wanted")})
		}
	}
}

// Letter is what a spreadsheet calls a column.
func Letter(col int) string {
	name, err := excelize.ColumnNumberToName(col + 1)
	if err != nil {
		return ""
	}
	return name
}

// At is the place of a column that its heading does not name.
func At(col int) msg.Message { return msg.New("column of a letter", Letter(col)) }
