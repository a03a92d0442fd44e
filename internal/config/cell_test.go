package config

import "testing"

func TestConfig_aBrokenCellTemplateIsFoundAtOnce(t *testing.T) {
	t.Parallel()
	for _, cell := range []string{"{{.成果}}", "{{if .回复}}"} {
		c := &Config{}
		c.Export.Cell = cell
		found := false
		for _, p := range c.validate() {
			found = found || p.Column == "export.cell"
		}
		if !found {
			t.Errorf("%s passed", cell)
		}
	}
}
