package checklist

import (
	"strings"

	"duban/internal/zh"
)

// Stated is what a reply says under the labels that offices report by.
type Stated struct {
	Measures string // 采取措施
	Effect   string // 成效
}

var statedLabel = zh.NewPattern(`(?:^|[\s，。；;、：:])(?:一是|二是)?(?:主要|已|工作)?(采取的?措施|工作措施|措施|取得成效|工作成效|成效|效果)[:：]`)

// ReadStated finds 采取措施：… and 成效：… in a reply. What is not labelled is not
// guessed: both are empty where the reply has no such labels.
func ReadStated(reply string) (s Stated) {
	marks := statedLabel.FindAllStringSubmatchIndex(reply, -1)
	for i, m := range marks {
		to := len(reply)
		if i+1 < len(marks) {
			to = marks[i+1][0]
		}
		text := strings.Trim(reply[m[1]:to], " \t\r\n　；;，")
		into := &s.Measures
		if label := reply[m[2]:m[3]]; strings.HasSuffix(label, "成效") || label == "效果" {
			into = &s.Effect
		}
		*into = strings.TrimSpace(*into + "\n" + text)
	}
	return s
}

// CellFields are the words that export.cell may use.
func CellFields(party, reply string) map[string]string {
	s := ReadStated(reply)
	return map[string]string{"责任主体": party, "回复": reply, "采取措施": s.Measures, "成效": s.Effect}
}
