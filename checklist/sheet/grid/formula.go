package grid

import (
	"bytes"
	"encoding/xml"

	"github.com/xuri/excelize/v2"

	"duban/checklist"
	"duban/internal/msg"
)

// unreckoned tells the cells of a sheet that have a formula and no value, as
// programs write that do not reckon. Nobody sees them blank, so they must not be
// filled from above.
func (a Archive) unreckoned(sheet string) checklist.Problems {
	name, err := a.SheetPart(sheet)
	if err != nil {
		return nil // the workbook's reader has found its own way to the sheet
	}
	part, err := a.Part(name)
	if err != nil || !bytes.Contains(part, []byte("<f>")) && !bytes.Contains(part, []byte("<f ")) {
		return nil
	}
	var ps checklist.Problems
	dec := xml.NewDecoder(bytes.NewReader(part))
	axis, formula, value := "", false, false
	for {
		tok, err := dec.Token()
		if err != nil {
			return ps
		}
		switch e := tok.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "c":
				axis, formula, value = Attribute(e, "r"), false, false
			case "f":
				formula = true
			case "v", "t":
				value = true
			}
		case xml.EndElement:
			if e.Name.Local == "c" && formula && !value {
				ps = append(ps, emptyFormula(axis))
			}
		}
	}
}

func emptyFormula(axis string) checklist.Problem {
	col, row, _ := excelize.CellNameToCoordinates(axis) // 0, 0 for an axis that is none
	return checklist.Problem{Row: row, Field: At(col - 1), What: msg.New("a formula without its result", axis),
		Mend: msg.New("store the result, or make it a text")}
}
