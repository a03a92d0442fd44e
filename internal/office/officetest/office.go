package officetest

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"duban"
	"duban/checklist"
	"duban/internal/config"
	"duban/internal/office"
	"duban/internal/office/register"
)

// Zone is where the office is.
var Zone = time.FixedZone("Asia/Shanghai", 8*3600)

// Issued is the day on which the example list is issued.
var Issued = checklist.Date(2026, 4, 1)

// New makes an office with an empty database, which is checked and closed with the test.
func New(t *testing.T) *office.Office {
	t.Helper()
	c, err := config.Parse("", duban.Config)
	if err != nil {
		t.Fatal(err)
	}
	c.Database = filepath.Join(t.TempDir(), "duban.db")
	o, err := office.Open(context.Background(), c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		broken, err := o.Store.Check(context.Background())
		for _, v := range broken {
			t.Error(v)
		}
		if err != nil {
			t.Error(err)
		}
		o.Store.Close()
	})
	return o
}

// WithList makes an office that has imported the example list.
func WithList(t *testing.T) *office.Office {
	t.Helper()
	o := New(t)
	in, err := register.Read(t.Context(), o, Issued, "实施清单.txt", duban.Checklist, register.Reading{Year: 2026, Start: Issued})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := register.Import(t.Context(), o, Issued.At(9, 0, Zone), in, false); err != nil {
		t.Fatal(err)
	}
	return o
}
