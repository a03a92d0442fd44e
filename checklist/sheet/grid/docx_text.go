package grid

import (
	"encoding/xml"
	"strings"
)

// paragraph is the text of a paragraph with the number that a list puts before it.
func (r *wordReader) paragraph() string {
	var text strings.Builder
	label := ""
	r.content(func(e xml.StartElement) bool {
		switch e.Name.Local {
		case "pPr":
			label = r.label()
		case "t":
			text.WriteString(r.characters())
		case "tab", "ptab":
			text.WriteByte(' ')
		case "br", "cr":
			if kind := Attribute(e, "type"); kind == "" || kind == "textWrapping" {
				text.WriteByte('\n')
			}
			return false
		case "noBreakHyphen":
			text.WriteByte('-')
		}
		return e.Name.Local == "t" || e.Name.Local == "pPr"
	})
	return label + text.String()
}

// label reads a paragraph's properties and counts its list on.
func (r *wordReader) label() string {
	var style, id, level string
	r.inside(func(e xml.StartElement) bool {
		switch e.Name.Local {
		case "pPrChange", "rPr", "tabs":
			r.skip()
			return true
		case "pStyle":
			style = Attribute(e, "val")
		case "numId":
			id = Attribute(e, "val")
		case "ilvl":
			level = Attribute(e, "val")
		}
		return false
	})
	return r.numbers.next(style, id, level)
}

// characters is the text up to the end of the current element.
func (r *wordReader) characters() string {
	var text strings.Builder
	for {
		tok, err := r.dec.Token()
		if err != nil {
			r.err = err
			return ""
		}
		switch t := tok.(type) {
		case xml.CharData:
			text.Write(t)
		case xml.StartElement:
			r.skip()
		case xml.EndElement:
			return text.String()
		}
	}
}
