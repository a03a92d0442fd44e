package main

import (
	"cmp"
	"fmt"
	"strings"

	"duban/cmd/duban/terminal"
	"duban/internal/words"
	"duban/internal/zh"

	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// help is what a command says of itself, in both languages. What stands in the English
// fields beside use and example may be left out where the Chinese ones have no Chinese.
type help struct {
	use, useEn         string
	zh, en             string // one line
	more, moreEn       string // further lines
	example, exampleEn string
}

// say chooses between the two languages of a help.
func (a *app) say(zh, en string) string { return a.lang.Of(zh, en) }

// command makes a command with its help; run may be nil for one that only groups.
func (a *app) command(run func(*cobra.Command, []string) error, h help) *cobra.Command {
	c := &cobra.Command{
		Use: a.say(h.use, cmp.Or(h.useEn, h.use)), Short: a.say(h.zh, h.en), Example: "  " + a.say(h.example, cmp.Or(h.exampleEn, h.example)),
		Long: a.say(h.zh+"。"+h.more, strings.TrimSpace(sentence(h.en)+". "+h.moreEn)),
	}
	if run != nil {
		c.RunE = run
	} else {
		c.Args = cobra.ArbitraryArgs
		c.RunE = func(c *cobra.Command, args []string) error {
			if len(args) > 0 {
				return a.noCommand(c, args[0])
			}
			return c.Help()
		}
	}
	c.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return flagError(err) })
	c.SetHelpFunc(func(c *cobra.Command, _ []string) { fmt.Fprint(c.OutOrStdout(), a.helpText(c)) })
	c.Flags().BoolP("help", "h", false, a.say("显示帮助", "show help"))
	c.CompletionOptions.HiddenDefaultCmd = true
	return c
}

// noCommand says that a command has no such one below it, and which may have been meant.
func (a *app) noCommand(c *cobra.Command, name string) error {
	var known []string
	for _, sub := range c.Commands() {
		known = append(known, sub.Name())
	}
	if near := zh.Nearest(name, known); near != "" {
		return wrong(words.NoCommandNear, name, strings.TrimPrefix(c.CommandPath()+" "+near, "duban "))
	}
	return wrong(words.NoCommand, name)
}

// helpCommand is duban help [COMMAND].
func (a *app) helpCommand() *cobra.Command {
	return a.command(func(c *cobra.Command, args []string) error {
		asked, rest, err := c.Root().Find(args)
		if err != nil || len(rest) > 0 {
			return a.noCommand(asked, strings.Join(rest, " "))
		}
		return asked.Help()
	}, help{use: "help [命令]", useEn: "help [COMMAND]", zh: "说明一个命令的用法", en: "show how a command is used", example: "duban help import"})
}

// helpText is the help of a command, as it is printed.
func (a *app) helpText(c *cobra.Command) string {
	s := c.Long + "\n\n" + a.text(words.HelpUsage, c.CommandPath()+a.usageRest(c)) + "\n"
	if c.HasAvailableSubCommands() {
		s += "\n" + a.text(words.HelpCommands) + "\n"
		for _, sub := range c.Commands() {
			s += fmt.Sprintf("  %-*s %s\n", c.NamePadding(), sub.Name(), sub.Short)
		}
	}
	if flags := a.flagUsages(c.LocalFlags()); flags != "" {
		s += "\n" + a.text(words.HelpFlags) + "\n" + flags
	}
	return terminal.Wrapped(s, a.width()) + "\n" + a.text(words.HelpExample) + "\n" + c.Example + "\n\n" + terminal.Wrapped(a.text(words.HelpStatuses), a.width()) + "\n"
}

// usageRest is what follows a command's name in its usage.
func (a *app) usageRest(c *cobra.Command) string {
	rest := strings.TrimPrefix(c.Use, c.Name())
	if c.HasAvailableSubCommands() && rest == "" {
		rest = " " + a.text(words.HelpAnyCommand)
	}
	return rest + " " + a.text(words.HelpAnyFlag)
}

// flagUsages lists flags, one a line, aligned in the width of the terminal's columns.
func (a *app) flagUsages(flags *pflag.FlagSet) string {
	var rows [][2]string
	width := 0
	flags.VisitAll(func(f *pflag.Flag) {
		name := "      --" + f.Name
		if f.Shorthand != "" {
			name = "  -" + f.Shorthand + ", --" + f.Name
		}
		if kind, ok := words.FlagKinds[f.Value.Type()]; ok {
			name += " " + a.text(kind)
		}
		usage := f.Usage
		if f.DefValue != "" && f.DefValue != "0" && f.DefValue != "false" && f.DefValue != "[]" {
			usage += a.text(words.FlagDefault, f.DefValue)
		}
		rows, width = append(rows, [2]string{name, usage}), max(width, text.StringWidth(name))
	})
	s := ""
	for _, r := range rows {
		s += text.Pad(r[0], width+3, ' ') + r[1] + "\n"
	}
	return s
}

// sentence begins with a capital.
func sentence(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// usageLine is a command with its parents and arguments: duban directory export [文件].
func usageLine(c *cobra.Command) string { return c.CommandPath() + strings.TrimPrefix(c.Use, c.Name()) }
