package main

import (
	"duban/internal/office/decide"

	"duban/internal/words"

	"github.com/spf13/cobra"
)

func (a *app) pauseCommand() *cobra.Command {
	var why string
	c := a.command(func(c *cobra.Command, _ []string) error {
		if why == "" {
			return wrong(words.WriteWhy)
		}
		o, err := a.openOffice(c.Context())
		if err != nil {
			return err
		}
		defer o.Store.Close()
		err = decide.Pause(c.Context(), o, a.now(), why)
		if err == nil {
			a.tell(words.NowPaused)
		}
		return err
	}, help{use: "pause --why 理由", useEn: "pause --why REASON", zh: "暂停发信；照常排程和收信", en: "hold all letters back; planning and receiving go on",
		more: "正在发的那一封发完为止。恢复后，积压的信接着发。", moreEn: "What waits goes out after duban resume.", example: "duban pause --why 邮件服务器检修", exampleEn: "duban pause --why \"the mail server is being serviced\""})
	c.Args = a.exactly(0)
	c.Flags().StringVar(&why, "why", "", a.say("理由", "the reason"))
	return c
}
