package config

import (
	"strings"
	"text/template"

	"duban/checklist"
)

// CellFields are the words that export.cell may use.
func CellFields(party, reply string) map[string]string {
	s := checklist.ReadStated(reply)
	return map[string]string{"责任主体": party, "回复": reply, "采取措施": s.Measures, "成效": s.Effect}
}

// CellTemplate reads export.cell and tries it, so that a mistake is found when
// the configuration is checked.
func CellTemplate(text string) (*template.Template, error) {
	t, err := template.New("export.cell").Option("missingkey=error").Parse(text)
	if err != nil {
		return nil, err
	}
	return t, t.Execute(&strings.Builder{}, CellFields("综合部", "采取措施：甲。成效：乙。"))
}
