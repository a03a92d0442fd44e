package notify

import (
	"fmt"
	"unicode/utf8"

	"duban/checklist/letter"
)

// page is a letter as blocks, from which both of its parts are made.
type page struct {
	voice
	Subject     string // without the tag
	Unaddressed bool   // it greets nobody
	Blocks      []block
}

// block is one of: a paragraph, a heading, an item with its colour, a group of items that
// stand alike, lines to be copied, a bar of counts, a table, links, a course, small print.
type block struct {
	Kind   string // para, strong, head, item, group, lines, bar, table, links, course, foot
	Text   string
	Colour string // colour of an item's edge and mark
	Mark   string // the colour in words: 逾期2个工作日
	Lines  []string
	Links  []link  // what its reader may touch; of the page only
	Parts  []block // of a group: the items below its heading
	Bar    []share
	Rows   [][]string // the first is the heading
	Shares [][]share  // below each of the rows but the first, a bar to scale
	Course []letter.CoursePoint
}

// share is a part of a bar drawn to scale.
type share struct {
	Name    string
	N       int
	Percent int
	Colour  string
}

func (p *page) add(all ...block) { p.Blocks = append(p.Blocks, all...) }

func para(text string) block { return block{Kind: "para", Text: text} }

func strong(text string) block { return block{Kind: "strong", Text: text} }

func head(text string) block { return block{Kind: "head", Text: text} }

func lines(all ...string) block { return block{Kind: "lines", Lines: all} }

// item is a numbered thing: its number and name, then, each on a line of its own,
// what its reader has to know of it. Empty notes are left out.
func item(colour, mark, title string, notes ...string) block {
	return block{Kind: "item", Colour: colour, Mark: mark, Text: title, Lines: said(notes...)}
}

func said(notes ...string) (out []string) {
	for _, n := range notes {
		if n != "" {
			out = append(out, n)
		}
	}
	return out
}

// The colours can be read as text on white and under white text, and each is said in
// words beside it.
const (
	colourRed   = "#c62828" // 逾期
	colourAmber = "#9a5b00" // 临近
	colourGreen = "#2e7d32" // 正常
	colourBlue  = "#1565c0" // 待审核
	colourGrey  = "#5b6b7a" // 已销号, and things without a standing
)

func colourOf(c letter.Colour) string {
	switch c {
	case letter.Red:
		return colourRed
	case letter.Amber:
		return colourAmber
	case letter.Green:
		return colourGreen
	}
	return colourGrey
}

// bar draws the counts to scale.
func (v voice) bar(c letter.Counts) block {
	return block{Kind: "bar", Bar: toScale(c.Total,
		share{Name: v.Of("已销号", "closed "), N: c.Accepted, Colour: colourGrey}, share{Name: v.Of("待审核", "to judge "), N: c.Review, Colour: colourBlue},
		share{Name: v.Of("进行中", "open "), N: c.Green, Colour: colourGreen}, share{Name: v.Of("临近", "due soon "), N: c.Amber, Colour: colourAmber},
		share{Name: v.Of("逾期", "overdue "), N: c.Red, Colour: colourRed})}
}

// leastShare is as narrow as a share may be, in per cent: its number must stand apart from
// the next one's on a phone.
const leastShare = 3

// toScale are the shares of a whole that are anything.
func toScale(total int, all ...share) (out []share) {
	for _, s := range all {
		if s.N > 0 {
			s.Percent = max(s.N*100/max(total, 1), leastShare)
			out = append(out, s)
		}
	}
	return out
}

// Width is the part of the bar that it takes.
func (s share) Width() string { return fmt.Sprintf("%d%%", s.Percent) }

// wide is how much room words take, in letters: a Chinese character, of three bytes, takes
// that of two.
func wide(s string) int { return (len(s) + utf8.RuneCountInString(s)) / 2 }

// Label names a share where it is wide enough for the name, on a phone too.
func (s share) Label() string {
	if s.Percent < 3*wide(s.Name) {
		return fmt.Sprint(s.N)
	}
	return fmt.Sprintf("%s%d", s.Name, s.N)
}
