package message

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"duban/internal/zh"
)

// pageText is what a page says to its reader, and what it keeps from his eyes.
type pageText struct {
	shown  string
	hidden string // not part of shown
	white  bool   // some text is white on no background of its own
}

// htmlToText makes a page plain, in time linear in its length and whatever its
// nesting: it walks the tokens, for a tree of 20 000 nested elements cannot be
// built. Blocks break lines, the cells of a row are parted by a tab.
func htmlToText(page string) pageText {
	z := html.NewTokenizer(strings.NewReader(page))
	var w htmlWalker
	for {
		switch z.Next() {
		case html.ErrorToken: // the end: a string has no other error
			return w.finish()
		case html.TextToken:
			w.text(string(z.Text()))
		case html.StartTagToken, html.SelfClosingTagToken: // a browser takes <div/> for <div>
			w.start(z)
		case html.EndTagToken:
			name, _ := z.TagName()
			w.end(atom.Lookup(name))
		}
	}
}

// htmlWalker writes visible text to one side and hidden text to the other.
type htmlWalker struct {
	shown  textWriter
	hidden textWriter

	white    bool
	skip     atom.Atom // inside an element whose text is none: script, style …
	conceals atom.Atom // the element that hides what is in it; 0: nothing does
	depth    int       // elements of that name open inside of it
	pre      int
}

func (w *htmlWalker) out() *textWriter {
	if w.conceals != 0 {
		return &w.hidden
	}
	return &w.shown
}

func (w *htmlWalker) text(s string) {
	switch {
	case w.skip != 0:
	case w.pre > 0:
		w.out().verbatim(s)
	default:
		w.out().words(s)
	}
}

func (w *htmlWalker) start(z *html.Tokenizer) {
	nameBytes, more := z.TagName()
	name := atom.Lookup(nameBytes)
	w.impliedEnd(name)
	w.breakBefore(name)
	style := ""
	if more {
		style = hidingAttributes(z)
	}
	w.white = w.white || whiteStyle.MatchString(style) && !strings.Contains(style, "background")
	switch {
	case voidElements[name] || name == 0:
	case skipped[name]:
		w.skip = name
	case w.conceals == name:
		w.depth++
	case w.conceals == 0 && HidingStyle.MatchString(style):
		w.conceals, w.depth = name, 1
	case name == atom.Pre:
		w.pre++
	}
}

func (w *htmlWalker) end(name atom.Atom) {
	if name == 0 {
		return
	}
	if w.skip == name {
		w.skip = 0
	}
	if name == atom.Pre && w.pre > 0 {
		w.pre--
	}
	switch {
	case name == atom.Tr:
		w.out().row()
	case blocks[name]:
		w.out().newline()
	}
	if w.conceals == name {
		if w.depth--; w.depth == 0 {
			w.conceals = 0
		}
	}
	if w.conceals != 0 && closesAround[name][w.conceals] {
		w.conceals = 0
	}
}

// impliedEnd ends a hidden element that HTML lets stand without its end tag.
func (w *htmlWalker) impliedEnd(next atom.Atom) {
	if w.conceals == atom.P && blocks[next] || w.conceals != 0 && impliedBy[next][w.conceals] {
		w.conceals = 0
	}
}

func (w *htmlWalker) breakBefore(name atom.Atom) {
	switch {
	case name == atom.Td || name == atom.Th:
		w.out().cell()
	case name == atom.Tr:
		w.out().row()
	case name == atom.Br:
		w.out().br()
	case blocks[name]:
		w.out().newline()
	}
}

// finish gives hidden text back if what hid it was never closed: to lose the
// writer's words is worse than to show too many.
func (w *htmlWalker) finish() pageText {
	t := pageText{shown: w.shown.String(), hidden: w.hidden.String(), white: w.white}
	if w.conceals != 0 && t.hidden != "" {
		t.shown = strings.TrimSpace(t.shown + "\n" + t.hidden)
	}
	return t
}

func set(atoms ...atom.Atom) map[atom.Atom]bool {
	m := make(map[atom.Atom]bool, len(atoms))
	for _, a := range atoms {
		m[a] = true
	}
	return m
}

var (
	blocks = set(atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Center,
		atom.Dd, atom.Div, atom.Dl, atom.Dt, atom.Fieldset, atom.Footer, atom.Form, atom.H1, atom.H2,
		atom.H3, atom.H4, atom.H5, atom.H6, atom.Header, atom.Hr, atom.Li, atom.Main, atom.Ol, atom.P,
		atom.Pre, atom.Section, atom.Table, atom.Tr, atom.Ul)
	skipped      = set(atom.Script, atom.Style, atom.Title, atom.Noscript, atom.Iframe)
	voidElements = set(atom.Area, atom.Base, atom.Br, atom.Col, atom.Embed, atom.Hr, atom.Img, atom.Input, atom.Link, atom.Meta, atom.Source, atom.Track, atom.Wbr)

	// impliedBy: a start tag that ends an open element; closesAround: an end tag
	// that ends the element inside of it too (HTML standard, 13.1.2.4).
	impliedBy = map[atom.Atom]map[atom.Atom]bool{
		atom.Li: set(atom.Li), atom.Td: set(atom.Td, atom.Th), atom.Th: set(atom.Td, atom.Th),
		atom.Tr: set(atom.Tr, atom.Td, atom.Th), atom.Dd: set(atom.Dd, atom.Dt), atom.Dt: set(atom.Dd, atom.Dt),
	}
	closesAround = map[atom.Atom]map[atom.Atom]bool{
		atom.Table: set(atom.Tr, atom.Td, atom.Th, atom.P), atom.Tr: set(atom.Td, atom.Th, atom.P), atom.Td: set(atom.P),
		atom.Ul: set(atom.Li), atom.Ol: set(atom.Li), atom.Div: set(atom.P), atom.Blockquote: set(atom.P),
	}
)

// hidingAttributes returns the style of the current start tag, lower case and
// without blanks; the attribute hidden reads as the style it stands for.
func hidingAttributes(z *html.Tokenizer) string {
	style := ""
	for more := true; more; {
		var key, value []byte
		key, value, more = z.TagAttr()
		switch string(key) {
		case "hidden":
			style = "display:none;" + style
		case "style":
			style += Squeeze(string(value))
		}
	}
	return style
}

// Both match what hidingAttributes returns.
var (
	HidingStyle = zh.NewPattern(`(?:^|;)(?:display:none|visibility:hidden|mso-hide:all|font-size:0(?:\.0+)?(?:px|pt|em|rem|%)?(?:!important)?(?:;|$)|opacity:0(?:\.0+)?(?:!important)?(?:;|$))`)
	whiteStyle  = zh.NewPattern(`(?:^|;)color:(?:#fff(?:fff)?|white|rgb\(255,255,255\))`)
)

func Squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, s)
}
