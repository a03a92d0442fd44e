package config

import (
	"bytes"
	"cmp"
	"errors"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"duban"
	"duban/checklist"
	"duban/internal/msg"
	"duban/internal/zh"
)

// Parse reads a file strictly and finds all problems in one pass, each with its line
// and column: an unknown key hides no senseless value. What the file leaves out, or says
// in a way that cannot be read, is as in the shipped one. A file that is in order may
// still have Faults.
func Parse(path string, raw []byte) (*Config, error) { return parse(path, raw, shipped) }

func parse(path string, raw []byte, otherwise func() settings) (*Config, error) {
	raw = bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf")) // some editors write a byte order mark
	c, problems := decode(raw, otherwise)
	if c != nil {
		if len(problems) > 0 {
			raw, _, _ = repunctuated(raw) // as it was read
		}
		c.path, c.raw, c.places = path, raw, places(raw)
		problems = append(problems, c.located(c.validate())...)
	}
	if len(problems) == 0 {
		return c, nil
	}
	for i := range problems {
		problems[i].File = path
	}
	if c != nil && c.hasDirectory() && !concern(problems, "directory.") { // a table that could not be read is not at fault a second time
		problems = append(problems, c.Faults()...)
	}
	return nil, problems
}

// concern reports whether a problem is about a key that begins so.
func concern(ps checklist.Problems, prefix string) bool {
	return slices.ContainsFunc(ps, func(p checklist.Problem) bool { return strings.Contains(p.What.String(), prefix) })
}

// decode reads what the file says. A faulty value is noted, blanked out and
// the file read again, so that all of them are found; what is not TOML at all, and
// would not be with other punctuation either, is the last problem, since nothing after
// it can be told.
func decode(raw []byte, otherwise func() settings) (*Config, checklist.Problems) {
	raw, problems, whole := repunctuated(raw)
	if !whole {
		return nil, problems
	}
	for {
		c, err := decodeFile(raw, otherwise)
		var unknown *toml.StrictMissingError
		var wrong *toml.DecodeError
		switch {
		case errors.As(err, &unknown):
			for _, e := range unknown.Errors {
				problems = append(problems, unknownKey(&e))
			}
			return c, problems
		case errors.As(err, &wrong):
			problems = append(problems, wrongValue(wrong))
		case err != nil:
			return nil, append(problems, checklist.Problem{Row: 1, What: msg.Of(err)})
		default:
			return c, problems
		}
		less := without(raw, problems[len(problems)-1].Row)
		if bytes.Equal(less, raw) {
			return nil, problems
		}
		raw = less
	}
}

// decodeFile reads the directory as what it is in this file: a path or tables.
func decodeFile(raw []byte, otherwise func() settings) (*Config, error) {
	var probe struct {
		Directory any `toml:"directory"`
	}
	_ = toml.Unmarshal(raw, &probe) // a fault shows below, with its place
	strict := toml.NewDecoder(bytes.NewReader(raw)).DisallowUnknownFields()
	if _, isTables := probe.Directory.(map[string]any); !isTables && probe.Directory != nil {
		f := struct {
			settings
			Directory string `toml:"directory"`
		}{settings: otherwise()}
		err := strict.Decode(&f)
		return &Config{settings: f.settings, DirectoryFile: f.Directory}, err
	}
	f := struct {
		settings
		Directory people `toml:"directory"`
	}{settings: otherwise()}
	err := strict.Decode(&f)
	return &Config{settings: f.settings, People: f.Directory}, err
}

// decodeSettings reads settings over those that are there.
func decodeSettings(raw []byte, s *settings) error { return toml.Unmarshal(raw, s) }

// shipped are the settings of the shipped file: what a file leaves out is as there.
func shipped() (s settings) {
	if err := decodeSettings(duban.Config, &s); err != nil {
		panic("the shipped config.toml: " + err.Error())
	}
	return s
}

func dotted(key toml.Key) string { return strings.Join(key, ".") }

func problemAt(e *toml.DecodeError) checklist.Problem {
	row, col := e.Position()
	return checklist.Problem{Row: max(row, 1), At: col}
}

func unknownKey(e *toml.DecodeError) checklist.Problem {
	p := problemAt(e)
	p.What = msg.New("no such key", dotted(e.Key()))
	if now := replacedBy(dotted(e.Key())); !now.IsZero() {
		p.What, p.Mend = msg.New("key replaced", dotted(e.Key())), now
		return p
	}
	if near := nearKey(dotted(e.Key())); near != "" {
		p.Mend = msg.New("did you mean", near)
	} else if strings.HasPrefix(dotted(e.Key()), "letters.") {
		p.Mend = msg.New("letters with words of their own", wordedLetters())
	}
	return p
}

// nearKey is the key or table that was probably meant: one of as many parts, else any.
func nearKey(name string) string {
	var alike []string
	for _, k := range keys() {
		parts := strings.Split(k, ".")
		if n := strings.Count(name, ".") + 1; n <= len(parts) {
			alike = append(alike, strings.Join(parts[:n], "."))
		}
	}
	return cmp.Or(zh.Nearest(name, alike), zh.Nearest(name, keys()))
}

func wrongValue(e *toml.DecodeError) checklist.Problem {
	p, key, text := problemAt(e), dotted(e.Key()), strings.TrimPrefix(e.Error(), "toml: ")
	if what := ownFault(text); !what.IsZero() {
		p.What = msg.New("key and fault", key, what)
		return p
	}
	p.What = msg.New("a value of the wrong kind", key)
	p.Mend = msg.New("values as in the example")
	return p
}

// ownFault is what one of our own types says of a value. The library keeps the text of
// an error and nothing else, so the code is found again in it, and behind it the value.
func ownFault(text string) msg.Message {
	for _, code := range []string{notADate, notADuration, notASize, notATime, notASpan} {
		if value, ok := strings.CutPrefix(text, code+": "); ok {
			return msg.Message{Code: code, Facts: []any{value}}
		}
	}
	return msg.Message{}
}
