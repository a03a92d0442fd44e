package sheet

import (
	"slices"
	"strings"
	"unicode"

	"duban/checklist"
	"duban/checklist/sheet/grid"
	"duban/internal/msg"
	"duban/internal/zh"
)

var (
	entryKinds = []checklist.EntryKind{checklist.Department, checklist.Post, checklist.Group}
	duties     = []checklist.Duty{checklist.DutyDirector, checklist.DutyReviewer, checklist.DutyClerk}
)

// ReadDirectory reads a directory (通讯录) from .xlsx, .csv, .tsv or .txt: a row
// of headings, 类别 and 名称 among them, the others as needed and in any order;
// cells with several values separate them by 、，,；; or white space. It is
// strict: an unknown heading, kind or duty is a problem, since a mistyped one
// would silently drop a mailbox. All problems come back at once, as
// checklist.Problems; what entries mean together is checked by
// checklist.NewDirectory.
func ReadDirectory(name string, raw []byte) ([]checklist.Entry, error) {
	g, err := grid.Read(name, raw, grid.Wanted{}, func(g *grid.Grid) bool { return directoryHeader(g) >= 0 })
	if err != nil {
		return nil, in(name, err)
	}
	r := directoryReader{grid: g, at: map[checklist.Column]int{}}
	r.read()
	if len(r.problems) > 0 {
		return nil, in(name, r.problems)
	}
	return r.entries, nil
}

type directoryReader struct {
	grid     *grid.Grid
	at       map[checklist.Column]int
	entries  []checklist.Entry
	problems checklist.Problems
}

func (r *directoryReader) problem(row int, field, what, mend msg.Message) {
	r.problems = append(r.problems, checklist.Problem{Row: row + 1, Field: field, What: what, Mend: mend})
}

// directoryHeader is the first row that has both headings every directory
// needs, -1 for none.
func directoryHeader(g *grid.Grid) int {
	for row := range g.Rows {
		var texts []string
		for _, col := range g.FilledColumns(row) {
			texts = append(texts, checklist.PartyKey(g.Own(row, col)))
		}
		if slices.Contains(texts, string(checklist.ColumnKind)) && slices.Contains(texts, string(checklist.ColumnName)) {
			return row
		}
	}
	return -1
}

func (r *directoryReader) read() {
	header := directoryHeader(r.grid)
	if header < 0 {
		r.problems = checklist.Problems{{What: msg.New("no heading found"), Mend: msg.New("the first line of a directory", texts(checklist.Columns), string(checklist.ColumnKind), string(checklist.ColumnName))}}
		return
	}
	r.headings(header)
	for row := header + 1; row < len(r.grid.Rows); row++ {
		if len(r.grid.FilledColumns(row)) > 0 {
			r.entries = append(r.entries, r.entry(row))
		}
	}
	if len(r.entries) == 0 {
		r.problem(header+1, msg.Message{}, msg.New("an empty directory"), msg.New("a line for each entry"))
	}
}

func (r *directoryReader) headings(row int) {
	for _, col := range r.grid.FilledColumns(row) {
		heading := checklist.Column(checklist.PartyKey(r.grid.Own(row, col)))
		_, twice := r.at[heading]
		switch {
		case !slices.Contains(checklist.Columns, heading):
			r.problem(row, grid.At(col), msg.New("no heading of a directory", string(heading)), msg.New("the headings of a directory", texts(checklist.Columns)))
		case twice:
			r.problem(row, grid.At(col), msg.New("a heading twice", string(heading)), msg.New("delete one column"))
		default:
			r.at[heading] = col
		}
	}
	for _, col := range r.headless(row) {
		r.problem(row, grid.At(col), msg.New("content without a heading"), msg.New("add the heading, or delete the content"))
	}
}

// headless are the columns with text but no heading.
func (r *directoryReader) headless(header int) (cols []int) {
	for row := header + 1; row < len(r.grid.Rows); row++ {
		for _, col := range r.grid.FilledColumns(row) {
			if r.grid.Own(header, col) == "" && !slices.Contains(cols, col) {
				cols = append(cols, col)
			}
		}
	}
	return cols
}

