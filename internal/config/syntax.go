package config

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"duban/checklist"
)

// typed is Chinese punctuation where TOML wants that of a keyboard.
var typed = strings.NewReplacer("“", `"`, "”", `"`, "＂", `"`, "‘", "'", "’", "'", "，", ",", "＝", "=", "［", "[", "］", "]", "【", "[", "】", "]", "　", " ")

// repunctuated reads what is written with Chinese punctuation as it was meant, line by
// line as they are told, so that what else is wrong is found as well. It is whole when
// all of it is TOML.
func repunctuated(raw []byte) (mended []byte, problems checklist.Problems, whole bool) {
	lines := bytes.Split(raw, []byte("\n"))
	for {
		raw = bytes.Join(lines, []byte("\n"))
		var notTOML *toml.DecodeError
		if err := toml.Unmarshal(raw, new(map[string]any)); !errors.As(err, &notTOML) {
			return raw, problems, true
		}
		p := brokenSyntax(notTOML)
		at := min(p.Row, len(lines)) - 1
		line := string(lines[at])
		words, comment, commented := strings.Cut(line, "#")
		meant := typed.Replace(words)
		if meant == words {
			return raw, append(problems, p), false
		}
		if commented {
			meant += "#" + comment
		}
		lines[at] = []byte(meant)
		p.What, p.Mend = fmt.Sprintf("用了中文标点：%s", strings.TrimSpace(words)), "引号、逗号、等号、方括号都用英文的"
		problems = append(problems, p)
	}
}

func brokenSyntax(e *toml.DecodeError) checklist.Problem {
	p := problemAt(e)
	p.What = "写法不对（" + strings.TrimPrefix(e.Error(), "toml: ") + "）"
	p.Mend = "常见的是少了引号、方括号没有配对、同一个键写了两次"
	return p
}
