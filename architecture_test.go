package duban_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"duban/internal/words"
)

// may lists what each package may import of ours. Imports go only downward, and packages of
// one layer do not import each other.
var may = map[string][]string{
	"duban":                           {},
	"duban/internal/zh":               {},
	"duban/internal/zh/lexicon":       {"duban/internal/zh"},
	"duban/checklist":                 {"duban/internal/zh"},
	"duban/checklist/letter":          {"duban/checklist", "duban/internal/zh"},
	"duban/checklist/sheet":           {"duban/checklist", "duban/internal/zh", "duban/checklist/sheet/grid", "duban/checklist/sheet/paper"},
	"duban/checklist/sheet/paper":     {"duban/checklist", "duban/internal/zh", "duban/checklist/sheet/grid"},
	"duban/checklist/sheet/grid":      {"duban/checklist", "duban/internal/zh"},
	"duban/checklist/sheet/sheettest": {"duban/checklist"},
	"duban/db":                        {"duban/checklist", "duban/checklist/letter"},
	"duban/internal/report":           {"duban/checklist", "duban/checklist/letter", "duban/checklist/sheet", "duban/checklist/sheet/paper", "duban/db", "duban/internal/files", "duban/internal/words", "duban/internal/zh"},
	"duban/db/dbtest":                 {"duban/db"},
	"duban/scheduler":                 {"duban/internal/rejection", "duban/scheduler/calendar", "duban/checklist", "duban/checklist/letter", "duban/db", "duban/internal/zh"},
	"duban/scheduler/calendar":        {"duban/checklist", "duban/internal/zh"},
	"duban/notify":                    {"duban/notify/relay", "duban/notify/wording", "duban/checklist", "duban/checklist/letter", "duban/db", "duban/internal/rejection", "duban/internal/words", "duban/internal/zh"},
	"duban/notify/relay":              {"duban/internal/rejection", "duban/internal/zh"},
	"duban/notify/wording":            {"duban/internal/zh"},
	"duban/internal/rejection":        {"duban/internal/zh"},
	"duban/notify/mailtest":           {"duban/notify/relay"},
	"duban/inbox": {"duban/checklist", "duban/checklist/letter", "duban/db", "duban/internal/rejection", "duban/internal/zh",
		"duban/inbox/message", "duban/inbox/quote", "duban/inbox/robot", "duban/inbox/sender", "duban/inbox/answer", "duban/internal/zh/lexicon"},
	"duban/inbox/message":   {"duban/checklist", "duban/checklist/letter", "duban/internal/zh"},
	"duban/inbox/quote":     {"duban/inbox/message", "duban/internal/zh", "duban/internal/zh/lexicon"},
	"duban/inbox/robot":     {"duban/checklist", "duban/checklist/letter", "duban/inbox/message", "duban/internal/zh"},
	"duban/inbox/sender":    {"duban/checklist", "duban/checklist/letter", "duban/inbox/message", "duban/internal/zh"},
	"duban/inbox/answer":    {"duban/checklist", "duban/internal/zh", "duban/internal/zh/lexicon"},
	"duban/inbox/smtpd":     {"duban/inbox/message", "duban/inbox/sender"},
	"duban/inbox/imap":      {"duban/checklist", "duban/inbox/message", "duban/internal/zh"},
	"duban/inbox/imaptest":  {},
	"duban/inbox/rawtest":   {},
	"duban/inbox/inboxtest": {"duban/checklist", "duban/checklist/letter", "duban/db", "duban/db/dbtest", "duban/inbox", "duban/inbox/message", "duban/inbox/sender", "duban/inbox/rawtest", "duban/internal/words"},
	"duban/bench": {"duban", "duban/checklist", "duban/checklist/letter", "duban/checklist/sheet", "duban/checklist/sheet/paper", "duban/db", "duban/scheduler", "duban/notify", "duban/inbox",
		"duban/inbox/message", "duban/inbox/smtpd", "duban/scheduler/calendar", "duban/notify/relay", "duban/notify/mailtest", "duban/internal/postoffice"},
	"duban/cmd/duban": {"duban", "duban/checklist", "duban/checklist/letter", "duban/checklist/sheet", "duban/db",
		"duban/scheduler", "duban/scheduler/calendar", "duban/inbox", "duban/inbox/message", "duban/inbox/sender", "duban/inbox/smtpd",
		"duban/internal/config", "duban/internal/office", "duban/internal/daemon", "duban/internal/demo",
		"duban/internal/office/decide", "duban/internal/office/mail", "duban/internal/office/inquire", "duban/internal/office/register", "duban/internal/office/database", "duban/internal/office/setup",
		"duban/internal/report", "duban/internal/files", "duban/internal/zh", "duban/internal/words", "duban/cmd/duban/terminal"},
	"duban/cmd/duban/terminal": {"duban/checklist", "duban/checklist/letter", "duban/checklist/sheet", "duban/db", "duban/internal/files", "duban/internal/office", "duban/internal/office/inquire",
		"duban/internal/words", "duban/internal/zh", "duban/scheduler"},

	// the layers above inbox, notify and scheduler
	"duban/internal/demo": {"duban", "duban/checklist", "duban/checklist/letter", "duban/db", "duban/scheduler", "duban/notify", "duban/inbox", "duban/inbox/message", "duban/inbox/smtpd",
		"duban/internal/config", "duban/internal/office", "duban/internal/office/register", "duban/internal/files", "duban/internal/postoffice", "duban/internal/reply", "duban/internal/words"},
	"duban/internal/office/officetest": {"duban", "duban/checklist", "duban/internal/config", "duban/internal/office", "duban/internal/office/register"},
	"duban/internal/postoffice":        {},
	"duban/internal/config/configtest": {},
	"duban/internal/config":            {"duban", "duban/internal/alarm", "duban/internal/zh", "duban/checklist", "duban/checklist/letter", "duban/checklist/sheet", "duban/db", "duban/scheduler", "duban/notify/wording", "duban/inbox", "duban/inbox/imap", "duban/inbox/sender"},
	"duban/internal/reply":             {},
	"duban/internal/msg":               {},
	"duban/internal/words":             {},
	"duban/internal/files":             {"duban/internal/zh"},
	"duban/internal/libreoffice":       {},
	"duban/internal/programtest":       {},
	"duban/internal/fulltest":          {},
	"duban/internal/office": {"duban/internal/words", "duban/internal/zh", "duban/checklist", "duban/checklist/sheet", "duban/db", "duban/scheduler", "duban/scheduler/calendar", "duban/notify", "duban/notify/relay", "duban/inbox", "duban/inbox/message",
		"duban/inbox/sender", "duban/inbox/imap", "duban/internal/config", "duban/internal/rejection"},
	"duban/internal/office/database": {"duban/checklist", "duban/db", "duban/internal/config", "duban/internal/office"},
	"duban/internal/office/decide":   {"duban/internal/words", "duban/internal/zh", "duban/checklist", "duban/checklist/letter", "duban/db", "duban/scheduler", "duban/internal/office", "duban/inbox/message"},
	"duban/internal/office/mail": {"duban/checklist", "duban/checklist/letter", "duban/db", "duban/inbox", "duban/inbox/message", "duban/inbox/robot", "duban/inbox/sender", "duban/inbox/answer",
		"duban/internal/office"},
	"duban/internal/alarm": {},
	"duban/internal/office/inquire": {"duban/internal/rejection", "duban/internal/config", "duban/checklist", "duban/checklist/letter", "duban/db", "duban/internal/zh", "duban/scheduler", "duban/inbox", "duban/inbox/imap", "duban/inbox/message", "duban/inbox/sender", "duban/internal/office",
		"duban/internal/reply"},
	"duban/internal/office/register": {"duban/checklist", "duban/checklist/letter", "duban/checklist/sheet", "duban/checklist/sheet/grid", "duban/db", "duban/scheduler/calendar", "duban/internal/config", "duban/internal/files",
		"duban/internal/libreoffice", "duban/internal/report", "duban/internal/words", "duban/inbox/message", "duban/internal/office"},
	"duban/internal/office/setup": {"duban/checklist", "duban/internal/config", "duban/internal/files", "duban/internal/office", "duban/internal/office/register"},
	"duban/internal/daemon": {"duban/checklist", "duban/db", "duban/scheduler", "duban/notify", "duban/inbox", "duban/inbox/smtpd", "duban/inbox/imap",
		"duban/internal/config", "duban/internal/office", "duban/internal/office/inquire", "duban/internal/alarm", "duban/internal/words"},
	"duban/internal/daemon/daemontest": {"duban", "duban/checklist", "duban/checklist/letter", "duban/db", "duban/inbox/message", "duban/inbox/imaptest", "duban/notify/mailtest",
		"duban/internal/config", "duban/internal/config/configtest", "duban/internal/office", "duban/internal/office/database", "duban/internal/office/register", "duban/internal/daemon",
		"duban/internal/postoffice", "duban/internal/reply"},
}

