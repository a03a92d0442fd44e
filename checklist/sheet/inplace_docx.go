package sheet

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// fillWord finds the edits that put texts into cells of word/document.xml.
func fillWord(part []byte, texts []spotted) (edits []edit, err error) {
	for _, s := range texts {
		content := part[s.place.from:s.place.to]
		f, err := readFormat(content)
		if err != nil {
			return nil, damagedDocument()
		}
		at := place{s.place.from + f.body, s.place.to}
		edits = append(edits, edit{at, f.paragraphs(s.text)})
	}
	return edits, nil
}

// cellFormat is how the text of a cell is set: the properties of its first
// paragraph and of its first run, as they stand in the file.
type cellFormat struct {
	prefix    string // of the namespace, w
	body      int64  // where the paragraphs begin, after tcPr
	paragraph []byte // <w:pPr>…</w:pPr>
	run       []byte // <w:rPr>…</w:rPr>
	mark      []byte // the same of the paragraph's mark
}

// readFormat reads the content of a cell. An empty paragraph has the format of
// its text in the mark at its end: pPr/rPr.
func readFormat(content []byte) (f cellFormat, err error) {
	dec := xml.NewDecoder(bytes.NewReader(content))
	var path []string
	starts := []int64{}
	for {
		at := dec.InputOffset()
		tok, err := dec.RawToken() // the names keep their prefixes
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return f, err
		}
		switch e := tok.(type) {
		case xml.StartElement:
			f.prefix = e.Name.Space
			path, starts = append(path, e.Name.Local), append(starts, at)
		case xml.EndElement:
			if len(path) == 0 {
				return f, errors.New("an end without a beginning")
			}
			from := starts[len(starts)-1]
			whole := content[from:dec.InputOffset()]
			f.take(strings.Join(path, "/"), whole, dec.InputOffset())
			path, starts = path[:len(path)-1], starts[:len(starts)-1]
		}
	}
	if f.run == nil {
		f.run = f.mark
	}
	return f, nil
}

// take keeps the first of each kind of properties, by where it stood.
func (f *cellFormat) take(path string, whole []byte, end int64) {
	first := func(kept *[]byte) {
		if *kept == nil {
			*kept = whole
		}
	}
	switch path {
	case "tcPr":
		f.body = end
	case "p/pPr":
		first(&f.paragraph)
	case "p/pPr/rPr":
		first(&f.mark)
	case "p/r/rPr":
		first(&f.run)
	}
}

// paragraphs sets a text in the format, a line a paragraph.
func (f cellFormat) paragraphs(text string) []byte {
	var b bytes.Buffer
	tag := func(name string) string {
		if f.prefix == "" {
			return name
		}
		return f.prefix + ":" + name
	}
	for _, line := range strings.Split(text, "\n") {
		b.WriteString("<" + tag("p") + ">")
		b.Write(f.paragraph)
		b.WriteString("<" + tag("r") + ">")
		b.Write(f.run)
		b.WriteString("<" + tag("t") + ` xml:space="preserve">`)
		_ = xml.EscapeText(&b, []byte(line)) // a buffer never fails
		b.WriteString("</" + tag("t") + "></" + tag("r") + "></" + tag("p") + ">")
	}
	return b.Bytes()
}
