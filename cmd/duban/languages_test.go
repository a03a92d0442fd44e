package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"duban"
	"duban/checklist"
	"duban/checklist/letter"
	"duban/internal/config"
	"duban/internal/words"
)

// calls are one call of each command of the help, in their order: %f is a folder, %m the
// number of a mail that waits. A command without one fails the test.
var calls = []struct {
	command, args string
	status        int
}{
	{"duban import", "import %f/实施清单.txt --year 2027 --late --dry-run", 0},
	{"duban import", "import %f/坏.csv --year 2027", 1},
	{"duban directory", "directory", 0},
	{"duban directory export", "directory export -o %f/d.csv", 0},
	{"duban directory import", "directory import %f/d.csv", 0},
	{"duban plan", "plan --on 2027-05-07", 0},
	{"duban simulate", "simulate --to 2027-05-07", 0},
	{"duban simulate", "simulate %f/实施清单.txt --year 2027 --from 2027-04-01 --to 2027-04-07", 0},
	{"duban preview", "preview remind --item 29 --out %f/p.html", 0},
	{"duban preview", "preview copy", 1},
	{"duban preview", "preview fax", 2},
	{"duban serve", "serve --now", 2},
	{"duban pause", "pause --why x", 0},
	{"duban status", "status", 0},
	{"duban resume", "resume", 0},
	{"duban resume", "resume", 1},
	{"duban queue", "queue", 0},
	{"duban resend", "resend --all", 1},
	{"duban address list", "address list", 0},
	{"duban address revive", "address revive 技术服务部", 1},
	{"duban ingest", "ingest %f/stranger.eml", 0},
	{"duban explain", "explain %f/stranger.eml", 0},
	{"duban quarantine list", "quarantine list", 0},
	{"duban quarantine show", "quarantine show %m", 0},
	{"duban quarantine file", "quarantine file %m --item 99", 1},
	{"duban quarantine discard", "quarantine discard %m --why x", 0},
	{"duban replay", "replay --all", 0},
	{"duban judge", "judge 17 accept", 1},
	{"duban judge", "judge 14 return --why x", 0},
	{"duban waive", "waive 40 --why x", 0},
	{"duban reopen", "reopen 40 --why x", 0},
	{"duban reassign", "reassign 14 --to 综合部 --why x", 0},
	{"duban extend", "extend 7 --to 2027-06-20 --why x", 0},
	{"duban file", "file 29 --by phone --text x", 0},
	{"duban file", "file 29 --by 电话", 2},
	{"duban file", "file 29 --by pigeon --text x", 2},
	{"duban show", "show 29", 0},
	{"duban close", "close 1 --waive 3 --why x", 1},
	{"duban close", "close 1 --into 1", 1},
	{"duban close", "close 1 --waive 99", 1},
	{"duban status", "status", 0},
	{"duban show", "show 14", 0},
	{"duban show", "show 8", 0},
	{"duban why", "why 14", 0},
	{"duban why", "why 8", 0},
	{"duban away", "away 技术服务部 --to 2027-06-10 --substitute 综合部", 0},
	{"duban away", "away", 0},
	{"duban ladder", "ladder", 0},
	{"duban ladder", "ladder 无此 --all", 1},
	{"duban release", "release --on 2027-06-01", 0},
	{"duban report", "report --by department", 0},
	{"duban report", "report --by department --list 1", 0},
	{"duban report", "report --by department --list 9", 1},
	{"duban export", "export -o %f/out.csv", 0},
	{"duban evidence", "evidence -o %f/evidence", 0},
	{"duban check", "check", 0},
	{"duban backup", "backup %f/backup.db", 0},
	{"duban backup", "backup %f/backup.db", 1},
	{"duban restore", "restore %f/backup.db", 1},
	{"duban move", "move --to %f/moved.db", 0},
	{"duban setup", "setup", 1},
	{"duban config check", "config check", 0},
	{"duban config check", "config check --config %f/wrong.toml", 1},
	{"duban config init", "config init --frobnicate", 2},
	{"duban doctor", "doctor", 3},
	{"duban reload", "reload", 1},
	{"duban offices", "offices", 0},
	{"duban version", "version", 0},
	{"duban completion", "completion", 2},
	{"duban holidays", "holidays", 0},
	{"duban holidays add", "holidays add %f/stranger.eml", 1},
	{"duban demo", "demo --dir %f", 1},
	{"duban ingest", "ingest %f/large.eml", 3},
	{"duban ingest", "ingest %f/none.eml", 1},
	{"duban backup", "backup %f/none/a.db", 1},
	{"duban restore", "restore %f/none.db --config %f/fresh.toml", 1},
	{"duban restore", "restore %f/坏.csv --config %f/fresh.toml", 1},
	{"duban help", "help nonsense", 2},
}

