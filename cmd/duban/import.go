package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"duban/checklist"
	"duban/cmd/duban/terminal"
	"duban/internal/office"
	"duban/internal/office/register"
	"duban/internal/words"
	"duban/internal/zh"
)

type importOptions struct {
	register.Reading
	start, ends, skeleton string
	dryRun, json, apply   bool
}

func (a *app) importCommand() *cobra.Command {
	var o importOptions
	c := a.command(func(c *cobra.Command, args []string) error { return a.importList(c, args[0], o) }, help{
		use: "import 文件", useEn: "import FILE", zh: "导入清单", en: "import a checklist",
		more: "读 .docx、.xlsx、.csv、.tsv、.txt；装有 LibreOffice 的还读 .doc、.wps、.xls、.et。先用 --dry-run 看程序读懂了什么；有问题的清单一项也不存。" +
			"各栏按表头的意思和格里的内容认，预览写明认作什么、凭什么；认不准的用 --map 写明，可写：序号、任务、小节、内容、责任、牵头、配合、领导、时限、情况、备注、不用。" +
			"时限已过的清单先列出来问是哪一年的，确实要导入的加 --late。" +
			"同一份清单修订后再次导入，先列出增、删、改、改号的事项，加 --apply 才修改台账：佐证和历史都保留，删去的事项免办而不删除；" +
			"已办结的事项改了内容的，要用 --reopen 或 --keep-closed 写明是否重新办理。",
		moreEn: "Reads .docx, .xlsx, .csv, .tsv, .txt, and through LibreOffice .doc, .wps, .xls, .et. A list with problems stores nothing. " +
			"A list with deadlines that have passed is stored only with --late. " +
			"The preview says what every column was taken for and why; --map says what one is. " +
			"An amended list shows what it changes, and changes it with --apply; evidence and history stay, removed items are waived; " +
			"of closed items whose text it changes, --reopen or --keep-closed says whether they are to be done again.",
		example:   "duban import 实施清单.txt --year 2027 --dry-run\n  duban import 实施清单.txt --year 2027 --start 2027-04-01\n  duban import 实施清单（修订）.docx --year 2027 --apply",
		exampleEn: "duban import LIST.txt --year 2027 --dry-run\n  duban import LIST.txt --year 2027 --start 2027-04-01\n  duban import LIST-amended.docx --year 2027 --apply",
	})
	c.Args = a.exactly(1)
	f := c.Flags()
	f.IntVar(&o.Year, "year", 0, a.say("基准年份：“4月底”是哪一年的4月底", "base year"))
	f.StringVar(&o.start, "start", "", a.say("下达日期（YYYY-MM-DD），默认今天", "day of issue (YYYY-MM-DD), default today"))
	f.StringVar(&o.ends, "ends", "", a.say("专项行动的最后一日（YYYY-MM-DD），“专项行动期间”读作到这一天", "last day of the campaign (YYYY-MM-DD), where a deadline is “during the campaign”"))
	f.StringVar(&o.Encoding, "encoding", "", a.say("文字编码，默认自动识别", "text encoding"))
	f.StringVar(&o.Sheet, "sheet", "", a.say("工作表名；Word 文件写第几个表格，如表2", "worksheet, or which table of a document"))
	f.StringVar(&o.Map, "map", "", a.say("哪一栏是什么，如 \"时序进度=时限,存在问题=内容\"；随清单保存", "what columns are, as HEADING=deadline,HEADING=content; kept with the list"))
	f.StringVar(&o.Title, "title", "", a.say("清单名称，默认取表上的标题", "title"))
	f.StringVar(&o.skeleton, "directory-skeleton", "", a.say("把通讯录缺的名称写成一份表格（.xlsx 或 .csv），填好邮箱即可用", "write what the directory lacks to this file"))
	f.BoolVar(&o.dryRun, "dry-run", false, a.say("只看，不存", "store nothing"))
	f.BoolVar(&o.Late, "late", false, a.say("有的时限已过，仍照样导入", "import though deadlines have passed"))
	f.IntSliceVar(&o.Reopen, "reopen", nil, a.say("修订改动了内容的已办结事项：这几项重新办理", "closed items whose text changes: open these anew"))
	f.IntSliceVar(&o.KeepClosed, "keep-closed", nil, a.say("修订改动了内容的已办结事项：这几项仍算办结", "closed items whose text changes: leave these closed"))
	f.BoolVar(&o.apply, "apply", false, a.say("清单修订后再次导入：按列出的不同修改台账", "of an amended list: apply the differences"))
	f.BoolVar(&o.AsNew, "new", false, a.say("与已有的清单相像，但是另一份清单", "it resembles a known list but is another one"))
	f.BoolVar(&o.json, "json", false, a.say("以 JSON 输出", "print JSON"))
	return c
}

