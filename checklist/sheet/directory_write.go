package sheet

import (
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"duban/checklist"
)

const (
	directorySheet = "通讯录"
	dropdownRows   = 500 // rows that offer a choice of kinds and duties
)

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
		return writeRecords(w, records)
	case ".xlsx":
		return writeDirectoryBook(w, records)
	default:
		return checklist.Problems{{File: name, What: fmt.Sprintf("不能写成“%s”", ext), Mend: "通讯录可以写成 .xlsx 或 .csv"}}
	}
}

func entryRecord(e checklist.Entry) []string {
	record := []string{
		string(e.Kind), e.Name, list(e.Aliases), e.Holder, e.Mail, list(e.OtherMails),
		e.Phone, e.Supervisor, list(e.Members), list(texts(e.Duties)),
		e.Substitute, e.AwayFrom.String(), e.AwayUntil.String(),
	}
	return cleanAll(record)
}

func list(of []string) string { return strings.Join(of, "、") }

func writeDirectoryBook(w io.Writer, records [][]string) error {
	b := newBook(directorySheet)
	defer b.close()
	b.styles(bodySize)
	b.plainPage(Page{Headings: records[0], Widths: dirWidths, Rows: records[1:]})
	b.dropdown(0, texts(entryKinds), true)
	b.choiceOf(slices.Index(dirHeadings, dirSupervisor), slices.Index(dirHeadings, dirName))
	b.choiceOf(slices.Index(dirHeadings, dirSubstitute), slices.Index(dirHeadings, dirName))
	b.dropdown(slices.Index(dirHeadings, dirDuties), texts(duties), false) // several may be written
	return b.write(w)
}
