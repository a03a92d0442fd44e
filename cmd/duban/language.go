package main

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"duban/cmd/duban/terminal"
	"duban/internal/config"
	"duban/internal/msg"
	"duban/internal/words"
)

// chooseLanguage settles in which language this run speaks: --lang, DUBAN_LANG, the
// configuration, the locale. It comes before the commands are made, since their help
// is in it.
func (a *app) chooseLanguage(args []string) error {
	a.lang, a.langAsked = words.OfEnvironment(a.getenv)
	if value, said := flagOf(args, "--lang"); said {
		l, ok := words.Parse(value)
		if !ok {
			return wrong(words.NoLanguage, value)
		}
		a.lang, a.langAsked = l, true
	}
	if a.langAsked {
		return nil
	}
	source := a.source()
	if file, said := flagOf(args, "--config"); said {
		source.File = file
	}
	a.settle(source.Language())
	return nil
}

// flagOf reads a flag before the others are: the last of its name. A missing value is
// found with the other faults of flags.
func flagOf(args []string, flag string) (value string, said bool) {
	for i, arg := range args {
		name, v, has := strings.Cut(arg, "=")
		if arg == "--" {
			break
		}
		if name != flag || !has && i+1 == len(args) {
			continue
		}
		if !has {
			v = args[i+1]
		}
		value, said = v, true
	}
	return value, said
}

// settle takes the language that a configuration settles.
func (a *app) settle(language string) {
	if l, ok := words.Parse(language); ok {
		a.lang = l
	}
}

// speak takes the language that an office's configuration settles, unless this run was
// asked for one.
func (a *app) speak(c *config.Config) {
	if !a.langAsked {
		a.settle(c.Language)
	}
}

// text is a message in the language of this run.
func (a *app) text(t words.Text, facts ...any) string { return t.In(a.lang, facts...) }

// tell prints a message on a line of its own.
func (a *app) tell(t words.Text, facts ...any) { a.print(a.text(t, facts...)) }

func (a *app) print(lines string) { terminal.Print(a.stdout, lines) }

// warn prints beside the output.
func (a *app) warn(lines string) { terminal.Print(a.stderr, lines) }

// tellEntry says a line of a list.
func (a *app) tellEntry(t words.Text, facts ...any) { a.entry(a.text(t, facts...)) }

func (a *app) entry(line string) { terminal.PrintEntries(a.stdout, line) }

// says is what a lower layer has to say, in the language of this run.
func (a *app) says(m msg.Message) string { return words.Say(a.lang, m) }

// wrong is a wrong call.
func wrong(t words.Text, facts ...any) error { return usageError{t.With(facts...)} }

// flagError says what is wrong with a flag.
func flagError(err error) error {
	var unknown *pflag.NotExistError
	var empty *pflag.ValueRequiredError
	var value *pflag.InvalidValueError
	switch {
	case errors.As(err, &unknown) && unknown.GetSpecifiedShortnames() != "":
		return wrong(words.NoFlag, "-"+unknown.GetSpecifiedName())
	case errors.As(err, &unknown):
		return wrong(words.NoFlag, "--"+unknown.GetSpecifiedName())
	case errors.As(err, &empty):
		return wrong(words.FlagWantsValue, "--"+empty.GetFlag().Name)
	case errors.As(err, &value) && value.GetFlag().Value.Type() == "bool":
		return wrong(words.FlagWantsNone, "--"+value.GetFlag().Name, value.GetValue())
	case errors.As(err, &value):
		return wrong(words.FlagWantsNumber, "--"+value.GetFlag().Name, value.GetValue())
	}
	return wrong(words.NoFlag, strings.TrimPrefix(err.Error(), "bad flag syntax: "))
}

// exactly makes a check of the number of arguments, with the usage as its error.
func (a *app) exactly(n int) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) != n {
			return wrong(words.Usage, usageLine(c))
		}
		return nil
	}
}

// atLeast makes a check like exactly, for arguments that may be more.
func (a *app) atLeast(n int) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) < n {
			return wrong(words.Usage, usageLine(c))
		}
		return nil
	}
}

// atMost makes a check like exactly, for an argument that may be left out.
func (a *app) atMost(n int) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) > n {
			return wrong(words.Usage, usageLine(c))
		}
		return nil
	}
}
