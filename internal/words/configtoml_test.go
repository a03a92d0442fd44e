package words

import (
	"os"
	"strings"
	"testing"
)

// Both configurations are made of one: what is no comment is the same, and every comment
// has its English.
func TestConfigIn_everyCommentHasItsEnglish(t *testing.T) {
	t.Parallel()
	shipped, err := os.ReadFile("../../config.toml")
	if err != nil {
		t.Fatal(err)
	}
	zh, en := strings.Split(string(shipped), "\n"), strings.Split(string(ConfigIn(English, shipped)), "\n")
	if len(zh) != len(en) {
		t.Fatalf("%d lines, %d in English", len(zh), len(en))
	}
	typed := strings.NewReplacer("主任", "", "审核", "", "督办员", "", "确认", "", "{{.回复}}", "", "{{.采取措施}}", "", "{{.成效}}", "", "{{.责任主体}}", "")
	used := map[string]bool{}
	for i, line := range zh {
		code, comment := splitComment(line)
		used[comment] = true
		englishCode, english := splitComment(en[i])
		if code != englishCode {
			t.Errorf("%q became %q", line, en[i])
		}
		if comment != "" && HasHan(typed.Replace(english)) {
			t.Errorf("the comment %q has no English in internal/words/configtoml.go", comment)
		}
	}
	for _, c := range configComments {
		if !used[c[0]] {
			t.Errorf("config.toml has no comment %q", c[0])
		}
	}
}
