package main

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"duban/checklist"
	"duban/internal/office/decide"
	"duban/internal/words"
	"duban/internal/zh"
)

func (a *app) fileCommand() *cobra.Command {
	var r decide.Report
	var by string
	c := a.command(func(c *cobra.Command, args []string) error {
		if r.By = checklist.ParseWay(by); r.By == "" {
			return wrong(words.FileWantsWay)
		}
		if r.Text = strings.TrimSpace(r.Text); r.Text == "" {
			return wrong(words.FileWantsText)
		}
		return a.file(c, args[0], r, args[1:])
	}, help{use: "file 序号 --by 电话|纸质|当面 --text 内容 [文件…]", useEn: "file NUMBER --by phone|paper|person --text WORDS [FILE…]", zh: "登记电话、纸质或当面的报告，处处注明是督办员登记的", en: "record a report that came by phone, on paper or in person, marked as the clerk's record",
		example:   "duban file 14 --party 技术服务部 --by 电话 --done --text 查询功能已上线\n  duban file 29 --by 纸质 --text 接口联调中 扫描件.pdf",
		exampleEn: "duban file 14 --by phone --done --text \"the query is in use\"\n  duban file 29 --by paper --text \"interfaces are being joined\" scan.pdf"})
	c.Args = a.atLeast(1)
	f := c.Flags()
	f.StringVar(&by, "by", "", a.say("怎样报告的：电话、纸质或当面", "how it came: phone, paper or person"))
	f.StringVar(&r.Text, "text", "", a.say("报告的内容，记入台账", "what was reported, for the record"))
	f.BoolVar(&r.Done, "done", false, a.say("报办结；不写的是进展", "completion is claimed; else it is progress"))
	f.StringVar(&r.Named.Party, "party", "", a.say("哪个责任主体的", "which party's"))
	f.StringVar(&r.Named.Part, "part", "", a.say("哪一期（4月、启动……）", "which occurrence, by its name in the ledger"))
	f.StringVar(&r.Named.List, "list", "", a.say("哪一份清单：编号或标题中的字", "which checklist: its number, or words of its title"))
	return c
}

func (a *app) file(c *cobra.Command, number string, r decide.Report, paths []string) error {
	no, err := itemNumber(number)
	if err != nil {
		return err
	}
	for _, path := range paths {
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		r.Files = append(r.Files, decide.ReportFile{Name: filepath.Base(path), Content: content})
	}
	o, err := a.openOffice(c.Context())
	if err != nil {
		return err
	}
	defer o.Store.Close()
	part, does, err := decide.File(c.Context(), o, a.now(), no, r)
	if err != nil {
		return err
	}
	act := "progress"
	if does.Event == checklist.EventSubmitted {
		act = map[checklist.Role]string{checklist.Lead: "done", checklist.Joint: "coop"}[part.Role]
	}
	a.tell(words.ReportFiled, no, zh.Visible(o.Directory.PartyName(part.Party)), a.text(words.Ways[string(r.By)]), a.text(words.Acts[act]))
	return nil
}
