package libreoffice

import (
	"context"
	"testing"

	"duban/internal/programtest"
)

func TestConvert_whatCannotBeLoadedIsAnError(t *testing.T) {
	t.Parallel()
	programtest.Need(t, "soffice")
	if raw, err := Convert(context.Background(), ".docx", ".pdf", []byte("PK\x03\x04 and no more")); err == nil {
		t.Errorf("made %d bytes of nothing", len(raw))
	}
}
