package main

import (
	"duban/internal/office/decide"

	"duban/internal/words"

	"github.com/spf13/cobra"
)

func (a *app) resumeCommand() *cobra.Command {
	c := a.command(func(c *cobra.Command, _ []string) error {
		o, err := a.openOffice(c.Context())
		if err != nil {
			return err
		}
		defer o.Store.Close()
		err = decide.Resume(c.Context(), o, a.now())
		if err == nil {
			a.tell(words.Resumed)
		}
		return err
	}, help{use: "resume", zh: "恢复发信", en: "let letters go again", example: "duban resume"})
	c.Args = a.exactly(0)
	return c
}
