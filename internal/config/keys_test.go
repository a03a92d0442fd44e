package config

import (
	"slices"
	"strings"
	"testing"

	"github.com/pelletier/go-toml/v2"

	"duban"
	"duban/internal/config/configtest"
)

func TestConfig_theShippedFileNamesEveryKey(t *testing.T) {
	t.Parallel()
	var tree map[string]any
	if err := toml.Unmarshal(configtest.WithExamples(duban.Config, "imap", "relay.fallback"), &tree); err != nil {
		t.Fatal(err)
	}
	found := []string{"directory"}
	var walk func(v any, path string)
	walk = func(v any, path string) {
		switch x := v.(type) {
		case map[string]any:
			for k, y := range x {
				walk(y, strings.TrimPrefix(path+"."+k, "."))
			}
		case []any:
			if len(x) > 0 {
				if _, table := x[0].(map[string]any); table {
					for _, y := range x {
						walk(y, path)
					}
					return
				}
			}
			found = append(found, path)
		default:
			found = append(found, path)
		}
	}
	walk(tree, "")
	explained := string(duban.Config)
	for _, key := range keys() {
		last := key[strings.LastIndex(key, ".")+1:]
		if !slices.Contains(found, key) && !(strings.HasPrefix(key, "directory.") && strings.Contains(explained, last)) {
			t.Errorf("config.toml does not name %s", key)
		}
	}
}
