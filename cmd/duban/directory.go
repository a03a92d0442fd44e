package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"duban/checklist"
	"duban/checklist/sheet"
	"duban/internal/files"
	"duban/internal/office/register"
	"duban/internal/zh"
)

func (a *app) directoryCommand() *cobra.Command {
	c := a.command(func(_ *cobra.Command, args []string) error {
		if len(args) > 0 {
			return usageError{fmt.Errorf(a.say("没有“%s”这个命令；duban directory --help 列出用法", "no command %q"), args[0])}
		}
		o, err := a.loadOffice()
		if err != nil {
			return err
		}
		for _, p := range o.Directory.People() {
			mail := p.Mail
			if mail == "" {
				mail = "（没有邮箱）"
			}
			fmt.Fprintf(a.stdout, "%s　%s　%s　上级：%s　%v\n", zh.Visible(p.Title), zh.Visible(p.Name), zh.Visible(mail), zh.Visible(cmp.Or(p.Supervisor, "无")), p.Duties)
		}
		return nil
	}, help{use: "directory", zh: "通讯录：谁、邮箱、上级、职责", en: "the directory: who, mailbox, supervisor, duties", example: "duban directory\n  duban directory export -o 通讯录.xlsx\n  duban directory import 通讯录.xlsx --apply"})
	c.AddCommand(a.directoryExportCommand(), a.directoryImportCommand())
	return c
}

func (a *app) directoryExportCommand() *cobra.Command {
	out := "通讯录.xlsx"
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
		fmt.Fprintf(a.stdout, "通讯录%d条已写入 %s；改好后用 duban directory import 读回\n", len(entries), out)
		return nil
	}, help{use: "export", zh: "把通讯录写成表格，人员变动在表格里改", en: "write the directory as a workbook to be edited", example: "duban directory export -o 通讯录.xlsx"})
	c.Args = a.exactly(0)
	c.Flags().StringVarP(&out, "output", "o", out, a.say("输出文件，.xlsx 或 .csv", "output file, .xlsx or .csv"))
	return c
}

func (a *app) directoryImportCommand() *cobra.Command {
	var apply bool
	c := a.command(func(c *cobra.Command, args []string) error { return a.importDirectory(c.Context(), args[0], apply) }, help{
		use: "import 文件", zh: "读回改过的通讯录：先列出不同，加 --apply 才生效", en: "read an edited directory: shows what changes, applies it with --apply",
		more:    "有问题的通讯录不会生效；还有未办结责任的部门或岗位不能直接删去。",
		moreEn:  "A directory with problems is not applied; who still owes something cannot be removed.",
		example: "duban directory import 通讯录.xlsx\n  duban directory import 通讯录.xlsx --apply"})
	c.Args = a.exactly(1)
	c.Flags().BoolVar(&apply, "apply", false, a.say("使改动生效", "apply the changes"))
	return c
}

func (a *app) importDirectory(ctx context.Context, name string, apply bool) error {
	raw, err := os.ReadFile(name)
	if err != nil {
		return fmt.Errorf("读通讯录：%w", err)
	}
	edited, err := sheet.ReadDirectory(name, raw)
	if err != nil {
		return err
	}
	o, err := a.openOffice(ctx)
	if err != nil {
		return err
	}
	defer o.Store.Close()
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
		fmt.Fprintln(a.stdout, "没有改动通讯录；核对无误后加 --apply")
		return nil
	}
	done, err := register.ReplaceDirectory(o.Config, edited)
	if err != nil {
		return err
	}
	if done.Former == "" {
		fmt.Fprintf(a.stdout, "已写入 %s；请在 config.toml 写 directory = \"通讯录.xlsx\" 并删去 [[directory.*]]，再运行 duban reload\n", done.Path)
		return nil
	}
	fmt.Fprintf(a.stdout, "通讯录已更新，原来的在 %s；运行中的程序请用 duban reload 读入\n", done.Former)
	return nil
}

func (a *app) tellEntries(changes []checklist.EntryChange) {
	for _, c := range changes {
		word, what := "改", strings.Join(c.What, "；")
		switch {
		case c.Added:
			word = "增"
		case c.Removed:
			word = "删"
		}
		fmt.Fprintf(a.stdout, "  %s　%s　%s　%s\n", word, c.Kind, zh.Visible(c.Name), zh.Visible(what))
	}
	if len(changes) == 0 {
		fmt.Fprintln(a.stdout, "通讯录没有不同")
	}
}
