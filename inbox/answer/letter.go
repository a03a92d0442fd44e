package answer

import (
	"slices"
	"strings"

	"duban/checklist"
)

// MaxText is how much of a text is read.
const MaxText = 256 << 10

// Line is a line of the letter that is answered, as it was printed.
type Line struct {
	No       int
	List     string // the mark that tells two lists in one letter apart; else empty
	Content  string // the item's own words
	Party    string
	Aliases  []string // what the department is also called
	Part     string   // 4月: of an item that falls due several times
	Role     checklist.Role
	Deadline checklist.Day
	Waiting  bool          // shown as waiting for a verdict
	Asked    checklist.Day // the extension that was shown as asked for; to who asked, the one that waits
	Closed   bool          // shown as struck off or waived
	Own      bool          // in a judge's letter: he answers for this line himself
	Beyond   bool          // the letter has not printed it: only its number can mean it
}

// Letter is what is answered.
type Letter struct{ Lines []Line }

// Writer is in which quality somebody answers.
type Writer int

const (
	Responsible Writer = iota // answers for items: 完成, 延期
	Judge                     // decides on them: 同意, 退回
	Superior                  // was told of them: whatever he says is an instruction
)

// Options is what the reading depends on besides words and letter.
type Options struct {
	Writer   Writer
	Year     int           // of days without a year; 0 is the year of Received
	Received checklist.Day // may be zero: then no day is past
	Files    bool          // the mail brings files
	Names    []string      // the writer's own name and post, as he may sign: 张三, 主任

	// The office's calendar; where it is nil, what needs it names no day.
	AddWorkdays func(from checklist.Day, n int) checklist.Day
	Festival    func(year int, name string) checklist.Day
}

func (o Options) year() int {
	if o.Year == 0 {
		return o.Received.Year()
	}
	return o.Year
}

// with returns the indices of the lines that have a number.
func (l Letter) with(no int) (at []int) {
	for i, line := range l.Lines {
		if line.No == no {
			at = append(at, i)
		}
	}
	return at
}

func (l Letter) has(no int) bool {
	return slices.ContainsFunc(l.Lines, func(line Line) bool { return line.No == no })
}

func (l Letter) hasAll(nos []int) bool {
	return !slices.ContainsFunc(nos, func(n int) bool { return !l.has(n) })
}

// numbers are those of some lines, each once, in their order.
func (l Letter) numbers(at []int) (nos []int) {
	for _, i := range at {
		if no := l.Lines[i].No; !slices.Contains(nos, no) {
			nos = append(nos, no)
		}
	}
	return nos
}

// printed returns the indices of the letter's own lines.
func (l Letter) printed() []int { return l.where(func(line Line) bool { return !line.Beyond }) }

// where returns the indices of the lines that are so.
func (l Letter) where(is func(Line) bool) (at []int) {
	for i, line := range l.Lines {
		if is(line) {
			at = append(at, i)
		}
	}
	return at
}

// own returns the words that are the items' own: contents without quotation marks.
func (l Letter) own(at []int) (contents []string) {
	for _, i := range at {
		contents = append(contents, foldWords(l.Lines[i].Content))
	}
	return contents
}

func (l Letter) parties(at []int) (names []string) {
	for _, i := range at {
		for _, party := range l.Lines[i].partyNames() {
			if name := foldWords(party); name != "" && !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return names
}

// partyNames are what the line's department may be called.
func (l Line) partyNames() []string { return append([]string{l.Party}, l.Aliases...) }

// foldWords folds a text as words are compared.
func foldWords(s string) string { return strings.ReplaceAll(foldLine(s).key, `"`, "") }
