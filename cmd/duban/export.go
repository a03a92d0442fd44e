package main

import (
	"context"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"duban/checklist"
	"duban/internal/files"
	"duban/internal/office/register"
	"duban/internal/report"
	"duban/internal/words"
	"duban/internal/zh"
)

func (a *app) exportCommand() *cobra.Command {
	var out, cell, list string
	c := a.command(func(c *cobra.Command, _ []string) error { return a.export(c.Context(), out, list, cell) }, help{
		use: "export", zh: "导出原表，最后一栏按已销号的佐证填好", en: "export the same table with its last column filled",
		more: "原件是 .docx 或 .xlsx 时在原件上填写，没有“完成情况”栏的在表格右侧加一栏，其余一字不动；原件是文本时重建表格。" +
			"原有的完成情况保留在上，新填的注明日期。--cell short 每个单位只写一句成效，有节略的注明；默认 full 全文照录。" +
			"可导出 .docx、.xlsx、.csv、.md、.json；装有 LibreOffice 的还可导出 .pdf、.doc、.xls。已有的文件不会被覆盖。",
		moreEn:    "Fills a .docx or .xlsx in place, adding a column where it has none, and rebuilds a text; what a cell says already stays above, the new is dated. --cell short writes a sentence for each lead and says so where anything is left out. Also .csv, .md, .json, and through LibreOffice .pdf, .doc, .xls. Never overwrites.",
		example:   "duban export\n  duban export -o 完成情况.docx\n  duban export -o 完成情况.pdf --cell short",
		exampleEn: "duban export\n  duban export -o done.docx\n  duban export -o done.pdf --cell short"})
	c.Args = a.exactly(0)
	c.Flags().StringVarP(&out, "output", "o", "", a.say("输出文件，扩展名决定格式；默认“原名（填报日期）”", "output file, its extension is the form; default: the document's name and the day"))
	c.Flags().StringVar(&list, "list", "", a.say("哪一份清单：编号或标题中的字，默认最近导入的", "which checklist: its number, or words of its title; default: the newest"))
	c.Flags().StringVar(&cell, "cell", "full", a.say("完成情况怎样写：full 全文，short 一句", "the last column: full, or a sentence: short"))
	return c
}

func (a *app) export(ctx context.Context, out, list, cell string) error {
	if form := strings.ToLower(filepath.Ext(out)); out != "" && !slices.Contains(register.Forms, form) {
		return wrong(words.ExportForms, zh.Visible(out))
	}
	if cell != "full" && cell != "short" {
		return wrong(words.ExportCell, zh.Visible(cell))
	}
	o, err := a.openOffice(ctx)
	if err != nil {
		return err
	}
	defer o.Store.Close()
	f, err := register.Fill(ctx, o, checklist.DayOf(a.now(), o.Zone), list, cell == "short")
	if err != nil {
		return err
	}
	if out == "" {
		out = f.DefaultName(checklist.DayOf(a.now(), o.Zone))
	}
	form := strings.ToLower(filepath.Ext(out))
	if err := files.WriteNew(out, func(w io.Writer) error { return register.WriteForm(ctx, w, f, form) }); err != nil {
		return err
	}
	a.tellExported(f, out, form)
	return nil
}

func (a *app) tellExported(f report.Filled, out, form string) {
	how := words.ExportRebuilt
	switch {
	case f.InPlace(form) && f.List.AddsColumn():
		how = words.ExportAddedColumn
	case f.InPlace(form):
		how = words.ExportInPlace
	}
	a.tell(words.Exported, out, len(f.Status), a.text(how))
	for _, p := range f.Clipped(form) {
		a.tell(words.ExportNotice, p)
	}
}
