package grid

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"

	"duban/internal/zh"
)

// numbering counts the automatic lists of a document: Word does not store
// the 1. or （一） before a paragraph, it counts them when it shows it.
type numbering struct {
	abstract map[string]string    // numId -> abstractNumId
	levels   map[string][]level   // by abstractNumId
	starts   map[string][]int     // by numId: startOverride, -1 for none
	styles   map[string][2]string // style -> numId, ilvl
	counts   map[string][]int     // by abstractNumId
	begun    map[string]bool      // numIds that have been met
}

// level is one level of a list: w:lvl.
type level struct {
	start  int
	format string
	text   string // （%1）
}

const mostLevels = 9 // ECMA-376 part 1, 17.9.6

// readNumbering reads word/numbering.xml and word/styles.xml, either of which
// may be missing.
func readNumbering(a Archive) (*numbering, error) {
	n := &numbering{abstract: map[string]string{}, levels: map[string][]level{}, starts: map[string][]int{},
		styles: map[string][2]string{}, counts: map[string][]int{}, begun: map[string]bool{}}
	for _, part := range []struct {
		name string
		take func(*wordReader, xml.StartElement) bool
	}{{"word/numbering.xml", n.takeList}, {"word/styles.xml", n.takeStyle}} {
		raw, err := a.Part(part.name)
		if err != nil {
			return nil, err
		}
		r := &wordReader{dec: xml.NewDecoder(bytes.NewReader(raw))}
		r.inside(func(e xml.StartElement) bool { return part.take(r, e) })
		if r.err != nil {
			return nil, DamagedDocument()
		}
	}
	return n, nil
}

func (n *numbering) takeList(r *wordReader, e xml.StartElement) bool {
	switch e.Name.Local {
	case "abstractNum":
		n.takeAbstract(r, Attribute(e, "abstractNumId"))
	case "num":
		n.takeNum(r, Attribute(e, "numId"))
	default:
		return false
	}
	return true
}

func (n *numbering) takeAbstract(r *wordReader, id string) {
	levels := make([]level, mostLevels)
	at := 0
	r.inside(func(e xml.StartElement) bool {
		val := Attribute(e, "val")
		switch e.Name.Local {
		case "lvl":
			at = min(Number16(e, "ilvl", 0), mostLevels-1)
			levels[at].start = 1
		case "start":
			levels[at].start = Number16(e, "val", 1)
		case "numFmt":
			levels[at].format = val
		case "lvlText":
			levels[at].text = val
		case "rPr", "pPr":
			r.skip()
			return true
		}
		return false
	})
	n.levels[id] = levels
}

func (n *numbering) takeNum(r *wordReader, id string) {
	starts := []int{-1, -1, -1, -1, -1, -1, -1, -1, -1}
	at := 0
	r.inside(func(e xml.StartElement) bool {
		switch e.Name.Local {
		case "abstractNumId":
			n.abstract[id] = Attribute(e, "val")
		case "lvlOverride":
			at = min(Number16(e, "ilvl", 0), mostLevels-1)
		case "startOverride":
			starts[at] = Number16(e, "val", -1)
		case "lvl":
			r.skip() // a level redefined for one list is not followed
			return true
		}
		return false
	})
	n.starts[id] = starts
}

func (n *numbering) takeStyle(r *wordReader, e xml.StartElement) bool {
	if e.Name.Local != "style" {
		return false
	}
	id, num, level := Attribute(e, "styleId"), "", "0"
	r.inside(func(e xml.StartElement) bool {
		switch e.Name.Local {
		case "numId":
			num = Attribute(e, "val")
		case "ilvl":
			level = Attribute(e, "val")
		}
		return false
	})
	if num != "" {
		n.styles[id] = [2]string{num, level}
	}
	return true
}

// next is the label of a paragraph of a list, counted on; "" where it is in none.
func (n *numbering) next(style, id, at string) string {
	if n == nil {
		return ""
	}
	if id == "" {
		id, at = n.styles[style][0], n.styles[style][1]
	}
	levels := n.levels[n.abstract[id]]
	depth, err := strconv.Atoi("0" + at)
	if levels == nil || err != nil || depth >= mostLevels || levels[depth].format == "bullet" || levels[depth].format == "none" {
		return ""
	}
	counts := n.count(id, depth, levels)
	text := levels[depth].text
	for i := range depth + 1 {
		text = strings.ReplaceAll(text, fmt.Sprintf("%%%d", i+1), Numeral(counts[i], levels[i].format))
	}
	if text == "" {
		return ""
	}
	return text + " "
}

// count counts one level on and starts the deeper ones anew.
func (n *numbering) count(id string, depth int, levels []level) []int {
	key := n.abstract[id]
	counts := n.counts[key]
	if counts == nil {
		counts = make([]int, mostLevels)
		n.counts[key] = counts
	}
	if !n.begun[id] {
		n.begun[id] = true
		for i, start := range n.starts[id] {
			if start >= 0 {
				counts[i] = start - 1
			}
		}
	}
	for i := range depth + 1 {
		if counts[i] == 0 && levels[i].start > 0 {
			counts[i] = levels[i].start - 1
			if i < depth {
				counts[i]++
			}
		}
	}
	counts[depth]++
	clear(counts[depth+1:])
	return counts
}

// Numeral writes a number in a format of ECMA-376 part 1, 17.18.59; what offices
// do not use comes out in digits.
func Numeral(n int, format string) string {
	switch format {
	case "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCountingThousand", "ideographDigital":
		return zh.Numeral(n)
	case "decimalZero":
		return fmt.Sprintf("%02d", n)
	case "decimalFullWidth", "decimalFullWidth2":
		return strings.Map(func(r rune) rune { return r - '0' + '０' }, strconv.Itoa(n))
	case "decimalEnclosedCircle", "decimalEnclosedCircleChinese":
		if n >= 1 && n <= 20 {
			return string(rune('①' + n - 1))
		}
	case "upperLetter", "lowerLetter":
		if n >= 1 && n <= 26 {
			return string(rune(map[string]int{"upperLetter": 'A', "lowerLetter": 'a'}[format] + n - 1))
		}
	}
	return strconv.Itoa(n)
}
