package config

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/pelletier/go-toml/v2"

	"duban"
	"duban/internal/config/configtest"
)

var ofOneKind = regexp.MustCompile(`^letters\.[a-z]+\.`)

func TestConfig_theShippedFileNamesEveryKey(t *testing.T) {
	t.Parallel()
	var tree map[string]any
	if err := toml.Unmarshal(configtest.WithExamples(duban.Config, "imap", "relay.fallback", "letters.remind"), &tree); err != nil {
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
		key = ofOneKind.ReplaceAllString(key, "letters.remind.") // the tables of all kinds are alike
		last := key[strings.LastIndex(key, ".")+1:]
		if !slices.Contains(found, key) && !(strings.HasPrefix(key, "directory.") && strings.Contains(explained, last)) {
			t.Errorf("config.toml does not name %s", key)
		}
	}
}
