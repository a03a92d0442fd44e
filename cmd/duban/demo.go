package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"

	"duban/checklist/letter"
	"duban/internal/demo"
	"duban/internal/files"
	"duban/internal/office/database"
	"duban/internal/office/register"

	"duban/internal/words"
)

func (a *app) demoCommand() *cobra.Command {
	dir := "duban-demo"
	c := a.command(func(c *cobra.Command, _ []string) error { return a.demo(c.Context(), dir) }, help{
		use: "demo", zh: "演示：在真实的40项清单上过完一季", en: "live through a season on the real 40 items",
		more:    "时钟从2026年4月1日拨到6月12日；信经真的 SMTP 发出，回复经真的 LMTP 收进，都只在本机。留下一个文件夹：全部信件、index.html、填好的表、佐证、数据库。",
		moreEn:  "A stepped clock, real SMTP and LMTP on loopback. Leaves a folder with every letter, index.html, the filled workbook, the evidence and the database.",
		example: "duban demo --dir duban-demo"})
	c.Args = a.exactly(0)
	c.Flags().StringVar(&dir, "dir", dir, a.say("留下结果的文件夹，须不存在或为空", "folder for the results"))
	return c
}

func (a *app) demo(ctx context.Context, dir string) error {
	if err := a.clearDemo(dir); err != nil {
		return err
	}
	show, done := a.tellDays()
	result, err := demo.Run(ctx, dir, a.lang, show)
	if result.Office != nil && result.Office.Store != nil {
		defer result.Office.Store.Close()
	}
	done()
	if err != nil {
		return err
	}
	return a.finishDemo(ctx, dir, result)
}

// clearDemo takes an earlier demo away, where the reader agrees; a folder that holds
// anything else is left as it is.
func (a *app) clearDemo(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) == 0 {
		return nil // none, or what is wrong shows when it is written
	}
	own := []string{"index.html", "letters", "duban.db", "duban.db-wal", "duban.db-shm", "duban.db.lock", "duban.db.files", "duban.db.sent1", "duban.db.sent2"}
	for _, l := range []words.Language{words.Chinese, words.English} {
		table := words.DemoTable.In(l)
		own = append(own, table+".xlsx", table+".docx", words.DemoEvidence.In(l))
	}
	for _, e := range entries {
		if !slices.Contains(own, e.Name()) {
			return words.DemoNotEmpty.With(dir)
		}
	}
	fmt.Fprint(a.stdout, a.text(words.DemoAgain, dir))
	line, _ := bufio.NewReader(a.stdin).ReadString('\n')
	if !slices.Contains(words.Yes, strings.ToLower(strings.TrimSpace(line))) {
		fmt.Fprintln(a.stdout)
		return words.DemoNotEmpty.With(dir)
	}
	for _, e := range entries {
		if err := os.RemoveAll(filepath.Join(dir, e.Name())); err != nil {
			return err
		}
	}
	return nil
}

// tellDays prints each day on which something happened, and shows on a terminal how far
// the demo is.
func (a *app) tellDays() (show func(demo.Day), done func()) {
	bar := progressbar.NewOptions(int(demo.Last-demo.First)+1, progressbar.OptionSetWriter(a.stderr), progressbar.OptionClearOnFinish(),
		progressbar.OptionSetVisibility(a.colours()))
	say := func(line string) {
		_ = bar.Clear()
		a.entry(line)
	}
	return func(d demo.Day) {
		if d.Forgery {
			say(a.text(words.DemoForgery))
		}
		if d.Mended {
			say(a.text(words.DemoMended))
		}
		if len(d.Arrived) > 0 {
			say(a.dayLine(d))
		}
		_ = bar.Add(1)
	}, func() { _ = bar.Finish() }
}

// dayLine says what went out on a day.
func (a *app) dayLine(d demo.Day) string {
	byKind := map[letter.Kind]int{}
	director := ""
	for _, l := range d.Arrived {
		byKind[l.Notice.Kind]++
		if l.Notice.Kind == letter.KindDigest {
			director = l.SubjectIn(a.lang)
		}
	}
	var parts []string
	for _, k := range []letter.Kind{letter.KindAssign, letter.KindRemind, letter.KindEscalate, letter.KindClerk} {
		if byKind[k] > 0 {
			parts = append(parts, a.text(words.DemoLetters, k, byKind[k]))
		}
	}
	line := slices.DeleteFunc([]string{a.says(d.Day.SaidLong()), strings.Join(parts, a.lang.Of("，", ", ")), director}, func(s string) bool { return s == "" })
	return strings.Join(line, a.lang.Of("　", "  "))
}

// finishDemo fills the table and binds the evidence of the days that were played.
func (a *app) finishDemo(ctx context.Context, dir string, result demo.Result) error {
	f, err := register.Fill(ctx, result.Office, demo.Last, "", false)
	if err != nil {
		return err
	}
	for _, form := range []string{".xlsx", ".docx"} {
		if err := files.Write(filepath.Join(dir, a.text(words.DemoTable)+form), func(w io.Writer) error { return f.Write(w, form) }); err != nil {
			return err
		}
	}
	n, err := register.Bind(ctx, result.Office, filepath.Join(dir, a.text(words.DemoEvidence)))
	if err != nil {
		return err
	}
	found, err := database.Check(ctx, result.Office, demo.Last.At(23, 59, result.Office.Zone))
	if err != nil {
		return err
	}
	fmt.Fprintln(a.stdout)
	a.tell(words.DemoEnd, len(result.Letters), n, len(f.Status), dir, len(found.Broken))
	if len(found.Broken) > 0 {
		return errProblems
	}
	return nil
}
