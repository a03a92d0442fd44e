package paper

import (
	"encoding/csv"
	"fmt"
	"io"

	"duban/checklist/sheet/grid"
)

// byteOrderMark makes Excel read a CSV file as UTF-8.
const byteOrderMark = "\ufeff"

// WriteCSV writes a table as RFC 4180 in UTF-8 with a mark and CRLF. A merged
// cell has its text in the first row and is blank below, as spreadsheets save
// it; a field that a spreadsheet would run as a formula is preceded by '.
func WriteCSV(w io.Writer, t Table) error {
	t = t.cleaned()
	records := [][]string{}
	for _, line := range t.Head {
		records = append(records, []string{line})
	}
	heads := []string{}
	for _, c := range t.Columns {
		heads = append(heads, c.Heading)
	}
	records = append(records, heads)
	for _, r := range t.Rows {
		record := []string{r.Band}
		if r.Band == "" {
			record = record[:0]
		}
		for _, c := range r.Cells {
			record = append(record, c.Text)
		}
		records = append(records, record)
	}
	for _, note := range t.Notes {
		records = append(records, []string{note})
	}
	return WriteRecords(w, records)
}

func WriteRecords(w io.Writer, records [][]string) error {
	if _, err := io.WriteString(w, byteOrderMark); err != nil {
		return fmt.Errorf("writing csv: %w", err)
	}
	c := csv.NewWriter(w)
	c.UseCRLF = true
	for _, record := range records {
		guarded := make([]string, len(record)) // the caller's headings are shared
		for i, field := range record {
			guarded[i] = grid.Guard(field)
		}
		if err := c.Write(guarded); err != nil {
			return fmt.Errorf("writing csv: %w", err)
		}
	}
	c.Flush()
	if err := c.Error(); err != nil {
		return fmt.Errorf("writing csv: %w", err)
	}
	return nil
}
