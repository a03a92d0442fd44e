package wording

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"duban/internal/zh"
)

// Words are what an office says itself in letters of a kind. What is empty is said as
// letters say it where nobody has other words.
type Words struct {
	Salutation string // before the colon
	Opening    string // a paragraph before all others
	Closing    string // and one behind them
	Signature  string
}

// Slot is a place for words in a letter.
type Slot struct {
	Most   int  // characters
	Listed bool // it may speak of what the letter lists
}

// The slots of a letter. Every letter has a salutation and a signature, so these speak of
// nothing that only some letters have.
var (
	Salutation = Slot{Most: 40}
	Opening    = Slot{Most: 300, Listed: true}
	Closing    = Slot{Most: 300, Listed: true}
	Signature  = Slot{Most: 100}
)

// Fields are what words may name.
type Fields struct {
	Reader, Department, Day      string
	List, Items                  string // of what a letter lists
	Office, Sign, Contact, Phone string // of the configuration
}

// field is a name in both languages, and what it stands for.
type field struct {
	zh, en string
	listed bool
	key    string // of the configuration, which may be empty there; "": every letter has it
	of     func(Fields) string
}

var fields = []field{
	{zh: "收信人", en: "reader", of: func(f Fields) string { return f.Reader }},
	{zh: "部门", en: "department", of: func(f Fields) string { return f.Department }},
	{zh: "日期", en: "day", of: func(f Fields) string { return f.Day }},
	{zh: "清单", en: "list", listed: true, of: func(f Fields) string { return f.List }},
	{zh: "项数", en: "items", listed: true, of: func(f Fields) string { return f.Items }},
	{zh: "机构", en: "office", key: "office.name", of: func(f Fields) string { return f.Office }},
	{zh: "落款", en: "sign", key: "office.sign", of: func(f Fields) string { return f.Sign }},
	{zh: "联系人", en: "contact", key: "office.contact", of: func(f Fields) string { return f.Contact }},
	{zh: "电话", en: "phone", key: "office.phone", of: func(f Fields) string { return f.Phone }},
}

func fieldOf(name string) (field, bool) {
	i := slices.IndexFunc(fields, func(f field) bool { return f.zh == name || f.en == name })
	if i < 0 {
		return field{}, false
	}
	return fields[i], true
}

// Fault is one thing wrong with a text.
type Fault struct {
	Code Code
	Name string // Hidden: the character, as U+200B; of a field: its name as written
	More string // UnknownField: the one that was probably meant; Empty: the key that stands empty
	N    int    // Long: so many characters
}

// Code says what is wrong with a text.
type Code int

const (
	Hidden       Code = iota // a character that nobody sees
	Broken                   // more than one line
	Long                     // more than its slot has room for
	WideBraces               // ｛ or ｝
	Unbalanced               // a brace without its other one
	UnknownField             // a field that there is none of
	Unlisted                 // a field of what a letter lists, in a slot of all letters
	Empty                    // a field whose key stands empty
)

// Faults finds all that is wrong with a text in a slot, in an office with such values.
func (s Slot) Faults(text string, office Fields) []Fault {
	all := Seen(text)
	if n := utf8.RuneCountInString(text); n > s.Most {
		all = append(all, Fault{Code: Long, N: n})
	}
	if strings.ContainsAny(text, "｛｝") {
		all = append(all, Fault{Code: WideBraces})
	}
	names, balanced := namesIn(text)
	if !balanced {
		all = append(all, Fault{Code: Unbalanced})
	}
	for _, name := range names {
		f, known := fieldOf(name)
		switch {
		case !known:
			all = append(all, Fault{Code: UnknownField, Name: name, More: s.nearest(name)})
		case f.listed && !s.Listed:
			all = append(all, Fault{Code: Unlisted, Name: name})
		case f.key != "" && f.of(office) == "":
			all = append(all, Fault{Code: Empty, Name: name, More: f.key})
		}
	}
	return all
}

// Names are the fields that a slot may name, in Chinese or in English.
func (s Slot) Names(english bool) (names []string) {
	for _, f := range fields {
		switch {
		case f.listed && !s.Listed:
		case english:
			names = append(names, f.en)
		default:
			names = append(names, f.zh)
		}
	}
	return names
}

func (s Slot) nearest(name string) string {
	return cmp.Or(zh.Nearest(name, s.Names(false)), zh.Nearest(name, s.Names(true)))
}

const breaks = "\n\r\u2028\u2029"

// Seen finds in a text what no reader sees, and that it is more than one line.
func Seen(text string) (all []Fault) {
	if strings.ContainsAny(text, breaks) {
		all = append(all, Fault{Code: Broken})
	}
	for _, r := range text {
		f := Fault{Code: Hidden, Name: fmt.Sprintf("%U", r)}
		if !unicode.IsGraphic(r) && !strings.ContainsRune(breaks, r) && !slices.Contains(all, f) {
			all = append(all, f)
		}
	}
	return all
}

// namesIn are the names of a text's fields, each once, and whether each brace has its
// other one.
func namesIn(text string) (names []string, balanced bool) {
	balanced = true
	eachPiece(text, func(literal, name string, is bool) {
		if balanced = balanced && !strings.ContainsAny(literal, "{}"); is && !slices.Contains(names, name) {
			names = append(names, name)
		}
	})
	return names, balanced
}

// Fill puts the values of its fields into a text. What is no field stays as it stands.
func Fill(text string, values Fields) string {
	var out strings.Builder
	eachPiece(text, func(literal, name string, is bool) {
		out.WriteString(literal)
		if f, known := fieldOf(name); known {
			out.WriteString(oneLine.Replace(f.of(values)))
		} else if is {
			out.WriteString("{" + name + "}")
		}
	})
	return out.String()
}

// oneLine keeps a value, which others have written, within the line of the text.
var oneLine = strings.NewReplacer("\n", " ", "\r", " ", "\u2028", " ", "\u2029", " ")

// eachPiece goes through a text: what stands before each field, and the field's name; and
// what stands behind the last.
func eachPiece(text string, piece func(literal, name string, is bool)) {
	for {
		end := strings.IndexByte(text, '}')
		open := strings.LastIndexByte(text[:max(end, 0)], '{')
		if end < 0 || open < 0 && !strings.Contains(text[end:], "{") {
			piece(text, "", false)
			return
		}
		if open < 0 {
			piece(text[:end+1], "", false)
		} else {
			piece(text[:open], strings.TrimSpace(text[open+1:end]), true)
		}
		text = text[end+1:]
	}
}
