package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"duban/db"
	"duban/inbox"
	"duban/internal/config"
	"duban/internal/office"
)

func (a *app) ingestCommand() *cobra.Command {
	c := a.command(func(c *cobra.Command, args []string) error { return a.ingest(c.Context(), args[0]) }, help{
		use: "ingest 文件|文件夹|-", zh: "把存下的来信登记进来（一封信、mbox、Maildir，或从标准输入）", en: "file stored mail: a message, an mbox, a Maildir, or standard input",
		more: "同一封信登记几次都只算一次。duban serve 正在运行时，这里只收下、存好，由它在几秒之内登记（结果见 duban status、duban quarantine list）；\n" +
			"没有运行时，当场登记并显示结果。退出状态是0，信就已在磁盘上，不会丢。",
		moreEn: "Ingesting a mail twice changes nothing. While duban serve runs, mail is only stored here, and filed\n" +
			"by it within seconds; else it is filed at once. With exit status 0 a mail is on disk.",
		example: "duban ingest 回复.eml\n  cat 回复.eml | duban ingest -"})
	c.Args = a.exactly(1)
	return c
}

func (a *app) ingest(ctx context.Context, path string) error {
	conf, err := a.source().Office(a.office)
	if err != nil {
		return err
	}
	counter := a.fileAtOnce
	if office.IsServed(conf) {
		counter = a.leaveToDaemon
	}
	take, done, err := counter(ctx, conf)
	if err != nil {
		return err
	}
	defer done()
	return a.takeAll(path, conf.LMTP.MaxSize.Bytes, take)
}

// takeAll takes what can be read of the mails; the others are told of.
func (a *app) takeAll(path string, most int64, take taker) error {
	bad := 0
	err := a.messages(path, most, func(source string, raw []byte, err error) error {
		if err == nil {
			return take(source, raw)
		}
		bad++
		fmt.Fprintf(a.stderr, "%s：%v\n", visible(source), err)
		return nil
	})
	if err == nil && bad > 0 {
		return errProblems
	}
	return err
}

// taker takes a mail in and tells the clerk what became of it.
type taker func(source string, raw []byte) error

// leaveToDaemon only stores, as the daemon's own listeners do before their 250: a
// mail system that starts a process for each mail shall not wait for more.
func (a *app) leaveToDaemon(ctx context.Context, conf *config.Config) (take taker, done func(), err error) {
	h, err := office.OpenBare(ctx, conf)
	if err != nil {
		return nil, nil, err
	}
	return func(source string, raw []byte) error {
		m, _, err := h.Store.Receive(ctx, a.now(), db.Arrival{Raw: raw, Source: ingestSource})
		if err == nil {
			a.tellTaken(source, m)
		}
		return err
	}, func() { h.Store.Close() }, nil
}

const ingestSource = "ingest"

func (a *app) tellTaken(source string, m db.Mail) {
	if m.State != "received" {
		fmt.Fprintf(a.stdout, "%s　已登记过（来信%d）\n", visible(source), m.No())
		return
	}
	fmt.Fprintf(a.stdout, "%s　来信%d　已收妥，由 duban serve 登记\n", visible(source), m.No())
}

// fileAtOnce judges and files each mail as it comes.
func (a *app) fileAtOnce(ctx context.Context, conf *config.Config) (take taker, done func(), err error) {
	h, err := office.Load(conf)
	if err != nil {
		return nil, nil, err
	}
	if h.Store, err = h.OpenStore(ctx); err != nil {
		return nil, nil, err
	}
	processor := h.Processor(a.now, a.logger(conf))
	return func(source string, raw []byte) error { return a.ingestOne(ctx, processor, source, raw) }, func() { h.Store.Close() }, nil
}

func (a *app) ingestOne(ctx context.Context, processor *inbox.Desk, source string, raw []byte) error {
	m, _, err := processor.Receive(ctx, db.Arrival{Raw: raw, Source: ingestSource})
	if err != nil {
		return err
	}
	if m.State != "received" {
		a.tellTaken(source, m)
		return nil
	}
	fate, err := processor.File(ctx, m)
	if err != nil {
		return err
	}
	fmt.Fprintf(a.stdout, "%s　来信%d　%s　%s\n", visible(source), m.No(), mailStates[fate.State], visible(fate.Reason))
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
