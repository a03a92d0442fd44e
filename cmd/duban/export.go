package main

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"duban/checklist"
	"duban/checklist/sheet"
	"duban/db"
	"duban/internal/files"
	"duban/internal/office"
)

func (a *app) exportCommand() *cobra.Command {
	var out string
	var list int64
	c := a.command(func(c *cobra.Command, _ []string) error { return a.export(c.Context(), out, list) }, help{
		use: "export", zh: "导出原表，最后一栏按已销号的佐证填好", en: "export the same table with its last column filled",
		more: "原件是 .docx 或 .xlsx 时在原件上填写，其余一字不动；原件是文本时重建表格。" +
			"可导出 .docx、.xlsx、.csv、.md、.json；装有 LibreOffice 的还可导出 .pdf、.doc、.xls。已有的文件不会被覆盖。",
		moreEn:  "Fills a .docx or .xlsx in place and rebuilds a text; also .csv, .md, .json, and through LibreOffice .pdf, .doc, .xls. Never overwrites.",
		example: "duban export\n  duban export -o 完成情况.docx\n  duban export -o 完成情况.pdf"})
	c.Args = a.exactly(0)
	c.Flags().StringVarP(&out, "output", "o", "", a.say("输出文件，扩展名决定格式；默认“原名（填报日期）”", "output file, its extension is the form; default: the document's name and the day"))
	c.Flags().Int64Var(&list, "list", 0, a.say("清单编号，默认最近导入的", "which checklist"))
	return c
}

func (a *app) export(ctx context.Context, out string, id int64) error {
	if form := strings.ToLower(filepath.Ext(out)); out != "" && exportForms[form] == nil {
		return usageError{fmt.Errorf("“%s”：可以导出 .docx、.xlsx、.csv、.md、.json、.pdf、.doc 或 .xls", visible(out))}
	}
	h, err := a.openOffice(ctx)
	if err != nil {
		return err
	}
	defer h.Store.Close()
	f, err := fillList(h, ctx, id)
	if err != nil {
		return err
	}
	if out == "" {
		out = f.defaultName(checklist.DayOf(a.now(), h.Zone))
	}
	form := strings.ToLower(filepath.Ext(out))
	if err := files.WriteNew(out, func(w io.Writer) error { return exportForms[form](ctx, w, f) }); err != nil {
		return err
	}
	how := "重建了表格"
	if f.inPlace(form) {
		how = "在原件上填写，其余未动"
	}
	fmt.Fprintf(a.stdout, "已导出 %s，填好%d项（%s）\n", out, len(f.status), how)
	return nil
}

// filled is a checklist on its way out: the document it came from, and what goes
// into its last column.
type filled struct {
	stored db.StoredList
	doc    db.Document
	list   *sheet.List
	items  []checklist.Item
	status map[int]string
	ledger []db.Owed
}

// fillList reads a checklist's document again and composes its last column.
func fillList(h *office.Office, ctx context.Context, id int64) (f filled, err error) {
	if f.stored, err = h.Checklist(ctx, id); err != nil {
		return f, err
	}
	if f.doc, err = h.Store.DocumentOf(ctx, f.stored.Document); err != nil {
		return f, err
	}
	if f.list, err = sheet.ReadList(f.doc.Name, f.doc.Raw, sheet.Options{Encoding: f.stored.Encoding, Sheet: f.stored.Sheet}); err != nil {
		return f, err
	}
	if f.items, err = h.Store.Items(ctx, f.stored.ID); err != nil {
		return f, err
	}
	all, err := h.Store.Ledger(ctx)
	if err != nil {
		return f, err
	}
	for _, o := range all {
		if o.Checklist == f.stored.ID {
			f.ledger = append(f.ledger, o)
		}
	}
	f.status, err = statusCells(h, ctx, f.ledger)
	return f, err
}

// defaultName is 原名（填报20270430）with the document's own form, .docx for a text.
func (f filled) defaultName(on checklist.Day) string {
	form := strings.ToLower(filepath.Ext(f.doc.Name))
	if form != ".xlsx" {
		form = ".docx"
	}
	base := strings.TrimSuffix(f.doc.Name, filepath.Ext(f.doc.Name))
	return fmt.Sprintf("%s（填报%s）%s", files.SafeName(base), strings.ReplaceAll(on.String(), "-", ""), form)
}
