package message

import (
	"io"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// Page is an HTML text as its reader sees it.
type Page struct {
	Lines  []PageLine
	Apart  []Element // the elements that the caller asked for, in the page's order
	Hidden string    // text that no reader sees: part of no line
}

// PageLine is one line; the cells of a table row are parted by a tab.
type PageLine struct {
	Text   string
	Colour Colour // of most of it; not set where its writer chose none
}

// Text is the page made plain.
func (p Page) Text() string {
	var b strings.Builder
	for i, l := range p.Lines {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(l.Text)
	}
	return strings.TrimSpace(b.String())
}

// ReadPage reads an HTML text. An element for which apart is true begins and ends a line
// and is among Page.Apart; apart may be nil. What a reader cannot see is left out,
// whichever way it is hidden.
//
// Its time is linear in the length of the page, whatever its nesting: it walks the
// tokens and builds no tree.
func ReadPage(page string, apart func(*Element) bool) Page {
	w := pageWalk{z: html.NewTokenizer(strings.NewReader(page)), apart: apart, rules: readStyleRules(page), open: make([]opened, 0, 32)}
	w.open = append(w.open, opened{apart: -1})
	for w.step() {
	}
	for len(w.open) > 1 {
		w.closeLast()
	}
	w.page.Lines, w.page.Hidden = w.shown.finish(), Page{Lines: w.hidden.finish()}.Text()
	return w.page
}

// pageWalk writes what is seen to one side and what is hidden to the other.
type pageWalk struct {
	z             *html.Tokenizer
	apart         func(*Element) bool
	rules         styleRules
	open          []opened // the elements that are open; the first stands for the page
	shown, hidden lineWriter
	page          Page
}

func (w *pageWalk) look() look { return w.open[len(w.open)-1].look }

func (w *pageWalk) out() *lineWriter {
	if w.look().unseen() {
		return &w.hidden
	}
	return &w.shown
}

// step takes one token; false at the end.
func (w *pageWalk) step() bool {
	switch w.z.Next() {
	case html.ErrorToken:
		if w.z.Err() != io.EOF { // even where the tokenizer gives up, what it held is text
			w.text(string(w.z.Raw()))
		}
		return false
	case html.TextToken:
		w.text(string(w.z.Text()))
	case html.StartTagToken, html.SelfClosingTagToken: // a browser takes <div/> for <div>
		e := readElement(w.z)
		w.start(&e)
	case html.EndTagToken:
		name, _ := w.z.TagName()
		w.end(string(name))
	}
	return true
}

func (w *pageWalk) text(s string) {
	l := w.look()
	switch {
	case l.code:
	case l.pre:
		w.out().verbatim(s, l.chosenColour())
	default:
		w.out().words(s, l.chosenColour())
	}
}

func (w *pageWalk) start(e *Element) {
	w.impliedEnds(e.Name)
	w.breakAt(e)
	if voidElements[e.Name] {
		if e.Name == "hr" && w.standsApart(e) {
			e.First = w.shown.mark()
			e.End = e.First
			w.page.Apart = append(w.page.Apart, *e)
		}
		return
	}
	o := opened{name: e.Name, id: e.ID, class: e.Class, apart: -1, look: w.look().within(e, w.rules.of(e, w.open)), counter: firstNumber(e)}
	if !o.look.unseen() && w.standsApart(e) {
		e.First = w.shown.mark()
		o.apart = len(w.page.Apart)
		w.page.Apart = append(w.page.Apart, *e)
	}
	w.open = append(w.open, o)
}

func (w *pageWalk) standsApart(e *Element) bool {
	return w.apart != nil && !w.look().unseen() && w.apart(e)
}

// breakAt does what a start tag means for the lines.
func (w *pageWalk) breakAt(e *Element) {
	switch name := e.Name; {
	case name == "td" || name == "th":
		w.out().cell()
	case name == "tr":
		w.out().row()
	case name == "br":
		w.out().br()
	case name == "li":
		w.out().newline()
		w.listNumber()
	case blockElements[name]:
		w.out().newline()
	}
}

// listNumber writes the number that the reader sees: a person who types "3. 已完成" in
// Outlook sends <ol start=3><li>已完成.
func (w *pageWalk) listNumber() {
	for i := len(w.open) - 1; i >= max(1, len(w.open)-4); i-- {
		switch o := &w.open[i]; o.name {
		case "ol":
			w.out().words(strconv.Itoa(o.counter)+". ", w.look().chosenColour())
			o.counter++
			return
		case "ul":
			return
		}
	}
}

func firstNumber(e *Element) int {
	if n, err := strconv.Atoi(e.Attr("start")); err == nil && n > 0 {
		return n
	}
	return 1
}

func (w *pageWalk) end(name string) {
	if name == "tr" {
		w.out().row()
	} else if blockElements[name] || name == "li" {
		w.out().newline()
	}
	if at := w.findOpen(name, scopeOf(name)); at > 0 {
		w.closeFrom(at)
	}
}
