package sheet

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"duban/checklist"
	"duban/checklist/sheet/grid"
	"duban/internal/msg"
	"duban/internal/zh"
)

// The columns of a directory, in the order of the skeleton.
const (
	dirKind       = "类别"
	dirName       = "名称"
	dirAliases    = "别名"
	dirHolder     = "姓名"
	dirMail       = "邮箱"
	dirOtherMails = "其他邮箱"
	dirPhone      = "电话"
	dirSupervisor = "上级"
	dirMembers    = "成员"
	dirDuties     = "职责"
	dirSubstitute = "代办"
	dirAwayFrom   = "外出自"
	dirAwayUntil  = "外出至"
)

var (
	dirHeadings = []string{dirKind, dirName, dirAliases, dirHolder, dirMail, dirOtherMails, dirPhone, dirSupervisor, dirMembers, dirDuties,
		dirSubstitute, dirAwayFrom, dirAwayUntil}
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
	r := directoryReader{grid: g, at: map[string]int{}}
	r.read()
	if len(r.problems) > 0 {
		return nil, in(name, r.problems)
	}
	return r.entries, nil
}

type directoryReader struct {
	grid     *grid.Grid
	at       map[string]int // heading -> column
	entries  []checklist.Entry
	problems checklist.Problems
}

func (r *directoryReader) problem(row int, column, what, mend string) {
	r.problems = append(r.problems, checklist.Problem{Row: row + 1, Column: column, What: msg.Words(what), Mend: msg.Words(mend)})
}

// directoryHeader is the first row that has both headings every directory
// needs, -1 for none.
func directoryHeader(g *grid.Grid) int {
	for row := range g.Rows {
		var texts []string
		for _, col := range g.FilledColumns(row) {
			texts = append(texts, checklist.PartyKey(g.Own(row, col)))
		}
		if slices.Contains(texts, dirKind) && slices.Contains(texts, dirName) {
			return row
		}
	}
	return -1
}

func (r *directoryReader) read() {
	header := directoryHeader(r.grid)
	if header < 0 {
		r.problems = checklist.Problems{{What: msg.Words("找不到表头"), Mend: msg.Words("第一行应为：" + strings.Join(dirHeadings, "、") + "，其中类别和名称不可缺")}}
		return
	}
	r.headings(header)
	for row := header + 1; row < len(r.grid.Rows); row++ {
		if len(r.grid.FilledColumns(row)) > 0 {
			r.entries = append(r.entries, r.entry(row))
		}
	}
	if len(r.entries) == 0 {
		r.problem(header+1, "", "通讯录没有内容", "请在表头之下每行填写一个部门、岗位或组")
	}
}

func (r *directoryReader) headings(row int) {
	for _, col := range r.grid.FilledColumns(row) {
		heading := checklist.PartyKey(r.grid.Own(row, col))
		_, twice := r.at[heading]
		switch {
		case !slices.Contains(dirHeadings, heading):
			r.problem(row, grid.ColumnLetter(col), fmt.Sprintf("不认识表头“%s”", heading), "可用的表头："+strings.Join(dirHeadings, "、"))
		case twice:
			r.problem(row, grid.ColumnLetter(col), fmt.Sprintf("表头“%s”重复", heading), "请删去其中一栏")
		default:
			r.at[heading] = col
		}
	}
	for _, col := range r.headless(row) {
		r.problem(row, grid.ColumnLetter(col), "这一栏有内容而没有表头", "请补上表头或删去内容")
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
		Kind: r.kind(row), Name: r.one(row, dirName), Aliases: r.many(row, dirAliases),
		Holder: r.one(row, dirHolder), Mail: narrow(r.one(row, dirMail)), OtherMails: narrowAll(r.many(row, dirOtherMails)),
		Phone: r.one(row, dirPhone), Supervisor: r.one(row, dirSupervisor),
		Members: r.many(row, dirMembers), Duties: r.duties(row), Row: row + 1,
		Substitute: r.one(row, dirSubstitute), AwayFrom: r.day(row, dirAwayFrom), AwayUntil: r.day(row, dirAwayUntil),
	}
}

// one is a cell's text; a merged cell counts for all its rows.
func (r *directoryReader) one(row int, heading string) string {
	col, ok := r.at[heading]
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
func (r *directoryReader) many(row int, heading string) []string {
	return strings.FieldsFunc(r.one(row, heading), func(c rune) bool {
		return unicode.IsSpace(c) || strings.ContainsRune("、，,；;", c)
	})
}

func (r *directoryReader) kind(row int) checklist.EntryKind {
	kind := checklist.EntryKind(r.one(row, dirKind))
	if !slices.Contains(entryKinds, kind) {
		r.problem(row, dirKind, fmt.Sprintf("不认识类别“%s”", kind), "请写"+strings.Join(texts(entryKinds), "、")+"之一")
	}
	return kind
}

func (r *directoryReader) duties(row int) (out []checklist.Duty) {
	for _, s := range r.many(row, dirDuties) {
		if !slices.Contains(duties, checklist.Duty(s)) {
			r.problem(row, dirDuties, fmt.Sprintf("不认识职责“%s”", s), "可写："+strings.Join(texts(duties), "、")+"；没有就留空")
			continue
		}
		out = append(out, checklist.Duty(s))
	}
	return out
}

// day reads 2027-05-10, 2027/5/10 and 2027年5月10日.
func (r *directoryReader) day(row int, heading string) checklist.Day {
	text := r.one(row, heading)
	if day, err := checklist.ParseDay(text); err == nil {
		return day
	}
	d, _ := zh.ParseDate(text)
	at, err := d.Resolve(zh.Facts{})
	if err != nil || d.Unit != zh.Day || d.Mark != zh.Plain || d.Until != nil {
		r.problem(row, heading, fmt.Sprintf("“%s”不是日期", text), "请写成 2027-05-10")
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
