package msg

import (
	"bytes"
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"io"
	"reflect"
	"strings"
)

// stored is a message as it is kept, as JSON, in a column or within another document:
// {"say":"a code","of":["words",3,{"say":…}]}. Somebody's own words are kept as they are,
// and so a sentence that an older build has stored is read as words.
type stored struct {
	Say string `json:"say"`
	Of  []any  `json:"of,omitempty"`
}

// MarshalJSON keeps the code and the facts. What a fact says of itself (Sayer) is kept as
// that message, an error or a kind as its text; a fact of another type is an error.
func (m Message) MarshalJSON() ([]byte, error) {
	if words, own := m.Own(); own {
		return encode(words)
	}
	s := stored{Say: m.Code}
	for _, f := range m.Facts {
		kept, err := keep(f)
		if err != nil {
			return nil, fmt.Errorf("keeping %s: %w", m, err)
		}
		s.Of = append(s.Of, kept)
	}
	return encode(s)
}

// Own are somebody's own words, where a message is nothing else.
func (m Message) Own() (words string, own bool) {
	if m.Code != "" {
		return "", false
	}
	for _, f := range m.Facts {
		words += fmt.Sprint(f)
	}
	return words, true
}

func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false) // people read databases, too
	err := e.Encode(v)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

// keep is a fact as it is stored.
func keep(f any) (any, error) {
	switch f := f.(type) {
	case Sayer:
		return f.Message(), nil
	case []string:
		return Together(Names, anys(f)...), nil
	case Choice:
		return Together(oneOf, anys(f)...), nil
	case error:
		return f.Error(), nil
	}
	switch v := reflect.ValueOf(f); {
	case v.Kind() == reflect.String:
		return v.String(), nil
	case v.CanInt():
		if _, named := f.(fmt.Stringer); !named {
			return v.Int(), nil
		}
	}
	return nil, fmt.Errorf("a %T is no fact that can be stored", f)
}

func anys(all []string) (out []any) {
	for _, s := range all {
		out = append(out, s)
	}
	return out
}

// UnmarshalJSON is the inverse of MarshalJSON. Facts come back as strings, ints and
// messages, which say the same.
func (m *Message) UnmarshalJSON(b []byte) error {
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		return err
	}
	if _, err := d.Token(); err != io.EOF {
		return fmt.Errorf("text behind a message: %s", b)
	}
	switch f, err := restore(v); f := f.(type) {
	case string:
		*m = Words(f)
	case Message:
		*m = f
	default:
		return fmt.Errorf("no message: %s (%v)", b, err)
	}
	return nil
}

// restore is a fact as it was stored.
func restore(v any) (any, error) {
	switch v := v.(type) {
	case string:
		return v, nil
	case json.Number:
		n, err := v.Int64()
		return int(n), err
	case map[string]any:
		code, _ := v["say"].(string)
		of, _ := v["of"].([]any)
		if code == "" {
			return nil, fmt.Errorf("a message without a code")
		}
		m := Message{Code: code}
		for _, f := range of {
			fact, err := restore(f)
			if err != nil {
				return nil, err
			}
			m.Facts = append(m.Facts, fact)
		}
		if code == oneOf {
			return chosen(m)
		}
		return m, nil
	}
	return nil, fmt.Errorf("a %T is no fact of a message", v)
}

// chosen is the choice that was stored as a message.
func chosen(m Message) (any, error) {
	var c Choice
	for _, f := range m.Facts {
		s, ok := f.(string)
		if !ok {
			return nil, fmt.Errorf("a choice of a %T", f)
		}
		c = append(c, s)
	}
	return c, nil
}

// Value stores a message in a column of text: words as they are, others as JSON.
func (m Message) Value() (driver.Value, error) {
	if words, own := m.Own(); own {
		if _, coded := decoded(words); !coded {
			return words, nil
		}
	}
	b, err := m.MarshalJSON()
	return string(b), err
}

// Scan is the inverse of Value.
func (m *Message) Scan(src any) error {
	text, ok := src.(string)
	if b, bytes := src.([]byte); bytes {
		text, ok = string(b), true
	}
	if !ok {
		return fmt.Errorf("a message cannot be read from a %T", src)
	}
	*m = FromText(text)
	return nil
}

// Text is what Value stores, for a field of text: FromText reads it back.
func (m Message) Text() string {
	if v, err := m.Value(); err == nil {
		return v.(string)
	}
	return m.String()
}

// FromText is the message that Value has made a text of.
func FromText(text string) Message {
	if m, ok := decoded(text); ok {
		return m
	}
	return Words(text)
}

// decoded is the message of a text that is JSON of one. Words that are such a text
// themselves are stored in quotation marks, and only they: a text that an older build has
// stored, marks and all, is stored again as it was.
func decoded(text string) (m Message, ok bool) {
	if !strings.HasPrefix(text, `{"say":"`) && !strings.HasPrefix(text, `"`) || m.UnmarshalJSON([]byte(text)) != nil {
		return m, false
	}
	if words, own := m.Own(); own {
		_, ok = decoded(words)
		return m, ok
	}
	return m, true
}
