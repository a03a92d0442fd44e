package notify

import (
	"strconv"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/internal/words"
)

// The page is drawn for the worst readers: Outlook's Word engine, web mail that
// drops style sheets, programs that turn colours dark. So: tables, a style on each
// cell, colour and ground always together. What programs draw differently is written
// where all of them draw alike: the font as one shorthand and not as size and line
// height, padding by the table's attribute wherever its cells share one and else on
// cells only, the body's margins by its attributes. max-width is a courtesy to wide
// windows: where it is ignored, the letter is as wide as the window and no worse.
const (
	family = ` 'Microsoft YaHei',SimSun,sans-serif;`
	black  = family + `color:#222222`
	grey   = family + `color:#555555`

	// a row of the letter with words in it, and one with a table in it
	wordsIn  = `<tr><td align="left" bgcolor="#ffffff" style="font:`
	tableIn  = `<tr><td bgcolor="#ffffff">`
	tableOf  = `<table width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="`
	rowEnd   = "</td></tr>\r\n"
	tableEnd = "</tr></table></td></tr>\r\n"

	pageHead = `<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">` + "\r\n" +
		`<html xmlns="http://www.w3.org/1999/xhtml" lang="`
	pageTitle = `"><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8" /><title>`
	pageBody  = `</title></head>` + "\r\n" +
		`<body bgcolor="#f2f3f5" topmargin="0" leftmargin="0" marginwidth="0" marginheight="0">` + "\r\n" +
		tableOf + `#f2f3f5"><tr><td align="center" bgcolor="#f2f3f5">` + "\r\n" +
		tableOf + `#ffffff" style="max-width:640px"><tr><td bgcolor="#ffffff" style="padding:17px 13px 17px 13px">` + "\r\n" +
		`<table width="100%" cellpadding="3" cellspacing="0" border="0" bgcolor="#ffffff">` + "\r\n"
	pageFoot = `</table></td></tr></table></td></tr></table></body></html>` + "\r\n"
)

// printPage sets the HTML part.
func (s layout) printPage(w *printed) {
	w.put(pageHead, s.Of("zh-CN", "en"), pageTitle)
	w.page(s.Subject)
	w.put(pageBody)
	if s.Greeting != "" {
		w.words(`16px/26px`+black+`;padding:3px 3px 6px 3px"><b>`, s.Greeting, `</b>`)
	}
	for _, b := range s.Blocks {
		w.pageBlock(b, s)
	}
	w.put(wordsIn, `13px/22px`, grey, aboveFoot)
	w.page(s.Sign)
	if s.Tag != "" {
		w.put(`<br />`)
		w.page(s.Tag + s.keepTag())
	}
	w.put(rowEnd, pageFoot)
}

func (w *printed) pageBlock(b block, s layout) {
	switch b.Kind {
	case "item", "group":
		w.pageItem(b, s)
	case "links":
		w.put(wordsIn, `15px/28px`, black, `">`)
		w.pageLinks(b.Links, s)
		w.put(rowEnd)
	case "lines":
		w.pageLines(b.Lines)
	case "head":
		w.words(`15px/24px`+black+`;padding:12px 3px 2px 3px"><b>`, b.Text, `</b>`)
	case "bar":
		w.pageBar(b.Bar)
	case "table":
		w.pageTable(b.Rows, b.Shares)
	case "course":
		w.pageCourse(b.Course, s.voice)
	case "strong":
		w.words(`16px/28px`+black+`"><b>`, b.Text, `</b>`)
	case "foot":
		w.words(`13px/22px`+grey+aboveFoot, b.Text, ``)
	default:
		w.words(`15px/26px`+black+`">`, b.Text, ``)
	}
}

// aboveFoot keeps small print apart from the letter.
const aboveFoot = `;padding:12px 3px 0 3px">`

// words sets a row that is nothing but words.
func (w *printed) words(style, text, end string) {
	w.put(wordsIn, style)
	w.page(text)
	w.put(end, rowEnd)
}

