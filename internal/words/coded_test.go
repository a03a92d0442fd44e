package words

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"

	"duban/internal/msg"
)

// arises is where a message of a lower layer is made.
type arises struct {
	where string
	code  string // "": it is no literal
	facts int    // -1: as many as there are
}

// arising are the codes of all of the program, read from its source.
func arising(t *testing.T) (all []arises) {
	t.Helper()
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || strings.HasPrefix(path, "../../internal/msg/") {
			return err
		}
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, path, nil, 0)
		if err != nil {
			return err
		}
		constants := map[string]string{}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.ValueSpec:
				for i, name := range n.Names {
					if i < len(n.Values) {
						if s, ok := literal(n.Values[i]); ok {
							constants[name.Name] = s
						}
					}
				}
			case *ast.CallExpr:
				f, ok := n.Fun.(*ast.SelectorExpr)
				if !ok || f.Sel.Name != "New" {
					return true
				}
				if x, ok := f.X.(*ast.Ident); !ok || x.Name != "msg" {
					return true
				}
				a := arises{where: fset.Position(n.Pos()).String(), facts: len(n.Args) - 1}
				if n.Ellipsis.IsValid() {
					a.facts = -1
				}
				if c, ok := n.Args[0].(*ast.SelectorExpr); ok && c.Sel.Name == "Date" { // said by the order of its facts
					return true
				}
				a.code, ok = literal(n.Args[0])
				if id, named := n.Args[0].(*ast.Ident); !ok && named {
					a.code = constants[id.Name]
				}
				all = append(all, a)
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// Every code has its text in both languages, with as many facts as it is said with, and
// no text is without a code that arises.
func TestCoded_everyCodeHasItsTextAndEveryTextItsCode(t *testing.T) {
	t.Parallel()
	texts := map[string]Text{}
	for _, theme := range coded {
		for code, text := range theme {
			if _, twice := texts[code]; twice {
				t.Errorf("%q has two texts", code)
			}
			texts[code] = text
		}
	}
	found := map[string]bool{}
	for _, a := range arising(t) {
		text, known := texts[a.code]
		switch {
		case a.code == "":
			t.Errorf("%s: the code is no literal and no constant of the file", a.where)
		case !known:
			t.Errorf("%s: %q has no text", a.where, a.code)
		case a.facts >= 0 && a.facts != len(facts(text.Zh)):
			t.Errorf("%s: %q is said with %d facts, its text has %d", a.where, a.code, a.facts, len(facts(text.Zh)))
		}
		found[a.code] = true
	}
	if len(found) < 100 {
		t.Fatalf("only %d codes found", len(found))
	}
	for code := range texts {
		if !found[code] {
			t.Errorf("nobody says %q", code)
		}
	}
}