// importer names the one package that may import a library, or the two.
var importer = map[string]string{
	"github.com/prometheus/client_golang": "duban/internal/daemon",
	"github.com/robfig/cron/v3":           "duban/scheduler",
	"github.com/jmoiron/sqlx":             "duban/db",
	"github.com/mattn/go-sqlite3":         "duban/db",
	"github.com/pressly/goose/v3":         "duban/db",
	"github.com/jackc/pgx/v5":             "duban/db",
	"github.com/riverqueue/river":         "duban/db",
	"riverqueue.com/riverui":              "duban/db",
	"github.com/wneessen/go-mail":         "duban/notify duban/notify/relay", // one sets letters, the other sends them
	"github.com/emersion/go-smtp":         "duban/notify/mailtest",           // the world outside only: our own listeners are inbox/smtpd
	"blitiri.com.ar/go/spf":               "duban/inbox/sender",
	"github.com/emersion/go-imap":         "duban/inbox/imap",
	"github.com/xuri/excelize/v2":         "duban/checklist/sheet duban/checklist/sheet/grid duban/checklist/sheet/paper", // it fills in place, reads and writes
	"github.com/6tail/lunar-go":           "duban/scheduler/calendar",
	"github.com/spf13/cobra":              "duban/cmd/duban",
	"github.com/pelletier/go-toml":        "duban/internal/config",
	"github.com/emersion/go-message":      "duban/inbox/message",
	"github.com/emersion/go-msgauth":      "duban/inbox/sender",
}