func (w *printed) pageItem(b block, s layout) {
	w.put(tableIn, tableOf, `#fafafa"><tr>`)
	w.pageCell(b, ";padding:6px 10px 6px 10px", s)
	for _, part := range b.Parts {
		w.put("</tr>\r\n<tr>")
		part.Colour = b.Colour
		w.pageCell(part, ";padding:2px 10px 4px 10px", s)
	}
	w.put(tableEnd)
}

// pageCell is an item, or the heading of a group, beside its edge. The cell has the font
// of most of its lines, for no line is lower than its cell's.
func (w *printed) pageCell(b block, padding string, s layout) {
	const title, notes = `15px/22px` + black, `13px/20px` + grey
	w.put(`<td width="5" bgcolor="`, b.Colour, `" style="font-size:0">&nbsp;</td><td align="left" bgcolor="#fafafa" style="font:`)
	if len(b.Lines) == 0 {
		w.put(title, padding, `">`)
		w.pageTitle(b, s.voice)
		if len(b.Links) > 0 { // never behind a number and a name: that would read as an answer
			w.put(`<br />`)
		}
	} else {
		w.put(notes, padding, `"><span style="font:`, title, `">`)
		w.pageTitle(b, s.voice)
		w.put(`</span>`)
		for _, l := range b.Lines {
			w.put(`<br />`)
			w.page(l)
		}
		if len(b.Links) > 0 {
			w.put(s.gap())
		}
	}
	w.pageLinks(b.Links, s)
	w.put(`</td>`)
}

func (w *printed) pageTitle(b block, v voice) {
	if b.Mark != "" {
		w.put(`<span style="color:`, b.Colour, `"><b>`)
		w.page(v.marked(b.Mark))
		w.put(`</b></span>`)
	}
	w.page(b.Text)
}

// pageLinks sets links, each as its label says.
func (w *printed) pageLinks(all []link, s layout) {
	for i, l := range all {
		if i > 0 {
			w.put(s.Of("", " "))
		}
		w.put(`<a href="`)
		w.page(l.href(s.ReplyTo, s.Of("回复："+s.Tag, "Re: "+s.Tag+" ")))
		w.put(`" style="font-size:14px;color:`, colourBlue, `">`, s.Of("〔", "["))
		w.page(l.Label)
		w.put(s.Of("〕", "]"), `</a>`)
	}
}

func (w *printed) pageLines(all []string) {
	w.put(tableIn, tableOf, `#f2f5f9"><tr><td align="left" bgcolor="#f2f5f9" style="font:14px/24px`, black, `;padding:6px 12px 6px 12px">`)
	for i, l := range all {
		if i > 0 {
			w.put(`<br />`)
		}
		w.page(l)
	}
	w.put(`</td>`, tableEnd)
}

func (w *printed) pageBar(all []share) {
	w.put(tableIn, tableOf, `#ffffff"><tr>`)
	for _, s := range all {
		w.put(`<td width="`, s.Width(), `" align="center" bgcolor="`, s.Colour, `" style="font:12px/20px`, family, `color:#ffffff">`)
		w.page(s.Label())
		w.put(`</td>`)
	}
	w.put(tableEnd)
}

// pageTable sets rows of numbers; a bar to scale stands between the name of its row and
// the numbers, in a column of its own: below the row it would read as one of the table's rules.
func (w *printed) pageTable(rows [][]string, bars [][]share) {
	columns, wide := widthsOf(rows[0])
	w.put(tableIn, `<table width="100%" cellpadding="4" cellspacing="1" border="0" bgcolor="#d9dde2">`)
	for i, row := range rows {
		ground := "#ffffff"
		if i == 0 {
			ground = "#eef1f5"
		}
		w.put(`<tr>`)
		for j, cell := range row {
			align := "right"
			if j == 0 {
				align = "left"
			}
			w.put(`<td width="`, strconv.Itoa(columns[j]), `%" align="`, align, `" bgcolor="`, ground, `" style="font:13px/16px`, black, `">`)
			w.page(cell)
			w.put(`</td>`)
			if j == 0 && bars != nil {
				w.put(`<td width="`, strconv.Itoa(wide), `%" bgcolor="`, ground, `">`)
				if i > 0 {
					w.pageThinBar(bars[i-1])
				}
				w.put(`</td>`)
			}
		}
		w.put(`</tr>`)
	}
	w.put(`</table>`, rowEnd)
}

