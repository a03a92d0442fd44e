package sheet

import (
	"golang.org/x/text/unicode/norm"

	"duban/internal/zh"
)

var yearWords = zh.NewPattern(`(20\d\d|二[〇零○]\p{Han}{2})(?:年|\)|\]|〕|-|/|\.)`)

// ProposedYear is a year that the lines over the table name: 2023年, 〔2023〕 or
// 二〇二三年; 0 for none. It is for asking, never for taking.
func (l *List) ProposedYear() int {
	for _, line := range l.Head {
		if m := yearWords.FindStringSubmatch(norm.NFKC.String(line)); m != nil {
			if y, ok := zh.Number(m[1]); ok {
				return y
			}
		}
	}
	return 0
}
