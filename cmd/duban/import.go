package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"duban/checklist"
	"duban/checklist/sheet"
	"duban/db"
)

type importOptions struct {
	year                                          int
	start, ends, encoding, sheet, title, skeleton string
	dryRun, json, apply, asNew                    bool
}

func (a *app) importCommand() *cobra.Command {
	var o importOptions
	c := a.command(func(c *cobra.Command, args []string) error { return a.importList(c, args[0], o) }, help{
		use: "import 文件", zh: "导入清单", en: "import a checklist",
		more: "读 .docx、.xlsx、.csv、.tsv、.txt；装有 LibreOffice 的还读 .doc、.wps、.xls、.et。先用 --dry-run 看程序读懂了什么；有问题的清单一项也不存。" +
			"同一份清单修订后再次导入，先列出增、删、改、改号的事项，加 --apply 才修改台账：佐证和历史都保留，删去的事项免办而不删除。",
		moreEn: "Reads .docx, .xlsx, .csv, .tsv, .txt, and through LibreOffice .doc, .wps, .xls, .et. A list with problems stores nothing. " +
			"An amended list shows what it changes, and changes it with --apply; evidence and history stay, removed items are waived.",
		example: "duban import 实施清单.txt --year 2027 --dry-run\n  duban import 实施清单.txt --year 2027 --start 2027-04-01\n  duban import 实施清单（修订）.docx --year 2027 --apply",
	})
	c.Args = a.exactly(1)
	f := c.Flags()
	f.IntVar(&o.year, "year", 0, a.say("基准年份：“4月底”是哪一年的4月底", "base year"))
	f.StringVar(&o.start, "start", "", a.say("下达日期（YYYY-MM-DD），默认今天", "day of issue, default today"))
	f.StringVar(&o.ends, "ends", "", a.say("专项行动的最后一日（YYYY-MM-DD），“专项行动期间”读作到这一天", "last day of the campaign"))
	f.StringVar(&o.encoding, "encoding", "", a.say("文字编码，默认自动识别", "text encoding"))
	f.StringVar(&o.sheet, "sheet", "", a.say("工作表名；Word 文件写第几个表格，如表2", "worksheet, or which table of a document"))
	f.StringVar(&o.title, "title", "", a.say("清单名称，默认取表上的标题", "title"))
	f.StringVar(&o.skeleton, "directory-skeleton", "", a.say("把通讯录缺的名称写成一份表格（.xlsx 或 .csv），填好邮箱即可用", "write what the directory lacks to this file"))
	f.BoolVar(&o.dryRun, "dry-run", false, a.say("只看，不存", "store nothing"))
	f.BoolVar(&o.apply, "apply", false, a.say("清单修订后再次导入：按列出的不同修改台账", "of an amended list: apply the differences"))
	f.BoolVar(&o.asNew, "new", false, a.say("与已有的清单相像，但是另一份清单", "it resembles a known list but is another one"))
	f.BoolVar(&o.json, "json", false, a.say("以 JSON 输出", "print JSON"))
	return c
}

func (a *app) importList(c *cobra.Command, name string, o importOptions) error {
	raw, err := os.ReadFile(name)
	if err != nil {
		return fmt.Errorf("读清单：%w", err)
	}
	if name, raw, err = modern(c.Context(), name, raw); err != nil {
		return err
	}
	list, err := sheet.ReadList(filepath.Base(name), raw, sheet.Options{Encoding: o.encoding, Sheet: o.sheet})
	if list == nil {
		return err
	}
	if o.year == 0 {
		return usageError{fmt.Errorf("请用 --year 写明基准年份%s", yearHint(list))}
	}
	h, err := a.furnish()
	if err != nil {
		return err
	}
	start, ends, err := o.days(checklist.DayOf(a.now(), h.zone))
	if err != nil {
		return err
	}
	items, problems := sheet.Resolve(list, h.deadlineBase(o.year, start, ends), h.directory)
	problems = append(slices.Clone(list.Warnings), problems...) // wrong numbers among them
	if o.skeleton != "" {
		if err := a.writeSkeleton(o.skeleton, items, h.directory); err != nil {
			return err
		}
	}
	if o.dryRun || o.json {
		a.preview(h, list, items, problems, o)
	}
	if (o.dryRun || len(problems.Errors()) > 0) && !o.json {
		a.listProblems(problems)
	}
	if len(problems.Errors()) > 0 {
		if o.dryRun {
			return errProblems
		}
		return fmt.Errorf("清单有%d个问题，没有导入", len(problems.Errors()))
	}
	if o.dryRun {
		return nil
	}
	return a.storeList(c, h, list, items, problems, start, o, name, raw)
}

