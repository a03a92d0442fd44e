package config

import (
	"strings"
	"text/template"

	"duban/checklist"
)

// CellTemplate reads export.cell and tries it, so that a mistake is found when
// the configuration is checked.
func CellTemplate(text string) (*template.Template, error) {
	t, err := template.New("export.cell").Option("missingkey=error").Parse(text)
	if err != nil {
		return nil, err
	}
	return t, t.Execute(&strings.Builder{}, checklist.CellFields("综合部", "采取措施：甲。成效：乙。"))
}
