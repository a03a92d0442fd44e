package main

import (
	"encoding/json"
	"fmt"
	"strings"

	"duban/internal/office/inquire"

	"github.com/spf13/cobra"

	"duban/cmd/duban/terminal"
	"duban/internal/words"
)

func (a *app) planCommand() *cobra.Command {
	var on string
	var asJSON bool
	c := a.command(func(c *cobra.Command, _ []string) error {
		day, err := a.day("--on", on)
		if err != nil {
			return err
		}
		letters := 0
		err = a.simulate(c.Context(), inquire.Simulation{To: day}, func(l inquire.PlannedLetter) {
			if l.Date == day {
				letters++
				a.printLetter(l, asJSON)
			}
		})
		if err == nil && letters == 0 && !asJSON {
			a.tell(words.PlanNone, terminal.Weekday(a.lang, day))
		}
		return err
	}, help{use: "plan", zh: "看某一天会发哪些信、发给谁、为什么", en: "show what letters a day would bring, to whom and why",
		more: "在数据库的副本上推演，什么也不改、不发。", moreEn: "Works on a copy of the database; nothing is changed or sent.",
		example: "duban plan --on 2027-04-23"})
	c.Args = a.exactly(0)
	c.Flags().StringVar(&on, "on", "", a.say("哪一天（YYYY-MM-DD），默认今天", "the day (YYYY-MM-DD), default today"))
	c.Flags().BoolVar(&asJSON, "json", false, a.say("每封信一行 JSON", "one JSON object a letter"))
	return c
}

func (a *app) printLetter(l inquire.PlannedLetter, asJSON bool) {
	if asJSON {
		enc := json.NewEncoder(a.stdout)
		enc.SetEscapeHTML(false)
		_ = enc.Encode(struct {
			inquire.PlannedLetter
			Reason string `json:"reason"`
		}{l, words.Say(a.lang, l.Reason)})
		return
	}
	a.entry(a.letterLine(l))
}

// letterLine is a letter as people read it.
func (a *app) letterLine(l inquire.PlannedLetter) string {
	var nos []string
	for _, no := range l.Items {
		nos = append(nos, fmt.Sprint(no))
	}
	items := ""
	if len(nos) > 0 {
		text := words.PlanItems
		if len(nos) == 1 {
			text = words.PlanItem
		}
		items = a.text(text, strings.Join(nos, a.lang.Of("、", ", ")))
	}
	return a.text(words.PlanLetter, terminal.Weekday(a.lang, l.Date), l.Kind, l.To, items, words.Say(a.lang, l.Reason))
}
