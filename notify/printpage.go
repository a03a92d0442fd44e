package notify

import (
	"strconv"

	"duban/checklist"
	"duban/internal/words"
)

// The page is drawn for the worst readers: Outlook's Word engine, web mail that
// drops style sheets, programs that turn colours dark. So: tables, a style on each
// cell, padding on cells only, colour and ground always together. max-width is a
// courtesy to wide windows: where it is ignored, the letter is as wide as the
// window and no worse.
const (
	face  = `font-family:'Microsoft YaHei',SimSun,sans-serif;`
	black = face + `color:#222222;`

	// a row of the letter with words in it, and one with a table in it
	wordsIn  = `<tr><td align="left" bgcolor="#ffffff" style="` + black
	tableIn  = `<tr><td bgcolor="#ffffff" style="padding:3px 16px `
	tableOf  = `<table width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="`
	rowEnd   = "</td></tr>\r\n"
	tableEnd = "</tr></table></td></tr>\r\n"
	grey     = `<span style="color:#555555`

	pageHead = `<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">` + "\r\n" +
		`<html xmlns="http://www.w3.org/1999/xhtml" lang="`
	pageTitle = `"><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8" /><title>`
	pageBody  = `</title></head>` + "\r\n" +
		`<body bgcolor="#f2f3f5" style="margin:0">` + "\r\n" +
		tableOf + `#f2f3f5"><tr><td align="center" bgcolor="#f2f3f5">` + "\r\n" +
		tableOf + `#ffffff" style="max-width:640px">` + "\r\n"
	pageFoot = `</table></td></tr></table></body></html>` + "\r\n"
)

// printPage sets the HTML part.
func (s layout) printPage(w *printed) {
	w.put(pageHead, s.Of("zh-CN", "en"), pageTitle)
	w.page(s.Subject)
	w.put(pageBody, wordsIn, `font-size:16px;line-height:26px;padding:20px 16px 6px 16px"><b>`)
	w.page(s.greeting())
	w.put(`</b>`, rowEnd)
	for _, b := range s.Blocks {
		w.pageBlock(b, s)
	}
	w.put(wordsIn, `font-size:13px;line-height:22px;padding:12px 16px 20px 16px">`, grey, `">`)
	w.page(s.Sign)
	if s.Tag != "" {
		w.put(`<br />`)
		w.page(s.Tag + s.keepTag())
	}
	w.put(`</span>`, rowEnd, pageFoot)
}

func (w *printed) pageBlock(b block, s layout) {
	switch b.Kind {
	case "item", "group":
		w.pageItem(b, s)
	case "links":
		w.put(wordsIn, `font-size:15px;line-height:28px;padding:3px 16px 3px 16px">`)
		w.pageLinks(b.Links, s)
		w.put(rowEnd)
	case "lines":
		w.pageLines(b.Lines)
	case "head":
		w.words(`font-size:15px;line-height:24px;padding:12px 16px 2px 16px"><b>`, b.Text, `</b>`)
	case "bar":
		w.pageBar(b.Bar)
	case "table":
		w.pageTable(b.Rows, b.Shares)
	case "course":
		w.pageCourse(b.Course, s.voice)
	case "strong":
		w.words(`font-size:16px;line-height:28px;padding:3px 16px 3px 16px"><b>`, b.Text, `</b>`)
	case "foot":
		w.words(`font-size:13px;line-height:22px;padding:12px 16px 0 16px">`+grey+`">`, b.Text, `</span>`)
	default:
		w.words(`font-size:15px;line-height:26px;padding:3px 16px 3px 16px">`, b.Text, ``)
	}
}

// words sets a row that is nothing but words.
func (w *printed) words(style, text, end string) {
	w.put(wordsIn, style)
	w.page(text)
	w.put(end, rowEnd)
}

func (w *printed) pageItem(b block, s layout) {
	w.put(tableIn, `3px 16px">`, tableOf, `#fafafa"><tr>`)
	w.pageCell(b, "6px 10px 6px 10px", s)
	for _, part := range b.Parts {
		w.put("</tr>\r\n<tr>")
		part.Colour = b.Colour
		w.pageCell(part, "2px 10px 4px 10px", s)
	}
	w.put(tableEnd)
}

// pageCell is an item, or the heading of a group, beside its edge.
func (w *printed) pageCell(b block, padding string, s layout) {
	w.put(`<td width="5" bgcolor="`, b.Colour, `" style="font-size:0">&nbsp;</td>`,
		`<td align="left" bgcolor="#fafafa" style="`, black, `font-size:15px;line-height:22px;padding:`, padding, `">`)
	if b.Mark != "" {
		w.put(`<span style="color:`, b.Colour, `"><b>`)
		w.page(s.marked(b.Mark))
		w.put(`</b></span>`)
	}
	w.page(b.Text)
	if len(b.Lines) > 0 {
		w.put(grey, `;font-size:13px;line-height:20px">`)
		for _, l := range b.Lines {
			w.put(`<br />`)
			w.page(l)
		}
		w.put(`</span>`)
	}
	switch {
	case len(b.Links) == 0:
	case len(b.Lines) > 0:
		w.put(s.gap())
		w.pageLinks(b.Links, s)
	default: // never behind a number and a name: that would read as an answer
		w.put(`<br />`)
		w.pageLinks(b.Links, s)
	}
	w.put(`</td>`)
}

