package words

import (
	"bytes"
	"go/ast"
	"io/fs"
	"log/slog"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"duban/internal/msg"
)

// Every message of the log stands in the catalogue.
func TestLog_everyMessageHasBothLanguages(t *testing.T) {
	t.Parallel()
	known, said := map[string]bool{}, map[string]bool{}
	for _, m := range logMessages {
		known[m.En] = true
	}
	for _, folder := range []string{"../../db", "../../notify", "../../scheduler", "../../inbox", "../../internal/daemon", "../../cmd/duban", "../../internal/office"} {
		err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || strings.Contains(path, "test/") {
				return err
			}
			ast.Inspect(source(t, path), func(n ast.Node) bool {
				c, ok := n.(*ast.CallExpr)
				if !ok || len(c.Args) == 0 || !slices.Contains([]string{"Debug", "Info", "Warn", "Error"}, called(c)) {
					return true
				}
				if s, ok := literal(c.Args[0]); ok {
					said[s] = true
					if !known[s] {
						t.Errorf("%s logs %q, which internal/words/log.go does not have", path, s)
					}
				}
				return true
			})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(said) < 20 {
		t.Errorf("only %d messages found", len(said))
	}
	for m := range known {
		if !said[m] {
			t.Errorf("nobody logs %q", m)
		}
	}
}

func TestLog_speaksOneLanguage(t *testing.T) {
	t.Parallel()
	for l, want := range map[Language]string{
		Chinese: "level=INFO msg=来信已登记 mail=3 reason=发件人不在通讯录 err=退信\n",
		English: "level=INFO msg=\"mail filed\" mail=3 reason=\"sender not in the directory\" err=bounce\n",
	} {
		var out bytes.Buffer
		plain := slog.NewTextHandler(&out, &slog.HandlerOptions{ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
			if a.Key == slog.TimeKey {
				return slog.Attr{}
			}
			return a
		}})
		slog.New(LogHandler(l, plain)).With("mail", 3).Info("mail filed", "reason", msg.New("the sender is not in the directory"), "err", msg.New("a bounce"))
		if out.String() != want {
			t.Errorf("got %q, want %q", out.String(), want)
		}
	}
}
