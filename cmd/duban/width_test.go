package main

import (
	"bytes"
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"

	"duban/checklist"
	"duban/cmd/duban/terminal"
	"duban/internal/rejection"
	"duban/internal/words"
	"duban/notify"
	"duban/notify/relay"
)

// screen is an output that has columns.
type screen struct {
	bytes.Buffer
	columns int
}

func (s *screen) Columns() int { return s.columns }

// refusing is a relay that refuses each letter at length, some of them for now.
type refusing struct{}

func (refusing) Converse() relay.Conversation { return refusing{} }
func (refusing) Release()                     {}
func (refusing) Close() error                 { return nil }

func (refusing) Send(_ context.Context, m, _ *relay.Mail) (relay.Reply, error) {
	e := &relay.SendError{Code: 450, Enhanced: "4.2.2", Text: "mailbox full 收件人邮箱已满，请收件人清理以后再发一次，或者改用其他邮箱接收督办来信"}
	e.Cause, e.Answer = rejection.Greylisted, e.Text
	if strings.HasPrefix(m.To, "jishu") {
		e = &relay.SendError{Code: 550, Enhanced: "5.1.1", Text: "The email account that you tried to reach does not exist. Please try double-checking the recipient's address for typos"}
		e.Final, e.Answer = true, e.Text
	}
	return relay.Reply{}, e
}

// refuse has a relay refuse the letters that wait.
func (o *console) refuse(day checklist.Day) {
	o.t.Helper()
	a := o.app()
	h, err := a.openOffice(context.Background())
	if err != nil {
		o.t.Fatal(err)
	}
	defer h.Store.Close()
	o.plan(h, day)
	courier := notify.NewCourier(h.Store, refusing{}, func() *checklist.Directory { return h.Directory }, h.Letterhead,
		notify.Options{Batch: 200, Lease: time.Minute, MaxAttempts: 3}, a.now, slog.New(slog.DiscardHandler))
	if _, err := courier.RunOnce(context.Background()); err != nil {
		o.t.Fatal(err)
	}
}

// shown is what a command says on a terminal.
func (o *console) shown(columns int, args ...string) string {
	out := &screen{columns: columns}
	a := o.app()
	a.stdout, a.stderr = out, out
	a.run(context.Background(), append([]string{"--config", filepath.Join(o.dir, "config.toml")}, args...))
	return out.String()
}

// No command makes a terminal break a line where no word ends.
func TestCommands_noLineIsWiderThanTheTerminal(t *testing.T) {
	t.Parallel()
	first := prepared(t)
	first.refuse(checklist.Date(2027, 5, 7))
	for _, l := range []words.Language{words.Chinese, words.English} {
		t.Run(string(l), func(t *testing.T) {
			t.Parallel()
			o := newConsole(t)
			if err := os.CopyFS(filepath.Join(o.dir, "office"), os.DirFS(first.dir)); err != nil {
				t.Fatal(err)
			}
			o.dir, o.at = filepath.Join(o.dir, "office"), first.at
			const columns = 80
			for _, c := range calls {
				args := strings.Fields(strings.NewReplacer("%f", o.dir, "%m", "3").Replace(c.args))
				fits(t, c.args, columns, o.shown(columns, append(args, "--lang", string(l))...))
			}
			a := o.app()
			a.lang, a.stdout = l, &screen{columns: columns}
			helpsFit(t, a, a.root(), columns)
		})
	}
}

func helpsFit(t *testing.T, a *app, c *cobra.Command, columns int) {
	t.Helper()
	fits(t, c.CommandPath()+" --help", columns, strings.Replace(a.helpText(c), c.Example, "", 1)) // what is copied is in one line
	for _, sub := range c.Commands() {
		helpsFit(t, a, sub, columns)
	}
}

func fits(t *testing.T, call string, columns int, said string) {
	t.Helper()
	for line := range strings.SplitSeq(said, "\n") {
		if !strings.HasPrefix(line, "time=") && text.StringWidthWithoutEscSequences(line) > columns {
			t.Errorf("duban %s: wider than %d columns:\n%s", call, columns, line)
		}
	}
}

// Why a letter was not sent is said once, in the language, with the server's words behind it.
func TestErrors_aRefusedLetterIsSaidOnce(t *testing.T) {
	t.Parallel()
	unknown := &relay.SendError{Code: 550, Enhanced: "5.1.1", Text: "user unknown"}
	unknown.Cause = rejection.NoMailbox
	full := &relay.SendError{Code: 452, Text: "mailbox full"}
	full.Cause = rejection.Full
	for err, want := range map[error][2]string{
		unknown: {"试信没有发出：地址不存在或已停用（550 5.1.1 user unknown）", "the letter was not sent: the address does not exist or is closed (550 5.1.1 user unknown)"},
		full:    {"试信没有发出：收件邮箱已满（452 mailbox full）", "the letter was not sent: the mailbox is full (452 mailbox full)"},
	} {
		err := words.SetupNotSent.With(err)
		if got := [2]string{terminal.ErrorWords(words.Chinese, err), terminal.ErrorWords(words.English, err)}; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
