package paper

import (
	"math"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// medium is what a table is printed on, and in what size. Lengths across are in
// characters of the body type, two for a Chinese one; heights are in points.
type medium struct {
	size    float64 // of the type, in points
	width   float64 // between the margins
	padding float64 // of a cell, left and right together
	page    float64 // height between the margins
	line    float64
	pad     float64 // of a row, over and under its lines
	tallest float64 // no row is drawn higher; 0 for no bound
	flows   bool    // pages are full of themselves; else each is said to begin
}

// character is the width of a character in points.
func (m medium) character() float64 { return m.size / 2 }

// usable is how much of a line a renderer surely fills: renderers differ in how
// they break lines, and move a punctuation mark with the character before it.
func (m medium) usable(column float64) float64 {
	width := column - m.padding
	if width > 16 {
		width -= 2
	}
	return max(2, 2*math.Floor(width/2))
}

func (m medium) height(lines int) float64 { return float64(lines)*m.line + m.pad }

// fits is the number of lines that a height holds.
func (m medium) fits(height float64) int { return int((height - m.pad) / m.line) }

// lines counts the lines of a text in a column.
func (m medium) lines(s string, column float64) (n int) { return m.linesOf(ParagraphWidths(s), column) }

func (m medium) linesOf(paragraphs []float64, column float64) (n int) {
	width := m.usable(column)
	for _, w := range paragraphs {
		n += max(1, int(math.Ceil(w/width)))
	}
	return n
}

func ParagraphWidths(s string) (widths []float64) {
	for p := range strings.SplitSeq(s, "\n") {
		widths = append(widths, displayWidth(p))
	}
	return widths
}

// cutAfter parts a text after a paragraph, where at least half of the lines are
// used so.
func (m medium) cutAfter(s string, column float64, most int) (head, rest string, ok bool) {
	paragraphs := strings.Split(s, "\n")
	n, used := m.whole(paragraphs, column, most)
	if 2*used < most {
		return s, "", false
	}
	return strings.Join(paragraphs[:n], "\n"), strings.Join(paragraphs[n:], "\n"), true
}

// cutInside parts a text inside a paragraph, after a sentence where one ends in
// the lower half of what fits.
func (m medium) cutInside(s string, column float64, most int) (head, rest string, ok bool) {
	paragraphs := strings.Split(s, "\n")
	n, used := m.whole(paragraphs, column, most)
	width := float64(most-used) * m.usable(column)
	if used == most && n > 0 { // the page ends with a paragraph: some of it goes over
		n--
		width = displayWidth(paragraphs[n]) - WidthStep
	}
	if n == len(paragraphs) {
		return s, "", false
	}
	head, rest = cutSentence(paragraphs[n], width)
	if head == "" || rest == "" {
		return s, "", false
	}
	head = strings.Join(append(slices.Clone(paragraphs[:n]), head), "\n")
	return head, strings.Join(append([]string{rest}, paragraphs[n+1:]...), "\n"), true
}

// cutAnywhere parts what can be parted in no better way.
func (m medium) cutAnywhere(s string, column float64, most int) (head, rest string, ok bool) {
	if head, rest, ok = m.cutInside(s, column, most); ok {
		return head, rest, ok
	}
	paragraphs := strings.Split(s, "\n")
	n, _ := m.whole(paragraphs, column, most)
	return strings.Join(paragraphs[:n], "\n"), strings.Join(paragraphs[n:], "\n"), n > 0 && n < len(paragraphs)
}

// whole counts the paragraphs that fit into some lines, and the lines they use.
func (m medium) whole(paragraphs []string, column float64, most int) (n, used int) {
	for _, p := range paragraphs {
		lines := m.lines(p, column)
		if used+lines > most {
			break
		}
		n, used = n+1, used+lines
	}
	return n, used
}

// cutSentence takes from a paragraph what fits into a width. White space stands
// at neither side of the cut, where nobody would see it.
func cutSentence(s string, width float64) (head, rest string) {
	end, sentence := 0, 0
	before := ' '
	for i, r := range s {
		if i > 0 && !unicode.IsSpace(before) && !unicode.IsSpace(r) {
			end = i
			if strings.ContainsRune("。；！？;", before) {
				sentence = i
			}
		}
		before = r
		if width -= runeWidth(r); width < 0 {
			break
		}
	}
	if 2*sentence >= end {
		end = sentence
	}
	return s[:end], s[end:]
}

// displayWidth counts a Chinese character as two, with quotation marks and
// dashes among them, which Chinese type sets wide (Unicode annex 11: ambiguous).
func displayWidth(s string) (n float64) {
	for _, r := range s {
		n += runeWidth(r)
	}
	return n
}

func runeWidth(r rune) float64 {
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth, width.EastAsianAmbiguous:
		return 2
	}
	return 1
}
