package main

import (
	"context"
	"errors"
	"io"
	"net"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"
	_ "time/tzdata"

	"duban/cmd/duban/terminal"

	"github.com/spf13/cobra"

	"duban/db"
	"duban/inbox/smtpd"
	"duban/internal/config"
	"duban/internal/daemon"
	"duban/internal/office"
	"duban/internal/words"
	"duban/internal/zh"
)

// The exit statuses, which every help text ends with.
const (
	exitDone     = 0
	exitFailed   = 1
	exitUsage    = 2
	exitProblems = 3
	exitLeased   = 4
)

// app is one run of the program: what it reads, writes and asks the time of.
type app struct {
	now       func() time.Time
	getenv    func(string) string
	stdin     io.Reader
	stdout    io.Writer
	stderr    io.Writer
	config    string // --config
	lang      words.Language
	langAsked bool   // by --lang or DUBAN_LANG: no configuration overrides it
	office    string // --office: of those that the configuration lists

	toldShipped bool // that the shipped configuration is used

	dial   office.Dialer                              // to the relay; nil: the real network
	listen func(address string) (net.Listener, error) // for what comes in

	sharing daemon.Sharing // of a server's database with other daemons
}

func main() { os.Exit(process(now, os.Stderr, daemon.DefaultSharing)) }

// process is the program in its surroundings, by some clock, with some log, sharing
// work with other daemons at some pace.
func process(now func() time.Time, stderr io.Writer, pace daemon.Sharing) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	a := &app{now: now, getenv: os.Getenv, stdin: os.Stdin, stdout: os.Stdout, stderr: stderr, listen: smtpd.Listen, sharing: pace}
	return a.run(ctx, os.Args[1:])
}

// errProblems says that the work is done and problems were listed.
var errProblems = errors.New("problems listed")

// usageError is a wrong call.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

func (a *app) run(ctx context.Context, args []string) int {
	if err := a.chooseLanguage(args); err != nil {
		return a.status(err)
	}
	root := a.root()
	root.SetArgs(args)
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	root.SetIn(a.stdin)
	return a.status(root.ExecuteContext(ctx))
}

// status tells the clerk what went wrong, and the shell how it ended.
func (a *app) status(err error) int {
	if err == nil {
		return exitDone
	}
	if errors.Is(err, errProblems) {
		return exitProblems
	}
	if names, ok := strings.CutPrefix(err.Error(), "required flag(s) "); ok {
		err = wrong(words.FlagMissing, "--"+strings.Trim(strings.TrimSuffix(names, " not set"), `"`))
	}
	a.warn(zh.Visible(a.text(words.Program, terminal.ErrorWords(a.lang, err))))
	var wrong usageError
	var wrongOffice config.WrongOffice
	var refusal office.Refusal
	switch {
	case errors.As(err, &wrong), errors.As(err, &wrongOffice), errors.As(err, &refusal) && (refusal.Code == office.NoYear || refusal.Code == office.WhichOne):
		return exitUsage
	case errors.Is(err, db.ErrLeased):
		return exitLeased
	}
	return exitFailed
}

// slow are the commands that may take longer than a second on a large list.
var slow = map[string]bool{"import": true, "plan": true, "simulate": true, "preview": true, "ingest": true, "explain": true, "replay": true, "report": true, "export": true,
	"evidence": true, "check": true, "doctor": true, "backup": true, "restore": true, "move": true, "offices": true}

func (a *app) root() *cobra.Command {
	root := a.command(nil, help{
		use: "duban", zh: "以邮件督办清单：提醒、催办、提级、登记办结", en: "follow up a checklist by mail: remind, escalate, file what is done",
		example: "duban import 实施清单.txt --year 2027\n  duban serve", exampleEn: "duban import LIST.txt --year 2027\n  duban serve",
	})
	root.PersistentFlags().StringVar(&a.config, "config", "", a.say("配置文件（默认 ./config.toml）", "configuration file (default ./config.toml)"))
	root.PersistentFlags().String("lang", "", a.say("显示的语言：zh 或 en；默认按 DUBAN_LANG、config.toml 的 language、系统的语言", "the language: zh or en; default: DUBAN_LANG, language in config.toml, the locale"))
	root.PersistentFlags().StringVar(&a.office, "office", "", a.say("机构的名称或编号，配置里列了几个机构时用", "which office, where the configuration lists several"))
	root.SilenceErrors, root.SilenceUsage = true, true
	for _, add := range []func() *cobra.Command{
		a.importCommand, a.directoryCommand, a.planCommand, a.simulateCommand, a.previewCommand, a.serveCommand, a.pauseCommand, a.resumeCommand, a.queueCommand, a.resendCommand, a.addressCommand,
		a.ingestCommand, a.explainCommand, a.quarantineCommand, a.replayCommand,
		a.judgeCommand, a.waiveCommand, a.reassignCommand, a.reopenCommand, a.extendCommand, a.closeCommand, a.fileCommand,
		a.statusCommand, a.showCommand, a.whyCommand, a.awayCommand, a.ladderCommand, a.releaseCommand, a.reportCommand, a.exportCommand, a.evidenceCommand,
		a.checkCommand, a.doctorCommand, a.setupCommand, a.backupCommand, a.restoreCommand, a.moveCommand, a.configCommand, a.reloadCommand, a.officesCommand, a.holidaysCommand, a.demoCommand,
		a.versionCommand, a.completionCommand,
	} {
		c := add()
		if slow[c.Name()] {
			a.busy(c)
		}
		root.AddCommand(c)
	}
	root.SetHelpCommand(a.helpCommand())
	return root
}
