package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"duban/checklist"
	"duban/db"
)

func (a *app) planCommand() *cobra.Command {
	var on string
	var asJSON bool
	c := a.command(func(c *cobra.Command, _ []string) error {
		day, err := a.day("--on", on)
		if err != nil {
			return err
		}
		return a.simulate(c.Context(), rehearsal{to: day}, func(l plannedLetter) {
			if l.Date == day {
				a.printLetter(l, asJSON)
			}
		})
	}, help{use: "plan", zh: "看某一天会发哪些信、发给谁、为什么", en: "show what letters a day would bring, to whom and why",
		more: "在数据库的副本上推演，什么也不改、不发。", moreEn: "Works on a copy of the database; nothing is changed or sent.",
		example: "duban plan --on 2027-04-23"})
	c.Args = a.exactly(0)
	c.Flags().StringVar(&on, "on", "", a.say("哪一天（YYYY-MM-DD），默认今天", "the day, default today"))
	c.Flags().BoolVar(&asJSON, "json", false, a.say("每封信一行 JSON", "one JSON object a letter"))
	return c
}

// day reads a day of the command line; empty is today in the office's zone.
func (a *app) day(flag, text string) (checklist.Day, error) {
	if text == "" {
		h, err := a.loadOffice()
		if err != nil {
			return 0, err
		}
		return checklist.DayOf(a.now(), h.Zone), nil
	}
	d, err := checklist.ParseDay(text)
	if err != nil {
		return 0, usageError{fmt.Errorf("%s “%s”不是日期，请写成 2027-04-23", flag, text)}
	}
	return d, nil
}

// plannedLetter is a letter as plan and simulate print it.
type plannedLetter struct {
	Date   checklist.Day        `json:"date"`
	To     string               `json:"to"`
	Kind   checklist.LetterKind `json:"kind"`
	Items  []int                `json:"items"`
	Steps  []string             `json:"steps"`
	Reason string               `json:"reason"`
}

func planned(n db.Notice) plannedLetter {
	l := plannedLetter{Date: n.Letter.On, To: n.Person, Kind: n.Kind, Reason: n.Reason, Items: []int{}, Steps: []string{}}
	for _, line := range n.Letter.Lines {
		if !slices.Contains(l.Items, line.No) {
			l.Items = append(l.Items, line.No)
		}
		if line.Step != "" {
			l.Steps = append(l.Steps, fmt.Sprintf("%d %s", line.No, line.Step))
		}
	}
	return l
}

var kindNames = map[checklist.LetterKind]string{
	checklist.LetterAssign: "交办", checklist.LetterRemind: "提醒", checklist.LetterEscalate: "提级", checklist.LetterOverview: "分管情况", checklist.LetterDigest: "督办专报",
	checklist.LetterReview: "待审", checklist.LetterClerk: "督办员日报", checklist.LetterReceipt: "回执", checklist.LetterQuestion: "询问",
	checklist.LetterHeld: "待登记", checklist.LetterTranscript: "批示登记", checklist.LetterOutcome: "审核结果",
}

func (a *app) printLetter(l plannedLetter, asJSON bool) {
	if asJSON {
		enc := json.NewEncoder(a.stdout)
		enc.SetEscapeHTML(false)
		_ = enc.Encode(l)
		return
	}
	fmt.Fprintln(a.stdout, l.line())
}

// line is a letter as people read it.
func (l plannedLetter) line() string {
	var nos []string
	for _, no := range l.Items {
		nos = append(nos, fmt.Sprint(no))
	}
	items := ""
	if len(nos) > 0 {
		items = "　第" + strings.Join(nos, "、") + "项"
	}
	return fmt.Sprintf("%s %s　%s　%s%s　%s", l.Date, l.Date.WeekdayName(), kindNames[l.Kind], l.To, items, l.Reason)
}
