package demo

import (
	"context"

	"duban/checklist"
)

// clerk does what his daily letters ask for, a few days late.
func (d *demo) clerk(ctx context.Context, played *Day) error {
	switch played.Day {
	case checklist.Date(2026, 4, 7):
		return d.discardForgery(ctx, played)
	case checklist.Date(2026, 4, 14):
		return d.mendAddress(played)
	}
	return nil
}

func (d *demo) discardForgery(ctx context.Context, played *Day) error {
	held, err := d.office.Store.MailsIn(ctx, checklist.MailQuarantined)
	if err != nil {
		return err
	}
	for _, m := range held {
		if err := d.office.Store.DiscardMail(ctx, d.at, m.ID, "clerk", d.lang.Of("经电话核实，不是本部门所发", "called them: it was not the department")); err != nil {
			return err
		}
		played.Forgery = true
	}
	return nil
}

// mendAddress puts the right address into the directory.
func (d *demo) mendAddress(played *Day) (err error) {
	list := d.office.Config.People.Department
	for i := range list {
		if list[i].Mail == wrongAddress {
			list[i].Mail = "fangchanbu@djzx.example"
		}
	}
	played.Mended = true
	d.office.Directory, err = d.office.Config.Directory()
	return err
}
