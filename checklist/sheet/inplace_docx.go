package sheet

import (
	"bytes"
	"strings"

	"duban/checklist/sheet/grid"
)

// fillDocument puts texts into the table of a document.
func fillDocument(a grid.Archive, l *List, texts []spotted) (map[string][]byte, error) {
	part, err := a.Part(grid.DocumentPart)
	if err != nil {
		return nil, err
	}
	grids, err := readGrids(part)
	if err != nil {
		return nil, grid.DamagedDocument()
	}
	var edits []edit
	if l.added != nil {
		edits, err = addWordColumn(part, grids, l.added, texts)
	} else {
		edits, err = fillWord(part, texts)
	}
	if err != nil {
		return nil, err
	}
	return map[string][]byte{grid.DocumentPart: splice(part, append(edits, growing(part, grids, texts)...))}, nil
}

// fillWord finds the edits that put texts into cells of word/document.xml.
func fillWord(part []byte, texts []spotted) (edits []edit, err error) {
	for _, s := range texts {
		own, err := readFormat(part[s.place.From:s.place.To])
		if err != nil {
			return nil, grid.DamagedDocument()
		}
		model, err := readFormat(part[s.model.From:s.model.To])
		if err != nil {
			return nil, grid.DamagedDocument()
		}
		f := own.like(model)
		if more, goesOn := strings.CutPrefix(s.text, s.was+"\n"); goesOn && s.was != "" && own.readable() {
			edits = append(edits, edit{grid.Span{From: s.place.To, To: s.place.To}, f.paragraphs(more)})
			continue
		}
		edits = append(edits, edit{grid.Span{From: s.place.From + own.body, To: s.place.To}, f.paragraphs(s.text)})
	}
	return edits, nil
}

// growing lets rows of a fixed height grow that would cut off a new text.
func growing(part []byte, grids []*wordGrid, texts []spotted) (edits []edit) {
	filled := map[int64]bool{}
	for _, s := range texts {
		filled[s.place.From] = true
	}
	for _, g := range grids {
		for _, l := range g.lines {
			for _, c := range l.cells {
				if filled[c.From] && l.exact != (grid.Span{}) {
					tag := bytes.Replace(part[l.exact.From:l.exact.To], []byte("exact"), []byte("atLeast"), 1)
					edits = append(edits, edit{l.exact, tag})
					break
				}
			}
		}
	}
	return edits
}
