package letter

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"duban/checklist"
)

// Called is how a line is called in an answer to a letter with such lines: by its number,
// and where that fits several by the department or the part, too, with gap behind each.
func (x Line) Called(among []Line, gap string) string {
	call := checklist.Numbered(x.Mark, x.No) + " "
	var party, part bool
	for _, other := range among {
		if other.Mark == x.Mark && other.No == x.No {
			party, part = party || other.Party != x.Party, part || other.Part != x.Part
		}
	}
	if party {
		call += x.Party + gap
	}
	if part {
		call += x.Part + gap
	}
	return call
}

var stems = []rune("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥")

func stem(i int) string {
	if i >= len(stems) {
		return stem(i/len(stems)-1) + string(stems[i%len(stems)])
	}
	return string(stems[i])
}

// compareMarks orders the marks of lists as these are given theirs (stem).
func compareMarks(a, b string) int {
	byStem := func(x, y rune) int { return cmp.Compare(slices.Index(stems, x), slices.Index(stems, y)) }
	return cmp.Or(cmp.Compare(len(a), len(b)), slices.CompareFunc([]rune(a), []rune(b), byStem))
}

// MarkLists gives the lines of a letter that shows several lists the marks of these,
// in the order in which the lists came, and the letter their legend.
func (l *Letter) MarkLists() {
	titles := map[int64]string{}
	for _, line := range l.Lines {
		titles[line.List] = line.Title
	}
	l.Lists = nil
	if len(titles) < 2 {
		return
	}
	marks := map[int64]string{}
	for i, id := range slices.Sorted(maps.Keys(titles)) {
		marks[id] = stem(i)
		l.Lists = append(l.Lists, fmt.Sprintf("%s《%s》", stem(i), titles[id]))
	}
	mark := func(lines []Line) {
		for i := range lines {
			lines[i].Mark = marks[lines[i].List]
		}
	}
	mark(l.Lines)
	if d := l.Digest; d != nil {
		mark(d.Overdue)
		mark(d.Review)
		mark(d.Asked)
	}
}
