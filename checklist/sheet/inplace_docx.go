package sheet

import (
	"bytes"
	"strings"
)

// fillWord puts texts into the table of a document.
func (a archive) fillWord(l *List, texts []spotted) (map[string][]byte, error) {
	part, err := a.part(wordPart)
	if err != nil {
		return nil, err
	}
	grids, err := readGrids(part)
	if err != nil {
		return nil, damagedDocument()
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
	return map[string][]byte{wordPart: splice(part, append(edits, growing(part, grids, texts)...))}, nil
}

// fillWord finds the edits that put texts into cells of word/document.xml.
func fillWord(part []byte, texts []spotted) (edits []edit, err error) {
	for _, s := range texts {
		own, err := readFormat(part[s.place.from:s.place.to])
		if err != nil {
			return nil, damagedDocument()
		}
		model, err := readFormat(part[s.model.from:s.model.to])
		if err != nil {
			return nil, damagedDocument()
		}
		f := own.like(model)
		if more, goesOn := strings.CutPrefix(s.text, s.was+"\n"); goesOn && s.was != "" && own.readable() {
			edits = append(edits, edit{place{s.place.to, s.place.to}, f.paragraphs(more)})
			continue
		}
		edits = append(edits, edit{place{s.place.from + own.body, s.place.to}, f.paragraphs(s.text)})
	}
	return edits, nil
}

// growing lets rows of a fixed height grow that would cut off a new text.
func growing(part []byte, grids []*wordGrid, texts []spotted) (edits []edit) {
	filled := map[int64]bool{}
	for _, s := range texts {
		filled[s.place.from] = true
	}
	for _, g := range grids {
		for _, l := range g.lines {
			for _, c := range l.cells {
				if filled[c.from] && l.exact != (place{}) {
					tag := bytes.Replace(part[l.exact.from:l.exact.to], []byte("exact"), []byte("atLeast"), 1)
					edits = append(edits, edit{l.exact, tag})
					break
				}
			}
		}
	}
	return edits
}
