package main

import (
	"context"
	"io"

	"github.com/spf13/cobra"

	"duban/inbox/message"
	"duban/internal/office"
	"duban/internal/office/mail"
	"duban/internal/zh"

	"duban/cmd/duban/terminal"
	"duban/internal/words"
)

func (a *app) ingestCommand() *cobra.Command {
	c := a.command(func(c *cobra.Command, args []string) error { return a.ingest(c.Context(), args[0]) }, help{
		use: "ingest 文件|文件夹|-", useEn: "ingest FILE|FOLDER|-", zh: "把存下的来信登记进来（一封信、mbox、Maildir，或从标准输入）", en: "file stored mail: a message, an mbox, a Maildir, or standard input",
		more: "同一封信登记几次都只算一次。duban serve 正在运行时，这里只收下、存好，由它在几秒之内登记（结果见 duban status、duban quarantine list）；\n" +
			"没有运行时，当场登记并显示结果。退出状态是0，信就已在磁盘上，不会丢。",
		moreEn: "Ingesting a mail twice changes nothing. While duban serve runs, mail is only stored here, and filed\n" +
			"by it within seconds; else it is filed at once. With exit status 0 a mail is on disk.",
		example: "duban ingest 回复.eml\n  cat 回复.eml | duban ingest -", exampleEn: "duban ingest reply.eml\n  cat reply.eml | duban ingest -"})
	c.Args = a.exactly(1)
	return c
}

func (a *app) ingest(ctx context.Context, path string) error {
	conf, err := a.source().Office(a.office)
	if err != nil {
		return err
	}
	open, served := office.Open, office.IsServed(conf)
	if served {
		open = office.OpenBare // whoever starts a process for each mail shall not wait for more
	}
	o, err := open(ctx, conf)
	if err != nil {
		return err
	}
	defer o.Store.Close()
	take := mail.LeaveToDaemon(o, a.now)
	if !served {
		take = mail.FileAtOnce(o, a.now, a.logger(conf))
	}
	return a.takeAll(ctx, path, conf.LMTP.MaxSize.Bytes, take)
}

// takeAll takes what can be read of the mails; the others are told of.
func (a *app) takeAll(ctx context.Context, path string, most int64, take mail.Taker) error {
	bad := 0
	err := a.messages(path, most, func(source string, raw []byte, err error) error {
		if err != nil {
			bad++
			a.warn(zh.Visible(a.text(words.Where, source, terminal.ErrorWords(a.lang, err))))
			return nil
		}
		m, err := take(ctx, raw)
		if err == nil {
			a.entry(a.ingestedWords(source, m))
		}
		return err
	})
	if err == nil && bad > 0 {
		return errProblems
	}
	return err
}

// ingestedWords say what became of a mail.
func (a *app) ingestedWords(source string, m mail.Ingested) string {
	switch {
	case m.Known:
		return a.text(words.IngestKnown, zh.Visible(source), m.No())
	case m.Outcome == nil:
		return a.text(words.IngestTaken, zh.Visible(source), m.No())
	}
	return a.text(words.Ingested, zh.Visible(source), m.No(), m.Outcome.State, zh.Visible(a.says(m.Outcome.Reason)))
}

// messages takes the mails out of a path, or one from standard input.
func (a *app) messages(path string, most int64, fn func(source string, raw []byte, err error) error) error {
	if path != "-" {
		return message.Messages(path, most, fn)
	}
	raw, err := io.ReadAll(io.LimitReader(a.stdin, most+1))
	if err == nil && int64(len(raw)) > most {
		return words.IngestTooLarge.With()
	}
	if err != nil {
		return err
	}
	return fn(a.text(words.StandardInput), raw, nil)
}
