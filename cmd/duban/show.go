package main

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"duban/checklist"
	"duban/cmd/duban/terminal"
	"duban/internal/office"
	"duban/internal/office/inquire"
	"duban/internal/zh"
)

func (a *app) showCommand() *cobra.Command {
	c := a.command(func(c *cobra.Command, args []string) error {
		return a.aboutItem(c.Context(), args[0], func(o *office.Office, on checklist.Day, no int) error { return a.show(c.Context(), o, on, no) })
	},
		help{use: "show 序号", zh: "一项的来龙去脉：责任、来信、发信、下一步", en: "an item's whole story", example: "duban show 14"})
	c.Args = a.exactly(1)
	return c
}

func (a *app) show(ctx context.Context, o *office.Office, on checklist.Day, no int) error {
	parts, err := inquire.Story(ctx, o, on, no)
	if err != nil {
		return err
	}
	fmt.Fprintf(a.stdout, "第%d项　%s\n《%s》\n", no, zh.Visible(parts[0].Content), zh.Visible(parts[0].Title))
	for _, p := range parts {
		fmt.Fprintln(a.stdout, "\n"+terminal.PartHead(a.lang, o, p.Owed))
		for _, e := range p.Entries {
			fmt.Fprintf(a.stdout, "  %s　%s\n", terminal.Minute(e.Ms, o.Zone), zh.Visible(strings.ReplaceAll(entryWords(e), "\n", " ")))
		}
		if p.Next != nil {
			fmt.Fprintf(a.stdout, "  下一步　%s　%s\n", p.Next.Day.Long(), p.Next.Reason)
		}
	}
	return nil
}

func entryWords(e inquire.Entry) string {
	if e.Event == nil {
		return fmt.Sprintf("%s　%s　%s", terminal.StepStates[e.Step.State].Zh, e.Step.Step, e.Step.Reason)
	}
	by := e.Event.Actor
	if e.Proof != "" {
		by += "（" + e.Proof.Chinese() + "）"
	}
	return fmt.Sprintf("%s　%s　%s", e.Event.Kind.Chinese(), by, cmp.Or(e.Event.Text, e.Event.Reason))
}