// pageLinks sets links, each as its label says.
func (w *printed) pageLinks(all []link, s layout) {
	for _, l := range all {
		w.put(`<a href="`)
		w.page(l.href(s.ReplyTo, s.Of("回复：", "Re: ")+s.Tag))
		w.put(`" style="font-size:14px;color:`, colourBlue, `">`, s.Of("〔", "["))
		w.page(l.Label)
		w.put(s.Of("〕", "]"), `</a>`)
	}
}

func (w *printed) pageLines(all []string) {
	w.put(tableIn, `3px 16px">`, tableOf, `#f2f5f9"><tr><td align="left" bgcolor="#f2f5f9" style="`, black,
		`font-size:14px;line-height:24px;padding:6px 12px 6px 12px">`)
	for i, l := range all {
		if i > 0 {
			w.put(`<br />`)
		}
		w.page(l)
	}
	w.put(`</td>`, tableEnd)
}

func (w *printed) pageBar(all []share) {
	w.put(tableIn, `6px 16px">`, tableOf, `#ffffff"><tr>`)
	for _, s := range all {
		w.put(`<td width="`, s.Width(), `" align="center" bgcolor="`, s.Colour, `" style="`, face, `font-size:12px;line-height:20px;color:#ffffff">`)
		w.page(s.Label())
		w.put(`</td>`)
	}
	w.put(tableEnd)
}

func (w *printed) pageTable(rows [][]string, bars [][]share) {
	w.put(tableIn, `6px 16px"><table width="100%" cellpadding="0" cellspacing="1" border="0" bgcolor="#d9dde2">`)
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
			w.put(`<td align="`, align, `" bgcolor="`, ground, `" style="`, black, `font-size:13px;line-height:20px;padding:2px 8px 2px 8px">`)
			w.page(cell)
			w.put(`</td>`)
		}
		w.put(`</tr>`)
		if i > 0 && i <= len(bars) {
			w.pageThinBar(bars[i-1], len(row))
		}
	}
	w.put(`</table>`, rowEnd)
}

// pageThinBar draws shares below a row of a table, whose cells say the numbers.
func (w *printed) pageThinBar(all []share, columns int) {
	w.put(`<tr><td colspan="`, strconv.Itoa(columns), `" bgcolor="#ffffff">`, tableOf, `#ffffff"><tr>`)
	for _, s := range all {
		w.put(`<td width="`, s.Width(), `" bgcolor="`, s.Colour, `" style="font-size:3px">&nbsp;</td>`)
	}
	if len(all) == 0 {
		w.put(`<td bgcolor="#ffffff" style="font-size:3px">&nbsp;</td>`)
	}
	w.put(`</tr></table></td></tr>`)
}

// courseHigh is how high the highest column is, in pixels.
const courseHigh = 20

// pageCourse draws two columns a week: what was struck off, beside what was due.
func (w *printed) pageCourse(all []checklist.CoursePoint, v voice) {
	most := 1
	for _, c := range all {
		most = max(most, c.Done, c.Due)
	}
	const label = `font-size:11px;line-height:14px">`
	w.put(tableIn, `0 16px">`, tableOf, `#ffffff"><tr><td bgcolor="#ffffff" style="`, label, `&nbsp;</td>`)
	for _, c := range all {
		w.put(`<td align="center" valign="bottom" bgcolor="#ffffff"><table cellpadding="0" cellspacing="0" border="0"><tr>`)
		for _, column := range []struct {
			n      int
			colour string
		}{{c.Done, colourGrey}, {c.Due, colourAmber}} {
			high := strconv.Itoa(max(1, column.n*courseHigh/most))
			w.put(`<td width="10" valign="bottom" bgcolor="#ffffff"><table width="10" cellpadding="0" cellspacing="0" border="0"><tr><td height="`, high, `" bgcolor="`, column.colour,
				`" style="font-size:0;line-height:`, high, `px">&nbsp;</td></tr></table></td>`)
		}
		w.put(`</tr></table></td>`)
	}
	w.put(`</tr><tr><td align="left" bgcolor="#ffffff" style="`, black, label, ``, v.Of("已销号/<br />时限已到", "closed/<br />due"), `</td>`)
	for _, c := range all {
		w.put(`<td align="center" bgcolor="#ffffff" style="`, black, label, v.shortDate(c.On), `<br />`, strconv.Itoa(c.Done), `/`, strconv.Itoa(c.Due), `</td>`)
	}
	w.put(tableEnd)
}

// shortDate is 4.27: eight of them fit beside each other on a phone.
func (v voice) shortDate(d checklist.Day) string {
	_, month, day := d.Date()
	if v.Language == words.English {
		return strconv.Itoa(day) + " " + month.String()[:3]
	}
	return strconv.Itoa(int(month)) + "." + strconv.Itoa(day)
}
