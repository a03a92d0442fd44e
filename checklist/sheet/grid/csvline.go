package grid

import (
	"strings"
	"unicode/utf8"

	"duban/checklist"
	"duban/internal/msg"
)

// separators are what stands between the cells of a line, the usual first.
const separators = ",;\t|，；"

// separator is what a text separates its cells with: what its first line says
// (Excel's sep=;), else what makes a header of a line, else the usual one, unless
// the first line has none of it.
func separator(text string, usual rune) rune {
	const most = 20 // lines; titles stand above the table
	if said, found := strings.CutPrefix(text, "sep="); found {
		r, _ := utf8.DecodeRuneInString(said)
		return r
	}
	lines := strings.SplitN(text, "\n", most+1)
	for _, line := range lines[:min(most, len(lines))] {
		if strings.ContainsRune(line, usual) && headingsIn(line, usual) {
			return usual
		}
		for _, r := range separators {
			if headingsIn(line, r) {
				return r
			}
		}
	}
	for _, r := range separators {
		if !strings.ContainsRune(lines[0], usual) && usual == ',' && strings.Count(lines[0], string(r)) > 1 {
			return r
		}
	}
	return usual
}

// headingsIn reports whether a line, cut, is a header of a list.
func headingsIn(line string, at rune) bool {
	if strings.Count(line, string(at)) < Headings-1 {
		return false
	}
	g := Grid{}
	g.add(strings.Split(strings.ReplaceAll(line, `"`, ""), string(at)))
	return g.Hits(0) >= Headings
}

// readCSV reads RFC 4180. A quotation mark inside a field that does not begin with
// one is a character, and told; a field whose quotes do not close is refused, since
// what follows would be read into the wrong cells.
func (g *Grid) readCSV(text string, comma rune) error {
	g.Quoted = true
	text = strings.ReplaceAll(text, "\r\n", "\n")
	if strings.HasPrefix(text, "sep=") {
		_, text, _ = strings.Cut(text, "\n")
		g.add(nil)
	}
	r := csvReader{rest: text, comma: comma, line: len(g.Rows) + 1}
	for r.rest != "" && len(g.Rows) <= MostRows {
		fields, ok := r.record()
		if !ok {
			return checklist.Problems{{Row: r.wrong, What: msg.New("quotes that do not close"), Mend: msg.New("check the line, save it as xlsx")}}
		}
		g.add(fields)
	}
	if r.bare > 0 {
		g.warn(checklist.Problem{Row: r.bare, What: msg.New("quotes out of place"), Mend: msg.New("check the line, or save it as xlsx")})
	}
	return g.tooLarge()
}

type csvReader struct {
	rest  string
	comma rune
	line  int // of rest, from 1
	bare  int // the first line with a quotation mark out of place
	wrong int // the line of a quote that does not close
}

// record reads one line, or more where a quoted field holds line breaks.
func (r *csvReader) record() (fields []string, ok bool) {
	for {
		field, last, ok := r.field()
		if !ok {
			return nil, false
		}
		fields = append(fields, unguard(field))
		if last {
			return fields, true
		}
	}
}

func (r *csvReader) field() (field string, last, ok bool) {
	if strings.HasPrefix(strings.TrimLeft(r.rest, " "), `"`) {
		return r.quoted()
	}
	end := strings.IndexFunc(r.rest, func(c rune) bool { return c == r.comma || c == '\n' })
	if end < 0 {
		end = len(r.rest)
	}
	field = r.rest[:end]
	if r.bare == 0 && strings.Contains(field, `"`) {
		r.bare = r.line
	}
	return field, r.skip(end), true
}

func (r *csvReader) quoted() (field string, last, ok bool) {
	r.wrong = r.line
	s := strings.TrimLeft(r.rest, " ")[1:]
	var b strings.Builder
	for {
		at := strings.IndexByte(s, '"')
		if at < 0 {
			return "", false, false
		}
		b.WriteString(s[:at])
		s = s[at+1:]
		if !strings.HasPrefix(s, `"`) {
			break
		}
		b.WriteByte('"')
		s = s[1:]
	}
	r.line += strings.Count(b.String(), "\n")
	s = strings.TrimLeft(s, " ")
	if s != "" && s[0] != '\n' && !strings.HasPrefix(s, string(r.comma)) {
		return "", false, false
	}
	r.rest = s
	return b.String(), r.skip(0), true
}

// skip goes past what ends a field and reports whether the record ends with it.
func (r *csvReader) skip(end int) (last bool) {
	r.rest = r.rest[end:]
	if r.rest == "" {
		return true
	}
	c, size := utf8.DecodeRuneInString(r.rest)
	r.rest = r.rest[size:]
	if c == '\n' {
		r.line++
		return true
	}
	return false
}

// risky are the characters that make a spreadsheet take a CSV field for a
// formula, in both widths: OWASP, CSV Injection.
const risky = "=+-@\t\r＝＋－＠"

// Guard puts a ' before a field that would run; unguard takes it off again. A
// field that has ' before such a character of its own gets one more, so that
// the two are inverse.
func Guard(field string) string {
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
