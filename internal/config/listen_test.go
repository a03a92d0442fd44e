package config

import (
	"strings"
	"testing"

	"duban"
)

func TestConfig_theOperationsPortIsForThisMachineOnly(t *testing.T) {
	t.Parallel()
	for address, fine := range map[string]bool{"": true, "127.0.0.1:2480": true, "[::1]:2480": true, "0.0.0.0:2480": false, "10.0.0.5:2480": false, "2480": false} {
		conf := strings.Replace(string(duban.Config), "[ops] # 给运维人员看的端口，只许本机访问\nlisten = \"\"", "[ops]\nlisten = \""+address+"\"", 1)
		if _, err := Parse("config.toml", []byte(conf)); (err == nil) != fine {
			t.Errorf("%q: %v", address, err)
		}
	}
}
