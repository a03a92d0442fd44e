package main

import (
	"github.com/spf13/cobra"

	"duban/checklist"
)

func (a *app) reopenCommand() *cobra.Command {
	return a.reasonedDeed(checklist.EventReopened, help{use: "reopen 序号", useEn: "reopen NUMBER", zh: "已销号或免办的重新办理，须写理由", en: "reopen a closed item, with a reason",
		example: "duban reopen 14 --why 复查发现未落实", exampleEn: "duban reopen 14 --why \"found not to be in place\""})
}
