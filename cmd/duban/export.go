package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"duban/checklist"
	"duban/checklist/sheet"
	"duban/db"
)

func (a *app) exportCommand() *cobra.Command {
	var out string
	var list int64
	c := a.command(func(c *cobra.Command, _ []string) error {
		if out == "" {
			return usageError{errors.New("请用 -o 写明输出文件（.xlsx 或 .csv）")}
		}
		return a.export(c.Context(), out, list)
	}, help{use: "export -o 文件", zh: "导出原表，最后一栏按已销号的佐证填好", en: "export the same table with its last column filled",
		example: "duban export -o 完成情况.xlsx"})
	c.Args = a.exactly(0)
	c.Flags().StringVarP(&out, "output", "o", "", a.say("输出文件", "output file"))
	c.Flags().Int64Var(&list, "list", 0, a.say("清单编号，默认最近导入的", "which checklist"))
	return c
}

func (a *app) export(ctx context.Context, out string, id int64) error {
	write := map[string]func(io.Writer, sheet.Table) error{".xlsx": sheet.WriteXLSX, ".csv": sheet.WriteCSV}[strings.ToLower(filepath.Ext(out))]
	if write == nil {
		return usageError{fmt.Errorf("“%s”：只能导出 .xlsx 或 .csv", visible(out))}
	}
	h, err := a.openHouse(ctx)
	if err != nil {
		return err
	}
	defer h.store.Close()
	t, filled, err := h.filledTable(ctx, id)
	if err != nil {
		return err
	}
	if err := writeFile(out, func(w io.Writer) error { return write(w, t) }); err != nil {
		return err
	}
	fmt.Fprintf(a.stdout, "已导出 %s，填好%d项\n", out, filled)
	return nil
}

// filledTable lays out the original document with its last column filled.
func (h *house) filledTable(ctx context.Context, id int64) (t sheet.Table, filled int, err error) {
	stored, err := h.chooseList(ctx, id)
	if err != nil {
		return t, 0, err
	}
	doc, err := h.store.DocumentOf(ctx, stored.Document)
	if err != nil {
		return t, 0, err
	}
	list, err := sheet.ReadList(doc.Name, doc.Raw, sheet.Options{Encoding: stored.Encoding, Sheet: stored.Sheet})
	if err != nil {
		return t, 0, err
	}
	items, err := h.store.Items(ctx, stored.ID)
	if err != nil {
		return t, 0, err
	}
	status, err := h.statusCells(ctx, stored.ID)
	if err != nil {
		return t, 0, err
	}
	t, err = sheet.NewTable(list, items, status)
	return t, len(status), err
}

func (h *house) chooseList(ctx context.Context, id int64) (db.StoredList, error) {
	lists, err := h.store.Checklists(ctx)
	if err != nil {
		return db.StoredList{}, err
	}
	for _, l := range lists {
		if l.ID == id {
			return l, nil
		}
	}
	if id != 0 || len(lists) == 0 {
		return db.StoredList{}, errors.New("没有这份清单；先用 duban import 导入")
	}
	return lists[len(lists)-1], nil
}

// statusCells composes the last column from accepted evidence, in the parties'
// own words; what nobody has accepted stays blank.
func (h *house) statusCells(ctx context.Context, list int64) (map[int]string, error) {
	all, err := h.store.Ledger(ctx)
	if err != nil {
		return nil, err
	}
	leads := map[int]int{}
	words := map[int][]string{}
	for _, o := range all {
		if o.Checklist != list || o.Role != checklist.Lead {
			continue
		}
		leads[o.No]++
		if o.State != checklist.Accepted {
			continue
		}
		text, err := h.acceptedWords(ctx, o)
		if err != nil {
			return nil, err
		}
		if text != "" {
			words[o.No] = append(words[o.No], o.Party+"："+text)
		}
	}
	cells := make(map[int]string, len(words))
	for no, parts := range words {
		if leads[no] == 1 {
			_, text, _ := strings.Cut(parts[0], "：")
			parts[0] = text
		}
		cells[no] = strings.Join(parts, "\n")
	}
	return cells, nil
}

// acceptedWords are what was claimed in the round that was accepted.
func (h *house) acceptedWords(ctx context.Context, o db.Owed) (string, error) {
	list, err := h.store.EvidenceOf(ctx, o.ID)
	if err != nil {
		return "", err
	}
	var words []string
	for _, e := range list {
		if e.Round == o.Round && e.Verb == checklist.VerbDone {
			words = append(words, strings.TrimSpace(e.Text))
		}
	}
	return strings.Join(words, "\n"), nil
}
