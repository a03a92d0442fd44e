package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"golang.org/x/term"

	"duban/checklist"
	"duban/cmd/duban/terminal"
	"duban/internal/office"
	"duban/internal/words"
	"duban/internal/zh"
)

// alreadyThere says what is in the way of a new office.
func (a *app) alreadyThere(err error) error {
	var refusal office.Refusal
	if !errors.As(err, &refusal) {
		return err
	}
	if refusal.Code == office.DatabaseTaken {
		return words.SetupDatabase.With(refusal.Name)
	}
	return words.SetupThere.With(refusal.Name)
}

func (d *dialog) path() string { return cmp.Or(d.config, d.getenv("DUBAN_CONFIG"), "config.toml") }

// ask puts a question until its answer is right, and remembers it. An answer that is given
// already is tried first; an empty one takes what is proposed.
func (d *dialog) ask(answer *string, proposed string, check func(string) error, question words.Text) error {
	for given := *answer; ; given = "" {
		text, err := given, error(nil)
		if given == "" {
			text, err = d.line(proposed, question)
		} else {
			fmt.Fprintln(d.stdout, d.text(question)+d.lang.Of("：", ": ")+zh.Visible(given))
		}
		if err != nil {
			return err
		}
		if text = cmp.Or(text, proposed); text == "" {
			err = words.SetupEmpty.With()
		} else {
			err = check(text)
		}
		if err == nil {
			*answer = text
			return d.Remember()
		}
		d.refuse(err)
	}
}

// refuse says why an answer is not right.
func (d *dialog) refuse(err error) {
	d.tell(words.SetupWrong, zh.Visible(terminal.ErrorWords(d.lang, err)))
}

// line reads one line; the end of the input ends the set-up, which goes on at the next run.
func (d *dialog) line(proposed string, question words.Text) (string, error) {
	d.prompt(proposed, question)
	return d.readLine()
}

func (d *dialog) prompt(proposed string, question words.Text) {
	if proposed != "" {
		proposed = " [" + zh.Visible(proposed) + "]"
	}
	fmt.Fprint(d.stdout, d.text(question)+proposed+d.lang.Of("：", ": "))
}

func (d *dialog) readLine() (string, error) {
	text, err := d.in.ReadString('\n')
	if text = strings.TrimSpace(text); err != nil && text == "" {
		fmt.Fprintln(d.stdout)
		if errors.Is(err, io.EOF) {
			err = words.SetupEnded.With()
		}
		return "", err
	}
	return text, nil
}

// secret reads a password; a terminal does not show it.
func (d *dialog) secret(question words.Text) (string, error) {
	f, ok := d.stdin.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return d.line("", question)
	}
	d.prompt("", question)
	raw, err := term.ReadPassword(int(f.Fd()))
	fmt.Fprintln(d.stdout)
	if errors.Is(err, io.EOF) {
		err = words.SetupEnded.With()
	}
	return strings.TrimSpace(string(raw)), err
}

// agreed asks for a yes; no is proposed.
func (d *dialog) agreed(question words.Text) (bool, error) {
	text, err := d.line("n", question)
	return slices.Contains(words.Yes, strings.ToLower(text)), err
}

// anything takes every answer.
func anything(string) error { return nil }

// isDay takes a day as it is written everywhere.
func isDay(text string) error {
	if day, err := checklist.ParseDay(text); err != nil || day == 0 {
		return words.SetupNotADay.With(text)
	}
	return nil
}
