package main

import (
	"context"

	"github.com/spf13/cobra"

	"duban/internal/office/register"
	"duban/internal/words"
)

func (a *app) evidenceCommand() *cobra.Command {
	var out string
	c := a.command(func(c *cobra.Command, _ []string) error {
		if out == "" {
			return wrong(words.EvidenceWantsOutput)
		}
		return a.evidence(c.Context(), out)
	}, help{use: "evidence -o 文件夹", useEn: "evidence -o FOLDER", zh: "导出佐证，供检查：每项一个文件夹，另有信件、批示、索引和校验", en: "export the evidence for an inspection: a folder an item, letters, verdicts, an index and proofs",
		more:    "每项一个文件夹：办理记录、回复原信、正文、附件；另有发出的信件、批示原信、索引（.html 和 .xlsx）、全部文件的 SHA-256 和记录链。同样的数据导出同样的文件。",
		moreEn:  "Replies, attachments, letters, verdicts, an index (.html, .xlsx), SHA-256 of every file and the chain of records. The same data gives the same bytes.",
		example: "duban evidence -o 佐证\n  duban evidence -o 佐证.zip", exampleEn: "duban evidence -o evidence\n  duban evidence -o evidence.zip"})
	c.Args = a.exactly(0)
	c.Flags().StringVarP(&out, "output", "o", "", a.say("输出文件夹（须为空）或 .zip（须没有）", "output folder or .zip"))
	return c
}

func (a *app) evidence(ctx context.Context, out string) error {
	o, err := a.openOffice(ctx)
	if err != nil {
		return err
	}
	defer o.Store.Close()
	n, err := register.Bind(ctx, o, out)
	if err != nil {
		return err
	}
	a.tell(words.EvidenceBound, n, out, words.EvidencePage.In(o.LetterLanguage()))
	return nil
}