func (a *app) importList(c *cobra.Command, name string, f importOptions) (err error) {
	if f.Year > 0 && f.Year < 100 {
		return wrong(words.ShortYear, f.Year, 2000+f.Year)
	}
	raw, err := os.ReadFile(name)
	if err != nil {
		return words.ReadingList.With(err)
	}
	if err := f.readDays(); err != nil {
		return err
	}
	load := office.Load
	if f.skeleton != "" {
		load = office.LoadAsYet // the directory that it names may be the one to be written
	}
	o, err := a.loadBy(load)
	if err != nil {
		return err
	}
	if o.Store, err = o.ExistingStore(c.Context()); err != nil {
		return err
	}
	defer func() {
		if o.Store != nil {
			err = errors.Join(err, o.Store.Close())
		}
	}()
	in, err := register.Read(c.Context(), o, checklist.DayOf(a.now(), o.Zone), filepath.Base(name), raw, f.Reading)
	if err != nil {
		return err
	}
	if f.skeleton != "" {
		added, err := register.WriteSkeleton(f.skeleton, in.Items, o.Directory)
		if err != nil {
			return err
		}
		a.warn(a.text(words.SkeletonWritten, len(added), f.skeleton))
	}
	switch {
	case f.json:
		a.previewJSON(in)
	case f.dryRun:
		terminal.Preview(a.stdout, a.lang, o, in.List, in.Items)
	}
	return a.importRead(c.Context(), o, in, f)
}

// importRead imports a list that was read, unless it has problems or is only to be
// looked at.
func (a *app) importRead(ctx context.Context, o *office.Office, in register.Incoming, f importOptions) error {
	wrong := len(in.Problems.Errors())
	if (f.dryRun || wrong > 0) && !f.json {
		terminal.Problems(a.stderr, a.lang, in.Problems)
	}
	switch {
	case f.dryRun && wrong > 0:
		return errProblems
	case wrong > 0:
		return words.ListWrong.With(wrong)
	case f.dryRun && f.json:
		return nil
	case f.dryRun:
		out, err := register.Compare(ctx, o, in)
		if err == nil {
			a.tellAmendment(out, f.json)
			err = register.Doubts(o, checklist.DayOf(a.now(), o.Zone), out, in)
		}
		return err
	}
	return a.storeList(ctx, o, in, f)
}

// problem is one that is said.
type problem struct {
	File    string `json:"file,omitempty"`
	Row     int    `json:"row,omitempty"`
	Column  string `json:"column,omitempty"`
	What    string `json:"what"`
	Mend    string `json:"mend,omitempty"`
	Warning bool   `json:"warning,omitempty"`
}

// column is one that is said.
type column struct {
	Column  string `json:"column"`
	Heading string `json:"heading"`
	Role    string `json:"role"`
	Reason  string `json:"reason"`
	Asked   bool   `json:"asked,omitempty"`
}

func (a *app) previewJSON(in register.Incoming) {
	problems := make([]problem, len(in.Problems))
	for i, p := range in.Problems {
		problems[i] = problem{p.File, p.Row, cmp.Or(p.Column, words.Say(a.lang, p.Field)), words.Say(a.lang, p.What), words.Say(a.lang, p.Mend), p.Warning}
	}
	columns := make([]column, len(in.List.Mapping))
	for i, m := range in.List.Mapping {
		columns[i] = column{words.Say(a.lang, m.Place()), m.Heading, a.lang.Of(m.Role.Chinese(), m.Role.English()), words.Say(a.lang, m.Reason), m.Asked}
	}
	enc := json.NewEncoder(a.stdout)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(map[string]any{"title": in.List.Title, "columns": columns, "items": in.Items, "problems": problems})
}

func (a *app) storeList(ctx context.Context, o *office.Office, in register.Incoming, f importOptions) (err error) {
	if o.Store == nil {
		if o.Store, err = o.OpenStore(ctx); err != nil {
			return err
		}
	}
	out, err := register.Import(ctx, o, a.now(), in, f.apply)
	if err != nil {
		return err
	}
	if out.Former != nil {
		a.tellAmendment(out, f.json)
		if !out.Stored { // what will be asked is asked now
			return register.Doubts(o, checklist.DayOf(a.now(), o.Zone), out, in)
		}
		return nil
	}
	terminal.Problems(a.stderr, a.lang, in.Problems)
	if !f.json {
		a.tell(words.Imported, zh.Visible(out.List.Checklist.Title), len(out.List.Items), len(out.List.Assignments), out.List.Checklist.Start.SaidLong())
	}
	return nil
}

// readDays reads the day of issue and the campaign's last.
func (f *importOptions) readDays() (err error) {
	if f.Start, err = checklist.ParseDay(f.start); err != nil {
		return wrong(words.NotADay, "--start", f.start)
	}
	if f.Ends, err = checklist.ParseDay(f.ends); err != nil {
		return wrong(words.NotADay, "--ends", f.ends)
	}
	return nil
}
