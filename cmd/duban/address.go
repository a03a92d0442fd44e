package main

import (
	"github.com/spf13/cobra"

	"duban/cmd/duban/terminal"
	"duban/internal/office/decide"
	"duban/internal/office/inquire"
	"duban/internal/words"
	"duban/internal/zh"
)

func (a *app) addressCommand() *cobra.Command {
	c := a.command(nil, help{use: "address", zh: "不能送达的邮箱：列出、恢复", en: "addresses that letters do not reach: list, revive", example: "duban address list"})
	list := a.command(a.addressList, help{use: "list", zh: "列出不能送达的邮箱", en: "list addresses that letters do not reach",
		more:    "不能送达的邮箱每周试投一封；本人从该邮箱来信、试投一天内没有退回，或督办员恢复，即照常发信。",
		moreEn:  "One letter a week is sent there as a probe. A mail from there, a probe that does not come back within a day, or the clerk revives it.",
		example: "duban address list"})
	list.Args = a.exactly(0)
	revive := a.command(func(c *cobra.Command, args []string) error { return a.addressRevive(c, args[0]) },
		help{use: "revive 部门、岗位或邮箱", useEn: "revive DEPARTMENT-OR-ADDRESS", zh: "邮箱已能收信：照常发信，欠发的今天补上", en: "take an address for working again; what was held for it goes today",
			example: "duban address revive 技术服务部\n  duban address revive jishu@djzx.example", exampleEn: "duban address revive DEPARTMENT\n  duban address revive jishu@djzx.example"})
	revive.Args = a.exactly(1)
	c.AddCommand(list, revive)
	return c
}

func (a *app) addressList(c *cobra.Command, _ []string) error {
	o, err := a.openOffice(c.Context())
	if err != nil {
		return err
	}
	defer o.Store.Close()
	faults, err := inquire.Addresses(c.Context(), o)
	if err != nil {
		return err
	}
	if len(faults) == 0 {
		a.tell(words.AddressesSound)
	}
	for _, f := range faults {
		a.entry(zh.Visible(a.text(words.AddressFails, f.Address, f.Person, terminal.Minute(f.SinceMs, o.Zone), f.Fault)))
	}
	return nil
}

func (a *app) addressRevive(c *cobra.Command, name string) error {
	o, err := a.openOffice(c.Context())
	if err != nil {
		return err
	}
	defer o.Store.Close()
	address, err := decide.Revive(c.Context(), o, a.now(), name)
	if err == nil {
		a.tell(words.Revived, zh.Visible(address))
	}
	return err
}