type pkg struct {
	ImportPath, Dir  string
	GoFiles, Imports []string
}

// listed is what go list says of the packages, asked once for all tests.
var listed = sync.OnceValues(func() (list []pkg, err error) {
	out, err := exec.Command("go", "list", "-json=ImportPath,Dir,GoFiles,Imports", "./...").Output()
	for dec := json.NewDecoder(bytes.NewReader(out)); err == nil && dec.More(); {
		var p pkg
		err = dec.Decode(&p)
		list = append(list, p)
	}
	return list, err
})

func packages(t *testing.T) []pkg {
	t.Helper()
	list, err := listed()
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestArchitecture_importsGoOnlyDownward(t *testing.T) {
	t.Parallel()
	for _, p := range packages(t) {
		allowed, known := may[p.ImportPath]
		if !known {
			t.Errorf("%s has no row in may: which layer is it of?", p.ImportPath)
		}
		for _, imp := range p.Imports {
			if (imp == "duban" || strings.HasPrefix(imp, "duban/")) && !slices.Contains(allowed, imp) && imp != "duban/internal/msg" { // any layer has something to say
				t.Errorf("%s may not import %s", p.ImportPath, imp)
			}
		}
	}
}

func TestArchitecture_onePackagePerLibrary(t *testing.T) {
	t.Parallel()
	for _, p := range packages(t) {
		for _, imp := range p.Imports {
			for library, only := range importer {
				testHelper := strings.HasSuffix(p.ImportPath, "test") || p.ImportPath == "duban/internal/postoffice" // the world outside
				if strings.HasPrefix(imp, library) && !slices.Contains(strings.Fields(only), p.ImportPath) && !testHelper {
					t.Errorf("%s imports %s, which only %s may", p.ImportPath, imp, only)
				}
			}
		}
	}
}

// Patterns are compiled on first use (zh.Pattern): compiling three hundred of them at
// start took longer than most commands do.
func TestArchitecture_patternsAreCompiledOnFirstUse(t *testing.T) {
	t.Parallel()
	for _, p := range packages(t) {
		if slices.Contains(p.Imports, "regexp") && p.ImportPath != "duban/internal/zh" && p.ImportPath != "duban/bench" {
			t.Errorf("%s imports regexp; it would use zh.NewPattern", p.ImportPath)
		}
	}
}

// coded are the packages that say what they have to say by codes (duban/internal/msg), and
// the Chinese that still stands in them: what the office's own files hold, and what people
// write and is read, in a word or in a whole file. Patterns (zh.NewPattern) are the latter, too.
var coded = map[string][]string{
	"internal/config":       {"急件", "综合部", "采取措施：甲。成效：乙。", "邮箱", "通讯录", "技术服务部负责人", "技术服务部", "2027年5月27日", "《督办清单》"},
	"internal/files":        {"未命名"},
	"internal/libreoffice":  {"仿宋_GB2312", "仿宋", "宋体", "楷体_GB2312", "楷体", "方正小标宋简体", "黑体"},
	"checklist/letter":      {"marks.go", "slip.go", "token.go"},
	"checklist/sheet":       {"cells.go", "skeleton.go", "通讯录", "同上", "附件", "第%d项：%s", "无"},
	"checklist/sheet/grid":  {"column.go", "heading.go", "numeral.go", "表%d", "表", "2006年1月", "y年", "d日"},
	"checklist/sheet/paper": {"docx_parts.go", "table.go", "xlsx_style.go", "清单"},
	"internal/reply":        {},
	"db":                    {},
	"scheduler":             {"上级"},
	"scheduler/calendar":    {"forecast.go", "notice.go", "sentence.go", "内置", `{"name":"劳动节","date":"2027-05-01","isOffDay":true}`},
	"inbox":                 {"taken.go"},
	"inbox/imap":            {"folders.go"},
	"inbox/message":         {"attachment.go", "biglink.go", "filename.go", "picture.go", "token.go"},
	"inbox/sender":          {},
	"inbox/smtpd":           {},
	"notify/relay":          {},
	"internal/rejection":    {},
	"internal/alarm":        {},
	"internal/daemon":       {},

	"internal/report":          {" \t　项号、.．:：,，)）"},
	"internal/office":          {},
	"internal/office/database": {},
	"internal/office/mail":     {},
	"internal/office/setup":    {},
	"internal/office/decide":   {"默认", "督办员", "%s　第%d项　%s"},
	"internal/office/register": {"sample.go", "通讯录.xlsx"},
	"inbox/answer": strings.Fields(`
		办好 申请 办结 延期 延长 限 了 好的 好 已完成 完成 同上 两 号 项 条 号事项 号任务 事项 任务 工作 内容 等 共 这 至 到 转 属
		批示 批示已 已落实批示 已按批示 批示落实 批示落实情况 落实批示 答复批示 批示答复 批示办理情况 批示回复 回复批示 关于批示
		部 部门 科 科室 室 中心 处 局 办公室 办 组 股 队 站 所 窗口 大厅 同志 主任 科长 部长 处长 局长 负责人 委员会 支部 公司 银行 法院`),
}

// Sentences are made where they are shown, and so is the mark behind words that are cut
// (msg.Shortened): below that stand codes and facts.
func TestArchitecture_whatIsSaidByCodesHasNoSentence(t *testing.T) {
	t.Parallel()
	for dir, data := range coded {
		files, err := filepath.Glob(dir + "/*.go")
		if err != nil || len(files) == 0 {
			t.Fatal(dir, err)
		}
		for _, path := range files {
			if strings.HasSuffix(path, "_test.go") || slices.Contains(data, filepath.Base(path)) {
				continue
			}
			file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(file, func(n ast.Node) bool {
				if call, ok := n.(*ast.CallExpr); ok {
					if f, ok := call.Fun.(*ast.SelectorExpr); ok && f.Sel.Name == "NewPattern" {
						return false
					}
				}
				lit, ok := n.(*ast.BasicLit)
				if !ok || lit.Kind != token.STRING {
					return true
				}
				s, _ := strconv.Unquote(lit.Value)
				if (words.HasHan(s) || strings.Contains(s, "……")) && !slices.Contains(data, strings.Trim(s, ".")) {
					t.Errorf("%s says %q: it would be a code of internal/msg, its text in internal/words", path, s)
				}
				return true
			})
		}
	}
}

// What db refuses, or could not do, is said to people: its errors are messages, but for the
// sentinels, which are variables.
func TestArchitecture_theDatabaseHasNoSentence(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("db/*.go")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	written := regexp.MustCompile(`[A-Za-z]{2,}`)
	for _, path := range files {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			if _, isFunction := d.(*ast.FuncDecl); !isFunction {
				continue
			}
			ast.Inspect(d, func(n ast.Node) bool {
				call, ok := n.(*ast.CallExpr)
				if !ok || len(call.Args) == 0 {
					return true
				}
				f, ok := call.Fun.(*ast.SelectorExpr)
				lit, isText := call.Args[0].(*ast.BasicLit)
				if !ok || !isText {
					return true
				}
				if pkg, named := f.X.(*ast.Ident); named && (pkg.Name == "fmt" && f.Sel.Name == "Errorf" || pkg.Name == "errors") && written.MatchString(lit.Value) {
					t.Errorf("%s makes an error of %s: it would be a code of internal/msg", path, lit.Value)
				}
				return true
			})
		}
	}
}

