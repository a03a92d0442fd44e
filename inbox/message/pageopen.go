package message

// opened is an element that is open.
type opened struct {
	name, id, class string
	look            look
	apart           int // its place in Page.Apart; -1: none
	counter         int // of an ordered list: its next number
}

// deepestSearch bounds the search for what an end tag closes: no mail nests so deep
// between an element's start and its end, and time stays linear.
const deepestSearch = 300

// findOpen returns the place of the innermost open element of a name, 0 if there is none
// on this side of a border (HTML standard, 13.2.4.2: an end tag inside of a cell closes
// nothing around the table).
func (w *pageWalk) findOpen(name string, border map[string]bool) int {
	for i := len(w.open) - 1; i > max(0, len(w.open)-deepestSearch); i-- {
		if w.open[i].name == name {
			return i
		}
		if border[w.open[i].name] {
			return 0
		}
	}
	return 0
}

func (w *pageWalk) closeFrom(at int) {
	for len(w.open) > at {
		w.closeLast()
	}
}

func (w *pageWalk) closeLast() {
	last := w.open[len(w.open)-1]
	w.open = w.open[:len(w.open)-1]
	if last.apart >= 0 {
		w.page.Apart[last.apart].End = w.shown.mark()
	}
}

// impliedEnds closes what a start tag ends without an end tag of its own: a block ends a
// paragraph, a row ends a row (HTML standard, 13.1.2.4).
func (w *pageWalk) impliedEnds(next string) {
	if blockElements[next] {
		if at := w.findOpen("p", blocksButP); at > 0 {
			w.closeFrom(at)
		}
	}
	for _, name := range impliedBy[next] {
		if at := w.findOpen(name, impliedBorder); at > 0 {
			w.closeFrom(at)
		}
	}
}

func scopeOf(name string) map[string]bool {
	switch {
	case tableElements[name]:
		return nil
	case blockElements[name] || name == "li":
		return tableElements
	}
	return blockElements // what stands in a line ends no block
}

func setOf(words ...string) map[string]bool {
	set := make(map[string]bool, len(words))
	for _, w := range words {
		set[w] = true
	}
	return set
}

var (
	blockElements = setOf("address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset", "figure", "footer", "form",
		"h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul")
	blocksButP = func() map[string]bool {
		s := setOf()
		for b := range blockElements {
			s[b] = b != "p"
		}
		return s
	}()
	tableElements = setOf("table", "tbody", "thead", "tfoot", "tr", "td", "th")
	voidElements  = setOf("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr")

	// impliedBy are the elements that a start tag ends, impliedBorder those that keep
	// it from ending what is around them.
	impliedBy = map[string][]string{
		"li": {"li"}, "td": {"td", "th"}, "th": {"td", "th"}, "tr": {"tr"}, "dd": {"dd", "dt"}, "dt": {"dd", "dt"},
	}
	impliedBorder = setOf("table", "ul", "ol", "dl")

	// codeElements hold no text, unseenElements text that a mail program never shows.
	codeElements   = setOf("script", "style", "title")
	unseenElements = setOf("noscript", "iframe", "template", "noframes", "noembed", "object", "audio", "video", "canvas", "datalist", "dialog", "rp")
)
