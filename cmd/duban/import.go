package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"duban/checklist"
	"duban/checklist/sheet"
	"duban/internal/office"
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
	h, in, err := a.readIncoming(c.Context(), name, o)
	if err != nil {
		return err
	}
	if o.skeleton != "" {
		if err := a.writeSkeleton(o.skeleton, in.items, h.Directory); err != nil {
			return err
		}
	}
	if o.dryRun || o.json {
		a.preview(h, in.list, in.items, in.problems, o)
	}
	wrong := len(in.problems.Errors())
	if (o.dryRun || wrong > 0) && !o.json {
		a.listProblems(in.problems)
	}
	switch {
	case o.dryRun && wrong > 0:
		return errProblems
	case wrong > 0:
		return fmt.Errorf("清单有%d个问题，没有导入", wrong)
	case o.dryRun:
		return a.previewAmendment(c.Context(), h, in.forStore(h, o), o)
	}
	return a.storeList(c.Context(), h, in, o)
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

func (a *app) storeList(ctx context.Context, h *office.Office, read incoming, o importOptions) error {
	store, err := h.OpenStore(ctx)
	if err != nil {
		return err
	}
	defer store.Close()
	in := read.forStore(h, o)
	if !o.asNew {
		if former, err := editionOf(ctx, store, in); err != nil || former != nil {
			return errors.Join(err, a.amend(ctx, h, store, former, in, o))
		}
	}
	if _, err := store.Import(ctx, a.now(), in); err != nil {
		return err
	}
	a.listProblems(read.problems)
	if !o.json {
		fmt.Fprintf(a.stdout, "已导入《%s》%d项，%d份责任；%s起发信\n", in.Checklist.Title, len(in.Items), len(in.Assignments), in.Checklist.Start.Long())
	}
	return nil
}

// deadlineBase is what deadlines are read against: the clerk's year and day of
// issue, the office's calendar and its own phrases.
func deadlineBase(h *office.Office, year int, start, ends checklist.Day) checklist.DeadlineBase {
	return checklist.DeadlineBase{Year: year, Start: start, Ends: ends, AtOnce: cmp.Or(h.Config.Deadline.AtOnce, 5), Aliases: h.Config.Phrases(),
		AddWorkdays: h.Calendar.Add, Festival: h.Calendar.Festival}
}
