package daemon

import (
	"bytes"
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"duban"
	"duban/db"
	"duban/db/dbtest"
	"duban/internal/config"
	"duban/internal/office"
)

func TestReload_aRefusedOneQuotesNoAddress(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "config.toml")
	write := func(text string) {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(string(duban.Config))
	source := config.Source{File: file, Getenv: func(string) string { return "" }}
	c, err := source.Office("")
	if err != nil {
		t.Fatal(err)
	}
	store, err := db.Open(t.Context(), filepath.Join(t.TempDir(), "duban.db"), dbtest.Options())
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	var heard bytes.Buffer
	log := slog.New(slog.NewTextHandler(&heard, &slog.HandlerOptions{Level: slog.LevelDebug}))
	i := &instance{log: log}
	i.current.Store(&office.Office{Config: c, Store: store})
	running := &service{Options: Options{Reread: source.All}, log: log, offices: []*instance{i}}
	write("[mail]\nfrom = \"canary@@strangers.example\"\n")
	running.reload(context.Background())
	write("[[directory.post]]\nname = \"甲\"\nmail = \"canary@@strangers.example\"\n")
	running.reload(context.Background())
	if said := heard.String(); strings.Contains(said, "canary") || strings.Count(said, "reload refused") != 2 {
		t.Errorf("heard:\n%s", said)
	}
}