// days are the day of issue, today unless said otherwise, and the campaign's last.
func (o importOptions) days(today checklist.Day) (start, ends checklist.Day, err error) {
	if start, err = checklist.ParseDay(o.start); err != nil {
		return 0, 0, usageError{fmt.Errorf("--start “%s”不是日期，请写成 2027-04-01", o.start)}
	}
	if ends, err = checklist.ParseDay(o.ends); err != nil {
		return 0, 0, usageError{fmt.Errorf("--ends “%s”不是日期，请写成 2027-12-31", o.ends)}
	}
	return cmp.Or(start, today), ends, nil
}

// yearHint proposes a year that the document names; it never takes it by itself.
func yearHint(list *sheet.List) string {
	if y := list.ProposedYear(); y > 0 {
		return fmt.Sprintf("（表上写着%d年，是的话请写 --year %d）", y, y)
	}
	return "，例如 --year 2027：清单里的“4月底”没有写是哪一年"
}

func (a *app) writeSkeleton(path string, items []checklist.Item, dir *checklist.Directory) error {
	entries := sheet.Skeleton(items, dir)
	if err := writeFile(path, func(w io.Writer) error { return sheet.WriteDirectory(path, w, entries) }); err != nil {
		return err
	}
	fmt.Fprintf(a.stderr, "通讯录缺的%d个名称已写入 %s，填好邮箱后在 config.toml 写 directory = %q\n", len(entries), path, path)
	return nil
}

func (a *app) storeList(c *cobra.Command, h *house, list *sheet.List, items []checklist.Item, warnings checklist.Problems, start checklist.Day, o importOptions, name string, raw []byte) error {
	store, err := db.Open(c.Context(), h.conf.at(h.conf.Database), db.Options{Zone: h.zone, Domain: h.domain()})
	if err != nil {
		return err
	}
	defer store.Close()
	in := db.Import{
		Checklist: checklist.Checklist{Title: cmp.Or(o.title, list.Title, filepath.Base(name)), Year: o.year, Start: start},
		Items:     items, Encoding: list.Encoding, Sheet: list.Sheet, Actor: "clerk",
		File: db.Document{Name: filepath.Base(name), Raw: raw},
	}
	for _, it := range items {
		in.Assignments = append(in.Assignments, assignments(h.directory, it)...)
	}
	if !o.asNew {
		if former, err := editionOf(c.Context(), store, in); err != nil || former != nil {
			return errors.Join(err, a.amend(c.Context(), h, store, former, in, o.apply))
		}
	}
	if _, err := store.Import(c.Context(), a.now(), in); err != nil {
		return err
	}
	a.listProblems(warnings)
	if !o.json {
		fmt.Fprintf(a.stdout, "已导入《%s》%d项，%d份责任；%s起发信\n", in.Checklist.Title, len(items), len(in.Assignments), start.Long())
	}
	return nil
}

// deadlineBase is what deadlines are read against: the clerk's year and day of
// issue, the office's calendar and its own phrases.
func (h *house) deadlineBase(year int, start, ends checklist.Day) checklist.DeadlineBase {
	return checklist.DeadlineBase{Year: year, Start: start, Ends: ends, AtOnce: cmp.Or(h.conf.Deadline.AtOnce, 5), Aliases: h.conf.aliases(),
		AddWorkdays: h.calendar.Add, Festival: h.calendar.Festival}
}

// assignments puts an item into the hands of its parties, once for each time it
// falls due: leads first, groups expanded, nobody twice.
func assignments(dir *checklist.Directory, it checklist.Item) (out []db.Assign) {
	for _, due := range it.Schedule() {
		out = append(out, assignmentsOf(dir, it, due)...)
	}
	return out
}

