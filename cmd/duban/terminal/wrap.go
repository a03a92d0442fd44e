package terminal

import "strings"

// narrow is too few columns to be worth a margin.
const narrow = 40

// Wrapped breaks lines to the columns of a terminal, 0 is none, where words end: a
// terminal breaks in the middle of one. What goes on stands deeper than a line that had
// a margin.
func Wrapped(lines string, columns int) string {
	return each(lines, columns, func(line string) string {
		margin := line[:len(line)-len(strings.TrimLeft(line, " 　"))]
		if margin != "" {
			margin += "  "
		}
		return margin
	})
}

// Entries are lines of a list, of which each begins without a margin: what goes on has one.
func Entries(lines string, columns int) string {
	return each(lines, columns, func(string) string { return "    " })
}

func each(lines string, columns int, margin func(line string) string) string {
	if columns < narrow {
		return lines
	}
	var out []string
	for line := range strings.SplitSeq(lines, "\n") {
		line = strings.TrimRight(line, " ")
		out = append(out, wrapped(line, margin(line), columns))
	}
	return strings.Join(out, "\n")
}

func wrapped(line, margin string, columns int) string {
	var out strings.Builder
	for {
		at := lineEnd(line, columns)
		if at == len(line) {
			return out.String() + line
		}
		out.WriteString(strings.TrimRight(line[:at], " 　") + "\n")
		line = margin + strings.TrimLeft(line[at:], " 　")
	}
}

// lineEnd is the last place in the columns at which a line may end: behind a space or
// beside a Chinese character, but with its mark. A word longer than that is cut. What
// some terminals show two columns wide is counted so.
func lineEnd(s string, columns int) int {
	width, end, begun, before := 0, 0, false, ' '
	for i, r := range s {
		if begun && mayBreak(before, r) {
			end = i
		}
		begun = begun || r != ' ' && r != '　'
		if width++; r >= 0x2000 {
			width++
		}
		if width > columns {
			if end == 0 || r == ' ' {
				return i
			}
			return end
		}
		before = r
	}
	return len(s)
}

// mayBreak reports whether a line may end between two characters.
func mayBreak(before, after rune) bool {
	const han = 0x2E80 // from here on stand the characters of East Asia and their marks
	if strings.ContainsRune(" 　，。、；：？！）》〕】”’…", after) || strings.ContainsRune("（《〔【“‘", before) {
		return false
	}
	return before == ' ' || before >= han || after >= han
}
