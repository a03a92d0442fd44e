package main

import (
	"context"
	"errors"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/cmd/duban/terminal"
	"duban/inbox/message"
	"duban/internal/files"
	"duban/internal/office"
	"duban/internal/office/inquire"
	"duban/internal/office/register"
	"duban/internal/words"
	"duban/internal/zh"
)

// previewing says which letter is to be shown, and where.
type previewing struct {
	kind    letter.Kind
	item    int
	named   checklist.Named
	to, out string
}

func (a *app) previewCommand() *cobra.Command {
	var p previewing
	c := a.command(func(c *cobra.Command, args []string) (err error) {
		if p.kind, err = a.letterKind(args[0]); err != nil {
			return err
		}
		return a.preview(c.Context(), p)
	}, help{
		use: "preview 种类", useEn: "preview KIND", zh: "看一种信发出来的样子，不发信", en: "show how a letter of a kind looks, without sending it",
		more: "用本单位的清单、通讯录和 [letters] 里的话，在数据库的副本上写出下一封这样的信；已经发过的也再写一遍。答复来信的信，先在副本上替人写一封来信。\n" +
			"还没有清单的，用几个示例事项。什么也不发、不存；预览上没有编号，回复它不会登记。\n种类：" + kindsIn(words.Chinese) + "。",
		moreEn: "The next letter of that kind, by the office's own list, directory and words ([letters]), as it is written on a copy of the database; one that was sent already is written once more, and for one that answers a mail somebody writes on the copy.\n" +
			"An office without a list is shown sample items. Nothing is sent or stored; a preview has no number, and an answer to it is not filed.\nKinds: " + kindsIn(words.English) + ".",
		example: "duban preview 提醒\n  duban preview 提醒 --item 14 --out 提醒.html", exampleEn: "duban preview remind\n  duban preview remind --item 14 --out remind.html"})
	c.Args = a.exactly(1)
	c.Flags().IntVar(&p.item, "item", 0, a.say("列有这一项的信", "a letter that lists this item"))
	a.namedFlags(c, &p.named)
	c.Flags().StringVar(&p.to, "to", "", a.say("写给谁：部门或岗位", "to whom: a department or post"))
	c.Flags().StringVar(&p.out, "out", "", a.say("写成文件：.eml、.html 或 .txt，不覆盖", "write a file: .eml, .html or .txt, which is not there yet"))
	return c
}

// letterKind is the kind of a name in either language.
func (a *app) letterKind(name string) (letter.Kind, error) {
	var known []string
	for kind := range letter.Kinds() {
		if name == string(kind) || name == words.Say(words.Chinese, kind.Message()) {
			return kind, nil
		}
		known = append(known, string(kind), words.Say(words.Chinese, kind.Message()))
	}
	if near := zh.Nearest(name, known); near != "" {
		return "", wrong(words.NoKindNear, name, near, kindsIn(a.lang))
	}
	return "", wrong(words.NoKind, name, kindsIn(a.lang))
}

// kindsIn names all kinds of letters, as they are typed.
func kindsIn(l words.Language) string {
	var all []string
	for kind := range letter.Kinds() {
		all = append(all, l.Of(words.Say(words.Chinese, kind.Message()), string(kind)))
	}
	return strings.Join(all, l.Of("、", ", "))
}

// previewForms are how a preview may be written, by the ending of its file.
var previewForms = map[string]func(raw []byte, m *message.Message) []byte{
	".eml":  func(raw []byte, _ *message.Message) []byte { return raw },
	".html": func(_ []byte, m *message.Message) []byte { return []byte(m.HTML) },
	".txt":  func(_ []byte, m *message.Message) []byte { return []byte(m.Subject + "\n\n" + m.Plain) },
}

func (a *app) preview(ctx context.Context, p previewing) error {
	form, known := previewForms[strings.ToLower(filepath.Ext(p.out))]
	if p.out != "" && !known {
		return wrong(words.PreviewForms, p.out)
	}
	l, err := a.previewed(ctx, p)
	if err != nil {
		return err
	}
	m := message.Parse(l.Raw, message.Limits{})
	a.tell(words.Previewed, p.kind, zh.Visible(l.To.Title), terminal.Weekday(a.lang, l.On))
	if p.out == "" {
		a.print("\n" + zh.Visible(m.Subject) + "\n\n" + strings.TrimSpace(zh.Visible(m.Plain)))
		return nil
	}
	content := form(l.Raw, m)
	err = files.WriteNew(p.out, func(w io.Writer) error { _, err := w.Write(content); return err })
	if err == nil {
		a.tell(words.PreviewWritten, p.out)
	}
	return err
}

// previewed is the letter by the office's own list. Where it has none, or none that would
// bring one, it is of sample items, unless an item was named.
func (a *app) previewed(ctx context.Context, p previewing) (inquire.Previewed, error) {
	l, want, err := a.previewOwn(ctx, p)
	var none office.Refusal
	if p.item != 0 || !errors.As(err, &none) || none.Code != office.NoPreview && none.Code != office.NoDatabase {
		return l, err
	}
	if l, err = a.previewSample(ctx, want); err == nil {
		a.tell(words.PreviewSample)
	}
	return l, err
}

func (a *app) previewOwn(ctx context.Context, p previewing) (l inquire.Previewed, want inquire.Wanted, err error) {
	want.Kind = p.kind
	o, err := a.loadOffice()
	if err != nil {
		return l, want, err
	}
	if p.to != "" {
		who, err := o.Person(p.to)
		if err != nil {
			return l, want, err
		}
		want.To = who.ID
	}
	if o.Store, err = o.StoredBefore(ctx); err != nil {
		return l, want, err
	}
	defer o.Store.Close()
	if p.item != 0 {
		meant, _, err := o.Meant(ctx, p.item, checklist.ByHand{Named: p.named}, checklist.DayOf(a.now(), o.Zone))
		if err != nil {
			return l, want, err
		}
		for _, m := range meant {
			want.Items = append(want.Items, m.ID)
		}
	}
	l, err = inquire.Preview(ctx, o, a.now(), want)
	return l, want, err
}

func (a *app) previewSample(ctx context.Context, want inquire.Wanted) (l inquire.Previewed, err error) {
	o, err := a.loadOffice()
	if err != nil {
		return l, err
	}
	in, err := register.Sample(ctx, o, checklist.DayOf(a.now(), o.Zone))
	if err != nil {
		return l, err
	}
	err = register.Trial(ctx, o, in, func() error {
		l, err = inquire.Preview(ctx, o, a.now(), want)
		return err
	})
	return l, err
}
