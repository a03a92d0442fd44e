package main

import (
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"duban/db"
	"duban/inbox"
)

func (a *app) ingestCommand() *cobra.Command {
	c := a.command(func(c *cobra.Command, args []string) error { return a.ingest(c, args[0]) }, help{
		use: "ingest 文件|文件夹|-", zh: "把存下的来信登记进来（一封信、mbox、Maildir，或从标准输入）", en: "file stored mail: a message, an mbox, a Maildir, or standard input",
		more: "同一封信登记几次都只算一次。", moreEn: "Ingesting a mail twice changes nothing.",
		example: "duban ingest 回复.eml\n  cat 回复.eml | duban ingest -"})
	c.Args = a.exactly(1)
	return c
}

func (a *app) ingest(c *cobra.Command, path string) error {
	h, err := a.openHouse(c.Context())
	if err != nil {
		return err
	}
	defer h.store.Close()
	d, err := a.newDaemon(h, a.logger(h.conf))
	if err != nil {
		return err
	}
	bad := 0
	err = a.messages(path, h.conf.LMTP.MaxSize.Bytes, func(source string, raw []byte, err error) error {
		if err != nil {
			bad++
			fmt.Fprintf(a.stderr, "%s：%v\n", visible(source), err)
			return nil
		}
		return d.ingestOne(c, source, raw)
	})
	if err == nil && bad > 0 {
		return errProblems
	}
	return err
}

func (d *daemon) ingestOne(c *cobra.Command, source string, raw []byte) error {
	m, fresh, err := d.desk.Receive(c.Context(), db.Arrival{Raw: raw, Source: "ingest"})
	if err != nil {
		return err
	}
	if !fresh && m.State != "received" {
		fmt.Fprintf(d.stdout, "%s　已登记过（来信%d）\n", visible(source), m.No())
		return nil
	}
	fate, err := d.desk.File(c.Context(), m)
	if err != nil {
		return err
	}
	fmt.Fprintf(d.stdout, "%s　来信%d　%s　%s\n", visible(source), m.No(), mailStates[fate.State], visible(fate.Reason))
	return nil
}

var mailStates = map[string]string{"received": "待处理", "filed": "已登记", "asked": "已询问序号", "noted": "已记录", "dropped": "不予登记", "quarantined": "待督办员归档", "discarded": "已作废"}

// messages takes the mails out of a path, or one from standard input.
func (a *app) messages(path string, most int64, fn func(source string, raw []byte, err error) error) error {
	if path != "-" {
		return inbox.Messages(path, most, fn)
	}
	raw, err := io.ReadAll(io.LimitReader(a.stdin, most+1))
	if err == nil && int64(len(raw)) > most {
		return errors.New("来信超过大小上限，没有登记")
	}
	if err != nil {
		return err
	}
	return fn("标准输入", raw, nil)
}