// widthsOf are the widths of columns, in per cent: those of numbers as their headings
// need it to stand in one line on a phone, and of the rest a third for the bars.
func widthsOf(heading []string) (columns []int, bars int) {
	columns = make([]int, len(heading))
	rest := 100
	for i, h := range heading[1:] {
		columns[i+1] = 3 + 2*wide(h)
		rest -= columns[i+1]
	}
	columns[0], bars = rest-rest/3, rest/3
	return columns, bars
}

// pageThinBar draws the bar of a row; the row's cells say its numbers.
func (w *printed) pageThinBar(all []share) {
	if len(all) == 0 {
		return
	}
	w.put(tableOf, `#ffffff"><tr>`)
	for _, s := range all {
		w.put(`<td width="`, s.Width(), `" bgcolor="`, s.Colour, `" style="font:1px/10px`, family, `">&nbsp;</td>`)
	}
	w.put(`</tr></table>`)
}

// courseHigh is how high the highest column is, in pixels.
const courseHigh = 28

// pageCourse draws two columns a week: what was struck off, beside what was due. All weeks
// are as wide as each other, or a program gives the room to the words beside them.
func (w *printed) pageCourse(all []letter.CoursePoint, v voice) {
	most := 1
	for _, c := range all {
		most = max(most, c.Done, c.Due)
	}
	const label, share = `11px/14px` + family, 18
	wide := strconv.Itoa((100-share)/len(all)) + `%`
	w.put(tableIn, tableOf, `#ffffff"><tr><td width="`, strconv.Itoa(share), `%" bgcolor="#ffffff">&nbsp;</td>`)
	for _, c := range all {
		w.put(`<td width="`, wide, `" align="center" valign="bottom" bgcolor="#ffffff"><table width="24" cellpadding="0" cellspacing="0" border="0"><tr>`)
		w.pageColumn(c.Done*courseHigh/most, colourGrey)
		w.pageColumn(c.Due*courseHigh/most, colourAmber)
		w.put(`</tr></table></td>`)
	}
	w.put(`</tr><tr><td align="left" bgcolor="#ffffff" style="font:`, label, `color:#222222"><span style="color:`, colourGrey, `">■</span>`, v.Of("已销号", "closed"), `<br /><span style="color:`, colourAmber, `">■</span>`, v.Of("时限已到", "due"), `</td>`)
	for _, c := range all {
		w.put(`<td align="center" bgcolor="#ffffff" style="font:`, label, `color:#222222">`, v.shortDate(c.On), `<br />`, strconv.Itoa(c.Done), `/`, strconv.Itoa(c.Due), `</td>`)
	}
	w.put(tableEnd)
}

func (w *printed) pageColumn(high int, colour string) {
	w.put(`<td width="12" valign="bottom" bgcolor="#ffffff"><table width="12" cellpadding="0" cellspacing="0" border="0"><tr><td bgcolor="`, colour,
		`" style="font:1px/`, strconv.Itoa(max(1, high)), `px`, family, `">&nbsp;</td></tr></table></td>`)
}

// shortDate is 4.27, or 27 Apr: eight of them fit beside each other on a phone.
func (v voice) shortDate(d checklist.Day) string {
	_, month, day := d.Date()
	if v.Language == words.English {
		return strconv.Itoa(day) + " " + month.String()[:3]
	}
	return strconv.Itoa(int(month)) + "." + strconv.Itoa(day)
}
