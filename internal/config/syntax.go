package config

import (
	"bytes"
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2"

	"duban/checklist"
	"duban/internal/msg"
	"duban/internal/zh"
)

// typed is Chinese punctuation where TOML wants that of a keyboard.
var typed = strings.NewReplacer("“", `"`, "”", `"`, "＂", `"`, "‘", "'", "’", "'", "，", ",", "＝", "=", "［", "[", "］", "]", "【", "[", "】", "]", "　", " ")

// written finds what is no text as TOML wants it: another encoding, told at its first
// foreign character.
func written(raw []byte) *checklist.Problem {
	if bytes.HasPrefix(raw, []byte("\xff\xfe")) || bytes.HasPrefix(raw, []byte("\xfe\xff")) {
		return &checklist.Problem{Row: 1, At: 1, What: msg.New("file in UTF-16"), Mend: msg.New("save it in UTF-8")}
	}
	for row, line := range bytes.Split(raw, []byte("\n")) {
		for at := 0; at < len(line); {
			r, size := utf8.DecodeRune(line[at:])
			if r == utf8.RuneError && size <= 1 {
				return &checklist.Problem{Row: row + 1, At: utf8.RuneCount(line[:at]) + 1,
					What: msg.New("file not in UTF-8"), Mend: msg.New("save it in UTF-8")}
			}
			at += size
		}
	}
	return nil
}

// winPath is a value that is a path of Windows with single backslashes, which TOML
// takes for escapes: \n would be the end of a line.
var winPath = zh.NewPattern(`^[^#"]*=\s*"(?:[A-Za-z]:\\[^\\]|\.{1,2}\\[^\\]|\\\\[^\\])[^"]*"`)

// slashed writes paths with slashes, as they are told.
func slashed(lines [][]byte) (problems checklist.Problems) {
	for i, line := range lines {
		if found := winPath.FindString(string(line)); found != "" {
			problems = append(problems, checklist.Problem{Row: i + 1, At: utf8.RuneCountInString(found[:strings.IndexByte(found, '\\')]) + 1,
				What: msg.New("a path with backslashes", strings.TrimSpace(found)), Mend: msg.New("write slashes")})
			lines[i] = []byte(strings.ReplaceAll(found, `\`, "/") + string(line[len(found):]))
		}
	}
	return problems
}

// repunctuated reads what is written with Chinese punctuation as it was meant, line by
// line as they are told, so that what else is wrong is found as well. It is whole when
// all of it is TOML.
func repunctuated(raw []byte) (mended []byte, problems checklist.Problems, whole bool) {
	if p := written(raw); p != nil {
		return raw, checklist.Problems{*p}, false
	}
	lines := bytes.Split(raw, []byte("\n"))
	problems = slashed(lines)
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
			if unquoted.MatchString(words) {
				p.What, p.Mend = msg.New("a text without quotes", strings.TrimSpace(words)), msg.New("how values are written")
			}
			return raw, append(problems, p), false
		}
		if commented {
			meant += "#" + comment
		}
		lines[at] = []byte(meant)
		p.What, p.Mend = msg.New("Chinese punctuation", strings.TrimSpace(words)), msg.New("use ASCII punctuation")
		problems = append(problems, p)
	}
}

// unquoted is a value that begins with a letter: a text without quotes.
var unquoted = zh.NewPattern(`^\s*[A-Za-z0-9_.-]+\s*=\s*\pL`)

func brokenSyntax(e *toml.DecodeError) checklist.Problem {
	p := problemAt(e)
	p.What = msg.New("not TOML", strings.TrimPrefix(e.Error(), "toml: "))
	p.Mend = msg.New("usual faults of TOML")
	return p
}
