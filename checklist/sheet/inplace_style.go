package sheet

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"

	"duban/checklist/sheet/grid"
	"duban/checklist/sheet/paper"
	"duban/internal/zh"
)

const stylesPart = "xl/styles.xml"

// bookStyles are the cell styles of a workbook: those it has, and those that
// filled cells need beside them.
type bookStyles struct {
	part  []byte
	xfs   []cellStyle
	sizes []float64 // of the fonts
	count grid.Span // the start tag of cellXfs
	end   int64     // before its end tag
	added []byte
	known map[[2]string]string
}

// cellStyle is an xf of cellXfs.
type cellStyle struct {
	raw  []byte
	font int
	wrap bool
}

// readStyles reads the styles of a workbook; one without has none to keep.
func readStyles(a grid.Archive) (*bookStyles, error) {
	s := &bookStyles{known: map[[2]string]string{}}
	var err error
	if s.part, err = a.Part(stylesPart); err != nil || s.part == nil {
		return s, err
	}
	dec := xml.NewDecoder(bytes.NewReader(s.part))
	var path []string
	var from int64
	for {
		at := dec.InputOffset()
		tok, err := dec.RawToken()
		if errors.Is(err, io.EOF) {
			return s, nil
		}
		if err != nil {
			return nil, grid.DamagedDocument()
		}
		switch e := tok.(type) {
		case xml.StartElement:
			if path = append(path, e.Name.Local); e.Name.Local == "xf" {
				from = at
			}
			s.take(path, e, grid.Span{From: at, To: dec.InputOffset()})
		case xml.EndElement:
			if len(path) == 0 {
				return nil, grid.DamagedDocument()
			}
			s.close(path, grid.Span{From: from, To: dec.InputOffset()}, at)
			path = path[:len(path)-1]
		}
	}
}

func in2(path []string, parent, name string) bool {
	n := len(path)
	return n >= 2 && path[n-2] == parent && path[n-1] == name
}

func (s *bookStyles) take(path []string, e xml.StartElement, at grid.Span) {
	switch {
	case in2(path, "fonts", "font"):
		s.sizes = append(s.sizes, 0)
	case in2(path, "font", "sz") && len(s.sizes) > 0:
		s.sizes[len(s.sizes)-1], _ = strconv.ParseFloat(grid.Attribute(e, "val"), 64)
	case e.Name.Local == "cellXfs":
		s.count = at
	case in2(path, "cellXfs", "xf"):
		s.xfs = append(s.xfs, cellStyle{font: grid.Number16(e, "fontId", 0)})
	case in2(path, "xf", "alignment") && len(path) >= 3 && path[len(path)-3] == "cellXfs":
		w := grid.Attribute(e, "wrapText")
		s.xfs[len(s.xfs)-1].wrap = w == "1" || w == "true"
	}
}

func (s *bookStyles) close(path []string, xf grid.Span, end int64) {
	switch {
	case in2(path, "cellXfs", "xf"):
		s.xfs[len(s.xfs)-1].raw = s.part[xf.From:xf.To]
	case path[len(path)-1] == "cellXfs":
		s.end = end
	}
}

func (s *bookStyles) at(style string) (xf cellStyle, ok bool) {
	n, err := strconv.Atoi(style)
	if style == "" {
		n, err = 0, nil
	}
	if err != nil || n < 0 || n >= len(s.xfs) {
		return xf, false
	}
	return s.xfs[n], true
}

// size is that of a style's type, in points.
func (s *bookStyles) size(style string) float64 {
	if xf, ok := s.at(style); ok && xf.font < len(s.sizes) && s.sizes[xf.font] > 0 {
		return s.sizes[xf.font]
	}
	return paper.BodySize
}

// wrapped is a style as another one, but that its lines wrap, and with the type
// of a third one where that says any.
func (s *bookStyles) wrapped(style, like string) string {
	xf, ok := s.at(style)
	if !ok {
		return style
	}
	font := xf.font
	if model, ok := s.at(like); ok && like != "" && (model.font != 0 || !readableSize(s.size(style))) {
		font = model.font
	}
	if xf.wrap && font == xf.font {
		return style
	}
	key := [2]string{style, strconv.Itoa(font)}
	if s.known[key] == "" {
		raw := wrapping(xf.raw, font)
		s.known[key] = strconv.Itoa(len(s.xfs))
		s.added = append(s.added, raw...)
		s.xfs = append(s.xfs, cellStyle{raw, font, true})
	}
	return s.known[key]
}

func readableSize(points float64) bool { return points >= 7 && points <= 22 }

var (
	fontID      = zh.NewPattern(`\s(fontId|applyFont|applyAlignment)="[^"]*"`)
	wrapText    = zh.NewPattern(`\s(wrapText|shrinkToFit)="[^"]*"`)
	startTag    = zh.NewPattern(`^<((?:\w+:)?)xf\b([^>]*?)(/?)>`)
	alignTag    = zh.NewPattern(`<((?:\w+:)?)alignment\b`)
	countOf     = zh.NewPattern(`(\scount=")\d+(")`)
	singleQuote = zh.NewPattern(`='([^'"]*)'`)
)

// wrapping is an xf with lines that wrap, in a font.
func wrapping(xf []byte, font int) []byte {
	xf = singleQuote.ReplaceAll(xf, []byte(`="$1"`))
	xf = wrapText.ReplaceAll(xf, nil)
	m := startTag.FindSubmatch(xf)
	if m == nil {
		return xf
	}
	attributes := fontID.ReplaceAll(m[2], nil)
	rest := xf[len(m[0]):]
	var b bytes.Buffer
	fmt.Fprintf(&b, `<%sxf%s fontId="%d" applyFont="1" applyAlignment="1">`, m[1], attributes, font)
	switch {
	case alignTag.Match(rest):
		b.Write(alignTag.ReplaceAll(rest, []byte(`<${1}alignment wrapText="1"`)))
		return b.Bytes()
	case len(m[3]) > 0:
		fmt.Fprintf(&b, `<%salignment wrapText="1"/></%sxf>`, m[1], m[1])
		return b.Bytes()
	}
	fmt.Fprintf(&b, `<%salignment wrapText="1"/>`, m[1])
	b.Write(rest)
	return b.Bytes()
}

func (s *bookStyles) changed() bool { return len(s.added) > 0 }

// bytes is the part with the new styles at the end of the old ones, whose
// numbers stay.
func (s *bookStyles) bytes() []byte {
	tag := countOf.ReplaceAll(s.part[s.count.From:s.count.To], fmt.Appendf(nil, "${1}%d${2}", len(s.xfs)))
	return splice(s.part, []edit{{s.count, tag}, {grid.Span{From: s.end, To: s.end}, s.added}})
}
