package main

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"duban"
	"duban/checklist"
	"duban/cmd/duban/terminal"
	"duban/internal/config"
	"duban/internal/office"
	"duban/internal/office/setup"
	"duban/internal/words"
	"duban/internal/zh"
)

func (a *app) setupCommand() *cobra.Command {
	var given config.Answers
	var file string
	c := a.command(func(c *cobra.Command, _ []string) error { return a.setup(c.Context(), given, file) }, help{
		use: "setup", zh: "开办：逐项问清机构、督办信箱、清单和通讯录，试通以后写出配置", en: "set an office up: ask, try, and write the configuration",
		more: "在一个空文件夹里运行。依次问机构名称、督办信箱和密码（登录试过，寄一封试信给自己并等它回来）、清单，写出待填的通讯录，填好后检查、导入清单、写出 config.toml。\n" +
			"答错的说明原因再问；中途停下，再运行一次就接着办。各项也可以用选项，或用 --answers 写在文件里（键与选项同名，- 写成 _）；密码只从 --password-file 读，不写在答案里。",
		moreEn: "Run it in an empty folder. It asks for the office, its mailbox and the password (it logs in, and sends a letter to itself and waits for it), and the list; it writes the directory to be filled in, checks it, stores the list and writes config.toml.\n" +
			"Wrong answers are asked again with the reason; what was interrupted goes on when it is run again. Answers may be flags, or stand in a file (--answers; its keys are the flags with _ for -). The password is read from --password-file or typed, and is no answer.",
		example:   "duban setup\n  duban setup --mail duban@djzx.example --list 实施清单.docx --year 2027\n  duban setup --answers 开办.toml",
		exampleEn: "duban setup\n  duban setup --mail duban@djzx.example --list LIST.docx --year 2027\n  duban setup --answers answers.toml"})
	c.Args = a.exactly(0)
	f := c.Flags()
	f.StringVar(&file, "answers", "", a.say("写着各项答案的文件", "a file of answers"))
	f.StringVar(&given.Name, "name", "", a.say("机构名称", "name of the office"))
	f.StringVar(&given.Sign, "sign", "", a.say("信末落款", "signature below letters"))
	f.StringVar(&given.Letters, "letters", "", a.say("信件的语言：zh 或 en", "language of the letters: zh or en"))
	f.StringVar(&given.Mail, "mail", "", a.say("督办信箱的地址", "address of the office's mailbox"))
	f.StringVar(&given.Service, "service", "", a.say("哪家的邮箱：exmail、aliyun、netease、coremail、microsoft365、own", "whose mailbox it is: exmail, aliyun, netease, coremail, microsoft365, own"))
	f.StringVar(&given.SMTP, "smtp", "", a.say("发信服务器，如 mail.djzx.example:465", "the server that sends, as mail.djzx.example:465"))
	f.StringVar(&given.IMAP, "imap", "", a.say("收信服务器，如 mail.djzx.example:993", "the server that is read, as mail.djzx.example:993"))
	f.StringVar(&given.User, "user", "", a.say("登录名，不写是整个地址", "login, if it is not the address"))
	f.StringVar(&given.PasswordFile, "password-file", "", a.say("存放密码的文件（chmod 600）", "file that holds the password (chmod 600)"))
	f.StringVar(&given.CAFile, "ca-file", "", a.say("本单位自建证书机构的证书", "certificate of an authority of your own"))
	f.BoolVar(&given.NoLetter, "no-letter", false, a.say("不寄试信", "send no letter to itself"))
	f.StringVar(&given.List, "list", "", a.say("清单文件", "file of the list"))
	f.IntVar(&given.Year, "year", 0, a.say("基准年份", "base year"))
	f.StringVar(&given.Start, "start", "", a.say("下达日期（YYYY-MM-DD）", "day of issue (YYYY-MM-DD)"))
	f.StringVar(&given.Map, "map", "", a.say("哪一栏是什么，同 duban import", "what columns are, as of duban import"))
	f.BoolVar(&given.Late, "late", false, a.say("时限已过的也照样导入", "import though deadlines have passed"))
	f.StringVar(&given.Directory, "directory", "", a.say("通讯录文件", "file of the directory"))
	f.BoolVar(&given.Incomplete, "incomplete", false, a.say("有人还没有邮箱也开始", "begin though some have no mailbox"))
	return c
}

// dialog is a set-up under way on a terminal.
type dialog struct {
	*app
	*setup.Setup
	in *bufio.Reader
}

