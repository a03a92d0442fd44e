package sheet

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"

	"duban/internal/zh"
)

// cellFormat is how the text of a cell is set: the properties of a paragraph and
// of a run, as they stand in the file.
type cellFormat struct {
	prefix    string // of the namespace, w
	body      int64  // where the paragraphs begin, after tcPr
	text      bool   // it is that of a text, not of an empty cell
	paragraph []byte // <w:pPr>…</w:pPr>
	run       []byte // <w:rPr>…</w:rPr>
}

// readFormat reads the content of a cell: the format of its first text. An empty
// paragraph has it in its runs, or in the mark at its end: pPr/rPr.
func readFormat(content []byte) (cellFormat, error) {
	r := formatReader{dec: xml.NewDecoder(bytes.NewReader(content)), content: content}
	for {
		at := r.dec.InputOffset()
		tok, err := r.dec.RawToken() // the names keep their prefixes
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return r.f, err
		}
		switch e := tok.(type) {
		case xml.StartElement:
			r.start(e, at)
		case xml.CharData:
			r.said = r.said || r.last() == "t" && len(bytes.TrimSpace(e)) > 0
		case xml.EndElement:
			if len(r.path) == 0 {
				return r.f, errors.New("an end without a beginning")
			}
			r.end()
		}
	}
	if r.f.run == nil {
		r.f.run = r.mark
	}
	return r.f, nil
}

type formatReader struct {
	dec     *xml.Decoder
	content []byte
	path    []string
	starts  []int64
	f       cellFormat

	paragraph, run, mark []byte // of the current paragraph and run, and the first mark
	said                 bool   // the current run has a text
}

func (r *formatReader) last() string {
	if len(r.path) == 0 {
		return ""
	}
	return r.path[len(r.path)-1]
}

func (r *formatReader) start(e xml.StartElement, at int64) {
	r.f.prefix = e.Name.Space
	r.path, r.starts = append(r.path, e.Name.Local), append(r.starts, at)
	switch {
	case len(r.path) == 1 && e.Name.Local == "p":
		r.paragraph = nil
	case e.Name.Local == "r":
		r.run, r.said = nil, false
	}
}

func (r *formatReader) end() {
	whole := r.content[r.starts[len(r.starts)-1]:r.dec.InputOffset()]
	first := r.path[0] == "p"
	switch path := strings.Join(r.path, "/"); {
	case path == "tcPr":
		r.f.body = r.dec.InputOffset()
	case path == "p/pPr":
		r.paragraph = whole
		r.keepParagraph()
	case path == "p/pPr/rPr" && r.mark == nil:
		r.mark = whole
	case first && strings.HasSuffix(path, "/r/rPr"):
		r.run = whole
	case first && r.last() == "r":
		r.keepRun()
	}
	r.path, r.starts = r.path[:len(r.path)-1], r.starts[:len(r.starts)-1]
}

func (r *formatReader) keepParagraph() {
	if r.f.paragraph == nil {
		r.f.paragraph = r.paragraph
	}
}

// keepRun prefers the first run with a text to those before it.
func (r *formatReader) keepRun() {
	switch {
	case r.said && !r.f.text:
		r.f.text, r.f.run, r.f.paragraph = true, r.run, r.paragraph
		if r.run == nil {
			r.f.run = []byte{} // a text without properties of its own
		}
	case r.f.run == nil:
		r.f.run = r.run
	}
}

// like is the format for a new text in a cell beside another one in its row. A
// text that stands there already shows how it is meant; an empty cell often
// holds what nobody was meant to see, 2 points or a font of its own, so its
// neighbour's type is taken where that says anything.
func (f cellFormat) like(model cellFormat) cellFormat {
	if f.readable() && (f.text || !model.text || !says(model.run) && says(f.run)) {
		return f
	}
	if !model.text {
		f.run = sizes.ReplaceAll(f.run, nil)
		f.paragraph = sizes.ReplaceAll(f.paragraph, nil)
		return f
	}
	f.paragraph = notForStatus.ReplaceAll(model.paragraph, nil)
	f.run = notForStatus.ReplaceAll(model.run, nil)
	return f
}

// notForStatus is what a paragraph has that belongs to its own text: numbers,
// breaks, levels of an outline, tracked changes.
var (
	notForStatus = zh.NewPattern(`(?s)<(\w+:)?(numPr|pPrChange|rPrChange|sectPr)[ >].*?</(\w+:)?(numPr|pPrChange|rPrChange|sectPr)>|` +
		`<(\w+:)?(pageBreakBefore|keepNext|outlineLvl|vanish|ins|del)( [^>]*)?/>`)
	sizes      = zh.NewPattern(`<(\w+:)?szC?s?( [^>]*)?/>`)
	sizeOf     = zh.NewPattern(`<(?:\w+:)?sz [^>]*val=["'](\d+)["']`)
	properties = zh.NewPattern(`<[^/>]+/>`)
)

// says reports whether properties of a run hold any.
func says(run []byte) bool { return properties.Match(run) && len(run) > len(`<w:rPr/>`) }

// readable refuses sizes in which nobody prints a table.
func (f cellFormat) readable() bool {
	const least, most = 14, 44 // half points
	m := sizeOf.FindSubmatch(f.run)
	if m == nil {
		return true
	}
	n, err := strconv.Atoi(string(m[1]))
	return err == nil && n >= least && n <= most
}

// paragraphs sets a text in the format, a line a paragraph.
func (f cellFormat) paragraphs(text string) []byte {
	var b bytes.Buffer
	for line := range strings.SplitSeq(text, "\n") {
		b.WriteString("<" + f.tag("p") + ">")
		b.Write(f.paragraph)
		if line != "" {
			b.WriteString("<" + f.tag("r") + ">")
			b.Write(f.run)
			b.WriteString("<" + f.tag("t") + ` xml:space="preserve">`)
			_ = xml.EscapeText(&b, []byte(line)) // a buffer never fails
			b.WriteString("</" + f.tag("t") + "></" + f.tag("r") + ">")
		}
		b.WriteString("</" + f.tag("p") + ">")
	}
	return b.Bytes()
}

func (f cellFormat) tag(name string) string {
	if f.prefix == "" {
		return name
	}
	return f.prefix + ":" + name
}
