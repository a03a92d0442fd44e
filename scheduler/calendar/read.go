package calendar

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"duban/checklist"
	"duban/internal/msg"
)

// rawYear and rawDay are the JSON of a YearFile. Pointers tell a key that is
// absent from one that is false or empty; the days stay raw so that each of them
// can report its own problem.
type rawYear struct {
	Schema string            `json:"$schema"` // holiday-cn's own files carry these two
	ID     string            `json:"$id"`
	Year   *int              `json:"year"`
	Papers []string          `json:"papers"`
	Days   []json.RawMessage `json:"days"`
}

type rawDay struct {
	Name     *string `json:"name"`
	Date     *string `json:"date"`
	IsOffDay *bool   `json:"isOffDay"`
}

// ReadYearFile reads an arrangement in holiday-cn's JSON schema:
//
//	{"year": 2027, "papers": [], "days": [{"name": "元旦", "date": "2027-01-01", "isOffDay": true}]}
//
// It is strict: an unknown key, a missing key, a date that does not exist, is
// twice there or belongs to another year, and an empty list of days are refused.
// Everything wrong with the days comes back at once, as checklist.Problems that
// bear name, which also becomes YearFile.File.
func ReadYearFile(name string, raw []byte) (YearFile, error) {
	year, ps := readRaw(name, raw)
	if len(ps) > 0 {
		return YearFile{}, ps
	}
	f := YearFile{Year: *year.Year, Papers: year.Papers, File: name}
	if ps = f.yearProblems(len(year.Days)); len(ps) > 0 {
		return YearFile{}, ps
	}
	seen := map[checklist.Day]bool{}
	for i, raw := range year.Days {
		a, problems := readDay(name, i, raw)
		if len(problems) == 0 {
			problems = f.dayProblems(i, a, seen)
		}
		ps = append(ps, problems...)
		f.Days = append(f.Days, a)
	}
	if len(ps) > 0 {
		return YearFile{}, ps
	}
	return f, nil
}

func readRaw(name string, raw []byte) (rawYear, checklist.Problems) {
	p := problemList{file: name}
	var year rawYear
	raw = bytes.TrimPrefix(raw, []byte("\ufeff")) // Windows' editor puts a byte order mark first
	if !utf8.Valid(raw) {
		p.add("", msg.New("not in UTF-8"), msg.New("save it in UTF-8 and try again"))
		return year, p.found
	}
	if err := strictJSON(raw, &year); err != nil {
		p.found = append(p.found, jsonProblem(name, raw, err))
	} else if year.Year == nil {
		p.add("year", msg.New("no year"), msg.New("write the year of the holidays"))
	}
	return year, p.found
}

func readDay(name string, i int, raw []byte) (Arrangement, checklist.Problems) {
	p := problemList{file: name}
	var day rawDay
	if err := strictJSON(raw, &day); err != nil {
		p.addDay(i, jsonFault(err), msg.New("write it as in the example", jsonExample))
		return Arrangement{}, p.found
	}
	if day.Name == nil || day.Date == nil || day.IsOffDay == nil {
		p.addDay(i, msg.New("an incomplete day"), msg.New("write all of a day"))
		return Arrangement{}, p.found
	}
	date, err := checklist.ParseDay(*day.Date)
	if err != nil || date.IsZero() {
		p.addDay(i, msg.New("no date", *day.Date), msg.New("write it as a date"))
	}
	return Arrangement{Name: strings.TrimSpace(*day.Name), Date: date, IsOffDay: *day.IsOffDay}, p.found
}

// errTrailing is text after the JSON value.
var errTrailing = errors.New("text after the end")

// strictJSON decodes exactly one value without unknown keys.
func strictJSON(raw []byte, v any) error {
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.DisallowUnknownFields()
	if err := dec.Decode(v); err != nil {
		return err
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return errTrailing
	}
	return nil
}

const jsonExample = `{"name":"劳动节","date":"2027-05-01","isOffDay":true}`

// jsonProblem says where in the file the JSON breaks, as far as the decoder tells.
func jsonProblem(name string, raw []byte, err error) checklist.Problem {
	p := checklist.Problem{File: name, What: jsonFault(err), Mend: msg.New("write it as in the example", jsonExample)}
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		p.Row = 1 + bytes.Count(raw[:min(int(syntax.Offset), len(raw))], []byte("\n"))
	}
	return p
}

// jsonFault is what the decoder complains of, as a clerk may understand it.
func jsonFault(err error) msg.Message {
	var kind *json.UnmarshalTypeError
	switch key, unknown := strings.CutPrefix(err.Error(), "json: unknown field "); {
	case errors.As(err, &kind):
		return msg.New("an entry of the wrong kind", kind.Field, kind.Value)
	case unknown:
		return msg.New("no such entry of the file", strings.Trim(key, `"`))
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return msg.New("ends too early")
	case errors.Is(err, errTrailing):
		return msg.New("more behind its end")
	}
	return msg.New("not JSON")
}
