package words

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// unconverted are the files whose messages do not stand in the catalogue yet.
var unconverted = map[string]bool{}

// data are Chinese words in the source that are no messages: what the clerk writes, and
// what the office's own files are called.
var data = map[string]bool{}

// typed are Chinese words that a configuration has in either language.
var typed = strings.NewReplacer("主任", "", "审核", "", "督办员", "")

var (
	verb   = regexp.MustCompile(`%(?:\[(\d)\])?[-+#0-9.]*([a-zA-Z])`)
	plural = regexp.MustCompile(`\{(\d):([^|{}]+)\|([^|{}]+)\}`)
	letter = regexp.MustCompile(`[A-Za-z]{3,}`)
)

// facts are the facts of a format by their numbers: s and q are both words.
func facts(format string) map[int]string {
	all, next := map[int]string{}, 1
	for _, m := range verb.FindAllStringSubmatch(strings.ReplaceAll(format, "%%", ""), -1) {
		if m[1] != "" {
			next, _ = strconv.Atoi(m[1])
		}
		all[next] = strings.NewReplacer("q", "s", "v", "s").Replace(m[2])
		next++
	}
	return all
}

func source(t *testing.T, path string) *ast.File {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func sources(t *testing.T, pattern string) (paths []string) {
	t.Helper()
	all, err := filepath.Glob(pattern)
	if err != nil || len(all) == 0 {
		t.Fatal(pattern, err)
	}
	return slices.DeleteFunc(all, func(p string) bool { return strings.HasSuffix(p, "_test.go") })
}

// literal is the text of a string, also of one that is joined of several.
func literal(e ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		s, err := strconv.Unquote(e.Value)
		return s, err == nil && e.Kind == token.STRING
	case *ast.BinaryExpr:
		x, ok1 := literal(e.X)
		y, ok2 := literal(e.Y)
		return x + y, ok1 && ok2 && e.Op == token.ADD
	}
	return "", false
}

// messages are all of the catalogue, by where they stand.
func messages(t *testing.T) map[string]Text {
	t.Helper()
	all := map[string]Text{}
	for _, path := range sources(t, "*.go") {
		if path == "configtoml.go" {
			continue // comments have no facts; its own test is beside it
		}
		ast.Inspect(source(t, path), func(n ast.Node) bool {
			c, ok := n.(*ast.CompositeLit)
			if !ok || len(c.Elts) != 2 || isTable(c.Type) {
				return true
			}
			zh, ok1 := literal(c.Elts[0])
			en, ok2 := literal(c.Elts[1])
			if ok1 && ok2 {
				all[fmt.Sprintf("%s:%d", path, c.Pos())] = Text{zh, en}
			}
			return true
		})
	}
	return all
}

func isTable(e ast.Expr) bool {
	switch e.(type) {
	case *ast.ArrayType, *ast.MapType:
		return true
	}
	return false
}

// field is one of a letter's words: {reader}.
var field = regexp.MustCompile(`\{[a-z]+\}`)

func TestCatalogue_everyMessageHasBothLanguagesWithTheSameFacts(t *testing.T) {
	t.Parallel()
	all := messages(t)
	if len(all) < 50 {
		t.Fatalf("only %d messages found", len(all))
	}
	for where, m := range all {
		if m.Zh == "" || m.En == "" {
			t.Errorf("%s: %q lacks a language", where, m)
		}
		if HasHan(typed.Replace(m.En)) {
			t.Errorf("%s: Chinese in the English %q", where, m.En)
		}
		zh, en := facts(m.Zh), facts(m.En)
		if fmt.Sprint(zh) != fmt.Sprint(en) {
			t.Errorf("%s: %q has the facts %v, %q has %v", where, m.Zh, zh, m.En, en)
		}
		for _, p := range plural.FindAllStringSubmatch(m.En, -1) {
			n, _ := strconv.Atoi(p[1])
			if en[n] != "d" {
				t.Errorf("%s: the plural of %q is not by a number", where, m.En)
			}
		}
		if strings.ContainsAny(field.ReplaceAllString(plural.ReplaceAllString(m.En, ""), ""), "{}|") && !strings.Contains(m.Zh, "|") {
			t.Errorf("%s: %q has a plural that is not one", where, m.En)
		}
	}
}

// Every message of the terminal stands in the catalogue, or is a pair of a help.
func TestCatalogue_nothingIsWrittenOutsideIt(t *testing.T) {
	t.Parallel()
	for _, path := range append(sources(t, "../../cmd/duban/*.go"), sources(t, "../../cmd/duban/terminal/*.go")...) {
		name := strings.TrimPrefix(path, "../../cmd/duban/")
		found := outside(source(t, path))
		switch {
		case unconverted[name] && len(found) == 0:
			t.Errorf("%s has no message of its own left: take it off the list", name)
		case !unconverted[name]:
			for _, s := range found {
				t.Errorf("%s writes %q: it would be a Text of internal/words, in both languages", name, s)
			}
		}
	}
}

// outside lists the messages of a file that are in one language only.
func outside(file *ast.File) (found []string) {
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ImportSpec:
			return false
		case *ast.ValueSpec: // a sentinel is for programs
			if c, ok := n.Values, len(n.Values) == 1; ok && strings.HasPrefix(n.Names[0].Name, "err") {
				_, call := c[0].(*ast.CallExpr)
				return !call
			}
		case *ast.CompositeLit:
			if id, ok := n.Type.(*ast.Ident); ok && id.Name == "help" {
				found = append(found, halfHelp(n)...)
				return false
			}
		case *ast.CallExpr:
			if isPair(n) {
				return false
			}
			found = append(found, english(n)...)
		case *ast.BasicLit:
			if s, ok := literal(n); ok && HasHan(s) && !data[s] {
				found = append(found, s)
			}
		}
		return true
	})
	return found
}

