package quote

import (
	"io"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// htmlLines reads an HTML part as lines of text, each with the quote container it
// stands in. hidden reports that text nobody can see was left out. With strict,
// the containers that may also hold the author's words are not taken as quotes.
//
// It walks the tokens and builds no tree, so that neither deep nesting nor
// unclosed elements cost more than their length.
func htmlLines(src string, strict bool) (ls []quoteLine, hidden bool) {
	w := &htmlWalk{z: html.NewTokenizer(strings.NewReader(src)), strict: strict, article: -1}
	for w.step() {
	}
	w.breakLine(false)
	return w.lines, w.hidden
}

// box is an open element that decides about the text inside.
type box struct {
	rule boxRule
	tag  string
	open int // elements of this name open inside, itself included
}

// mostBoxes bounds how many boxes may be open in each other; mails have three.
const mostBoxes = 16

type htmlWalk struct {
	z       *html.Tokenizer
	strict  bool
	lines   []quoteLine
	text    strings.Builder
	boxes   []box
	rest    boxRule // set: everything from here on belongs to it
	article int     // line where an <article> began, -1 past it
	counter []int   // the next number of each open list, 0 for lists without
	pre     int     // open <pre> elements: line ends count
	tint    tint    // the coloured element at hand
	hidden  bool
}

// step takes one token; false at the end.
func (w *htmlWalk) step() bool {
	switch w.z.Next() {
	case html.ErrorToken:
		// Even where the tokenizer gives up, what it held is text.
		if w.z.Err() != io.EOF {
			w.write(string(w.z.Raw()))
		}
		return false
	case html.TextToken:
		w.write(string(w.z.Text()))
	case html.StartTagToken:
		w.start(readTag(w.z))
	case html.SelfClosingTagToken:
		w.start(readTag(w.z))
	case html.EndTagToken:
		name, _ := w.z.TagName()
		w.end(string(name))
	}
	return true
}

func (w *htmlWalk) start(t htmlTag) {
	w.beforeTag(t)
	if void[t.name] {
		return
	}
	w.tint.start(t)
	rule, found := matchBox(t, w.strict)
	if !found || w.inside(boxQuote) || w.unseen() || len(w.boxes) >= mostBoxes {
		w.count(t.name, +1)
		return
	}
	w.breakLine(false)
	if rule.kind == boxRest || rule.kind == boxTail {
		w.fromHere(rule)
		return
	}
	w.boxes = append(w.boxes, box{rule, t.name, 1})
}

// beforeTag does what a tag means for the lines.
func (w *htmlWalk) beforeTag(t htmlTag) {
	switch {
	case t.name == "br":
		w.breakLine(true)
	case t.name == "hr":
		w.breakLine(false)
		if rule, _ := matchBox(t, w.strict); rule.kind == boxRest || rule.kind == boxTail {
			w.fromHere(rule)
		}
	case t.name == "td" || t.name == "th":
		w.cell()
	case t.name == "ol" || t.name == "ul":
		w.breakLine(false)
		w.openList(t)
	case t.name == "li":
		w.breakLine(false)
		w.listItem()
	case blockTags[t.name]:
		w.breakLine(false)
		w.closeParagraphBox()
	}
	switch {
	case t.name == "pre":
		w.pre++
	case t.name == "article":
		w.article = len(w.lines)
	case t.uneditable:
		w.cutArticle()
	}
}

func (w *htmlWalk) end(name string) {
	if blockTags[name] || name == "li" || name == "ol" || name == "ul" {
		w.breakLine(false)
	}
	if (name == "ol" || name == "ul") && len(w.counter) > 0 {
		w.counter = w.counter[:len(w.counter)-1]
	}
	w.count(name, -1)
	w.tint.end(name)
	switch name {
	case "blockquote":
		w.softEnds()
	case "pre":
		w.pre = max(0, w.pre-1)
	}
}

// count keeps the innermost box's balance of its own element name.
func (w *htmlWalk) count(name string, by int) {
	if len(w.boxes) == 0 {
		return
	}
	top := &w.boxes[len(w.boxes)-1]
	if top.tag != name {
		return
	}
	if top.open += by; top.open == 0 {
		w.breakLine(false)
		w.boxes = w.boxes[:len(w.boxes)-1]
	}
}

// closeParagraphBox ends a box made by a <p>: a block element closes a paragraph
// (HTML, section 13.1.2.4), and many programs never write </p>.
func (w *htmlWalk) closeParagraphBox() {
	if n := len(w.boxes); n > 0 && w.boxes[n-1].tag == "p" {
		w.boxes = w.boxes[:n-1]
	}
}

// softEnds opens Gmail's wrapper after its first inner quote: who answers between
// the lines writes into the wrapper.
func (w *htmlWalk) softEnds() {
	if n := len(w.boxes); n > 0 && w.boxes[n-1].rule.kind == boxSoft {
		w.boxes[n-1].rule = boxRule{kind: boxOpen}
	}
}

// unseen reports whether the text at hand is not shown to anyone.
func (w *htmlWalk) unseen() bool { return w.inside(boxHidden) || w.inside(boxDark) }

func (w *htmlWalk) inside(kind boxKind) bool {
	for _, b := range w.boxes {
		if b.rule.kind == kind {
			return true
		}
	}
	return kind == boxQuote && w.rest.kind == boxRest
}

// fromHere makes all that follows belong to a rule; a quote outranks Foxmail's
// signature rule, which stands above it.
func (w *htmlWalk) fromHere(rule boxRule) {
	if w.rest.kind != boxRest {
		w.rest = rule
	}
}

// cutArticle marks the new QQ card, whose only stable sign is the uneditable
// table inside an <article> that says 原始邮件 or Original.
func (w *htmlWalk) cutArticle() {
	if w.article < 0 || w.article > len(w.lines) || w.inside(boxQuote) {
		return
	}
	w.breakLine(false)
	for i := w.article; i < len(w.lines); i++ {
		if loneWord.MatchString(w.lines[i].key) {
			for j := i; j < len(w.lines); j++ {
				w.lines[j].boxed, w.lines[j].toEnd = qqCard.reason, true
			}
			w.fromHere(qqCard)
			break
		}
	}
	w.article = -1
}

func (w *htmlWalk) openList(t htmlTag) {
	next := 0
	if t.name == "ol" {
		next = 1
		if n, err := strconv.Atoi(t.start); err == nil && n > 0 {
			next = n
		}
	}
	if len(w.counter) < 1000 {
		w.counter = append(w.counter, next)
	}
}

// listItem writes the number that the reader of the mail sees: a person who types
// "3. 已完成" in Outlook sends <ol start=3><li>已完成.
func (w *htmlWalk) listItem() {
	n := len(w.counter) - 1
	if n < 0 || w.counter[n] == 0 {
		return
	}
	w.write(strconv.Itoa(w.counter[n]) + ". ")
	w.counter[n]++
}

var blockTags = setOf("address article aside blockquote body center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header main nav p pre section table tbody tr thead tfoot title")

var void = setOf("area base br col embed hr img input link meta source track wbr")

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return set
}

// dark elements never show their text; <head> is not among them, since some
// programs forget to close it.
var dark = setOf("script style template noframes title")