func TestArchitecture_theClockIsReadInOneFile(t *testing.T) {
	t.Parallel()
	var found []string
	err := filepath.WalkDir(".", func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") ||
			strings.HasPrefix(path, "bench") || strings.Contains(path, "test/") {
			return err
		}
		src, err := os.ReadFile(path)
		if bytes.Contains(src, []byte("time.Now")) {
			found = append(found, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(found) > 1 || len(found) == 1 && !strings.HasPrefix(found[0], "cmd/duban/") {
		t.Errorf("time.Now is read in %v", found)
	}
}

// mailCases are the known cases of mail that comes in, by family: S who wrote it,
// A robots, M what a mail is made of, H what it shows, C Chinese programs, P
// transport. Each is a test that bears its code.
var mailCases = map[string]int{"S": 32, "A": 22, "M": 27, "H": 9, "C": 33, "P": 17}

func TestArchitecture_everyKnownMailCaseIsATest(t *testing.T) {
	t.Parallel()
	code := regexp.MustCompile(`(?:^|[^A-Za-z0-9])([SAMHCP][0-9]{2})`)
	found := map[string]bool{}
	err := filepath.WalkDir(".", func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, "_test.go") || path == "architecture_test.go" {
			return err
		}
		src, err := os.ReadFile(path)
		for _, m := range code.FindAllSubmatch(src, -1) {
			found[string(m[1])] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for family, most := range mailCases {
		for n := 1; n <= most; n++ {
			c := fmt.Sprintf("%s%02d", family, n)
			if !found[c] {
				t.Errorf("no test for %s", c)
			}
		}
	}
}

func TestArchitecture_everyLibraryHasItsReason(t *testing.T) {
	t.Parallel()
	mod, err := os.ReadFile("go.mod")
	if err != nil {
		t.Fatal(err)
	}
	reasons, err := os.ReadFile("docs/dependencies.md")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(mod)) {
		path, _, found := strings.Cut(strings.TrimSpace(line), " v")
		if found && !strings.Contains(line, "// indirect") && !bytes.Contains(reasons, []byte(strings.TrimPrefix(path, "github.com/"))) {
			t.Errorf("docs/dependencies.md does not say why %s", path)
		}
	}
}

const (
	mostFiles    = 40 // of a package, tests apart
	mostActFiles = 15 // of a package of the clerk's acts
	mostDocLines = 29
)

// commandFiles are the files named after the commands that stand in some files of package
// main: of them there are as many as commands.
func commandFiles(t *testing.T, p pkg) (names []string) {
	t.Helper()
	use := regexp.MustCompile(`use:\s+"([a-z]+)[ "]`)
	for _, file := range p.GoFiles {
		src, err := os.ReadFile(filepath.Join(p.Dir, file))
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range use.FindAllSubmatch(src, -1) {
			names = append(names, string(m[1])+".go")
		}
	}
	return names
}

// Of the terminal only the files that are named after a command do not count.
func TestArchitecture_aFileOfTheTerminalIsACommand(t *testing.T) {
	t.Parallel()
	const mostOthers = 10
	for _, p := range packages(t) {
		if p.ImportPath != "duban/cmd/duban" {
			continue
		}
		commands := commandFiles(t, p)
		others := slices.DeleteFunc(slices.Clone(p.GoFiles), func(file string) bool { return slices.Contains(commands, file) })
		if len(commands) == 0 || len(others) > mostOthers {
			t.Errorf("%d files of cmd/duban are named after no command, at most %d: %v", len(others), mostOthers, others)
		}
	}
}

func TestArchitecture_packagesAreFewFiles(t *testing.T) {
	t.Parallel()
	for _, p := range packages(t) {
		most := mostFiles
		if strings.HasPrefix(p.ImportPath, "duban/internal/office") {
			most = mostActFiles
		}
		if len(p.GoFiles) > most && p.ImportPath != "duban/cmd/duban" {
			t.Errorf("%s has %d files, at most %d", p.ImportPath, len(p.GoFiles), most)
		}
	}
}

func TestArchitecture_everyPackageSaysWhatItIsFor(t *testing.T) {
	t.Parallel()
	for _, p := range packages(t) {
		doc, err := os.ReadFile(filepath.Join(p.Dir, "doc.go"))
		if err != nil {
			t.Errorf("%s has no doc.go", p.ImportPath)
			continue
		}
		if n := bytes.Count(doc, []byte("\n")); n > mostDocLines {
			t.Errorf("doc.go of %s has %d lines, at most %d", p.ImportPath, n, mostDocLines)
		}
		if !bytes.HasPrefix(doc, []byte("// Package ")) && !bytes.HasPrefix(doc, []byte("// Command ")) {
			t.Errorf("doc.go of %s does not begin with what the package is", p.ImportPath)
		}
	}
}

// The documents name files by their paths in the tree; a path that is not there sends its
// reader nowhere.
func TestArchitecture_documentsNameFilesThatExist(t *testing.T) {
	t.Parallel()
	named := regexp.MustCompile("`((?:cmd|internal|checklist|db|scheduler|notify|inbox|bench|docs|examples)/[A-Za-z0-9_/.]+)`")
	documents, err := filepath.Glob("docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, doc := range append(documents, "README.md", "README.zh-CN.md", "bench/README.md") {
		text, err := os.ReadFile(doc)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range named.FindAllSubmatch(text, -1) {
			if _, err := os.Stat(string(m[1])); err != nil {
				t.Errorf("%s names %s, which does not exist", doc, m[1])
			}
		}
	}
}
