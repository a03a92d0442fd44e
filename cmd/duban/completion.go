package main

import (
	"github.com/spf13/cobra"

	"duban/internal/words"
	"duban/internal/zh"
)

// completionCommand writes a script by which a shell completes commands and flags; it
// takes the place of cobra's own, which speaks English only.
func (a *app) completionCommand() *cobra.Command {
	shells := []string{"bash", "zsh", "fish", "powershell"}
	c := a.command(func(c *cobra.Command, args []string) error {
		root := c.Root()
		switch args[0] {
		case "bash":
			return root.GenBashCompletionV2(a.stdout, true)
		case "zsh":
			return root.GenZshCompletion(a.stdout)
		case "fish":
			return root.GenFishCompletion(a.stdout, true)
		case "powershell":
			return root.GenPowerShellCompletionWithDesc(a.stdout)
		}
		if near := zh.Nearest(args[0], shells); near != "" {
			return wrong(words.NoShellNear, args[0], near)
		}
		return wrong(words.NoShell, args[0])
	}, help{use: "completion bash|zsh|fish|powershell", zh: "写出让 shell 按 Tab 补全命令的脚本", en: "write the script by which a shell completes commands",
		example: "duban completion bash > ~/.local/share/bash-completion/completions/duban"})
	c.Args = a.exactly(1)
	c.ValidArgs = shells
	return c
}