func (a *app) setup(ctx context.Context, given config.Answers, file string) error {
	if file != "" {
		raw, err := os.ReadFile(file)
		if err != nil {
			return words.ReadingAnswers.With(err)
		}
		read, err := config.ReadAnswers(file, raw)
		if err != nil {
			return err
		}
		given = given.Over(read)
	}
	path := cmp.Or(a.config, a.getenv("DUBAN_CONFIG"), "config.toml")
	s, resumed, err := setup.Begin(path, words.ConfigIn(a.lang, duban.Config))
	if err != nil {
		return a.alreadyThere(err)
	}
	s.Answers = given.Over(s.Answers)
	if resumed {
		a.tell(words.SetupResumed)
	} else {
		a.tell(words.SetupBegins)
	}
	d := &dialog{app: a, Setup: s, in: bufio.NewReader(a.stdin)}
	for _, step := range []func(context.Context) error{d.askOffice, d.askMailbox, d.askList, d.askDirectory, d.finish} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

// asCalled is how this program was called, so that what it says to type works.
func asCalled() string {
	if called := os.Args[0]; filepath.Base(called) == "duban" {
		return called
	}
	return "./duban"
}

// finish stores and writes all, and says the one command that starts it.
func (d *dialog) finish(ctx context.Context) error {
	o, list, err := d.Finish(ctx, d.now())
	if err != nil {
		return err
	}
	defer o.Store.Close()
	today := checklist.DayOf(d.now(), o.Zone)
	d.tell(words.SetupStored, len(list.Items), filepath.Base(d.path()))
	d.tell(words.SetupDone, asCalled(), o.Calendar.OnOrAfter(max(today, list.Start)).SaidLong())
	return nil
}

// alreadyThere says what is in the way of a new office.
func (a *app) alreadyThere(err error) error {
	var refusal office.Refusal
	if !errors.As(err, &refusal) {
		return err
	}
	if refusal.Code == office.DatabaseTaken {
		return words.SetupDatabase.With(refusal.Name)
	}
	return words.SetupThere.With(refusal.Name)
}

func (d *dialog) path() string { return cmp.Or(d.config, d.getenv("DUBAN_CONFIG"), "config.toml") }

// ask puts a question until its answer is right, and remembers it. An answer that is given
// already is tried first; an empty one takes what is proposed.
func (d *dialog) ask(answer *string, proposed string, check func(string) error, question words.Text) error {
	for given := *answer; ; given = "" {
		text, err := given, error(nil)
		if given == "" {
			text, err = d.line(proposed, question)
		} else {
			d.print(d.text(question) + d.lang.Of("：", ": ") + zh.Visible(given))
		}
		if err != nil {
			return err
		}
		if text = cmp.Or(text, proposed); text == "" {
			err = words.SetupEmpty.With()
		} else {
			err = check(text)
		}
		if err == nil {
			*answer = text
			return d.Remember()
		}
		d.refuse(err)
	}
}

// refuse says why an answer is not right.
func (d *dialog) refuse(err error) {
	d.tell(words.SetupWrong, zh.Visible(terminal.ErrorWords(d.lang, err)))
}

// line reads one line; the end of the input ends the set-up, which goes on at the next run.
func (d *dialog) line(proposed string, question words.Text) (string, error) {
	d.prompt(proposed, question)
	return d.readLine()
}

func (d *dialog) prompt(proposed string, question words.Text) {
	if proposed != "" {
		proposed = " [" + zh.Visible(proposed) + "]"
	}
	said := terminal.Wrapped(d.text(question)+proposed+d.lang.Of("：", ":"), terminal.Columns(d.stdout))
	fmt.Fprint(d.stdout, said+d.lang.Of("", " "))
}

func (d *dialog) readLine() (string, error) {
	text, err := d.in.ReadString('\n')
	if text = strings.TrimSpace(text); err != nil && text == "" {
		fmt.Fprintln(d.stdout)
		if errors.Is(err, io.EOF) {
			err = words.SetupEnded.With()
		}
		return "", err
	}
	return text, nil
}

// secret reads a password; a terminal does not show it.
func (d *dialog) secret(question words.Text) (string, error) {
	f, ok := d.stdin.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return d.line("", question)
	}
	d.prompt("", question)
	raw, err := term.ReadPassword(int(f.Fd()))
	fmt.Fprintln(d.stdout)
	if errors.Is(err, io.EOF) {
		err = words.SetupEnded.With()
	}
	return strings.TrimSpace(string(raw)), err
}

// agreed asks for a yes; no is proposed.
func (d *dialog) agreed(question words.Text) (bool, error) {
	text, err := d.line("n", question)
	return slices.Contains(words.Yes, strings.ToLower(text)), err
}

// anything takes every answer.
func anything(string) error { return nil }

// isDay takes a day as it is written everywhere.
func isDay(text string) error {
	if day, err := checklist.ParseDay(text); err != nil || day == 0 {
		return words.SetupNotADay.With(text)
	}
	return nil
}