// isPair reports whether a call chooses between a Chinese and an English text.
func isPair(c *ast.CallExpr) bool {
	f, ok := c.Fun.(*ast.SelectorExpr)
	if !ok || f.Sel.Name != "say" && f.Sel.Name != "Of" || len(c.Args) != 2 {
		return false
	}
	zh, ok1 := literal(c.Args[0])
	en, ok2 := literal(c.Args[1])
	return ok1 && ok2 && !HasHan(en) && fmt.Sprint(facts(zh)) == fmt.Sprint(facts(en))
}

// halfHelp lists what a help says in Chinese only.
func halfHelp(c *ast.CompositeLit) (found []string) {
	fields := map[string]string{}
	for _, e := range c.Elts {
		if kv, ok := e.(*ast.KeyValueExpr); ok {
			fields[kv.Key.(*ast.Ident).Name], _ = literal(kv.Value)
		}
	}
	for _, pair := range [][2]string{{"zh", "en"}, {"more", "moreEn"}, {"use", "useEn"}, {"example", "exampleEn"}} {
		zh, en := fields[pair[0]], fields[pair[1]]
		if HasHan(en) || HasHan(zh) && en == "" || zh == "" && en != "" {
			found = append(found, zh+" / "+en)
		}
	}
	return found
}

// english lists what a call prints, or makes an error of, in English.
func english(c *ast.CallExpr) (found []string) {
	f, ok := c.Fun.(*ast.SelectorExpr)
	if !ok || !slices.Contains([]string{"Fprint", "Fprintf", "Fprintln", "New", "Errorf"}, f.Sel.Name) {
		return nil
	}
	for _, arg := range c.Args {
		if s, ok := literal(arg); ok && !HasHan(s) && letter.MatchString(verb.ReplaceAllString(s, "")) {
			found = append(found, s)
		}
	}
	return found
}

// A message is said with as many facts as it has.
func TestCatalogue_everyMessageIsSaidWithItsFacts(t *testing.T) {
	t.Parallel()
	named := map[string]Text{}
	for _, path := range sources(t, "*.go") {
		ast.Inspect(source(t, path), func(n ast.Node) bool {
			if v, ok := n.(*ast.ValueSpec); ok && len(v.Values) == 1 {
				if c, ok := v.Values[0].(*ast.CompositeLit); ok && len(c.Elts) == 2 && !isTable(c.Type) {
					zh, _ := literal(c.Elts[0])
					en, _ := literal(c.Elts[1])
					named[v.Names[0].Name] = Text{zh, en}
				}
			}
			return true
		})
	}
	used := map[string]bool{}
	for _, path := range append(append(sources(t, "../../cmd/duban/*.go"), sources(t, "../../cmd/duban/terminal/*.go")...), append(sources(t, "../demo/*.go"), append(sources(t, "../report/*.go"), sources(t, "../office/register/*.go")...)...)...) {
		ast.Inspect(source(t, path), func(n ast.Node) bool {
			if name := catalogued(n); name != "" {
				used[name] = true
			}
			c, ok := n.(*ast.CallExpr)
			if !ok || c.Ellipsis.IsValid() {
				return true
			}
			name, given := "", len(c.Args)
			if f, ok := c.Fun.(*ast.SelectorExpr); ok && catalogued(f.X) != "" {
				if name = catalogued(f.X); f.Sel.Name == "In" {
					given-- // the language
				}
			} else {
				for i, arg := range c.Args {
					if catalogued(arg) != "" && !slices.Contains([]string{"PlainTable", "plain", "numbered", "named", "near"}, called(c)) {
						name, given = catalogued(arg), len(c.Args)-i-1
						break
					}
				}
			}
			if m, ok := named[name]; ok && len(facts(m.Zh)) != given {
				t.Errorf("%s: words.%s has %d facts, is said with %d", path, name, len(facts(m.Zh)), given)
			}
			return true
		})
	}
	for name := range named {
		if !used[name] && ast.IsExported(name) {
			t.Errorf("nobody says words.%s", name)
		}
	}
}

// catalogued is the name of a message that is referred to.
func catalogued(n ast.Node) string {
	if s, ok := n.(*ast.SelectorExpr); ok {
		if x, ok := s.X.(*ast.Ident); ok && x.Name == "words" {
			return s.Sel.Name
		}
	}
	return ""
}

func called(c *ast.CallExpr) string {
	switch f := c.Fun.(type) {
	case *ast.SelectorExpr:
		return f.Sel.Name
	case *ast.Ident:
		return f.Name
	}
	return ""
}

func TestText_plurals(t *testing.T) {
	t.Parallel()
	m := Text{"%d项", "%d {1:item|items}"}
	for n, want := range map[int]string{0: "0 items", 1: "1 item", 2: "2 items"} {
		if got := m.In(English, n); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestLanguage_ofEnvironment(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		env   map[string]string
		want  Language
		asked bool
	}{
		{nil, Chinese, false},
		{map[string]string{"LANG": "en_US.UTF-8"}, English, false},
		{map[string]string{"LANG": "en_US.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, Chinese, false},
		{map[string]string{"LC_MESSAGES": "en_GB", "LANG": "zh_CN"}, English, false},
		{map[string]string{"LANG": "en_US.UTF-8", "DUBAN_LANG": "zh"}, Chinese, true},
		{map[string]string{"DUBAN_LANG": "klingon", "LANG": "en"}, English, false},
	} {
		got, asked := OfEnvironment(func(key string) string { return c.env[key] })
		if got != c.want || asked != c.asked {
			t.Errorf("%v: %s, %v", c.env, got, asked)
		}
	}
}
