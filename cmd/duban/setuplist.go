package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"duban/checklist"
	"duban/cmd/duban/terminal"
	"duban/internal/office"
	"duban/internal/office/register"
	"duban/internal/office/setup"
	"duban/internal/words"
	"duban/internal/zh"
)

// askList asks for the list until it can be read and its deadlines are meant as they stand.
func (d *dialog) askList(ctx context.Context) error {
	for {
		in, err := d.readList(ctx)
		if err != nil {
			return err
		}
		if in.List == nil {
			continue // it said why, and asks again
		}
		terminal.Problems(d.stdout, d.lang, in.Problems)
		d.tell(words.SetupRead, zh.Visible(in.List.Title), len(in.Items))
		return nil
	}
}

// readList asks for file, year and day of issue, and reads; without a list it was refused.
func (d *dialog) readList(ctx context.Context) (in register.Incoming, err error) {
	if err := d.ask(&d.List, "", isFile, words.SetupList); err != nil {
		return in, err
	}
	today, o, err := d.asYet()
	if err != nil {
		return in, err
	}
	o.Directory = nil // nobody is unknown yet
	year := ""
	if d.Year != 0 {
		year = strconv.Itoa(d.Year)
	}
	if err := d.ask(&year, d.proposedYear(ctx, o, today), isYear, words.SetupYear); err != nil {
		return in, err
	}
	d.Year, _ = strconv.Atoi(year)
	if err := d.ask(&d.Start, today.String(), isDay, words.SetupStart); err != nil {
		return in, err
	}
	in, err = d.ReadList(ctx, o, today)
	if err == nil && len(in.Problems.Errors()) > 0 {
		err = in.Problems.Errors()
	}
	if err != nil {
		d.refuse(err)
		d.List, d.Year = "", 0
		return register.Incoming{}, d.Remember()
	}
	return d.doubts(o, today, in)
}

// proposedYear is the one that the document names, else the one of today.
func (d *dialog) proposedYear(ctx context.Context, o *office.Office, today checklist.Day) string {
	d.Setup.Year = 0
	_, err := d.ReadList(ctx, o, today)
	var refusal office.Refusal
	if errors.As(err, &refusal) && refusal.Code == office.NoYear && refusal.No > 0 {
		return strconv.Itoa(refusal.No)
	}
	return strconv.Itoa(today.Year())
}

// doubts asks where deadlines have passed: mostly another year was meant.
func (d *dialog) doubts(o *office.Office, today checklist.Day, in register.Incoming) (register.Incoming, error) {
	out := register.Imported{}
	out.List.Items = in.Items
	err := register.Doubts(o, today, out, in)
	if err == nil {
		return in, d.Remember()
	}
	d.refuse(err)
	late, err := d.agreed(words.SetupLate)
	if err != nil {
		return register.Incoming{}, err
	}
	if !late {
		d.Year = 0
		return register.Incoming{}, d.Remember()
	}
	d.Late = true
	in.Reading.Late = true
	return in, d.Remember()
}

// asYet is the office as far as it can be told, and its day.
func (d *dialog) asYet() (today checklist.Day, o *office.Office, err error) {
	if o, err = d.Office(0); err != nil {
		return 0, nil, err
	}
	return checklist.DayOf(d.now(), o.Zone), o, nil
}

func isFile(text string) error {
	if _, err := os.ReadFile(text); err != nil {
		return words.ReadingList.With(err)
	}
	return nil
}

func isYear(text string) error {
	if n, err := strconv.Atoi(text); err != nil || n < 1990 || n > 2200 {
		return words.SetupNotAYear.With(text)
	}
	return nil
}

// askDirectory writes the workbook of those whom the list names, and waits until it is
// filled in.
func (d *dialog) askDirectory(ctx context.Context) error {
	if d.Directory == "" {
		d.Directory = d.text(words.DirectoryFile)
	}
	today, o, err := d.asYet()
	if err != nil {
		return err
	}
	in, err := d.ReadList(ctx, o, today)
	if err != nil {
		return err
	}
	added, err := register.WriteSkeleton(d.Beside(d.Directory), in.Items, o.Directory)
	if err != nil {
		return err
	}
	if err := d.Remember(); err != nil {
		return err
	}
	if len(added) > 0 {
		d.tell(words.SetupNames, len(added), strings.Join(added, d.lang.Of("、", ", ")))
		d.tell(words.SetupFill, filepath.Base(d.Directory))
		if _, err := d.line("", words.SetupFilled); err != nil {
			return err
		}
	}
	for {
		right, err := d.checkDirectory(ctx)
		if err != nil || right {
			return err
		}
		if _, err := d.line("", words.SetupFilled); err != nil {
			return err
		}
	}
}

// checkDirectory says what is still wrong with the workbook.
func (d *dialog) checkDirectory(ctx context.Context) (right bool, err error) {
	today, o, err := d.asYet()
	if err != nil {
		d.refuse(err)
		return false, nil
	}
	problems := o.Config.Faults()
	if len(problems) == 0 {
		in, err := d.ReadList(ctx, o, today)
		if err != nil {
			return false, err
		}
		problems = in.Problems.Errors()
	}
	if len(problems) > 0 {
		terminal.Problems(d.stdout, d.lang, problems)
		return false, nil
	}
	without := setup.WithoutMailbox(o.Directory)
	if len(without) == 0 || d.Incomplete {
		d.tell(words.ConfigRight, len(o.Directory.People()))
		return true, nil
	}
	d.tell(words.SetupNoMailbox, len(without), strings.Join(without, d.lang.Of("、", ", ")))
	d.Incomplete, err = d.agreed(words.SetupIncomplete)
	return d.Incomplete, err
}
