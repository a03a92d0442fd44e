package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

// help is what a command says of itself, in both languages.
type help struct {
	use     string
	zh, en  string // one line
	more    string // further lines, Chinese
	moreEn  string
	example string
}

const (
	statusesZh = "退出状态：0 完成　1 失败　2 用法不对　3 已完成但列出了问题　4 另一个 duban 正在使用数据库"
	statusesEn = "Exit status: 0 done, 1 failed, 2 wrong usage, 3 done with problems listed, 4 another duban holds the database"
)

// say chooses the language: Chinese, unless the environment asks for English.
func (a *app) say(zh, en string) string {
	for _, key := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := a.getenv(key); v != "" {
			if strings.HasPrefix(v, "en") {
				return en
			}
			return zh
		}
	}
	return zh
}

// command makes a command with its help; run may be nil for one that only groups.
func (a *app) command(run func(*cobra.Command, []string) error, h help) *cobra.Command {
	c := &cobra.Command{
		Use: h.use, Short: a.say(h.zh, h.en), Example: "  " + h.example,
		Long: a.say(h.zh+"。"+h.more, h.en+". "+h.moreEn),
	}
	if run != nil {
		c.RunE = run
	} else {
		c.RunE = func(c *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usageError{fmt.Errorf(a.say("没有“%s”这个命令；duban help 列出全部命令", "no command %q; see duban help"), args[0])}
			}
			return c.Help()
		}
	}
	c.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{a.flagError(err)} })
	c.SetHelpTemplate(a.say(helpZh, helpEn))
	c.SetUsageTemplate(a.say(helpZh, helpEn))
	c.Flags().BoolP("help", "h", false, a.say("显示帮助", "show help"))
	c.CompletionOptions.HiddenDefaultCmd = true
	return c
}

func (a *app) flagError(err error) error {
	text := err.Error()
	for english, chinese := range map[string]string{
		"unknown flag:": "没有这个选项：", "unknown shorthand flag:": "没有这个选项：", "flag needs an argument:": "这个选项要写值：", "invalid argument": "选项的值不对："} {
		if strings.HasPrefix(text, english) {
			return errors.New(a.say(chinese+strings.TrimPrefix(text, english), text))
		}
	}
	return err
}

// exactly makes a check of the number of arguments, with the usage as its error.
func (a *app) exactly(n int) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) != n {
			return usageError{fmt.Errorf(a.say("用法：%s", "usage: %s"), usageLine(c))}
		}
		return nil
	}
}

// atMost makes a check like exactly, for an argument that may be left out.
func (a *app) atMost(n int) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) > n {
			return usageError{fmt.Errorf(a.say("用法：%s", "usage: %s"), usageLine(c))}
		}
		return nil
	}
}

const helpZh = `{{.Long}}

用法：{{.CommandPath}}{{if .HasAvailableSubCommands}} 命令{{else}}{{slice .UseLine (len .CommandPath)}}{{end}}
{{if .HasAvailableSubCommands}}
命令：{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}
{{end}}{{if .HasAvailableLocalFlags}}
选项：
{{.LocalFlags.FlagUsages}}{{end}}{{if .HasExample}}
例如：
{{.Example}}
{{end}}
` + statusesZh + "\n"

const helpEn = `{{.Long}}

Usage: {{.CommandPath}}{{if .HasAvailableSubCommands}} COMMAND{{else}}{{slice .UseLine (len .CommandPath)}}{{end}}
{{if .HasAvailableSubCommands}}
Commands:{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}
{{end}}{{if .HasAvailableLocalFlags}}
Flags:
{{.LocalFlags.FlagUsages}}{{end}}{{if .HasExample}}
Example:
{{.Example}}
{{end}}
` + statusesEn + "\n"

// usageLine is a command with its parents and arguments: duban directory export [文件].
func usageLine(c *cobra.Command) string { return c.CommandPath() + strings.TrimPrefix(c.Use, c.Name()) }
