package register

import (
	"context"
	"errors"
	"path/filepath"
	"strings"

	"duban/checklist/sheet/grid"
	"duban/internal/libreoffice"
	"duban/internal/msg"
)

// legacyForms are the forms of old, with what LibreOffice reads them as and
// makes of them.
var legacyForms = map[string]struct{ as, to string }{
	".doc": {".doc", ".docx"}, ".wps": {".doc", ".docx"}, ".xls": {".xls", ".xlsx"}, ".et": {".xls", ".xlsx"},
}

// modern turns a document of an old form into one that can be read and filled;
// where LibreOffice is missing it stays, and reading it says what to save it as.
func modern(ctx context.Context, name string, raw []byte) (string, []byte, error) {
	ext := filepath.Ext(name)
	form, old := legacyForms[strings.ToLower(ext)]
	if !old || !grid.IsLegacy(raw) {
		return name, raw, nil
	}
	converted, err := libreoffice.Convert(ctx, form.as, form.to, raw)
	if errors.Is(err, libreoffice.ErrMissing) {
		return name, raw, nil
	}
	if err != nil {
		return name, nil, msg.New("reading a list", name, err)
	}
	return strings.TrimSuffix(name, ext) + form.to, converted, nil
}
