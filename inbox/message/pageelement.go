package message

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
)

// Element is a start tag: its names and attributes are lower case.
type Element struct {
	Name, ID, Class string
	First, End      int // Lines[First:End] of the page stand in it
	attributes      []tagAttribute
}

type tagAttribute struct{ key, value string }

const mostAttribute = 2000 // bytes of a value that are looked at

func readElement(z *html.Tokenizer) Element {
	name, more := z.TagName()
	e := Element{Name: string(name)}
	for more {
		var k, v []byte
		k, v, more = z.TagAttr()
		value := strings.ToLower(string(v[:min(len(v), mostAttribute)]))
		switch key := string(k); key {
		case "id":
			e.ID = value
		case "class":
			e.Class = value
		default:
			e.attributes = append(e.attributes, tagAttribute{key, value})
		}
	}
	return e
}

// Attr returns an attribute, "" where there is none.
func (e *Element) Attr(key string) string {
	for _, a := range e.attributes {
		if a.key == key {
			return a.value
		}
	}
	return ""
}

// Has reports whether an attribute is there, with a value or without.
func (e *Element) Has(key string) bool {
	for _, a := range e.attributes {
		if a.key == key {
			return true
		}
	}
	return false
}

// Style is the attribute style without blanks.
func (e *Element) Style() string { return Squeeze(e.Attr("style")) }

// Squeeze takes the blanks out of a text and makes it lower case.
func Squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, s)
}
