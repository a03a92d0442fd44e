package main

import (
	"io"
	"os"

	"duban/cmd/duban/terminal"

	"github.com/spf13/cobra"

	"duban/internal/office/register"
	"duban/internal/words"
	"duban/internal/zh"
	"duban/scheduler/calendar"
)

func (a *app) holidaysCommand() *cobra.Command {
	c := a.command(func(*cobra.Command, []string) error {
		o, err := a.loadOffice()
		if err != nil {
			return err
		}
		for _, y := range o.Calendar.Sources() {
			note := ""
			if len(y.Missing) > 0 {
				note = a.text(words.HolidaysForecast)
			}
			a.tellEntry(words.HolidaysYear, y.Year, zh.Visible(a.says(y.Source)), y.DaysOff, y.MakeUpDays, note)
		}
		return nil
	}, help{use: "holidays", zh: "各年放假安排的来源", en: "where each year's workday calendar comes from", example: "duban holidays"})
	c.Args = a.exactly(0)
	c.AddCommand(a.holidaysAddCommand())
	return c
}

func (a *app) holidaysAddCommand() *cobra.Command {
	var dryRun bool
	c := a.command(func(_ *cobra.Command, args []string) error { return a.addHolidays(args, dryRun) }, help{
		use: "add [文件]", useEn: "add [FILE]", zh: "从国务院办公厅放假通知的原文添加一年", en: "add a year from the text of the State Council's notice",
		more:    "把通知连同标题粘贴进来（或写文件名）。天数、星期、调休日逐一自校，有一处不符就一天也不收。",
		moreEn:  "Paste the notice with its title, or name a file. It is checked against itself; nothing is taken that does not agree.",
		example: "duban holidays add 放假通知.txt\n  duban holidays add < 放假通知.txt", exampleEn: "duban holidays add notice.txt\n  duban holidays add < notice.txt"})
	c.Args = a.atMost(1)
	c.Flags().BoolVar(&dryRun, "dry-run", false, a.say("只看，不存", "store nothing"))
	return c
}

func (a *app) addHolidays(args []string, dryRun bool) error {
	o, err := a.loadOffice()
	if err != nil {
		return err
	}
	folder := o.Config.Calendar.Folder
	if folder == "" {
		return words.HolidaysNoFolder.With()
	}
	text, err := a.pasted(args)
	if err != nil {
		return err
	}
	years, problems := register.ReadHolidays(o, string(text))
	terminal.Problems(a.stderr, a.lang, problems)
	if len(problems.Errors()) > 0 {
		return words.HolidaysWrong.With(len(problems.Errors()))
	}
	for _, y := range years {
		a.showYear(y)
	}
	if dryRun {
		return nil
	}
	if err := register.AddHolidays(o, years); err != nil {
		return err
	}
	a.tell(words.HolidaysStored, folder)
	if len(problems) > 0 {
		return errProblems
	}
	return nil
}

// pasted is the text of a file, or what stands on standard input.
func (a *app) pasted(args []string) ([]byte, error) {
	const most = 1 << 20
	if len(args) == 0 {
		return io.ReadAll(io.LimitReader(a.stdin, most))
	}
	f, err := os.Open(args[0])
	if err != nil {
		return nil, words.ReadingNotice.With(err)
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, most))
}

// showYear lists the days of a notice that the calendar had otherwise.
func (a *app) showYear(y register.Year) {
	a.tell(words.HolidaysNews, y.Year, y.DaysOff, y.MakeUpDays, len(y.News))
	for _, d := range y.News {
		word := words.DayAtWork
		if d.IsOffDay {
			word = words.DayOff
		}
		a.tell(words.HolidaysDay, terminal.Weekday(a.lang, d.Date), zh.Visible(a.says(calendar.Festival(d.Name))), a.text(word))
	}
}
