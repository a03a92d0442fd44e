package main

import (
	"strings"
	"text/template"

	"duban/internal/report"
)

// cellTemplate reads export.cell and tries it, so that a mistake is found when
// the configuration is checked.
func cellTemplate(text string) (*template.Template, error) {
	t, err := template.New("export.cell").Option("missingkey=error").Parse(text)
	if err != nil {
		return nil, err
	}
	return t, t.Execute(&strings.Builder{}, report.Fields("综合部", "采取措施：甲。成效：乙。"))
}
