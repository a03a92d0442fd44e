package zh

import (
	"strings"
	"unicode"
)

// Nearest is the known name that was probably meant by one that is not known; "" where
// none is near. Near is a name that differs in few letters, at most a third of them, or
// one of which some are left out; of several that are as near, the first.
func Nearest(name string, known []string) (best string) {
	asked := letters(name)
	most := max(1, min(len(asked)/3, 2))
	least := most + 1
	for _, k := range known {
		known := letters(k)
		d := distance(asked, known)
		if len(asked) > 1 && (within(asked, known) || len(known) > 1 && within(known, asked)) {
			d = min(d, most) // 技术部 of 技术服务部
		}
		if d < least {
			best, least = k, d
		}
	}
	return best
}

func letters(name string) []rune {
	return []rune(strings.Map(func(r rune) rune { return unicode.ToLower(FoldRune(r)) }, name))
}

// within reports whether all letters of a stand in b, in their order.
func within(a, b []rune) bool {
	for _, r := range b {
		if len(a) > 0 && a[0] == r {
			a = a[1:]
		}
	}
	return len(a) == 0
}

// distance is how many letters were left out, added, changed, or swapped with the next.
func distance(a, b []rune) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(a)][len(b)]
}