func assignmentsOf(dir *checklist.Directory, it checklist.Item, due checklist.Due) (out []db.Assign) {
	var taken []string
	for _, side := range []struct {
		names []string
		role  checklist.Role
	}{{it.Leads, checklist.Lead}, {it.Joint, checklist.Joint}} {
		for _, name := range side.names {
			parties, _ := dir.Expand(name)
			for _, p := range parties {
				if !slices.Contains(taken, p) {
					taken = append(taken, p)
					out = append(out, db.Assign{No: it.No, Party: p, Role: side.role, Due: due})
				}
			}
		}
	}
	return out
}

func (a *app) listProblems(problems checklist.Problems) {
	for _, p := range problems {
		word := "问题"
		if p.Warning {
			word = "提示"
		}
		fmt.Fprintf(a.stderr, "%s　%s\n", word, visible(p.String()))
	}
}

// preview shows what was understood, before anything is stored.
func (a *app) preview(h *house, list *sheet.List, items []checklist.Item, problems checklist.Problems, o importOptions) {
	if o.json {
		if problems == nil {
			problems = checklist.Problems{}
		}
		enc := json.NewEncoder(a.stdout)
		enc.SetEscapeHTML(false)
		_ = enc.Encode(map[string]any{"title": list.Title, "items": items, "problems": problems})
		return
	}
	fmt.Fprintf(a.stdout, "《%s》%d项（%s）\n", visible(list.Title), len(items), cmp.Or(list.Encoding, list.Sheet))
	task, section := "", ""
	for _, it := range items {
		if it.Task != task {
			task = it.Task
			fmt.Fprintf(a.stdout, "\n%s\n", visible(task))
		}
		if it.Section != section {
			section = it.Section
			fmt.Fprintf(a.stdout, "  %s\n", visible(section))
		}
		a.previewItem(h, it)
	}
	a.previewFilled(list)
}

func (a *app) previewItem(h *house, it checklist.Item) {
	fmt.Fprintf(a.stdout, "%5d  %s\n", it.No, visible(it.Content))
	for _, side := range []struct {
		role  checklist.Role
		names []string
	}{{checklist.Lead, it.Leads}, {checklist.Joint, it.Joint}} {
		for _, name := range side.names {
			fmt.Fprintf(a.stdout, "       %s　%s\n", side.role.Chinese(), visible(a.expanded(h, name)))
		}
	}
	dues := it.Schedule()
	for i, due := range dues {
		const most = 6
		if i == most && len(dues) > most+1 {
			fmt.Fprintf(a.stdout, "       ……共%d次，最后 %s\n", len(dues), h.dayWithWorkday(it.Deadline))
			break
		}
		fmt.Fprintf(a.stdout, "       时限　%s → %s\n", visible(strings.TrimSpace(it.DeadlineText+"　"+due.Part)), h.dayWithWorkday(due.Day))
	}
}

func (a *app) expanded(h *house, name string) string {
	parties, group := h.directory.Expand(name)
	switch {
	case len(parties) == 0:
		return name + "（通讯录中没有）"
	case group:
		return name + " → " + strconv.Itoa(len(parties)) + "人：" + strings.Join(parties, "、")
	}
	p, _ := h.directory.ResponsibleFor(parties[0])
	if p.Mail == "" {
		return name + "（没有邮箱）"
	}
	return name
}

// dayWithWorkday shows a deadline with its weekday and its last workday.
func (h *house) dayWithWorkday(d checklist.Day) string {
	if d == 0 {
		return checklist.Undated
	}
	s := fmt.Sprintf("%s %s，末个工作日 %s", d, d.WeekdayName(), h.calendar.OnOrBefore(d).Long())
	if h.calendar.Forecast(d) {
		s += "〔放假安排未公布，暂按周末推算〕"
	}
	return s
}

func (a *app) previewFilled(list *sheet.List) {
	for _, j := range list.Joined {
		fmt.Fprintf(a.stdout, "\n第%d行没有序号，接在第%d项之后\n", j.Row, j.No)
	}
	if len(list.Filled) == 0 {
		return
	}
	fmt.Fprintf(a.stdout, "\n原表空白、按合并单元格补上的%d格：\n", len(list.Filled))
	for _, f := range list.Filled {
		mark := ""
		if f.Doubt {
			mark = "〔请核对〕"
		}
		fmt.Fprintf(a.stdout, "  第%d项 %s（第%d行）← 第%d行“%s”：%s%s\n", f.No, f.Column, f.Row, f.From, visible(f.Value), f.Reason, mark)
	}
}