// What holds several says each of them, and an error what its library says.
func TestSay_factsAreSaidInTheLanguage(t *testing.T) {
	t.Parallel()
	m := msg.Together(msg.Clauses, msg.New("no such key", "prot"), msg.New("write one of", msg.Choice{"zh", "en", "fr"}), errors.New("EOF"), []string{"甲", "乙"})
	for l, want := range map[Language]string{
		Chinese: "没有“prot”这个键；请写 zh、en 或 fr；EOF；甲、乙",
		English: `there is no key "prot"; write zh, en or fr; EOF; 甲, 乙`,
	} {
		if got := Say(l, m); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestSayError_aMessageIsSaidWhateverWrapsIt(t *testing.T) {
	t.Parallel()
	m := msg.New("reading the configuration", &fs.PathError{Op: "open", Path: "a.toml", Err: fs.ErrNotExist})
	for err, want := range map[error]string{
		fmt.Errorf("worker: %w", m):             "worker: 读配置：找不到 a.toml",
		fmt.Errorf("conflict: %w", m):           "读配置：找不到 a.toml",
		errors.Join(m, errors.New("closed")):    "读配置：找不到 a.toml\nclosed",
		fmt.Errorf("a: %w", errors.New("b: c")): "a: b: c",
	} {
		if got := SayError(Chinese, err); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// Errors that are joined are said one below the other; one that is made of several is one.
func TestSayError_linesAreErrorsOfTheirOwn(t *testing.T) {
	t.Parallel()
	locked := fmt.Errorf("%w: %w", errors.New("database is locked"), errors.New("busy"))
	for _, c := range []struct {
		err  error
		want string
	}{
		{locked, "database is locked: busy"},
		{fmt.Errorf("reading: %w", locked), "reading: database is locked: busy"},
		{errors.Join(locked, msg.New("no year")), "database is locked: busy\nthe year is missing"},
		{msg.New("no year"), "the year is missing"},
		{fs.ErrInvalid, "invalid argument"},
	} {
		if got := SayError(English, c.err); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

// English names several items by their numbers behind one word.
func TestSay_items(t *testing.T) {
	t.Parallel()
	item := func(no string) msg.Message { return msg.New("an item", no) }
	for _, c := range []struct {
		m      msg.Message
		zh, en string
	}{
		{msg.Together(msg.Names, item("6")), "第6项", "item 6"},
		{msg.Together(msg.Names, item("6"), item("7")), "第6项、第7项", "items 6, 7"},
		{msg.Together(msg.Names, msg.Together(msg.Names, item("甲6"), item("甲7")), item("乙1")), "第甲6项、第甲7项、第乙1项", "items 甲6, 甲7, 乙1"},
		{msg.Together(msg.Names, item("6"), "甲"), "第6项、甲", "item 6, 甲"},
	} {
		if zh, en := Say(Chinese, c.m), Say(English, c.m); zh != c.zh || en != c.en {
			t.Errorf("%v: %s, %s", c.m, zh, en)
		}
	}
}

// A day is said in the order of the language, and is the same when it was stored.
func TestSay_days(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		m      msg.Message
		zh, en string
	}{
		{msg.New(msg.Date, 0, 4, 30, msg.NoWeekday, ""), "4月30日", "30 April"},
		{msg.New(msg.Date, 2027, 4, 30, 5, ""), "2027年4月30日（周五）", "Fri 30 April 2027"},
		{msg.New(msg.Date, 0, 4, 3, msg.NoWeekday, "08:25"), "4月3日08:25", "3 April 08:25"},
		{msg.New(msg.Date, 0, 4, 0, msg.NoWeekday, ""), "4月", "April"},
		{msg.New("no date yet"), "待定", "no date yet"},
	} {
		kept, err := c.m.Value()
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range []msg.Message{c.m, msg.FromText(kept.(string))} {
			if zh, en := Say(Chinese, m), Say(English, m); zh != c.zh || en != c.en {
				t.Errorf("%v: %s, %s", m, zh, en)
			}
		}
	}
}

// Words that are too long are cut and marked as the language does, in English behind a whole
// word, and are the same when they were stored.
func TestSay_wordsThatAreTooLong(t *testing.T) {
	t.Parallel()
	sixty := strings.Repeat("字", 60)
	for _, c := range []struct {
		own    string
		most   int
		zh, en string
	}{
		{sixty, 60, sixty, sixty},
		{sixty + "字", 60, sixty + "……", sixty + "…"},
		{"the minutes of the meeting are missing", 38, "the minutes of the meeting are missing", "the minutes of the meeting are missing"},
		{"the minutes of the meeting are missing", 30, "the minutes of the meeting are……", "the minutes of the meeting are…"},
		{"the minutes of the meeting are missing", 25, "the minutes of the meetin……", "the minutes of the…"},
		{"Donaudampfschifffahrtsgesellschaft", 10, "Donaudampf……", "Donaudampf…"},
		{"", 10, "", ""},
	} {
		m := msg.Shortened(c.own, c.most)
		kept, err := m.Value()
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range []msg.Message{m, msg.FromText(kept.(string)), msg.New("quoted words", m)} {
			quotes := strings.NewReplacer("“", "", "”", "")
			if zh, en := quotes.Replace(Say(Chinese, m)), quotes.Replace(Say(English, m)); zh != c.zh || en != c.en {
				t.Errorf("%v: %s, %s", m, zh, en)
			}
		}
	}
}

// A message that was stored by nobody of ours is said somehow, and stops nothing.
func TestSay_whateverWasStored(t *testing.T) {
	t.Parallel()
	for _, facts := range []string{`[]`, `[1]`, `["a","b","c","d","e"]`, `[2027,4,30,9,""]`, `[2027,4,30,-2,""]`, `[2027,99,99,1,""]`, `[{"say":"date"},{"say":"x"}]`, `[null]`, `{}`, `["abc",2]`, `["abc",3]`, `["abc",-1]`, `[2,"abc"]`} {
		codes := []string{msg.Date, msg.Short, msg.Names, msg.Whole, "no such code", "one of"}
		for _, theme := range coded {
			for code := range theme {
				codes = append(codes, code)
			}
		}
		for _, code := range codes {
			m := msg.FromText(fmt.Sprintf(`{"say":%q,"of":%s}`, code, facts))
			for _, l := range []Language{Chinese, English} {
				Say(l, m)
			}
		}
	}
}
