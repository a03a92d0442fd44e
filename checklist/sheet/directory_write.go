package sheet

import (
	"fmt"
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
	records := [][]string{dirHeadings}
	for _, e := range entries {
		records = append(records, entryRecord(e))
	}
	switch ext := strings.ToLower(path.Ext(name)); ext {
	case ".csv":
		return paper.WriteRecords(w, records)
	case ".xlsx":
		return paper.WriteBook(w, directoryPage(records))
	default:
		return checklist.Problems{{File: name, What: msg.Words(fmt.Sprintf("不能写成“%s”", ext)), Mend: msg.Words("通讯录可以写成 .xlsx 或 .csv")}}
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
	column := func(heading string) int { return slices.Index(dirHeadings, heading) }
	return paper.Page{Name: directorySheet, Headings: records[0], Widths: dirWidths, Rows: records[1:], Choices: []paper.Choice{
		{Column: column(dirKind), Of: texts(entryKinds), Strict: true},
		{Column: column(dirSupervisor), From: column(dirName)},
		{Column: column(dirSubstitute), From: column(dirName)},
		{Column: column(dirDuties), Of: texts(duties)},
	}}
}
