package duban_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// may lists what each room may import of ours; arrows go only downward, and the
// rooms of one floor are strangers.
var may = map[string][]string{
	"duban":                     {},
	"duban/internal/zh":         {},
	"duban/internal/zh/lexicon": {},
	"duban/checklist":           {"duban/internal/zh"},
	"duban/checklist/sheet":     {"duban/checklist", "duban/internal/zh"},
	"duban/db":                  {"duban/checklist"},
	"duban/internal/report":     {"duban/checklist", "duban/checklist/sheet", "duban/db", "duban/internal/zh"},
	"duban/db/dbtest":           {"duban/db"},
	"duban/scheduler":           {"duban/scheduler/calendar", "duban/checklist", "duban/db", "duban/internal/zh"},
	"duban/scheduler/calendar":  {"duban/checklist", "duban/internal/zh"},
	"duban/notify":              {"duban/notify/relay", "duban/checklist", "duban/db", "duban/internal/zh"},
	"duban/notify/relay":        {"duban/internal/zh"},
	"duban/notify/mailtest":     {"duban/notify/relay"},
	"duban/inbox": {"duban/checklist", "duban/db", "duban/internal/zh",
		"duban/inbox/message", "duban/inbox/quote", "duban/inbox/robot", "duban/inbox/sender", "duban/inbox/answer"},
	"duban/inbox/message":   {"duban/checklist", "duban/internal/zh"},
	"duban/inbox/quote":     {"duban/inbox/message", "duban/internal/zh"},
	"duban/inbox/robot":     {"duban/checklist", "duban/inbox/message", "duban/internal/zh"},
	"duban/inbox/sender":    {"duban/checklist", "duban/inbox/message", "duban/internal/zh"},
	"duban/inbox/answer":    {"duban/checklist", "duban/internal/zh", "duban/internal/zh/lexicon"},
	"duban/inbox/smtpd":     {"duban/inbox/message", "duban/inbox/sender"},
	"duban/inbox/imap":      {"duban/checklist", "duban/inbox/message", "duban/internal/zh"},
	"duban/inbox/imaptest":  {},
	"duban/inbox/rawtest":   {},
	"duban/inbox/inboxtest": {"duban/checklist", "duban/db", "duban/db/dbtest", "duban/inbox", "duban/inbox/message", "duban/inbox/sender", "duban/inbox/rawtest"},
	"duban/bench": {"duban", "duban/checklist", "duban/checklist/sheet", "duban/db", "duban/scheduler", "duban/notify", "duban/inbox",
		"duban/inbox/message", "duban/inbox/smtpd", "duban/scheduler/calendar", "duban/notify/relay", "duban/notify/mailtest", "duban/internal/postoffice"},
	"duban/cmd/duban": {"duban", "duban/checklist", "duban/checklist/sheet", "duban/db",
		"duban/scheduler", "duban/scheduler/calendar", "duban/inbox", "duban/inbox/message", "duban/inbox/sender", "duban/inbox/smtpd",
		"duban/internal/config", "duban/internal/office", "duban/internal/daemon", "duban/internal/demo",
		"duban/internal/office/decide", "duban/internal/office/mail", "duban/internal/office/inquire", "duban/internal/office/register",
		"duban/internal/report", "duban/internal/files"},

	// the layers above inbox, notify and scheduler
	"duban/internal/demo": {"duban", "duban/checklist", "duban/db", "duban/scheduler", "duban/notify", "duban/inbox", "duban/inbox/message", "duban/inbox/smtpd",
		"duban/internal/config", "duban/internal/office", "duban/internal/office/register", "duban/internal/files", "duban/internal/postoffice", "duban/internal/reply"},
	"duban/internal/office/officetest": {"duban", "duban/checklist", "duban/internal/config", "duban/internal/office", "duban/internal/office/register"},
	"duban/internal/postoffice":        {},
	"duban/internal/config/configtest": {},
	"duban/internal/config":            {"duban", "duban/checklist", "duban/checklist/sheet", "duban/db", "duban/scheduler", "duban/inbox/imap", "duban/inbox/sender"},
	"duban/internal/reply":             {},
	"duban/internal/files":             {},
	"duban/internal/libreoffice":       {},
	"duban/internal/office": {"duban/checklist", "duban/checklist/sheet", "duban/db", "duban/scheduler", "duban/scheduler/calendar", "duban/notify", "duban/notify/relay", "duban/inbox", "duban/inbox/message",
		"duban/inbox/sender", "duban/inbox/imap", "duban/internal/config"},
	"duban/internal/office/decide": {"duban/checklist", "duban/db", "duban/scheduler", "duban/internal/office"},
	"duban/internal/office/mail": {"duban/checklist", "duban/db", "duban/inbox", "duban/inbox/message", "duban/inbox/robot", "duban/inbox/sender", "duban/inbox/answer",
		"duban/internal/office"},
	"duban/internal/office/inquire": {"duban/checklist", "duban/db", "duban/scheduler", "duban/inbox", "duban/inbox/message", "duban/inbox/sender", "duban/internal/office",
		"duban/internal/reply"},
	"duban/internal/office/register": {"duban/checklist", "duban/checklist/sheet", "duban/db", "duban/scheduler/calendar", "duban/internal/config", "duban/internal/files",
		"duban/internal/libreoffice", "duban/internal/report", "duban/inbox/message", "duban/internal/office"},
	"duban/internal/daemon": {"duban/checklist", "duban/db", "duban/scheduler", "duban/notify", "duban/inbox", "duban/inbox/smtpd", "duban/inbox/imap",
		"duban/internal/config", "duban/internal/office"},
	"duban/internal/daemon/daemontest": {"duban", "duban/checklist", "duban/db", "duban/inbox/message", "duban/inbox/imaptest", "duban/notify/mailtest",
		"duban/internal/config", "duban/internal/config/configtest", "duban/internal/office", "duban/internal/office/register", "duban/internal/daemon",
		"duban/internal/postoffice", "duban/internal/reply"},
}

