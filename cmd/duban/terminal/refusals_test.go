package terminal

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"testing"

	"duban/internal/office"
	"duban/internal/words"
)

func TestRefusals_eachCodeHasItsWords(t *testing.T) {
	t.Parallel()
	file, err := parser.ParseFile(token.NewFileSet(), "../../../internal/office/refusal.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	codes := 0
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		text, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
		if err != nil {
			t.Fatal(err)
		}
		say := refusalWords[office.Code(text)]
		if say == nil || say(words.Chinese, office.Refusal{}) == "" || say(words.English, office.Refusal{}) == "" {
			t.Errorf("no words for %s", spec.Names[0].Name)
		}
		codes++
		return true
	})
	if codes == 0 || codes != len(refusalWords) {
		t.Errorf("%d codes, %d sentences", codes, len(refusalWords))
	}
}
