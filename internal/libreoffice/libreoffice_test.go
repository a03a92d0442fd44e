package libreoffice

import (
	"context"
	"testing"
)

func TestConvert_whatCannotBeLoadedIsAnError(t *testing.T) {
	t.Parallel()
	if _, err := Program(); err != nil {
		return
	}
	if raw, err := Convert(context.Background(), ".docx", ".pdf", []byte("PK\x03\x04 and no more")); err == nil {
		t.Errorf("made %d bytes of nothing", len(raw))
	}
}