// oneRoom lists libraries that only one room may know, or the two that are named.
var oneRoom = map[string]string{
	"github.com/robfig/cron/v3":      "duban/scheduler",
	"github.com/jmoiron/sqlx":        "duban/db",
	"github.com/mattn/go-sqlite3":    "duban/db",
	"github.com/pressly/goose/v3":    "duban/db",
	"github.com/jackc/pgx/v5":        "duban/db",
	"github.com/riverqueue/river":    "duban/db",
	"riverqueue.com/riverui":         "duban/db",
	"github.com/wneessen/go-mail":    "duban/notify duban/notify/relay", // one sets letters, the other sends them
	"github.com/emersion/go-smtp":    "duban/notify/mailtest",           // the world outside only: our own listeners are inbox/smtpd
	"blitiri.com.ar/go/spf":          "duban/inbox/sender",
	"github.com/emersion/go-imap":    "duban/inbox/imap",
	"github.com/xuri/excelize/v2":    "duban/checklist/sheet",
	"github.com/6tail/lunar-go":      "duban/scheduler/calendar",
	"github.com/spf13/cobra":         "duban/cmd/duban",
	"github.com/pelletier/go-toml":   "duban/internal/config",
	"github.com/emersion/go-message": "duban/inbox/message",
	"github.com/emersion/go-msgauth": "duban/inbox/sender",
}

type room struct {
	ImportPath string
	Imports    []string
}

func rooms(t *testing.T) (list []room) {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports", "./...").Output()
	if err != nil {
		t.Fatal(err)
	}
	for dec := json.NewDecoder(bytes.NewReader(out)); dec.More(); {
		var r room
		if err := dec.Decode(&r); err != nil {
			t.Fatal(err)
		}
		list = append(list, r)
	}
	return list
}

func TestHouse_arrowsGoOnlyDownward(t *testing.T) {
	t.Parallel()
	for _, r := range rooms(t) {
		allowed, known := may[r.ImportPath]
		if !known {
			t.Errorf("%s is no room of the house", r.ImportPath)
		}
		for _, imp := range r.Imports {
			if (imp == "duban" || strings.HasPrefix(imp, "duban/")) && !slices.Contains(allowed, imp) {
				t.Errorf("%s may not import %s", r.ImportPath, imp)
			}
		}
	}
}

func TestHouse_everyLibraryLivesInOneRoom(t *testing.T) {
	t.Parallel()
	for _, r := range rooms(t) {
		for _, imp := range r.Imports {
			for library, home := range oneRoom {
				testHelper := strings.HasSuffix(r.ImportPath, "test") || r.ImportPath == "duban/internal/postoffice" // the world outside
				if strings.HasPrefix(imp, library) && !slices.Contains(strings.Fields(home), r.ImportPath) && !testHelper {
					t.Errorf("%s imports %s, which lives in %s", r.ImportPath, imp, home)
				}
			}
		}
	}
}

// Patterns are compiled when they are asked (zh.Pattern), or each command would
// wait for three hundred of them.
func TestHouse_noProcessWaitsForPatternsItNeverAsks(t *testing.T) {
	t.Parallel()
	for _, r := range rooms(t) {
		if slices.Contains(r.Imports, "regexp") && r.ImportPath != "duban/internal/zh" && r.ImportPath != "duban/bench" {
			t.Errorf("%s imports regexp; it would use zh.NewPattern", r.ImportPath)
		}
	}
}

func TestHouse_theClockIsReadInOneFile(t *testing.T) {
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

func TestHouse_everyKnownMailCaseIsATest(t *testing.T) {
	t.Parallel()
	code := regexp.MustCompile(`(?:^|[^A-Za-z0-9])([SAMHCP][0-9]{2})`)
	found := map[string]bool{}
	err := filepath.WalkDir(".", func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, "_test.go") || path == "house_test.go" {
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

func TestHouse_everyLibraryHasItsReason(t *testing.T) {
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
