package main

import (
	"bytes"
	"fmt"
	"os"
	"runtime/pprof"
	"syscall"

	"duban/checklist"
	"duban/checklist/sheet"
)

func main() {
	var items []checklist.Item
	for i := range 5000 {
		items = append(items, checklist.Item{No: i + 1, Task: fmt.Sprintf("第%d类任务", i/500+1), Section: fmt.Sprintf("（%d）", i%500/25+1),
			Content: fmt.Sprintf("第%d件：严格落实“一窗受理、并行办理”，窗口工作人员要互相帮助、互相补位，不得各行其是。", i+1),
			Parties: "业务受理部会同技术服务部、各业务部门、综合部、权籍调查部、转移登记部", DeadlineText: "4月底"})
	}
	t := sheet.PlainTable("清单", items, nil)
	for _, f := range []string{"csv", "xlsx", "docx"} {
		var b bytes.Buffer
		switch f {
		case "csv":
			sheet.WriteCSV(&b, t)
		case "xlsx":
			sheet.WriteXLSX(&b, t)
		case "docx":
			sheet.WriteDOCX(&b, t)
		}
		if f == "csv" && len(os.Args) > 1 {
			w, _ := os.Create(os.Args[1])
			pprof.StartCPUProfile(w)
		}
		var u0, u1 syscall.Rusage
		syscall.Getrusage(0, &u0)
		const n = 6
		for range n {
			l, err := sheet.ReadList("a."+f, b.Bytes(), sheet.Options{})
			if err != nil {
				panic(err)
			}
			sheet.Resolve(l, checklist.DeadlineBase{Year: 2027}, nil)
		}
		syscall.Getrusage(0, &u1)
		if f == "csv" {
			pprof.StopCPUProfile()
		}
		fmt.Println(f, float64(u1.Utime.Nano()-u0.Utime.Nano())/1e9/n, "s CPU per import")
	}
}
