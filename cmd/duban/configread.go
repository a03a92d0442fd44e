package main

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"duban"
	"duban/checklist"
)

// parseConfig reads strictly. A faulty value is noted, blanked out and the file
// read again, so that one pass finds all of them.
func parseConfig(path string, raw []byte) (*config, error) {
	c, problems := decodeConfig(raw)
	if len(problems) == 0 {
		problems = c.validate()
	}
	if len(problems) > 0 {
		for i := range problems {
			problems[i].File = path
		}
		return nil, problems
	}
	c.path = path
	return c, nil
}

func decodeConfig(raw []byte) (*config, checklist.Problems) {
	var problems checklist.Problems
	const most = 100
	for range most {
		c, problem, done := decodeOnce(raw)
		problems = append(problems, problem...)
		if done {
			return c, problems
		}
		raw = blankLine(raw, problem[0].Row)
	}
	return nil, problems
}

// blankLine empties a line, keeping the numbers of the others.
func blankLine(raw []byte, n int) []byte {
	lines := bytes.Split(raw, []byte("\n"))
	if n >= 1 && n <= len(lines) {
		lines[n-1] = nil
	}
	return bytes.Join(lines, []byte("\n"))
}

// decodeOnce reads as far as the first ill-typed value; when there is none it is
// done, and the unknown keys are its problems.
func decodeOnce(raw []byte) (c *config, problems checklist.Problems, done bool) {
	c, err := decodeEither(raw)
	var unknown *toml.StrictMissingError
	var wrong *toml.DecodeError
	switch {
	case errors.As(err, &unknown):
		for _, e := range unknown.Errors {
			problems = append(problems, unknownKey(&e))
		}
	case errors.As(err, &wrong):
		return nil, checklist.Problems{wrongValue(wrong)}, false
	case err != nil:
		return nil, checklist.Problems{{What: err.Error()}}, true
	}
	return c, problems, true
}

// decodeEither reads the directory as what it is in this file: a path or tables.
func decodeEither(raw []byte) (*config, error) {
	var probe struct {
		Directory any `toml:"directory"`
	}
	_ = toml.Unmarshal(raw, &probe) // a fault shows below, with its place
	strict := toml.NewDecoder(bytes.NewReader(raw)).DisallowUnknownFields()
	if _, isTables := probe.Directory.(map[string]any); !isTables && probe.Directory != nil {
		f := struct {
			settings
			Directory string `toml:"directory"`
		}{settings: shipped()}
		err := strict.Decode(&f)
		return &config{settings: f.settings, DirectoryFile: f.Directory}, err
	}
	f := struct {
		settings
		Directory people `toml:"directory"`
	}{settings: shipped()}
	err := strict.Decode(&f)
	return &config{settings: f.settings, People: f.Directory}, err
}

// shipped are the settings of the shipped file: what a file leaves out is as there.
func shipped() (s settings) {
	if err := toml.Unmarshal(duban.Config, &s); err != nil {
		panic("the shipped config.toml: " + err.Error())
	}
	return s
}

func dotted(key toml.Key) string { return strings.Join(key, ".") }

func unknownKey(e *toml.DecodeError) checklist.Problem {
	row, col := e.Position()
	p := checklist.Problem{Row: row, Column: fmt.Sprintf("第%d列", col), What: fmt.Sprintf("没有“%s”这个键", dotted(e.Key()))}
	if near := nearestKey(dotted(e.Key())); near != "" {
		p.Mend = "是不是 " + near + "？"
	}
	return p
}

func wrongValue(e *toml.DecodeError) checklist.Problem {
	row, col := e.Position()
	text := strings.TrimPrefix(e.Error(), "toml: ")
	p := checklist.Problem{Row: row, Column: fmt.Sprintf("第%d列", col), What: text}
	if key := dotted(e.Key()); key != "" {
		p.What = key + "：" + text
	}
	if strings.Contains(text, "cannot decode") || strings.Contains(text, "Go struct") || strings.Contains(text, "cannot be assigned") {
		p.What = dotted(e.Key()) + "：值的类型不对"
		p.Mend = "照 config.toml 里的例子写：文字加引号，数字和 true/false 不加"
	}
	return p
}
