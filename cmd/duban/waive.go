package main

import (
	"github.com/spf13/cobra"

	"duban/checklist"
)

func (a *app) waiveCommand() *cobra.Command {
	return a.reasonedDeed(checklist.EventWaived, help{use: "waive 序号", useEn: "waive NUMBER", zh: "免办一项，须写理由", en: "waive an item, with a reason",
		example: "duban waive 21 --why 机构改革后不再适用", exampleEn: "duban waive 21 --why \"no longer applies\""})
}
