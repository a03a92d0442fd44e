package calendar

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
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
		p.add("", "不是UTF-8编码", "请另存为UTF-8后重试")
		return year, p.found
	}
	if err := strictJSON(raw, &year); err != nil {
		p.found = append(p.found, jsonProblem(name, raw, err))
	} else if year.Year == nil {
		p.add("year", "缺年份year", "请写安排所属的年份，例如2027")
	}
	return year, p.found
}

func readDay(name string, i int, raw []byte) (Arrangement, checklist.Problems) {
	p := problemList{file: name}
	var day rawDay
	if err := strictJSON(raw, &day); err != nil {
		p.add(dayColumn(i), jsonFault(err), jsonMend)
		return Arrangement{}, p.found
	}
	if day.Name == nil || day.Date == nil || day.IsOffDay == nil {
		p.add(dayColumn(i), "缺name、date或isOffDay", "请三项都写，放假写true，上班写false")
		return Arrangement{}, p.found
	}
	date, err := checklist.ParseDay(*day.Date)
	if err != nil || date.IsZero() {
		p.add(dayColumn(i), fmt.Sprintf("日期“%s”不对", *day.Date), "请写成2027-05-01的样子")
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

const jsonMend = `请对照 {"name":"劳动节","date":"2027-05-01","isOffDay":true} 改正`

// jsonProblem says where in the file the JSON breaks, as far as the decoder tells.
func jsonProblem(name string, raw []byte, err error) checklist.Problem {
	p := checklist.Problem{File: name, What: msg.Words(jsonFault(err)), Mend: msg.Words(jsonMend)}
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		p.Row = 1 + bytes.Count(raw[:min(int(syntax.Offset), len(raw))], []byte("\n"))
	}
	return p
}

// jsonFault puts the decoder's complaint into a clerk's words.
func jsonFault(err error) string {
	var kind *json.UnmarshalTypeError
	switch key, unknown := strings.CutPrefix(err.Error(), "json: unknown field "); {
	case errors.As(err, &kind):
		return fmt.Sprintf("“%s”的类型不对，写成了%s", kind.Field, kind.Value)
	case unknown:
		return "有不认识的项“" + strings.Trim(key, `"`) + "”"
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return "内容不完整"
	case errors.Is(err, errTrailing):
		return "结尾之后还有多余的内容"
	}
	return "不是正确的JSON"
}
