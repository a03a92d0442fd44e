package main

import (
	"cmp"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/spf13/cobra"

	"duban"
	"duban/checklist"
	"duban/checklist/sheet"
	"duban/cmd/duban/terminal"
	"duban/internal/files"
	"duban/internal/office/register"
	"duban/internal/words"
	"duban/internal/zh"
)

func (a *app) directoryCommand() *cobra.Command {
	c := a.command(func(_ *cobra.Command, args []string) error {
		if len(args) > 0 {
			return wrong(words.NoCommand, args[0])
		}
		o, err := a.loadOffice()
		if err != nil {
			return err
		}
		t := terminal.PlainTable(a.lang, words.DirectoryHead)
		t.SuppressEmptyColumns()
		for _, p := range o.Directory.People() {
			mail := p.Mail
			if mail == "" {
				mail = a.text(words.NoMailbox)
			}
			var duties []string
			for _, d := range p.Duties {
				duties = append(duties, words.Say(a.lang, d.Message()))
			}
			t.AppendRow(table.Row{zh.Visible(p.Title), zh.Visible(p.Name), zh.Visible(mail), zh.Visible(cmp.Or(p.Supervisor, a.text(words.Nobody))), strings.Join(duties, " ")})
		}
		terminal.Render(a.stdout, t)
		return nil
	}, help{use: "directory", zh: "通讯录：谁、邮箱、上级、职责", en: "the directory: who, mailbox, supervisor, duties", example: "duban directory\n  duban directory export -o 通讯录.xlsx\n  duban directory import 通讯录.xlsx --apply",
		exampleEn: "duban directory\n  duban directory export -o directory.xlsx\n  duban directory import directory.xlsx --apply"})
	c.AddCommand(a.directoryExportCommand(), a.directoryImportCommand())
	return c
}

func (a *app) directoryExportCommand() *cobra.Command {
	out := a.text(words.DirectoryFile)
	c := a.command(func(*cobra.Command, []string) error {
		o, err := a.loadOffice()
		if err != nil {
			return err
		}
		entries, err := o.Config.Entries()
		if err != nil {
			return err
		}
		if err := files.WriteNew(out, func(w io.Writer) error { return sheet.WriteDirectory(out, w, entries) }); err != nil {
			return err
		}
		a.tell(words.DirectoryWritten, len(entries), out)
		return nil
	}, help{use: "export", zh: "把通讯录写成表格，人员变动在表格里改", en: "write the directory as a workbook to be edited", example: "duban directory export -o 通讯录.xlsx", exampleEn: "duban directory export -o directory.xlsx"})
	c.Args = a.exactly(0)
	c.Flags().StringVarP(&out, "output", "o", out, a.say("输出文件，.xlsx 或 .csv", "output file, .xlsx or .csv"))
	return c
}

func (a *app) directoryImportCommand() *cobra.Command {
	var apply bool
	c := a.command(func(c *cobra.Command, args []string) error { return a.importDirectory(c.Context(), args[0], apply) }, help{
		use: "import 文件", useEn: "import FILE", zh: "读回改过的通讯录：先列出不同，加 --apply 才生效", en: "read an edited directory: shows what changes, applies it with --apply",
		more:      "有问题的通讯录不会生效；还有未办结责任的部门或岗位不能直接删去。",
		moreEn:    "A directory with problems is not applied; who still owes something cannot be removed.",
		example:   "duban directory import 通讯录.xlsx\n  duban directory import 通讯录.xlsx --apply",
		exampleEn: "duban directory import directory.xlsx\n  duban directory import directory.xlsx --apply"})
	c.Args = a.exactly(1)
	c.Flags().BoolVar(&apply, "apply", false, a.say("使改动生效", "apply the changes"))
	return c
}

func (a *app) importDirectory(ctx context.Context, name string, apply bool) error {
	raw, err := os.ReadFile(name)
	if err != nil {
		return words.ReadingDirectory.With(err)
	}
	edited, err := sheet.ReadDirectory(name, raw)
	if err != nil {
		return err
	}
	o, err := a.loadOffice()
	if err != nil {
		return err
	}
	if o.Store, err = o.ExistingStore(ctx); err != nil {
		return err
	}
	if o.Store != nil {
		defer o.Store.Close()
	}
	changes, err := register.CompareDirectory(ctx, o, edited)
	if changes != nil || err == nil {
		a.tellEntries(changes)
	}
	switch {
	case err != nil:
		return err
	case len(changes) == 0:
		return nil
	case !apply:
		a.tell(words.DirectoryNotStored)
		return nil
	}
	done, err := register.ReplaceDirectory(o.Config, name, edited, words.ConfigIn(a.lang, duban.Config))
	if err != nil {
		return err
	}
	if done.Config != "" {
		a.tell(words.DirectoryFirst, done.Config, filepath.Base(done.Path))
		return nil
	}
	if done.Former != "" {
		a.tell(words.DirectoryStored, done.Former)
	}
	return nil
}

func (a *app) tellEntries(changes []checklist.EntryChange) {
	for _, c := range changes {
		word, what := words.Changed, ""
		for i, cell := range c.What {
			if i > 0 {
				what += a.lang.Of("；", "; ")
			}
			what += words.Say(a.lang, cell)
		}
		switch {
		case c.Added:
			word = words.Added
		case c.Removed:
			word = words.Removed
		}
		a.tell(words.EntryLine, a.text(word), c.Kind, zh.Visible(c.Name), zh.Visible(what))
	}
	if len(changes) == 0 {
		a.tell(words.DirectorySame)
	}
}
