package config

import (
	"errors"
	"fmt"
	"os"

	"github.com/pelletier/go-toml/v2"

	"duban"
	"duban/internal/msg"
)

// Source is where the configuration is read from.
type Source struct {
	File    string // "": $DUBAN_CONFIG, ./config.toml, or the shipped one
	Getenv  func(string) string
	Shipped func() // called when the shipped one is taken for want of a file; may be nil
}

// WrongOffice says that the configuration does not tell which office is meant.
type WrongOffice struct {
	named string   // "" where none was
	known []string // with their numbers
}

func (w WrongOffice) Error() string { return w.Message().String() }

func (w WrongOffice) Message() msg.Message {
	if len(w.known) == 0 {
		return msg.New("no such office", w.named)
	}
	return msg.New("which office", w.known)
}

// Office reads the configuration of one office: the only one of its file, or that of
// a name or number.
func (s Source) Office(office string) (*Config, error) {
	main, err := s.main()
	if err != nil {
		return nil, err
	}
	if len(main.Offices) == 0 {
		if office != "" && !main.is(office) {
			return nil, WrongOffice{named: office}
		}
		return main, nil
	}
	all, err := main.offices()
	for _, c := range all {
		if office != "" && c.is(office) {
			return c, nil
		}
	}
	if err != nil {
		return nil, err
	}
	names := make([]string, len(all))
	for i, c := range all {
		names[i] = fmt.Sprintf("%d %s", c.Office.ID, c.Office.Name)
	}
	return nil, WrongOffice{named: office, known: names}
}

// All reads the configurations of all offices. One that is faulty is left out and
// told of; it is nothing to the others.
func (s Source) All() ([]*Config, error) {
	main, err := s.main()
	if err != nil {
		return nil, err
	}
	if len(main.Offices) == 0 {
		return []*Config{main}, nil
	}
	return main.offices()
}

// Language is the language that the file settles, asked before the file is read as a
// whole: a wrong file is told of in it as well. "" where it settles none.
func (s Source) Language() string {
	raw, chosen, err := configFile(s.path())
	if err != nil || chosen == "" {
		return ""
	}
	var only struct {
		Language string `toml:"language"`
	}
	_ = toml.Unmarshal(raw, &only) // faults show when it is read
	return only.Language
}

func (s Source) path() string {
	if s.File == "" {
		return s.Getenv("DUBAN_CONFIG")
	}
	return s.File
}

// main reads the file itself. All problems come back at once, with line and column.
func (s Source) main() (*Config, error) {
	raw, chosen, err := configFile(s.path())
	if err != nil {
		return nil, err
	}
	c, err := Parse(chosen, raw)
	if err != nil {
		return nil, err
	}
	if c.path == "" && s.Shipped != nil {
		s.Shipped()
	}
	if path := s.Getenv("DUBAN_DB"); path != "" {
		c.Database = path
	}
	if level := s.Getenv("DUBAN_LOG"); level != "" {
		c.Log.Level = level
	}
	return c, nil
}

func configFile(path string) (raw []byte, chosen string, err error) {
	if path != "" {
		raw, err = os.ReadFile(path)
		if err != nil {
			return nil, "", msg.New("reading the configuration", err)
		}
		return raw, path, nil
	}
	raw, err = os.ReadFile("config.toml")
	if errors.Is(err, os.ErrNotExist) {
		return duban.Config, "", nil
	}
	return raw, "config.toml", err
}
