package main

import (
	"fmt"
	"os"
	"path/filepath"

	"duban/checklist"
	"duban/checklist/sheet"
)

func main() {
	for _, p := range os.Args[1:] {
		raw, _ := os.ReadFile(p)
		fmt.Println("==", filepath.Base(p))
		l, err := sheet.ReadList(filepath.Base(p), raw, sheet.Options{Map: os.Getenv("MAP")})
		if err != nil {
			fmt.Println("ERR", err)
		}
		if l == nil {
			continue
		}
		for _, m := range l.Mapping {
			fmt.Printf("   %s %q=%s (%s)\n", m.Column, m.Heading, m.Role, m.Reason)
		}
		d, _ := checklist.ParseDay("2026-03-01")
		items, ps := sheet.Resolve(l, checklist.DeadlineBase{Year: 2026, Start: d}, nil)
		for i, it := range items {
			if i > 6 {
				break
			}
			fmt.Printf("  %d[%s] %s|%s|%s|L%v J%v|%s→%s\n", it.No, it.Label, it.Task, it.Section, it.Content, it.Leads, it.Joint, it.DeadlineText, it.Deadline)
		}
		for _, p := range append(l.Warnings, ps...) {
			fmt.Println("   ", p.Warning, p)
		}
	}
}
