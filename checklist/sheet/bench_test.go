package sheet

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/xuri/excelize/v2"

	"duban/checklist"
	"duban/checklist/sheet/paper"
)

// BenchmarkReadList imports 5,000 items with six parties each, beside excelize
// reading the same cells and doing nothing with them.
func BenchmarkReadList(b *testing.B) {
	var items []checklist.Item
	for i := range 5000 {
		items = append(items, checklist.Item{No: i + 1, Task: fmt.Sprintf("第%d类任务", i/500+1), Section: fmt.Sprintf("（%d）", i%500/25+1),
			Content: fmt.Sprintf("第%d件：严格落实“一窗受理、并行办理”，窗口工作人员要互相帮助、互相补位，不得各行其是。", i+1),
			Parties: "业务受理部会同技术服务部、各业务部门、综合部、权籍调查部、转移登记部", DeadlineText: "4月底"})
	}
	var file bytes.Buffer
	if err := paper.WriteXLSX(&file, paper.PlainTable("清单", items, nil)); err != nil {
		b.Fatal(err)
	}
	b.Run("import", func(b *testing.B) {
		for b.Loop() {
			list, err := ReadList("清单.xlsx", file.Bytes(), Options{})
			if err != nil {
				b.Fatal(err)
			}
			if _, problems := Resolve(list, checklist.DeadlineBase{Year: 2027}, nil); len(problems) > 0 {
				b.Fatal(problems)
			}
		}
	})
	b.Run("excelize", func(b *testing.B) {
		for b.Loop() {
			f, err := excelize.OpenReader(bytes.NewReader(file.Bytes()))
			if err != nil {
				b.Fatal(err)
			}
			if _, err := f.GetRows("清单"); err != nil {
				b.Fatal(err)
			}
		}
	})
}
