package message

import (
	"strconv"
	"strings"

	"duban/internal/zh"
)

// look is how the text of an element looks, as far as that decides whether a reader can
// see it. What is gone takes all inside with it; the rest an element inside may change.
type look struct {
	code     bool // script, style: no text at all
	gone     bool // display:none, off the screen, of no height …
	veiled   bool // visibility:hidden
	tiny     bool // font-size:0
	pictured bool // on a picture or a gradient: text of any colour may be seen
	pre      bool // blanks and line ends count
	link     bool // links are coloured without anybody's choice
	colour   Colour
	ground   Colour
}

var paper = Colour{R: 255, G: 255, B: 255, Set: true}

// unseen reports whether no reader can see the text.
func (l look) unseen() bool {
	if l.code || l.gone || l.veiled || l.tiny {
		return true
	}
	if !l.colour.Set || l.pictured {
		return false
	}
	ground := l.ground
	if !ground.Set {
		ground = paper
	}
	return l.colour.Clear || l.colour.near(ground)
}

// chosenColour is the colour that somebody chose for the text.
func (l look) chosenColour() Colour {
	if l.link {
		return Colour{}
	}
	return l.colour
}

// within is the look of an element inside, as its name, its attributes and its style,
// by the rules of the page and its own, make it.
func (l look) within(e *Element, style []declaration) look {
	switch e.Name {
	case "pre", "textarea", "xmp", "plaintext", "listing":
		l.pre = true
	case "a":
		l.link = true
	}
	l.code = l.code || codeElements[e.Name]
	l.gone = l.gone || unseenElements[e.Name] && !e.Has("open") || e.Has("hidden")
	l.setColour(readColour(e.Attr("color")))
	if e.Name == "body" {
		l.setColour(readColour(e.Attr("text")))
	}
	l.setGround(e.Attr("bgcolor"))
	l.pictured = l.pictured || e.Attr("background") != ""
	var box boxStyle
	for _, d := range style {
		l.declare(d)
		box.declare(d)
	}
	l.gone = l.gone || box.empty()
	return l
}

func (l *look) setColour(c Colour) {
	if c.Set {
		l.colour = c
	}
}

func (l *look) setGround(value string) {
	switch c := readColour(value); {
	case value == "" || value == "none" || value == "inherit" || value == "initial" || c.Clear:
	case strings.Contains(value, "url(") || strings.Contains(value, "gradient(") || !c.Set:
		l.pictured = true // a picture, or a colour whose name is not known here
	default:
		l.ground, l.pictured = c, false
	}
}

// declare takes the properties that an element inside inherits and may change.
func (l *look) declare(d declaration) {
	switch d.property {
	case "visibility":
		l.veiled = d.value == "hidden" || d.value == "collapse"
	case "font-size":
		l.tiny = atMost(d.value, 1)
	case "font":
		if size := fontSize.FindStringSubmatch(d.value); size != nil {
			l.tiny = atMost(size[1], 1)
		}
	case "color", "-webkit-text-fill-color":
		l.setColour(readColour(d.value))
	case "background", "background-color", "background-image":
		l.setGround(d.value)
	case "white-space":
		l.pre = strings.HasPrefix(d.value, "pre") || d.value == "break-spaces"
	}
}

// boxStyle is what keeps a box and all that is in it from the reader's eyes.
type boxStyle struct{ none, flat, cut, away, placed bool }

func (b *boxStyle) declare(d declaration) {
	value := strings.ReplaceAll(d.value, " ", "")
	switch d.property {
	case "display":
		b.none = value == "none"
	case "mso-hide":
		b.none = b.none || value == "all"
	case "opacity":
		b.away = b.away || atMost(value, 0.09)
	case "max-height", "max-width":
		b.none = b.none || atMost(value, 1)
	case "height", "width":
		b.flat = b.flat || atMost(value, 1)
	case "overflow", "overflow-x", "overflow-y":
		b.cut = b.cut || value == "hidden" || value == "clip"
	case "position":
		b.placed = value == "absolute" || value == "fixed"
	case "left", "right", "top", "bottom", "text-indent", "margin-left", "margin-top", "margin", "transform":
		b.away = b.away || farAway.MatchString(value) || value == "scale(0)"
	case "clip", "clip-path":
		b.away = b.away || cutOff.MatchString(value)
	case "filter":
		b.away = b.away || clearFilter.MatchString(value)
	}
}

func (b *boxStyle) empty() bool { return b.none || b.away || b.flat && (b.cut || b.placed && b.cut) }

var (
	fontSize    = zh.NewPattern(`(?:^|\s)(\d[\d.]*(?:px|pt|em|rem|%)?)(?:\s|/|$)`)
	cssLength   = zh.NewPattern(`^(\d*\.?\d+)(px|pt|em|rem|%|ex|ch|vw|vh|mm|cm|in)?$`)
	farAway     = zh.NewPattern(`(?:^|[(,])-(?:\d{3,}(?:\.\d+)?(?:px|pt)?|\d{2,}(?:\.\d+)?(?:em|rem|vw|vh|in|cm)|\d{3,}%)`)
	cutOff      = zh.NewPattern(`^(?:rect\((?:[01](?:px)?[,)]){4}|inset\((?:[5-9]\d|100)%|circle\(0|polygon\(0)`)
	clearFilter = zh.NewPattern(`opacity[(=]0(?:\.0\d*)?%?\)`)
)

// atMost reports whether a length is that small: in pixels or points, or as a share of
// the usual size of a tenth of it.
func atMost(value string, most float64) bool {
	m := cssLength.FindStringSubmatch(value)
	if m == nil {
		return false
	}
	n, err := strconv.ParseFloat(m[1], 64)
	if err != nil {
		return false
	}
	switch m[2] {
	case "", "px", "pt":
		return n <= most
	case "%":
		return n <= 10*most
	}
	return n <= most/10
}
