package config_test

import (
	"strings"
	"testing"

	"duban"
	"duban/internal/config"
	"duban/internal/words"
)

func TestConfig_copiesNameOnlyWhomTheDirectoryHas(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, was, is, want string }{
		{"names and the superior", `assign = []`, `assign = ["上级", "综合部", "业务部门"]`, ""},
		{"an unknown name", `remind = []`, `remind = ["纪检组"]`, "copies.remind"},
		{"of digests and escalations", `digest = []`, `digest = ["综合部"]` + "\n#", ""},
		{"an unknown name of digests", `digest = []`, `digest = ["纪检组"]`, "copies.digest"},
		{"a rule of a party", `parties = []`, `parties = ["技术服务部=综合部、分管副主任"]`, ""},
		{"an unknown party", `parties = []`, `parties = ["信息科=综合部"]`, "“信息科”"},
		{"no rule", `parties = []`, `parties = ["技术服务部"]`, "读不懂"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c, err := config.Parse("config.toml", []byte(strings.Replace(string(duban.Config), tt.was, tt.is, 1)))
			if err == nil {
				_, err = c.Directory()
			}
			if got := err; (got == nil) != (tt.want == "") || got != nil && !strings.Contains(words.SayError(words.Chinese, got), tt.want) {
				t.Errorf("%v, not %q", got, tt.want)
			}
		})
	}
}