func (r *directoryReader) entry(row int) checklist.Entry {
	return checklist.Entry{
		Kind: r.kind(row), Name: r.one(row, checklist.ColumnName), Aliases: r.many(row, checklist.ColumnAliases),
		Holder: r.one(row, checklist.ColumnHolder), Mail: narrow(r.one(row, checklist.ColumnMail)), OtherMails: narrowAll(r.many(row, checklist.ColumnOtherMails)),
		Phone: r.one(row, checklist.ColumnPhone), Supervisor: r.one(row, checklist.ColumnSupervisor),
		Members: r.many(row, checklist.ColumnMembers), Duties: r.duties(row), Row: row + 1,
		Substitute: r.one(row, checklist.ColumnSubstitute), AwayFrom: r.day(row, checklist.ColumnAwayFrom), AwayUntil: r.day(row, checklist.ColumnAwayUntil),
	}
}

// one is a cell's text; a merged cell counts for all its rows.
func (r *directoryReader) one(row int, column checklist.Column) string {
	col, ok := r.at[column]
	if !ok {
		return ""
	}
	return strings.Join(strings.Fields(r.grid.At(row, col).Text), " ")
}

// narrow turns the full-width letters of an address that was typed in Chinese
// input into those it means: ｂａｎ＠ｘ．ｃｎ. What is no address then either stays as it
// was typed, and is told. Senders are compared without this.
func narrow(address string) string {
	narrowed := strings.Map(func(c rune) rune {
		if '！' <= c && c <= '～' {
			return c - '！' + '!'
		}
		return c
	}, address)
	if _, domain, _ := strings.Cut(narrowed, "@"); !strings.Contains(domain, ".") {
		return address
	}
	return narrowed
}

func narrowAll(addresses []string) (out []string) {
	for _, a := range addresses {
		out = append(out, narrow(a))
	}
	return out
}

// many splits a cell at every separator that offices use in lists.
func (r *directoryReader) many(row int, column checklist.Column) []string {
	return strings.FieldsFunc(r.one(row, column), func(c rune) bool {
		return unicode.IsSpace(c) || strings.ContainsRune("、，,；;", c)
	})
}

func (r *directoryReader) kind(row int) checklist.EntryKind {
	kind := checklist.EntryKind(r.one(row, checklist.ColumnKind))
	if !slices.Contains(entryKinds, kind) {
		r.problem(row, checklist.ColumnKind.Message(), msg.New("no kind of an entry", string(kind)), msg.New("write a kind of entry", texts(entryKinds)))
	}
	return kind
}

func (r *directoryReader) duties(row int) (out []checklist.Duty) {
	for _, s := range r.many(row, checklist.ColumnDuties) {
		if !slices.Contains(duties, checklist.Duty(s)) {
			r.problem(row, checklist.ColumnDuties.Message(), msg.New("no duty of an entry", s), msg.Together(msg.Clauses, msg.New("the duties"), msg.New("or leave it empty")))
			continue
		}
		out = append(out, checklist.Duty(s))
	}
	return out
}

// day reads 2027-05-10, 2027/5/10 and 2027年5月10日.
func (r *directoryReader) day(row int, column checklist.Column) checklist.Day {
	text := r.one(row, column)
	if day, err := checklist.ParseDay(text); err == nil {
		return day
	}
	d, _ := zh.ParseDate(text)
	at, err := d.Resolve(zh.Facts{})
	if err != nil || d.Unit != zh.Day || d.Mark != zh.Plain || d.Until != nil {
		r.problem(row, column.Message(), msg.New("not a date of an entry", text), msg.New("write a date as 2027-05-10"))
		return 0
	}
	return checklist.FromCivil(at.Last)
}

func texts[T ~string](of []T) (out []string) {
	for _, s := range of {
		out = append(out, string(s))
	}
	return out
}