// prepared is the example list some weeks later: reported, overdue, and with a mail that
// waits.
func prepared(t *testing.T) *console {
	t.Helper()
	o := office2027(t)
	const department = "jishu@djzx.example"
	o.reply(o.newest(letter.KindAssign, "技术服务部负责人"), department, "14 已完成")
	o.reply(o.newest(letter.KindAssign, "技术服务部负责人"), department, "29 申请延期到6月10日，因接口未通")
	o.live(checklist.Date(2027, 4, 27))
	o.live(checklist.Date(2027, 5, 6))
	o.write("stranger.eml", []byte("From: <someone@else.example>\r\nTo: duban@djzx.example\r\nSubject: =?utf-8?b?6K+36Zeu?=\r\nMessage-ID: <q@else.example>\r\nDate: Thu, 06 May 2027 09:00:00 +0800\r\n\r\n14\r\n"))
	o.write("坏.csv", []byte("序号,具体内容,责任部门,完成时限\n1,做甲,综合部,适时\n1,做乙,综合部,4月底\nx,做丙,综合部,4月底\n"))
	o.write("wrong.toml", []byte("database = \"\"\n[log]\nlevel = \"loud\"\nfrobnicate = 1\n"))
	o.must("ingest", filepath.Join(o.dir, "stranger.eml"))
	o.write("fresh.toml", config.Set(mustRead(t, o, "config.toml"), "database", `"fresh.db"`))
	return o
}

func TestLanguages_everyCommandSpeaksTheReadersOnly(t *testing.T) {
	t.Parallel()
	first := prepared(t)
	for _, l := range []words.Language{words.Chinese, words.English} {
		t.Run(string(l), func(t *testing.T) {
			t.Parallel()
			o := newConsole(t)
			if err := os.CopyFS(filepath.Join(o.dir, "office"), os.DirFS(first.dir)); err != nil {
				t.Fatal(err)
			}
			o.dir, o.at = filepath.Join(o.dir, "office"), first.at
			o.write("large.eml", make([]byte, 51<<20))
			a := o.app()
			a.lang = l
			alien := foreignIn(l, a.root())
			called := map[string]bool{}
			for _, c := range calls {
				called[c.command] = true
				args := strings.Fields(strings.NewReplacer("%f", o.dir, "%m", "3").Replace(c.args))
				status := o.duban(append([]string{"--lang", string(l)}, args...)...)
				said := o.out.String() + o.err.String()
				if status != c.status {
					t.Errorf("duban %s: exit %d, want %d\n%s", c.args, status, c.status, said)
				}
				for line := range strings.Lines(strings.NewReplacer(o.dir, "", "（file is not a database）", "").Replace(said)) {
					if strings.HasPrefix(line, "time=") {
						continue // the log has a language of its own
					}
					if word := alien(line); word != "" {
						t.Errorf("duban %s: %q in %q", c.args, word, line)
					}
				}
			}
			checkHelps(t, a.root(), o, called, alien)
		})
	}
}

// checkHelps holds the help of each command to its language, and finds the commands that
// nobody called.
func checkHelps(t *testing.T, c *cobra.Command, o *console, called map[string]bool, alien func(string) string) {
	t.Helper()
	o.out.Reset()
	c.SetOut(&o.out)
	if err := c.Help(); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(o.out.String()) {
		if word := alien(line); word != "" {
			t.Errorf("help of %s: %q in %q", c.CommandPath(), word, line)
		}
	}
	if !c.HasSubCommands() && !called[c.CommandPath()] && !c.Hidden {
		t.Errorf("%s is in the help and in no call of this test", c.CommandPath())
	}
	for _, sub := range c.Commands() {
		if !sub.Hidden {
			checkHelps(t, sub, o, called, alien)
		}
	}
}

var (
	chinese = regexp.MustCompile(`\p{Han}+`)

	// what is not English although it is written in Latin letters: calls, flags, files,
	// keys, addresses, numbers of letters
	typedWords = regexp.MustCompile(`duban( [a-z]+)*( [^ ]*[A-Z=|][^ ]*)*|--?[a-z-]+|\S*[/@.=_\[\]0-9|<>*]\S*|"[^"]*"`)
	latin      = regexp.MustCompile(`[A-Za-z]{3,}`)
)

// names are words of both languages: programs, protocols, values that are typed.
var names = map[string]bool{}

func init() {
	for _, n := range strings.Fields(`Word Excel WPS LibreOffice PostgreSQL SQLite SMTP LMTP IMAP TLS STARTTLS DKIM SPF DMARC JSON RFC YYYY MM DD Maildir mbox
		SIGTERM SIGHUP CSV ASCII Tab UTF BOM outbox true false none full short department accept return implicit starttls debug info warn error duban serve systemctl reload
		inbox relay ladder letters text dry run fax utf gb18030 postgres outlook Outlook From Message loud frobnicate someone nonsense database language offices cat host chmod
		bash zsh fish powershell shell linux Ctrl`) {
		names[n] = true
	}
}

// foreignIn finds a word of the other language in a line: in English one that is not of
// the office's own data, in Chinese one that is no name.
func foreignIn(l words.Language, root *cobra.Command) func(line string) string {
	own := strings.Join(strings.Fields(string(duban.Checklist)+string(duban.Config)), "") + "申请延期到6月10日，因接口未通 请问 实施清单 坏 无此 做甲 做乙 做丙 适时 提升群众和企业办事体验 抓先进典型培树 已完成 " + words.EvidencePage.Zh
	if l == words.English {
		return func(line string) string {
			for _, run := range chinese.FindAllString(line, -1) {
				if !strings.Contains(own, run) && !strings.Contains(own, strings.TrimSuffix(run, "负责人")) {
					return run
				}
			}
			return ""
		}
	}
	commands := map[string]bool{}
	for _, c := range root.Commands() {
		commands[c.Name()] = true
		for _, sub := range c.Commands() {
			commands[sub.Name()] = true
		}
	}
	return func(line string) string {
		for _, word := range latin.FindAllString(typedWords.ReplaceAllString(line, " "), -1) {
			if !names[word] && !commands[word] {
				return word
			}
		}
		return ""
	}
}
