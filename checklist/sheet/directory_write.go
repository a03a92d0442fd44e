package sheet

import (
	"io"
	"path"
	"slices"
	"strings"

	"duban/checklist"
	"duban/checklist/sheet/paper"
	"duban/internal/msg"
)

const directorySheet = "通讯录"

var dirWidths = []float64{8, 18, 16, 10, 26, 20, 16, 14, 36, 10, 14, 12, 12}

// WriteDirectory writes entries as a directory to be edited: .xlsx, with a
// choice of kinds, supervisors and duties in each row, or .csv by the name's
// extension. ReadDirectory reads both back as the same entries. Another
// extension is ErrInvalid.
func WriteDirectory(name string, w io.Writer, entries []checklist.Entry) error {
	records := [][]string{texts(checklist.Columns)}
	for _, e := range entries {
		records = append(records, entryRecord(e))
	}
	switch ext := strings.ToLower(path.Ext(name)); ext {
	case ".csv":
		return paper.WriteRecords(w, records)
	case ".xlsx":
		return paper.WriteBook(w, directoryPage(records))
	default:
		return checklist.Problems{{File: name, What: msg.New("no form of a directory", ext), Mend: msg.New("forms of a directory")}}
	}
}

func entryRecord(e checklist.Entry) []string {
	record := []string{
		string(e.Kind), e.Name, list(e.Aliases), e.Holder, e.Mail, list(e.OtherMails),
		e.Phone, e.Supervisor, list(e.Members), list(texts(e.Duties)),
		e.Substitute, e.AwayFrom.String(), e.AwayUntil.String(),
	}
	return paper.CleanAll(record)
}

func list(of []string) string { return strings.Join(of, "、") }

// directoryPage offers a choice of kinds, supervisors, substitutes and duties; of these
// several may be written.
func directoryPage(records [][]string) paper.Page {
	at := func(column checklist.Column) int { return slices.Index(checklist.Columns, column) }
	return paper.Page{Name: directorySheet, Headings: records[0], Widths: dirWidths, Rows: records[1:], Choices: []paper.Choice{
		{Column: at(checklist.ColumnKind), Of: texts(entryKinds), Strict: true},
		{Column: at(checklist.ColumnSupervisor), From: at(checklist.ColumnName)},
		{Column: at(checklist.ColumnSubstitute), From: at(checklist.ColumnName)},
		{Column: at(checklist.ColumnDuties), Of: texts(duties)},
	}}
}
