package sheet

import (
	"fmt"
	"slices"

	"duban/checklist"
	"duban/checklist/sheet/grid"
	"duban/internal/msg"
)

// Options say what a file does not say itself.
type Options struct {
	Encoding string // of a text file: utf-8, gb18030, utf-16le, utf-16be; "" detects it
	Sheet    string // of a workbook, or 表2 of a document; "" takes the only one that has a header row
	Map      string // what columns are, where the clerk says so: 时序进度=时限,存在问题=内容
}

// List is a checklist as its document has it.
type List struct {
	Name     string        // the file's name
	Sheet    string        // of a workbook; of a document which table, 表1
	Encoding string        // of a text file
	Title    string        // the line over the table
	Head     []string      // all lines over the table, the title among them
	Columns  []grid.Column // of the table, from left to right
	Mapping  []Mapped      // what every column was taken for, and why
	Map      string        // of Options, to read the file the same way again
	Items    []checklist.Item
	Status   map[int]string     // by item number: what the status column says already
	Headings []Heading          // tasks and sections in order
	Filled   []Filled           // every cell that was blank and how it was filled
	Joined   []Joined           // every row that was joined to the one above
	Notes    []string           // lines under the table
	Warnings checklist.Problems // and the wrong numbers that ReadList returned

	undated    bool               // the clerk says that it has no deadlines
	firstLeads bool               // a note says that the first party named leads
	parties    map[int]partyCells // by item number, where leads and joint parties have columns of their own
	rows       []layoutRow
	place      msg.Message  // the worksheet, or which table of a document
	spots      map[int]spot // by item number: the cell of its status, in the file
	added      *newColumn   // where a status column goes that the document does not have
}

// Heading is a task or section with the items under it.
type Heading struct {
	Kind        grid.Kind // Task or Section
	Text        string    // as first printed, without layout spaces
	Aliases     []string  // as printed again after page breaks, where it differs
	Row         int       // where it stands in the file, 1-based
	First, Last int       // item numbers
}

// Filled is a cell that was blank in the file and what it was read as.
type Filled struct {
	No     int         // item number
	Row    int         // of the blank cell, 1-based
	Column msg.Message // its heading
	From   int         // the row that the value comes from
	Value  string
	Reason msg.Message // by which rule
	Doubt  bool        // a clerk should look at it
}

// Joined is a row without a number of its own and the item that it continues.
type Joined struct {
	No  int // item number
	Row int // 1-based
}

// Source is the encoding that a text was read in, the worksheet, or which table of a
// document.
func (l *List) Source() msg.Message {
	if l.Encoding != "" {
		return msg.Words(l.Encoding)
	}
	return l.place
}

// Doubts returns the filled cells that a clerk should look at.
func (l *List) Doubts() (out []Filled) {
	for _, f := range l.Filled {
		if f.Doubt {
			out = append(out, f)
		}
	}
	return out
}

// ReadList reads a checklist from the bytes of a file; its name decides, where
// the content leaves a choice, between .txt and .tsv (columns by tabs, no
// quoting), .csv (RFC 4180), .xlsx and .docx. Items come back with Leads, Joint and
// Deadline empty: Resolve reads those. Rows torn by page breaks are joined,
// blank cells filled, headings that were printed again recognised, and each of
// these is listed. What cannot be read is checklist.Problems, all at once.
func ReadList(name string, raw []byte, opt Options) (*List, error) {
	g, err := grid.Read(name, raw, grid.Wanted{Encoding: opt.Encoding, Sheet: opt.Sheet}, grid.IsList)
	if err != nil {
		return nil, in(name, err)
	}
	list, err := listOf(g, opt.Map)
	if list != nil {
		list.Name = name
	}
	if err != nil {
		return list, in(name, err)
	}
	return list, nil
}

// in puts the file's name on every problem.
func in(name string, err error) error {
	ps, ok := err.(checklist.Problems)
	if !ok {
		return fmt.Errorf("reading %s: %w", name, err)
	}
	for i := range ps {
		ps[i].File = name
	}
	return ps
}

// listOf reads the table in four steps: find the columns, join torn rows to
// records, fold headings and blanks into them, check the whole.
func listOf(g *grid.Grid, named string) (*List, error) {
	h, asked := headerOf(g, named)
	if len(asked.Errors()) > 0 {
		return nil, asked
	}
	j := joiner{grid: g, header: h}
	j.join()
	j.dropEmpty()
	if len(j.records) == 0 {
		return nil, checklist.Problems{noItems(g, h)}
	}
	j.renumber()
	f := folder{grid: g, header: h, records: j.records}
	f.fold()
	problems := slices.Concat(asked, j.problems, f.problems)
	problems = append(problems, checkLossless(g, h, &j, &f)...)
	numbers := checkNumbers(j.records, h.heading(grid.No))
	unreadable := len(problems.Errors()) > 0
	problems = append(problems, numbers...)
	if unreadable {
		return nil, problems
	}
	l := &List{
		Sheet: g.Sheet, Encoding: g.Encoding, place: g.Place(),
		Head: annexOf(h.above(g)), Columns: h.columns, Mapping: h.mapped, Map: named, Notes: j.notes, Joined: j.joined(),
		Filled: f.filled, undated: h.undated, firstLeads: firstLeads(j.notes),
		Warnings: append(g.Warnings, problems...),
	}
	l.Title = titleOf(l.Head)
	f.build(l)
	if len(numbers.Errors()) > 0 {
		return l, problems
	}
	return l, nil
}

// noItems tells an empty table from one whose numbers are missing.
func noItems(g *grid.Grid, h header) checklist.Problem {
	for row := h.last + 1; row < len(g.Rows); row++ {
		if len(g.FilledColumns(row)) > 0 {
			return checklist.Problem{Row: row + 1, Field: h.heading(grid.No), What: msg.New("no number under the heading"), Mend: msg.New("number the items")}
		}
	}
	return checklist.Problem{Row: h.last + 2, What: msg.New("no items under the heading"), Mend: msg.New("is it the right file and worksheet")}
}
