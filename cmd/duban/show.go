package main

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"duban/checklist"
	"duban/cmd/duban/terminal"
	"duban/internal/office"
	"duban/internal/office/inquire"
	"duban/internal/words"
	"duban/internal/zh"
)

func (a *app) showCommand() *cobra.Command {
	var named checklist.Named
	c := a.command(func(c *cobra.Command, args []string) error {
		return a.aboutItem(c.Context(), args[0], func(o *office.Office, on checklist.Day, no int) error {
			return a.show(c.Context(), o, on, no, named)
		})
	},
		help{use: "show 序号", useEn: "show NUMBER", zh: "一项的来龙去脉：责任、来信、发信、下一步", en: "an item's whole story", example: "duban show 14"})
	c.Args = a.exactly(1)
	a.namedFlags(c, &named)
	return c
}

func (a *app) show(ctx context.Context, o *office.Office, on checklist.Day, no int, named checklist.Named) error {
	parts, err := inquire.Story(ctx, o, a.now(), no, named)
	if err != nil {
		return err
	}
	a.tell(words.ItemHead, no, zh.Visible(parts[0].Content), zh.Visible(parts[0].Title))
	for _, x := range inquire.Arrears(o, on, parts) {
		a.tell(words.Arrears, zh.Visible(x[0].Party), len(x), zh.Visible(strings.Join(x.Parts(), a.lang.Of("、", ", "))))
	}
	for _, p := range parts {
		a.print("\n" + zh.Visible(terminal.PartHead(a.lang, o, on, p.Owed)))
		for _, e := range p.Entries {
			a.tell(words.EntryAt, terminal.Minute(e.Ms, o.Zone), zh.Visible(strings.ReplaceAll(a.entryWords(e), "\n", " ")))
		}
		if p.With != "" {
			a.tell(words.NextWith, zh.Visible(p.With))
		}
		if p.Next != nil {
			a.tell(words.NextStep, p.Next.Day.SaidLong(), words.Say(a.lang, p.Next.Reason))
		}
	}
	return nil
}

func (a *app) entryWords(e inquire.Entry) string {
	if e.Event == nil {
		return strings.TrimRight(a.text(words.Entry, a.text(terminal.StepStates[e.Step.State]), terminal.Step(a.lang, e.Step.Step), terminal.Why(a.lang, e.Step.Step, e.Step.Reason)), "　 ")
	}
	by := terminal.Actor(a.lang, e.Event.Actor)
	if e.Way != "" {
		by = a.text(words.ActorProof, by, a.text(words.Ways[string(e.Way)]))
	}
	if e.Proof != "" {
		by = a.text(words.ActorProof, by, e.Proof)
		if e.Owned {
			by = a.text(words.ActorOwned, by)
		}
	}
	return a.text(words.Entry, e.Event.Kind, by, e.Event.Said())
}
