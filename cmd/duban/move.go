package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"duban/checklist"
	"duban/db"
	"duban/internal/config"
	"duban/internal/office"
	"duban/internal/zh"
)

func (a *app) moveCommand() *cobra.Command {
	var m moving
	c := a.command(func(c *cobra.Command, _ []string) error { return a.move(c.Context(), m) }, help{
		use: "move", zh: "把本机构的全部数据迁到另一个数据库，并两边核对", en: "move the office into another database, and check both",
		more: "先停掉 duban serve。原来的数据库不动；迁完两边各核对一遍，记录链的末尾须相同，然后在 config.toml 里改 database。\n" +
			"目标库里可以已有别的机构：用 --as 给本机构一个没有用过的编号，并照样写进 office.id。",
		moreEn:  "Stop the daemon first. The old database is left as it is. --as gives the office another number where the target has one of that number.",
		example: "duban move --to postgres://duban@db.example:5432/duban --password-file 库.password\n  duban move --to postgres://duban@db.example:5432/duban --as 7"})
	c.Args = a.exactly(0)
	c.Flags().StringVar(&m.to, "to", "", a.say("迁到哪里：postgres://用户@服务器:5432/库名，或一个新文件", "where to: postgres://… or a new file"))
	c.Flags().StringVar(&m.passwordFile, "password-file", "", a.say("目标数据库的密码文件", "password file of the target"))
	c.Flags().Int64Var(&m.as, "as", 0, a.say("在目标库里的机构编号，不写同 office.id", "number of the office there"))
	_ = c.MarkFlagRequired("to")
	return c
}

// moving is where an office goes.
type moving struct {
	to, passwordFile string
	as               int64
}

func (a *app) move(ctx context.Context, m moving) error {
	o, err := a.openOffice(ctx)
	if err != nil {
		return err
	}
	defer o.Store.Close()
	if err := o.Store.Lease(); err != nil { // a daemon that went on writing would leave its last acts behind
		return err
	}
	target, err := openTarget(o, ctx, m)
	if err != nil {
		return err
	}
	defer target.Close()
	if err := o.Store.CopyInto(ctx, target); err != nil {
		return err
	}
	return a.compareStores(ctx, o.Store, target)
}

func openTarget(o *office.Office, ctx context.Context, m moving) (*db.Store, error) {
	location, err := config.WithPassword(m.to, m.passwordFile)
	if err != nil {
		return nil, err
	}
	opt := o.Options()
	if m.as != 0 {
		opt.Office = m.as
	}
	return db.Open(ctx, location, opt)
}

// compareStores proves that the office is whole in both databases, and the same.
func (a *app) compareStores(ctx context.Context, from, to *db.Store) error {
	faults := 0
	var heads []checklist.Event
	for _, s := range []*db.Store{from, to} {
		broken, err := s.Check(ctx)
		if err != nil {
			return err
		}
		for _, v := range broken {
			fmt.Fprintln(a.stdout, zh.Visible(s.Where()+"　"+v.String()))
		}
		head, err := s.Head(ctx)
		if err != nil {
			return err
		}
		faults, heads = faults+len(broken), append(heads, head)
		fmt.Fprintf(a.stdout, "%s　机构%d　记录%d条，记录链末尾 %s，核对：%d处不符\n", zh.Visible(s.Where()), s.Office(), head.Seq, head.Hash[:min(16, len(head.Hash))], len(broken))
	}
	if heads[0].Hash != heads[1].Hash {
		return errors.New("两边的记录链不同，迁移没有成功；原来的数据库没有动")
	}
	fmt.Fprintf(a.stdout, "两边一致。请在 config.toml 里写 database = %q，office.id = %d，再启动 duban serve\n", db.Redacted(to.Where()), to.Office())
	if faults > 0 {
		return errProblems
	}
	return nil
}
