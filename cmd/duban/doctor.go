package main

import (
	"encoding/json"

	"github.com/spf13/cobra"

	"duban/internal/office/inquire"
	"duban/internal/words"
	"duban/internal/zh"
)

func (a *app) doctorCommand() *cobra.Command {
	var loop, asJSON bool
	c := a.command(func(c *cobra.Command, _ []string) error {
		configs, err := a.source().All()
		found := []inquire.Finding{}
		for _, conf := range configs {
			found = append(found, inquire.Doctor(c.Context(), conf, a.now, a.dial, loop)...)
		}
		if err != nil && len(configs) == 0 {
			return err
		}
		return a.sayFindings(found, asJSON, err)
	}, help{use: "doctor", zh: "体检：配置、通讯录、发信、信箱、数据库、磁盘，逐项说明", en: "examine configuration, relay, mailboxes, database and disk",
		more:    "不发信，不动信箱。加 --loop 时给督办信箱寄一封试信，等它从收信的路回来（要 duban serve 在运行）。",
		moreEn:  "Nothing is sent. With --loop a letter goes to the office's own mailbox and is waited for; duban serve must run.",
		example: "duban doctor --loop"})
	c.Args = a.exactly(0)
	c.Flags().BoolVar(&loop, "loop", false, a.say("寄一封试信给督办信箱，等它回来", "send a letter to the own mailbox and wait for it"))
	c.Flags().BoolVar(&asJSON, "json", false, a.say("以 JSON 输出", "print JSON"))
	return c
}

// finding is one that is said.
type finding struct {
	Part  string        `json:"part"`
	Level inquire.Level `json:"level"`
	What  string        `json:"what"`
	Mend  string        `json:"mend,omitempty"`
}

// sayFindings says each finding in a line; a fault fails the command, a warning is a
// problem listed.
func (a *app) sayFindings(found []inquire.Finding, asJSON bool, err error) error {
	worst := inquire.Fine
	lines := make([]finding, len(found))
	for i, f := range found {
		lines[i] = finding{words.Say(a.lang, f.Part), f.Level, words.Say(a.lang, f.What), words.Say(a.lang, f.Mend)}
		if f.Level == inquire.Ill || f.Level == inquire.Warning && worst == inquire.Fine {
			worst = f.Level
		}
		if asJSON {
			continue
		}
		line := words.FindingWords[string(f.Level)]
		a.tell(line, zh.Visible(lines[i].Part), zh.Visible(lines[i].What))
		if lines[i].Mend != "" {
			a.tell(words.Advice, zh.Visible(lines[i].Mend))
		}
	}
	if asJSON {
		if err := json.NewEncoder(a.stdout).Encode(lines); err != nil {
			return err
		}
	}
	switch {
	case err != nil:
		return err
	case worst == inquire.Ill:
		return words.DoctorIll.With()
	case worst == inquire.Warning:
		return errProblems
	}
	return nil
}
