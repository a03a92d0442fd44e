package sheettest

import (
	"fmt"

	"pgregory.net/rapid"

	"duban/checklist"
)

// Items draws a list such as an office could write: numbered tasks, in each
// numbered sections, in each items.
func Items(t *rapid.T) (items []checklist.Item) {
	content := rapid.Custom(func(t *rapid.T) string {
		return rapid.SampledFrom([]string{"做", "=1+1", "'=x", "-", "“甲”，\"乙\"", "，；", "a,b", "2027年\n第二行"}).Draw(t, "begin") +
			rapid.StringMatching(`[做好一、（）=a 0]{0,20}[甲乙丙]`).Draw(t, "content")
	})
	party := rapid.SampledFrom([]string{"综合部", "综合部会同各部", "业务受理部、技术服务部", "各业务部门负责人"})
	deadline := rapid.SampledFrom([]string{"4月底", "5月底", "6月30日前", "年底前"})
	for task := range rapid.IntRange(1, 3).Draw(t, "tasks") {
		for section := range rapid.IntRange(1, 3).Draw(t, "sections") {
			for range rapid.IntRange(1, 3).Draw(t, "items") {
				items = append(items, checklist.Item{
					No: len(items) + 1, Task: fmt.Sprintf("%s、抓 %d", han(task), task), Section: fmt.Sprintf("（%s）治 %d", han(section), section),
					Content: content.Draw(t, "content"), Parties: party.Draw(t, "parties"), DeadlineText: deadline.Draw(t, "deadline"),
				})
			}
		}
	}
	return items
}

func han(n int) string { return string([]rune("一二三四五")[n]) }
