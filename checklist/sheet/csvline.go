package sheet

import (
	"encoding/csv"
	"errors"
	"io"
	"strings"
)

func ignoreEOF(err error) error {
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

// rowOf is the line that a CSV error stands in.
func rowOf(err error) int {
	var pe *csv.ParseError
	if errors.As(err, &pe) {
		return pe.Line
	}
	return 0
}

// risky are the characters that make a spreadsheet take a CSV field for a
// formula, in both widths: OWASP, CSV Injection.
const risky = "=+-@\t\r＝＋－＠"

// guard puts a ' before a field that would run; unguard takes it off again. A
// field that has ' before such a character of its own gets one more, so that
// the two are inverse.
func guard(field string) string {
	if runs(field) {
		return "'" + field
	}
	return field
}

func unguard(field string) string {
	if bare, ok := strings.CutPrefix(field, "'"); ok && runs(bare) {
		return bare
	}
	return field
}

func runs(field string) bool {
	bare := strings.TrimLeft(field, "'")
	return bare != "" && strings.ContainsAny(firstRune(bare), risky)
}

func firstRune(s string) string {
	for _, r := range s {
		return string(r)
	}
	return ""
}
